"""``cchc score`` and ``cchc check``."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

from tests.support.command_line import cchc, refused
from tests.support.documents import write_pdf

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {
    "unit", "year", "set", "items", "fields", "self_score", "self_max", "survey_max",
    "appraised_max", "bonus", "penalty", "total_max", "percent", "answered", "applicable",
}  # fmt: skip


def test_the_documented_shape_is_there(db: Path) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    told = cchc("score", db, "--json").json
    assert set(told) >= KEYS
    assert (told["self_score"], told["self_max"], told["percent"]) == ("4.00", "70.00", "5.71")
    assert (told["answered"], told["applicable"]) == (1, 74)
    assert (told["survey_max"], told["appraised_max"], told["total_max"]) == (
        "27.00",
        "3.00",
        "100.00",
    )
    item = next(one for one in told["items"] if one["code"] == "3.4.1")
    assert item["steps"][0] == "2.450 ÷ 2.453 = 99,8777…%"
    assert {one["status"] for one in told["items"]} == {
        "scored",
        "unanswered",
        "survey",
        "appraised",
    }
    assert len(told["items"]) == 101
    assert [one["code"] for one in told["fields"]] == list("12345678")


def test_why_this_score(db: Path) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    plain = cchc("score", db, "--explain", "3.4.1").out
    assert "4,00 / 4,00" in plain
    assert "3,9951…" in plain
    assert cchc("score", db, "--explain", "3.4.1", "--json").json["score"] == "4.00"
    refused("score", db, "--explain", "9.9.9")


def test_self_score_is_never_out_of_a_hundred(db: Path) -> None:
    assert "0,00 / 70,00" in cchc("score", db).out


def test_check_tells_what_is_missing(db: Path, tmp_path: Path) -> None:
    checked = cchc("check", db, "--json")
    assert checked.code == 1
    assert checked.json["complete"] is False
    assert checked.json["intact"] is True
    assert {one["kind"] for one in checked.json["findings"]} == {"unanswered"}
    cchc("answer", db, "1.5", "so_sang_kien=1")
    kinds = [
        one["kind"] for one in cchc("check", db, "--json").json["findings"] if one["code"] == "1.5"
    ]
    assert kinds == ["missing_evidence"]
    cchc("attach", db, "1.5", write_pdf(tmp_path / "a.pdf"))
    found = cchc("check", db, "--json").json["findings"]
    told = {one["kind"]: one["severity"] for one in found if one["code"] == "1.5"}
    assert told == {"missing_number": "info"}


def test_an_unfinished_workbook_is_sound(db: Path) -> None:
    checked = cchc("check", db, "--integrity", "--json")
    assert checked.code == 0
    assert checked.json["intact"] is True
    assert checked.json["findings"] == []
    assert checked.json["complete"] is False


def test_a_changed_byte_is_never_shown_as_good(db: Path, tmp_path: Path) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453", "--note", "ghi chú " * 50)
    cchc("attach", db, "3.4.1", write_pdf(tmp_path / "a.pdf", pages=40))
    whole = db.read_bytes()
    chance = random.Random(7)
    silent = []
    for number in range(40):
        place = chance.randrange(len(whole))
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        copy = tmp_path / f"hong-{number}.cchc"
        copy.write_bytes(damaged)
        checked = cchc("check", copy, "--integrity", "--json")
        assert checked.code in (0, 1, 3), checked
        assert "Traceback" not in checked.err
        if checked.code == 0:
            # A byte that nothing uses may change; then all that is kept must still be the same.
            if cchc("score", copy, "--json").out != cchc("score", db, "--json").out:
                silent.append(place)
            out = tmp_path / f"ra-{number}.pdf"
            assert cchc("evidence", "get", copy, "1", out).code == 0
        copy.unlink()
    assert silent == []


def test_a_copy_is_a_whole_workbook(db: Path, tmp_path: Path) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    copy = tmp_path / "chep.cchc"
    shutil.copy(db, copy)
    assert cchc("score", copy, "--json").out == cchc("score", db, "--json").out
