"""The body's smallest parts: headings that never end a page, lines left blank for a pen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from cchc_desktop.pdf_layout.long_text import text_paragraphs
from cchc_desktop.pdf_layout.markup import anchored, emphasised
from cchc_desktop.pdf_layout.page_frame import PORTRAIT
from cchc_desktop.pdf_layout.styles import BODY_LEADING, INK, style

if TYPE_CHECKING:
    from collections.abc import Sequence

_AFTER = 6.0
_TWO_LINES = 2 * BODY_LEADING + _AFTER


def section_heading(text: str, anchor: str, below: float = 0.0) -> list[Flowable]:
    """Give a section's heading with a mark for bookmarks.

    Args:
        text: of the template.
        anchor: name of the mark.
        below: points that must follow on the same page; two lines where it is less.
    """
    heading = Paragraph(anchored(anchor) + emphasised(text), style("section"))
    # A subsection's heading may come between, and this heading may take two lines.
    room = 3 * BODY_LEADING + 2 * _AFTER + max(below, _TWO_LINES)
    return [CondPageBreak(room), heading]


def subsection_heading(text: str, below: float = 0.0) -> list[Flowable]:
    """Give a subsection's heading; ``below`` as for ``section_heading``."""
    heading = Paragraph(emphasised(text), style("subsection"))
    return [CondPageBreak(BODY_LEADING + _AFTER + max(below, _TWO_LINES)), heading]


def template_text(text: str, style_name: str = "body") -> Paragraph:
    """Give a paragraph of template text (``**bold**``)."""
    return Paragraph(emphasised(text), style(style_name))


def prose(text: str) -> Sequence[Flowable]:
    """Give a person's text as body paragraphs, one for each line."""
    width = PORTRAIT.frame.width
    return [
        paragraph
        for line in text.splitlines()
        if line.strip()
        for paragraph in text_paragraphs(line, "body", width)
    ]


class BlankLine(Flowable):
    """A dotted line to write on, as wide as the frame."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.width = width
        self.height = BODY_LEADING + _AFTER

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the dots."""
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.8)
        canvas.setLineCap(1)
        canvas.setDash(0, 3.2)
        canvas.line(0, 4, self.width, 4)
        canvas.restoreState()
