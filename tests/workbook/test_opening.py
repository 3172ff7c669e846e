"""What is no workbook of ours is refused in one sentence and stays as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.workbook.workbook import check_file
from tests.support.documents import write_pdf
from tests.support.small_disk import mounted_disk
from tests.support.workbooks import change, fill, fingerprint, reopen

if TYPE_CHECKING:
    from tests.support.workbooks import Make


def refused(path: Path, code: str, *, read_only: bool = False) -> str:
    """Open, which must fail with this code and change nothing in the folder."""
    before = fingerprint(path.parent) if path.parent.is_dir() else {}
    with pytest.raises(FileProblem) as caught:
        reopen(path, read_only=read_only)
    assert caught.value.code == code, caught.value.message
    assert "\n" not in caught.value.message
    assert path.name in caught.value.message
    if before:
        assert fingerprint(path.parent) == before
    return caught.value.message


def other_database(path: Path, *, wal: bool = False) -> None:
    connection = sqlite3.connect(path)
    if wal:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (a)")
    connection.execute("INSERT INTO t VALUES (1)")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("write", "code"),
    [
        (lambda path: None, "missing"),
        (lambda path: path.mkdir(), "is_folder"),
        (lambda path: os.mkfifo(path), "not_a_file"),
        (lambda path: path.symlink_to(path), "unreadable"),
        (lambda path: path.write_bytes(b""), "not_a_workbook"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00"), "not_a_workbook"),
        (lambda path: path.write_text("xin chào " * 50), "not_a_workbook"),
        (lambda path: write_pdf(path), "not_a_workbook"),
        (lambda path: other_database(path), "not_a_workbook"),
        (lambda path: other_database(path, wal=True), "not_a_workbook"),
    ],
    ids=[
        "missing",
        "folder",
        "pipe",
        "link to itself",
        "empty",
        "only the mark",
        "text",
        "PDF",
        "SQLite",
        "SQLite with WAL",
    ],
)
def test_something_else_is_refused(tmp_path: Path, write, code: str, read_only: bool) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "của ai.cchc"
    write(path)
    refused(path, code, read_only=read_only)


def test_a_newer_file_is_refused_with_advice(make: Make) -> None:
    path = make()
    change(path, "PRAGMA user_version = 4")
    assert "phiên bản mới hơn" in refused(path, "newer_version")


def test_a_file_put_into_wal_mode_is_refused_with_the_way_back(make: Make) -> None:
    path = make()
    change(path, "PRAGMA journal_mode = WAL")
    assert "journal_mode = DELETE" in refused(path, "altered", read_only=True)
    assert check_file(path)
    change(path, "PRAGMA journal_mode = DELETE")
    reopen(path).close()


def test_a_file_without_a_version_is_refused(make: Make) -> None:
    path = make()
    change(path, "PRAGMA user_version = 0")
    refused(path, "damaged")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM citations; END",
        "CREATE TRIGGER t AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM answers; END",
        "CREATE VIEW v AS SELECT * FROM answers",
        "CREATE TABLE thêm (a)",
        "ALTER TABLE answers ADD COLUMN b TEXT",
        "DROP TRIGGER history_is_never_changed",
    ],
)
def test_a_strangers_trigger_view_or_table_is_refused(make: Make, statement: str) -> None:
    path = make()
    change(path, statement)
    refused(path, "altered")
    assert check_file(path)


def test_an_older_file_pulled_from_a_crash_opens_after_recovery(make: Make, tmp_path: Path) -> None:
    """A killed writer leaves a journal; a reader too must see the file as it was before."""
    path = make()
    script = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 5')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute('UPDATE criteria_set SET text = ?', ('x' * 2_000_000,))\n"
        "c.execute('UPDATE meta SET value = ?', ('y',))\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    journal = path.with_name(path.name + "-journal")
    assert journal.stat().st_size
    with reopen(path, read_only=True) as workbook:
        assert workbook.read_assessment().unit == "Sở Nội vụ"
        assert workbook.check_integrity() == ()


@pytest.mark.parametrize("left", [0.99, 0.9, 0.5, 0.1, 0.01])
def test_a_file_cut_short_is_refused(make: Make, left: float) -> None:
    path = make()
    with reopen(path) as workbook:
        fill(workbook)
    os.truncate(path, int(path.stat().st_size * left))
    before = fingerprint(path.parent)
    with pytest.raises(FileProblem) as caught, reopen(path) as workbook:
        workbook.read_assessment()
        assert workbook.check_integrity()
        raise FileProblem("damaged", "told by the check")
    assert caught.value.code in ("damaged", "altered")
    assert fingerprint(path.parent) == before


def test_a_file_that_somebody_else_writes_is_said_to_be_in_use(make: Make) -> None:
    path = make()
    script = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('BEGIN EXCLUSIVE')\n"
        "print('locked', flush=True)\n"
        "sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        started = time.monotonic()
        message = refused(path, "in_use")
        assert time.monotonic() - started < 7
        other.communicate()
    assert "ở nơi khác" in message
    reopen(path).close()


def test_a_second_opening_in_this_program_keeps_the_first_ones_lock(make: Make) -> None:
    """Closing any handle on the file would drop SQLite's locks (POSIX); none must be opened."""
    path = make()
    script = (
        "import sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=0)\n"
        "try: c.execute('BEGIN IMMEDIATE'); print('free')\n"
        "except sqlite3.OperationalError as e: print(e)\n"
    )
    with reopen(path) as first, first._file.act("answer"):
        reopen(path, read_only=True).close()
        done = subprocess.run(
            [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
        )
    assert done.stdout.strip() == "database is locked"


def test_a_file_opened_to_be_viewed_can_not_be_written(make: Make) -> None:
    path = make()
    before = fingerprint(path.parent)
    with reopen(path, read_only=True) as workbook:
        with pytest.raises(FileProblem) as caught:
            workbook.save_answers({"1.1.1": Answer({"a": "1"})})
        assert caught.value.code == "read_only"
    assert fingerprint(path.parent) == before


def test_a_closed_workbook_is_not_opened_again_by_a_late_save(make: Make) -> None:
    workbook = reopen(make())
    workbook.close()
    workbook.close()
    with pytest.raises(RuntimeError, match="closed"):
        workbook.save_answers({"1.1.1": Answer({"a": "1"})})


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting needs root")
def test_a_read_only_medium_is_told_and_can_be_viewed(make: Make, tmp_path: Path) -> None:
    source = make()
    with reopen(source) as workbook:
        fill(workbook)
    with mounted_disk(tmp_path / "usb") as medium:
        path = medium / "a.cchc"
        shutil.copyfile(source, path)
        subprocess.run(["mount", "-o", "remount,ro", str(medium)], check=True)
        assert "chép tệp" in refused(path, "read_only")
        with reopen(path, read_only=True) as workbook:
            assert len(workbook.read_assessment().answers) == 4
            assert workbook.check_integrity() == ()


@pytest.mark.parametrize("name", ["a?b#c%41.cchc", "có dấu cách.cchc", "nháy'\"đơn.cchc"])
def test_odd_names_are_only_names(make: Make, tmp_path: Path, name: str) -> None:
    path = make(tmp_path / name)
    with reopen(path) as workbook:
        fill(workbook)
    assert [one.name for one in tmp_path.iterdir()] == [name]
    assert check_file(path) == ()


def test_a_relative_path_is_a_path(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "a.cchc")
    monkeypatch.chdir(tmp_path)
    reopen(Path("a.cchc")).close()
