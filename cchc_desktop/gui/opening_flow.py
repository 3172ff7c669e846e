"""Making, opening and closing workbooks; nothing typed is left behind on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Qt, Signal

from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.jobs import words_of
from cchc_desktop.gui.marks import Mark
from cchc_desktop.gui.prompts import WORKBOOKS
from cchc_desktop.gui.recent_workbooks import RecentWorkbook, RecentWorkbooks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView

_LEFT_OPEN = "Còn {} thay đổi chưa ghi được vào tệp."
_HOW = "{} Bỏ các thay đổi thì không lấy lại được."


class OpeningFlow(QObject):
    """Moves workbooks in and out of the window.

    Signals:
        opened: a workbook is shown now.
        closed: none is open any more.
        failed: why a workbook could not be opened.
    """

    opened = Signal()
    closed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        window: QWidget,
        view: WorkbookView,
        desk: WorkbookDesk,
        prompts: Prompts,
        recent: RecentWorkbooks,
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._desk = window, view, desk
        self._prompts, self._recent = prompts, recent

    def ask_new(self) -> None:
        """Ask what a new workbook is for, and make it."""
        from cchc_desktop.gui.dialogs.new_workbook_wizard import NewWorkbookWizard

        wizard = NewWorkbookWizard(self._prompts, self._window)
        if self._prompts.run(wizard):
            chosen = wizard.choices()
            self.leave(lambda: self._create(chosen))
        wizard.deleteLater()

    def ask_open(self) -> None:
        """Ask for a workbook, and open it."""
        path = self._prompts.open_file(self._window, "Mở hồ sơ", "workbook", WORKBOOKS)
        if path:
            self.open(path)

    def open(self, path: Path, work_list: str = "") -> None:
        """Open a workbook, showing one of the work lists where one is named."""

        def shown(result: tuple[Assessment, ScoreSheet]) -> None:
            self._show(*result)
            self._view.show_work_list(work_list)
            if work_list:
                self._view.workspace.step_hit(1)

        self.leave(lambda: self._desk.open(path, shown, self._failed))

    def leave(self, then: Callable[[], None]) -> None:
        """Close the open workbook, once all is written, and go on; stays when that can't be."""
        if self._desk.path is None:
            then()
            return
        self._write_all(lambda: self._close(then))

    def remember(self) -> None:
        """Note in the list of recent workbooks where this one stands."""
        space = self._view.workspace
        assessment, sheet = space.assessment, space.sheet
        if assessment is None or sheet is None or self._desk.path is None:
            return
        marks = [space.model.mark(code) for code in space.model.leaf_codes()]
        self._recent.put(
            RecentWorkbook(
                path=str(self._desk.path.absolute()),
                unit=assessment.unit,
                year=assessment.year,
                answered=sheet.answered,
                applicable=sheet.applicable,
                score=show_points(sheet.self_score),
                maximum=show_points(sheet.self_max),
                opened=QDateTime.currentDateTime().toString(Qt.DateFormat.ISODate),
                undeclared=sheet.applicable - sheet.answered,
                lacking=marks.count(Mark.LACKS_EVIDENCE),
                review=marks.count(Mark.REVIEW),
            )
        )

    def _create(self, chosen) -> None:
        self._desk.create(
            chosen.path,
            chosen.set_id,
            chosen.year,
            chosen.unit,
            chosen.exemptions,
            lambda result: self._show(*result),
            self._failed,
        )

    def _show(self, assessment: Assessment, sheet: ScoreSheet) -> None:
        self._view.clear_filter()
        self._view.show_criteria()
        self._view.workspace.show_assessment(assessment, sheet)
        self._view.show_saving(self._desk.autosave.state)
        self.remember()
        self.opened.emit()
        self._view.workspace.page.focus_first()

    def _failed(self, error: Exception) -> None:
        words = words_of(error)
        self.closed.emit()
        self.failed.emit(words)
        self._prompts.tell(self._window, words)

    def _write_all(self, then: Callable[[], None]) -> None:
        """Go on once everything typed is on disk, or the person gives it up."""
        autosave = self._desk.autosave
        self._view.workspace.settle()
        if autosave.is_clean:
            then()
            return

        def settled(*_args) -> None:
            if autosave.is_clean:
                stop()
                then()
            elif autosave.state.problem:
                stop()
                self._ask_about_unsaved(then)

        def stop() -> None:
            autosave.all_saved.disconnect(settled)
            autosave.failed_again.disconnect(settled)

        autosave.all_saved.connect(settled)
        autosave.failed_again.connect(settled)
        autosave.flush()

    def _ask_about_unsaved(self, then: Callable[[], None]) -> None:
        autosave = self._desk.autosave
        state = autosave.state
        what = _LEFT_OPEN.format(state.count)
        choices = ("Thử ghi lại", "Bỏ các thay đổi")
        choice = self._prompts.choose(self._window, what, _HOW.format(state.problem), choices)
        if choice == 0:
            self._write_all(then)
        elif choice == 1:
            autosave.give_up()
            then()

    def _close(self, then: Callable[[], None]) -> None:
        self.remember()

        def closed() -> None:
            self.closed.emit()
            then()

        self._desk.close_workbook(closed)
