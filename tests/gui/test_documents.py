"""Documents in the window: pasted, looked at, cited by sight, tidied, doubted and left aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget

from cchc_desktop.core.evidence_item import FileState
from tests.support.documents import write_pdf
from tests.support.evidence_files import paper
from tests.support.person import let_pass
from tests.support.scans import scan, scanned_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.gui.dialogs.bin_dialog import BinDialog
    from cchc_desktop.gui.dialogs.code_dialog import CodeDialog
    from cchc_desktop.gui.dialogs.document_dialog import DocumentDialog
    from cchc_desktop.gui.dialogs.evidence_dialog import EvidenceDialog
    from cchc_desktop.gui.dialogs.reason_dialog import ReasonDialog
    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.widgets.evidence_panel import EvidencePanel
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts


@pytest.fixture
def on_page(window: MainWindow, at_work: Person) -> Person:
    """Somebody on the page of a share."""
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    return at_work


def panel(window: MainWindow) -> EvidencePanel:
    return window.parts.view.workspace.page.evidence


def cited(window: MainWindow, code: str = "3.4.1") -> tuple[Evidence, ...]:
    return window.parts.view.workspace.assessment.evidence_of(code)


def attach(window: MainWindow, person: Person, path: Path) -> None:
    """Drop a file and select it."""
    count = len(cited(window))
    person.drop(panel(window), path)
    person.wait(lambda: len(cited(window)) == count + 1)
    panel(window).select(cited(window)[-1].id)


def test_a_picture_from_the_clipboard_becomes_a_document(
    window: MainWindow, on_page: Person
) -> None:
    picture = QImage(QSize(900, 1200), QImage.Format.Format_RGB32)
    picture.fill(QColor("lightgray"))
    QApplication.clipboard().setImage(picture)
    on_page.click("Dán ảnh")
    on_page.wait(lambda: cited(window))
    (one,) = cited(window)
    assert one.document.name.startswith("Ảnh chụp ")
    assert one.document.state is FileState.IMAGE


def test_copied_files_are_pasted_and_an_empty_clipboard_is_said(
    window: MainWindow, on_page: Person, tmp_path: Path
) -> None:
    QApplication.clipboard().clear()
    window.actions_by_name["paste_evidence"].trigger()
    assert "Chưa có ảnh hoặc tệp nào được chép" in window.parts.view.message.words()
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(write_pdf(tmp_path / f"{n}.pdf", text=f"{n}"))) for n in (1, 2)]
    )
    QApplication.clipboard().setMimeData(data)
    window.actions_by_name["paste_evidence"].trigger()
    on_page.wait(lambda: len(cited(window)) == 2)


def test_pages_are_cited_by_looking_at_them(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    attach(window, on_page, write_pdf(tmp_path / "bc.pdf", pages=8))
    seen = []

    def pick(dialog: DocumentDialog) -> bool:
        pages = dialog.findChild(QListWidget)
        on_page.wait(lambda: dialog._page.pixmap().width() > 300)  # the large page is drawn
        for size in (QSize(980, 660), QSize(760, 600)):  # a page is never cut at its side
            dialog.resize(size)
            dialog.show()
            let_pass(20)
            room = dialog._scroll.viewport()
            on_page.wait(lambda room=room: 0 < room.width() - dialog._page.pixmap().width() < 60)
        for row in (2, 3, 4, 7):
            pages.setCurrentRow(row)
            QTest.keyClick(pages, Qt.Key.Key_Space)
        field = dialog.findChild(QLineEdit)
        seen.append(field.text())
        field.setText("3-5, 9")
        seen.append(dialog._save.isEnabled())
        field.setText("2, 8")
        rows = range(pages.count())
        seen.append([n + 1 for n in rows if pages.item(n).checkState() is Qt.CheckState.Checked])
        return True

    prompts.dialogs.append(pick)
    on_page.click("Xem nhanh")
    on_page.wait(lambda: cited(window)[0].cited_pages == "2, 8")
    assert seen == ["3-5, 8", False, [2, 8]]


def test_a_new_document_has_its_number_proposed_and_its_pages_picked(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    file = tmp_path / "512_BC-SCT 12.11.2026.pdf"
    file.write_bytes(paper("Báo cáo", 4))

    def pick(dialog: DocumentDialog) -> bool:
        dialog.findChild(QLineEdit).setText("2-3")
        return True

    def fill(dialog: EvidenceDialog) -> bool:
        fields = {one.accessibleName(): one for one in dialog.findChildren(QLineEdit)}
        assert fields["Số, ký hiệu"].text() == "512/BC-SCT"
        assert fields["Ngày"].text() == "12/11/2026"
        assert fields["Cơ quan ban hành"].text() == ""
        assert "Đề xuất từ tệp, cần xem lại: số, ký hiệu, ngày." in dialog._proposed.text()
        prompts.dialogs.append(pick)
        dialog._on_pick()
        assert fields["Trang trích dẫn"].text() == "2-3"
        return True

    prompts.files.append([file])
    prompts.dialogs.append(fill)
    on_page.click("Thêm tài liệu…")
    on_page.wait(lambda: cited(window))
    (one,) = cited(window)
    assert (one.document.number, one.document.date) == ("512/BC-SCT", "2026-11-12")
    assert one.cited_pages == "2-3"


def test_what_is_proposed_is_kept_only_once_the_person_says_so(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    attach(window, on_page, write_pdf(tmp_path / "18 QĐ-UBND.pdf"))
    assert cited(window)[0].document.number == ""
    seen = []

    def look(dialog: EvidenceDialog) -> bool:
        seen.append(dialog.details().number)
        return False  # Hủy

    prompts.dialogs.append(look)
    on_page.click("Sửa thông tin…")
    on_page.wait(lambda: seen)
    assert seen == ["18/QĐ-UBND"]
    assert cited(window)[0].document.number == ""


def test_a_blank_page_is_told_on_the_page_looked_at_and_left_aside(
    window: MainWindow,
    on_page: Person,
    prompts: ScriptedPrompts,
    tmp_path: Path,
    stored: Callable[[], Assessment],
) -> None:
    file = tmp_path / "quét.pdf"
    file.write_bytes(scanned_pdf(scan(20), scan(0)))
    attach(window, on_page, file)
    on_page.wait(lambda: any("trang 2 gần như trắng" in text for text in on_page.labels()))
    pages = []

    def look(dialog: DocumentDialog) -> bool:
        pages.append(dialog.findChild(QListWidget).currentRow() + 1)
        return False

    prompts.dialogs.append(look)
    on_page.click("Xem trang 2")
    on_page.wait(lambda: pages)
    assert pages == [2]

    def say_why(dialog: ReasonDialog) -> bool:
        dialog.findChild(QLineEdit).setText("Mặt sau để trống")
        return True

    prompts.dialogs.append(say_why)
    on_page.click("Bỏ qua, vì…")
    on_page.wait(lambda: stored().work.waivers)
    on_page.wait(lambda: not any("gần như trắng" in text for text in on_page.labels()))


def test_documents_are_renamed_ordered_moved_and_cited_again(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    for name in ("một", "hai"):
        attach(window, on_page, write_pdf(tmp_path / f"{name}.pdf", text=name))

    def write(text: str) -> Callable[[ReasonDialog], bool]:
        def act(dialog: ReasonDialog) -> bool:
            dialog.findChild(QLineEdit).setText(text)
            return True

        return act

    prompts.dialogs.append(write("Báo cáo quý IV"))
    window.parts.do("rename_evidence")
    on_page.wait(lambda: cited(window)[1].document.name == "Báo cáo quý IV.pdf")
    on_page.menu("Tài liệu", "Chuyển lên")
    on_page.wait(lambda: cited(window)[0].document.name == "Báo cáo quý IV.pdf")
    on_page.menu("Tài liệu", "Chuyển xuống")
    on_page.wait(lambda: cited(window)[1].document.name == "Báo cáo quý IV.pdf")

    def choose(code: str) -> Callable[[CodeDialog], bool]:
        def act(dialog: CodeDialog) -> bool:
            dialog.findChild(QLineEdit).setText(code)
            return dialog.code() == code

        return act

    prompts.dialogs.append(choose("3.4.3"))
    window.parts.do("cite_evidence")
    on_page.wait(lambda: len(cited(window, "3.4.3")) == 1)
    prompts.dialogs.append(choose("3.4.2"))
    window.parts.do("move_evidence")
    on_page.wait(lambda: len(cited(window, "3.4.2")) == 1)
    assert [one.document.name for one in cited(window)] == ["một.pdf"]


def test_the_bin_gives_a_document_back(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    attach(window, on_page, write_pdf(tmp_path / "bc.pdf"))
    prompts.answers.append(0)
    on_page.click("Xóa…")
    on_page.wait(lambda: not cited(window))
    assert "Tài liệu vào thùng, lấy lại được" in prompts.asked[-1]

    def bring_back(dialog: BinDialog) -> bool:
        dialog._back.click()
        on_page.wait(lambda: not dialog._items)
        return False

    prompts.dialogs.append(bring_back)
    on_page.menu("Tài liệu", "Thùng tài liệu…")
    on_page.wait(lambda: cited(window))
    assert not prompts.dialogs


def test_the_guide_opens_where_it_tells_of_what_is_shown(
    window: MainWindow, at_work: Person
) -> None:
    at_work.menu("Trợ giúp", "Hướng dẫn sử dụng")
    page = window.pages.currentWidget()
    assert type(page).__name__ == "HelpPage"
    assert "Kê khai từng mục" in page.section()
    assert page._text.document().toPlainText().count("Vì sao được điểm này") >= 1
    let_pass(50)
    images = page._text.document().toHtml().count("<img")
    assert images >= 5
    at_work.press(Qt.Key.Key_Escape, into=page)
    window.parts.do("lost")
    at_work.wait(lambda: type(window.parts.view.pages.currentWidget()).__name__ == "LostPointsPage")
    window.show_guide()
    assert "Điểm còn mất" in page.section()
    window.go_back()
