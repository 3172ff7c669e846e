"""The page of a leaf: what is typed is scored at once, kept as typed, and told once."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton

from cchc_desktop.gui.widgets.calendar_popup import CalendarPopup
from tests.support.person import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow

NUMERATOR = "Số hồ sơ giải quyết trước hạn và đúng hạn"
DENOMINATOR = "Số hồ sơ đã giải quyết và quá hạn chưa giải quyết"


@pytest.fixture
def on_share(window: MainWindow, at_work: Person) -> Person:
    """Somebody on the page of a share."""
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    return at_work


def go(window: MainWindow, code: str) -> None:
    window.parts.view.workspace.go_to(code, focus=True)


def answer(window: MainWindow, code: str):
    return window.parts.view.workspace.assessment.answer(code)


def test_a_share_is_scored_at_each_key_with_its_arithmetic(on_share: Person) -> None:
    on_share.fill(NUMERATOR, "2450")
    assert on_share.sees("còn thiếu: số hồ sơ đã giải quyết")
    on_share.fill(DENOMINATOR, "2453")
    assert on_share.sees("99,88%")
    assert on_share.sees("2.450 ÷ 2.453 = 99,8777…% → mức từ 95% đến dưới 100%")
    assert on_share.sees("làm tròn 2 số lẻ: 4,00")


def test_thousands_dots_come_on_leaving_and_never_while_typing(on_share: Person) -> None:
    field = on_share.field(NUMERATOR)
    on_share.fill(NUMERATOR, "2450")
    assert field.text() == "2450"
    on_share.press(Qt.Key.Key_Tab)
    assert field.text() == "2.450"
    on_share.press(Qt.Key.Key_Backtab)
    assert field.text() == "2450"


@pytest.mark.parametrize("typed", ["2450", "2.450", "2,450", "2 450"])
def test_every_way_to_group_a_count_is_the_same_count(
    window: MainWindow, on_share: Person, typed: str
) -> None:
    on_share.fill(NUMERATOR, typed)
    assert answer(window, "3.4.1").values == {"b": "2450"}


def test_a_part_larger_than_its_whole_is_marked_kept_and_not_scored(
    window: MainWindow, on_share: Person
) -> None:
    on_share.fill(DENOMINATOR, "2453")
    on_share.fill(NUMERATOR, "2540")
    assert on_share.field(NUMERATOR).property("bad")
    assert on_share.sees("lớn hơn")
    assert on_share.sees("chưa tính điểm vì số liệu sai")
    assert on_share.field(NUMERATOR).text() == "2540"
    on_share.fill(NUMERATOR, "2450")
    assert not on_share.field(NUMERATOR).property("bad")


def test_words_where_a_figure_is_due_stay_as_typed(window: MainWindow, on_share: Person) -> None:
    on_share.fill(NUMERATOR, "mười hai")
    on_share.press(Qt.Key.Key_Tab)
    assert on_share.field(NUMERATOR).text() == "mười hai"
    assert answer(window, "3.4.1").values["b"] == "mười hai"
    assert on_share.sees("không phải số")
    go(window, "3.4.2")
    go(window, "3.4.1")
    assert on_share.field(NUMERATOR).text() == "mười hai"


def test_enter_goes_on_and_after_the_last_field_to_the_next_leaf(
    window: MainWindow, on_share: Person
) -> None:
    on_share.type("7")
    on_share.press(Qt.Key.Key_Return)
    on_share.type("9")
    on_share.press(Qt.Key.Key_Return)
    assert window.parts.view.workspace.code == "3.4.2"
    assert answer(window, "3.4.1").values == {"b": "7", "a": "9"}


@pytest.mark.parametrize("typed", ["6-3-26", "06/03/2026", "6.3.2026", "2026-03-06"])
def test_a_date_is_typed_freely(window: MainWindow, at_work: Person, typed: str) -> None:
    go(window, "7.1.1")
    at_work.fill("Ngày ban hành", typed)
    assert answer(window, "7.1.1").values == {"ngay_ban_hanh": "2026-03-06"}
    assert at_work.sees("chậm 6 ngày")
    at_work.press(Qt.Key.Key_Tab)
    assert at_work.field("Ngày ban hành").text() == "06/03/2026"


def test_that_there_is_no_plan_can_be_declared(window: MainWindow, at_work: Person) -> None:
    go(window, "1.1.1")
    at_work.click("Không có (không ban hành, không gửi): 0,00 điểm", QCheckBox)
    assert answer(window, "1.1.1").values == {"ngay_ban_hanh": ""}
    assert not at_work.field("Ngày ban hành kế hoạch").isEnabled()
    at_work.click("Không có (không ban hành, không gửi): 0,00 điểm", QCheckBox)
    assert answer(window, "1.1.1").values == {}


def test_a_calendar_gives_the_date(window: MainWindow, at_work: Person, qtbot) -> None:
    go(window, "1.1.1")
    field = at_work.field("Ngày ban hành kế hoạch")
    at_work.type("15/01/2026", field)
    at_work.press(Qt.Key.Key_F4)
    popup = field.findChild(CalendarPopup)
    assert popup.isVisible()
    at_work.press(Qt.Key.Key_Right, into=popup.focusWidget())
    at_work.press(Qt.Key.Key_Return, into=popup.focusWidget())
    assert answer(window, "1.1.1").values == {"ngay_ban_hanh": "2026-01-16"}
    qtbot.waitUntil(lambda: field.findChild(CalendarPopup) is None)


def test_an_option_is_chosen_by_mouse_and_by_arrow(window: MainWindow, at_work: Person) -> None:
    go(window, "2.2.1")
    leaf = window.parts.view.workspace.assessment.criteria_set.leaf("2.2.1")
    keys = [one.key for one in leaf.measure.options]
    at_work.click("b) Chỉ có một trong hai, hoặc chậm", QRadioButton)
    assert answer(window, "2.2.1").values == {"option": keys[1]}
    assert at_work.sees("Phương án b)")
    assert at_work.sees("Còn mất 0,25 điểm")
    at_work.press(Qt.Key.Key_Up)
    assert answer(window, "2.2.1").values == {"option": keys[0]}


def test_several_counts_show_no_sum_that_is_neither_a_count_nor_the_points(
    window: MainWindow, at_work: Person
) -> None:
    go(window, "5.4.1")
    assert not at_work.sees("Tính ra")
    at_work.type("1")
    at_work.press(Qt.Key.Key_Return)
    at_work.type("0")
    at_work.press(Qt.Key.Key_Return)
    at_work.type("0")
    assert at_work.sees("0,75")
    assert not at_work.sees("Tính ra")


def test_a_penalty_is_called_so(window: MainWindow, at_work: Person) -> None:
    go(window, "10.3")
    assert at_work.sees("Điểm trừ tối đa")
    go(window, "3.4.1")
    assert not at_work.sees("Điểm trừ tối đa")


def test_a_guide_ends_before_the_step_begins(window: MainWindow, at_work: Person) -> None:
    go(window, "7.4")
    assert at_work.sees("thuyết minh từng mục. Bước 0,25 điểm, tối đa 1,00 điểm.")


def test_requirements_are_ticked_and_none_can_be_declared(
    window: MainWindow, at_work: Person
) -> None:
    go(window, "1.1.2")
    at_work.click("Có mục tiêu, chỉ tiêu định lượng", QCheckBox)
    assert answer(window, "1.1.2").values == {"items": "muc_tieu"}
    at_work.click("Không đạt yêu cầu nào", QCheckBox)
    assert answer(window, "1.1.2").values == {"items": ""}
    assert at_work.sees("Đạt 0/5 yêu cầu")
    assert at_work.sees("Đã bỏ dấu 1 yêu cầu")
    at_work.click("Không đạt yêu cầu nào", QCheckBox)
    assert answer(window, "1.1.2").values == {"items": "muc_tieu"}
    assert not at_work.sees("Đã bỏ dấu")
    at_work.click("Có mục tiêu, chỉ tiêu định lượng", QCheckBox)
    assert answer(window, "1.1.2").values == {"items": ""}


def test_ticks_put_aside_never_come_back_on_another_leaf(
    window: MainWindow, at_work: Person
) -> None:
    go(window, "1.1.2")
    at_work.click("Có mục tiêu, chỉ tiêu định lượng", QCheckBox)
    at_work.click("Không đạt yêu cầu nào", QCheckBox)
    go(window, "2.2.1")
    go(window, "1.1.2")
    at_work.click("Không đạt yêu cầu nào", QCheckBox)
    assert answer(window, "1.1.2").values == {}


def test_a_surveyed_leaf_has_no_fields_and_says_who_scores_it(
    window: MainWindow, at_work: Person
) -> None:
    go(window, "8.1")
    assert at_work.sees("Điểm do điều tra xã hội học xác định")
    assert at_work.sees("không tính là 0 điểm")
    go(window, "8.4")
    assert at_work.sees("Điểm do Hội đồng hoặc cấp trên chấm")


def test_a_leaf_that_does_not_apply_needs_its_basis(
    window: MainWindow, at_work: Person, prompts
) -> None:
    go(window, "3.4.1")
    seen = []

    def look(dialog) -> bool:
        officer = Person(dialog)
        assert not officer.button("Đánh dấu không áp dụng").isEnabled()
        assert officer.sees("Phải ghi số, ngày quyết định công bố danh mục TTHC")
        officer.type("QĐ 12/QĐ-UBND ngày 05/01/2026", officer.field("Căn cứ không áp dụng"))
        seen.append(dialog.basis())
        return officer.button("Đánh dấu không áp dụng").isEnabled()

    prompts.dialogs.append(look)
    at_work.fill(NUMERATOR, "5")
    at_work.click("Không áp dụng…")
    assert seen[0].startswith("Cơ quan không có thủ tục hành chính thuộc thẩm quyền giải quyết: QĐ")
    assert answer(window, "3.4.1").not_applicable == seen[0]
    assert at_work.sees("Mục này không áp dụng.")
    at_work.click("Áp dụng lại")
    assert at_work.field(NUMERATOR).text() == "5"


def test_an_option_that_takes_the_leaf_out_asks_for_its_basis_in_the_note(
    window: MainWindow, at_work: Person
) -> None:
    go(window, "3.3.2")
    words = "ghi căn cứ (số, ngày văn bản) vào Ghi chú, giải trình"
    assert not at_work.sees(words)
    at_work.click("d) Không có TTHC liên thông", QRadioButton)
    assert at_work.sees(words)
    go(window, "2.2.1")
    assert not at_work.sees(words)
    go(window, "3.3.2")
    assert at_work.sees(words)


def test_a_leaf_exempt_from_the_beginning_shows_its_basis(
    window: MainWindow, at_work: Person
) -> None:
    go(window, "6.4.1")
    assert at_work.sees("Căn cứ: QĐ 1120")
    assert "Không áp dụng…" not in at_work.buttons()


def test_a_flag_for_review_shows_in_the_tree(window: MainWindow, at_work: Person) -> None:
    go(window, "3.4.3")
    at_work.click("Cần xem lại")
    assert answer(window, "3.4.3").review
    space = window.parts.view.workspace
    at_work.wait(lambda: space.model.mark("3.4.3").word == "Cần xem lại")


def test_a_flag_hides_nothing_and_looks_pressed(window: MainWindow, on_share: Person) -> None:
    on_share.type("9")
    on_share.press(Qt.Key.Key_Return)
    on_share.type("9")
    button = on_share.button("Cần xem lại")
    assert on_share.sees("4,00 trên 4,00, Thiếu tài liệu")
    before = button.grab().toImage()
    on_share.click("Cần xem lại")
    button.clearFocus()
    on_share.pause(200)
    assert on_share.sees("4,00 trên 4,00, cần xem lại, Thiếu tài liệu")
    assert button.grab().toImage() != before
    view = window.parts.view
    view.show_work_list("lacking")
    index = view.workspace.model.index_of("3.4.1")
    assert not view.workspace.tree.isRowHidden(index.row(), index.parent())


def test_a_flagged_undeclared_leaf_is_still_undeclared(window: MainWindow, at_work: Person) -> None:
    go(window, "3.4.2")
    at_work.click("Cần xem lại")
    go(window, "3.4.1")
    at_work.click("Mục chưa kê khai kế tiếp")
    assert window.parts.view.workspace.code == "3.4.2"


def test_showing_a_leaf_is_no_edit(window: MainWindow, at_work: Person) -> None:
    edits = []
    window.parts.view.workspace.answer_edited.connect(lambda *args: edits.append(args))
    for code in window.parts.view.workspace.model.leaf_codes():
        go(window, code)
    assert edits == []


def test_a_note_is_kept_with_its_lines(
    window: MainWindow, at_work: Person, stored: Callable[[], Assessment]
) -> None:
    go(window, "3.4.1")
    note = at_work.field("Ghi chú, giải trình cho mục 3.4.1")
    at_work.click_on(note)
    at_work.type("03 hồ sơ quá hạn do lỗi kết nối\nđã xin lỗi, hẹn lại", note)
    at_work.press(Qt.Key.Key_Tab)
    at_work.wait(lambda: window.parts.desk.autosave.is_clean)
    assert stored().answer("3.4.1").note == "03 hồ sơ quá hạn do lỗi kết nối\nđã xin lỗi, hẹn lại"


@pytest.mark.parametrize("name", ["Ghi chú, giải trình cho mục 3.4.1", NUMERATOR])
def test_a_word_being_composed_survives_autosave(
    window: MainWindow, on_share: Person, stored: Callable[[], Assessment], name: str
) -> None:
    field = on_share.field(name)
    on_share.click_on(field)
    on_share.type("hai ", field)
    on_share.compose("mườ", field)
    on_share.pause(600)
    on_share.wait(lambda: window.parts.desk.autosave.is_clean)
    on_share.compose("mười", field)
    on_share.type("mười", field)
    on_share.press(Qt.Key.Key_Tab, into=field)
    on_share.wait(lambda: window.parts.desk.autosave.is_clean)
    kept = stored().answer("3.4.1")
    assert (kept.note or kept.values["b"]) == "hai mười"


def test_letters_taken_apart_are_kept_whole(
    window: MainWindow, on_share: Person, stored: Callable[[], Assessment]
) -> None:
    note = on_share.field("Ghi chú, giải trình cho mục 3.4.1")
    on_share.click_on(note)
    on_share.type(unicodedata.normalize("NFD", "Quyết định"), note)
    on_share.press(Qt.Key.Key_Tab, into=note)
    on_share.wait(lambda: window.parts.desk.autosave.is_clean)
    assert stored().answer("3.4.1").note == unicodedata.normalize("NFC", "Quyết định")
