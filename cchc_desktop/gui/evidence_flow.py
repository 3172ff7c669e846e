"""What the person does with documents: add, drop, paste, describe, tidy, take away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QObject, QTimer
from PySide6.QtWidgets import QApplication

from cchc_desktop.gui.bin_flow import BinFlow
from cchc_desktop.gui.evidence_viewing import EvidenceViewing
from cchc_desktop.gui.models.evidence_rows import evidence_words
from cchc_desktop.operations.evidence import EvidenceDetails

if TYPE_CHECKING:
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.page_facts import DocumentFacts
    from cchc_desktop.evidence.proposals import Proposal
    from cchc_desktop.gui.dropped_files import Attached
    from cchc_desktop.gui.jobs import Jobs
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.workbook_desk import WorkbookDesk
    from cchc_desktop.gui.workspace import Workspace

_MOST_NAMED = 5
_LOOK_MS = 350
"""A leaf shown for so long has its documents looked at."""


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
        self._prompts = prompts
        self.viewing = EvidenceViewing(workspace, desk, jobs, prompts, open_file)
        self.bin = BinFlow(workspace, desk, jobs, prompts)
        self._facts: dict[str, DocumentFacts] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LOOK_MS)
        self._soon.timeout.connect(self._examine)
        panel = workspace.page.evidence
        panel.add_wanted.connect(self.add)
        panel.paste_wanted.connect(self.paste)
        panel.files_dropped.connect(self.attach)
        panel.open_wanted.connect(self.viewing.open)
        panel.view_wanted.connect(self.viewing.view)
        panel.page_wanted.connect(self.viewing.view)
        panel.edit_wanted.connect(self.edit)
        panel.remove_wanted.connect(self.remove)
        panel.rename_wanted.connect(self.rename)
        panel.move_wanted.connect(self.move)
        panel.cite_wanted.connect(self.cite)
        panel.place_wanted.connect(self.place)
        desk.evidence_changed.connect(workspace.set_evidence)
        desk.evidence_changed.connect(self._soon.start)
        workspace.leaf_shown.connect(self._soon.start)

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

        def work(_progress):
            from cchc_desktop.operations.proposals import look_into

            return look_into(files[0])

        self._desk.run_apart(
            work, lambda found: self._ask_details(code, files[0], found), self._jobs.tell_failure
        )

    def _ask_details(self, code: str, file: Path, found) -> None:
        from cchc_desktop.gui.dialogs.evidence_dialog import EvidenceDialog

        pick = self.viewing.picker(file, found.state, found.pages)
        dialog = EvidenceDialog(
            file.name,
            None,
            self._workspace,
            pages=found.pages,
            proposal=found.proposal,
            pick_pages=pick,
        )
        if self._prompts.run(dialog):
            self.attach([file], dialog.details(), code)
        dialog.deleteLater()

    def add_folder(self) -> None:
        """Ask for a folder and attach all its files."""
        folder = self._prompts.open_folder(self._workspace, "Thêm cả thư mục", "evidence")
        if folder:
            self.attach([folder])

    def paste(self) -> None:
        """Attach the picture, or the files, that lie on the clipboard."""
        data = QApplication.clipboard().mimeData()
        urls = data.urls() if data is not None else []  # None where nothing was ever copied
        files = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if files:
            self.attach(files)
            return
        image = QApplication.clipboard().image()
        if image.isNull():
            self._jobs.tell("info", "Chưa có ảnh hoặc tệp nào được chép; chụp hoặc chép rồi dán.")
            return
        moment = QDateTime.currentDateTime().toString("dd-MM-yyyy HH.mm.ss")
        target = self.viewing.copies.place(0, f"Ảnh chụp {moment}.png")
        code = self._workspace.code

        def work(_progress) -> bool:
            return image.save(str(target), "PNG")

        def done(saved: bool) -> None:
            if saved:
                self.attach([target], code=code)
            else:
                self._jobs.tell("bad", "Không ghi được ảnh vào thư mục tạm; kiểm tra ổ đĩa.")

        self._desk.run_apart(work, done, self._jobs.tell_failure)

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

    def edit(self, number: int) -> None:
        """Ask what a document is, proposing what its text and name say."""
        found = self._find(number)
        if found is None:
            return
        document = found.document
        if document.number and document.date and document.issuer and document.title:
            self._ask_anew(found, None)
            return

        def work(session, progress):
            from cchc_desktop.operations.proposals import propose_for

            return propose_for(session, found, progress)

        def failed(_error: Exception) -> None:
            self._ask_anew(found, None)

        self._desk.run_reading(work, lambda proposal: self._ask_anew(found, proposal), failed)

    def _ask_anew(self, found: Evidence, proposal: Proposal | None) -> None:
        from cchc_desktop.gui.dialogs.evidence_dialog import EvidenceDialog

        dialog = EvidenceDialog(found.document.name, found, self._workspace, proposal=proposal)
        if self._prompts.run(dialog):
            self._desk.change_details(found.id, dialog.details(), self._jobs.tell_failure)
        dialog.deleteLater()

    def rename(self, number: int) -> None:
        """Ask for another name of a document."""
        from cchc_desktop.gui.dialogs.reason_dialog import ReasonDialog

        found = self._find(number)
        if found is None:
            return
        name = found.document.name
        about = "Đuôi tệp giữ nguyên; nội dung tệp không đổi."
        dialog = ReasonDialog(
            "Đổi tên tệp", about, "Tên tệp", "Đổi tên tệp", self._workspace, known=name
        )
        wanted = dialog.reason() if self._prompts.run(dialog) else name
        dialog.deleteLater()
        if wanted != name:
            self._tidy("rename", number, wanted)

    def move(self, number: int) -> None:
        """Ask for the leaf that a document is to be moved to."""
        if code := self._ask_code():
            self._tidy("move_to", number, code)

    def cite(self, number: int) -> None:
        """Ask for another leaf that a document proves, too."""
        if code := self._ask_code():
            self._tidy("cite_also", number, code)

    def place(self, number: int, position: int) -> None:
        """Put a document at another place of its leaf's list."""
        self._tidy("place_at", number, position)

    def _ask_code(self) -> str:
        from cchc_desktop.gui.dialogs.code_dialog import CodeDialog

        dialog = CodeDialog(self._workspace.model.leaf_codes(), self._workspace)
        code = dialog.code() if self._prompts.run(dialog) else ""
        dialog.deleteLater()
        return code

    def _tidy(self, what: str, number: int, value: object) -> None:
        def work(session, _progress):
            from cchc_desktop.operations import evidence_tidying

            getattr(evidence_tidying, what)(session, number, value)
            return session.assessment.evidence

        def done(evidence) -> None:
            self._desk.evidence_changed.emit(evidence)
            self._workspace.page.evidence.select(number)

        self._desk.run(work, done, self._jobs.tell_failure)

    def remove(self, number: int) -> None:
        """Take a document away from the leaf, after asking."""
        found = self._find(number)
        if found is None:
            return
        what = f"Xóa tài liệu “{evidence_words(found.document)}” khỏi mục {found.code}?"
        others = [e for e in self._workspace.assessment.evidence if e.id != number]
        left = dict.fromkeys(e.code for e in others if e.document.id == found.document.id)
        then = "Tài liệu vào thùng, lấy lại được; tệp gốc trên máy không bị xóa."
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
        self.viewing.copies.forget()

    def _examine(self) -> None:
        """Look at the shown leaf's documents that nobody has looked at yet."""
        space = self._workspace
        if space.assessment is None or self._desk.path is None:
            return
        cited = space.assessment.evidence_of(space.code)
        fresh = [one for one in cited if one.document.sha256 not in self._facts]
        if not fresh:
            space.page.evidence.show_facts(self._facts)
            return

        def work(session, progress):
            from cchc_desktop.operations.examination import examine_evidence

            return examine_evidence(session, fresh, progress)

        def done(found) -> None:
            # A document without pages to look at is not asked for again.
            from cchc_desktop.core.page_facts import DocumentFacts

            unseen = {one.document.sha256: DocumentFacts() for one in fresh}
            self._facts.update({**unseen, **found})
            space.page.evidence.show_facts(self._facts)

        self._desk.run_reading(work, done, lambda _error: None)

    def _find(self, number: int) -> Evidence | None:
        evidence = self._workspace.assessment.evidence
        return next((one for one in evidence if one.id == number), None)


def _refused_words(result: Attached) -> str:
    named = " ".join(result.refused[:_MOST_NAMED])
    more = len(result.refused) - _MOST_NAMED
    rest = f" Và {more} tệp khác." if more > 0 else ""
    added = f"Đã thêm {result.stored} tài liệu; {len(result.refused)} tệp không thêm được."
    return f"{added} {named}{rest}"
