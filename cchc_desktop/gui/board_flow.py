"""“Điểm còn mất”: counted off the window's thread, tried out, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from decimal import Decimal

    from cchc_desktop.core.lost_points import LostPoints
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.lost_points_page import LostPointsPage
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView

_AGAIN_MS = 200


class BoardFlow(QObject):
    """Shows the board of what is on screen, typed changes included; writes only on request."""

    def __init__(
        self,
        window: MainWindow,
        view: WorkbookView,
        desk: WorkbookDesk,
        jobs: Jobs,
        prompts: Prompts,
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._desk = window, view, desk
        self._jobs, self._prompts = jobs, prompts
        self._page: LostPointsPage | None = None
        self._board: LostPoints | None = None
        self._shown: tuple | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AGAIN_MS)
        self._soon.timeout.connect(self._count)
        view.workspace.scored.connect(self._on_scored)

    def ask(self) -> None:
        """Show where points are lost."""
        self._view.workspace.settle()
        self._view.show_view("lost", self._made_page())
        self._count(focus=True)

    def forget(self) -> None:
        """Drop what was counted of the last workbook."""
        self._board = self._shown = None

    def _on_scored(self, _sheet: object) -> None:
        if self._page is not None and self._view.pages.currentWidget() is self._page:
            self._soon.start()

    def _count(self, *, focus: bool = False) -> None:
        space = self._view.workspace
        assessment, sheet = space.assessment, space.sheet
        if assessment is None or sheet is None:
            return

        def work(_progress):
            from cchc_desktop.operations.lost_points import board

            return board(assessment, sheet)

        def done(found: LostPoints) -> None:
            self._board, self._shown = found, (assessment, sheet)
            page = self._made_page()
            points, year = self._prior()
            free = not (self._desk.read_only or self._view.is_locked)
            page.show_board(found, points, year, free=free)
            if focus:
                page.focus_first()

        self._desk.run_apart(work, done, self._jobs.tell_failure)

    def _prior(self) -> tuple[dict[str, Decimal], int | None]:
        from cchc_desktop.core.prior_matching import prior_fields

        assessment = self._shown[0]
        if assessment.prior is None:
            return {}, None
        fields = prior_fields(assessment.prior, assessment.criteria_set)
        return {code: points for code, (points, _) in fields.items()}, assessment.prior.year

    def _try(self, codes: list[str]) -> None:
        if self._board is None or self._shown is None:
            return
        assessment, sheet = self._shown
        board = self._board

        def work(_progress):
            from cchc_desktop.operations.lost_points import try_best

            return try_best(assessment, sheet, board, codes)

        self._desk.run_apart(work, self._made_page().show_what_if, self._jobs.tell_failure)

    def _review(self, codes: list[str]) -> None:
        """Flag leaves for review: then they are a work list."""
        from dataclasses import replace

        space = self._view.workspace
        wanted = {
            code: replace(space.assessment.answer(code), review=True)
            for code in codes
            if not space.assessment.answer(code).review
        }

        def work(session, _progress):
            from cchc_desktop.operations.answers import keep_answers

            keep_answers(session, wanted)
            return session.assessment

        def done(assessment) -> None:
            space.take_assessment(assessment)
            what = f"Đã đánh dấu {len(codes)} mục cần xem lại."
            self._view.message.tell("ok", what, "Xem ở danh sách “Cần xem lại”.")

        self._desk.run(work, done, self._jobs.tell_failure)

    def _print(self) -> None:
        from cchc_desktop.gui.printing import preview_dialog

        if self._board is not None and self._shown is not None:
            title = f"In bảng điểm còn mất năm {self._board.year}"
            dialog = preview_dialog(title, self.print_to, self._window)
            self._prompts.run(dialog)
            dialog.deleteLater()

    def print_to(self, printer) -> None:
        """Print the board that is shown."""
        from cchc_desktop.gui.printing import print_board

        points, year = self._prior()
        print_board(printer, self._board, points, year, self._shown[0].unit)

    def _made_page(self) -> LostPointsPage:
        if self._page is None:
            from cchc_desktop.gui.pages.lost_points_page import LostPointsPage

            page = self._page = LostPointsPage()
            page.jump_wanted.connect(self._view.jump)
            page.tried.connect(self._try)
            page.review_wanted.connect(self._review)
            page.print_wanted.connect(self._print)
        return self._page
