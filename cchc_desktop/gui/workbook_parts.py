"""What an open workbook needs, made together: view, desk, and the flows between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, Qt, QTimer

from cchc_desktop.gui.board_flow import BoardFlow
from cchc_desktop.gui.evidence_flow import EvidenceFlow
from cchc_desktop.gui.history_flow import HistoryFlow
from cchc_desktop.gui.jobs import Jobs
from cchc_desktop.gui.locking_flow import LockingFlow
from cchc_desktop.gui.opening_flow import OpeningFlow
from cchc_desktop.gui.prior_year_flow import PriorYearFlow
from cchc_desktop.gui.registers_flow import RegistersFlow
from cchc_desktop.gui.sets_flow import SetsFlow
from cchc_desktop.gui.surveys_flow import SurveysFlow
from cchc_desktop.gui.table_flow import TableFlow
from cchc_desktop.gui.teamwork_flow import TeamworkFlow
from cchc_desktop.gui.verification_flow import VerificationFlow
from cchc_desktop.gui.widgets.job_strip import JobStrip
from cchc_desktop.gui.workbook_desk import WorkbookDesk
from cchc_desktop.gui.workbook_view import WorkbookView

if TYPE_CHECKING:
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.recent_workbooks import RecentWorkbooks


_REMEMBER_MS = 1000
_LAST_WRITE_MS = 2000


class WorkbookParts(QObject):
    """Holds the parts and does the commands that are about the open workbook."""

    def __init__(
        self, window: MainWindow, prompts: Prompts, recent: RecentWorkbooks, open_file
    ) -> None:
        super().__init__(window)
        self._window, self._prompts = window, prompts
        self.view = WorkbookView()
        window.pages.addWidget(self.view)
        self.strip = JobStrip()
        window.column.addWidget(self.strip)
        self.desk = WorkbookDesk(self)
        self.jobs = Jobs(self.strip, self._tell)
        self.jobs.began.connect(self.view.message.hide)
        self.opening = OpeningFlow(window, self.view, self.desk, prompts, recent)
        space = self.view.workspace
        self.evidence = EvidenceFlow(space, self.desk, self.jobs, prompts, open_file)
        self.verification = VerificationFlow(window, self.desk, self.jobs, prompts)
        self.registers = RegistersFlow(window, self.view, self.desk, self.jobs, prompts)
        self.surveys = SurveysFlow(window, self.desk, self.jobs, prompts, self.registers)
        self.sets = SetsFlow(window, self.view, self.desk, self.jobs, prompts)
        self.history = HistoryFlow(window, self.view, self.desk, self.jobs)
        self.team = TeamworkFlow(window, space, self.desk, self.jobs, prompts)
        self.prior = PriorYearFlow(window, self.view, self.desk, self.jobs, prompts)
        self.table = TableFlow(window, self.view, self.desk)
        self.board = BoardFlow(window, self.view, self.desk, self.jobs, prompts)
        self.locking = LockingFlow(window, self.view, self.desk, self.jobs, prompts)
        self._export = None
        self._open_file = open_file
        space.answer_edited.connect(self.desk.autosave.note)
        space.leave.connect(self.desk.autosave.flush)
        self.desk.autosave.changed.connect(self.view.show_saving)
        self.view.retry_wanted.connect(self.desk.autosave.flush)
        self.view.check_wanted.connect(self.locking.check)
        self.view.view_wanted.connect(self.do)
        self.opening.closed.connect(self.board.forget)
        self.view.bar.lock_wanted.connect(self.locking.ask_lock)
        self.view.bar.undo_wanted.connect(self.history.undo)
        self.view.bar.redo_wanted.connect(self.history.redo)
        self.history.possible.connect(self.view.bar.show_possible)
        self.history.changed.connect(self.registers.refresh)
        space.page.evidence.waive_wanted.connect(self.locking.ask_waive)
        space.unsaved = self.desk.autosave.unsaved
        self.view.export_wanted.connect(lambda: self.export.ask())
        space.page.not_applicable_wanted.connect(self.ask_not_applicable)
        space.page.clear_wanted.connect(self.ask_clear)
        self.team.know_me()
        self.opening.opened.connect(self.registers.refresh)
        self.opening.closed.connect(self.registers.forget)
        self.opening.closed.connect(self._forget_export)
        self.opening.opened.connect(self._forget_export)
        self._commands = self._command_table()
        self._remember_soon()

    @property
    def export(self):
        """The export's flow; made at the first call."""
        if self._export is None:
            from cchc_desktop.gui.export_flow import ExportFlow

            self._export = ExportFlow(
                self._window, self.view, self.desk, self.jobs, self._prompts, self._open_file
            )
        return self._export

    def _remember_soon(self) -> None:
        """Keep the start page's line current while working: a crash writes nothing any more."""
        soon = QTimer(self)
        soon.setSingleShot(True)
        soon.setInterval(_REMEMBER_MS)
        soon.timeout.connect(self.opening.remember)

        def changed(*_args: object) -> None:
            if not soon.isActive():
                soon.start()

        self.desk.autosave.all_saved.connect(changed)
        self.desk.evidence_changed.connect(changed)

    def _forget_export(self) -> None:
        if self._export:
            self._export.forget()

    def do(self, name: str) -> None:
        """Do a command by its name."""
        if self.desk.path is not None:
            self._commands[name]()

    def may_stop_job(self) -> bool:
        """Ask before a running job is stopped; True when the window may go."""
        if not self.jobs.is_running:
            return True
        what = "Một việc đang chạy chưa xong."
        then = "Đóng cửa sổ thì việc đó dừng lại, không để lại tệp dở dang."
        if not self._prompts.confirm(self._window, what, then, "Dừng và đóng"):
            return False
        self.jobs.cancel()
        return True

    def shut_down(self) -> None:
        """End the threads and delete copies made for viewing."""
        self.desk.stop()
        self.evidence.forget_copies()

    def end_now(self) -> None:
        """Write what waits, for two seconds at most, close the file and end the threads."""
        if self.desk.path is not None:
            autosave, clock = self.desk.autosave, QElapsedTimer()
            clock.start()
            autosave.flush()
            while not autosave.is_clean and clock.elapsed() < _LAST_WRITE_MS:
                QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            self.opening.remember()
            self.desk.close_workbook(lambda: None)
        self.shut_down()

    def ask_not_applicable(self) -> None:
        """Ask for the legal basis on which the shown leaf does not apply."""
        from cchc_desktop.gui.dialogs.not_applicable_dialog import NotApplicableDialog

        space = self.view.workspace
        leaf = space.assessment.criteria_set.leaf(space.code)
        known, what = space.page.answer.not_applicable, f"{leaf.code} {leaf.title}"
        dialog = NotApplicableDialog(what, known, leaf.exempt_basis, self._window)
        if self._prompts.run(dialog):
            space.page.set_not_applicable(dialog.basis())
        dialog.deleteLater()

    def ask_exemptions(self) -> None:
        """Edit which fields, criteria and leaves do not apply to the unit."""
        from cchc_desktop.gui.dialogs.exemptions_dialog import ExemptionsDialog

        space = self.view.workspace
        kept = space.assessment.exemptions
        dialog = ExemptionsDialog(space.assessment.criteria_set, kept, space.code, self._window)
        wanted = dialog.exemptions() if self._prompts.run(dialog) else dict(kept)
        dialog.deleteLater()
        if wanted == kept:
            return

        def work(session, _progress):
            from cchc_desktop.operations.exemptions import keep_exemptions

            keep_exemptions(session, wanted)
            return session.assessment

        self.desk.run(work, space.take_assessment, self.jobs.tell_failure)

    def ask_clear(self) -> None:
        """Take back the figures of the shown leaf, after asking."""
        page = self.view.workspace.page
        if not page.answer.is_declared:
            return
        what = f"Xóa số liệu kê khai của mục {page.code}?"
        then = "Ghi chú và tài liệu kiểm chứng vẫn giữ."
        if self._prompts.confirm(self._window, what, then, "Xóa số liệu"):
            page.clear_values()

    def ask_code(self) -> None:
        """Ask for a code and go to it."""
        from cchc_desktop.gui.dialogs.code_dialog import CodeDialog

        space = self.view.workspace
        dialog = CodeDialog(space.model.leaf_codes(), self._window)
        if self._prompts.run(dialog):
            self.view.show_criteria()
            space.go_to(dialog.code(), focus=True)
        dialog.deleteLater()

    def find(self) -> None:
        """Put the cursor into the search field."""
        self.view.show_criteria()
        self.view.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.view.search.selectAll()

    def next_undeclared(self, by: int) -> None:
        """Go to the next undeclared leaf, or say that there is none."""
        self.view.show_criteria()
        if not self.view.workspace.step_undeclared(by):
            self._tell("ok", "Không còn mục nào chưa kê khai.")

    def _tell(self, look: str, words: str) -> None:
        if self._window.pages.currentWidget() is self.view:
            self.view.message.tell(look, words)
        elif look == "bad":
            self._prompts.tell(self._window, words)

    def _command_table(self) -> dict:
        space, evidence = self.view.workspace, self.evidence
        page = space.page
        return {
            "check": self.locking.check,
            "lock": self.locking.ask_lock,
            "undo": self.history.undo,
            "redo": self.history.redo,
            "history": self.history.ask,
            "criteria": self.view.show_criteria,
            "table": self.table.ask,
            "lost": self.board.ask,
            "assign": self.team.assign,
            "remarks": self.team.remarks,
            "import_prior": self.prior.ask,
            "bin": self.evidence.bin.ask,
            "leaf_history": lambda: self.history.ask(space.code),
            "export": lambda: self.export.ask(),
            "save": self.desk.autosave.flush,
            "find": self.find,
            "find_next": lambda: space.step_hit(1),
            "find_previous": lambda: space.step_hit(-1),
            "go_to_code": self.ask_code,
            "next_pane": lambda: space.next_pane(1),
            "previous_pane": lambda: space.next_pane(-1),
            "expand": space.tree.expandAll,
            "collapse": space.tree.collapseAll,
            "before": lambda: space.step(-1),
            "after": lambda: space.step(1),
            "undeclared": lambda: self.next_undeclared(1),
            "undeclared_back": lambda: self.next_undeclared(-1),
            "back": lambda: space.step_visited(-1),
            "forward": lambda: space.step_visited(1),
            "review": page.toggle_review,
            "not_applicable": self.ask_not_applicable,
            "clear": self.ask_clear,
            "guidance": space.open_guidance,
            "add_evidence": evidence.add,
            "add_folder": evidence.add_folder,
            "paste_evidence": evidence.paste,
            "view_evidence": lambda: evidence.act_on_selected(evidence.viewing.view),
            "open_evidence": lambda: evidence.act_on_selected(evidence.viewing.open),
            "rename_evidence": lambda: evidence.act_on_selected(evidence.rename),
            "move_evidence": lambda: evidence.act_on_selected(evidence.move),
            "cite_evidence": lambda: evidence.act_on_selected(evidence.cite),
            "raise_evidence": lambda: page.evidence.move_selected(-1),
            "lower_evidence": lambda: page.evidence.move_selected(1),
            "edit_evidence": lambda: evidence.act_on_selected(evidence.edit),
            "remove_evidence": lambda: evidence.act_on_selected(evidence.remove),
            "integrity": self.locking.check_integrity,
            "registers": lambda: self.registers.ask(),
            "survey": self.surveys.ask_survey,
            "index": lambda: self.surveys.ask_index(),
            "move_set": self.sets.ask_move,
            "undo_move": self.sets.undo_move,
            "exemptions": self.ask_exemptions,
        }
