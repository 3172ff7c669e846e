"""Whether the data inside a dossier agrees with its pages, its points and its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop import __version__
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.manifest import (
    assessment_from_manifest,
    canonical_bytes,
    data_hash,
    manifest_from_bytes,
    short_hash,
)
from cchc_desktop.core.score_document import sheet_to_data
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.operations.score_check import score_differences
from cchc_desktop.operations.verification_report import (
    DataCheck,
    EvidenceCheck,
    VerificationFinding,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.dossier.data_reader import DossierContents
    from cchc_desktop.operations.score_check import ScoreDifferences

_SHOWN_PAGES = 12
"""How many page numbers a sentence names before it says “…”."""


def check_data(contents: DossierContents) -> DataCheck:
    """Compare the data with everything it can be compared with."""
    problems = tuple(_error(one.kind, one.message) for one in contents.problems)
    if contents.data is None:
        return no_data(problems)
    try:
        return _checked(contents, contents.data, problems)
    except UserError as error:
        why = error.message.rstrip(".")
    except Exception:  # the data may be anybody's: whatever it provokes, it can't be used
        why = "cấu trúc khác dạng đã công bố"
    return no_data((*problems, _error("data_unreadable", f"Dữ liệu trong hồ sơ: {why}.")))


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
        evidence=EvidenceCheck(),
        findings=findings,
    )


def _checked(
    contents: DossierContents, data: bytes, problems: tuple[VerificationFinding, ...]
) -> DataCheck:
    manifest = manifest_from_bytes(data)
    assessment = assessment_from_manifest(manifest)
    if not isinstance(assessment.unit, str):
        raise TypeError("unit")
    sheet = score_assessment(assessment)
    differences = score_differences(
        manifest["scores"],
        sheet_to_data(assessment, sheet),
        same_program=manifest["program"]["version"] == __version__,
    )
    sha256 = data_hash(data)
    evidence, wrong = _check_evidence(contents, assessment)
    findings = [*problems, *_page_findings(contents, sha256), *_score_findings(differences)]
    if canonical_bytes(manifest) != data:
        # Of a key said twice, one program reads the first and another one the last.
        findings.append(_error("data_form", "Dữ liệu trong hồ sơ không viết ở dạng chuẩn tắc."))
    return DataCheck(
        present=True,
        matches_pages=not contents.disagreeing_pages(sha256),
        score_recomputed=not differences,
        sha256=sha256,
        assessment=assessment,
        sheet=sheet,
        differing=(*differences.points, *differences.details),
        evidence=evidence,
        findings=(*findings, *wrong),
    )


def _check_evidence(
    contents: DossierContents, assessment: Assessment
) -> tuple[EvidenceCheck, list[VerificationFinding]]:
    from cchc_desktop.dossier.attachment_check import check_attachments, matching_originals
    from cchc_desktop.dossier.evidence_plan import used_documents
    from cchc_desktop.dossier.page_check import check_pages

    used = used_documents(assessment)
    matching = matching_originals(contents.attachments, used)
    pages = check_pages(contents.page_marks, used, matching)
    files = check_attachments(contents.attachments, used, frozenset(pages.shown))
    problems = [*pages.problems, *files.problems]
    whole = [number for number in pages.shown if number not in pages.disagreeing]
    evidence = EvidenceCheck(
        count=len(used),
        sound=len(used) - len(pages.disagreeing | files.disagreeing),
        originals=len(matching),
        shown=len(whole),
        pages=sum(pages.shown[number] for number in whole),
        agrees=not problems and not contents.problems,
    )
    return evidence, [_error(one.kind, one.message) for one in problems]


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


def _score_findings(differences: ScoreDifferences) -> Iterator[VerificationFinding]:
    for kind, what, names in (
        ("score_differs", "Điểm ghi trong dữ liệu khác điểm tính lại", differences.points),
        ("steps_differ", "Cách tính ghi trong dữ liệu khác cách tính lại", differences.details),
        ("sum_differs", "Tổng điểm ghi trong dữ liệu khác tổng tính lại", differences.sums),
    ):
        if names:
            yield _error(kind, f"{what}: {', '.join(names)}.")


def _error(kind: str, message: str) -> VerificationFinding:
    return VerificationFinding(kind, "error", message)
