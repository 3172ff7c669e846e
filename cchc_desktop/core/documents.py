"""The three kinds of documents that forms/ holds, told apart by their format."""

from __future__ import annotations

import json
from typing import Any

from cchc_desktop.core import published_index, questionnaire, set_document
from cchc_desktop.core.criteria_set import CriteriaSet
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.published_index import PublishedIndex
from cchc_desktop.core.questionnaire import Questionnaire
from cchc_desktop.core.set_check import check_set
from cchc_desktop.core.set_findings import SetFinding, error
from cchc_desktop.core.set_reading import read_set_data

Document = CriteriaSet | Questionnaire | PublishedIndex

KIND_WORDS: dict[type[Document], str] = {
    CriteriaSet: "Bộ tiêu chí",
    Questionnaire: "Phiếu khảo sát",
    PublishedIndex: "Chỉ số công bố",
}


def read_document(text: str) -> tuple[Document | None, tuple[SetFinding, ...]]:
    """Read a document's JSON text and check it: everything that is wrong, at once.

    Returns:
        The document, None where it can't even be read; and the findings.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None, (error("not_json", "Tệp không phải JSON; chọn tệp bộ tiêu chí khác."),)
    try:
        match _format_of(data):
            case questionnaire.FORMAT:
                asked = questionnaire.questionnaire_from_data(data)
                return asked, questionnaire.check_questionnaire(asked)
            case published_index.FORMAT:
                index = published_index.index_from_data(data)
                return index, published_index.check_index(index)
            case _:
                whole, problems = read_set_data(data)
                return whole, (*problems, *(check_set(whole) if whole else ()))
    except UserError as wrong:
        return None, (error(wrong.code, wrong.message),)


def document_to_text(document: Document) -> str:
    """Write a document as canonical JSON."""
    if isinstance(document, Questionnaire):
        return questionnaire.questionnaire_to_text(document)
    if isinstance(document, PublishedIndex):
        return published_index.index_to_text(document)
    return set_document.set_to_text(document)


def document_to_data(document: Document) -> dict[str, Any]:
    """Write a document as plain data."""
    if isinstance(document, Questionnaire):
        return questionnaire.questionnaire_to_data(document)
    if isinstance(document, PublishedIndex):
        return published_index.index_to_data(document)
    return set_document.set_to_data(document)


def _format_of(data: Any) -> str:
    found = data.get("format") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""
