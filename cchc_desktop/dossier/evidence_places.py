"""On which page of the dossier each page of evidence stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_desktop.dossier.evidence_plan import PlannedDocument


@dataclass(frozen=True)
class EvidencePlaces:
    """Page numbers of the whole dossier, counted from 0.

    Attributes:
        documents: in their order.
        start: the page after the last page of the index.
    """

    documents: tuple[PlannedDocument, ...]
    start: int

    @cached_property
    def _first(self) -> dict[int, int]:
        first, page = {}, self.start
        for document in self.documents:
            first[document.number] = page
            page += len(document.pages)
        return first

    @cached_property
    def total(self) -> int:
        """Pages of the whole dossier."""
        return self.start + sum(len(one.pages) for one in self.documents)

    def first_page(self, document: PlannedDocument) -> int:
        """Give the dossier's page that shows the first shown page of a document."""
        return self._first[document.number]

    def page_of(self, document: PlannedDocument, page: int) -> int:
        """Give the dossier's page that shows a page of a document."""
        return self._first[document.number] + document.pages.index(page)

    def evidence_pages(self) -> Iterator[tuple[int, PlannedDocument, int]]:
        """Go through (page of the dossier, document, its own page number)."""
        for document in self.documents:
            for offset, page in enumerate(document.pages):
                yield self._first[document.number] + offset, document, page
