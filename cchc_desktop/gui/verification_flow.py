"""“Kiểm tra hồ sơ đã ký”: a file in, separate facts out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cchc_desktop.gui.jobs import words_of
from cchc_desktop.gui.prompts import CERTIFICATES, PDFS

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.verification_page import VerificationPage
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk


class VerificationFlow(QObject):
    """Verifies a PDF on a thread and shows what was found."""

    def __init__(
        self, window: MainWindow, desk: WorkbookDesk, jobs: Jobs, prompts: Prompts
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._jobs, self._prompts = window, desk, jobs, prompts
        self._page: VerificationPage | None = None
        self._path: Path | None = None
        self._roots: list[Path] = []

    def ask(self) -> None:
        """Ask for a PDF and verify it."""
        path = self._prompts.open_file(self._window, "Kiểm tra hồ sơ đã ký", "dossier", PDFS)
        if path:
            self.verify(path)

    def verify(self, path: Path) -> None:
        """Verify a PDF."""
        strip = self._jobs.begin("Đang kiểm tra hồ sơ đã ký", "Hủy kiểm tra")
        if strip is None:
            return
        roots = list(self._roots)

        def work(progress):
            from cchc_desktop.operations.verification import verify_dossier

            return verify_dossier(path, roots, progress)

        def done(report) -> None:
            self._jobs.ended()
            self._path = path
            self._made_page().show_report(path, report)
            self._window.show_page(self._page)
            self._page.focus_first()

        self._jobs.show(self._desk.run_apart(work, done, self._failed, strip.tell))

    def trust(self, root: Path) -> None:
        """Take a root certificate as trusted, until the program ends."""
        self._roots.append(root)

    def _failed(self, error: Exception) -> None:
        from cchc_desktop.core.errors import Cancelled

        self._jobs.ended()
        if not isinstance(error, Cancelled):
            self._prompts.tell(self._window, words_of(error))

    def _add_root(self) -> None:
        title = "Thêm chứng thư gốc"
        root = self._prompts.open_file(self._window, title, "certificate", CERTIFICATES)
        if root and self._path:
            self.trust(root)
            self.verify(self._path)

    def _made_page(self) -> VerificationPage:
        if self._page is None:
            from cchc_desktop.gui.pages.verification_page import VerificationPage

            self._page = VerificationPage()
            self._page.other_wanted.connect(self.ask)
            self._page.root_wanted.connect(self._add_root)
            self._page.closed.connect(self._window.go_back)
        return self._page
