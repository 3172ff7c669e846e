"""A QR code with a few lines beside it, drawn as one vector path so that grey prints stay sharp."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics.barcode.qrencoder import QRAlphaNum, QRCode, QRErrorCorrectLevel
from reportlab.platypus import Flowable

from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR
from cchc_desktop.pdf_layout.line_breaking import break_lines, first_lines
from cchc_desktop.pdf_layout.styles import INK, MM, RULE_GREY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.pdfgen.canvas import Canvas

CODE_SIZE = 30 * MM
_QUIET = 4
"""Modules of white around the code."""
_TEXT_SIZE = 9.0
_LINE = 13.0
_WORD_WIDTH = 33 * MM
_MOST_LINES = 4


def qr_modules(text: str) -> list[list[bool]]:
    """Give the dark modules of a QR code with error correction M.

    Args:
        text: capitals, digits and `` $%*+-./:`` only, so that the code stays small.
    """
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QRAlphaNum(text))
    code.make()
    modules: list[list[bool]] = code.modules
    return [[bool(dark) for dark in line] for line in modules]


def draw_qr(canvas: Canvas, text: str, left: float, bottom: float, size: float) -> None:
    """Draw the code with its quiet zone into a square of ``size`` points."""
    modules = qr_modules(text)
    step = size / (len(modules) + 2 * _QUIET)
    path = canvas.beginPath()
    top = bottom + size - _QUIET * step
    for row, line in enumerate(modules):
        start = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                x = left + (_QUIET + start) * step
                path.rect(x, top - (row + 1) * step, (column - start) * step, step)
                start = None
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)


def _text_lines(text: str, room: float) -> list[str]:
    lines = break_lines(text, REGULAR, _TEXT_SIZE, room)
    return first_lines(lines, _MOST_LINES, REGULAR, _TEXT_SIZE, room)


class QrStrip(Flowable):
    """A rule, the code at the left, words and what they say at its right."""

    def __init__(self, code: str, lines: Sequence[tuple[str, str]], width: float) -> None:
        """Measure the strip.

        Args:
            code: the QR code's text, see ``qr_modules``.
            lines: (word, text), drawable; a line break in the text stays one.
            width: points.
        """
        super().__init__()
        self.width = width
        self._code = code
        room = width - CODE_SIZE - 2 * MM - _WORD_WIDTH
        self._lines = [
            (word if not number else "", part)
            for word, text in lines
            for number, part in enumerate(_text_lines(text, room) or [""])
        ]
        self.height = max(CODE_SIZE, len(self._lines) * _LINE + 10) + 14

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw rule, code and lines."""
        canvas = self.canv
        top = self.height - 10
        canvas.setStrokeColor(RULE_GREY)
        canvas.setLineWidth(0.6)
        canvas.line(0, top, self.width, top)
        draw_qr(canvas, self._code, 0, top - CODE_SIZE - 2, CODE_SIZE)
        x = CODE_SIZE + 2 * MM
        y = top - 17
        for word, text in self._lines:
            canvas.setFont(BOLD, _TEXT_SIZE)
            canvas.drawString(x, y, word)
            canvas.setFont(REGULAR, _TEXT_SIZE)
            canvas.drawString(x + _WORD_WIDTH, y, text)
            y -= _LINE
