"""A person's text as paragraphs short enough that laying them out takes time in proportion.

A paragraph that runs over many pages would be measured again as a whole on each of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from cchc_desktop.pdf_layout.line_breaking import break_lines
from cchc_desktop.pdf_layout.markup import marked, with_kept_blanks
from cchc_desktop.pdf_layout.styles import style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.lib.styles import ParagraphStyle

SHORT = 2000
"""Letters that make one paragraph whatever they are."""
_LINES = 30
"""Lines of a piece of a longer one."""


def text_paragraphs(text: str, style_name: str, width: float) -> list[Paragraph]:
    """Give a text, with its line breaks, as paragraphs that read like one.

    Args:
        text: of a person.
        style_name: one of ``styles``.
        width: points.
    """
    if len(text) <= SHORT:
        return [Paragraph(marked(text), style(style_name))]
    look = style(style_name)
    pieces = list(_pieces(with_kept_blanks(text), look, width))
    last = len(pieces) - 1
    return [
        Paragraph(
            marked(piece),
            _part_style(style_name, first=not place, last=place == last, ends_line=ends_line),
        )
        for place, (piece, ends_line) in enumerate(pieces)
    ]


def _pieces(text: str, look: ParagraphStyle, width: float) -> Iterator[tuple[str, bool]]:
    """Cut a text at ends of lines as printed; tell whether a line break stood there."""
    piece: list[str] = []
    count = 0
    for number, line in enumerate(text.split("\n")):
        start = place = 0
        indent = 0.0 if number else look.firstLineIndent
        for printed in _printed_lines(line, look, width, indent):
            if count == _LINES:
                yield "\n".join((*piece, line[start:place])), False
                piece, start, count = [], place, 0
            place = line.index(printed, place) + len(printed)
            count += 1
        piece.append(line[start:])
        count += not line
        if count >= _LINES:
            yield "\n".join(piece), True
            piece, count = [], 0
    if piece:
        yield "\n".join(piece), True


def _printed_lines(line: str, look: ParagraphStyle, width: float, indent: float) -> list[str]:
    font, size = look.fontName, look.fontSize
    if not indent:
        return break_lines(line, font, size, width)
    first = break_lines(line, font, size, width - indent)[:1]
    return first + break_lines(line[len("".join(first)) :].lstrip(" "), font, size, width)


@cache
def _part_style(style_name: str, *, first: bool, last: bool, ends_line: bool) -> ParagraphStyle:
    """Give a style that lets a piece join the one before and the one after it without a trace."""
    whole = style(style_name)
    part = whole.clone(f"{style_name}-part")
    # Lines must end where they were cut: no blank is drawn narrower to hold one more word.
    part.spaceShrinkage = 0
    part.justifyLastLine = 0 if ends_line else 1
    part.allowWidows = part.allowOrphans = 1
    if not first:
        part.firstLineIndent = part.spaceBefore = 0
    if not last:
        part.spaceAfter = 0
    return part
