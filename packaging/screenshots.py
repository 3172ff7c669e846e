"""Draws the pictures of README.md and the guides: docs/images/*.png, from the sample department.

    python packaging/screenshots.py

Everything shown is real: the workbook is made, a part of its answers is taken back so that every
state is to be seen, and the dossier is exported, signed and verified on the spot.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from screenshots_of_tools import fill_in, next_years_set

from cchc_desktop.core.answer import Answer
from cchc_desktop.gui import program, theme
from cchc_desktop.gui.dialogs.document_dialog import DocumentDialog
from cchc_desktop.gui.main_window import MainWindow
from cchc_desktop.gui.page_pictures import PagePictures
from cchc_desktop.gui.preferences import Preferences
from cchc_desktop.gui.recent_workbooks import RecentWorkbooks
from cchc_desktop.gui.tokens import DARK, LIGHT
from cchc_desktop.operations.answers import clear_answer, keep_answers
from cchc_desktop.operations.evidence import detach, extract
from cchc_desktop.operations.person import set_my_name
from cchc_desktop.operations.sample import KEY_NAME, PASSWORD_NAME, ROOT_NAME, do_sample_job
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WINDOW = QSize(1366, 697)
PAGE_WIDTH = 900
PATIENCE_MS = 60_000
TAKEN_BACK = ("7.1.2", "7.1.3", "7.2.4", "5.4.1", "6.3.1")
WITHOUT_EVIDENCE = ("3.3.3", "4.1.3")


class Photographer:
    """Opens the window, walks through it, and saves what is to be seen."""

    def __init__(self) -> None:
        self.app = program.make_application()
        program.set_vietnamese()
        theme.apply(self.app, LIGHT)
        self.recent = RecentWorkbooks()
        self.window = MainWindow(Preferences(), self.recent)
        self.window.resize(WINDOW)
        self.window.show()

    def let_pass(self, milliseconds: int = 150) -> None:
        """Let the window come to rest."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def wait(self, until: Callable[[], object]) -> None:
        """Wait for something to become true."""
        for _ in range(PATIENCE_MS // 20):
            if until():
                return
            self.let_pass(20)
        raise TimeoutError("the window did not get there")

    def save(self, name: str) -> None:
        """Save the window as it is now."""
        self.let_pass()
        self.window.grab().save(str(IMAGES / f"{name}.png"))

    def open(self, workbook: Path) -> None:
        """Open a workbook."""
        self.window.open_workbook(workbook)
        self.wait(lambda: self.window.pages.currentWidget() is self.window.parts.view)

    def walk(self, workbook: Path, dossier: Path, root: Path) -> None:
        """Take all pictures of the window."""
        self.open(workbook)
        parts = self.window.parts
        space = parts.view.workspace
        for code, name in (
            ("3.4.1", "tieu-chi-ty-le"),
            ("2.2.1", "tieu-chi-lua-chon"),
            ("7.1.1", "tieu-chi-thoi-han"),
        ):
            space.go_to(code, focus=True)
            self.save(name)
        theme.apply(self.app, DARK)
        space.go_to("3.4.1", focus=True)
        self.save("tieu-chi-toi")
        theme.apply(self.app, LIGHT)
        self.walk_tools()
        self.walk_views()
        parts.do("check")
        self.wait(lambda: parts.view.pages.currentWidget() is parts.view.checks)
        self.save("kiem-tra")
        parts.view.show_criteria()
        parts.do("export")
        self.wait(lambda: self.window.pages.currentWidget() is parts.export.page)
        form = parts.export.page
        dossier.unlink()  # the sample's own; what is signed here is what was just shown
        form.target.setText(str(dossier))
        form.keys.file.setText(str(dossier.with_name(KEY_NAME)))
        form.keys.password.setText(dossier.with_name(PASSWORD_NAME).read_text("utf-8").strip())
        self.save("xuat-ho-so")
        form.export_wanted.emit()
        self.wait(lambda: type(self.window.pages.currentWidget()).__name__ == "PreviewPage")
        self.let_pass(600)
        self.save("xem-ho-so")
        parts.verification.trust(root)
        self.window.verify(dossier)
        self.wait(lambda: type(self.window.pages.currentWidget()).__name__ == "VerificationPage")
        self.save("xac-minh")
        self.window.go_back()
        parts.opening.leave(lambda: None)
        self.wait(lambda: self.window.pages.currentWidget() is self.window.start)
        self.let_pass()
        entry = self.recent.entries()[0]
        self.recent.remove(entry.path)
        self.recent.put(entry._replace(path=f"D:\\CCHC 2026\\{workbook.name}"))
        self.window.start.refresh()
        self.save("bat-dau")

    def walk_views(self) -> None:
        """Take the pictures of the table, of lost points, and of a document looked at."""
        parts = self.window.parts
        space = parts.view.workspace
        parts.do("table")
        self.wait(lambda: type(parts.view.pages.currentWidget()).__name__ == "ScoreTablePage")
        parts.view.pages.currentWidget().go_to("3.4.1")
        self.save("bang-tu-cham")
        parts.do("lost")
        self.wait(lambda: type(parts.view.pages.currentWidget()).__name__ == "LostPointsPage")
        self.let_pass(900)
        board = parts.view.pages.currentWidget()
        for code in [one.code for one in board._rows if one.recoverable][:2]:
            board._toggle([one.code for one in board._rows].index(code))
        self.let_pass(500)
        self.save("diem-con-mat")
        parts.view.show_criteria()
        space.go_to("1.1.1", focus=True)
        evidence = space.assessment.evidence_of("1.1.1")[0]
        place = Path("xem") / "ke-hoach.pdf"
        place.parent.mkdir(exist_ok=True)
        with open_session(parts.desk.path, read_only=True) as session:
            extract(session, evidence.id, place)
        pictures = PagePictures(place, evidence.document.state, parts.desk.background)
        dialog = DocumentDialog(evidence.document.name, pictures, "1-2", parent=self.window)
        dialog.open()
        self.let_pass(1500)
        dialog.grab().save(str(IMAGES / "xem-tai-lieu.png"))
        dialog.reject()
        dialog.deleteLater()
        parts.do("history")
        self.wait(lambda: type(self.window.pages.currentWidget()).__name__ == "HistoryPage")
        self.save("lich-su")
        self.window.go_back()

    def walk_tools(self) -> None:
        """Take the pictures of the tools."""
        parts = self.window.parts
        space = parts.view.workspace
        space.go_to("1.1.3", focus=True)
        self.save("so-lieu-lien-ket")
        space.go_to("8.1", focus=True)
        self.save("ket-qua-khao-sat")
        parts.do("registers")
        self.let_pass(800)
        self.save("so-theo-doi")
        parts.do("survey")
        self.let_pass(600)
        self.save("khao-sat")
        parts.do("index")
        self.let_pass(600)
        self.save("chi-so-cong-bo")
        parts.sets.ask()
        self.let_pass(1500)
        self.save("bo-tieu-chi")
        parts.sets.show_move("bo-2027.json")
        self.let_pass(1500)
        self.save("chuyen-bo")
        while self.window.pages.currentWidget() is not parts.view:
            self.window.go_back()
            self.let_pass()


def with_every_state(workbook: Path) -> None:
    """Take back a part of the answers and documents, and flag one leaf."""
    with open_session(workbook) as session:
        for code in TAKEN_BACK:
            clear_answer(session, code)
        for code in WITHOUT_EVIDENCE:
            for evidence in session.assessment.evidence_of(code):
                detach(session, evidence.id)
        flagged = session.assessment.answer("3.4.3")
        keep_answers(session, {"3.4.3": Answer(flagged.values, flagged.note, "", review=True)})


def save_pages(dossier: Path) -> None:
    """Draw the report's first page, the score table, and a document's first page."""
    document = QPdfDocument()
    document.load(str(dossier))
    bookmarks = QPdfBookmarkModel()
    bookmarks.setDocument(document)
    tops = [bookmarks.index(row, 0) for row in range(bookmarks.rowCount())]
    role = int(QPdfBookmarkModel.Role.Page.value)
    table = next(one for one in tops if "Bảng tự chấm" in one.data()).data(role)
    documents = next(one for one in tops if one.data() == "Tài liệu kiểm chứng")
    stamped = bookmarks.index(0, 0, documents).data(role)
    for page, name in ((0, "bao-cao"), (table, "bang"), (stamped, "tai-lieu")):
        points = document.pagePointSize(page)
        height = round(PAGE_WIDTH * points.height() / points.width())
        paper = QImage(PAGE_WIDTH, height, QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        painter = QPainter(paper)
        painter.drawImage(0, 0, document.render(page, paper.size()))
        painter.end()
        paper.save(str(IMAGES / f"ho-so-{name}.png"))


def main() -> int:
    """Take all pictures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["CCHC_USER_DATA"] = str(Path(name) / "data")
        set_my_name("Cán bộ CCHC")
        os.chdir(name)  # pictures show no path of this machine
        folder = Path("Nop 2026")
        job = do_sample_job(folder)
        with_every_state(job.workbook)
        fill_in(job.workbook, ROOT / "tests" / "data" / "sipas-sample.csv")
        next_years_set(Path("bo-2027.json"))
        photographer = Photographer()
        save_pages(job.dossier.path)
        photographer.walk(job.workbook, job.dossier.path, folder / ROOT_NAME)
        photographer.window.close()
        photographer.wait(lambda: not photographer.window.isVisible())
        os.chdir(ROOT)
    for picture in sorted(IMAGES.glob("*.png")):
        print(picture.relative_to(ROOT), f"{picture.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
