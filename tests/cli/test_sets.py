"""``cchc sets``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from cchc_desktop.paths import forms_dir
from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_documents_are_listed_with_their_kind() -> None:
    listed = cchc("sets", "list", "--json")
    assert listed.code == 0
    found = {one["id"]: one for one in listed.json}
    assert next(iter(found)) == "so-nganh-2026"
    assert found["so-nganh-2026"]["leaves"] == 93
    assert found["par-index-1150"]["leaves"] == 108
    assert {one["kind"] for one in found.values()} == {
        "Bộ tiêu chí", "Phiếu khảo sát", "Chỉ số công bố",
    }  # fmt: skip
    assert all("ộ mẫu" in one["disclaimer"] for one in found.values() if one["id"] != "xa")
    assert "so-nganh-2026" in cchc("sets", "list").out


def test_a_set_is_shown_with_what_must_be_declared() -> None:
    shown = cchc("sets", "show", "so-nganh-2026").out
    assert "option=du|mot|khong" in shown
    assert "items=muc_tieu,nhiem_vu,san_pham,thoi_han,phan_cong" in shown
    assert "Bộ mẫu" in shown
    assert "Xuất sắc từ 90%" in shown
    data = cchc("sets", "show", "so-nganh-2026", "--json").json
    assert data["id"] == "so-nganh-2026"


def test_par_index_is_shown_in_its_three_parts() -> None:
    shown = cchc("sets", "show", "par-index-1150").out
    assert "tự chấm 64,50 + khảo sát 33,50 + Hội đồng, cấp trên chấm 2,00 = 100,00" in shown
    assert "8 lĩnh vực, 43 tiêu chí, 95 tiêu chí thành phần" in shown
    assert "(bộ mẫu)" in shown


@pytest.mark.parametrize("id_", ["sipas-2640", "papi", "pci"])
def test_other_documents_are_shown_and_no_workbook_is_made_of_them(
    tmp_path: Path, id_: str
) -> None:
    assert cchc("sets", "show", id_).code == 0
    assert cchc("sets", "show", id_, "--json").json["id"] == id_
    words = ("--year", "2026", "--unit", "A")
    assert "không phải bộ tiêu chí" in refused("new", tmp_path / "a.cchc", "--set", id_, *words)


def test_a_set_file_is_shown_too() -> None:
    assert cchc("sets", "show", forms_dir() / "sets/so-nganh-2026.json").code == 0


def test_no_such_set_and_no_set_file(tmp_path: Path) -> None:
    assert "so-nganh-2026" in refused("sets", "show", "khong-co")
    other = tmp_path / "x.json"
    other.write_text('{"a": 1}', encoding="utf-8")
    refused("sets", "show", other)
    other.write_bytes(b"\xff\xfe\x00")
    refused("sets", "show", other)


@pytest.mark.parametrize("id_", ["so-nganh-2026", "xa-phuong-2026", "par-index-1150", "papi"])
def test_excel_and_back_gives_the_same_bytes(tmp_path: Path, id_: str) -> None:
    table, back = tmp_path / "bo.xlsx", tmp_path / "bo.json"
    assert cchc("sets", "to-xlsx", id_, table).code == 0
    assert cchc("sets", "check", table).code == 0
    assert cchc("sets", "from-xlsx", table, back).code == 0
    assert back.read_bytes() == (forms_dir() / f"sets/{id_}.json").read_bytes()


def test_a_workbook_is_made_from_the_provinces_table(tmp_path: Path) -> None:
    table = tmp_path / "bo.xlsx"
    cchc("sets", "to-xlsx", "xa-phuong-2026", table)
    made = cchc("new", tmp_path / "a.cchc", "--set", table, "--year", "2026", "--unit", "Xã A")
    assert made.code == 0, made.err


def test_all_mistakes_are_told_with_sheet_and_cell(tmp_path: Path) -> None:
    table = tmp_path / "bo.xlsx"
    cchc("sets", "to-xlsx", "xa-phuong-2026", table)
    book = openpyxl.load_workbook(table)
    page = book["Bộ tiêu chí"]
    page["E6"], page["C5"], page["D7"] = "Đoán", 99, "Máy"
    book.save(table)
    checked = cchc("sets", "check", table, "--json")
    assert checked.code == 1
    assert checked.json["usable"] is False
    places = {(one["sheet"], one["cell"]) for one in checked.json["findings"]}
    assert {("Bộ tiêu chí", cell) for cell in ("E6", "C5", "D7")} <= places
    out = tmp_path / "bo.json"
    refusal = cchc("sets", "from-xlsx", table, out, "--json")
    assert refusal.code == 2
    assert not out.exists()
    sentence = refused("new", tmp_path / "a.cchc", "--set", table, "--year", "2026", "--unit", "A")
    assert "cchc sets check" in sentence
    assert "Bộ tiêu chí!E6" in cchc("sets", "check", table).out


def test_the_template_is_a_set_that_can_be_written_over(tmp_path: Path) -> None:
    assert cchc("sets", "template", tmp_path / "mau.xlsx").code == 0
    checked = cchc("sets", "check", tmp_path / "mau.xlsx", "--json")
    assert checked.json["usable"] is True
    assert [one["kind"] for one in checked.json["findings"]] == ["total"]


def test_an_own_set_is_installed_and_removed(tmp_path: Path) -> None:
    data = json.loads((forms_dir() / "sets/xa-phuong-2026.json").read_text("utf-8"))
    path = tmp_path / "bo.json"
    path.write_text(json.dumps({**data, "id": "xa-tinh-a"}), "utf-8")
    assert cchc("sets", "install", path, "--json").json["added"] == "xa-tinh-a"
    assert cchc("sets", "show", "xa-tinh-a").code == 0
    assert cchc("sets", "remove", "xa-tinh-a").code == 0
    refused("sets", "show", "xa-tinh-a")
    assert "có sẵn" in refused("sets", "remove", "xa-phuong-2026")
    path.write_text(json.dumps({**data, "id": "../../x"}), "utf-8")
    assert cchc("sets", "install", path).code == 2
