"""The Excel table: the same set comes back, and whatever is wrong is told with its cell."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from cchc_desktop.core.set_document import set_from_data, set_from_text, set_to_text
from cchc_desktop.criteria.authoring.instructions import EXAMPLES
from cchc_desktop.criteria.authoring.leaf_words import read_inputs
from cchc_desktop.criteria.authoring.rule_words import WAYS, read_rule
from cchc_desktop.criteria.authoring.table_reader import read_set_table
from cchc_desktop.criteria.authoring.table_writer import write_set_table
from cchc_desktop.operations import criteria_sets
from cchc_desktop.paths import forms_dir
from cchc_desktop.spreadsheets.reading import read_book
from tests.support import made_sets as m

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.set_findings import SetFinding

SETS = ("so-nganh-2026", "xa-phuong-2026", "par-index-1150")


def text_of(id_: str) -> str:
    return (forms_dir() / "sets" / f"{id_}.json").read_text("utf-8")


@pytest.mark.parametrize("id_", SETS)
def test_a_shipped_set_comes_back_byte_for_byte(tmp_path: Path, id_: str) -> None:
    table = tmp_path / "bo.xlsx"
    write_set_table(set_from_text(text_of(id_)), table)
    whole, found = read_set_table(read_book(table))
    assert found == ()
    assert whole is not None
    assert set_to_text(whole) == text_of(id_)


@given(m.sets())
@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking workbooks takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_set_comes_back(tmp_path: Path, data: dict[str, Any]) -> None:
    before = set_from_data(data)
    table = tmp_path / "bo.xlsx"
    write_set_table(before, table)
    whole, found = read_set_table(read_book(table))
    assert whole is not None, [one.message for one in found]
    assert set_to_text(whole) == set_to_text(before)


@pytest.mark.parametrize("rule", m.RULES, ids=lambda one: f"{one[0]['kind']}-{one[1]['kind']}")
def test_every_rule_has_words(tmp_path: Path, rule: Any) -> None:
    before = set_from_data(m.whole([m.leaf("1.1", *rule)]))
    write_set_table(before, tmp_path / "bo.xlsx")
    whole, found = read_set_table(read_book(tmp_path / "bo.xlsx"))
    assert whole is not None, [one.message for one in found]
    assert set_to_text(whole) == set_to_text(before)


def test_every_example_of_the_instructions_can_be_copied() -> None:
    shown = {way for way, _, _ in EXAMPLES}
    assert shown <= set(WAYS)
    assert len(shown) >= 11
    for way, settings_, inputs in EXAMPLES:
        measure, scale = read_rule(way, settings_)
        one = m.leaf("1.1", measure, scale)
        one["inputs"] = read_inputs(inputs)
        set_from_data(m.whole([one]))


def spoilt(
    tmp_path: Path, change: Callable[[Any], object], id_: str = "xa-phuong-2026"
) -> tuple[Any, list[SetFinding]]:
    table = tmp_path / "bo.xlsx"
    write_set_table(set_from_text(text_of(id_)), table)
    book = openpyxl.load_workbook(table)
    change(book["Bộ tiêu chí"])
    book.save(table)
    whole, found = read_set_table(read_book(table, most_rows=20_000))
    return whole, list(found)


def set_cell(ref: str, value: object) -> Callable[[Any], object]:
    def change(page: Any) -> None:
        page[ref].number_format = "General"
        page[ref] = value

    return change


TROUBLE: dict[str, tuple[Callable[[Any], object], str, str]] = {
    "a code that became a number": (set_cell("A6", 1.1), "code_is_number", "A6"),
    "a code that became a day": (set_cell("A6", datetime(2026, 2, 1)), "code_is_date", "A6"),
    "a code that is none": (set_cell("A6", "1.x"), "code", "A6"),
    "one code twice": (set_cell("A7", "1.1.1"), "duplicate_code", "A7"),
    "a formula for a maximum": (set_cell("C6", "=1+1"), "formula", "C6"),
    "words for a maximum": (set_cell("C6", "hai"), "max", "C6"),
    "a date for a maximum": (set_cell("C6", datetime(2026, 1, 2)), "max", "C6"),
    "another sum": (set_cell("C5", 99), "sum", "C5"),
    "an unknown scorer": (set_cell("D6", "Máy"), "scored_by", "D6"),
    "an unknown way": (set_cell("E6", "Đoán"), "way", "E6"),
    "settings that are none": (set_cell("F6", "từ 95% 4,00"), "rule", "F6"),
    "figures that are none": (set_cell("G6", "b Số hồ sơ"), "inputs", "G6"),
    "merged cells": (lambda page: page.merge_cells("B6:B7"), "merged", "B6"),
    "a hidden row": (lambda page: page.row_dimensions.__getitem__(6).__setattr__("hidden", True),
                     "hidden", "A6"),
    "no code": (set_cell("A6", None), "code", "B6"),
    "no title": (set_cell("B6", None), "title", "A6"),
}  # fmt: skip


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_is_told_with_its_cell(tmp_path: Path, name: str) -> None:
    change, kind, ref = TROUBLE[name]
    whole, found = spoilt(tmp_path, change)
    places = [(one.kind, one.sheet, one.cell) for one in found]
    assert (kind, "Bộ tiêu chí", ref) in places, [
        (p, one.message) for p, one in zip(places, found, strict=True)
    ]
    assert whole is None or kind == "sum"
    assert all(one.message.endswith(".") for one in found)


def test_all_trouble_is_told_at_once(tmp_path: Path) -> None:
    def change(page: Any) -> None:
        for ref, value in (("E6", "Đoán"), ("D7", "Máy"), ("C5", 99), ("G8", "?")):
            page[ref] = value

    _, found = spoilt(tmp_path, change)
    assert {"E6", "D7", "C5"} <= {one.cell for one in found}


def plain(tmp_path: Path, rows: list[tuple[object, ...]], name: str = "Bộ tỉnh 2027") -> Path:
    book = openpyxl.Workbook()
    page = book.active
    for row in rows:
        page.append(row)
    path = tmp_path / f"{name}.xlsx"
    book.save(path)
    return path


def test_three_columns_are_a_set(tmp_path: Path) -> None:
    rows = [
        ("Bộ tiêu chí của tỉnh", None, None),
        ("Mã", "Tên", "Điểm tối đa"),
        (1, "Chỉ đạo", 3), ("1.1", "Kế hoạch", None), ("1.1.1", "Ban hành", 1),
        ("1.1.2", "Hoàn thành", 1.5), ("1.2", "Báo cáo", 0.5), ("2", "Thể chế", 97),
        ("2.1", "Rà soát", "97,00"),
    ]  # fmt: skip
    document, found = criteria_sets.check_document(str(plain(tmp_path, rows)))
    assert {one.severity.value for one in found} == {"warning"}
    assert document is not None
    leaves = [(one.code, str(one.max)) for one in document.leaves]
    assert leaves == [("1.1.1", "1.00"), ("1.1.2", "1.50"), ("1.2", "0.50"), ("2.1", "97.00")]
    assert all(one.measure.input == "diem" for one in document.leaves)
    assert (document.id, document.year) == ("bo-tinh-2027", 2027)


def test_ten_thousand_rows_are_refused_in_one_sentence(tmp_path: Path) -> None:
    rows = [("Mã", "Tên", "Điểm tối đa"), *((str(n), "x", 1) for n in range(1, 10_050))]
    document, found = criteria_sets.check_document(str(plain(tmp_path, rows)))
    assert document is None
    assert len(found) == 1
    assert "dòng" in found[0].message


def test_zero_total_and_an_empty_table(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("Mã", "Tên", "Điểm tối đa"), ("1", "A", 0), ("1.1", "B", 0)]
    assert "zero_total" in {
        one.kind for one in criteria_sets.check_document(str(plain(tmp_path, rows)))[1]
    }
    found = criteria_sets.check_document(str(plain(tmp_path, rows[:1])))[1]
    assert [one.kind for one in found if one.severity.value == "error"] == ["empty"]


def test_files_that_are_no_table(tmp_path: Path) -> None:
    files = {
        "a.xlsx": b"PK\x03\x04 hong",
        "b.xlsx": b"xin",
        "c.xls": b"\xd0\xcf\x11\xe0",
        "d.xlsx": b"<html><table>",
    }
    for name, data in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        document, found = criteria_sets.check_document(str(path))
        assert document is None
        assert len(found) == 1, name


@pytest.mark.parametrize("id_", ["sipas-2640", "papi", "pci"])
def test_other_documents_come_back_too(tmp_path: Path, id_: str) -> None:
    from cchc_desktop.core.documents import document_to_text

    criteria_sets.export_table(id_, tmp_path / "x.xlsx")
    document, found = criteria_sets.check_document(str(tmp_path / "x.xlsx"))
    assert found == ()
    assert document is not None
    assert document_to_text(document) == text_of(id_)


def test_running_sums_are_formulas_that_show_a_difference(tmp_path: Path) -> None:
    table = tmp_path / "bo.xlsx"
    write_set_table(set_from_text(text_of("xa-phuong-2026")), table)
    page = openpyxl.load_workbook(table)["Bộ tiêu chí"]
    head = [cell.value for cell in page[3]]
    assert head[:9] == ["TT", "Tiêu chí", "Điểm tối đa", "Người chấm", "Cách chấm", "Tham số",
                        "Số liệu kê khai", "Tài liệu kiểm chứng", "Áp dụng cho"]  # fmt: skip
    formulas = [cell.value for cell in page["O"] if cell.value]
    assert sum(str(one).startswith("=SUM(") for one in formulas) >= 16
    assert page.data_validations.dataValidation
    assert {"Thông tin", "Hướng dẫn"} <= set(openpyxl.load_workbook(table).sheetnames)


def test_an_own_set_is_offered_and_taken_away(tmp_path: Path) -> None:
    data = json.loads(text_of("xa-phuong-2026"))
    data |= {"id": "xa-tinh-a", "title": "Bộ tỉnh A"}
    path = tmp_path / "bo.json"
    path.write_text(json.dumps(data), "utf-8")
    added, _ = criteria_sets.install(path)
    assert added is not None
    assert not added.shipped
    assert criteria_sets.load_set("xa-tinh-a").title == "Bộ tỉnh A"
    assert "xa-tinh-a" in {one.id for one in criteria_sets.usable_sets()}
    criteria_sets.uninstall("xa-tinh-a")
    assert "xa-tinh-a" not in {one.id for one in criteria_sets.installed()}
    path.write_text(text_of("xa-phuong-2026"), "utf-8")
    refused, told = criteria_sets.install(path)
    assert refused is None
    assert "có sẵn" in told[-1].message
