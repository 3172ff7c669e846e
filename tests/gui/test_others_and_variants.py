"""The criterion page where others score, where several rules apply, and where registers feed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from cchc_desktop.core.registers import RegisterRow
from cchc_desktop.operations.registers import save_rows
from cchc_desktop.operations.session import create_session, open_session
from tests.support import made_sets as m

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts


def go(window: MainWindow, code: str) -> None:
    window.parts.view.workspace.go_to(code, focus=True)


def test_a_survey_result_is_entered_and_taken_back(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts,
    stored: Callable[[], Assessment],
) -> None:  # fmt: skip
    go(window, "8.1")
    assert at_work.sees("Chưa có kết quả, không phải 0 điểm")
    at_work.click("Nhập kết quả…")
    at_work.fill("Chỉ số khảo sát (người dân, tổ chức có giao dịch)", "86,08")
    assert at_work.sees("làm tròn 2 số lẻ: 7,75")
    assert at_work.sees("Điểm khảo sát")
    at_work.wait(lambda: stored().answer("8.1").values == {"diem_khao_sat": "86.08"})
    sheet = window.parts.view.workspace.sheet
    at_work.wait(lambda: str(window.parts.view.workspace.sheet.sums.survey_points) == "7.75")
    assert str(sheet.self_score) == "0.00"
    prompts.answers.append(0)
    at_work.click("Bỏ kết quả")
    at_work.wait(lambda: not stored().answer("8.1").values)
    assert at_work.sees("Chưa có kết quả, không phải 0 điểm")


def test_the_steps_are_unfolded_on_request(window: MainWindow, at_work: Person) -> None:
    go(window, "3.4.1")
    at_work.fill("Số hồ sơ giải quyết trước hạn và đúng hạn", "2450")
    at_work.fill("Số hồ sơ đã giải quyết và quá hạn chưa giải quyết", "2453")
    assert not at_work.sees("1. 2.450 ÷ 2.453 = 99,8777…%")
    at_work.click("Từng bước")
    assert at_work.sees("1. 2.450 ÷ 2.453 = 99,8777…%")
    assert at_work.sees("3. làm tròn 2 số lẻ: 4,00")


def test_a_leaf_forced_to_nothing_leads_to_the_one_it_depends_on(
    window: MainWindow, at_work: Person
) -> None:
    go(window, "1.1.1")
    at_work.click("Không có (không ban hành, không gửi): 0,00 điểm")
    go(window, "1.1.3")
    assert at_work.sees("Mục 1.1.1 khai là không có: mục này 0 điểm")
    at_work.click("Đến 1.1.1")
    assert window.parts.view.workspace.code == "1.1.1"


@pytest.fixture
def with_variants(tmp_path: Path) -> Path:
    """A workbook whose one leaf has two rules."""
    leaf = m.leaf("1.1", m.SHARE, m.PART)
    variants = [
        {"key": "co", "label": "Đơn vị có TTHC", "measure": m.SHARE, "scale": m.PART},
        {"key": "khong", "label": "Đơn vị không có TTHC", "measure": m.OPTIONS, "scale": m.POINTS},
    ]
    del leaf["measure"], leaf["scale"]
    leaf["variants"] = variants
    path = tmp_path / "bo.json"
    path.write_text(json.dumps(m.whole([leaf])), "utf-8")
    create_session(tmp_path / "a.cchc", str(path), 2026, "Sở A", {}).close()
    return tmp_path / "a.cchc"


def test_the_unit_picks_the_rule_that_applies(
    window: MainWindow, person: Person, with_variants: Path
) -> None:
    window.open_workbook(with_variants)
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    space = window.parts.view.workspace
    assert person.sees("Trường hợp áp dụng")
    assert "Số b" not in person.labels()
    person.click("Đơn vị có TTHC")
    person.fill("Số b", "3")
    person.fill("Số a", "4")
    assert person.sees("tỷ lệ × 2,00 = 1,50")
    person.click("Đơn vị không có TTHC")
    assert "Số b" not in person.labels()
    person.click("a) Có: đủ, đúng = tốt")
    assert person.sees("2,00 điểm")
    person.click("Đơn vị có TTHC")  # what was typed there is still there
    assert person.sees("tỷ lệ × 2,00 = 1,50")
    assert space.assessment.answer("1.1").values["option"] == "co"


@pytest.fixture
def with_plan(workbook: Path) -> Path:
    """A workbook whose plan has two tasks, one of them done."""
    with open_session(workbook) as session:
        rows = [
            RegisterRow({"task": "Việc 1", "kind": "key", "state": "done"}),
            RegisterRow({"task": "Việc 2", "kind": "specific", "state": "doing"}),
        ]
        save_rows(session, "plan", rows)
    return workbook


def test_figures_are_taken_from_the_register_and_marked_when_it_changes(
    window: MainWindow, person: Person, with_plan: Path, stored: Callable[[], Assessment]
) -> None:
    window.open_workbook(with_plan)
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    go(window, "1.1.3")
    person.wait(lambda: person.sees("Sổ “Kế hoạch CCHC” ghi"))
    person.click("Lấy số này")
    person.wait(lambda: stored().links_of("1.1.3") == {"a": "plan.tasks", "b": "plan.done"})
    person.wait(lambda: person.sees("Đã lấy từ sổ “Kế hoạch CCHC”."))
    assert person.field("Số nhiệm vụ trong kế hoạch").text() == "2"
    person.fill("Số nhiệm vụ trong kế hoạch", "3")
    assert not person.sees("Đã lấy từ sổ")
    person.wait(lambda: stored().links_of("1.1.3") == {"b": "plan.done"})


def test_an_empty_register_says_where_to_fill_it(window: MainWindow, at_work: Person) -> None:
    go(window, "1.1.3")
    at_work.wait(lambda: at_work.sees("Sổ theo dõi chưa có số liệu cho mục này"))
    assert "Lấy số này" not in at_work.buttons()


def test_parts_that_do_not_apply_are_edited_together(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts,
    stored: Callable[[], Assessment],
) -> None:  # fmt: skip
    go(window, "3.4.1")

    def edit(dialog) -> bool:
        nodes = dialog.findChild(QComboBox)
        nodes.setCurrentIndex(nodes.findData("3"))
        basis = dialog.findChild(QLineEdit)
        basis.setText("Không có TTHC: QĐ 12")
        dialog._add.click()
        assert set(dialog.exemptions()) == {"6.4", "3"}
        return True

    prompts.dialogs.append(edit)
    at_work.menu("Tiêu chí", "Phần không áp dụng với đơn vị…")
    at_work.wait(lambda: stored().exemptions.get("3") == "Không có TTHC: QĐ 12")
    at_work.wait(lambda: at_work.sees("Mục này không áp dụng."))
    group = window.parts.view.workspace.sheet.group("3")
    assert str(group.own_max) == "0.00"


def test_a_group_names_the_sets_maximum_where_its_own_is_smaller(
    window: MainWindow, at_work: Person
) -> None:
    model = window.parts.view.workspace.model
    spoken = model.index_of("6.1.1").parent().parent().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "bộ 9,00" in spoken
