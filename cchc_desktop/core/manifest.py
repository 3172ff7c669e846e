"""The data inside the signed dossier: set, answers, scores and the hash of each document.

Written once, by the dossier; read by verification, by the council, and by next year's import.
The schema is published in docs/dossier-data.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import FIRST_YEAR, LAST_YEAR, Assessment, Particulars
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import Document, Evidence, FileState
from cchc_desktop.core.plain_data import refusing, text_from_data, whole_from_data
from cchc_desktop.core.score_document import sheet_to_data
from cchc_desktop.core.set_document import set_from_data, set_to_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.score import ScoreSheet

FORMAT = "cchc-dossier/1"
"""Names the shape of the data; another shape gets another name."""


def manifest_to_data(
    assessment: Assessment, sheet: ScoreSheet, program_version: str, history_head: str
) -> dict[str, Any]:
    """Give the dossier's data.

    It holds no page number and no time of signing: the data's hash is printed on the pages.

    Args:
        assessment: everything declared.
        sheet: its scores.
        program_version: of the program that writes it.
        history_head: hash of the newest entry of the workbook's change log.
    """
    return {
        "format": FORMAT,
        "program": {"name": "cchc-desktop", "version": program_version},
        "unit": assessment.unit,
        "year": assessment.year,
        "particulars": asdict(assessment.particulars),
        "set": set_to_data(assessment.criteria_set),
        "exemptions": dict(sorted(assessment.exemptions.items())),
        "answers": {
            code: answer_to_data(answer) for code, answer in sorted(assessment.answers.items())
        },
        "scores": sheet_to_data(assessment, sheet),
        "evidence": [evidence_to_data(one) for one in assessment.evidence],
        "history_head": history_head,
    }


def manifest_from_bytes(data: bytes) -> dict[str, Any]:
    """Read the dossier's data.

    Raises:
        UserError: ``bad_manifest`` when it is not such data.
    """
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError):
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise UserError("bad_manifest", f"Dữ liệu trong hồ sơ không phải dạng {FORMAT}.")
    return manifest


def assessment_from_manifest(manifest: Mapping[str, Any]) -> Assessment:
    """Give back what was declared, so that anybody can score it again.

    Raises:
        UserError: ``bad_manifest`` or ``bad_set`` when a part is missing or of another shape.
    """
    with refusing("Dữ liệu trong hồ sơ", "bad_manifest", ""):
        particulars: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in manifest["particulars"].items()
        }
        return Assessment(
            unit=text_from_data(manifest["unit"]),
            year=_year(manifest["year"]),
            criteria_set=set_from_data(manifest["set"]),
            answers={code: answer_from_data(one) for code, one in manifest["answers"].items()},
            exemptions=dict(manifest["exemptions"]),
            evidence=tuple(_evidence_from_data(one) for one in manifest["evidence"]),
            particulars=Particulars(**particulars),
        )


def _year(value: object) -> int:
    year = whole_from_data(value)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"năm {year}")
    return year


def canonical_bytes(data: Mapping[str, Any]) -> bytes:
    """Write data as canonical JSON: keys sorted, no blanks, UTF-8. What is hashed and embedded."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def data_hash(data: bytes) -> str:
    """Give the SHA-256 of the data file, lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def short_hash(sha256: str) -> str:
    """Give the part of a hash that is printed on paper: 16 digits, four by four."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))


def answer_to_data(answer: Answer) -> dict[str, Any]:
    """Write an answer as plain data."""
    return {
        "values": dict(sorted(answer.values.items())),
        "note": answer.note,
        "not_applicable": answer.not_applicable,
        "review": answer.review,
    }


def answer_from_data(data: Mapping[str, Any]) -> Answer:
    """Read an answer from plain data."""
    return Answer(
        {str(name): str(value) for name, value in data["values"].items()},
        str(data["note"]),
        str(data["not_applicable"]),
        bool(data["review"]),
    )


def evidence_to_data(one: Evidence) -> dict[str, Any]:
    """Write one citation with its document as plain data."""
    document = one.document
    return {
        "id": one.id,
        "code": one.code,
        "document": document.id,
        "name": document.name,
        "size": document.size,
        "sha256": document.sha256,
        "state": document.state.value,
        "pages": document.pages,
        "number": document.number,
        "date": document.date,
        "issuer": document.issuer,
        "title": document.title,
        "cited_pages": one.cited_pages,
    }


def _evidence_from_data(data: Mapping[str, Any]) -> Evidence:
    return Evidence(
        int(data["id"]),
        str(data["code"]),
        Document(
            id=int(data["document"]),
            sha256=str(data["sha256"]),
            name=str(data["name"]),
            size=int(data["size"]),
            state=FileState(data["state"]),
            pages=None if data["pages"] is None else int(data["pages"]),
            number=str(data["number"]),
            date=str(data["date"]),
            issuer=str(data["issuer"]),
            title=str(data["title"]),
        ),
        str(data["cited_pages"]),
    )
