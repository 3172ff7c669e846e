"""Tidying documents: names, order, moves between leaves, and the bin (thùng tài liệu)."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import one_line
from cchc_desktop.operations.evidence import check_pages, find_evidence

if TYPE_CHECKING:
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.operations.session import Session
    from cchc_desktop.workbook.evidence_records import BinItem


def rename(session: Session, evidence_id: int, name: str) -> None:
    """Give a document another name, with its ending kept; its bytes stay what they are.

    Raises:
        UserError: ``unknown_evidence``, ``no_name``.
    """
    from cchc_desktop.evidence.document_name import NAMELESS, document_name

    old = find_evidence(session, evidence_id).document.name
    text = one_line(name, "Tên tệp")
    ending = PurePath(old).suffix
    if ending and text.lower().endswith(ending.lower()):
        text = text[: -len(ending)]
    stem = document_name(text) if text.strip() else ""
    if not stem or (stem == NAMELESS and text.strip() != NAMELESS):
        raise UserError("no_name", "Tên tệp còn trống hoặc chỉ có ký tự lạ; ghi tên khác.")
    session.workbook.documents.rename(evidence_id, document_name(f"{stem}{ending}"))
    session.refresh()


def move_to(session: Session, evidence_id: int, code: str) -> None:
    """Cite a document for another leaf instead.

    Raises:
        UserError: ``unknown_evidence``, ``unknown_code``, ``already_attached``.
    """
    find_evidence(session, evidence_id)
    session.assessment.criteria_set.leaf(code)
    session.workbook.documents.move(evidence_id, code)
    session.refresh()


def cite_also(session: Session, evidence_id: int, code: str, cited_pages: str = "") -> Evidence:
    """Cite a document that is stored already for another leaf, too.

    Raises:
        UserError: ``unknown_evidence``, ``unknown_code``, ``already_attached``, ``bad_pages``.
    """
    found = find_evidence(session, evidence_id)
    session.assessment.criteria_set.leaf(code)
    pages = one_line(cited_pages, "Trang trích dẫn")
    check_pages(pages, found.document.pages, found.document.name)
    added = session.workbook.documents.restore(found.document.id, code, pages)
    session.refresh()
    return added


def place_at(session: Session, evidence_id: int, position: int) -> None:
    """Put a document at a place of its leaf's list, counted from 1; beyond the end is the end.

    Raises:
        UserError: ``unknown_evidence``.
    """
    code = find_evidence(session, evidence_id).code
    ids = [one.id for one in session.assessment.evidence_of(code) if one.id != evidence_id]
    place = min(max(position, 1), len(ids) + 1) - 1
    session.workbook.documents.reorder(code, [*ids[:place], evidence_id, *ids[place:]])
    session.refresh()


def binned(session: Session) -> tuple[BinItem, ...]:
    """Give the documents that were taken off and can be brought back, the last one first."""
    return session.workbook.documents.bin()


def bring_back(session: Session, document_id: int, code: str = "") -> Evidence:
    """Cite a document of the bin again.

    Args:
        session: an open workbook.
        document_id: as ``binned`` gives it.
        code: of a leaf; empty for the one that cited it last.

    Raises:
        UserError: ``unknown_document``, ``unknown_code``.
    """
    for one in binned(session):
        if one.document.id == document_id:
            target = code or one.code
            session.assessment.criteria_set.leaf(target)
            pages = one.cited_pages if target == one.code else ""
            added = session.workbook.documents.restore(document_id, target, pages)
            session.refresh()
            return added
    raise UserError(
        "unknown_document", f"Không có tài liệu số {document_id} trong thùng; xem lại danh sách."
    )


def empty_bin(session: Session) -> int:
    """Delete the bin's documents for good; gives the bytes freed."""
    freed = session.workbook.documents.empty_bin()
    session.refresh()
    return freed
