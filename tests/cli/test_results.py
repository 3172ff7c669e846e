"""``cchc result`` and ``cchc exempt``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def item(db: Path, code: str) -> Any:
    return next(one for one in cchc("score", db, "--json").json["items"] if one["code"] == code)


def test_a_survey_result_is_entered_when_known_and_taken_back(db: Path) -> None:
    assert item(db, "8.1")["score"] is None
    assert cchc("score", db, "--json").json["survey_score"] is None
    told = cchc("result", db, "8.1", "diem_khao_sat=86,08", "--source", "BC 45/BC-SNV", "--json")
    assert (told.json["items"][0]["score"], told.json["items"][0]["status"]) == ("7.75", "survey")
    whole = cchc("score", db, "--json").json
    assert (whole["survey_score"], whole["self_score"]) == ("7.75", "0.00")
    assert "Điểm khảo sát: 7,75 / 9,00" in cchc("score", db, "--explain", "8.1").out
    assert cchc("result", db, "8.1", "--clear").code == 0
    assert item(db, "8.1")["score"] is None


def test_council_points_and_ballots(db: Path) -> None:
    assert cchc("result", db, "5.7", "diem=0.5").code == 0
    assert item(db, "5.7")["status"] == "appraised"
    assert cchc("result", db, "8.2", "A=10", "B=5", "C=0", "D=1").code == 0
    assert item(db, "8.2")["score"] is not None
    assert cchc("score", db, "--json").json["appraised_score"] == "0.50"


def test_the_unit_still_does_not_score_it_itself(db: Path) -> None:
    assert "không tự chấm" in refused("answer", db, "8.1", "diem_khao_sat=90")
    assert "tự chấm" in refused("result", db, "3.4.1", "b=1", "a=2")
    refused("result", db, "8.1", "diem_khao_sat=101")
    refused("result", db, "8.1")
    refused("result", db, "8.1", "x=1")


def test_an_exemption_is_made_and_taken_back(db: Path) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    told = cchc("exempt", db, "3", "Không có TTHC: QĐ 12", "--json").json
    assert (told["self_max"], told["total_max"]) == ("54.00", "80.00")
    shown = cchc("score", db).out
    assert "Điểm tối đa tự chấm theo bộ tiêu chí: 70,00" in shown
    assert item(db, "3.4.1")["status"] == "not_applicable"
    field = cchc("score", db, "--json").json["fields"][2]
    assert (field["max"], field["own_max"], field["self_max"]) == ("20.00", "0.00", "0.00")
    assert "mục 3 ở trên" in refused("exempt", db, "3.4.1", "--clear")
    assert cchc("exempt", db, "3", "--clear").code == 0
    assert item(db, "3.4.1")["score"] == "4.00"
    refused("exempt", db, "3", " ")
    refused("exempt", db, "77", "QĐ")
    refused("exempt", db, "3")
