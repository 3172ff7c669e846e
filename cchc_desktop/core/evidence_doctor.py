"""What the council would stumble over in a document: blank, dark, tiny pages, no number, twins."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import Finding, Severity
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import NO_NUMBER, FileState
from cchc_desktop.core.page_ranges import read_page_ranges, show_page_ranges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from cchc_desktop.core.evidence_item import Document, Evidence
    from cchc_desktop.core.page_facts import DocumentFacts, PageFacts

LEAST_INK = 0.0005
"""Share of the page; a single printed line has about three times as much, dust much less."""
LEAST_CONTRAST = 0.22
"""Below it print can't be told from the paper."""
LEAST_LETTERS = 3
"""A page with so much text is no bare scan, and not blank, whatever it looks like."""
DARKEST_GROUND = 0.45
LEAST_DPI = 110
"""For A4; below it the small print of an official document (12 pt) can't be read."""

_SHOWN = frozenset({FileState.PDF, FileState.SIGNED_PDF, FileState.IMAGE})


def document_findings(evidence: Evidence, facts: DocumentFacts | None) -> tuple[Finding, ...]:
    """Say what is doubtful about one citation of a document.

    Args:
        evidence: the citation; only its cited pages count.
        facts: what its pages were found to be; None where nobody has looked yet.
    """
    found = [*_printed(evidence), *_signed(evidence)]
    if facts is not None and evidence.document.state in _SHOWN:
        found += _looked_at(evidence, facts)
    return tuple(found)


def examined(evidence: Evidence, facts: Mapping[str, DocumentFacts]) -> DocumentFacts | None:
    """Give what is known about a citation's document, by its hash."""
    return facts.get(evidence.document.sha256)


def twin_findings(evidence: Sequence[Evidence]) -> tuple[Finding, ...]:
    """Tell the same paper that is stored as two files.

    Scanned twice it has other bytes, but the same number, date and issuer, or the same name and
    size. Each citation is told of once, beside the first one of an earlier file.
    """
    seen: dict[tuple[str, ...], list[Evidence]] = {}
    rank: dict[str, int] = {}
    found = []
    for one in evidence:
        document = one.document
        own = rank.setdefault(document.sha256, len(rank))
        alike: tuple[Evidence, str] | None = None
        for key, words in _likenesses(document):
            others = seen.setdefault(key, [])
            for other in others:
                # Of two files the one cited first is kept.
                earlier = rank[other.document.sha256] < own
                if alike is None and earlier and _is_twin(document, other.document):
                    alike = other, words
            others.append(one)
        if alike is None:
            continue
        other, words = alike
        message = (
            f"{one.code} “{document.name}”: {words} với “{other.document.name}” ở mục "
            f"{other.code} nhưng là hai tệp; dùng chung một tệp."
        )
        subject = f"{document.sha256}/{other.document.sha256[:12]}"
        found.append(Finding(one.code, "same_document", Severity.WARNING, message, subject, one.id))
    return tuple(found)


def _likenesses(document: Document) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give what two files of one paper have in common, and the words for it."""
    number = _bare(document.number)
    if number and document.date and number != _bare(NO_NUMBER):
        yield (number, document.date), f"cùng số {document.number}, cùng ngày"
    yield ("", _bare(document.name), str(document.size)), "cùng tên, cùng dung lượng"


def _is_twin(one: Document, other: Document) -> bool:
    """Whether two files may be one paper: an issuer that is not written denies nothing.

    Numbers or dates that differ do, whatever the files are called.
    """
    pairs = ((one.number, other.number), (one.date, other.date), (one.issuer, other.issuer))
    return all(not (left and right) or _bare(left) == _bare(right) for left, right in pairs)


def _printed(evidence: Evidence) -> Iterator[Finding]:
    document = evidence.document
    missing = [
        word
        for word, text in (("số, ký hiệu", document.number), ("ngày", document.date))
        if not text
    ]
    if not missing:
        return
    kind = "missing_number" if not document.number else "missing_date"
    what = f"chưa ghi {' và '.join(missing)}"
    then = "ghi ngày ban hành" if document.number else "ghi vào, hoặc “Không số”"
    # Not a warning: a picture of a screen has neither, and a hundred of them would hide the rest.
    yield _finding(evidence, kind, Severity.INFO, f"{what}; {then}.")


def _signed(evidence: Evidence) -> Iterator[Finding]:
    if evidence.document.state is FileState.SIGNED_PDF:
        message = "đã ký số, được giữ nguyên bản gốc; không cần làm gì."
        yield _finding(evidence, "already_signed", Severity.INFO, message)


def _looked_at(evidence: Evidence, facts: DocumentFacts) -> Iterator[Finding]:
    if facts.failure:
        message = f"không xem được nội dung ({facts.failure}); mở ra kiểm tra bằng mắt."
        yield _finding(evidence, "not_examined", Severity.WARNING, message)
        return
    pages = _cited(evidence, facts)
    checks: tuple[tuple[str, Callable[[PageFacts], bool], str], ...] = (
        (
            "unreadable_page",
            lambda page: page.unreadable,
            "không đọc được; xuất lại tệp từ bản gốc",
        ),
        (
            "blank_page",
            _is_blank,
            "gần như trắng, khó đọc; quét lại hoặc không trích dẫn trang này",
        ),
        ("dark_page", _is_dark, "quá tối; quét lại sáng hơn"),
        ("tiny_scan", _is_tiny, "ảnh quá nhỏ, chữ không đọc được; quét lại từ 200 dpi"),
    )
    told: set[int] = set()
    for kind, fits, words in checks:
        for numbers in _runs(page.number for page in pages if fits(page)):
            if told.isdisjoint(numbers):
                yield _page_finding(evidence, kind, numbers, words)
                told.update(numbers)
    scanned = [page for page in pages if page.dpi is not None and page.number not in told]
    if (
        evidence.document.state is not FileState.IMAGE
        and scanned
        and not any(page.letters for page in pages)
    ):
        message = (
            "chỉ có ảnh quét, không có lớp chữ; dùng được, bản xuất từ máy tính thì tìm được chữ."
        )
        yield _finding(evidence, "no_text_layer", Severity.INFO, message)


def _cited(evidence: Evidence, facts: DocumentFacts) -> list[PageFacts]:
    try:
        wanted = set(read_page_ranges(evidence.cited_pages))
    except UserError:
        wanted = set()
    return [page for page in facts.pages if not wanted or page.number in wanted]


def _is_blank(page: PageFacts) -> bool:
    if page.unreadable or page.letters >= LEAST_LETTERS or _is_dark(page):
        return False
    return page.ink < LEAST_INK or page.contrast < LEAST_CONTRAST


def _is_dark(page: PageFacts) -> bool:
    return not page.unreadable and page.ground < DARKEST_GROUND and page.letters < LEAST_LETTERS


def _is_tiny(page: PageFacts) -> bool:
    return page.dpi is not None and page.dpi < LEAST_DPI and page.letters < LEAST_LETTERS


def _page_finding(evidence: Evidence, kind: str, numbers: Sequence[int], words: str) -> Finding:
    pages = show_page_ranges(tuple(numbers))
    one_picture = evidence.document.state is FileState.IMAGE and evidence.document.pages == 1
    where = words if one_picture else f"trang {pages} {words}"
    return _finding(evidence, kind, Severity.WARNING, f"{where}.", f"/{pages}", numbers[0])


def _finding(
    evidence: Evidence,
    kind: str,
    severity: Severity,
    words: str,
    part: str = "",
    page: int | None = None,
) -> Finding:
    document: Document = evidence.document
    message = f"{evidence.code} “{document.name}”: {words}"
    subject = f"{document.sha256}{part}"
    return Finding(evidence.code, kind, severity, message, subject, evidence.id, page)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Part numbers into runs of neighbours."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in group]


def _bare(text: str) -> str:
    return "".join(text.casefold().split())
