"""Registers, survey, published indices, criteria sets, another set: as somebody uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cchc_desktop.core.register_figures import CellProblem
from cchc_desktop.operations import criteria_sets
from cchc_desktop.operations.published_results import view_index
from cchc_desktop.operations.registers import view_register
from cchc_desktop.operations.session import open_session
from tests.support.made_sets import shipped_data

if TYPE_CHECKING:
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts

SAMPLE = Path(__file__).parents[1] / "data/sipas-sample.csv"


@pytest.fixture
def at_registers(window: MainWindow, at_work: Person) -> Person:
    """Somebody at the register of signed documents."""
    at_work.menu("Công cụ", "Sổ theo dõi")
    flow = window.parts.registers
    at_work.wait(lambda: flow._page is not None and flow._page.table.rowCount() == 1)
    flow._page.tabs.setCurrentIndex(3)
    at_work.wait(lambda: flow._page.key == "signing")
    return at_work


def type_cell(window: MainWindow, person: Person, row: int, column: int, text: str) -> None:
    table = window.parts.registers._page.table
    table.setFocus()
    table.setCurrentCell(row, column)
    person.press(Qt.Key.Key_F2)
    person.type(text)
    person.press(Qt.Key.Key_Return)
    person.pause(20)  # Qt takes the cell over once the key has been dealt with


def test_a_mark_that_comes_while_typing_takes_no_letter(
    window: MainWindow, at_registers: Person, workbook: Path
) -> None:
    table = window.parts.registers._page.table
    type_cell(window, at_registers, 0, 1, "4788")
    table.setCurrentCell(0, 2)
    at_registers.press(Qt.Key.Key_F2)
    at_registers.type("44")
    table.mark([CellProblem(0, "signed", "Chưa ghi số.")])
    assert table.item(0, 2).toolTip() == "Chưa ghi số."
    at_registers.type("31")
    at_registers.press(Qt.Key.Key_Return)
    at_registers.wait(lambda: table.item(0, 2).text() == "4.431")


def test_rows_are_typed_kept_and_summed(
    window: MainWindow, at_registers: Person, workbook: Path
) -> None:
    assert at_registers.sees("Sổ chưa có dòng nào.")
    for column, text in enumerate(("Năm 2026", "4788", "4.431")):
        type_cell(window, at_registers, 0, column, text)
    at_registers.wait(lambda: at_registers.sees("Đã ký số: 4.431/4.788 văn bản = 92,54%"))
    page = window.parts.registers._page
    assert page.table.item(0, 1).text() == "4.788"
    assert page.table.rowCount() == 2  # an empty row to go on
    with open_session(workbook, read_only=True) as session:
        rows = view_register(session, "signing").rows
    assert [dict(row.values) for row in rows] == [
        {"period": "Năm 2026", "documents": "4788", "signed": "4431"}
    ]
    at_registers.click("Đưa vào mục")
    at_registers.wait(lambda: at_registers.sees("Đã đưa số liệu vào mục 7.2.1: 1,39 điểm."))
    at_registers.click("Xem mục")
    assert window.parts.view.workspace.code == "7.2.1"


def test_a_cell_that_cant_be_true_is_marked_and_kept(
    window: MainWindow, at_registers: Person
) -> None:
    for column, text in enumerate(("Năm", "3", "nhiều")):
        type_cell(window, at_registers, 0, column, text)
    at_registers.wait(lambda: at_registers.sees("Chưa đưa được số liệu vào tiêu chí"))
    item = window.parts.registers._page.table.item(0, 2)
    assert item.text() == "nhiều"
    assert "không phải số" in item.toolTip()
    assert not at_registers.button("Đưa vào mục").isEnabled()


def test_what_was_copied_from_excel_is_pasted(window: MainWindow, at_registers: Person) -> None:
    QApplication.clipboard().setText("Tháng 1\t10\t9\nTháng 2\t20\t20\n")
    table = window.parts.registers._page.table
    table.setCurrentCell(0, 0)
    table.setFocus()
    QTest.keySequence(table, "Ctrl+V")
    at_registers.wait(lambda: at_registers.sees("29/30 văn bản"))
    assert table.rowCount() == 3
    table.selectRow(0)
    at_registers.click("Xóa dòng")
    at_registers.wait(lambda: at_registers.sees("20/20 văn bản = 100%"))


def test_a_register_goes_to_excel_and_a_bad_one_is_refused(
    window: MainWindow, at_registers: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    out = tmp_path / "so.xlsx"
    prompts.files.append([out])
    at_registers.click("Xuất Excel…")
    at_registers.wait(lambda: at_registers.sees("Đã ghi so.xlsx."))
    book = openpyxl.load_workbook(out)
    page = book["Văn bản ký số"]
    page["B5"], page["C5"], page["D5"] = "Năm", 5, "x"
    book.save(out)
    prompts.files.append([out])
    at_registers.click("Nhập từ Excel…")
    at_registers.wait(lambda: at_registers.sees("Chưa nhập: 1 chỗ phải sửa."))
    assert at_registers.sees("Văn bản ký số!D5")
    page["D5"] = 4
    book.save(out)
    prompts.files.append([out])
    at_registers.click("Nhập từ Excel…")
    at_registers.wait(lambda: at_registers.sees("Đã nhập 1 dòng."))
    assert at_registers.sees("4/5 văn bản = 80%")


def test_ballots_are_counted_and_feed_the_criteria(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts
) -> None:
    at_work.menu("Công cụ", "Khảo sát hài lòng")
    at_work.wait(lambda: at_work.sees("Chưa có kết quả khảo sát."))
    prompts.files.append([SAMPLE])
    at_work.click("Nhập bảng phiếu…")
    at_work.wait(lambda: at_work.sees("Chỉ số chung 86,08%"))
    assert at_work.sees("trung bình các câu 85,85%")
    box = window.parts.surveys._survey.feeds.leaves
    box.setCurrentIndex(box.findData("8.1"))
    at_work.click("Đưa vào mục")
    at_work.wait(lambda: at_work.sees("Đã đưa số liệu vào mục 8.1: 7,75 điểm."))
    at_work.press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.parts.view


def test_bad_ballots_change_nothing(
    at_work: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    bad = tmp_path / "phieu.csv"
    text = SAMPLE.read_text("utf-8").replace("P0343,DV04,ca_nhan,4", "P0343,DV04,ca_nhan,8")
    bad.write_text(text, "utf-8")
    at_work.menu("Công cụ", "Khảo sát hài lòng")
    prompts.files.append([bad])
    at_work.click("Nhập bảng phiếu…")
    at_work.wait(lambda: at_work.sees("Chưa nhập: 1 phiếu có lỗi."))
    assert at_work.sees("dòng 2, cột D")
    assert at_work.sees("Chưa có kết quả khảo sát.")


def test_a_cancelled_count_says_so_and_keeps_nothing(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    many = tmp_path / "phieu.csv"
    heads = ",".join(f"q{number:02}" for number in range(1, 23))
    many.write_text("\n".join([heads, *[",".join("4" * 22)] * 100_000]), "utf-8")
    at_work.menu("Công cụ", "Khảo sát hài lòng")
    prompts.files.append([many])
    at_work.click("Nhập bảng phiếu…")
    window.parts.jobs.cancel()  # as the strip's button does, which only long jobs show
    at_work.wait(lambda: at_work.sees("Đã hủy."))
    assert at_work.sees("Chưa có kết quả khảo sát.")
    assert not window.parts.jobs.is_running


def test_published_years_are_entered_doubted_and_compared(
    window: MainWindow, at_work: Person, workbook: Path
) -> None:
    at_work.menu("Công cụ", "Chỉ số công bố (PAPI, PCI)")
    at_work.wait(lambda: at_work.sees("Chưa nhập năm nào."))
    at_work.wait(window.parts.surveys._index.year.isVisible)
    for year, total, rank in (("2020", "86,02", "9"), ("2021", "87.61", "16")):
        at_work.fill("Năm công bố", year)
        at_work.press(Qt.Key.Key_Return)
        at_work.fill("Tổng điểm", total)
        at_work.fill("Hạng", rank)
        at_work.click("Lưu số đã công bố")  # and on at once, while it is being kept
    words = "Điểm tăng 1,59 nhưng hạng giảm 7 bậc (từ 9 thành 16)."
    at_work.wait(lambda: at_work.sees(words))
    assert at_work.sees("vượt mức tối đa 80,00")
    with open_session(workbook, read_only=True) as session:
        kept = view_index(session, "papi").results
    assert [one.values["total"] for one in kept] == ["86,02", "87.61"]
    at_work.fill("Tổng điểm", "nhiều")
    at_work.click("Lưu số đã công bố")
    at_work.wait(lambda: at_work.sees("“nhiều” không phải điểm"))
    assert at_work.field("Tổng điểm").text() == "nhiều"
    at_work.click("Lưu số đã công bố")
    at_work.fill("Năm công bố", "2019")
    at_work.press(Qt.Key.Key_Return)  # before the refusal is there
    at_work.wait(lambda: at_work.field("Tổng điểm").text() == "nhiều")
    assert at_work.field("Năm công bố").text() == "2021"


def test_typed_results_are_never_swept_away_by_another_year_or_index(
    window: MainWindow, at_work: Person
) -> None:
    at_work.menu("Công cụ", "Chỉ số công bố (PAPI, PCI)")
    at_work.wait(lambda: at_work.sees("Chưa nhập năm nào."))
    at_work.wait(window.parts.surveys._index.year.isVisible)
    page = window.parts.surveys._index
    at_work.fill("Tổng điểm", "42,68")
    at_work.fill("Năm công bố", "2021")
    at_work.press(Qt.Key.Key_Return)
    assert at_work.field("Tổng điểm").text() == "42,68"  # the year came second
    at_work.fill("Năm công bố", "2020")
    at_work.press(Qt.Key.Key_Return)
    assert at_work.sees("Số của năm 2021 chưa lưu.")
    assert (page.year.text(), at_work.field("Tổng điểm").text()) == ("2021", "42,68")
    page.tabs.setCurrentIndex(1)
    assert (page.tabs.currentIndex(), at_work.field("Tổng điểm").text()) == (0, "42,68")
    at_work.click("Bỏ phần chưa lưu")
    assert at_work.field("Tổng điểm").text() == ""
    page.tabs.setCurrentIndex(1)
    at_work.wait(lambda: page.id == "pci")


def test_a_set_is_loaded_checked_and_offered(
    window: MainWindow, person: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    person.menu("Công cụ", "Bộ tiêu chí")
    person.wait(lambda: person.sees("Dùng được, không có lỗi."))
    page = window.parts.sets._sets
    assert page.list.model().rowCount() == 6
    table = tmp_path / "bo.xlsx"
    prompts.files.append([table])
    person.click("Xuất bảng Excel…")
    person.wait(lambda: person.sees("Đã ghi bo.xlsx."))
    book = openpyxl.load_workbook(table)
    book["Thông tin"]["B2"] = "so-tinh-a"
    book["Bộ tiêu chí"]["E6"] = "Đoán"
    book.save(table)
    prompts.files.append([table])
    person.click("Nạp bộ tiêu chí…")
    person.wait(lambda: person.sees("Chưa dùng được: còn 1 lỗi phải sửa, 0 cảnh báo."))
    texts = [page.findings.model().index(0, n).data() for n in range(3)]
    assert texts[1] == "Bộ tiêu chí!E6"
    book["Bộ tiêu chí"]["E6"] = "Ngày chậm – theo mức"
    book.save(table)
    page.file_dropped.emit(str(table))
    person.wait(lambda: person.sees("Đã thêm bộ so-tinh-a vào danh sách."))
    assert "so-tinh-a" in {one.id for one in criteria_sets.usable_sets()}
    prompts.answers.append(0)
    person.click("Gỡ bộ…")
    person.wait(lambda: page.list.model().rowCount() == 6)


def test_the_template_needs_no_workbook(
    person: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    person.menu("Công cụ", "Bộ tiêu chí")
    prompts.files.append([tmp_path / "mau.xlsx"])
    person.click("Tải mẫu trống…")
    person.wait(lambda: person.sees("Đã ghi mau.xlsx."))
    assert "Hướng dẫn" in openpyxl.load_workbook(tmp_path / "mau.xlsx").sheetnames


def test_the_workbook_moves_to_another_set_and_back(
    window: MainWindow, at_work: Person, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    data = shipped_data()
    data |= {"id": "so-nganh-2027", "year": 2027, "title": "Bộ năm sau"}
    data["fields"][0]["criteria"][4]["title"] = "Sáng kiến cải cách"
    path = tmp_path / "moi.json"
    path.write_text(json.dumps(data), "utf-8")
    space = window.parts.view.workspace
    space.go_to("3.4.1", focus=True)
    at_work.fill("Số hồ sơ giải quyết trước hạn và đúng hạn", "2450")
    at_work.fill("Số hồ sơ đã giải quyết và quá hạn chưa giải quyết", "2453")
    prompts.files.append([path])
    at_work.menu("Công cụ", "Chuyển sang bộ tiêu chí khác…")
    at_work.wait(lambda: at_work.sees("Bộ năm sau"))
    assert at_work.sees("Bộ mới là của năm 2027")
    assert space.assessment.criteria_set.id == "so-nganh-2026"
    button = next(one for one in at_work.buttons() if one.startswith("Chuyển ") and "mục" in one)
    at_work.click(button)
    at_work.wait(lambda: space.assessment.criteria_set.id == "so-nganh-2027")
    at_work.wait(lambda: at_work.sees("Đã chuyển bộ tiêu chí."))
    assert space.assessment.answer("3.4.1").values == {"a": "2453", "b": "2450"}
    prompts.answers.append(0)
    at_work.click("Trở lại bộ trước")
    at_work.wait(lambda: space.assessment.criteria_set.id == "so-nganh-2026")
