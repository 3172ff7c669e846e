"""The legend under the tree: which mark says what."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from cchc_desktop.gui import icons, theme
from cchc_desktop.gui.marks import LEGEND

_ROW, _GAP, _LEFT = 18, 10, 11


class Legend(QWidget):
    """Marks with their words, three in a row where there is room."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("Chú giải: " + ", ".join(mark.word for mark in LEGEND))

    def hasHeightForWidth(self) -> bool:
        """The rows depend on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Give the height of all rows."""
        return (self._places(width)[-1][1] + _ROW) + 4

    def sizeHint(self) -> QSize:
        """Two rows at the usual width."""
        return QSize(326, self.heightForWidth(326))

    def paintEvent(self, event) -> None:
        """Draw the marks and words."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.color("line"))
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.color("text2"))
        for mark, (x, y) in zip(LEGEND, self._places(self.width()), strict=True):
            icons.paint(painter, x, y, mark.icon, mark.token)
            painter.drawText(x + 20, y + 12, mark.word)

    def _places(self, width: int) -> list[tuple[int, int]]:
        measures = theme.metrics(theme.SMALL)
        places, x, y = [], _LEFT, 4
        for mark in LEGEND:
            needed = 20 + measures.horizontalAdvance(mark.word)
            if x > _LEFT and x + needed > width - 6:
                x, y = _LEFT, y + _ROW
            places.append((x, y))
            x += needed + _GAP
        return places
