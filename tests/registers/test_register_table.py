"""A register goes to Excel and comes back; a table with mistakes is refused with their cells."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cchc_desktop.core.register_figures import canonical_cell
from cchc_desktop.core.registers import REGISTERS, ColumnKind, Register, RegisterRow
from cchc_desktop.registers.register_table import read_register, write_register

if TYPE_CHECKING:
    from pathlib import Path

TEXT = st.text(st.sampled_from("aăđƯẾ =+-@'\"19.,;/"), min_size=1, max_size=20)


@st.composite
def rows_of(draw: st.DrawFn, register: Register) -> list[RegisterRow]:
    rows = []
    for number in range(draw(st.integers(1, 4))):
        values = {}
        for place, column in enumerate(register.columns):
            if column.kind is ColumnKind.COUNT:
                values[column.name] = "7"
            elif column.kind is ColumnKind.CHOICE:
                keys = [key for key, _ in column.options]
                values[column.name] = keys[number % len(keys)]
            elif column.kind is ColumnKind.DATE:
                values[column.name] = draw(st.sampled_from(["", "2026-03-05"]))
            else:
                text = canonical_cell(column, draw(TEXT)) or "x"
                values[column.name] = f"{number} {text}" if place == 0 else text
        if values.get("state") not in (None, "done"):
            values["done_on"] = ""
        if register.key == "inspections":
            values["inspected_on"] = "2026-03-05"
        rows.append(RegisterRow({name: text for name, text in values.items() if text}))
    return rows


@pytest.mark.parametrize("key", REGISTERS)
@given(data=st.data())
@settings(
    max_examples=8,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_register_comes_back(tmp_path: Path, key: str, data: st.DataObject) -> None:
    register = REGISTERS[key]
    rows = data.draw(rows_of(register))
    write_register(register, rows, tmp_path / "so.xlsx", "Sở A, năm 2026")
    table = read_register(register, tmp_path / "so.xlsx", 2026)
    assert table.problems == ()
    assert list(table.rows) == rows


def test_the_columns_may_stand_in_any_order_in_a_plain_csv(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text(
        "Sở A\nĐã ký số;Số văn bản đi;Tháng, loại văn bản\n4.431;4788;Cả năm\n", "utf-8"
    )
    table = read_register(REGISTERS["signing"], path, 2026)
    assert table.problems == ()
    assert table.rows[0].values == {"signed": "4431", "documents": "4788", "period": "Cả năm"}


def test_every_mistake_is_told_with_its_cell(tmp_path: Path) -> None:
    register = REGISTERS["signing"]
    rows = [
        RegisterRow({"period": f"Tháng {n}", "documents": "9", "signed": "3"}) for n in (1, 2, 3)
    ]
    write_register(register, rows, tmp_path / "so.xlsx", "Sở A")
    book = openpyxl.load_workbook(tmp_path / "so.xlsx")
    page = book[register.title]
    page["C5"], page["D6"], page["D7"] = "chín", 99, datetime(2026, 1, 2)
    page["B7"] = "Tháng 1"
    book.save(tmp_path / "so.xlsx")
    table = read_register(register, tmp_path / "so.xlsx", 2026)
    assert {one.cell for one in table.problems} >= {"C5", "D6", "D7", "B7"}
    assert all(one.sheet == register.title for one in table.problems)


def test_a_table_without_the_columns_says_which(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text("a,b\n1,2\n", "utf-8")
    table = read_register(REGISTERS["plan"], path, 2026)
    assert "Nhiệm vụ" in table.problems[0].message


def test_totals_are_formulas_and_lists_are_offered(tmp_path: Path) -> None:
    write_register(REGISTERS["one_stop"], [], tmp_path / "mau.xlsx", "")
    page = openpyxl.load_workbook(tmp_path / "mau.xlsx")["Thống kê một cửa"]
    formulas = [c.value for row in page.iter_rows() for c in row if str(c.value).startswith("=SUM")]
    assert len(formulas) == 6
    assert len(page.data_validations.dataValidation) == 1
