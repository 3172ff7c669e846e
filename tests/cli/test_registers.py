"""``cchc registers``: rows, Excel, figures taken over and what happens when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def test_a_row_is_added_changed_and_removed(db: Path) -> None:
    added = cchc(
        "registers", "add", db, "signing", "period=Cả năm", "documents=4.788", "signed=4431"
    )
    assert added.code == 0
    assert "4.431/4.788 văn bản = 92,54%" in added.out
    shown = cchc("registers", "show", db, "signing", "--json").json
    assert shown["figures"] == {"signing.documents": "4788", "signing.signed": "4431"}
    assert shown["rows"] == [{"period": "Cả năm", "documents": "4788", "signed": "4431"}]
    assert cchc("registers", "change", db, "signing", "1", "signed=9999").code == 1
    assert cchc("registers", "show", db, "signing", "--json").json["figures"] == {}
    assert cchc("registers", "remove", db, "signing", "1", "--json").json["rows"] == []
    assert cchc("check", db, "--integrity").code == 0


def test_a_leaf_takes_the_figures_over_and_is_warned_when_they_change(db: Path) -> None:
    cchc("registers", "add", db, "signing", "period=Năm", "documents=4788", "signed=4431")
    taken = cchc("registers", "take", db, "7.2.1", "--json").json["items"][0]
    assert (taken["score"], taken["steps"][0]) == ("1.39", "4.431 ÷ 4.788 = 92,5438…%")
    kinds = {one["kind"] for one in cchc("check", db, "--json").json["findings"]}
    assert "linked_figure_differs" not in kinds
    cchc("registers", "change", db, "signing", "1", "signed=4432")
    told = [
        one
        for one in cchc("check", db, "--json").json["findings"]
        if one["kind"] == "linked_figure_differs"
    ]
    assert [(one["code"], one["severity"]) for one in told] == [("7.2.1", "warning")]
    assert "4432" in told[0]["message"]
    item = next(i for i in cchc("score", db, "--json").json["items"] if i["code"] == "7.2.1")
    assert item["score"] == "1.39"  # a register never changes an answer by itself
    cchc("answer", db, "7.2.1", "b=4000")
    kinds = {one["kind"] for one in cchc("check", db, "--json").json["findings"]}
    assert "linked_figure_differs" not in kinds


def test_excel_goes_out_and_comes_back(db: Path, tmp_path: Path) -> None:
    cchc("registers", "add", db, "plan", "task=Rà soát", "kind=Trọng tâm", "state=Hoàn thành")
    out = tmp_path / "so.xlsx"
    assert cchc("registers", "export", db, "plan", out).code == 0
    assert (
        cchc("registers", "import", db, "plan", out, "--append", "--json").json["figures"][
            "plan.tasks"
        ]
        == "2"
    )
    book = openpyxl.load_workbook(out)
    book["Kế hoạch CCHC"]["G5"] = "xong rồi"
    book.save(out)
    before = cchc("registers", "show", db, "plan", "--json").json
    bad = cchc("registers", "import", db, "plan", out, "--json")
    assert bad.code == 2
    assert bad.json["problems"][0]["place"] == "Kế hoạch CCHC!G5"
    assert cchc("registers", "show", db, "plan", "--json").json == before


def test_what_cant_be_done_is_refused(db: Path, tmp_path: Path) -> None:
    assert "plan" in refused("registers", "show", db, "sổ cái")
    assert "documents" in refused("registers", "add", db, "signing", "cot=1")
    assert "không có dòng 4" in refused("registers", "remove", db, "signing", "4")
    assert "Văn bản ký số" in refused("registers", "take", db, "7.2.1")
    assert "không lấy số liệu" in refused("registers", "take", db, "1.5")
    refused("registers", "import", db, "signing", tmp_path / "không có.xlsx")


def test_the_list_says_which_leaves_each_feeds(db: Path) -> None:
    told = cchc("registers", "list", db, "--json").json
    feeds = {one["register"]: one["feeds"] for one in told}
    assert feeds["plan"] == ["1.1.3"]
    assert "3.4.1" in feeds["one_stop"]
    assert set(feeds) == {"plan", "one_stop", "inspections", "signing"}
