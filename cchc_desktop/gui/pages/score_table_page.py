"""“Bảng tự chấm”: the official table, edited in place; a second view of the same workbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cchc_desktop.core.answer import NO_ANSWER, Answer
from cchc_desktop.gui import cell_edits
from cchc_desktop.gui.marks import Mark
from cchc_desktop.gui.models.score_table_cells import Column
from cchc_desktop.gui.models.score_table_model import ScoreTableModel
from cchc_desktop.gui.widgets.cell_bar import CellBar
from cchc_desktop.gui.widgets.cell_editors import Leaving
from cchc_desktop.gui.widgets.score_table import ScoreTable

if TYPE_CHECKING:
    from collections.abc import Collection

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet

_NOTE_HINT = "F2 sửa ô · Alt+Enter xuống dòng"
_OTHER_KIND = "Mục {} kê khai kiểu khác, không chép được"
_NOTHING_ABOVE = "Mục {} chưa kê khai, không có gì để chép"
_NO_ROW_ABOVE = "Không có ô nào ở trên để chép"


class ScoreTablePage(QFrame):
    """Shows values, tells what the person did; scoring is its holder's.

    Signals:
        answer_edited: (code, the leaf's new Answer), at every change.
        jump_wanted: code of the leaf whose documents are asked for.
        left: a cell or the row was left; what was typed should be on disk now.
        leaf_shown: code of the leaf in whose row the person is now.
    """

    answer_edited = Signal(str, object)
    jump_wanted = Signal(str)
    left = Signal()
    leaf_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._assessment: Assessment | None = None
        self._sheet: ScoreSheet | None = None
        self._read_only = False
        self._code = ""
        self._before: tuple[str, Answer] = ("", NO_ANSWER)
        self._unsaved = False
        self.model = ScoreTableModel(self)
        self.bar = CellBar()
        self.table = ScoreTable(self.model)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        self._connect()

    @property
    def code(self) -> str:
        """Code of the leaf in whose row the person is; empty in other rows."""
        return self._code

    def show_assessment(self, assessment: Assessment, sheet: ScoreSheet) -> None:
        """Show a workbook from its first undeclared leaf on; tells nobody."""
        self._assessment, self._sheet = assessment, sheet
        self._code, self._before, self._unsaved = "", ("", NO_ANSWER), False
        self.model.set_criteria(assessment.criteria_set)
        self.model.show(assessment, sheet)
        self.table.fit_columns()
        self.table.show_only(None)
        self.table.relay()
        self.go_to(self._first_code(), tell=False)

    def show_sheet(self, assessment: Assessment, sheet: ScoreSheet) -> None:
        """Take over what was typed and scored since; a field that is open stays as it is."""
        self._assessment, self._sheet = assessment, sheet
        if self.model.criteria_set is not assessment.criteria_set:
            self.show_assessment(assessment, sheet)
            return
        self._show_rows()

    def go_to(self, code: str, *, tell: bool = True) -> None:
        """Make a leaf's row the current one, in view, in the column where the person is."""
        row = self.model.row_of(code)
        if row < 0:
            return
        if code == self._code:
            self.table.show_around(row)
            return
        self.table.finish_editing()
        column = self.table.currentIndex().column()
        column = column if column in (Column.FIGURES, Column.NOTE) else Column.FIGURES
        blocked = self.blockSignals(not tell)
        self.table.setCurrentIndex(self.model.index(row, column))
        self.blockSignals(blocked)
        self.table.show_around(row)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed, or everything again."""
        self.table.finish_editing()
        self._read_only = read_only
        self.model.set_read_only(read_only)
        self._show_bar()

    def show_only(self, codes: Collection[str] | None) -> int:
        """Show these leaves with the branches above them; None shows all.

        Returns how many leaves are shown.
        """
        self.table.finish_editing()
        count = self.table.show_only(codes)
        index = self.table.currentIndex()
        if index.isValid() and not self.table.isRowHidden(index.row()):
            self.table.scrollTo(index)
        return count

    def focus_first(self) -> None:
        """Put the focus into the table, on the leaf where the person is."""
        if not self._code and self._assessment is not None:
            self.go_to(self._first_code())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_code(self) -> str:
        rows = [self.model.row(number) for number in range(self.model.rowCount())]
        leaves = [row for row in rows if row.leaf is not None]
        undeclared = [row for row in leaves if row.mark is Mark.UNDECLARED]
        return next((row.code for row in (*undeclared, *leaves)), "")

    def _show_rows(self) -> None:
        assert self._assessment is not None
        assert self._sheet is not None
        changed = self.model.show(self._assessment, self._sheet)
        self.table.relay(changed)
        self._show_bar()

    def _show_bar(self) -> None:
        index = self.table.currentIndex()
        if self._assessment is None or self._sheet is None or not index.isValid():
            return
        row = self.model.row(index.row())
        if row.leaf is None:
            self.bar.show_branch(row.code, row.cells[Column.TITLE].text)
            return
        free = self.model.is_editable(index.row(), Column.FIGURES)
        result = self._sheet.leaf(row.code)
        self.bar.show_leaf(self._assessment, row.leaf, result, free=free)

    def _on_moved(self, row: int, column: int) -> None:
        leaf = self.model.row(row).leaf if row >= 0 else None
        code = leaf.code if leaf else ""
        other, self._code = code != self._code, code
        if other:
            self._tell_left()
        self._show_bar()
        if leaf and column == Column.NOTE and not self._read_only:
            self.bar.tell(_NOTE_HINT)
        if code and other:
            self.leaf_shown.emit(code)

    def _on_opened(self, code: str) -> None:
        if self._assessment is not None:
            self._before = (code, self._assessment.answer(code))

    def _on_typed(self, code: str, column: int, text: str) -> None:
        answer, leaf = self.model.answer(code), self.model.row(self.model.row_of(code)).leaf
        if column == Column.NOTE:
            self._change(code, replace(answer, note=text))
        elif leaf is not None:
            self._change(code, cell_edits.with_figure(answer, leaf.inputs[0].name, text))

    def _on_finished(self, code: str, leaving: Leaving) -> None:
        if leaving is Leaving.CANCEL:
            self._restore()
        self._tell_left()
        match leaving:
            case Leaving.DOWN | Leaving.UP:
                self.table.step(1 if leaving is Leaving.DOWN else -1)
            case Leaving.RIGHT | Leaving.LEFT:
                self.table.step_aside(1 if leaving is Leaving.RIGHT else -1)

    def _on_bar_wanted(self, key) -> None:
        self.bar.focus_first(key)

    def _on_bar_done(self, by: int) -> None:
        self._tell_left()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if by:
            column = self.table.currentIndex().column()
            if column != Column.FIGURES:
                row = self.table.currentIndex().row()
                self.table.setCurrentIndex(self.model.index(row, Column.FIGURES))
            self.table.step(by)

    def _on_cancelled(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._restore()
        self._on_bar_done(0)

    def _restore(self) -> None:
        """Give back what was declared before the field was entered."""
        code, answer = self._before
        if code:
            self._change(code, answer)

    def _change(self, code: str, answer: Answer) -> None:
        if self._read_only or self._assessment is None or not code:
            return
        if answer != self._assessment.answer(code):
            self._assessment = self._assessment.with_answer(code, answer)
            self._unsaved = True
            self._show_rows()
            self.answer_edited.emit(code, answer)

    def _copy_down(self) -> None:
        above, index = self.table.editable_above(), self.table.currentIndex()
        if above < 0 or self._assessment is None:
            self.bar.tell(_NO_ROW_ABOVE, "warn")
            return
        source, target = self.model.row(above).leaf, self.model.row(index.row()).leaf
        assert source is not None
        assert target is not None
        given, own = self.model.answer(source.code), self.model.answer(target.code)
        if index.column() == Column.NOTE:
            new, empty = replace(own, note=given.note), not given.note
        else:
            values = cell_edits.copied_values(source, given.values, target)
            if values is None:
                self.bar.tell(_OTHER_KIND.format(source.code), "warn")
                return
            new, empty = replace(own, values=values), not given.values
        if empty:
            self.bar.tell(_NOTHING_ABOVE.format(source.code), "warn")
            return
        self._change(target.code, new)
        self._tell_left()

    def _tell_left(self) -> None:
        if self._unsaved:
            self._unsaved = False
            self.left.emit()

    def _connect(self) -> None:
        table, bar = self.table, self.bar
        table.moved.connect(self._on_moved)
        table.bar_wanted.connect(self._on_bar_wanted)
        table.documents_wanted.connect(self.jump_wanted)
        table.copy_down_wanted.connect(self._copy_down)
        table.cells.opened.connect(self._on_opened)
        table.cells.typed.connect(self._on_typed)
        table.cells.finished.connect(self._on_finished)
        bar.entered.connect(lambda: self._on_opened(self._code))
        bar.edited.connect(lambda answer: self._change(self._code, answer))
        bar.left.connect(self._tell_left)
        bar.next_wanted.connect(lambda: self._on_bar_done(1))
        bar.cancelled.connect(self._on_cancelled)
