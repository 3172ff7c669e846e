"""``cchc new`` and ``cchc info``, and files that are no workbook."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path

SET = ("--set", "so-nganh-2026", "--year", "2026")


def test_what_was_given_is_told_again(tmp_path: Path) -> None:
    db = tmp_path / "hồ sơ.cchc"
    made = cchc("new", db, *SET, "--unit", " Sở Công Thương ", "--exempt", "6.4=QĐ số 5", "--json")
    assert made.code == 0, made.err
    told = cchc("info", db, "--json").json
    assert told["unit"] == "Sở Công Thương"
    assert told["year"] == 2026
    assert told["set"]["id"] == "so-nganh-2026"
    assert told["exemptions"] == {"6.4": "QĐ số 5"}
    assert told["self_max"] == "68.00"
    assert "Sở Công Thương" in cchc("info", db).out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--set", "khac", "--year", "2026", "--unit", "A"), "khac"),
        (("--set", "so-nganh-2026", "--year", "1026", "--unit", "A"), "1026"),
        (("--set", "so-nganh-2026", "--year", "abc", "--unit", "A"), "--help"),
        (("--set", "so-nganh-2026", "--year", "2026", "--unit", "  "), "đơn vị"),
        ((*SET, "--unit", "A", "--exempt", "99=x"), "99"),
        ((*SET, "--unit", "A", "--exempt", "3="), "căn cứ"),
        ((*SET, "--unit", "A", "--exempt", "3"), "--exempt"),
        ((*SET, "--unit", "A", "--exempt", "3=x", "--exempt", "3=y"), "hai lần"),
        (SET, "--help"),
    ],
)
def test_a_refused_workbook_is_not_made(tmp_path: Path, words: tuple[str, ...], named: str) -> None:
    assert named in refused("new", tmp_path / "a.cchc", *words)
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_is_never_overwritten(db: Path) -> None:
    before = hashlib.sha256(db.read_bytes()).hexdigest()
    assert "so.cchc" in refused("new", db, *SET, "--unit", "Khác")
    assert hashlib.sha256(db.read_bytes()).hexdigest() == before


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"SQLite format 3\0" + b"\0" * 200, b"PK\3\4"]
)
def test_something_else_is_said_to_be_so_and_stays(tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "khac.cchc"
    other.write_bytes(content)
    assert "khac.cchc" in refused("info", other, code=3)
    assert other.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["khac.cchc"]


def test_a_missing_workbook_is_bad_input(tmp_path: Path) -> None:
    assert "khong-co.cchc" in refused("info", tmp_path / "khong-co.cchc")
    assert list(tmp_path.iterdir()) == []


def test_unknown_commands_and_options_are_said_in_vietnamese(db: Path) -> None:
    assert "lệnh" in refused("khong-co-lenh")
    assert "--khong-co" in refused("info", db, "--khong-co")
    assert "Thiếu" in refused("info")


@pytest.mark.parametrize("option", [(), ("--exit-after-first-paint",)])
def test_the_window_is_not_opened_on_nothing(tmp_path: Path, option: tuple[str, ...]) -> None:
    done = cchc("open", tmp_path / "khong-co.cchc", *option)
    assert done.code == 2
    assert "khong-co.cchc" in done.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_without_a_screen_the_window_says_so(db: Path) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in screens}
    command = [sys.executable, "-m", "cchc_desktop", "open", str(db)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "màn hình" in done.stderr
