"""The official table on screen: widths, heights, keys, copying, filtering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from cchc_desktop.gui.models.score_table_cells import Column
from cchc_desktop.gui.widgets.cell_editors import CellFigureField, Leaving, NoteEditor
from cchc_desktop.gui.widgets.cell_keys import KeyAct, act_of, copied_text
from cchc_desktop.gui.widgets.score_table_delegate import LEAST_ROW, ScoreTableDelegate
from cchc_desktop.gui.widgets.score_table_widths import column_widths
from cchc_desktop.gui.widgets.sticky_row import StickyRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cchc_desktop.gui.models.rows_model import Cell
    from cchc_desktop.gui.models.score_table_model import ScoreTableModel

_HEAD = 48
_SETTLED_MS = 60
_EDITED = (Column.FIGURES, Column.NOTE)


class ScoreTable(QTableView):
    """A spreadsheet's manners over a ScoreTableModel.

    Signals:
        moved: (row, column) of the cell that is current now.
        bar_wanted: the current cell is edited in the bar; the key that began it, or None.
        documents_wanted: code of the leaf whose documents are asked for.
        copy_down_wanted: take the value of the cell above.
    """

    moved = Signal(int, int)
    bar_wanted = Signal(object)
    documents_wanted = Signal(str)
    copy_down_wanted = Signal()

    def __init__(self, model: ScoreTableModel) -> None:
        super().__init__()
        self.rows_model = model
        self.cells = ScoreTableDelegate(self, model)
        self._widths: list[int] = []
        self._laid: dict[int, tuple[Cell, ...]] = {}
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._on_settled)
        self.setModel(model)
        self.setItemDelegate(self.cells)
        self.setAccessibleName("Bảng tự chấm điểm")
        self.setAccessibleDescription(
            "Mũi tên: đi giữa các ô. F2: sửa ô. Enter: xuống ô sửa được kế tiếp. F6: ra khỏi bảng."
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setStyleSheet("QTableView, QTableView:focus { border: 0 }")
        self._set_up_heads()
        self._sticky = StickyRow(self)
        self.doubleClicked.connect(self._on_double_click)

    def relay(self, rows: Iterable[int] | None = None) -> None:
        """Give rows the height that they need; all of them without ``rows``."""
        numbers = range(self.rows_model.rowCount()) if rows is None else rows
        widths = [self.columnWidth(column) for column in Column]
        if widths != self._widths:
            self._widths, self._laid = widths, {}
        head = self.verticalHeader()
        for row in numbers:
            cells = self.rows_model.row(row).cells
            if self._laid.get(row) is not cells and not self.isRowHidden(row):
                self._laid[row] = cells
                height = self.cells.row_height(row, widths)
                if head.sectionSize(row) != height:
                    head.resizeSection(row, height)
        self._sticky.follow()

    def _on_settled(self) -> None:
        """Break the words for the new width; the person's row stays where it is on screen."""
        row = self.currentIndex().row()
        before = self.rowViewportPosition(row)
        self.relay()
        if row >= 0 and 0 <= before < self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(row) - before)

    def show_only(self, codes: Collection[str] | None) -> int:
        """Hide other leaves, and branches left empty; None shows all.

        Returns how many leaves are shown.
        """
        model = self.rows_model
        rows = [model.row(number) for number in range(model.rowCount())]
        shown = [codes is None] * len(rows)
        count, criterion = 0, -1
        for number, row in enumerate(rows):
            if row.leaf is None:
                criterion = number if row.level == 1 else -1
                continue
            if codes is None or row.code in codes:
                count += 1
                shown[number] = shown[row.top] = True
                if criterion >= 0 and row.code.startswith(f"{rows[criterion].code}."):
                    shown[criterion] = True
        revealed = []
        self.setUpdatesEnabled(False)
        for number, visible in enumerate(shown):
            if self.isRowHidden(number) is visible:
                self.setRowHidden(number, not visible)
                if visible:
                    revealed.append(number)
        self.relay(revealed)
        self.setUpdatesEnabled(True)
        return count

    def finish_editing(self) -> None:
        """Close the field that is open in a cell, if any; what was typed stays."""
        for kind in (CellFigureField, NoteEditor):
            for editor in self.viewport().findChildren(kind):
                self.cells.finish(editor, Leaving.STAY)

    def step(self, by: int) -> bool:
        """Go to the next editable cell of this column, downwards or upwards."""
        column = self.currentIndex().column()
        column = column if column in _EDITED else Column.FIGURES
        row = self._editable_row(self.currentIndex().row() + by, by, column)
        if row < 0:
            return False
        self.setCurrentIndex(self.rows_model.index(row, column))
        return True

    def step_aside(self, by: int) -> bool:
        """Go to the next editable cell in reading order, to the right or to the left."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        model = self.rows_model
        while 0 <= row < model.rowCount():
            for other in _EDITED[:: 1 if by > 0 else -1]:
                ahead = (other - column) * by > 0
                if ahead and not self.isRowHidden(row) and model.is_editable(row, other):
                    self.setCurrentIndex(model.index(row, other))
                    return True
            row, column = row + by, -1 if by > 0 else len(Column)
        return False

    def editable_above(self) -> int:
        """Give the row of the editable cell above the current one; -1 where there is none."""
        index = self.currentIndex()
        return self._editable_row(index.row() - 1, -1, index.column())

    def next_top(self, top: int) -> int:
        """Give the next shown row of a field after this one; -1 after the last."""
        for number in range(top + 1, self.rows_model.rowCount()):
            if self.rows_model.row(number).level == 0 and not self.isRowHidden(number):
                return number
        return -1

    def copy(self) -> None:
        """Copy the selected cells as tab-separated text."""
        chosen = [one for one in self.selectedIndexes() if not self.isRowHidden(one.row())]
        if chosen:
            QApplication.clipboard().setText(copied_text(chosen))

    def scrollTo(self, index: QModelIndex, hint=QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        """Bring a cell into view, never under the field's row."""
        super().scrollTo(index, hint)
        top = self.rows_model.row(index.row()).top if index.isValid() else index.row()
        if top != index.row():
            covered = self.rowHeight(top) - self.rowViewportPosition(index.row())
            if covered > 0:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() - covered)

    def show_around(self, row: int) -> None:
        """Bring a row that one jumped to into the middle, when it lies at the edge."""
        index = self.rows_model.index(row, Column.CODE)
        box = self.visualRect(index)
        if not self.viewport().rect().contains(box.adjusted(0, -LEAST_ROW, 0, LEAST_ROW)):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which cell is current now."""
        super().currentChanged(current, previous)
        self.moved.emit(current.row(), current.column())

    def keyPressEvent(self, event) -> None:
        """Enter goes on, F2 and typing edit, Ctrl+C copies, Ctrl+D takes over from above."""
        index = self.currentIndex()
        editable = index.isValid() and self.rows_model.is_editable(index.row(), index.column())
        in_bar = editable and self.rows_model.edited_in_bar(index.row(), index.column())
        match act_of(event, in_bar=in_bar):
            case KeyAct.COPY:
                self.copy()
            case KeyAct.COPY_DOWN:
                if editable:
                    self.copy_down_wanted.emit()
            case KeyAct.DOWN | KeyAct.UP as act:
                self._enter(index, 1 if act is KeyAct.DOWN else -1)
            case KeyAct.TO_BAR:
                self.bar_wanted.emit(None)
            case KeyAct.TYPE_IN_BAR:
                self.bar_wanted.emit(event)
            case KeyAct.CLOSE:
                event.ignore()
            case _:
                super().keyPressEvent(event)

    def event(self, event) -> bool:
        """Keep the table's own keys from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride:
            down = event.key() == Qt.Key.Key_D
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if event.matches(QKeySequence.StandardKey.Copy) or (down and control):
                event.accept()
                return True
        return super().event(event)

    def keyboardSearch(self, text: str) -> None:
        """Do nothing: letters belong to the search field."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next editable cell, and out of the table after the last."""
        return self.step_aside(1 if forward else -1) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event) -> None:
        """Draw the ring; Qt would redraw nothing where a row is current already."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the field's row follow."""
        super().scrollContentsBy(dx, dy)
        self._sticky.follow()

    def resizeEvent(self, event) -> None:
        """Share the width out at once; break the words anew when it has settled."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()
            self._settled.start()
        self._sticky.follow()

    def moveEvent(self, event) -> None:
        """Keep the rows where they are on screen when the bar above grows by a line."""
        super().moveEvent(event)
        bar = self.verticalScrollBar()
        if bar.value():
            bar.setValue(bar.value() + event.pos().y() - event.oldPos().y())

    def dataChanged(self, first: QModelIndex, last: QModelIndex, roles=()) -> None:
        """Show changed rows, the one under the head too."""
        super().dataChanged(first, last, roles)
        self._sticky.update()

    def minimumSizeHint(self) -> QSize:
        """Any width will do: narrower than its columns, it scrolls."""
        return QSize(200, 120)

    def fit_columns(self) -> None:
        """Share the width out; the title takes what is left."""
        for column, width in enumerate(column_widths(self.viewport().width())):
            self.setColumnWidth(column, width)

    def _set_up_heads(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setDefaultSectionSize(LEAST_ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(_HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(28)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _editable_row(self, row: int, by: int, column: int) -> int:
        while 0 <= row < self.rows_model.rowCount():
            if not self.isRowHidden(row) and self.rows_model.is_editable(row, column):
                return row
            row += by
        return -1

    def _enter(self, index: QModelIndex, by: int) -> None:
        if index.column() == Column.EVIDENCE and self.rows_model.row(index.row()).leaf:
            self.documents_wanted.emit(self.rows_model.row(index.row()).code)
        else:
            self.step(by)

    def _on_double_click(self, index: QModelIndex) -> None:
        row, column = index.row(), index.column()
        if column == Column.EVIDENCE and self.rows_model.row(row).leaf:
            self.documents_wanted.emit(self.rows_model.row(row).code)
        elif self.rows_model.edited_in_bar(row, column):
            self.bar_wanted.emit(None)
