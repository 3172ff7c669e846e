"""``cchc history``, ``undo``, ``redo``, ``lock``, ``unlock``: as a script sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path


def test_the_history_reads_like_a_sentence_and_names_the_person(db: Path) -> None:
    assert cchc("me", "Nguyễn A").out == "Nguyễn A\n"
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    cchc("answer", db, "3.4.1", "b=2451", "--note", "03 hồ sơ quá hạn")
    cchc("answer", db, "2.2.1", "option=du")
    shown = cchc("history", db)
    assert shown.code == 0
    assert (
        " Nguyễn A: 3.4.1 Số hồ sơ giải quyết trước hạn và đúng hạn: 2.450 → 2.451; "
        "ghi chú: trống → “03 hồ sơ quá hạn”\n" in shown.out
    )
    assert " Nguyễn A: 2.2.1 Phương án: chưa khai → " in shown.out
    entries = cchc("history", db, "3.4.1", "--json").json
    assert [one["codes"] for one in entries] == [["3.4.1"], ["3.4.1"]]
    assert entries[1]["who"] == "Nguyễn A"
    assert entries[1]["changes"][0] == {
        "code": "3.4.1",
        "text": "Số hồ sơ giải quyết trước hạn và đúng hạn: 2.450 → 2.451",
    }
    assert cchc("me", "").out != "Nguyễn A\n"


def test_a_field_s_history_is_that_of_its_leaves(db: Path) -> None:
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    cchc("answer", db, "2.2.1", "option=du")
    assert len(cchc("history", db, "3", "--json").json) == 1
    assert "3.9.9" in refused("history", db, "3.9.9")


def test_undo_and_redo_go_over_restarts_and_say_what(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "bc.txt"
    file.write_text("Báo cáo\n", encoding="utf-8")
    cchc("answer", db, "3.4.1", "b=2450", "a=2453")
    cchc("attach", db, "3.4.1", file)
    cchc("detach", db, "1")
    assert cchc("undo", db).out == "Đã hoàn tác: 3.4.1 gỡ tài liệu “bc.txt”\n"
    assert [one["name"] for one in cchc("evidence", db, "--json").json] == ["bc.txt"]
    assert cchc("undo", db).code == cchc("undo", db).code == 0
    assert cchc("score", db, "--json").json["answered"] == 0
    assert "Không còn thay đổi" in refused("undo", db)
    for _ in range(2):
        assert cchc("redo", db).out.startswith("Đã làm lại: 3.4.1 ")
    items = {one["code"]: one for one in cchc("score", db, "--json").json["items"]}
    assert items["3.4.1"]["score"] == "4.00"
    assert len(cchc("evidence", db, "--json").json) == 1
    assert cchc("check", db, "--integrity").code == 0
    assert "Hoàn tác: " in cchc("history", db).out


def test_an_import_is_undone_as_one(db: Path, tmp_path: Path) -> None:
    many = tmp_path / "nhiều.json"
    many.write_text('{"2.2.1": {"option": "du"}, "3.4.1": {"b": 2450, "a": 2453}}', "utf-8")
    cchc("answer", db, "--json-file", many)
    assert cchc("undo", db, "--json").json["codes"] == ["2.2.1", "3.4.1"]
    assert cchc("score", db, "--json").json["answered"] == 0


def test_moving_to_another_set_is_undone_and_done_again(db: Path) -> None:
    cchc("answer", db, "1.1.1", "ngay_ban_hanh=2026-01-30")
    before = cchc("score", db, "--json").json
    assert cchc("move-set", db, "xa-phuong-2026").code in (0, 1)
    moved = cchc("score", db, "--json").json
    assert moved["set"]["id"] == "xa-phuong-2026"
    assert cchc("undo", db).code == 0
    assert cchc("score", db, "--json").json == before
    assert cchc("redo", db).code == 0
    assert cchc("score", db, "--json").json == moved
    assert cchc("undo", db).code == 0
    assert cchc("undo", db).code == 0  # and further back, past the move
    assert cchc("score", db, "--json").json["answered"] == 0
    assert cchc("check", db, "--integrity").code == 0


def test_locking_asks_for_everything_and_unlocking_for_a_reason(full: Path) -> None:
    cchc("evidence", "describe", full, "1", "--date", "2019-01-02")  # out of the year
    ready = cchc("lock", full, "--json")
    assert ready.code == 1
    assert ready.json["locked"] is False
    assert "warning" in {one["severity"] for one in ready.json["findings"]}
    assert cchc("info", full, "--json").json["locked"] is False
    assert "--accept-warnings" in cchc("lock", full).out
    assert cchc("lock", full, "--accept-warnings").out.endswith("Đã khóa hồ sơ.\n")
    assert cchc("info", full, "--json").json["locked"] is True
    for words in (
        ("answer", full, "3.4.1", "b=1", "a=2"),
        ("detach", full, "1"),
        ("undo", full),
        ("assign", full, "3", "--to", "Hạnh"),
        ("lock", full, "--accept-warnings"),
    ):
        assert "đã khóa" in refused(*words)
    assert "phải có lý do" in refused("unlock", full)
    assert cchc("unlock", full, "--reason", "Sửa mục 3.4.1").code == 0
    assert "Mở khóa hồ sơ, vì: Sửa mục 3.4.1" in cchc("history", full).out
    assert "chưa khóa" in refused("unlock", full, "--reason", "lần nữa")
    assert cchc("undo", full).code == 0


def test_an_unfinished_workbook_is_not_locked(db: Path) -> None:
    said = cchc("lock", db, "--accept-warnings")
    assert said.code == 1
    assert "Chưa khóa: sửa hết lỗi" in said.out
    assert cchc("info", db, "--json").json["locked"] is False


def test_a_locked_workbook_is_still_scored_checked_and_exported(full: Path, tmp_path: Path) -> None:
    cchc("lock", full, "--accept-warnings")
    assert cchc("score", full).code == 0
    out = tmp_path / "dữ liệu.json"
    assert cchc("export", full, "--json-data", out).code == 0
    assert out.is_file()
