"""Giving work to colleagues, their thread, and the name of who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workspace import Workspace

_NAME = "Tên này đứng trong lịch sử thay đổi, trong ý kiến, và là “Của tôi” khi lọc việc."


class TeamworkFlow(QObject):
    """Asks, and writes on the workbook's thread."""

    def __init__(
        self,
        window: MainWindow,
        workspace: Workspace,
        desk: WorkbookDesk,
        jobs: Jobs,
        prompts: Prompts,
    ) -> None:
        super().__init__(window)
        self._window, self._workspace, self._desk = window, workspace, desk
        self._jobs, self._prompts = jobs, prompts
        workspace.page.assign_wanted.connect(self.assign)
        workspace.page.remarks_wanted.connect(self.remarks)

    def know_me(self) -> None:
        """Find out who works here, for what is assigned."""
        from cchc_desktop.operations.person import my_name

        self._workspace.model.me = my_name()

    def assign(self) -> None:
        """Ask who sees to the shown leaf."""
        from cchc_desktop.gui.dialogs.assign_dialog import AssignDialog

        space = self._workspace
        whole, work = space.assessment.criteria_set, space.assessment.work
        leaf = whole.leaf(space.code)
        field, criterion = whole.path_by_code[leaf.code]
        scopes = [(leaf.code, f"Mục {leaf.code}")]
        if criterion and not criterion.is_leaf:
            scopes.append((criterion.code, f"Cả tiêu chí {criterion.code} {criterion.title}"))
        if field:
            scopes.append((field.code, f"Cả lĩnh vực {field.code}. {field.title}"))
        dialog = AssignDialog(
            scopes, work.people, work.person(leaf.code), space.model.me, self._window
        )
        wanted = (dialog.code(), dialog.person()) if self._prompts.run(dialog) else None
        dialog.deleteLater()
        if wanted is None:
            return
        code, person = wanted

        def do(session, _progress):
            from cchc_desktop.operations.teamwork import assign

            assign(session, [code], person)
            return session.assessment

        self._desk.run(do, space.take_assessment, self._jobs.tell_failure)

    def remarks(self) -> None:
        """Show the thread of the shown leaf."""
        from cchc_desktop.gui.dialogs.remarks_dialog import RemarksDialog

        space = self._workspace
        leaf = space.assessment.criteria_set.leaf(space.code)
        dialog = RemarksDialog(
            f"{leaf.code} {leaf.title}", self._window, free=not space.is_read_only
        )
        dialog.show_remarks(space.assessment.work.remarks_of(leaf.code))

        def change(what: str, *values: object) -> None:
            def do(session, _progress):
                from cchc_desktop.operations import teamwork

                getattr(teamwork, what)(session, *values)
                return session.assessment

            def done(assessment) -> None:
                space.take_assessment(assessment)
                dialog.show_remarks(assessment.work.remarks_of(leaf.code))

            self._desk.run(do, done, self._jobs.tell_failure)

        dialog.written.connect(lambda text: change("remark", leaf.code, text))
        dialog.unwanted.connect(lambda number: change("remove_remark", number))
        self._prompts.run(dialog)
        dialog.deleteLater()

    def ask_name(self) -> None:
        """Ask for the name of who works here."""
        from cchc_desktop.gui.dialogs.reason_dialog import ReasonDialog
        from cchc_desktop.operations.person import my_name, set_my_name

        dialog = ReasonDialog(
            "Tên người làm", _NAME, "Tên của tôi", "Lưu tên", self._window, known=my_name()
        )
        name = dialog.reason() if self._prompts.run(dialog) else ""
        dialog.deleteLater()
        if not name:
            return

        def work(_progress) -> str:
            return set_my_name(name)

        def done(kept: str) -> None:
            self._workspace.model.me = kept
            if self._desk.path is not None:
                self._desk.run(
                    lambda session, _progress: session.workbook.sign_as(kept),
                    lambda _nothing: self._workspace.settle(),
                    self._jobs.tell_failure,
                )

        self._desk.run_apart(work, done, self._jobs.tell_failure)
