"""Undo, redo, the history page, and locking, as a person meets them in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from cchc_desktop.gui.recent_workbooks import RecentWorkbooks
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from tests.support.documents import write_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.dialogs.reason_dialog import ReasonDialog
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts

EARLY = "Số hồ sơ giải quyết trước hạn và đúng hạn"
ALL = "Số hồ sơ đã giải quyết và quá hạn chưa giải quyết"
CTRL = Qt.KeyboardModifier.ControlModifier


def saved(window: MainWindow, person: Person) -> None:
    """Wait until everything is on disk and the tool bar knows what can be undone."""
    person.wait(lambda: window.parts.desk.autosave.is_clean)
    person.wait(window.parts.view.bar.undo.isEnabled)


def declare(window: MainWindow, person: Person) -> None:
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    person.fill(EARLY, "2450")
    person.fill(ALL, "2453")
    person.press(Qt.Key.Key_Tab)
    saved(window, person)


def test_what_was_typed_is_taken_back_and_done_again(
    window: MainWindow, at_work: Person, stored: Callable[[], Assessment]
) -> None:
    assert not window.parts.view.bar.undo.isEnabled()
    declare(window, at_work)
    at_work.click("Hoàn tác")
    at_work.wait(lambda: stored().answer("3.4.1").values == {"b": "2450"})
    at_work.wait(lambda: at_work.field(ALL).text() == "")
    assert "Đã hoàn tác: 3.4.1 " in window.parts.view.message.words()
    at_work.wait(window.parts.view.bar.redo.isEnabled)
    at_work.click("Làm lại")
    at_work.wait(lambda: at_work.field(ALL).text() == "2.453")
    assert stored().answer("3.4.1").values == {"a": "2453", "b": "2450"}


def test_ctrl_z_in_a_field_takes_back_its_own_typing_first_then_the_window_s(
    window: MainWindow, at_work: Person, stored: Callable[[], Assessment]
) -> None:
    declare(window, at_work)
    field = at_work.field(EARLY)
    at_work.click_on(field)
    field.setCursorPosition(4)
    at_work.type("9", field)
    assert field.text() == "24509"
    at_work.press(Qt.Key.Key_Z, CTRL, into=field)
    assert field.text() == "2450"  # by the field itself
    at_work.press(Qt.Key.Key_Tab)
    saved(window, at_work)
    other = at_work.field(ALL)
    other.setText(other.text())  # nothing of its own to take back
    at_work.click_on(other)
    at_work.press(Qt.Key.Key_Z, CTRL, into=other)
    at_work.wait(lambda: "Đã hoàn tác" in window.parts.view.message.words())
    assert stored().answer("3.4.1").values != {"a": "2453", "b": "2450"}


def test_the_note_has_an_undo_of_its_own(window: MainWindow, at_work: Person) -> None:
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    note = at_work.field("Ghi chú, giải trình cho mục 3.4.1")
    assert isinstance(note, QPlainTextEdit)
    at_work.click_on(note)
    at_work.type("Đã xin lỗi", note)
    at_work.press(Qt.Key.Key_Z, CTRL, into=note)
    assert note.toPlainText() != "Đã xin lỗi"


def test_a_document_comes_back_by_undo_also_after_a_restart(
    window: MainWindow,
    at_work: Person,
    prompts: ScriptedPrompts,
    workbook: Path,
    tmp_path: Path,
    stored: Callable[[], Assessment],
) -> None:
    space = window.parts.view.workspace
    space.go_to("3.4.1", focus=True)
    at_work.drop(space.page.evidence, write_pdf(tmp_path / "bc.pdf"))
    at_work.wait(lambda: len(space.assessment.evidence) == 1)
    space.page.evidence.select(1)
    prompts.answers.append(0)
    at_work.click("Xóa…")
    at_work.wait(lambda: not stored().evidence)
    at_work.menu("Hồ sơ", "Đóng hồ sơ")
    at_work.wait(lambda: window.pages.currentWidget() is window.start)
    window.open_workbook(workbook)
    at_work.wait(lambda: window.pages.currentWidget() is window.parts.view)
    saved(window, at_work)
    space.go_to("1.1.1")
    at_work.menu("Chỉnh sửa", "Hoàn tác")
    at_work.wait(lambda: stored().evidence)
    at_work.wait(lambda: space.code == "3.4.1")  # where something has changed
    assert len(space.assessment.evidence) == 1


def test_what_is_typed_while_undoing_stays(
    window: MainWindow, at_work: Person, stored: Callable[[], Assessment]
) -> None:
    declare(window, at_work)
    window.parts.do("undo")
    space = window.parts.view.workspace
    space.go_to("1.5", focus=True)
    at_work.type("1")
    at_work.wait(lambda: "Đã hoàn tác" in window.parts.view.message.words())
    at_work.wait(lambda: stored().answer("1.5").values == {"so_sang_kien": "1"})
    assert space.assessment.answer("1.5").values == {"so_sang_kien": "1"}


def test_the_history_is_a_page_that_can_be_searched_and_leads_back(
    window: MainWindow, at_work: Person
) -> None:
    declare(window, at_work)
    window.parts.view.workspace.go_to("1.5", focus=True)
    at_work.type("1")
    saved(window, at_work)
    at_work.menu("Chỉnh sửa", "Lịch sử thay đổi")
    at_work.wait(lambda: type(window.pages.currentWidget()).__name__ == "HistoryPage")
    page = window.pages.currentWidget()
    table = page.findChild(FittedTable)

    def lines() -> list[str]:
        model = table.model()
        return [model.index(row, 2).data() for row in range(model.rowCount())]

    assert lines()[0].startswith("Ngày ")
    assert lines()[1].startswith("1.5 ")
    assert any("3.4.1 Số hồ sơ giải quyết trước hạn" in one for one in lines())
    at_work.fill("Tìm trong lịch sử", "ho so giai quyet")
    assert all("3.4.1" in one for one in lines()[1:])
    table.setCurrentIndex(table.model().index(1, 2))
    at_work.press(Qt.Key.Key_Return, into=table)
    at_work.wait(lambda: window.pages.currentWidget() is window.parts.view)
    assert window.parts.view.workspace.code == "3.4.1"
    at_work.menu("Tiêu chí", "Lịch sử của mục này")
    at_work.wait(lambda: window.pages.currentWidget() is page)
    assert at_work.sees("Lịch sử thay đổi của mục 3.4.1")
    assert not any("1.5 " in one for one in lines())
    at_work.press(Qt.Key.Key_Escape, into=page)
    at_work.wait(lambda: window.pages.currentWidget() is window.parts.view)


def reason(text: str) -> Callable[[ReasonDialog], bool]:
    """Write a reason and press the main button."""

    def act(dialog: ReasonDialog) -> bool:
        dialog.findChild(QLineEdit).setText(text)
        return bool(dialog.reason())

    return act


def test_an_unfinished_workbook_says_what_keeps_it_from_being_locked(
    window: MainWindow, at_work: Person
) -> None:
    at_work.click("Khóa hồ sơ…")
    at_work.wait(lambda: at_work.sees("Kiểm tra trước khi khóa hồ sơ"))
    assert any(
        "Chưa khóa được: còn " in text and "lỗi phải sửa" in text for text in at_work.labels()
    )
    assert not at_work.button("Khóa hồ sơ").isEnabled()


def test_each_warning_wants_a_yes_and_a_locked_workbook_a_reason(
    window: MainWindow,
    person: Person,
    prompts: ScriptedPrompts,
    full_workbook: Path,
) -> None:
    window.open_workbook(full_workbook)
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    view, space = window.parts.view, window.parts.view.workspace
    space.go_to("3.4.1", focus=True)
    person.click("Cần xem lại")
    saved(window, person)
    person.click("Khóa hồ sơ…")
    person.wait(lambda: person.sees("Kiểm tra trước khi khóa hồ sơ"))
    lock = person.button("Khóa hồ sơ")
    assert not lock.isEnabled()
    table = view.checks.findChild(FittedTable)
    person.press(Qt.Key.Key_Space, into=table)
    assert lock.isEnabled()
    person.press(Qt.Key.Key_Space, into=table)  # taken back
    assert not lock.isEnabled()
    person.click("Xác nhận cảnh báo")
    person.click("Khóa hồ sơ")
    person.wait(lambda: view.is_locked)
    person.wait(lambda: view.pages.currentWidget() is space)
    assert not person.field(EARLY).isEnabled()
    assert "Hồ sơ đã khóa" in view.view_only.words()
    assert not window.actions_by_name["undo"].isEnabled()
    assert not window.actions_by_name["add_evidence"].isEnabled()
    window.parts.opening.remember()
    assert RecentWorkbooks().entries()[0].locked
    prompts.dialogs.append(reason(""))
    window.parts.do("lock")
    person.pause(100)
    assert view.is_locked
    prompts.dialogs.append(reason("Hội đồng yêu cầu sửa mục 3.4.1"))
    person.click("Mở khóa hồ sơ…")
    person.wait(lambda: not view.is_locked)
    assert person.field(EARLY).isEnabled()
    window.parts.do("history")
    person.wait(lambda: type(window.pages.currentWidget()).__name__ == "HistoryPage")
    cells = window.pages.currentWidget().findChild(FittedTable).model()
    assert "Hội đồng yêu cầu sửa mục 3.4.1" in cells.index(1, 2).data()


def test_a_finding_is_left_aside_from_the_list_and_brought_back(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts, stored: Callable[[], Assessment]
) -> None:
    declare(window, at_work)
    at_work.click("Kiểm tra")
    checks = window.parts.view.checks
    at_work.wait(lambda: window.parts.view.pages.currentWidget() is checks)
    table = checks.findChild(FittedTable)

    def go_to(code: str, words: str) -> None:
        model = table.model()
        rows = range(model.rowCount())
        row = next(
            n for n in rows
            if model.index(n, 1).data() == code and words in model.index(n, 2).data()
        )  # fmt: skip
        table.setCurrentIndex(model.index(row, 2))

    go_to("1.1.1", "chưa kê khai")
    assert not at_work.button("Bỏ qua, vì…").isEnabled()
    go_to("3.4.1", "chưa có tài liệu")
    prompts.dialogs.append(reason("Nộp bản giấy"))
    at_work.click("Bỏ qua, vì…")
    at_work.wait(lambda: stored().work.waivers)
    at_work.wait(
        lambda: any(
            "Lý do: Nộp bản giấy" in table.model().index(n, 3).data()
            for n in range(table.model().rowCount())
        )
    )
    go_to("3.4.1", "chưa có tài liệu")
    at_work.click("Không bỏ qua nữa")
    at_work.wait(lambda: not stored().work.waivers)
    at_work.wait(
        lambda: (
            not any(
                "Lý do: " in table.model().index(n, 3).data()
                for n in range(table.model().rowCount())
            )
        )
    )
    at_work.wait(lambda: not window.parts.jobs.is_running)
