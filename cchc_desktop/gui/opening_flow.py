"""Making, opening and closing workbooks; nothing typed is left behind on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, Qt, Signal

from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.jobs import words_of
from cchc_desktop.gui.marks import Mark
from cchc_desktop.gui.prompts import WORKBOOKS
from cchc_desktop.gui.recent_workbooks import RecentWorkbook, RecentWorkbooks
from cchc_desktop.gui.workbook_lock import HeldElsewhere, Opening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView

_LEFT_OPEN = "Còn {} thay đổi chưa ghi được vào tệp."
_HOW = "{} Bỏ các thay đổi thì không lấy lại được."
_HELD = "Hai nơi cùng sửa thì nơi ghi sau xóa nội dung của nơi ghi trước."
_VIEW = "Mở chỉ để xem"


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
        window: MainWindow,
        view: WorkbookView,
        desk: WorkbookDesk,
        prompts: Prompts,
        recent: RecentWorkbooks,
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._desk = window, view, desk
        self._prompts, self._recent = prompts, recent

    def ask_new(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask what a new workbook is for, make it, and go on with ``then`` once it is open."""
        from cchc_desktop.gui.dialogs.new_workbook_wizard import NewWorkbookWizard

        wizard = NewWorkbookWizard(self._prompts, self._window)
        if self._prompts.run(wizard):
            chosen = wizard.choices()
            self._write_all(lambda: self._create(chosen, then))
        wizard.deleteLater()

    def ask_open(self) -> None:
        """Ask for a workbook, and open it."""
        path = self._prompts.open_file(self._window, "Mở hồ sơ", "workbook", WORKBOOKS)
        if path:
            self.open(path)

    def open(self, path: Path, work_list: str = "") -> None:
        """Open a workbook, showing one of the work lists where one is named."""
        if self._has(path):
            self._window.go_back()
            self._view.show_criteria()
            self.opened.emit()
        else:
            self._write_all(lambda: self._open(path, work_list, Opening.WRITE))

    def _has(self, path: Path) -> bool:
        """Tell whether the workbook is the open one, and not only to be viewed."""
        try:
            same = self._desk.path is not None and self._desk.path.samefile(path)
        except OSError:
            return False
        return same and not self._desk.read_only

    def _open(self, path: Path, work_list: str, how: Opening) -> None:
        def shown(result: tuple[Assessment, ScoreSheet]) -> None:
            self._show(*result)
            self._view.show_work_list(work_list)
            if work_list:
                self._view.workspace.step_hit(1)

        def failed(error: Exception) -> None:
            how = self._other_way(path, error)
            if how is None:
                self._stay()
            else:
                self._open(path, work_list, how)

        self.remember()
        self._window.show_opening(path)
        self._desk.open(path, shown, failed, how)

    def _other_way(self, path: Path, error: Exception) -> Opening | None:
        """Say why a workbook can't be opened to be worked on; gives the way chosen instead."""
        words = words_of(error)
        if isinstance(error, HeldElsewhere):
            ways = {_VIEW: Opening.VIEW}
            if error.may_take_over:
                ways["Vẫn mở để sửa"] = Opening.TAKE_OVER
            return self._choose_way(words, _HELD, ways)
        if getattr(error, "code", "") == "read_only":
            return self._choose_way(words, "", {_VIEW: Opening.VIEW})
        if getattr(error, "code", "") == "not_a_workbook" and _is_pdf(path):
            verify = ("Kiểm tra hồ sơ đã ký",)
            if self._prompts.choose(self._window, words, "Tệp này là PDF.", verify) == 0:
                self._window.verify(path)
            return None
        self.failed.emit(words)
        self._prompts.tell(self._window, words)
        return None

    def _choose_way(self, what: str, then: str, ways: dict[str, Opening]) -> Opening | None:
        choice = self._prompts.choose(self._window, what, then, tuple(ways))
        if choice is None:
            self.failed.emit(what)
            return None
        return list(ways.values())[choice]

    def _stay(self) -> None:
        """Go back to the workbook that is open, else to the start page."""
        if self._desk.path is None:
            self.closed.emit()
        else:
            self._window.go_back()

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
        lacking = space.model.codes_with(Mark.LACKS_EVIDENCE)
        extras = {leaf.code for leaf in assessment.criteria_set.extra_leaves}
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
                lacking=len(lacking),
                lacking_extras=len(extras.intersection(lacking)),
                review=len(space.model.codes_with(Mark.REVIEW)),
                locked=self._view.is_locked,
            )
        )

    def _create(self, chosen, then: Callable[[], None]) -> None:
        def made(result: tuple[Assessment, ScoreSheet]) -> None:
            self._show(*result)
            then()

        self.remember()
        self._window.show_opening(chosen.path)
        self._desk.create(
            chosen.path,
            chosen.set_id,
            chosen.year,
            chosen.unit,
            chosen.exemptions,
            made,
            self._failed,
        )

    def _show(self, assessment: Assessment, sheet: ScoreSheet) -> None:
        self._view.clear_filter()
        self._view.show_criteria()
        self._view.workspace.show_assessment(assessment, sheet)
        self._view.begin(read_only=self._desk.read_only)
        self.remember()
        self.opened.emit()
        self._view.workspace.page.focus_first()

    def _failed(self, error: Exception) -> None:
        words = words_of(error)
        self._stay()
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


def _is_pdf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(5) == b"%PDF-"
    except OSError:
        return False
