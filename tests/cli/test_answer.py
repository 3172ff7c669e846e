"""``cchc answer``: what is taken, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def _item(db: Path, code: str) -> dict[str, object]:
    return next(one for one in cchc("score", db, "--json").json["items"] if one["code"] == code)


def _answers(db: Path) -> str:
    return cchc("score", db, "--json").out


@pytest.mark.parametrize(
    ("code", "values", "score"),
    [
        ("1.1.1", ["ngay_ban_hanh=2026-01-31"], "0.50"),
        ("1.1.1", ["ngay_ban_hanh=10/02/2026"], "0.25"),
        ("1.1.1", ["ngay_ban_hanh="], "0.00"),
        ("1.1.2", ["items=muc_tieu,nhiem_vu"], "0.20"),
        ("1.1.2", ["items="], "0.00"),
        ("2.2.1", ["option=du"], "0.50"),
        ("3.4.1", ["b=2450", "a=2453"], "4.00"),
        ("3.4.1", ["b=2.450", "a=2,453"], "4.00"),
        ("7.4", ["diem=0.75"], "0.75"),
        ("7.4", ["diem=0,75"], "0.75"),
    ],
)
def test_figures_are_scored_at_once(db: Path, code: str, values: list[str], score: str) -> None:
    done = cchc("answer", db, code, *values, "--json")
    assert done.code == 0, done.err
    assert done.json["items"][0]["score"] == score
    assert _item(db, code)["score"] == score


def test_figures_may_come_one_by_one(db: Path) -> None:
    assert cchc("answer", db, "3.4.1", "b=2450").code == 0
    assert _item(db, "3.4.1")["status"] == "unanswered"
    assert cchc("answer", db, "3.4.1", "a=2453").code == 0
    assert _item(db, "3.4.1")["score"] == "4.00"
    assert cchc("answer", db, "3.4.1", "a=").code == 0
    assert _item(db, "3.4.1")["status"] == "unanswered"


@pytest.mark.parametrize(
    ("code", "values", "named"),
    [
        ("9.9.9", ["a=1"], "9.9.9"),
        ("1.1", ["a=1"], "mục cha"),
        ("3.4.1", ["x=1"], "a"),
        ("3.4.1", ["b=mười"], "mười"),
        ("3.4.1", ["b=11", "a=10"], "lớn hơn"),
        ("3.4.1", ["b=-1"], "âm"),
        ("3.4.1", ["b=" + "9" * 40], "quá lớn"),
        ("3.4.1", ["b=1,5"], "nguyên"),
        ("3.4.1", ["b"], "TEN=GIA_TRI"),
        ("3.4.1", ["b=1", "b=2"], "hai lần"),
        ("1.1.1", ["ngay_ban_hanh=31/02/2026"], "31/02/2026"),
        ("1.1.1", ["ngay_ban_hanh=2062-01-01"], "năm"),
        ("1.1.2", ["items=khong_co"], "khong_co"),
        ("2.2.1", ["option=khac"], "du, mot, khong"),
        ("7.4", ["diem=0.80"], "bước"),
        ("7.4", ["diem=1.25"], "tối đa"),
        ("7.2.5", ["so_bao_cao=1", "so_bao_cao_cham=2"], "lớn hơn"),
        ("1.8", ["A=1"], "điều tra xã hội học"),
        ("1.2.2", ["diem=0.25"], "Hội đồng"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    db: Path, code: str, values: list[str], named: str
) -> None:
    before = _answers(db)
    assert named in refused("answer", db, code, *values)
    assert _answers(db) == before


def test_many_at_once_or_none(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    answers = {
        "1.1.1": {"ngay_ban_hanh": "2026-01-31"},
        "1.1.2": {"items": ["muc_tieu"]},
        "2.2.1": {"option": "du"},
        "3.4.1": {"b": 2450, "a": 2453, "note": "03 hồ sơ"},
        "8.3.2": {"nam_nay": 85.74, "nam_truoc": 82.01},
        "3.1.1": {},
    }
    file.write_text(json.dumps(answers), encoding="utf-8")
    done = cchc("answer", db, "--json-file", file, "--json")
    assert done.code == 0, done.err
    assert [one["score"] for one in done.json["items"]] == [
        "0.50", "0.10", "0.50", "4.00", "1.00", "0.00",
    ]  # fmt: skip
    before = _answers(db)
    answers["1.5"] = {"so_sang_kien": "mười"}
    answers["1.4.1"] = {"option": "co"}
    file.write_text(json.dumps(answers), encoding="utf-8")
    assert "1.5" in refused("answer", db, "--json-file", file)
    assert _answers(db) == before


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", '{"1.5": 1}', '{"1.5": {"so_sang_kien": true}}',
        '{"1.5": {"so_sang_kien": null}}',
        '{"1.5": {"so_sang_kien": 1.5}}', '{"1.5": {"so_sang_kien": 2.450}}',
        '{"1.5": {"so_sang_kien": 1e999999999}}', '{"1.5": {"so_sang_kien": NaN}}',
        '{"1.5": {"so_sang_kien": "1"}, "1.5": {"so_sang_kien": "2"}}', '{"1.5": {}}', "[" * 99999,
        '{"1.1.2": {"items": [1, {}]}}',
    ],
)  # fmt: skip
def test_broken_files_are_refused(db: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(text, encoding="utf-8")
    before = _answers(db)
    refused("answer", db, "--json-file", file)
    assert _answers(db) == before


def test_a_note_by_itself_and_with_figures(db: Path) -> None:
    assert cchc("answer", db, "1.5", "--note", "đang chờ quyết định").code == 0
    assert _item(db, "1.5")["status"] == "unanswered"
    assert cchc("answer", db, "1.5", "so_sang_kien=1", "--note", "đã có").code == 0
    assert _item(db, "1.5")["score"] == "0.50"


def test_not_applicable_needs_a_basis_and_leaves_the_maximum(db: Path) -> None:
    refused("answer", db, "6.4.1", "--not-applicable", "  ")
    before = cchc("score", db, "--json").json
    assert cchc("answer", db, "6.4.1", "--not-applicable", "Quyết định số 5").code == 0
    after = cchc("score", db, "--json").json
    assert (before["self_max"], after["self_max"]) == ("70.00", "69.00")
    assert after["applicable"] == before["applicable"] - 1
    assert cchc("answer", db, "6.4.1", "--clear").code == 0
    assert cchc("score", db, "--json").json == before


def test_one_way_of_declaring_at_a_time(db: Path) -> None:
    refused("answer", db, "1.5", "so_sang_kien=1", "--clear")
    refused("answer", db)
    refused("answer", db, "1.5")


def test_an_exempt_leaf_is_not_answered(tmp_path: Path) -> None:
    db = tmp_path / "x.cchc"
    words = ("--set", "so-nganh-2026", "--year", "2026", "--unit", "Sở A", "--exempt", "3=QĐ 12")
    assert cchc("new", db, *words).code == 0
    assert "QĐ 12" in refused("answer", db, "3.4.1", "b=1", "a=1")
