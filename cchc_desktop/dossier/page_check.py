"""Whether a dossier has exactly the pages that its data demands, each saying what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.page_ranges import show_page_ranges
from cchc_desktop.dossier.data_reader import ContentProblem
from cchc_desktop.dossier.evidence_plan import citations_of, codes_citing, pages_shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cchc_desktop.dossier.evidence_plan import UsedDocument
    from cchc_desktop.dossier.page_marks import PageMark

_MOST_OWN_PAGES = 100_000
"""Of one document; a file that states more is not taken at its word."""
_NAMED = 12
"""How many pages a sentence names before it says “…”."""


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What the pages say.

    Attributes:
        shown: TL number of each document with pages → how many pages it has here.
        disagreeing: TL numbers of documents whose pages are not those demanded.
        problems: what is wrong, each with the pages it concerns.
    """

    shown: Mapping[int, int]
    disagreeing: frozenset[int]
    problems: tuple[ContentProblem, ...]


def check_pages(
    marks: Sequence[PageMark | None], used: Sequence[UsedDocument], attached: frozenset[int]
) -> PageCheck:
    """Compare what the feet say with the data.

    Args:
        marks: of each page of the file.
        used: the documents that the data names.
        attached: TL numbers whose original is there as a file with the right hash; how many
            pages such a one has, its own pages may say.
    """
    problems = [*_numbering(marks), *_foreign(marks, {one.number for one in used})]
    shown: dict[int, int] = {}
    disagreeing = set()
    by_document: dict[int, list[PageMark]] = {}
    for mark in marks:
        if mark is not None and mark.document:
            by_document.setdefault(mark.document, []).append(mark)
    for one in used:
        found = by_document.get(one.number)
        if not found:
            continue
        shown[one.number] = len(found)
        wrong = _disagreement(one, found, counted=one.number not in attached)
        if wrong:
            disagreeing.add(one.number)
            label = f"TL {one.number:02} “{one.document.name}”"
            problems.append(ContentProblem("evidence_pages", f"{label}: {wrong}."))
    return PageCheck(shown, frozenset(disagreeing), tuple(problems))


def _numbering(marks: Sequence[PageMark | None]) -> Iterator[ContentProblem]:
    total, last = len(marks), (0, 0)
    bare, numbers, order = [], [], []
    for page, mark in enumerate(marks, 1):
        if mark is None:
            bare.append(page)
            continue
        if (mark.page, mark.pages) != (page, total):
            numbers.append(page)
        place = (mark.document, mark.own_page)
        if place < last or (mark.document and place == last):
            order.append(page)
        last = place
    if bare:
        yield ContentProblem("page_foot", f"Trang {_named(bare)} không có chân trang của hồ sơ.")
    if numbers:
        yield ContentProblem(
            "page_numbers",
            f"Số trang in ở trang {_named(numbers)} không phải số thứ tự trong tệp {total} trang.",
        )
    if order:
        yield ContentProblem("page_order", f"Trang {_named(order)} lặp lại hoặc sai thứ tự.")


def _foreign(marks: Sequence[PageMark | None], known: set[int]) -> Iterator[ContentProblem]:
    pages = [
        page
        for page, mark in enumerate(marks, 1)
        if mark is not None and mark.document and mark.document not in known
    ]
    if pages:
        yield ContentProblem(
            "evidence_foreign", f"Trang {_named(pages)} mang tên tài liệu không có trong dữ liệu."
        )


def _disagreement(used: UsedDocument, found: list[PageMark], *, counted: bool) -> str:
    """Say what is wrong with a document's pages; empty where nothing is."""
    document, own_pages = used.document, found[0].own_pages
    if any(mark.file_code != document.sha256[:8] for mark in found):
        return "mã tệp in trên trang không phải mã của tài liệu trong dữ liệu"
    stated = document.pages if counted else None
    if any(mark.own_pages != own_pages for mark in found) or (stated or own_pages) != own_pages:
        return "số trang của tài liệu in trên trang khác dữ liệu"
    if own_pages > _MOST_OWN_PAGES:
        return "số trang của tài liệu quá lớn"
    citations = citations_of(used.citations, own_pages)
    demanded, there = pages_shown(citations), tuple(mark.own_page for mark in found)
    if lacking := tuple(page for page in demanded if page not in set(there)):
        return f"thiếu trang {_shown(lacking)} của tài liệu"
    if there != demanded:
        return f"phải có đúng các trang {_shown(demanded)} của tài liệu, theo thứ tự"
    if any(mark.codes != codes_citing(citations, mark.own_page) for mark in found):
        return "mã tiêu chí in trên trang khác dữ liệu"
    return ""


def _shown(pages: tuple[int, ...]) -> str:
    return show_page_ranges(pages[:200]) + (" …" if len(pages) > 200 else "")


def _named(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
