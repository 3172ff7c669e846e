"""Checking, leaving findings aside, locking and unlocking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from cchc_desktop.core.completeness import Finding
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView

_SOUND = (
    "Mọi nội dung trong tệp đọc được và đúng như lúc ghi. "
    "Mục chưa kê khai, thiếu tài liệu: xem ở Kiểm tra (F9)."
)
_UNLOCK = "Hồ sơ đã khóa không sửa được. Lý do mở khóa được ghi vào lịch sử."


class LockingFlow(QObject):
    """Runs the checks with a session of their own, so that what is typed goes on to disk.

    Signals:
        lock_changed: the workbook has been locked or unlocked.
    """

    lock_changed = Signal()

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
        checks = view.checks
        checks.again_wanted.connect(lambda locking: self.ask_lock() if locking else self.check())
        checks.waive_wanted.connect(self.ask_waive)
        checks.take_up_wanted.connect(self.take_up)
        checks.lock_wanted.connect(self.lock)

    def check(self) -> None:
        """List what is missing or doubtful."""

        def work(session, progress):
            from cchc_desktop.operations.scoring import findings

            return findings(session, progress)

        self._run("Kiểm tra hồ sơ", work, "Đang kiểm tra hồ sơ")

    def check_integrity(self) -> None:
        """Check every stored byte."""
        path = self._desk.path

        def work(_session, progress):
            from cchc_desktop.operations.scoring import integrity

            return integrity(path, progress)

        title, doing = "Kiểm tra tính nguyên vẹn của tệp", "Đang kiểm tra tệp"
        self._run(title, work, doing, _SOUND)

    def ask_lock(self) -> None:
        """Show everything that was found before locking; or ask why to unlock."""
        if self._view.is_locked:
            self.ask_unlock()
            return

        def work(session, progress):
            from cchc_desktop.operations.locking import readiness

            return readiness(session, progress).all

        self._run("Kiểm tra trước khi khóa hồ sơ", work, "Đang kiểm tra hồ sơ", locking=True)

    def lock(self, accepted: list[str]) -> None:
        """Lock the workbook, checked once more."""
        strip = self._jobs.begin("Đang khóa hồ sơ", "Hủy khóa hồ sơ")
        if strip is None:
            return

        def work(session, progress):
            from cchc_desktop.operations.locking import lock

            lock(session, accepted, progress)
            return session.assessment

        def done(assessment) -> None:
            self._jobs.ended()
            self._take(assessment)
            self._view.show_criteria()
            what = "Đã khóa hồ sơ."
            self._view.message.tell("ok", what, "Không sửa được nữa; xuất và ký hồ sơ ở F12.")

        self._jobs.show(self._desk.run(work, done, self._jobs.failed, strip.tell))

    def ask_unlock(self) -> None:
        """Ask for the reason, and unlock."""
        from cchc_desktop.gui.dialogs.reason_dialog import ReasonDialog

        dialog = ReasonDialog(
            "Mở khóa hồ sơ", _UNLOCK, "Lý do mở khóa", "Mở khóa hồ sơ", self._window
        )
        reason = dialog.reason() if self._prompts.run(dialog) else ""
        dialog.deleteLater()
        if not reason:
            return

        def work(session, _progress):
            from cchc_desktop.operations.locking import unlock

            unlock(session, reason)
            return session.assessment

        def done(assessment) -> None:
            self._take(assessment)
            self._view.message.tell("ok", "Đã mở khóa hồ sơ.", "Sửa xong thì khóa lại.")

        self._desk.run(work, done, self._jobs.tell_failure)

    def ask_waive(self, finding: Finding) -> None:
        """Ask why a finding is left aside, and record it."""
        from cchc_desktop.gui.dialogs.reason_dialog import ReasonDialog

        dialog = ReasonDialog(
            "Bỏ qua cảnh báo", finding.message, "Bỏ qua, vì", "Bỏ qua cảnh báo", self._window
        )
        reason = dialog.reason() if self._prompts.run(dialog) else ""
        dialog.deleteLater()
        if reason:
            self._waive(finding, reason)

    def take_up(self, finding: Finding) -> None:
        """Bring a finding back that was left aside."""
        self._waive(finding, "")

    def _waive(self, finding: Finding, reason: str) -> None:
        def work(session, _progress):
            from cchc_desktop.operations.teamwork import take_up_again, waive

            if reason:
                waive(session, finding, reason)
            else:
                take_up_again(session, finding)
            return session.assessment

        def done(assessment) -> None:
            self._view.workspace.take_assessment(assessment)
            if self._view.pages.currentWidget() is self._view.checks:
                self._view.checks.again_wanted.emit(self._view.checks.is_locking)

        self._desk.run(work, done, self._jobs.tell_failure)

    def _take(self, assessment) -> None:
        self._view.show_lock(assessment.work.lock)
        self._view.workspace.take_assessment(assessment)
        self.lock_changed.emit()

    def _run(
        self, title: str, work, doing: str, all_well: str = "", *, locking: bool = False
    ) -> None:
        strip = self._jobs.begin(doing, "Hủy kiểm tra")
        if strip is None:
            return

        def done(findings) -> None:
            self._jobs.ended()
            self._window.show_page(self._view)
            free = not (self._desk.read_only or self._view.is_locked)
            self._view.show_findings(title, findings, all_well, locking=locking, free=free)

        def read(_nothing) -> None:
            self._jobs.show(self._desk.run_reading(work, done, self._jobs.failed, strip.tell))

        # Everything typed so far is written first; the checks then read the file.
        self._jobs.show(self._desk.run(lambda *_: None, read, self._jobs.failed))
