"""Every change is in the log, and every change behind the program's back is noticed."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.workbook.history import entry_hash, read_entries
from cchc_desktop.workbook.workbook import Workbook, check_file, open_workbook
from tests.support.workbooks import change, fill, reopen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.workbooks import Make


@pytest.fixture
def filled(make: Make) -> Path:
    path = make()
    with reopen(path) as workbook:
        fill(workbook)
    return path


def test_who_when_what_old_and_new(make: Make) -> None:
    path = make()
    noon = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=7)))
    with open_workbook(path, clock=lambda: noon, who="Hạnh") as workbook:
        workbook.save_answers({"1.1.1": Answer({"a": "1"}), "1.1.2": Answer({"a": "2"})})
        workbook.save_answers({"1.1.1": Answer({"a": "3"})})
        workbook.save_answers({"1.1.1": Answer({"a": "3"})})  # nothing new: no entry
        workbook.save_answers({"1.1.2": Answer()})
        entries = [
            one for one in read_entries(workbook._file._connection) if one.act.name == "answer"
        ]
    assert {(one.act.who, one.act.at) for one in entries} == {("Hạnh", "2026-11-20T05:00:00.000Z")}
    assert [(one.key, one.old is None, one.new is None) for one in entries] == [
        ("1.1.1", True, False),
        ("1.1.2", True, False),
        ("1.1.1", False, False),
        ("1.1.2", False, True),
    ]
    assert [one.act.number for one in entries] == [2, 2, 3, 4]
    changed = entries[2]
    assert changed.old == entries[0].new
    assert json.loads(json.loads(changed.new or "")["entered"]) == {"a": "3"}


def test_the_chain_can_be_followed_with_any_tool(filled: Path) -> None:
    """As docs/workbook-format.md tells it."""
    connection = sqlite3.connect(f"file:{filled}?mode=ro", uri=True)
    head = "0" * 64
    for *fields, digest in connection.execute(
        "SELECT act_number, at, who, act, table_name, row_key, old, new, hash"
        " FROM history ORDER BY id"
    ):
        head = entry_hash(head, *fields)
        assert head == digest
    connection.close()
    with reopen(filled) as workbook:
        assert workbook.history_head() == head


def test_a_change_outside_an_act_is_a_bug(workbook: Workbook) -> None:
    with pytest.raises(sqlite3.OperationalError):
        workbook._file._connection.execute("DELETE FROM meta")  # type: ignore[union-attr]
    assert workbook.read_assessment().unit


def test_the_log_can_only_grow(filled: Path) -> None:
    for statement in ("DELETE FROM history", "UPDATE history SET who = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            change(filled, statement)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE answers SET note = 'khác' WHERE code = '1.1.1'", "mục 1.1.1"),
        ("UPDATE answers SET entered = '{\"a\": \"9\"}' WHERE code = '3.1.1'", "mục 3.1.1"),
        ("UPDATE answers SET review = 0", "mục 3.1.1"),
        ("DELETE FROM answers WHERE code = '2.2.1'", "mục 2.2.1 bị mất"),
        ("INSERT INTO answers VALUES ('4.1.1', '{}', '', '', 1, '')", "mục 4.1.1 không có"),
        ("UPDATE exemptions SET basis = 'khác'", "miễn đánh giá mục 6.4"),
        ("UPDATE meta SET value = '2025' WHERE key = 'year'", "năm đánh giá"),
        ("UPDATE meta SET value = 'Sở khác' WHERE key = 'unit'", "tên đơn vị"),
        ("UPDATE documents SET sha256 = 'x' WHERE id = 2", "tài liệu số 2"),
        ("UPDATE documents SET pages = NULL WHERE id = 1", "tài liệu số 1"),
        ("UPDATE citations SET cited_pages = '9' WHERE id = 1", "trích dẫn tài liệu số 1"),
        ("DELETE FROM citations WHERE id = 2", "trích dẫn tài liệu số 2 bị mất"),
        ("UPDATE criteria_set SET text = replace(text, '2026', '2027')", "bộ tiêu chí"),
        ("UPDATE seal SET state = printf('%064d', 7)", "con dấu"),
        ("UPDATE seal SET history_count = 3", "nhật ký"),
        ("DELETE FROM seal", "con dấu"),
        ("INSERT INTO history SELECT 99, 9, '', '', '', '', '', NULL, NULL, ''", "nhật ký"),
    ],
)
def test_another_programs_change_is_named_and_not_worked_on(
    filled: Path, statement: str, named: str
) -> None:
    change(filled, statement)
    before = filled.read_bytes()
    for read_only in (False, True):
        with pytest.raises(FileProblem) as caught:
            reopen(filled, read_only=read_only)
        assert caught.value.code == "altered"
        assert named in caught.value.message
    assert any(named.lower() in one.lower() for one in check_file(filled))
    assert filled.read_bytes() == before


def test_a_log_cut_at_its_end_is_noticed(filled: Path) -> None:
    """With its guards taken away and put back, as somebody would who knows SQL."""
    connection = sqlite3.connect(filled, isolation_level=None)
    guard = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'history_is_never_deleted'"
    ).fetchone()[0]
    connection.execute("DROP TRIGGER history_is_never_deleted")
    connection.execute("DELETE FROM history WHERE id = (SELECT max(id) FROM history)")
    connection.execute(guard)
    connection.close()
    with pytest.raises(FileProblem, match="nhật ký"):
        reopen(filled)
    assert any("Nhật ký" in one for one in check_file(filled))


def test_an_old_entry_rewritten_is_found_by_the_check(filled: Path) -> None:
    connection = sqlite3.connect(filled, isolation_level=None)
    guard = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name = 'history_is_never_changed'"
    ).fetchone()[0]
    connection.execute("DROP TRIGGER history_is_never_changed")
    connection.execute("UPDATE history SET who = 'Không phải tôi' WHERE id = 5")
    connection.execute(guard)
    connection.close()
    reopen(filled).close()  # the state is sound; the past is looked at by the check
    assert any("dòng 5" in one for one in check_file(filled))


def test_a_counter_set_back_is_noticed(filled: Path) -> None:
    change(filled, "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'citations'")
    assert any("citations" in one for one in check_file(filled))
