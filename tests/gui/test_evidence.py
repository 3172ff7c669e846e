"""Documents: added by dialog and by dropping, opened, described, taken away."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from cchc_desktop.gui.dropped_files import MOST_FILES, files_of
from cchc_desktop.gui.viewing_copies import ViewingCopies, sweep_copies
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.operations.evidence import EvidenceDetails
from tests.support.documents import write_pdf, write_picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts


@pytest.fixture
def on_page(window: MainWindow, at_work: Person) -> Person:
    """Somebody on the page of a share."""
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    return at_work


def table(window: MainWindow) -> FittedTable:
    return window.parts.view.workspace.page.evidence.findChild(FittedTable)


def rows(window: MainWindow) -> list[list[str]]:
    model = table(window).model()
    columns = range(model.columnCount())
    return [[model.index(r, c).data() for c in columns] for r in range(model.rowCount())]


def count(window: MainWindow) -> int:
    return table(window).model().rowCount()


def fill_in(**values: str) -> Callable[[QDialog], bool]:
    """Type into a dialog's fields by their names and press its main button."""

    def act(dialog: QDialog) -> bool:
        fields = {field.accessibleName(): field for field in dialog.findChildren(QLineEdit)}
        for name, text in values.items():
            fields[name.replace("_", " ")].setText(text)
        return True

    return act


def select(window: MainWindow, row: int) -> None:
    shown = table(window)
    rect = shown.visualRect(shown.model().index(row, 1))
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_one_file_is_asked_about_and_added(
    window: MainWindow,
    on_page: Person,
    prompts: ScriptedPrompts,
    tmp_path: Path,
    stored: Callable[[], Assessment],
) -> None:
    prompts.files.append([write_pdf(tmp_path / "Báo cáo quý IV.pdf", pages=9)])
    prompts.dialogs.append(
        fill_in(
            **{
                "Số,_ký_hiệu": "512/BC-SCT",
                "Ngày": "12-11-26",
                "Cơ_quan_ban_hành": "Sở Công Thương",
                "Trích_yếu_nội_dung": "Báo cáo kiểm soát TTHC năm 2026",
                "Trang_trích_dẫn": "3-5, 8",
            }
        )
    )
    on_page.click("Thêm tài liệu…")
    on_page.wait(lambda: count(window) == 1)
    assert rows(window) == [
        [
            "1",
            "512/BC-SCT",
            "12/11/2026",
            "Sở Công Thương",
            "Báo cáo kiểm soát TTHC năm 2026",
            "3-5, 8",
        ]
    ]
    evidence = stored().evidence_of("3.4.1")[0]
    assert (evidence.document.name, evidence.document.pages) == ("Báo cáo quý IV.pdf", 9)


def test_the_dialog_waits_for_a_date_and_pages_that_can_be_read(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    seen = []

    def act(dialog: QDialog) -> bool:
        fields = {field.accessibleName(): field for field in dialog.findChildren(QLineEdit)}
        for name, text in (("Ngày", "mai"), ("Trang trích dẫn", "5-3")):
            fields[name].setText(text)
            seen.append(dialog._save.isEnabled())
            fields[name].clear()
        seen.append(dialog._save.isEnabled())
        return False

    prompts.files.append([write_pdf(tmp_path / "a.pdf")])
    prompts.dialogs.append(act)
    on_page.click("Thêm tài liệu…")
    on_page.wait(lambda: not prompts.dialogs)
    assert seen == [False, False, True]
    assert count(window) == 0


def test_files_and_folders_are_dropped(
    window: MainWindow, on_page: Person, tmp_path: Path, stored: Callable[[], Assessment]
) -> None:
    folder = tmp_path / "minh chứng"
    (folder / "quý IV").mkdir(parents=True)
    write_pdf(folder / "b.pdf")
    write_picture(folder / "quý IV" / "a.png")
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / ".ẩn").write_bytes(b"x")
    single = write_pdf(tmp_path / "lẻ.pdf", text="khác")
    on_page.drop(window.parts.view.workspace.page.evidence, single, folder)
    on_page.wait(lambda: count(window) == 3)
    names = [one.document.name for one in stored().evidence_of("3.4.1")]
    assert names == ["lẻ.pdf", "b.pdf", "a.png"]


def test_a_file_that_vanished_is_said_in_a_banner_not_a_dialog(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    on_page.drop(window.parts.view.workspace.page.evidence, tmp_path / "mất.pdf")
    on_page.wait(lambda: window.parts.view.message.isVisible())
    assert "mất.pdf" in window.parts.view.message.words()
    assert prompts.told == []
    on_page.click("Đóng")
    assert not window.parts.view.message.isVisible()


def test_a_document_opens_in_the_systems_viewer_byte_for_byte(
    window: MainWindow, on_page: Person, opened_files: list[Path], tmp_path: Path
) -> None:
    original = write_pdf(tmp_path / "kế hoạch.pdf", pages=2)
    on_page.drop(window.parts.view.workspace.page.evidence, original)
    on_page.wait(lambda: count(window) == 1)
    select(window, 0)
    on_page.click("Mở")
    on_page.wait(lambda: opened_files)
    assert opened_files[0].name == "kế hoạch.pdf"
    assert opened_files[0].read_bytes() == original.read_bytes()


def test_a_program_is_saved_where_the_person_says_and_never_run(
    window: MainWindow,
    on_page: Person,
    prompts: ScriptedPrompts,
    opened_files: list[Path],
    tmp_path: Path,
) -> None:
    program = tmp_path / "cài đặt.exe"
    program.write_bytes(b"MZ" + bytes(200))
    on_page.drop(window.parts.view.workspace.page.evidence, program)
    on_page.wait(lambda: count(window) == 1)
    select(window, 0)
    copy = tmp_path / "ra" / "cài đặt.exe"
    copy.parent.mkdir()
    prompts.files.append([copy])
    on_page.click("Mở")
    on_page.wait(lambda: opened_files)
    assert opened_files == [copy.parent]
    assert copy.read_bytes() == program.read_bytes()


def test_details_are_changed(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    on_page.drop(window.parts.view.workspace.page.evidence, write_pdf(tmp_path / "a.pdf"))
    on_page.wait(lambda: count(window) == 1)
    assert on_page.sees("Chưa ghi số") or rows(window)[0][1] == "Chưa ghi số"
    select(window, 0)
    prompts.dialogs.append(fill_in(**{"Số,_ký_hiệu": "31/KH-SCT"}))
    on_page.press(Qt.Key.Key_F2)
    on_page.wait(lambda: rows(window)[0][1] == "31/KH-SCT")


def test_a_document_is_taken_away_after_asking(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    panel = window.parts.view.workspace.page.evidence
    on_page.drop(panel, write_pdf(tmp_path / "a.pdf"))
    on_page.wait(lambda: count(window) == 1)
    window.parts.view.workspace.go_to("3.4.2")
    on_page.drop(panel, tmp_path / "a.pdf")
    on_page.wait(lambda: count(window) == 1)
    select(window, 0)
    prompts.answers.append(None)
    on_page.click("Xóa…")
    assert "Tài liệu vẫn còn ở mục 3.4.1." in prompts.asked[-1]
    assert count(window) == 1
    prompts.answers.append(0)
    on_page.click("Xóa…")
    on_page.wait(lambda: count(window) == 0)
    assert on_page.sees("Chưa có tài liệu kiểm chứng")


def test_one_of_two_citations_is_taken_away_by_delete(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    file = write_pdf(tmp_path / "a.pdf")
    for number, pages in ((1, ""), (2, "1")):
        window.parts.evidence.attach([file], EvidenceDetails(cited_pages=pages))
        on_page.wait(lambda number=number: count(window) == number)
    assert [row[-1] for row in rows(window)] == ["1", "1"]
    select(window, 0)
    prompts.answers.append(0)
    on_page.press(Qt.Key.Key_Delete, into=table(window))
    assert "Mục này còn một dòng khác dẫn chính tài liệu đó." in prompts.asked[-1]
    assert "vẫn còn ở mục" not in prompts.asked[-1]
    on_page.wait(lambda: count(window) == 1)


def test_copies_that_a_killed_window_left_are_swept_and_no_others(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    code = (
        "from cchc_desktop.gui.viewing_copies import ViewingCopies\n"
        "import os\n"
        "place = ViewingCopies().place(1, 'a.pdf'); place.write_bytes(b'x')\n"
        "print(place, flush=True)\n"
        "os._exit(1)"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    left = Path(done.stdout.strip()).parent.parent
    mine = ViewingCopies()
    open_copy = mine.place(2, "b.pdf")
    open_copy.write_bytes(b"x")
    aim = tmp_path / "của người khác"
    aim.mkdir()
    link = tmp_path / "cchc-xem-link"
    link.symlink_to(aim)
    sweep_copies()
    assert left.exists(), "swept although it may have been made just now"
    for folder in (left, open_copy.parent.parent):
        os.utime(folder, (1, 1))
    sweep_copies()
    assert not left.exists()
    assert open_copy.exists()
    assert link.is_symlink()
    assert aim.exists()
    mine.forget()
    assert not open_copy.parent.parent.exists()


def test_a_page_beyond_the_end_is_said_in_the_dialog(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    seen = []

    def act(dialog: QDialog) -> bool:
        field = next(f for f in dialog.findChildren(QLineEdit) if "Trang" in f.accessibleName())
        field.setText("3-5, 12")
        texts = [label.text() for label in dialog.findChildren(QLabel)]
        seen.append(any("tài liệu có 8 trang" in text for text in texts))
        seen.append(any("vượt quá tài liệu 8 trang" in text for text in texts))
        seen.append(dialog._save.isEnabled())
        field.setText("3-5, 8")
        seen.append(dialog._save.isEnabled())
        return True

    prompts.files.append([write_pdf(tmp_path / "a.pdf", pages=8)])
    prompts.dialogs.append(act)
    on_page.click("Thêm tài liệu…")
    on_page.wait(lambda: count(window) == 1)
    assert seen == [True, True, False, True]


def test_one_empty_file_does_not_stop_the_others(
    window: MainWindow,
    on_page: Person,
    prompts: ScriptedPrompts,
    tmp_path: Path,
    stored: Callable[[], Assessment],
) -> None:
    files = [write_pdf(tmp_path / f"{number}.pdf", text=f"bản {number}") for number in range(8)]
    empty = tmp_path / "rỗng.pdf"
    empty.touch()
    prompts.files.append([*files[:4], empty, *files[4:]])
    on_page.click("Thêm tài liệu…")
    on_page.wait(lambda: count(window) == 8)
    said = window.parts.view.message.words()
    assert "Đã thêm 8 tài liệu; 1 tệp không thêm được." in said
    assert "rỗng.pdf" in said
    names = [one.document.name for one in stored().evidence_of("3.4.1")]
    assert names == [file.name for file in files]


def test_a_single_empty_file_is_said_so_before_any_question(
    window: MainWindow, on_page: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    empty = tmp_path / "rỗng.pdf"
    empty.touch()
    prompts.files.append([empty])
    on_page.click("Thêm tài liệu…")
    on_page.wait(lambda: window.parts.view.message.isVisible())
    assert "rỗng.pdf" in window.parts.view.message.words()
    on_page.drop(window.parts.view.workspace.page.evidence, write_pdf(tmp_path / "a.pdf"))
    on_page.wait(lambda: count(window) == 1)
    assert not window.parts.view.message.isVisible()


def test_a_folder_too_large_is_refused(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(Exception, match="chọn thư mục nhỏ hơn"):
        files_of([tmp_path])


def test_an_empty_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="Không có tệp nào"):
        files_of([tmp_path])
