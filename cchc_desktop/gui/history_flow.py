"""Undo, redo, and the history as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.history_page import HistoryPage
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView

_LOOK_MS = 150


class HistoryFlow(QObject):
    """Takes back and does again on the workbook's thread.

    Signals:
        possible: whether there is something to undo, and something to redo.
        changed: the workbook is another one than before: everything shown beside is out of date.
    """

    possible = Signal(bool, bool)
    changed = Signal()

    def __init__(
        self, window: MainWindow, view: WorkbookView, desk: WorkbookDesk, jobs: Jobs
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._desk, self._jobs = window, view, desk, jobs
        self._page: HistoryPage | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_MS)
        self._soon.timeout.connect(self._look)
        desk.written.connect(self._soon.start)

    def undo(self) -> None:
        """Take the last thing back."""

        def work(session, _progress):
            from cchc_desktop.operations.history import undo

            return undo(session), session.assessment, session.sheet

        self._desk.run(work, lambda found: self._show(*found, undone=True), self._failed)

    def redo(self) -> None:
        """Do again what was taken back last."""

        def work(session, _progress):
            from cchc_desktop.operations.history import redo

            return redo(session), session.assessment, session.sheet

        self._desk.run(work, lambda found: self._show(*found, undone=False), self._failed)

    def ask(self, code: str = "") -> None:
        """Show the history, of one leaf or of all."""

        def work(session, _progress):
            from cchc_desktop.operations.history import history

            return history(session, code)

        def done(lines) -> None:
            page = self._made_page()
            page.show_lines(lines, code)
            self._window.show_page(page)
            page.focus_first()

        self._desk.run(work, done, self._failed)

    def _show(self, line, assessment, sheet, *, undone: bool) -> None:
        space = self._view.workspace
        if space.assessment.criteria_set is assessment.criteria_set:
            space.take_assessment(assessment)
        else:
            space.show_assessment(assessment, sheet)
        leaves = [code for code in line.codes if code in space.model.leaf_codes()]
        if leaves and space.code not in leaves:
            space.go_to(leaves[0])
        what = "Đã hoàn tác:" if undone else "Đã làm lại:"
        back = ("Làm lại", self.redo) if undone else ("Hoàn tác", self.undo)
        self._view.message.tell("info", what, f"{line.text}.", back)
        self.changed.emit()

    def _look(self) -> None:
        if self._desk.path is None or self._desk.read_only or self._view.is_locked:
            self.possible.emit(False, False)
            return

        def work(session, _progress):
            from cchc_desktop.operations.history import can_undo

            return can_undo(session)

        def done(found) -> None:
            self.possible.emit(*found)

        self._desk.look(work, done, lambda _error: None)

    def _failed(self, error: Exception) -> None:
        self._jobs.tell_failure(error)

    def _jump(self, code: str) -> None:
        self._window.go_back()
        self._view.jump(code)

    def _made_page(self) -> HistoryPage:
        if self._page is None:
            from cchc_desktop.gui.pages.history_page import HistoryPage

            page = self._page = HistoryPage()
            page.closed.connect(self._window.go_back)
            page.jump_wanted.connect(self._jump)
            page.leaf_wanted.connect(self.ask)
        return self._page
