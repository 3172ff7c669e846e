"""A leaf's documents as rows of the page's evidence table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.numbers import read_date, show_date
from cchc_desktop.gui.models.rows_model import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.evidence_item import Document, Evidence

HEADS = ("TL", "Số, ký hiệu", "Ngày", "Cơ quan ban hành", "Trích yếu nội dung", "Trang")
WIDTHS = (36, 106, 88, 132, 0, 68)
STRETCH = 4
_NARROW = frozenset({3})


def evidence_rows(evidence: Sequence[Evidence]) -> list[tuple[Cell, ...]]:
    """Give one row for each citation, numbered from 1."""
    return [_row(number, one) for number, one in enumerate(evidence, start=1)]


def evidence_words(document: Document) -> str:
    """Name a document as a person would: its number, else its title, else its file."""
    return document.number or document.title or document.name


def _row(number: int, one: Evidence) -> tuple[Cell, ...]:
    document = one.document
    day = show_date(read_date(document.date)) if document.date else ""
    icon = None
    if document.state in (FileState.ENCRYPTED, FileState.DAMAGED):
        icon = ("warning_filled", "warn")
    title = document.title or document.name
    pages = one.cited_pages or _all_pages(document.pages)
    return (
        Cell(str(number)),
        Cell(document.number or "Chưa ghi số", tone="" if document.number else "text2"),
        Cell(day or "–", tone="" if day else "text2"),
        Cell(document.issuer or "–", tone="" if document.issuer else "text2"),
        Cell(title, icon=icon, tone="" if document.title else "text2"),
        Cell(pages, spoken=f"trang {pages}"),
    )


def _all_pages(count: int | None) -> str:
    if not count:
        return "–"
    return "1" if count == 1 else f"1-{count}"
