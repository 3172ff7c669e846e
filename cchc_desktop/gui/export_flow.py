"""“Xuất hồ sơ” from the form to the preview; the window stays usable all the while."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cchc_desktop.core.errors import Cancelled
from cchc_desktop.core.text import fold
from cchc_desktop.gui.jobs import words_of
from cchc_desktop.gui.pages.export_page import ExportPage
from cchc_desktop.operations.earlier_dossier import free_name, is_signed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Particulars
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.preview_page import PreviewPage
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workbook_view import WorkbookView
    from cchc_desktop.operations.dossier import DossierResult


class ExportFlow(QObject):
    """Asks, exports on the reading thread, shows the result."""

    def __init__(
        self,
        window: MainWindow,
        view: WorkbookView,
        desk: WorkbookDesk,
        jobs: Jobs,
        prompts: Prompts,
        open_file: Callable[[Path], object],
    ) -> None:
        super().__init__(window)
        self._window, self._view, self._desk = window, view, desk
        self._jobs, self._prompts, self._open_file = jobs, prompts, open_file
        self._preview: PreviewPage | None = None
        self._target: Path | None = None
        self.page = ExportPage(prompts)
        self.page.export_wanted.connect(self._export)
        self.page.findings_wanted.connect(self._on_findings)
        self.page.closed.connect(self._on_closed)

    def ask(self) -> None:
        """Show the form, filled with what the workbook knows."""
        if self._jobs.is_running:
            self._window.show_page(self.page)
            return
        self._view.workspace.settle()

        def work(session, _progress):
            from cchc_desktop.operations.scoring import findings

            return session.assessment, session.sheet, findings(session)

        def done(result) -> None:
            target = free_name(self._target or self._desk.path.with_suffix(".pdf"))
            self.page.show_workbook(*result, target, read_only=self._desk.read_only)
            self._window.show_page(self.page)
            self.page.focus_first()

        self._desk.run(work, done, self._failed)

    def show_preview(self, path: Path, look: str = "ok", words: str = "") -> None:
        """Show a dossier, and what is to be said of it."""
        if self._preview is None:
            from cchc_desktop.gui.pages.preview_page import PreviewPage

            self._preview = PreviewPage(self._open_file)
            self._preview.closed.connect(self._window.go_back)
            self._preview.verify_wanted.connect(self._window.verify)
        if self._preview.show_file(path, look, words):
            self._window.show_page(self._preview)
            self._preview.focus_first()
        else:
            self._prompts.tell(self._window, f"Không mở được “{path.name}” để xem.")

    def forget(self) -> None:
        """Let go of the last workbook's choices."""
        self._target = None

    def _export(self) -> None:
        if self._jobs.is_running or not self._may_replace(self.page.path()):
            return
        strip = self._jobs.begin("Đang lập hồ sơ", "Hủy lập hồ sơ")
        if strip is None:
            return
        target, key = self.page.path(), self.page.keys.key()
        self._target = target
        self.page.set_busy(True)

        def work(session, progress):
            from cchc_desktop.operations.dossier import DossierOptions, export_dossier

            return export_dossier(session, target, DossierOptions(key), progress)

        def kept(_none: object) -> None:
            # Only now: the reading session must find the particulars that were just typed.
            job = self._desk.run_reading(work, self._done, self._failed, strip.tell)
            self._jobs.show(job)

        if self._desk.read_only:
            kept(None)
        else:
            self._keep(self.page.particulars.particulars(), kept)

    def _may_replace(self, target: Path) -> bool:
        """Ask before a file that stands there already is replaced."""
        if not target.exists() or self._is_workbook(target):
            return True  # the export itself refuses to write over the workbook
        what = "Thay tệp đã có?"
        then = f"“{target.name}” đã có trong {target.parent}."
        if is_signed(target):
            then += " Tệp này đã ký số; thay thì mất bản đã ký. Chọn tên khác để giữ lại."
        return self._prompts.confirm(self._window, what, then, "Thay tệp")

    def _is_workbook(self, target: Path) -> bool:
        try:
            return target.samefile(self._desk.path)
        except OSError:
            return False

    def _keep(
        self, particulars: Particulars, then: Callable[[object], None] = lambda _none: None
    ) -> None:
        def work(session, _progress) -> None:
            from cchc_desktop.operations.dossier import change_particulars

            change_particulars(session, particulars)

        self._desk.run(work, then, self._failed)

    def _done(self, result) -> None:
        self._jobs.ended()
        self.page.set_busy(False)
        look, words = _outcome(result, self.page.particulars.particulars().signer_name)
        if self._window.pages.currentWidget() is self.page:
            self.show_preview(result.path, look, words)
            return
        see = ("Xem hồ sơ", lambda: self.show_preview(result.path, look, words))
        self._view.message.tell(look, words, action=see)

    def _failed(self, error: Exception) -> None:
        if self._jobs.is_running:
            self._jobs.ended()
        self.page.set_busy(False)
        if isinstance(error, Cancelled):
            self._view.message.tell("info", "Đã hủy lập hồ sơ; không để lại tệp nào.")
        elif self._window.pages.currentWidget() is self.page:
            self._prompts.tell(self._window, words_of(error))
        else:
            self._view.message.tell("bad", words_of(error))

    def _on_findings(self) -> None:
        self._on_closed()
        self._view.check_wanted.emit()

    def _on_closed(self) -> None:
        writable = self._desk.path is not None and not self._desk.read_only
        if writable and not self._jobs.is_running:
            self._keep(self.page.particulars.particulars())
        self._window.go_back()


def _outcome(result: DossierResult, named: str) -> tuple[str, str]:
    """Say what was made and who signed it; gives look and words."""
    where = f"“{result.path.name}”, {result.pages} trang, lưu ở {result.path.parent}."
    if not result.signer:
        return "info", f"Đã xuất {where} Hồ sơ chờ ký, chưa có chữ ký số."
    words = f"Đã xuất và ký {where} Người ký: {result.signer}."
    if named and fold(named) not in fold(result.signer):
        words += f" Báo cáo ghi người ký là {named}, khác tên trên chứng thư số."
        return "warn", words
    return "ok", words
