"""What the person does with documents: add, drop, open, describe, take away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cchc_desktop.evidence.document_name import document_name
from cchc_desktop.gui.models.evidence_rows import evidence_words
from cchc_desktop.gui.prompts import ANY
from cchc_desktop.gui.viewing_copies import ViewingCopies
from cchc_desktop.operations.evidence import EvidenceDetails

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.gui.dropped_files import Attached
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


_MOST_NAMED = 5


class EvidenceFlow(QObject):
    """Connects the page's evidence section with the desk.

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
        self._copies = ViewingCopies()
        panel = workspace.page.evidence
        panel.add_wanted.connect(self.add)
        panel.files_dropped.connect(self.attach)
        panel.open_wanted.connect(self.open)
        panel.edit_wanted.connect(self.edit)
        panel.remove_wanted.connect(self.remove)
        desk.evidence_changed.connect(workspace.set_evidence)

    def add(self) -> None:
        """Ask for files and attach them; for a single one ask what it is, too."""
        title = f"Thêm tài liệu cho mục {self._workspace.code}"
        files = self._prompts.open_files(self._workspace, title, "evidence")
        if not files:
            return
        if len(files) > 1:
            self.attach(files)
            return
        code = self._workspace.code
        self._desk.count_pages(
            files[0],
            lambda pages: self._ask_details(code, files[0], pages),
            self._jobs.tell_failure,
        )

    def _ask_details(self, code: str, file: Path, pages: int | None) -> None:
        from cchc_desktop.gui.dialogs.evidence_dialog import EvidenceDialog

        dialog = EvidenceDialog(file.name, None, self._workspace, pages=pages)
        if self._prompts.run(dialog):
            self.attach([file], dialog.details(), code)
        dialog.deleteLater()

    def add_folder(self) -> None:
        """Ask for a folder and attach all its files."""
        folder = self._prompts.open_folder(self._workspace, "Thêm cả thư mục", "evidence")
        if folder:
            self.attach([folder])

    def attach(
        self, paths: list[Path], details: EvidenceDetails | None = None, code: str = ""
    ) -> None:
        """Attach files and folders to a leaf, the shown one where none is named."""
        strip = self._jobs.begin("Đang thêm tài liệu", "Hủy thêm tài liệu")
        if strip is None:
            return
        known = details or EvidenceDetails()
        leaf = code or self._workspace.code
        failed = self._jobs.failed
        job = self._desk.attach(leaf, paths, known, self._attached, failed, strip.tell)
        self._jobs.show(job)

    def _attached(self, result: Attached) -> None:
        self._jobs.ended()
        if result.refused:
            self._jobs.tell("warn", _refused_words(result))

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
        self._extract(number, self._copies.place(number, name), self._open_file)

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

    def edit(self, number: int) -> None:
        """Ask what a document is."""
        from cchc_desktop.gui.dialogs.evidence_dialog import EvidenceDialog

        found = self._find(number)
        if found is None:
            return
        dialog = EvidenceDialog(found.document.name, found, self._workspace)
        if self._prompts.run(dialog):
            self._desk.change_details(number, dialog.details(), self._jobs.tell_failure)
        dialog.deleteLater()

    def remove(self, number: int) -> None:
        """Take a document away from the leaf, after asking."""
        found = self._find(number)
        if found is None:
            return
        what = f"Xóa tài liệu “{evidence_words(found.document)}” khỏi mục {found.code}?"
        others = [e for e in self._workspace.assessment.evidence if e.id != number]
        left = dict.fromkeys(e.code for e in others if e.document.id == found.document.id)
        then = "Tệp gốc trên máy không bị xóa."
        if found.code in left:
            then += " Mục này còn một dòng khác dẫn chính tài liệu đó."
        if elsewhere := [code for code in left if code != found.code]:
            then += f" Tài liệu vẫn còn ở mục {', '.join(elsewhere)}."
        if self._prompts.confirm(self._workspace, what, then, "Xóa tài liệu"):
            self._desk.detach(number, self._jobs.tell_failure)

    def act_on_selected(self, action) -> None:
        """Do something with the selected document, if one is."""
        found = self._workspace.page.evidence.selected()
        if found:
            action(found.id)

    def forget_copies(self) -> None:
        """Delete the copies that were made for viewing; one still open stays behind."""
        self._copies.forget()

    def _find(self, number: int) -> Evidence | None:
        evidence = self._workspace.assessment.evidence
        return next((one for one in evidence if one.id == number), None)


def _refused_words(result: Attached) -> str:
    named = " ".join(result.refused[:_MOST_NAMED])
    more = len(result.refused) - _MOST_NAMED
    rest = f" Và {more} tệp khác." if more > 0 else ""
    added = f"Đã thêm {result.stored} tài liệu; {len(result.refused)} tệp không thêm được."
    return f"{added} {named}{rest}"
