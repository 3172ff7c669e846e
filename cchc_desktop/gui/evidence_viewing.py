"""Looking at documents: inside the window with their pages to pick, or in the system's viewer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.evidence.document_name import document_name
from cchc_desktop.gui.prompts import ANY
from cchc_desktop.gui.viewing_copies import ViewingCopies
from cchc_desktop.operations.evidence import EvidenceDetails

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workspace import Workspace

_VIEWABLE = frozenset(
    {
        *(".pdf", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".txt"),
        *(".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf"),
    }
)
"""Files that the system shows; anything else, a program for example, is never opened."""
_DRAWN = frozenset({FileState.PDF, FileState.SIGNED_PDF, FileState.IMAGE})
"""States of files whose pages the window shows itself."""


class EvidenceViewing(QObject):
    """Shows stored documents from copies of their own.

    Args:
        open_file: shows a file in the system's viewer.
    """

    def __init__(
        self,
        workspace: Workspace,
        desk: WorkbookDesk,
        jobs: Jobs,
        prompts: Prompts,
        open_file,
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._desk, self._jobs = workspace, desk, jobs
        self._prompts, self._open_file = prompts, open_file
        self.copies = ViewingCopies()

    def view(self, number: int, page: int = 0) -> None:
        """Show a document's pages in the window, to look at and to pick the cited ones."""
        found = self._find(number)
        if found is None:
            return
        if found.document.state not in _DRAWN:
            self.open(number)
            return
        place = self.copies.place(number, document_name(found.document.name))
        self._extract(number, place, lambda path: self._show(found, path, page))

    def _show(self, found: Evidence, path: Path, page: int) -> None:
        free = not (self._desk.read_only or self._workspace.is_read_only)
        first = page or _first_page(found.cited_pages)
        document = found.document
        wanted = self._pick(path, document.state, document.pages, found.cited_pages, first, free)
        if wanted is None or wanted == found.cited_pages:
            return
        known = EvidenceDetails(
            document.number, document.date, document.issuer, document.title, wanted
        )
        self._desk.change_details(found.id, known, self._jobs.tell_failure)

    def picker(
        self, path: Path, state: FileState, pages: int | None
    ) -> Callable[[str], str | None] | None:
        """Give what lets the person pick cited pages of a file that is not stored yet."""
        if state not in _DRAWN:
            return None
        return lambda cited: self._pick(path, state, pages, cited, _first_page(cited), True)

    def _pick(
        self,
        path: Path,
        state: FileState,
        pages: int | None,
        cited: str,
        page: int,
        free: bool,
    ) -> str | None:
        from cchc_desktop.gui.dialogs.document_dialog import DocumentDialog
        from cchc_desktop.gui.page_pictures import PagePictures

        pictures = PagePictures(path, state, self._desk.background)
        pictures.set_count(pages or 1)
        dialog = DocumentDialog(
            path.name, pictures, cited, page, pick=free, parent=self._workspace.window()
        )
        wanted = dialog.cited_pages() if self._prompts.run(dialog) else None
        dialog.deleteLater()
        return wanted

    def open(self, number: int) -> None:
        """Show a document in the system's viewer, from a copy of its own.

        What the system would run instead of show is written where the person says.
        """
        found = self._find(number)
        if found is None:
            return
        name = document_name(found.document.name)
        if Path(name).suffix.lower() not in _VIEWABLE:
            self._save_copy(number, name)
            return
        self._extract(number, self.copies.place(number, name), self._open_file)

    def _save_copy(self, number: int, name: str) -> None:
        title = "Lưu bản sao tài liệu"
        target = self._prompts.save_file(self._workspace, title, "evidence", ANY, name)
        if target:
            self._extract(number, target, lambda path: self._open_file(path.parent))

    def _extract(self, number: int, target: Path, then: Callable[[Path], object]) -> None:
        strip = self._jobs.begin("Đang mở tài liệu", "Hủy mở tài liệu")
        if strip is None:
            return

        def done(path: Path) -> None:
            self._jobs.ended()
            then(path)

        job = self._desk.extract(number, target, done, self._jobs.failed, strip.tell)
        self._jobs.show(job)

    def _find(self, number: int) -> Evidence | None:
        evidence = self._workspace.assessment.evidence
        return next((one for one in evidence if one.id == number), None)


def _first_page(cited: str) -> int:
    from cchc_desktop.core.errors import UserError
    from cchc_desktop.core.page_ranges import read_page_ranges

    try:
        return next(iter(read_page_ranges(cited)), 1)
    except UserError:
        return 1
