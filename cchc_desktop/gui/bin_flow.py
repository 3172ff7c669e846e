"""The bin: bringing documents back, deleting them for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from cchc_desktop.gui.dialogs.bin_dialog import BinDialog
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workspace import Workspace


class BinFlow(QObject):
    """Shows the bin and does what is wanted of it on the workbook's thread."""

    def __init__(
        self, workspace: Workspace, desk: WorkbookDesk, jobs: Jobs, prompts: Prompts
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._desk = workspace, desk
        self._jobs, self._prompts = jobs, prompts

    def ask(self) -> None:
        """Show what lies in the bin."""

        def work(session, _progress):
            from cchc_desktop.operations.evidence_tidying import binned

            return binned(session)

        self._desk.run(work, self._show, self._jobs.tell_failure)

    def _show(self, items) -> None:
        from cchc_desktop.gui.dialogs.bin_dialog import BinDialog

        space = self._workspace
        dialog = BinDialog(space.code, space.window(), free=not space.is_read_only)
        dialog.restore_wanted.connect(lambda number, code: self._restore(dialog, number, code))
        dialog.purge_wanted.connect(lambda: self._purge(dialog))
        dialog.show_items(items)
        self._prompts.run(dialog)
        dialog.deleteLater()

    def _restore(self, dialog: BinDialog, number: int, code: str) -> None:
        def work(session, _progress):
            from cchc_desktop.operations.evidence_tidying import binned, bring_back

            bring_back(session, number, code)
            return session.assessment.evidence, binned(session)

        self._change(dialog, work)

    def _purge(self, dialog: BinDialog) -> None:
        what = "Xóa hẳn mọi tài liệu trong thùng?"
        then = "Không lấy lại được, và không hoàn tác được các việc đã làm trước đó."
        if not self._prompts.confirm(dialog, what, then, "Xóa hẳn"):
            return

        def work(session, _progress):
            from cchc_desktop.operations.evidence_tidying import binned, empty_bin

            empty_bin(session)
            return session.assessment.evidence, binned(session)

        self._change(dialog, work)

    def _change(self, dialog: BinDialog, work) -> None:
        def done(found) -> None:
            evidence, items = found
            self._desk.evidence_changed.emit(evidence)
            dialog.show_items(items)

        self._desk.run(work, done, self._jobs.tell_failure)
