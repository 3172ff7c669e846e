"""“Tạo hồ sơ mới”: three short pages to a workbook that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWizard

from cchc_desktop.gui.dialogs.new_workbook_wizard import NewWorkbookWizard
from cchc_desktop.operations.answers import declare
from cchc_desktop.operations.session import create_session, open_session
from tests.support.person import Person

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.scripted_prompts import ScriptedPrompts

SCHOOLS = "Cơ quan không có đơn vị sự nghiệp công lập trực thuộc"


def test_a_department_is_made_and_opened(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    seen = {}

    def go_through(wizard: QWizard) -> bool:
        officer = Person(wizard)
        after = wizard.button(QWizard.WizardButton.NextButton)
        seen["waits for a unit"] = not after.isEnabled() and officer.sees("Chưa có tên đơn vị.")
        officer.fill("Tên đơn vị", "Sở Công Thương")
        officer.click("Tiếp")
        officer.click(SCHOOLS, QCheckBox)
        basis = officer.field(f"Căn cứ: {SCHOOLS}")
        seen["waits for a basis"] = not after.isEnabled() and officer.sees(
            "Còn 1 dòng chưa ghi số, ngày văn bản làm căn cứ."
        )
        officer.type("Quyết định số 1120/QĐ-UBND", basis)
        officer.click("Tiếp")
        seen["sums up"] = officer.sees("điểm tối đa tự chấm 68,00")
        seen["path"] = officer.field("Tệp hồ sơ").text()
        return wizard.button(QWizard.WizardButton.FinishButton).isEnabled()

    prompts.dialogs.append(go_through)
    person.click("Tạo hồ sơ mới…")
    path = tmp_path / "so-cong-thuong-2026.cchc"
    person.wait(lambda: window.parts.desk.path == path)
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    assert seen == {
        "waits for a unit": True,
        "waits for a basis": True,
        "sums up": True,
        "path": str(path),
    }
    assert person.sees("0 / 72 tiêu chí thành phần đã kê khai")
    with open_session(path, read_only=True) as session:
        assert session.assessment.exemptions == {"6.4": f"{SCHOOLS}: Quyết định số 1120/QĐ-UBND"}
        assert session.assessment.unit == "Sở Công Thương"


def test_a_new_year_begins_beside_last_years_results(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    earlier = tmp_path / "2025.cchc"
    with create_session(earlier, "so-nganh-2026", 2025, "Sở Công Thương", {}) as session:
        declare(session, "3.4.1", {"b": "2311", "a": "2330"}, "cũ")

    def go_through(wizard: QWizard) -> bool:
        officer = Person(wizard)
        officer.fill("Tên đơn vị", "Sở Công Thương")
        officer.click("Tiếp")
        officer.click("Tiếp")
        return wizard.button(QWizard.WizardButton.FinishButton).isEnabled()

    prompts.dialogs.append(go_through)
    prompts.files.append([earlier])
    prompts.answers.append(0)
    person.click("Làm tiếp từ hồ sơ năm trước…")
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    person.wait(lambda: "Đã nhập kết quả năm 2025" in window.parts.view.message.words())
    window.parts.view.jump("3.4.1")
    assert person.sees("Năm 2025")
    assert person.sees("3,97 / 4,00")
    assert person.sees("Chưa kê khai")


def test_a_file_that_is_there_already_is_not_overwritten(
    qtbot, prompts: ScriptedPrompts, workbook: Path
) -> None:
    wizard = NewWorkbookWizard(prompts)
    qtbot.addWidget(wizard)
    wizard.show()
    officer = Person(wizard)
    officer.fill("Tên đơn vị", "Sở Công Thương")
    officer.click("Tiếp")
    officer.click("Tiếp")
    assert officer.sees("đã có trong thư mục này")
    assert not wizard.button(QWizard.WizardButton.FinishButton).isEnabled()
    prompts.files.append([workbook.with_name("khác")])
    officer.click("Chọn nơi lưu…")
    assert wizard.choices().path == workbook.with_name("khác.cchc")
    assert wizard.button(QWizard.WizardButton.FinishButton).isEnabled()


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        (
            "Sở Khoa học và Công nghệ tỉnh Hòa Bình",
            "so-khoa-hoc-va-cong-nghe-tinh-hoa-binh-2026.cchc",
        ),
        ("Phòng " * 40, f"{'-'.join(['phong'] * 16)}-2026.cchc"),
        ("x" * 300, f"{'x' * 100}-2026.cchc"),
    ],
)
def test_the_proposed_name_keeps_the_whole_unit(
    qtbot, prompts: ScriptedPrompts, unit: str, name: str
) -> None:
    wizard = NewWorkbookWizard(prompts)
    qtbot.addWidget(wizard)
    wizard.show()
    officer = Person(wizard)
    officer.field("Tên đơn vị").setText(unit)
    officer.click("Tiếp")
    officer.click("Tiếp")
    assert wizard.choices().path.name == name


def test_the_wizards_words_are_vietnamese(qtbot, prompts: ScriptedPrompts) -> None:
    wizard = NewWorkbookWizard(prompts)
    qtbot.addWidget(wizard)
    wizard.show()
    assert Person(wizard).buttons() >= {"Tiếp", "Hủy"}
    assert wizard.findChild(QLineEdit) is not None
