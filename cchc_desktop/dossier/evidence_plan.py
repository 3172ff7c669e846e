"""Which documents the dossier holds, in which order, and which of their pages are shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.page_ranges import read_page_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.evidence_item import Document, Evidence

_LONGEST_CITATION = 1000
"""Letters; a longer list of pages is no officer's, and could take minutes to count."""


@dataclass(frozen=True, slots=True)
class UsedDocument:
    """A document with all its citations; ``number`` is its TL number, from 1 by first use."""

    number: int
    document: Document
    citations: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A document's file once it has been tried.

    Attributes:
        state: key of the wording's table ``tinh_trang``.
        source: a PDF whose pages can be joined; None where there is none.
        pages: how many pages the source has.
        keep_original: whether the original goes along as an attachment.
    """

    state: str
    source: Path | None
    pages: int
    keep_original: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """One leaf's claim on a document; ``pages`` is empty where pages can't be shown."""

    code: str
    pages: tuple[int, ...]
    written: str


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document as the dossier will hold it.

    Attributes:
        number: TL number.
        citations: by leaf, in the set's order.
        file: the prepared file.
        original: the stored file.
        pages: the document's own page numbers that are shown, ascending.
        attachment: name of the attached original; empty where none is attached.
    """

    number: int
    document: Document
    citations: tuple[Citation, ...]
    file: PreparedFile
    original: Path
    pages: tuple[int, ...]
    attachment: str

    @property
    def label(self) -> str:
        """The number as printed: 01."""
        return f"{self.number:02}"

    def codes_of(self, page: int) -> tuple[str, ...]:
        """Give the leaves that cite a page of the document."""
        return codes_citing(self.citations, page)


def used_documents(assessment: Assessment) -> tuple[UsedDocument, ...]:
    """Number the documents by first use in the set's order; the same bytes count once."""
    whole = assessment.criteria_set
    order = {leaf.code: n for n, leaf in enumerate((*whole.leaves, *whole.extra_leaves))}
    by_use = sorted(assessment.evidence, key=lambda one: (order.get(one.code, len(order)), one.id))
    groups: dict[str, list[Evidence]] = {}
    for one in by_use:
        groups.setdefault(one.document.sha256, []).append(one)
    return tuple(
        UsedDocument(number, group[0].document, tuple(group))
        for number, group in enumerate(groups.values(), 1)
    )


def plan_document(
    used: UsedDocument, file: PreparedFile, original: Path, attachment: str
) -> PlannedDocument:
    """Settle which pages of a document are shown: those cited, or all where none is."""
    citations = citations_of(used.citations, file.pages)
    shown = pages_shown(citations)
    return PlannedDocument(used.number, used.document, citations, file, original, shown, attachment)


def citations_of(evidence: Iterable[Evidence], pages: int) -> tuple[Citation, ...]:
    """Settle which pages each citation means, of a document of so many pages."""
    return tuple(
        Citation(one.code, _cited(one.cited_pages, pages), one.cited_pages) for one in evidence
    )


def pages_shown(citations: Iterable[Citation]) -> tuple[int, ...]:
    """Give the document's own pages that the dossier shows: each cited one once, ascending."""
    return tuple(sorted({page for one in citations for page in one.pages}))


def codes_citing(citations: Iterable[Citation], page: int) -> tuple[str, ...]:
    """Give the leaves that cite a page of the document."""
    return tuple(one.code for one in citations if page in one.pages)


def _cited(written: str, pages: int) -> tuple[int, ...]:
    """Read cited pages; what lies beyond the document is left out, and nothing left means all."""
    try:
        cited = read_page_ranges(written) if len(written) <= _LONGEST_CITATION else ()
    except UserError:
        cited = ()
    inside = tuple(page for page in cited if page <= pages)
    return inside or tuple(range(1, pages + 1))


def original_is_attached(document: Document) -> bool:
    """Tell whether every dossier with this document must hold its original as a file.

    Others may be attached too, where building found that their pages don't show everything.
    """
    return document.state not in (FileState.PDF, FileState.IMAGE)
