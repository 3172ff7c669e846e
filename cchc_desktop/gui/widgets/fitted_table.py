"""A table as high as its rows, with words that wrap: for evidence, rules, facts and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QTableView,
)

from cchc_desktop.gui import icons, theme

if TYPE_CHECKING:
    from cchc_desktop.gui.models.rows_model import Cell

_PAD_X, _PAD_Y = 7, 3
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
_LEFT = _WRAP | int(Qt.AlignmentFlag.AlignLeft)
_RIGHT = _WRAP | int(Qt.AlignmentFlag.AlignRight)


class WrappingDelegate(QStyledItemDelegate):
    """Draws icon and wrapped text of a RowsModel's cells."""

    def paint(self, painter: QPainter, option, index: QModelIndex) -> None:
        """Draw a cell."""
        model, rect, column = index.model(), option.rect, index.column()
        cell: Cell = model.cell(index.row(), column)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "selection" if selected else cell.ground
        if ground:
            painter.fillRect(rect, theme.color(ground))
        if selected and column == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("accent"))
        left = rect.left() + _PAD_X
        if cell.icon:
            icons.paint(painter, left, rect.center().y() - 7, cell.icon[0], cell.icon[1])
            left += 16 + 8
        box = QRect(left, rect.top(), rect.right() - left - _PAD_X + 1, rect.height())
        painter.setPen(theme.color(cell.tone or ("accent" if cell.link else "text")))
        painter.setFont(theme.font(theme.BODY, cell.strong))
        painter.drawText(box, _RIGHT if model.is_right(column) else _LEFT, cell.text)
        view = self.parent()
        if view.hasFocus() and index.row() == view.currentIndex().row():
            self._paint_ring(painter, rect, index)

    def _paint_ring(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        """Draw this cell's part of the ring around the row."""
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawLine(rect.left(), rect.top() + 1, rect.right() + 1, rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
        if index.column() == 0:
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        if index.column() == index.model().columnCount() - 1:
            painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())

    def height(self, cell: Cell, width: int) -> int:
        """Give the height that a cell needs in a column of this width."""
        room = width - 2 * _PAD_X - (24 if cell.icon else 0)
        return theme.wrapped_height(cell.text, max(room, 20), cell.strong) + 2 * _PAD_Y


class FittedTable(QTableView):
    """A read-only table of whole rows, as high as what it holds.

    Args:
        name: its accessible name.
        stretch: the column that takes the room left over.
        fitted: as high as its rows; otherwise it scrolls.
        least_row: the least height of a row, in pixels.

    Signals:
        row_activated: number of the row that was double-clicked or on which Enter was pressed.
        row_ticked: number of the row on which the space bar was pressed.
        row_unwanted: number of the row on which Delete was pressed.
        link_clicked: (row, column) of a clicked cell that is a link.
    """

    row_activated = Signal(int)
    row_ticked = Signal(int)
    row_unwanted = Signal(int)
    link_clicked = Signal(int, int)

    def __init__(
        self, name: str, stretch: int, *, fitted: bool = True, least_row: int = 31
    ) -> None:
        super().__init__()
        self._fitted, self._stretch_column = fitted, stretch
        self._least_row = least_row
        self.setAccessibleName(name)
        self.setItemDelegate(WrappingDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        head = self.horizontalHeader()
        head.setFixedHeight(29)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(28)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.setStyleSheet("QTableView { border-right: 0; border-bottom: 0 }")
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.row()))
        self.clicked.connect(self._on_clicked)

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Fix the columns' widths; the stretching one's is what is left over."""
        head = self.horizontalHeader()
        for column, width in enumerate(widths):
            stretches = column == self._stretch_column
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.Fixed
            head.setSectionResizeMode(column, mode)
            if not stretches:
                self.setColumnWidth(column, width)

    def fit(self) -> None:
        """Give every row the height of its highest cell, and the table that of its rows."""
        model = self.model()
        if model is None:
            return
        delegate = self.itemDelegate()
        widths = self._widths(model.columnCount())
        total = 0
        for row in range(model.rowCount()):
            heights = [
                delegate.height(model.cell(row, column), width)
                for column, width in enumerate(widths)
                if not self.isColumnHidden(column)
            ]
            height = max(self._least_row, *heights)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)
            total += height
        if self._fitted:
            head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
            self.setFixedHeight(total + head + 1)

    def resizeEvent(self, event) -> None:
        """Break the words anew when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event) -> None:
        """Enter activates the row, the space bar ticks it, Delete asks to take it away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_activated.emit(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.row_ticked.emit(self.currentIndex().row())
            return
        if event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():
            self.row_unwanted.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, text: str) -> None:
        """Do nothing: letters belong to the search field."""

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(120, 31)

    def _widths(self, columns: int) -> list[int]:
        """Give the columns' widths as they will be: the head stretches its column later."""
        widths = [self.columnWidth(column) for column in range(columns)]
        rest = sum(widths) - widths[self._stretch_column]
        widths[self._stretch_column] = max(self.viewport().width() - rest, 40)
        return widths

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.model().cell(index.row(), index.column()).link:
            self.link_clicked.emit(index.row(), index.column())
