"""What the foot of a page says of the page, once more as properties that machines read.

The letters on the page are codes of a subset font; the marked content around them holds the same
values as text, and both are made from one ``PageMark``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Object, PdfError, String

if TYPE_CHECKING:
    from cchc_desktop.dossier.evidence_plan import PlannedDocument

_TAG = b"/CchcPage"
_MARKED = re.compile(_TAG + rb" (<<.*?>>) BDC\n.*\nEMC\s*", re.DOTALL)
_NUMBERS = ("/Page", "/Pages", "/Document", "/OwnPage", "/OwnPages")
_MOST_CODES = 2000
_MOST_PAGES = 10_000_000


@dataclass(frozen=True, slots=True)
class PageMark:
    """A page's number, and on a page of evidence which page of which document it shows.

    Attributes:
        page: of the dossier, from 1.
        pages: how many the dossier has.
        document: TL number; 0 on a page of our own.
        own_page: the document's own page number, from 1; 0 on a page of our own.
        own_pages: how many pages the document has; 0 on a page of our own.
        file_code: first 8 hex digits of the file's SHA-256; empty on a page of our own.
        codes: the leaves that cite the page.
    """

    page: int
    pages: int
    document: int = 0
    own_page: int = 0
    own_pages: int = 0
    file_code: str = ""
    codes: tuple[str, ...] = ()


def evidence_mark(document: PlannedDocument, own_page: int, page: int, pages: int) -> PageMark:
    """Give the mark of a page of evidence; numbers count from 1."""
    return PageMark(
        page,
        pages,
        document.number,
        own_page,
        document.file.pages,
        document.document.sha256[:8],
        document.codes_of(own_page),
    )


def with_mark(content: bytes, mark: PageMark) -> bytes:
    """Put a drawing into marked content whose properties hold the mark (ISO 32000-1, 14.6.2)."""
    written = Dictionary(Page=mark.page, Pages=mark.pages)
    if mark.document:
        written.Document = mark.document
        written.OwnPage = mark.own_page
        written.OwnPages = mark.own_pages
        written.FileCode = String(mark.file_code)
        written.Codes = Array([String(code) for code in mark.codes])
    return b"/CchcPage %s BDC\n%s\nEMC" % (written.unparse(), content)


def mark_in(content: bytes) -> PageMark | None:
    """Read the mark of a foreign file's drawing; None where it has none of ours, or several."""
    found = _MARKED.fullmatch(content)
    if not found or content.count(_TAG) > 1:
        return None
    try:
        value = Object.parse(found[1])
    except (PdfError, ValueError, RuntimeError):
        return None
    return _read(value) if isinstance(value, Dictionary) else None


def _read(value: Dictionary) -> PageMark | None:
    found: list[Any] = [value.get(key, 0) for key in _NUMBERS]
    numbers = [one for one in found if type(one) is int and 0 <= one <= _MOST_PAGES]
    if len(numbers) != len(_NUMBERS):
        return None
    code, codes = value.get("/FileCode", String("")), value.get("/Codes", Array())
    if not isinstance(code, String) or not isinstance(codes, Array) or len(codes) > _MOST_CODES:
        return None
    if not all(isinstance(one, String) for one in codes):
        return None
    page, pages, document, own_page, own_pages = numbers
    return PageMark(
        page, pages, document, own_page, own_pages, str(code), tuple(str(one) for one in codes)
    )
