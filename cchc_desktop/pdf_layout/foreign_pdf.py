"""PDFs of strangers opened with qpdf in bounded memory and time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

import pikepdf
from pikepdf import AccessMode, Array, Dictionary, Name, Object, Pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 20_000
"""Of one document; a page tree that goes on longer is not walked to its end, nor shown."""
MOST_DECODED = 128 * 1024 * 1024
"""Bytes that one stream may unpack to."""
_MOST_ITEMS = 1_000_000


class TooManyPages(Exception):
    """The page tree goes on for longer than anybody would read."""


def open_foreign(stream: BinaryIO, most_pages: int, **options: Any) -> Pdf:
    """Open a PDF whose page tree has been walked to its end.

    Args:
        stream: the file, which stays open as long as the result is used. It is not mapped into
            memory: a stick pulled out would end the program.
        most_pages: more are not walked.
        options: others of ``pikepdf.open``.

    Raises:
        TooManyPages: there are more.
        pikepdf.PdfError: it can't be opened.
        Exception: of any kind, where the file is hostile enough.
    """
    bound_the_parser()
    # Inheriting would copy each page of a hostile tree before we could count them.
    pdf = pikepdf.open(
        stream, access_mode=AccessMode.stream, inherit_page_attributes=False, **options
    )
    try:
        if any(place >= most_pages for place, _ in enumerate(_leaves(pdf))):
            raise TooManyPages
    except BaseException:
        pdf.close()
        raise
    return pdf


@cache
def bound_the_parser() -> None:
    """Keep a small file from growing without end; qpdf's limits hold for the whole process."""
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=MOST_DECODED,
        png_max_memory=MOST_DECODED,
        tiff_max_memory=MOST_DECODED,
        run_length_max_memory=MOST_DECODED,
        parser_max_container_size=_MOST_ITEMS,
    )


def _leaves(pdf: Pdf) -> Iterator[Object]:
    """Walk the page tree ourselves first: qpdf would copy a page for each time it is named.

    A tree that leads back into itself ends there; qpdf then says what it thinks of it.
    """
    seen: set[tuple[int, int]] = set()
    pending: list[Iterator[Object]] = [iter([pdf.Root.Pages])]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
        elif isinstance(node, Dictionary):
            kids = node.get(Name.Kids)
            if not isinstance(kids, Array):
                yield node
            elif not node.is_indirect or node.objgen not in seen:
                seen.add(node.objgen)
                pending.append(_one_by_one(kids))


def _one_by_one(kids: Array) -> Iterator[Object]:
    """Give the items without making a list: a hostile one of a million would fill the memory."""
    for place in range(len(kids)):
        yield kids[place]
