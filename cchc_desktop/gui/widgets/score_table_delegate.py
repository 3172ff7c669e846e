"""Draws the official table's cells and opens their fields; white is editable, grey computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QToolTip, QWidget

from cchc_desktop.gui import icons, theme
from cchc_desktop.gui.models.score_table_cells import HEADS, RIGHT, Column
from cchc_desktop.gui.widgets.cell_editors import CellFigureField, Leaving, NoteEditor
from cchc_desktop.gui.widgets.wrapped_text import LINE, draw_lines, text_lines

if TYPE_CHECKING:
    from cchc_desktop.gui.models.rows_model import Cell
    from cchc_desktop.gui.models.score_table_model import ScoreTableModel

PAD_X, LEAST_ROW = 7, 31
_MOST_LINES = 6
_NOTE_HEIGHT = 3 * LINE + 12
_WRAPPED = (Column.TITLE, Column.FIGURES, Column.EVIDENCE, Column.NOTE)
_KEEP_OPEN = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class ScoreTableDelegate(QStyledItemDelegate):
    """Draws cells; owns the fields that are open in them.

    Signals:
        opened: code of the leaf in whose row a field has opened.
        typed: (code, column, text to keep), at every change.
        finished: (code, Leaving): the field is closed.
    """

    opened = Signal(str)
    typed = Signal(str, int, str)
    finished = Signal(str, object)

    def __init__(self, view: QWidget, model: ScoreTableModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def row_height(self, row: int, widths: list[int]) -> int:
        """Give the height that a row needs in columns of these widths."""
        cells = self._model.row(row).cells
        most = max(len(self._lines(cells[one], widths[one], one)) for one in _WRAPPED)
        return max(LEAST_ROW, most * LINE + 6)

    def paint(self, painter: QPainter, option, index: QModelIndex) -> None:
        """Draw a cell."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = self._view.hasFocus() and index == self._view.currentIndex()
        self.paint_cell(painter, option.rect, index.row(), index.column(), selected, current)

    def paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        row: int,
        column: int,
        selected: bool = False,
        current: bool = False,
    ) -> None:
        """Draw a cell anywhere: ground, icon, words, the ring of the current one."""
        cell = self._model.cell(row, column)
        painter.fillRect(rect, theme.color(self._ground(row, column, cell, selected)))
        box = rect.adjusted(PAD_X, 0, -PAD_X, 0)
        if cell.icon and column == Column.STATE:
            left = rect.left() + (rect.width() - 16) // 2
            icons.paint(painter, left, rect.center().y() - 7, *cell.icon)
        else:
            if cell.icon:
                icons.paint(painter, box.left(), rect.center().y() - 7, *cell.icon)
                box.setLeft(box.left() + 22)
            painter.setFont(theme.font(theme.BODY, cell.strong))
            painter.setPen(theme.color(cell.tone or "text"))
            lines = self._lines(cell, rect.width(), column)
            draw_lines(painter, box, lines, right=column in RIGHT)
        if current:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def helpEvent(self, event, view, option, index: QModelIndex) -> bool:
        """Tell the mark's word, what is wrong, and the whole text where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        cell, column = self._model.cell(index.row(), index.column()), index.column()
        words = ""
        if column == Column.STATE:
            words = cell.text
        elif column == Column.FIGURES and cell.ground:
            words = cell.spoken
        elif "…" in self._lines(cell, option.rect.width(), column)[-1]:
            words = cell.text
        elif column == Column.EVIDENCE and self._model.row(index.row()).leaf:
            words = "Enter hoặc nhấp đúp: đến phần tài liệu của mục này"
        QToolTip.showText(event.globalPos(), words, view)
        return True

    def createEditor(self, parent: QWidget, option, index: QModelIndex) -> QWidget:
        """Open the cell's field; it is filled here, once, and by nobody later."""
        row, column = self._model.row(index.row()), index.column()
        assert row.leaf is not None
        answer, assessment = self._model.answer(row.code), self._model.assessment
        assert assessment is not None
        editor: CellFigureField | NoteEditor
        if column == Column.NOTE:
            editor = NoteEditor(parent)
            editor.begin(answer.note)
            editor.setAccessibleName(f"{HEADS[column]}, mục {row.code}")
        else:
            figure = row.leaf.inputs[0]
            editor = CellFigureField(parent)
            editor.begin(figure, answer.values.get(figure.name, ""), assessment.year)
            editor.setAccessibleName(f"{editor.accessibleName()}, mục {row.code}")
            editor.set_bad(bool(row.cells[column].ground))
        editor.code = row.code
        editor.typed.connect(lambda text: self.typed.emit(row.code, column, text))
        self.opened.emit(row.code)
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:
        """Mark an impossible figure; never touch what is being typed or composed."""
        if isinstance(editor, CellFigureField):
            editor.set_bad(bool(self._model.cell(index.row(), index.column()).ground))

    def setModelData(self, editor: QWidget, model, index: QModelIndex) -> None:
        """Do nothing: every change has been told while it was typed."""

    def updateEditorGeometry(self, editor: QWidget, option, index: QModelIndex) -> None:
        """Lay the field over its cell; a note has room for three lines."""
        rect = QRect(option.rect)
        if isinstance(editor, NoteEditor):
            rect.setHeight(max(rect.height(), _NOTE_HEIGHT))
            below = rect.bottom() - editor.parentWidget().height() + 1
            rect.translate(0, -max(0, min(below, rect.top())))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QWidget, event: QEvent) -> bool:
        """Leave the cell by Enter, Tab, Esc, or when the focus goes elsewhere."""
        if not isinstance(editor, CellFigureField | NoteEditor):
            return super().eventFilter(editor, event)
        if event.type() == QEvent.Type.KeyPress:
            leaving = editor.leaving(event)
            if leaving is not None:
                self.finish(editor, leaving)
            return leaving is not None
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        went = event.type() == QEvent.Type.FocusOut and event.reason() not in _KEEP_OPEN
        if went and QApplication.activePopupWidget() is None:
            self.finish(editor, Leaving.STAY)
        return False

    def finish(self, editor: CellFigureField | NoteEditor, leaving: Leaving) -> None:
        """Close a field, once."""
        if editor.closing:
            return
        editor.closing = True
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.finished.emit(editor.code, leaving)

    def _ground(self, row: int, column: int, cell: Cell, selected: bool) -> str:
        if selected:
            return "selection"
        if self._model.row(row).leaf is None:
            return "header"
        if cell.ground:
            return cell.ground
        return "edit" if self._model.looks_free(row, column) else "sunken"

    def _lines(self, cell: Cell, width: int, column: int) -> tuple[str, ...]:
        room = width - 2 * PAD_X - (22 if cell.icon else 0)
        text = cell.text
        if column == Column.EVIDENCE:
            text = text.replace(", tr. ", ", tr.\N{NO-BREAK SPACE}")
        return text_lines(text, max(room, 20), cell.strong, _MOST_LINES)
