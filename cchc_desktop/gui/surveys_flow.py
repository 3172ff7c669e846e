"""“Khảo sát” and “Chỉ số công bố”: results of others, kept in the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cchc_desktop.gui.prompts import TABLES

if TYPE_CHECKING:
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.index_page import IndexPage
    from cchc_desktop.gui.pages.survey_page import SurveyPage
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.registers_flow import RegistersFlow
    from cchc_desktop.gui.workbook_desk import WorkbookDesk


class SurveysFlow(QObject):
    """Counts ballots and enters published indices on the workbook's thread."""

    def __init__(
        self,
        window: MainWindow,
        desk: WorkbookDesk,
        jobs: Jobs,
        prompts: Prompts,
        registers: RegistersFlow,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._jobs = window, desk, jobs
        self._prompts, self._registers = prompts, registers
        self._survey: SurveyPage | None = None
        self._index: IndexPage | None = None

    def ask_survey(self) -> None:
        """Show the survey."""
        self._show_survey()
        self._window.show_page(self._survey_page())

    def ask_index(self, name: str = "") -> None:
        """Show the published indices."""
        self._show_index(name or self._index_page().id or "papi")
        self._window.show_page(self._index_page())

    def _show_survey(self) -> None:
        read_only = self._desk.read_only

        def work(session, _progress):
            from cchc_desktop.operations.registers import feeds
            from cchc_desktop.operations.surveys import surveys

            found = surveys(session)
            first = found[0] if found else None
            key = f"survey.{first.questionnaire.id}" if first else "survey"
            return first, feeds(session.assessment, key)

        def done(found) -> None:
            self._survey_page().show_survey(*found, read_only=read_only)

        self._desk.run(work, done, self._survey_failed)

    def _import(self) -> None:
        path = self._prompts.open_file(self._window, "Nhập bảng phiếu", "ballots", TABLES)
        strip = self._jobs.begin("Đang đếm phiếu", "Hủy nhập phiếu") if path else None
        if strip is None:
            return

        def work(session, progress):
            from cchc_desktop.operations.surveys import import_ballots

            return import_ballots(session, path, progress=progress)

        def done(found) -> None:
            self._jobs.ended()
            counted, table = found
            page = self._survey_page()
            if counted is None:
                page.show_problems(table)
                return
            page.banner.tell("ok", f"Đã đếm {counted.tally.ballots} phiếu.", " ".join(table.notes))
            self._show_survey()
            self._registers.refresh()

        def failed(error: Exception) -> None:
            self._jobs.ended()
            self._survey_failed(error)

        self._jobs.show(self._desk.run(work, done, failed, strip.tell))

    def _remove_survey(self, id_: str) -> None:
        what, then = "Bỏ kết quả khảo sát?", "Số liệu đã đưa vào các mục vẫn giữ."
        if not self._prompts.confirm(self._window, what, then, "Bỏ kết quả"):
            return

        def work(session, _progress):
            from cchc_desktop.operations.surveys import remove_survey

            remove_survey(session, id_)

        def done(_nothing) -> None:
            self._show_survey()
            self._registers.refresh()

        self._desk.run(work, done, self._survey_failed)

    def _show_index(self, name: str) -> None:
        read_only = self._desk.read_only

        def work(session, _progress):
            from cchc_desktop.operations.published_results import published_indices, view_index

            return view_index(session, name), published_indices()

        def done(found) -> None:
            self._index_page().show_index(*found, read_only=read_only)

        self._desk.run(work, done, self._index_failed)

    def _enter(self, name: str, year: str, values: dict[str, str]) -> None:
        if not year.isdecimal():
            self._index_page().not_saved()
            self._index_page().banner.tell("bad", "Năm chưa đúng; ghi như 2025.")
            return

        def work(session, _progress):
            from cchc_desktop.operations.published_results import enter_result

            enter_result(session, name, int(year), values)

        def failed(error: Exception) -> None:
            self._index_page().not_saved()
            self._index_failed(error)

        self._desk.run(work, lambda _: self._show_index(name), failed)

    def _remove_year(self, name: str, year: int) -> None:
        what = f"Bỏ số của {name.upper()} năm {year}?"
        if not self._prompts.confirm(self._window, what, "Nhập lại được khi cần.", "Bỏ năm này"):
            return

        def work(session, _progress):
            from cchc_desktop.operations.published_results import remove_result

            remove_result(session, name, year)

        self._desk.run(work, lambda _: self._show_index(name), self._index_failed)

    def _survey_failed(self, error: Exception) -> None:
        self._jobs.tell_failure(error, self._survey)

    def _index_failed(self, error: Exception) -> None:
        self._jobs.tell_failure(error, self._index)

    def _survey_page(self) -> SurveyPage:
        if self._survey is None:
            from cchc_desktop.gui.pages.survey_page import SurveyPage

            page = self._survey = SurveyPage()
            page.import_wanted.connect(self._import)
            page.remove_wanted.connect(self._remove_survey)
            page.take_wanted.connect(self._take)
            page.jump_wanted.connect(self._registers.jump)
            page.closed.connect(self._window.go_back)
        return self._survey

    def _take(self, code: str) -> None:
        page = self._survey_page()

        def told(words: str) -> None:
            page.banner.tell("ok", words)

        self._registers.take(code, told)

    def _index_page(self) -> IndexPage:
        if self._index is None:
            from cchc_desktop.gui.pages.index_page import IndexPage

            page = self._index = IndexPage()
            page.index_wanted.connect(self._show_index)
            page.entered.connect(self._enter)
            page.remove_wanted.connect(self._remove_year)
            page.closed.connect(self._window.go_back)
        return self._index
