"""Indices that others publish (PAPI, PCI): entered by year, compared year on year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_desktop.core.assessment import LAST_YEAR
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.published_index import PublishedIndex
from cchc_desktop.core.published_result import (
    PublishedResult,
    YearChange,
    checked_values,
    compare_years,
    doubts,
)
from cchc_desktop.operations.criteria_sets import installed_documents, load_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.operations.session import Session

_EARLIEST = 2005
"""PCI was first published for 2005."""


@dataclass(frozen=True)
class IndexView:
    """One index in the workbook: its years with what is doubtful, and each year's change."""

    index: PublishedIndex
    results: tuple[PublishedResult, ...]
    doubts: Mapping[int, tuple[str, ...]]
    changes: tuple[YearChange, ...]


def load_index(reference: str) -> PublishedIndex:
    """Load a published index by its id or from a file.

    Raises:
        UserError: there is none, or it is another kind of document.
    """
    document = load_document(reference)
    if not isinstance(document, PublishedIndex):
        raise UserError("not_an_index", f"“{reference}” không phải chỉ số công bố; chọn papi, pci.")
    return document


def published_indices() -> tuple[PublishedIndex, ...]:
    """Give the published indices at hand."""
    return tuple(one for one in installed_documents() if isinstance(one, PublishedIndex))


def enter_result(session: Session, reference: str, year: int, values: Mapping[str, str]) -> None:
    """Keep one year of an index exactly as published, in place of what was entered for it.

    Raises:
        UserError: an unknown index or name, a figure that is none, a year out of range.
    """
    index = load_index(reference)
    if not _EARLIEST <= year <= LAST_YEAR:
        raise UserError("bad_year", f"Năm {year} không hợp lệ; ghi từ {_EARLIEST} đến {LAST_YEAR}.")
    session.workbook.records.save_published(
        PublishedResult(index.id, year, checked_values(index, values))
    )


def remove_result(session: Session, reference: str, year: int) -> None:
    """Take one year of an index away.

    Raises:
        UserError: ``no_result``.
    """
    index = load_index(reference)
    if not session.workbook.records.remove_published(index.id, year):
        raise UserError("no_result", f"Chưa nhập {index.id} năm {year}.")


def view_index(session: Session, reference: str) -> IndexView:
    """Give an index as it stands in the workbook.

    Raises:
        UserError: an unknown index.
    """
    index = load_index(reference)
    results = tuple(one for one in session.workbook.records.published() if one.index_id == index.id)
    changes = tuple(compare_years(index, earlier, later) for earlier, later in pairwise(results))
    return IndexView(index, results, {one.year: doubts(index, one) for one in results}, changes)
