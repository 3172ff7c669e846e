"""Opening, moving about, closing: nothing typed is lost on the way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cchc_desktop.core.answer import NO_ANSWER
from cchc_desktop.gui.recent_workbooks import RecentWorkbooks
from cchc_desktop.gui.widgets.choice_card import ChoiceCard
from tests.support.small_disk import fill_up, mounted_disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts

NUMERATOR = "Số hồ sơ giải quyết trước hạn và đúng hạn"


def space(window: MainWindow):
    return window.parts.view.workspace


def test_the_start_page_offers_what_there_is(person: Person) -> None:
    assert person.sees("Chưa có hồ sơ nào trên máy này")
    assert {
        "Tạo hồ sơ mới…",
        "Mở hồ sơ…",
        "Làm tiếp từ hồ sơ năm trước…",
        "Kiểm tra hồ sơ đã ký…",
    } <= person.buttons()


def test_a_workbook_is_opened_by_the_file_dialog(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, workbook: Path
) -> None:
    prompts.files.append([workbook])
    person.menu("Hồ sơ", "Mở hồ sơ…")
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    assert window.windowTitle() == "Sở Công Thương – Tự chấm điểm CCHC năm 2026 – Hồ sơ CCHC"
    assert person.sees("0 / 72 tiêu chí thành phần đã kê khai")
    assert space(window).code == "1.1.1"


def test_something_else_is_refused_with_a_sentence(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    other = tmp_path / "thư.cchc"
    other.write_text("không phải hồ sơ", encoding="utf-8")
    prompts.files.append([other])
    person.menu("Hồ sơ", "Mở hồ sơ…")
    person.wait(lambda: prompts.told)
    assert "thư.cchc" in prompts.told[0]
    assert window.pages.currentWidget() is window.start
    assert other.read_text(encoding="utf-8") == "không phải hồ sơ"


def test_the_two_figures_follow_what_is_typed(window: MainWindow, at_work: Person) -> None:
    space(window).go_to("3.4.1", focus=True)
    at_work.type("2450")
    at_work.press(Qt.Key.Key_Return)
    at_work.type("2453")
    at_work.wait(lambda: at_work.sees("1 / 72 tiêu chí thành phần đã kê khai"))
    assert at_work.sees("4,00 / 68,00 điểm tự chấm")


def test_what_is_typed_is_on_disk_soon_without_leaving_the_field(
    window: MainWindow, at_work: Person, stored: Callable[[], Assessment]
) -> None:
    space(window).go_to("3.4.1", focus=True)
    at_work.type("2450")
    at_work.wait(lambda: window.parts.desk.autosave.is_clean)
    at_work.wait(lambda: "Đã lưu" in window.parts.view.figures.saved_words())
    assert stored().answer("3.4.1").values == {"b": "2450"}


def test_closing_the_window_writes_what_was_typed_last(
    window: MainWindow, at_work: Person, stored: Callable[[], Assessment], qtbot
) -> None:
    space(window).go_to("3.4.1", focus=True)
    at_work.type("2450")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert stored().answer("3.4.1").values == {"b": "2450"}


def test_closing_a_workbook_leaves_it_on_the_start_page(
    window: MainWindow, at_work: Person, workbook: Path
) -> None:
    space(window).go_to("3.4.1", focus=True)
    at_work.type("2450")
    at_work.press(Qt.Key.Key_Return)
    at_work.type("2453")
    at_work.menu("Hồ sơ", "Đóng hồ sơ")
    at_work.wait(lambda: window.pages.currentWidget() is window.start)
    entry = RecentWorkbooks().entries()[0]
    assert entry.path == str(workbook)
    assert (entry.answered, entry.applicable, entry.score) == (1, 72, "4,00")
    assert (entry.undeclared, entry.lacking) == (71, 1)
    assert at_work.sees("71 tiêu chí thành phần chưa kê khai")
    at_work.click("Mở danh sách: 1 mục đã kê khai nhưng thiếu tài liệu")
    at_work.wait(lambda: window.pages.currentWidget() is window.parts.view)
    assert space(window).code == "3.4.1"
    assert window.parts.view.work_list.currentText() == "Thiếu tài liệu"


def test_documents_that_a_bonus_lacks_are_counted_apart(
    window: MainWindow, at_work: Person
) -> None:
    space(window).go_to("9.1", focus=True)
    at_work.type("1")
    at_work.menu("Hồ sơ", "Đóng hồ sơ")
    at_work.wait(lambda: window.pages.currentWidget() is window.start)
    assert (RecentWorkbooks().entries()[0].answered, RecentWorkbooks().entries()[0].lacking) == (
        0,
        1,
    )
    assert at_work.sees(
        "1 mục đã kê khai nhưng thiếu tài liệu, trong đó có 1 mục điểm thưởng, điểm trừ"
    )


def test_where_a_workbook_stands_is_remembered_while_working(
    window: MainWindow, at_work: Person
) -> None:
    space(window).go_to("3.4.1", focus=True)
    at_work.type("2450")
    at_work.press(Qt.Key.Key_Return)
    at_work.type("2453")
    # Nothing is closed: a crash now must not cost the line on the start page.
    at_work.wait(lambda: RecentWorkbooks().entries()[0].score == "4,00")
    assert RecentWorkbooks().entries()[0].answered == 1


def test_a_recent_file_that_is_gone_is_said_so(
    window: MainWindow, at_work: Person, workbook: Path
) -> None:
    at_work.menu("Hồ sơ", "Đóng hồ sơ")
    at_work.wait(lambda: window.pages.currentWidget() is window.start)
    workbook.unlink()
    window.start.look_for_files()
    at_work.wait(lambda: not at_work.button("Mở").isEnabled())
    at_work.click("Bỏ khỏi danh sách")
    assert at_work.sees("Chưa có hồ sơ nào trên máy này")


def test_f8_leads_from_one_undeclared_leaf_to_the_next(window: MainWindow, at_work: Person) -> None:
    space(window).go_to("1.1.3", focus=True)
    at_work.menu("Tiêu chí", "Mục chưa kê khai kế tiếp")
    assert space(window).code == "1.2.1"
    at_work.menu("Tiêu chí", "Mục chưa kê khai kế tiếp")
    assert space(window).code == "1.3.1"  # 1.2.2 is the council's
    at_work.menu("Tiêu chí", "Mục chưa kê khai phía trước")
    assert space(window).code == "1.2.1"


def test_keys_turn_the_pages_as_sheets(window: MainWindow, at_work: Person) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    space(window).go_to("1.1.1", focus=True)
    at_work.press(Qt.Key.Key_PageDown, control)
    assert space(window).code == "1.1.2"
    at_work.press(Qt.Key.Key_PageUp, control)
    assert space(window).code == "1.1.1"
    at_work.press(Qt.Key.Key_F8)
    assert space(window).code == "1.1.2"
    at_work.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert space(window).code == "1.1.1"


def test_the_search_needs_no_diacritics_and_esc_drops_it(
    window: MainWindow, at_work: Person
) -> None:
    at_work.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    at_work.type("ho so giai quyet dung han")
    assert shown_leaves(window) == ["3.4.1"]
    at_work.press(Qt.Key.Key_Return)
    assert space(window).code == "3.4.1"
    at_work.press(Qt.Key.Key_Escape)
    assert len(shown_leaves(window)) == len(space(window).model.leaf_codes())


def test_a_code_in_the_search_leads_to_that_code(window: MainWindow, at_work: Person) -> None:
    space(window).go_to("5.6")
    at_work.fill("Tìm tiêu chí", "8.1")
    assert "5.8.1" in shown_leaves(window)
    at_work.press(Qt.Key.Key_Return)
    assert space(window).code == "8.1"
    at_work.press(Qt.Key.Key_Return)
    assert space(window).code == "5.8.1"


def test_going_on_from_a_hit_drops_the_search(window: MainWindow, at_work: Person) -> None:
    at_work.fill("Tìm tiêu chí", "hồ sơ giải quyết đúng hạn")
    at_work.press(Qt.Key.Key_Return)
    assert shown_leaves(window) == ["3.4.1"]
    at_work.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert space(window).code == "3.4.2"
    assert "3.4.2" in shown_leaves(window)
    assert at_work.field("Tìm tiêu chí").text() == ""


def test_going_on_stays_in_a_work_list(window: MainWindow, at_work: Person) -> None:
    for code in ("1.1.1", "3.4.1"):
        space(window).go_to(code)
        at_work.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    space(window).settle()
    space(window).go_to("1.1.1")
    window.parts.view.show_work_list("review")
    assert shown_leaves(window) == ["1.1.1", "3.4.1"]
    at_work.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert space(window).code == "3.4.1"
    at_work.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert space(window).code == "3.4.1"
    window.parts.view.show_work_list("")
    at_work.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert space(window).code == "3.4.2"


def test_a_search_without_hit_says_so(window: MainWindow, at_work: Person) -> None:
    at_work.fill("Tìm tiêu chí", "đường sắt")
    assert at_work.sees("Không có mục nào khớp")
    at_work.click("Bỏ lọc (Esc)")
    assert not at_work.sees("Không có mục nào khớp")


def test_a_code_is_gone_to(window: MainWindow, at_work: Person, prompts: ScriptedPrompts) -> None:
    def type_code(dialog) -> bool:
        dialog.findChild(type(at_work.field("Tìm tiêu chí")).__base__).setText("341")
        return True

    prompts.dialogs.append(type_code)
    at_work.menu("Chỉnh sửa", "Đến mã tiêu chí…")
    assert space(window).code == "3.4.1"


def test_findings_jump_to_their_place(window: MainWindow, at_work: Person) -> None:
    at_work.press(Qt.Key.Key_F9)
    checks = window.parts.view.checks
    at_work.wait(lambda: window.parts.view.pages.currentWidget() is checks)
    assert at_work.sees("72 lỗi phải sửa")
    at_work.press(Qt.Key.Key_Down)
    at_work.press(Qt.Key.Key_Return)
    assert window.parts.view.pages.currentWidget() is space(window)
    assert space(window).code == "1.1.2"


def test_a_sound_file_is_found_sound(window: MainWindow, at_work: Person) -> None:
    at_work.menu("Công cụ", "Kiểm tra tính nguyên vẹn của tệp")
    at_work.wait(lambda: at_work.sees("Không có lỗi, không có cảnh báo"))
    assert at_work.sees("Mọi nội dung trong tệp đọc được và đúng như lúc ghi.")
    assert not at_work.sees("Mọi mục đã kê khai")
    assert "Kiểm tra lại (F9)" not in at_work.buttons()
    at_work.press(Qt.Key.Key_F9)
    at_work.wait(lambda: at_work.sees("72 lỗi phải sửa"))
    assert "Kiểm tra lại (F9)" in at_work.buttons()


def test_panes_without_room_fold_and_open_over_the_page(
    window: MainWindow, at_work: Person
) -> None:
    work = space(window)
    assert not work.side.isHidden()
    window.resize(1093, 543)
    at_work.wait(lambda: work.side.isHidden())
    at_work.click("Hướng dẫn (F6)")
    assert work.side.isVisible()
    assert work.side.isAncestorOf(at_work.window.focusWidget())
    at_work.press(Qt.Key.Key_Escape)
    assert work.side.isHidden()
    window.resize(700, 500)
    at_work.wait(lambda: not work.tree.isVisible())
    at_work.menu("Xem", "Ngăn kế tiếp")
    at_work.menu("Xem", "Ngăn kế tiếp")
    assert work.tree.isVisible()
    window.resize(1366, 697)
    at_work.wait(lambda: work.side.isVisible() and work.tree.isVisible())


def test_an_opened_pane_is_closed_by_its_button(window: MainWindow, at_work: Person) -> None:
    work = space(window)
    window.resize(700, 500)
    at_work.wait(lambda: not work.tree.isVisible())
    at_work.click("Danh mục tiêu chí, mở")
    assert work.tree.isVisible()
    at_work.click("Hướng dẫn (F6)")
    assert work.side.isVisible()
    assert not work.tree.isVisible()
    at_work.click("Đóng ngăn Hướng dẫn, ghi chú")
    assert not work.side.isVisible()
    assert work.page.isAncestorOf(QApplication.focusWidget())
    window.resize(1366, 697)
    at_work.wait(lambda: work.side.isVisible() and work.tree.isVisible())
    assert not any(name.startswith("Đóng ngăn") for name in at_work.buttons())
    assert "Danh mục tiêu chí, mở" not in at_work.buttons()


def test_what_is_typed_after_f1_goes_nowhere(window: MainWindow, at_work: Person) -> None:
    work = space(window)
    work.go_to("3.4.1", focus=True)
    at_work.press(Qt.Key.Key_F1)
    assert work.side.isAncestorOf(QApplication.focusWidget())
    QTest.keyClicks(QApplication.focusWidget(), "245")
    assert work.assessment.answer("3.4.1") == NO_ANSWER
    at_work.press(Qt.Key.Key_Escape)
    QTest.keyClicks(QApplication.focusWidget(), "245")
    assert work.assessment.answer("3.4.1").values == {"b": "245"}


def test_f6_goes_from_the_search_to_the_page(window: MainWindow, at_work: Person) -> None:
    work = space(window)
    work.go_to("3.4.1", focus=True)
    at_work.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    at_work.press(Qt.Key.Key_F6)
    assert work.page.isAncestorOf(QApplication.focusWidget())


def test_searching_and_filtering_leave_the_findings(window: MainWindow, at_work: Person) -> None:
    view = window.parts.view
    for act in (
        lambda: at_work.fill("Tìm tiêu chí", "3.4"),
        lambda: QTest.keyClick(view.work_list, Qt.Key.Key_Down),
    ):
        at_work.press(Qt.Key.Key_F9)
        at_work.wait(lambda: view.pages.currentWidget() is view.checks)
        act()
        assert view.pages.currentWidget() is view.workspace


def test_f6_walks_the_panes(window: MainWindow, at_work: Person) -> None:
    work = space(window)
    work.go_to("3.4.1", focus=True)
    panes = []
    for _ in range(3):
        at_work.press(Qt.Key.Key_F6)
        focused = window.focusWidget()
        panes.append(
            next(
                name
                for name, pane in (("side", work.side), ("tree", work.tree), ("page", work.page))
                if pane is focused or pane.isAncestorOf(focused)
            )
        )
    assert panes == ["side", "tree", "page"]


def test_the_theme_changes_at_once_and_is_remembered(window: MainWindow, at_work: Person) -> None:
    from cchc_desktop.gui import theme
    from cchc_desktop.gui.preferences import Preferences

    before = window.grab().toImage().pixelColor(700, 20)
    at_work.menu("Xem", "Giao diện", "Tối")
    assert theme.tokens().dark
    assert window.grab().toImage().pixelColor(700, 20) != before
    assert Preferences().theme == "dark"


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_a_full_disk_is_a_banner_and_costs_nothing(
    window: MainWindow, person: Person, blank_workbook: Path, tmp_path: Path
) -> None:
    with mounted_disk(tmp_path / "usb", size="1m") as disk:
        path = disk / "so.cchc"
        path.write_bytes(blank_workbook.read_bytes())
        window.open_workbook(path)
        person.wait(lambda: window.parts.desk.path is not None)
        filler = fill_up(disk, 0)
        note = person.field("Ghi chú, giải trình cho mục 1.1.1")
        person.click_on(note)
        person.paste("đã ban hành " * 3000, note)
        person.wait(lambda: window.parts.view.disk_banner.isVisible())
        assert "Chưa ghi được 1 thay đổi từ" in window.parts.view.disk_banner.words()
        assert window.parts.view.figures.saved_words().startswith("Chưa lưu: 1 thay đổi từ")
        filler.unlink()
        person.click("Thử lại")
        person.wait(lambda: not window.parts.view.disk_banner.isVisible())
        person.menu("Hồ sơ", "Đóng hồ sơ")
        person.wait(lambda: window.parts.desk.path is None)
        window.open_workbook(path)
        person.wait(lambda: window.parts.desk.path is not None)
        assert space(window).assessment.answer("1.1.1").note.startswith("đã ban hành đã ban")
        person.menu("Hồ sơ", "Đóng hồ sơ")
        person.wait(lambda: window.parts.desk.path is None)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
def test_closing_with_unwritten_changes_asks_and_stays(
    window: MainWindow,
    person: Person,
    prompts: ScriptedPrompts,
    blank_workbook: Path,
    tmp_path: Path,
) -> None:
    with mounted_disk(tmp_path / "usb", size="1m") as disk:
        path = disk / "so.cchc"
        path.write_bytes(blank_workbook.read_bytes())
        window.open_workbook(path)
        person.wait(lambda: window.parts.desk.path is not None)
        fill_up(disk, 0)
        note = person.field("Ghi chú, giải trình cho mục 1.1.1")
        person.click_on(note)
        person.paste("đã ban hành " * 3000, note)
        prompts.answers.append(None)
        window.close()
        person.wait(lambda: prompts.asked)
        assert "Còn 1 thay đổi chưa ghi được vào tệp." in prompts.asked[0]
        assert window.isVisible()
        assert not window.parts.desk.autosave.is_clean
        prompts.answers.append(1)
        window.close()
        person.wait(lambda: not window.isVisible())


def test_a_workbook_deleted_or_replaced_under_the_window_is_said_so(
    window: MainWindow, at_work: Person, workbook: Path, tmp_path: Path
) -> None:
    def said() -> str:
        return window.parts.view.disk_banner.words()

    older, aside = tmp_path / "cũ.cchc", tmp_path / "cất.cchc"
    older.write_bytes(workbook.read_bytes())
    space(window).go_to("3.4.1", focus=True)
    at_work.type("2450")
    at_work.wait(lambda: window.parts.desk.autosave.is_clean)
    workbook.rename(aside)
    at_work.press(Qt.Key.Key_Return)
    at_work.type("2453")
    at_work.wait(lambda: "không còn trong" in said())
    workbook.write_bytes(older.read_bytes())
    at_work.click("Thử lại")
    at_work.wait(lambda: "đã bị thay bằng bản khác" in said())
    assert "Đã lưu" not in window.parts.view.figures.saved_words()
    aside.replace(workbook)
    at_work.click("Thử lại")
    at_work.wait(lambda: window.parts.desk.autosave.is_clean)
    assert said() == ""


def shown_leaves(window: MainWindow) -> list[str]:
    model, tree = space(window).model, space(window).tree
    found = []
    for code in model.leaf_codes():
        index = model.index_of(code)
        if not tree.isRowHidden(index.row(), index.parent()):
            found.append(code)
    return found


def test_the_start_page_cuts_nothing_at_200_percent(window: MainWindow, person: Person) -> None:
    window.resize(683, 350)  # 1366×768 at 200 %, less the system's bars
    person.pause(50)
    cards = window.start.findChildren(ChoiceCard)
    assert len(cards) == 4
    for card in cards:
        view = card.parentWidget().parentWidget()
        assert card.height() >= 60
        assert card.geometry().right() < view.width()
