"""``cchc move-set``: shown first, done in one act, taken back with what was typed since."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import cchc, refused
from tests.support.documents import write_pdf
from tests.support.made_sets import shipped_data

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    """The departments' set of the next year: one maximum, one title, one leaf fewer."""
    data = shipped_data()
    data |= {"id": "so-nganh-2027", "version": "1", "year": 2027}
    first = data["fields"][0]
    plan = first["criteria"][0]
    plan["items"][2]["max"], plan["max"] = "2.00", "3.00"
    first["max"] = "11.50"
    del data["fields"][6]["criteria"][-1]
    data["fields"][6]["max"] = "14.50"
    path = tmp_path / "moi.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def score(db: Path, code: str) -> str | None:
    items = cchc("score", db, "--json").json["items"]
    found: str | None = next(one["score"] for one in items if one["code"] == code)
    return found


def test_there_and_back(db: Path, next_year: Path, tmp_path: Path) -> None:
    cchc("answer", db, "1.1.3", "a=61", "b=57", "--note", "ghi chú")
    cchc("result", db, "7.5", "A=3", "B=1", "C=0", "D=0")
    write_pdf(tmp_path / "tl.pdf")
    cchc("attach", db, "7.5", tmp_path / "tl.pdf")
    cchc("attach", db, "1.1.3", tmp_path / "tl.pdf")
    before = cchc("score", db, "--json").json
    preview = cchc("move-set", db, next_year, "--dry-run", "--json")
    assert preview.code == 1
    assert preview.json["counts"] == {"kept": 99, "changed": 1, "dropped": 1, "new": 0}
    dropped = next(one for one in preview.json["items"] if one["fate"] == "dropped")
    lost = {part["name"]: part["text"] for part in dropped["lost"]}
    assert (dropped["old"], lost) == ("7.5", {"A": "3", "B": "1", "C": "0", "D": "0"})
    assert [one["code"] for one in preview.json["lost_evidence"]] == ["7.5"]
    assert cchc("score", db, "--json").json == before
    assert cchc("move-set", db, next_year).code == 1
    assert cchc("info", db, "--json").json["set"]["id"] == "so-nganh-2027"
    assert score(db, "1.1.3") == "1.87"
    assert len(cchc("evidence", db, "--json").json) == 1
    assert cchc("check", db, "--integrity").code == 0
    cchc("answer", db, "1.1.3", "b=60")
    assert cchc("move-set", db, "--undo").code == 0
    assert score(db, "1.1.3") == "1.48"
    assert score(db, "7.5") == next(i["score"] for i in before["items"] if i["code"] == "7.5")
    assert len(cchc("evidence", db, "--json").json) == 2
    assert cchc("check", db, "--integrity").code == 0
    assert cchc("move-set", db, "--undo").code == 0
    assert cchc("info", db, "--json").json["set"]["id"] == "so-nganh-2027"
    assert cchc("check", db, "--integrity").code == 0


def test_what_cant_be_moved_to_is_refused(db: Path, tmp_path: Path) -> None:
    assert "không có gì để chuyển" in refused("move-set", db, "so-nganh-2026")
    assert "phiếu khảo sát" in refused("move-set", db, "sipas-2640")
    assert "hoàn tác" in refused("move-set", db, "--undo")
    bad = tmp_path / "hỏng.json"
    bad.write_text("{}", "utf-8")
    refused("move-set", db, bad)
    refused("move-set", db)
