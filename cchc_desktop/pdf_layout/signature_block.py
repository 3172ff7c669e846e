"""Recipients at the left, power, post and name at the right, and room for two signatures.

Form: NĐ 30/2020/NĐ-CP, Phụ lục I, II.7–9. Between post and name 37 mm stay free for the
pictures; under the name four lines of 8 points stay free for who signed when.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import Flowable, Paragraph

from cchc_desktop.pdf_layout.fonts import BOLD
from cchc_desktop.pdf_layout.line_breaking import break_lines, first_lines
from cchc_desktop.pdf_layout.markup import marked
from cchc_desktop.pdf_layout.page_frame import Rect
from cchc_desktop.pdf_layout.styles import BODY_SIZE, INK, MM, style

BLOCK_WIDTH = 84 * MM
GAP = 37 * MM
_NAME_RISE = 13.0
"""From the top of the name's letters, with marks, to their baseline."""
_NAME_TO_INFO = 12.0
_INFO_LEADING = 9.6
_DESCENT = 2.6
_LEADING = 18.0
_MOST_TITLES, _MOST_NAMES = 12, 4
_MOST_RECIPIENTS = 420.0
"""Points of height that the list beside the signature may take; the rest follows below."""


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """Where both signatures go: page of the file counted from 0, rectangles in points.

    Both cover the free room under the post; the agency's reaches two lines lower.
    """

    page: int
    head: Rect
    agency: Rect


class SignatureBlock(Flowable):
    """The block; after drawing, ``place`` says where it stands."""

    def __init__(
        self,
        recipient_head: str,
        recipients: tuple[str, ...],
        titles: tuple[str, ...],
        name: str,
        width: float,
    ) -> None:
        """Measure the block.

        Args:
            recipient_head: “Nơi nhận:”.
            recipients: without dash and semicolon.
            titles: power and post, a line each, drawable.
            name: of who signs; may be empty.
            width: points.
        """
        super().__init__()
        self.width = width
        self.place: SignaturePlace | None = None
        room = width - BLOCK_WIDTH - 6 * MM
        self._left: list[tuple[Paragraph, float]] = []
        self.overflow: list[Paragraph] = []
        used = 0.0
        for text, style_name in _recipient_lines(recipient_head, recipients):
            paragraph = Paragraph(text, style(style_name))
            height = paragraph.wrap(room, 1e6)[1]
            if used + height > _MOST_RECIPIENTS:
                self.overflow.append(paragraph)
                continue
            self._left.append((paragraph, height))
            used += height
        self._titles = _lines("\n".join(titles), _MOST_TITLES)
        self._names = _lines(name, _MOST_NAMES)
        self._post_height = len(self._titles) * _LEADING
        right = (
            self._post_height
            + GAP
            + _NAME_RISE
            + max(len(self._names) - 1, 0) * _LEADING
            + _NAME_TO_INFO
            + 3 * _INFO_LEADING
            + _DESCENT
        )
        self.height = max(used, right) + 4

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw both columns and remember the rectangles."""
        canvas = self.canv
        y = self.height - 2
        for paragraph, height in self._left:
            paragraph.drawOn(canvas, 0, y - height)
            y -= height
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, BODY_SIZE)
        left = self.width - BLOCK_WIDTH
        middle = left + BLOCK_WIDTH / 2
        y = self.height
        for title in self._titles:
            y -= _LEADING
            canvas.drawCentredString(middle, y + 4, title)
        top = y
        y -= GAP + _NAME_RISE
        for line, name in enumerate(self._names):
            canvas.drawCentredString(middle, y - line * _LEADING, name)
        y -= max(len(self._names) - 1, 0) * _LEADING
        head_bottom = y - _NAME_TO_INFO - _INFO_LEADING - _DESCENT
        agency_bottom = head_bottom - 2 * _INFO_LEADING
        x0, y0 = canvas.absolutePosition(0, 0)
        self.place = SignaturePlace(
            canvas.getPageNumber() - 1,
            Rect(x0 + left, y0 + head_bottom, x0 + self.width, y0 + top),
            Rect(x0 + left, y0 + agency_bottom, x0 + self.width, y0 + top),
        )


def _lines(text: str, most: int) -> list[str]:
    lines = break_lines(text, BOLD, BODY_SIZE, BLOCK_WIDTH)
    return first_lines(lines, most, BOLD, BODY_SIZE, BLOCK_WIDTH)


def _recipient_lines(head: str, recipients: tuple[str, ...]) -> list[tuple[str, str]]:
    lines = [(marked(head), "recipient-head")]
    for number, one in enumerate(recipients, 1):
        end = ";" if number < len(recipients) else "."
        lines.append((f"- {marked(one.rstrip(';. '))}{end}", "recipient"))
    return lines
