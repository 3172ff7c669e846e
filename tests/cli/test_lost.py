"""``cchc lost`` and ``cchc import`` of last year's workbook."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_board_adds_up_and_a_try_writes_nothing(full: Path) -> None:
    before = digest(full)
    score = cchc("score", full, "--json").json
    board = cchc("lost", full, "--json").json
    total = board["total"]
    assert total["won"] == score["self_score"]
    assert total["max"] == score["self_max"]
    assert Decimal(total["won"]) + Decimal(total["lost"]) + Decimal(total["undeclared"]) == (
        Decimal(total["max"])
    )
    items = {one["code"]: one for one in board["items"]}
    assert items["1.5"]["needs"] == (
        "Thêm 01 sáng kiến (Số sáng kiến được công nhận trong năm) được 1,00"
    )
    assert items["3.1.1"]["recoverable"] is False
    tried = cchc("lost", full, "--try", "1.5", "--try", "3.3.3:b=62", "--json").json["try"]
    gain = Decimal(items["1.5"]["lost"]) + Decimal(items["3.3.3"]["lost"])
    assert Decimal(tried["after"]) - Decimal(tried["before"]) == gain
    assert digest(full) == before
    said = cchc("lost", full, "--try", "1.5").out
    assert "Chỉ là phép thử; số liệu đã kê khai không thay đổi." in said


def test_what_can_t_be_tried_is_said(full: Path) -> None:
    assert "không còn điểm lấy lại được" in refused("lost", full, "--try", "3.1.1")
    assert "9.9.9" in refused("lost", full, "--try", "9.9.9")
    assert "hai lần" in refused("lost", full, "--try", "1.5", "--try", "1.5")
    assert "xyz" in refused("lost", full, "--try", "1.5:xyz=3")


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Last year's workbook of the same department."""
    path = tmp_path / "năm 2025.cchc"
    cchc("new", path, "--set", "so-nganh-2026", "--year", "2025", "--unit", "Sở Nội vụ")
    cchc("answer", path, "3.4.1", "b=2311", "a=2330", "--note", "19 hồ sơ quá hạn")
    cchc("result", path, "8.1", "du=80", "tong=100")
    return path


def test_last_year_s_results_stand_beside_and_change_nothing(
    db: Path, earlier: Path, tmp_path: Path
) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    before = cchc("score", db, "--json").json
    dry = cchc("import", db, earlier, "--dry-run", "--json").json
    assert dry["year"] == 2025
    assert cchc("undo", db).out.startswith("Đã hoàn tác: 3.4.1")  # the dry run was no change
    cchc("redo", db)
    taken = cchc("import", db, earlier, "--year", "2025", "--json").json
    one = next(m for m in taken["matches"] if m["code"] == "3.4.1")
    assert (one["self"], one["max"], one["note"]) == ("3.97", "4.00", "19 hồ sơ quá hạn")
    assert taken["unmatched"] == []
    assert cchc("score", db, "--json").json == before
    assert "nhập kết quả năm 2025: 101 mục" in cchc("history", db).out.replace("Nhập", "nhập")
    assert cchc("undo", db).code == 0
    assert cchc("import", db, earlier).out.endswith("Đã nhập 101 mục của năm 2025.\n")
    assert cchc("check", db, "--integrity").code == 0


def test_only_an_earlier_year_of_the_same_kind_is_taken(
    db: Path, earlier: Path, tmp_path: Path
) -> None:
    assert "chọn hồ sơ của năm trước" in refused("import", db, db)
    assert "không phải 2024" in refused("import", db, earlier, "--year", "2024")
    other = tmp_path / "khác.cchc"
    cchc("new", other, "--set", "xa-phuong-2026", "--year", "2025", "--unit", "Xã Tân Lập")
    found = cchc("import", db, other, "--dry-run", "--json").json
    assert any("Xã Tân Lập" in words for words in found["warnings"])
    assert found["unmatched"]
    junk = tmp_path / "không phải.cchc"
    junk.write_text("gì đó", "utf-8")
    refused("import", db, junk, code=3)
