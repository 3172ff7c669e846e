"""The field's row that stays under the head while the rows of its field scroll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from cchc_desktop.gui import theme

if TYPE_CHECKING:
    from cchc_desktop.gui.widgets.score_table import ScoreTable


class StickyRow(QWidget):
    """Lies over the first rows of a table; the next field's row pushes it away."""

    def __init__(self, table: ScoreTable) -> None:
        super().__init__(table)
        self._table = table
        self._row, self._shift = -1, 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def follow(self) -> None:
        """Take the place that belongs to what is scrolled to now."""
        table = self._table
        first = table.rowAt(0)
        model = table.rows_model
        top = model.row(first).top if first >= 0 else -1
        if top < 0 or table.isRowHidden(top) or table.rowViewportPosition(top) >= 0:
            self._row = -1
            self.hide()
            return
        height, view = table.rowHeight(top), table.viewport()
        pushed = table.next_top(top)
        room = table.rowViewportPosition(pushed) if pushed >= 0 else height
        self._row, self._shift = top, min(0, room - height)
        self.setGeometry(view.x(), view.y(), view.width(), height + self._shift)
        self.setVisible(height + self._shift > 0)
        self.raise_()
        self.update()

    def paintEvent(self, event) -> None:
        """Draw the field's row with the table's grid."""
        if self._row < 0:
            return
        table, painter = self._table, QPainter(self)
        height = table.rowHeight(self._row)
        for column in range(table.rows_model.columnCount()):
            left, width = table.columnViewportPosition(column), table.columnWidth(column)
            cell = QRect(left, self._shift, width - 1, height - 1)
            painter.fillRect(left, self._shift, width, height, theme.color("line"))
            table.cells.paint_cell(painter, cell, self._row, column)
        bottom = self.height() - 1
        painter.fillRect(0, bottom, self.width(), 1, theme.color("edge"))

    def mousePressEvent(self, event) -> None:
        """A click goes to the field."""
        if event.button() == Qt.MouseButton.LeftButton and self._row >= 0:
            self._table.setCurrentIndex(self._table.rows_model.index(self._row, 0))

    def wheelEvent(self, event) -> None:
        """Scroll what lies below."""
        QApplication.sendEvent(self._table.viewport(), event)
