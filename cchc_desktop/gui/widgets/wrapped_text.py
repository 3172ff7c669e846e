"""Text broken into lines of a width, so that what is measured is what is drawn."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from cchc_desktop.gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

LINE = 18
"""Pixels from line to line; room for Ẫ over ệ."""
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


def text_lines(text: str, width: int, strong: bool = False, most: int = 6) -> tuple[str, ...]:
    """Break a body text into lines; after ``most`` the last one ends in “…”.

    Args:
        text: its own line ends are kept.
        width: pixels that a line has.
        strong: semi-bold.
        most: lines at most.
    """
    if "\n" not in text and theme.metrics(theme.BODY, strong).horizontalAdvance(text) <= width:
        return (text,)
    return _broken(text, width, strong, most)


@lru_cache(maxsize=8000)
def _broken(text: str, width: int, strong: bool, most: int) -> tuple[str, ...]:
    layout = QTextLayout(text.replace("\n", "\u2028"), theme.font(theme.BODY, strong))
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    lines: list[str] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        begin = line.textStart()
        end = begin + line.textLength()
        if len(lines) == most - 1 and text[end:].strip():
            rest = " ".join(text[begin : begin + 400].split())
            measures = theme.metrics(theme.BODY, strong)
            cut = measures.elidedText(rest, Qt.TextElideMode.ElideRight, width)
            lines.append(cut if cut.endswith("…") else f"{cut}…")
            break
        lines.append(text[begin:end].rstrip())
        line = layout.createLine()
    layout.endLayout()
    return tuple(lines)


def draw_lines(painter: QPainter, box: QRect, lines: tuple[str, ...], *, right: bool) -> None:
    """Draw lines in the middle of a box, with the painter's font and pen."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    top = box.top() + (box.height() - LINE * len(lines)) // 2
    for number, line in enumerate(lines):
        place = QRect(box.left(), top + number * LINE, box.width(), LINE)
        painter.drawText(place, _MIDDLE | int(side), line)
