"""Whether the data inside a dossier agrees with its pages, its points and its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.manifest import (
    assessment_from_manifest,
    data_hash,
    manifest_from_bytes,
    short_hash,
)
from cchc_desktop.core.score_document import sheet_to_data
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.operations.verification_report import DataCheck, VerificationFinding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.evidence_item import Document
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.dossier.data_reader import DossierContents

_COMPARED = ("score", "status", "max")
_SHOWN_PAGES = 12
"""How many page numbers a sentence names before it says “…”."""


def check_data(contents: DossierContents) -> DataCheck:
    """Compare the data with everything it can be compared with."""
    problems = tuple(_error(one.kind, one.message) for one in contents.problems)
    if contents.data is None:
        return no_data(problems)
    try:
        manifest = manifest_from_bytes(contents.data)
        assessment = assessment_from_manifest(manifest)
        sheet = score_assessment(assessment)
        differing, totals = _differences(manifest, assessment, sheet)
    except (UserError, KeyError, TypeError, AttributeError, ValueError) as error:
        why = error.message if isinstance(error, UserError) else "cấu trúc khác dạng đã công bố"
        return no_data((*problems, _error("data_unreadable", f"Dữ liệu trong hồ sơ: {why}.")))
    sha256 = data_hash(contents.data)
    findings = [*problems, *_page_findings(contents, sha256), *_score_findings(differing, totals)]
    documents = {one.document.id: one.document for one in assessment.evidence}
    lacking = [*_missing_documents(documents.values(), contents)]
    return DataCheck(
        present=True,
        matches_pages=not contents.disagreeing_pages(sha256),
        score_recomputed=not differing and not totals,
        sha256=sha256,
        assessment=assessment,
        sheet=sheet,
        differing=differing,
        evidence_count=len(documents),
        evidence_sound=len(documents) - len(lacking),
        findings=(*findings, *lacking),
    )


def no_data(findings: tuple[VerificationFinding, ...]) -> DataCheck:
    """Give the result for a file without usable data."""
    return DataCheck(
        present=False,
        matches_pages=False,
        score_recomputed=False,
        sha256="",
        assessment=None,
        sheet=None,
        differing=(),
        evidence_count=0,
        evidence_sound=0,
        findings=findings,
    )


def _differences(
    manifest: Mapping[str, Any], assessment: Assessment, sheet: ScoreSheet
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the codes, and the sums, that the data states otherwise than they come out."""
    stated = manifest["scores"]
    computed = sheet_to_data(assessment, sheet)
    said = {item["code"]: item for item in stated["items"]}
    differing = tuple(
        item["code"]
        for item in computed["items"]
        if any(
            said.get(item["code"], {}).get(key) != item[key] for key in ("score", "status", "max")
        )
    )
    sums = tuple(
        name
        for name, value in computed.items()
        if name not in ("items", "fields") and stated.get(name) != value
    )
    if [one["score"] for one in stated["fields"]] != [one["score"] for one in computed["fields"]]:
        sums = (*sums, "fields")
    return differing, sums


def _page_findings(contents: DossierContents, sha256: str) -> Iterator[VerificationFinding]:
    pages = contents.disagreeing_pages(sha256)
    if pages:
        named = ", ".join(map(str, pages[:_SHOWN_PAGES])) + (
            " …" if len(pages) > _SHOWN_PAGES else ""
        )
        yield _error(
            "data_pages",
            f"Mã in trên trang {named} không phải mã của dữ liệu trong tệp ({short_hash(sha256)}).",
        )


def _score_findings(
    differing: tuple[str, ...], totals: tuple[str, ...]
) -> Iterator[VerificationFinding]:
    if differing:
        yield _error(
            "score_differs", f"Điểm ghi trong dữ liệu khác điểm tính lại: {', '.join(differing)}."
        )
    elif totals:
        yield _error(
            "sum_differs", f"Tổng điểm ghi trong dữ liệu khác tổng tính lại: {', '.join(totals)}."
        )


def _missing_documents(documents: Any, contents: DossierContents) -> Iterator[VerificationFinding]:
    """Look for the original of each document that goes along as a file."""
    from cchc_desktop.dossier.evidence_plan import original_is_attached

    hashes = {one.sha256: one for one in contents.attachments.values()}
    for document in documents:
        if original_is_attached(document) and document.sha256 not in hashes:
            yield _error("evidence_missing", _lacks(document, contents))


def _lacks(document: Document, contents: DossierContents) -> str:
    shown = document.number or "không số"
    if any(name.endswith(document.name) for name in contents.attachments):
        return f"Tài liệu “{document.name}” ({shown}) khác với tệp lúc lập hồ sơ."
    return f"Thiếu tài liệu “{document.name}” ({shown}) trong hồ sơ."


def _error(kind: str, message: str) -> VerificationFinding:
    return VerificationFinding(kind, "error", message)
