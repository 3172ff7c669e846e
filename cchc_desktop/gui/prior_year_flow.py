"""Last year's results beside this year's answers, taken over from last year's workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cchc_desktop.gui.prompts import WORKBOOKS

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView

_MOST_NAMED = 3


class PriorYearFlow(QObject):
    """Asks for the file, says what it gives, and takes it over.

    Signals:
        taken: last year's results stand beside this year's now.
    """

    taken = Signal()

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

    def ask(self) -> None:
        """Ask for last year's workbook."""
        title = "Hồ sơ năm trước"
        path = self._prompts.open_file(self._window, title, "workbook", WORKBOOKS)
        if path:
            self.preview(path)

    def preview(self, path: Path) -> None:
        """Say what last year's workbook gives; taken over once the person says so."""

        def work(session, _progress):
            from cchc_desktop.operations.prior_year import preview_prior, warnings_of

            match = preview_prior(session, path)
            return match, warnings_of(session, match)

        def done(found) -> None:
            match, warnings = found
            prior = match.prior
            what = f"Nhập kết quả năm {prior.year} từ {path.name}?"
            parts = [f"{len(prior.results)} mục giống năm nay được đặt cạnh số liệu năm nay."]
            if match.unmatched:
                codes = ", ".join(leaf.code for leaf in match.unmatched[:_MOST_NAMED])
                more = len(match.unmatched) - _MOST_NAMED
                rest = f" và {more} mục khác" if more > 0 else ""
                parts.append(f"Năm nay không còn: {codes}{rest}.")
            parts += [*warnings, "Số liệu năm nay không thay đổi; hoàn tác được."]
            if self._prompts.confirm(self._window, what, " ".join(parts), "Nhập kết quả"):
                self._take(path)

        self._desk.run(work, done, self._jobs.tell_failure)

    def _take(self, path: Path) -> None:
        def work(session, _progress):
            from cchc_desktop.operations.prior_year import import_prior

            import_prior(session, path)
            return session.assessment

        def done(assessment) -> None:
            self._view.workspace.take_assessment(assessment)
            what = f"Đã nhập kết quả năm {assessment.prior.year}."
            self._view.message.tell("ok", what, "Xem ở cột năm trước và ngăn bên phải từng mục.")
            self.taken.emit()

        self._desk.run(work, done, self._jobs.tell_failure)
