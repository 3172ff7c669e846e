"""“Sổ theo dõi” and the figures that leaves take over from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.prompts import TABLES, TABLES_OUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.registers_page import RegistersPage
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView

_MOST_TOLD = 8


class RegistersFlow(QObject):
    """Reads and writes registers on the workbook's thread."""

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
        self._page: RegistersPage | None = None
        self._figures: dict = {}
        space = view.workspace
        space.result_shown.connect(self._show_links)
        space.page.take_wanted.connect(lambda code: self.take(code))

    def ask(self, key: str = "") -> None:
        """Show the registers."""
        page = self._made_page()
        self.show(key or page.key)
        self._window.show_page(page)

    def show(self, key: str) -> None:
        """Read one register and show it."""
        read_only = self._desk.read_only

        def work(session, _progress):
            from cchc_desktop.operations.registers import feeds, view_register

            return view_register(session, key), feeds(session.assessment, key)

        def done(found) -> None:
            self._made_page().show_register(*found, read_only=read_only)

        self._desk.run(work, done, self._failed)

    def refresh(self) -> None:
        """Read what the registers and surveys say now, for the criterion page."""

        def work(session, _progress):
            from cchc_desktop.operations.registers import linked_figures

            return linked_figures(session)

        def done(figures) -> None:
            self._figures = figures
            self._show_links(self._view.workspace.code)

        self._desk.run(work, done, self._jobs.tell_failure)

    def forget(self) -> None:
        """Drop what the last workbook's registers said."""
        self._figures = {}

    def take(self, code: str, tell: Callable[[str], None] | None = None) -> None:
        """Take the registers' figures over into a leaf; ``tell`` says so on another page."""

        def work(session, _progress):
            from cchc_desktop.operations.registers import take_over

            take_over(session, code)
            return session.assessment

        def done(assessment) -> None:
            self._view.workspace.take_assessment(assessment)
            result = self._view.workspace.sheet.leaf(code)
            points = "" if result.points is None else f": {show_points(result.points)} điểm"
            page = self._page
            if tell is not None:
                tell(f"Đã đưa số liệu vào mục {code}{points}.")
            elif page is not None and self._window.pages.currentWidget() is page:
                page.banner.tell("ok", f"Đã đưa số liệu vào mục {code}{points}.")

        self._desk.run(work, done, self._failed)

    def _save(self, key: str, rows: list) -> None:
        def work(session, _progress):
            from cchc_desktop.operations.registers import linked_figures, save_rows

            return save_rows(session, key, rows), linked_figures(session)

        def done(found) -> None:
            view, self._figures = found
            self._made_page().show_outcome(view)
            self._show_links(self._view.workspace.code)

        self._desk.run(work, done, self._failed)

    def _import(self, key: str) -> None:
        path = self._prompts.open_file(self._window, "Nhập sổ từ Excel", "register", TABLES)
        if path is None:
            return
        append = False
        if any(not row.is_blank for row in self._made_page().rows()):
            what, then = "Sổ đang có số liệu.", "Thay hết, hay ghép bảng vào sau các dòng đang có?"
            chosen = self._prompts.choose(self._window, what, then, ("Thay hết", "Ghép vào sau"))
            if chosen is None:
                return
            append = chosen == 1

        def work(session, _progress):
            from cchc_desktop.operations.registers import feeds, import_register

            view, problems = import_register(session, key, path, append=append)
            return view, problems, feeds(session.assessment, key)

        def done(found) -> None:
            view, problems, codes = found
            page = self._made_page()
            if view is None:
                told = [f"{one.place}: {one.message}" for one in problems[:_MOST_TOLD]]
                if len(problems) > _MOST_TOLD:
                    told.append(f"Còn {len(problems) - _MOST_TOLD} chỗ nữa.")
                page.banner.tell("bad", f"Chưa nhập: {len(problems)} chỗ phải sửa.", " ".join(told))
                return
            page.show_register(view, codes, read_only=False)
            page.banner.tell("ok", f"Đã nhập {len(view.rows)} dòng.")
            self.refresh()

        self._desk.run(work, done, self._failed)

    def _export(self, key: str) -> None:
        name = f"so-{key.replace('_', '-')}.xlsx"
        path = self._prompts.save_file(self._window, "Xuất sổ", "register", TABLES_OUT, name)
        if path is None:
            return

        def work(session, _progress):
            from cchc_desktop.operations.registers import export_register

            export_register(session, key, path)

        def done(_nothing) -> None:
            self._made_page().banner.tell("ok", f"Đã ghi {path.name}.", str(path.parent))

        self._desk.run(work, done, self._failed)

    def _show_links(self, code: str) -> None:
        space = self._view.workspace
        if space.assessment is None or code != space.code or not code:
            return
        from cchc_desktop.operations.registers import link_states

        space.page.fields.show_links(link_states(space.assessment, self._figures, code))

    def jump(self, code: str) -> None:
        """Show a leaf among the criteria."""
        self._window.go_back()
        self._view.show_criteria()
        self._view.workspace.go_to(code, focus=True)

    def _failed(self, error: Exception) -> None:
        self._jobs.tell_failure(error, self._page)

    def _made_page(self) -> RegistersPage:
        if self._page is None:
            from cchc_desktop.gui.pages.registers_page import RegistersPage

            page = self._page = RegistersPage()
            page.register_wanted.connect(self._on_register)
            page.rows_edited.connect(self._save)
            page.import_wanted.connect(self._import)
            page.export_wanted.connect(self._export)
            page.take_wanted.connect(lambda code: self.take(code))
            page.jump_wanted.connect(self.jump)
            page.closed.connect(self._window.go_back)
        return self._page

    def _on_register(self, key: str) -> None:
        self._made_page().banner.hide()
        self.show(key)
