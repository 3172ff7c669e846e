"""“Bảng tự chấm” beside the criteria: one model, so what is typed here is seen there at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.score_table_page import ScoreTablePage
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView


class TableFlow(QObject):
    """Shows the workspace's assessment as the official table, and hands on what is typed."""

    def __init__(self, window: MainWindow, view: WorkbookView, desk: WorkbookDesk) -> None:
        super().__init__(window)
        self._view, self._desk = view, desk
        self._page: ScoreTablePage | None = None
        view.workspace.scored.connect(self._on_scored)
        view.bar.filter_changed.connect(self._filter)

    def ask(self) -> None:
        """Show the table, at the leaf where the person is."""
        space = self._view.workspace
        space.settle()
        page = self._made_page()
        if page.model.criteria_set is not space.assessment.criteria_set:
            page.show_assessment(space.assessment, space.sheet)
        else:
            page.show_sheet(space.assessment, space.sheet)
        page.set_read_only(space.is_read_only)
        self._view.show_view("table", page)
        self._filter()
        page.go_to(space.code, tell=False)
        page.focus_first()

    def _on_scored(self, _sheet: object) -> None:
        page, space = self._page, self._view.workspace
        if page is not None and self._is_shown():
            page.show_sheet(space.assessment, space.sheet)
            page.set_read_only(space.is_read_only)

    def _filter(self) -> None:
        if self._page is not None and self._is_shown():
            self._page.show_only(self._view.workspace.listed.listed_codes())

    def _is_shown(self) -> bool:
        return self._view.pages.currentWidget() is self._page

    def _made_page(self) -> ScoreTablePage:
        if self._page is None:
            from cchc_desktop.gui.pages.score_table_page import ScoreTablePage

            page = self._page = ScoreTablePage()
            space = self._view.workspace
            page.answer_edited.connect(space.take_edit)
            page.left.connect(self._desk.autosave.flush)
            page.jump_wanted.connect(self._view.jump)
            page.leaf_shown.connect(space.go_to)
        return self._page
