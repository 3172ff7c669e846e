"""A small table that is typed into: rows of a register, with cells that can't be true marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
)

from cchc_desktop.core.register_figures import canonical_cell, shown_cell
from cchc_desktop.core.registers import ColumnKind, RegisterRow
from cchc_desktop.gui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.register_figures import CellProblem
    from cchc_desktop.core.registers import Register

_SPARE = 1
"""Empty rows below the last, to go on typing."""
_LETTER = 8


class RegisterTable(QTableWidget):
    """Rows of one register.

    Signals:
        edited: the rows as they are now, at every changed cell.
    """

    edited = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._register: Register | None = None
        self._ids: list[int | None] = []
        self._filling = self._read_only = False
        self.verticalHeader().setDefaultSectionSize(29)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(middle)
        self.horizontalHeader().setMinimumHeight(29)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setCornerButtonEnabled(False)
        self.itemChanged.connect(self._on_changed)

    def show_register(
        self, register: Register, rows: Sequence[RegisterRow], *, read_only: bool
    ) -> None:
        """Show rows; tells nobody."""
        self._register, self._read_only = register, read_only
        self._ids = [row.id for row in rows]
        self._filling = True
        self.clear()
        self.setAccessibleName(f"Sổ {register.title}")
        self.setColumnCount(len(register.columns))
        self.setHorizontalHeaderLabels([one.label for one in register.columns])
        self.setRowCount(len(rows) + (0 if read_only else _SPARE))
        head = self.horizontalHeader()
        for number, column in enumerate(register.columns):
            head.setSectionResizeMode(number, QHeaderView.ResizeMode.Interactive)
            words = theme.metrics(theme.BODY, True).horizontalAdvance(column.label) + 22
            self.setColumnWidth(number, max(column.width * _LETTER, words))
            delegate = _ChoiceDelegate(column, self) if column.options else None
            self.setItemDelegateForColumn(number, delegate or _TypedDelegate(self))
        for number in range(self.rowCount()):
            row = rows[number] if number < len(rows) else RegisterRow()
            self._fill_row(number, row)
        self._filling = False

    def take_ids(self, rows: Sequence[RegisterRow]) -> None:
        """Take over the numbers that the workbook has given to new rows."""
        filled = [place for place, row in enumerate(self.rows()) if not row.is_blank]
        for place, row in zip(filled, rows, strict=False):
            self._ids[place] = row.id

    def mark(self, problems: Sequence[CellProblem]) -> None:
        """Mark cells that can't be read or can't be true; their sentence is the tooltip."""
        if self._register is None:
            return
        names = [one.name for one in self._register.columns]
        filled = [place for place, row in enumerate(self.rows()) if not row.is_blank]
        wrong = {
            (filled[one.row], names.index(one.column)): one.message
            for one in problems
            if one.row < len(filled)
        }
        self._filling = True
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item, message = self.item(row, column), wrong.get((row, column), "")
                if item.toolTip() != message:
                    item.setToolTip(message)
                    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, message)
                    ground = theme.color("bad_bg") if message else None
                    item.setData(Qt.ItemDataRole.BackgroundRole, ground)
        self._filling = False

    def rows(self) -> list[RegisterRow]:
        """Give all rows as typed, blank ones too."""
        if self._register is None:
            return []
        found = []
        for row in range(self.rowCount()):
            values = {}
            for number, column in enumerate(self._register.columns):
                item = self.item(row, number)
                if item is not None and item.text():
                    values[column.name] = canonical_cell(column, item.text())
            id_ = self._ids[row] if row < len(self._ids) else None
            found.append(RegisterRow(values, id_))
        return found

    def add_row(self) -> None:
        """Go to the empty row below the last."""
        self._grow()
        self.setCurrentCell(self.rowCount() - 1, 0)
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.editItem(self.currentItem())

    def remove_rows(self) -> None:
        """Take the selected rows away."""
        rows = sorted({index.row() for index in self.selectedIndexes()}, reverse=True)
        if self._read_only or not rows:
            return
        self._filling = True
        for row in rows:
            self.removeRow(row)
            if row < len(self._ids):
                del self._ids[row]
        self._filling = False
        self._grow()
        self.edited.emit(self._filled())

    def keyPressEvent(self, event) -> None:
        """Paste what was copied from Excel, copy, empty cells; Enter goes down as in Excel."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.key() == Qt.Key.Key_Delete and not self._read_only:
            self._empty_cells()
        else:
            super().keyPressEvent(event)

    def _fill_row(self, number: int, row: RegisterRow) -> None:
        assert self._register is not None
        for place, column in enumerate(self._register.columns):
            item = QTableWidgetItem(shown_cell(column, row.text(column.name)))
            if column.kind is ColumnKind.COUNT:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                item.setTextAlignment(right)
            if self._read_only:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.setItem(number, place, item)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if self._filling or self._register is None:
            return
        column = self._register.columns[item.column()]
        self._filling = True
        item.setText(shown_cell(column, canonical_cell(column, item.text())))
        self._filling = False
        self._grow()
        self.edited.emit(self._filled())

    def _filled(self) -> list[RegisterRow]:
        return [row for row in self.rows() if not row.is_blank]

    def _grow(self) -> None:
        """Keep an empty row below the last one that holds something."""
        if self._read_only:
            return
        rows = self.rows()
        if not rows or not rows[-1].is_blank:
            self._filling = True
            number = self.rowCount()
            self.insertRow(number)
            self._fill_row(number, RegisterRow())
            self._filling = False
        while len(self._ids) < self.rowCount():
            self._ids.append(None)

    def _paste(self) -> None:
        text = QApplication.clipboard().text()
        if self._read_only or not text or self._register is None:
            return
        top, left = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        for offset, line in enumerate(text.rstrip("\n").split("\n")):
            while top + offset >= self.rowCount():
                self._filling = True
                self.insertRow(self.rowCount())
                self._fill_row(self.rowCount() - 1, RegisterRow())
                self._filling = False
            self._filling = True
            for place, cell in enumerate(line.rstrip("\r").split("\t")):
                if left + place < self.columnCount():
                    column = self._register.columns[left + place]
                    shown = shown_cell(column, canonical_cell(column, cell))
                    self.item(top + offset, left + place).setText(shown)
            self._filling = False
        self._grow()
        self.edited.emit(self._filled())

    def _copy(self) -> None:
        chosen = self.selectedRanges()
        if chosen:
            one = chosen[0]
            lines = [
                "\t".join(
                    self.item(row, column).text()
                    for column in range(one.leftColumn(), one.rightColumn() + 1)
                )
                for row in range(one.topRow(), one.bottomRow() + 1)
            ]
            QApplication.clipboard().setText("\n".join(lines))

    def _empty_cells(self) -> None:
        self._filling = True
        for item in self.selectedItems():
            item.setText("")
        self._filling = False
        self.edited.emit(self._filled())


class _TypedDelegate(QStyledItemDelegate):
    """Fills a field once: Qt fills it anew when its cell gets a mark, over what is being typed."""

    def setEditorData(self, editor, index) -> None:
        """Show what stands in the cell, as the field opens."""
        if not editor.property("filled"):
            editor.setProperty("filled", True)
            super().setEditorData(editor, index)


class _ChoiceDelegate(QStyledItemDelegate):
    """Offers a column's options in a list."""

    def __init__(self, column, parent) -> None:
        super().__init__(parent)
        self._labels = [label for _, label in column.options]
        self._name = column.label

    def createEditor(self, parent, option, index):
        """Give the list."""
        box = QComboBox(parent)
        box.setAccessibleName(self._name)
        box.addItems(["", *self._labels])
        box.activated.connect(lambda: self.commitData.emit(box))
        return box

    def setEditorData(self, editor, index) -> None:
        """Show what stands in the cell."""
        editor.setCurrentText(index.data() or "")

    def setModelData(self, editor, model, index) -> None:
        """Take over what was chosen."""
        model.setData(index, editor.currentText())
