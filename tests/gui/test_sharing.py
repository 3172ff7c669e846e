"""One workbook in two places: one of them writes, the other looks on."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLockFile, Qt
from PySide6.QtTest import QTest

from cchc_desktop.gui.pages.verification_page import VerificationPage
from cchc_desktop.gui.workbook_lock import lock_file_of
from tests.support.documents import write_pdf
from tests.support.signed_dossier import make_signed
from tests.support.small_disk import mounted_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts

OTHER_WINDOW = """
import sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
lock.setStaleLockTime(0)
print(lock.tryLock(0), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_window(workbook: Path) -> Iterator[subprocess.Popen]:
    """Another process that has the workbook open."""
    command = [sys.executable, "-c", OTHER_WINDOW, str(lock_file_of(workbook))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout.readline() == "True\n"
        yield process
        process.kill()


def shows(window: MainWindow) -> Callable[[], bool]:
    return lambda: window.parts.desk.path is not None


def leaf(window: MainWindow) -> str:
    return window.parts.view.workspace.code


def test_the_second_window_is_told_and_only_looks(
    window: MainWindow,
    person: Person,
    prompts: ScriptedPrompts,
    workbook: Path,
    other_window: subprocess.Popen,
) -> None:
    before = workbook.read_bytes()
    prompts.answers.append(0)
    window.open_workbook(workbook)
    person.wait(shows(window))
    question = prompts.asked[0]
    assert "“so-cong-thuong-2026.cchc” đang mở trên máy này" in question
    assert f"tiến trình {other_window.pid}, từ " in question
    assert "[Mở chỉ để xem]" in question
    assert person.sees("Hồ sơ đang mở chỉ để xem.")
    assert window.parts.view.figures.saved_words() == "Chỉ để xem"
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    person.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert not window.actions_by_name["add_evidence"].isEnabled()
    assert "Thêm tài liệu…" not in person.buttons()
    note = person.field("Ghi chú, giải trình cho mục 3.4.1")
    QTest.keyClicks(note, "abc")
    assert note.toPlainText() == ""
    assert not window.parts.view.workspace.page.fields.figures.isEnabled()
    person.press(Qt.Key.Key_F12)
    person.wait(lambda: window.pages.currentWidget() is window.parts.export.page)
    assert not person.field("Số, ký hiệu báo cáo").isEnabled()
    person.press(Qt.Key.Key_Escape)
    person.menu("Hồ sơ", "Đóng hồ sơ")
    person.wait(lambda: window.parts.desk.path is None)
    assert workbook.read_bytes() == before
    assert lock_file_of(workbook).exists()


def test_refusing_to_look_leaves_the_start_page(
    window: MainWindow,
    person: Person,
    prompts: ScriptedPrompts,
    workbook: Path,
    other_window: subprocess.Popen,
) -> None:
    prompts.answers.append(None)
    window.open_workbook(workbook)
    person.wait(lambda: prompts.asked)
    person.wait(lambda: window.pages.currentWidget() is window.start)
    assert prompts.told == []


def test_what_a_crash_left_is_taken_over_without_a_question(
    window: MainWindow,
    person: Person,
    prompts: ScriptedPrompts,
    workbook: Path,
    other_window: subprocess.Popen,
    stored: Callable[[], Assessment],
) -> None:
    other_window.kill()
    other_window.wait()
    assert lock_file_of(workbook).exists()
    window.open_workbook(workbook)
    person.wait(shows(window))
    assert prompts.asked == []
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    person.type("2450")
    person.wait(lambda: window.parts.desk.autosave.is_clean)
    assert stored().answer("3.4.1").values == {"b": "2450"}


def test_another_machines_lock_is_the_persons_decision(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, workbook: Path
) -> None:
    file = lock_file_of(workbook)
    file.write_text(f"{os.getpid()}\ncchc-desktop\nMAY-VAN-THU\n", encoding="utf-8")
    prompts.answers.append(1)
    window.open_workbook(workbook)
    person.wait(shows(window))
    assert "đang mở trên máy MAY-VAN-THU, cchc-desktop" in prompts.asked[0]
    assert "[Mở chỉ để xem | Vẫn mở để sửa]" in prompts.asked[0]
    assert not window.parts.desk.read_only
    assert "MAY-VAN-THU" not in file.read_text(encoding="utf-8")


def test_the_lock_lasts_exactly_as_long_as_the_workbook_is_open(
    window: MainWindow, at_work: Person, workbook: Path, tmp_path: Path, qtbot
) -> None:
    second = tmp_path / "bản hai.cchc"
    second.write_bytes(workbook.read_bytes())
    other = QLockFile(str(lock_file_of(workbook)))
    other.setStaleLockTime(0)
    assert not other.tryLock(0)
    window.open_workbook(second)
    at_work.wait(lambda: window.parts.desk.path == second)
    assert other.tryLock(0)
    other.unlock()
    at_work.menu("Hồ sơ", "Đóng hồ sơ")
    at_work.wait(lambda: window.parts.desk.path is None)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([workbook.name, second.name])
    window.open_workbook(workbook)
    at_work.wait(shows(window))
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([workbook.name, second.name])


def test_a_folder_that_takes_no_lock_file_is_no_obstacle(
    window: MainWindow,
    person: Person,
    workbook: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nowhere = tmp_path / "không có" / "khóa"
    monkeypatch.setattr("cchc_desktop.gui.workbook_lock.lock_file_of", lambda _path: nowhere)
    window.open_workbook(workbook)
    person.wait(shows(window))
    assert not window.parts.desk.read_only


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_workbook_that_may_not_be_written_is_looked_at(
    window: MainWindow,
    person: Person,
    prompts: ScriptedPrompts,
    workbook: Path,
    tmp_path: Path,
) -> None:
    with mounted_disk(tmp_path / "đĩa", size="2m") as disk:
        path = disk / "so.cchc"
        path.write_bytes(workbook.read_bytes())
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        prompts.answers.append(0)
        window.open_workbook(path)
        person.wait(shows(window))
        assert "chỉ đọc được, không ghi được" in prompts.asked[0]
        assert person.sees("Hồ sơ đang mở chỉ để xem.")
        person.menu("Hồ sơ", "Đóng hồ sơ")
        person.wait(lambda: window.parts.desk.path is None)


def test_opening_the_open_workbook_again_goes_to_it(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts, workbook: Path
) -> None:
    window.parts.view.workspace.go_to("3.4.1")
    prompts.files.append([workbook])
    at_work.menu("Hồ sơ", "Mở hồ sơ…")
    at_work.pause(100)
    assert prompts.told == []
    assert window.pages.currentWidget() is window.parts.view
    assert leaf(window) == "3.4.1"


@pytest.mark.parametrize("content", ["không phải hồ sơ", ""])
def test_a_wrong_file_leaves_the_open_workbook_open(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts, tmp_path: Path, content: str
) -> None:
    wrong = tmp_path / "thư.cchc"
    wrong.write_text(content, encoding="utf-8")
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    at_work.type("2450")
    prompts.files.append([wrong])
    at_work.menu("Hồ sơ", "Mở hồ sơ…")
    at_work.wait(lambda: prompts.told)
    at_work.wait(lambda: window.pages.currentWidget() is window.parts.view)
    assert "thư.cchc" in prompts.told[0]
    assert leaf(window) == "3.4.1"
    window.parts.view.workspace.page.focus_first()
    at_work.press(Qt.Key.Key_Return)
    at_work.type("2453")
    at_work.wait(lambda: window.parts.desk.autosave.is_clean)
    assert window.parts.desk.autosave.state.problem == ""


def test_a_dossier_given_to_open_is_offered_to_be_verified(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    made = make_signed(tmp_path)
    prompts.files.append([made.pdf])
    prompts.answers.append(0)
    at_work.menu("Hồ sơ", "Mở hồ sơ…")
    at_work.wait(lambda: isinstance(window.pages.currentWidget(), VerificationPage))
    assert "[Kiểm tra hồ sơ đã ký]" in prompts.asked[-1]
    assert window.parts.desk.path is not None


@pytest.mark.parametrize("page", ["findings", "export"])
def test_keys_do_not_act_on_an_item_that_is_not_on_screen(
    window: MainWindow,
    at_work: Person,
    prompts: ScriptedPrompts,
    tmp_path: Path,
    page: str,
) -> None:
    window.parts.view.workspace.go_to("3.4.1")
    if page == "findings":
        at_work.press(Qt.Key.Key_F9)
        checks = window.parts.view.checks
        at_work.wait(lambda: window.parts.view.pages.currentWidget() is checks)
    else:
        at_work.press(Qt.Key.Key_F12)
        at_work.wait(lambda: window.pages.currentWidget() is window.parts.export.page)
    prompts.files.append([write_pdf(tmp_path / "a.pdf")])
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_M, Qt.Key.Key_T, Qt.Key.Key_PageDown):
        at_work.press(key, control, into=window)
    assert prompts.asked == []
    assert leaf(window) == "3.4.1"
    assert not window.parts.view.workspace.page.answer.review
    at_work.press(Qt.Key.Key_Escape, into=window.focusWidget())
    at_work.wait(lambda: window.actions_by_name["review"].isEnabled())


def test_nothing_said_of_one_workbook_stays_for_the_next(
    window: MainWindow, at_work: Person, workbook: Path, tmp_path: Path
) -> None:
    second = tmp_path / "bản hai.cchc"
    second.write_bytes(workbook.read_bytes())
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    at_work.type("2450")
    at_work.wait(lambda: "Đã lưu" in window.parts.view.figures.saved_words())
    window.parts.view.message.tell("bad", "Ổ đĩa chứa tệp đã đầy")
    window.open_workbook(second)
    at_work.wait(lambda: window.parts.desk.path == second)
    assert not at_work.sees("Ổ đĩa chứa tệp đã đầy")
    assert window.parts.desk.autosave.state.at is None
    assert "Đã lưu 0" not in window.parts.view.figures.saved_words()
