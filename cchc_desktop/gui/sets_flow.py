"""“Bộ tiêu chí”, and moving the open workbook to another set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cchc_desktop.gui.prompts import SETS, TABLES_OUT

if TYPE_CHECKING:
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.move_set_page import MoveSetPage
    from cchc_desktop.gui.pages.sets_page import SetsPage
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView


class SetsFlow(QObject):
    """Reads and checks sets on a thread; moves workbooks on theirs."""

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
        self._sets: SetsPage | None = None
        self._moving: MoveSetPage | None = None

    def ask(self) -> None:
        """Show the sets at hand."""
        self._refresh()
        self._window.show_page(self._sets_page())

    def load(self, path: Path) -> None:
        """Check a set file or table, show what was found, and add it where it can be used."""

        def work(_progress):
            from cchc_desktop.operations.criteria_sets import check_document, install, installed

            document, findings = check_document(str(path))
            added, told = install(path)
            return document, told or findings, added, installed()

        def done(found) -> None:
            document, findings, added, sets = found
            page = self._sets_page()
            if added is not None:
                page.show_list(sets, added.id)
                page.show_document(document, findings)
                page.banner.tell("ok", f"Đã thêm bộ {added.id} vào danh sách.")
            else:
                page.show_document(document, findings, path.name)
                page.banner.tell(
                    "bad", f"Chưa thêm được tệp {path.name}.", "Sửa các lỗi rồi nạp lại."
                )

        self._apart(work, done)

    def ask_move(self) -> None:
        """Ask for a set and show what moving to it would do."""
        path = self._prompts.open_file(self._window, "Chọn bộ tiêu chí mới", "set", SETS)
        if path:
            self.show_move(str(path))

    def show_move(self, reference: str) -> None:
        """Show what moving to a set would do."""

        def work(session, _progress):
            from cchc_desktop.operations import set_move

            plan = set_move.preview_move(session, reference)
            notes = set_move.warnings_of(session, plan.after.criteria_set)
            moved_before = bool(set_move.moves(session))
            return plan, plan.scores, notes, moved_before  # scored here, not while painting

        def done(found) -> None:
            plan, _, notes, moved_before = found
            page = self._move_page()
            page.banner.hide()
            page.show_plan(reference, plan, notes, moved_before=moved_before)
            self._window.show_page(page)

        self._desk.run(work, done, self._move_failed)

    def undo_move(self) -> None:
        """Go back to the set before the last move, after asking."""
        what = "Trở lại bộ tiêu chí trước lần chuyển cuối?"
        then = "Số đã nhập sau khi chuyển được giữ ở mục cùng tên; phần còn lại được cất."
        if not self._prompts.confirm(self._window, what, then, "Trở lại bộ trước"):
            return

        def work(session, _progress):
            from cchc_desktop.operations.set_move import undo_move

            apart = undo_move(session).codes
            return session.assessment, session.sheet, len(apart)

        def done(found) -> None:
            assessment, sheet, apart = found
            kept = f"{apart} mục nhập sau khi chuyển được cất lại." if apart else ""
            self._show_moved(assessment, sheet, "Đã trở lại bộ tiêu chí trước.", kept)

        self._desk.run(work, done, self._move_failed)

    def _move(self, reference: str) -> None:
        def work(session, _progress):
            from cchc_desktop.operations.set_move import move

            move(session, reference)
            return session.assessment, session.sheet

        def done(found) -> None:
            assessment, sheet = found
            title = assessment.criteria_set.title
            self._show_moved(assessment, sheet, "Đã chuyển bộ tiêu chí.", title)

        self._desk.run(work, done, self._move_failed)

    def _show_moved(self, assessment, sheet, what: str, then: str) -> None:
        self._view.workspace.show_assessment(assessment, sheet)
        self._window.go_back()
        self._view.show_criteria()
        self._view.message.tell("ok", what, then, ("Trở lại bộ trước", self.undo_move))

    def _refresh(self, current: str = "") -> None:
        def work(_progress):
            from cchc_desktop.operations.criteria_sets import installed

            return installed()

        self._apart(work, lambda sets: self._sets_page().show_list(sets, current))

    def _show(self, id_: str) -> None:
        def work(_progress):
            from cchc_desktop.operations.criteria_sets import check_document

            return check_document(id_)

        def done(found) -> None:
            page = self._sets_page()
            page.show_document(*found)

        self._apart(work, done)

    def _ask_load(self) -> None:
        path = self._prompts.open_file(self._window, "Nạp bộ tiêu chí", "set", SETS)
        if path:
            self.load(path)

    def _export(self, id_: str) -> None:
        path = self._prompts.save_file(
            self._window, "Xuất bảng Excel", "set", TABLES_OUT, f"{id_}.xlsx"
        )
        if path:

            def work(_progress):
                from cchc_desktop.operations.criteria_sets import export_table

                export_table(id_, path)

            self._apart(work, lambda _: self._wrote(path))

    def _template(self) -> None:
        path = self._prompts.save_file(
            self._window, "Tải mẫu trống", "set", TABLES_OUT, "bo-tieu-chi-mau.xlsx"
        )
        if path:

            def work(_progress):
                from cchc_desktop.operations.criteria_sets import export_template

                export_template(path)

            self._apart(work, lambda _: self._wrote(path))

    def _remove(self, id_: str) -> None:
        what = f"Gỡ bộ {id_} khỏi danh sách?"
        if not self._prompts.confirm(
            self._window, what, "Hồ sơ đã tạo vẫn giữ bộ của nó.", "Gỡ bộ"
        ):
            return

        def work(_progress):
            from cchc_desktop.operations.criteria_sets import uninstall

            uninstall(id_)

        self._apart(work, lambda _: self._refresh())

    def _wrote(self, path: Path) -> None:
        self._sets_page().banner.tell("ok", f"Đã ghi {path.name}.", str(path.parent))

    def _apart(self, work, done) -> None:
        def failed(error: Exception) -> None:
            self._jobs.tell_failure(error, self._sets)

        self._desk.run_apart(work, done, failed)

    def _move_failed(self, error: Exception) -> None:
        self._jobs.tell_failure(error, self._moving)

    def _sets_page(self) -> SetsPage:
        if self._sets is None:
            from cchc_desktop.gui.pages.sets_page import SetsPage

            page = self._sets = SetsPage()
            page.chosen.connect(self._show)
            page.load_wanted.connect(self._ask_load)
            page.template_wanted.connect(self._template)
            page.export_wanted.connect(self._export)
            page.remove_wanted.connect(self._remove)
            page.file_dropped.connect(lambda path: self.load(Path(path)))
            page.closed.connect(self._window.go_back)
        return self._sets

    def _move_page(self) -> MoveSetPage:
        if self._moving is None:
            from cchc_desktop.gui.pages.move_set_page import MoveSetPage

            page = self._moving = MoveSetPage()
            page.move_wanted.connect(self._move)
            page.undo_wanted.connect(self.undo_move)
            page.other_wanted.connect(self.ask_move)
            page.closed.connect(self._window.go_back)
        return self._moving
