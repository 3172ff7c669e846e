"""``cchc survey`` and ``cchc index``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import cchc, refused

SAMPLE = Path(__file__).parents[1] / "data/sipas-sample.csv"
SIPAS = Path(__file__).parents[2] / "forms/sets/sipas-2640.json"


def test_ballots_are_tallied_without_a_workbook() -> None:
    told = cchc("survey", "tally", SAMPLE, "--json")
    assert told.code == 0
    assert told.json["result"]["index"] == "86.08"
    assert told.json["result"]["by_pooling"]["mean_of_factors"] == "85.80"
    assert "86,08%" in cchc("survey", "tally", SAMPLE).out


def test_the_result_is_kept_and_feeds_par_8_1(tmp_path: Path) -> None:
    db = tmp_path / "tinh.cchc"
    cchc("new", db, "--set", "par-index-1150", "--year", "2020", "--unit", "UBND tỉnh A")
    assert cchc("survey", "import", db, SAMPLE).code == 0
    for number in range(1, 6):
        taken = cchc("registers", "take", db, f"8.1.{number}", "--json").json["items"][0]
        assert taken["status"] == "survey"
        assert taken["score"] is not None
    told = cchc("score", db, "--json").json
    assert told["survey_score"] is not None
    assert (told["self_score"], told["self_max"]) == ("0.00", "64.50")
    assert cchc("check", db, "--integrity").code == 0
    assert cchc("survey", "remove", db, "sipas-2640").code == 0
    assert cchc("survey", "show", db, "--json").json == []
    refused("survey", "remove", db, "sipas-2640")
    said = cchc("history", db).out
    title = json.loads(SIPAS.read_text("utf-8"))["title"]
    assert f"ập kết quả khảo sát “{title}”" in said
    assert f"ỏ kết quả khảo sát “{title}”" in said


def test_bad_ballots_are_refused_with_their_places(db: Path, tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8").replace("P0343,DV04,ca_nhan,4", "P0343,DV04,ca_nhan,8")
    path = tmp_path / "phieu.csv"
    path.write_text(text, "utf-8")
    bad = cchc("survey", "import", db, path, "--json")
    assert bad.code == 2
    assert bad.json["problems"] == [
        {"place": "dòng 2, cột D", "message": "Câu 1.1: “8” không có trong thang."}
    ]
    assert cchc("survey", "show", db, "--json").json == []
    kept = cchc("survey", "import", db, path, "--leave-out-bad", "--json")
    assert (kept.code, kept.json["left_out"], kept.json["result"]["ballots"]) == (1, 1, 399)
    refused("survey", "tally", tmp_path / "không có.csv")
    refused("survey", "tally", SAMPLE, "--questionnaire", "papi")


def test_published_years_are_kept_doubted_and_compared(db: Path) -> None:
    assert cchc("index", "enter", db, "papi", "2020", "total=42.81", "rank=21").code == 0
    parts = [
        f"{n}={v}"
        for n, v in enumerate(["4.83", "5.45", "4.13", "6.93", "7.34", "7.80", "3.14", "3.60"], 1)
    ]
    entered = cchc("index", "enter", db, "papi", "2021", "total=42,68", "rank=25", *parts, "--json")
    assert entered.code == 1
    year = entered.json["years"][1]
    assert year["values"]["total"] == "42,68"
    assert "43,22" in year["warnings"][0]
    change = entered.json["changes"][0]
    assert (change["points"], change["rank"]) == ("-0.13", -4)
    assert change["words"] == "Điểm giảm 0,13 và hạng giảm 4 bậc (từ 21 thành 25)."
    assert cchc("index", "remove", db, "papi", "2021").code == 0
    assert len(cchc("index", "show", db, "papi", "--json").json["years"]) == 1
    assert "chỉ số công bố PAPI, năm 2021" in cchc("history", db).out


@pytest.mark.parametrize(
    "words",
    [
        ("papi", "2021", "total=nhiều"),
        ("papi", "1900", "total=1"),
        ("papi", "2021", "rank=3"),
        ("sipas-2640", "2021", "total=1"),
    ],
)
def test_what_cant_be_entered_is_refused(db: Path, words: tuple[str, ...]) -> None:
    refused("index", "enter", db, *words)
