"""Taking acts back and doing them again, from the change log alone: so it works over restarts.

An undo is an act of its own, named after the acts it takes back (``undo:57-59``). The log stays
append-only, and what can be undone or redone is found by following its names.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.workbook.history import Act, Entry, read_entries_of
from cchc_desktop.workbook.schema import RECORDED_TABLES, RecordedTable
from cchc_desktop.workbook.set_moves import recording_move

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlite_utils import Database

UNDO, REDO = "undo", "redo"
_BARRIERS = frozenset({"create", "purge"})
"""Nothing before such an act can be taken back: there was nothing, or the bytes are gone."""
_PASSED_OVER = frozenset({"lock", "unlock"})
"""Acts with a way back of their own."""
_TYPING_PAUSE_SECONDS = 20
"""What is typed into one field with shorter pauses is one step, however often it was saved."""

_BY_NAME = {table.name: table for table in RECORDED_TABLES}

Span = tuple[int, int]
"""The first and last act of a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one undo takes back: acts of a person that belong together, the oldest entry first."""

    acts: tuple[Act, ...]
    entries: tuple[Entry, ...]

    @property
    def span(self) -> Span:
        """Numbers of the first and last act."""
        return self.acts[0].number, self.acts[-1].number


def next_undo(db: Database) -> Step | None:
    """Give the step that an undo would take back; None when there is none."""
    undoable, _ = _stacks(db)
    if not undoable:
        return None
    step = _read_step(db, undoable.pop())
    while undoable and _is_typing(step):
        before = _read_step(db, undoable.pop())
        if not _continues(before, step):
            break
        step = Step((*before.acts, *step.acts), (*before.entries, *step.entries))
    return step


def next_redo(db: Database) -> Step | None:
    """Give the step that a redo would do again; None when there is none."""
    _, redoable = _stacks(db)
    return _read_step(db, redoable[-1]) if redoable else None


def act_name(kind: str, step: Step) -> str:
    """Name the act that takes a step back or does it again."""
    first, last = step.span
    return f"{kind}:{first}-{last}"


def take_back(db: Database, step: Step, at: str) -> None:
    """Put every row back as it was before the step; inside an act of that name."""
    changes = [(entry, entry.new, entry.old) for entry in reversed(step.entries)]
    _apply(db, changes, at)


def do_again(db: Database, step: Step, at: str) -> None:
    """Make every row again what the step had made of it."""
    _apply(db, [(entry, entry.old, entry.new) for entry in step.entries], at)


def merge_typing(steps: Iterable[Step]) -> list[Step]:
    """Join steps, the oldest first, that are one going into a field."""
    joined: list[Step] = []
    for step in steps:
        if joined and _continues(joined[-1], step):
            last = joined[-1]
            joined[-1] = Step((*last.acts, *step.acts), (*last.entries, *step.entries))
        else:
            joined.append(step)
    return joined


def _stacks(db: Database) -> tuple[list[Span], list[Span]]:
    undoable: list[Span] = []
    redoable: list[Span] = []
    acts = db.execute("SELECT act_number, min(act) FROM history GROUP BY act_number")
    for number, name in sorted(acts.fetchall()):
        kind, _, span = str(name).partition(":")
        if kind == UNDO:
            first, last = _span(span)
            while undoable and undoable[-1][0] >= first:
                undoable.pop()
            redoable.append((first, last))
        elif kind == REDO:
            first, last = _span(span)
            redoable = [one for one in redoable if one != (first, last)]
            undoable.append((first, last))
        elif kind in _BARRIERS:
            undoable, redoable = [], []
        elif kind not in _PASSED_OVER:
            undoable.append((number, number))
            redoable = []
    return undoable, redoable


def _span(text: str) -> Span:
    first, _, last = text.partition("-")
    return int(first), int(last)


def _read_step(db: Database, span: Span) -> Step:
    found = [
        one
        for one in read_entries_of(db, *span)
        if one.act.name.partition(":")[0] not in {UNDO, REDO, *_PASSED_OVER}
    ]
    acts = {one.act.number: one.act for one in found}
    return Step(tuple(acts.values()), tuple(found))


def _is_typing(step: Step) -> bool:
    return bool(_typed_place(step))


def _typed_place(step: Step) -> tuple[str, str] | None:
    """Give the leaf and the one figure (or the note) that a step has typed; None otherwise."""
    places: set[tuple[str, str]] = set()
    for entry in step.entries:
        if entry.act.name != "answer":
            return None
        if entry.table == "figure_links":
            continue
        places |= {(entry.key, part) for part in changed_parts(entry)}
    return places.pop() if len(places) == 1 else None


def changed_parts(entry: Entry) -> set[str]:
    """Name what an answer's entry changes: ``=name`` of a figure, else the column."""
    old, new = _row(entry.old), _row(entry.new)
    parts = {
        name
        for name in ("note", "not_applicable", "review")
        if (old.get(name) or "") != (new.get(name) or "")
    }
    before, after = json.loads(old.get("entered", "{}")), json.loads(new.get("entered", "{}"))
    parts |= {
        f"={one}" for one in before.keys() | after.keys() if before.get(one) != after.get(one)
    }
    return parts


def _row(text: str | None) -> dict[str, str]:
    row: dict[str, str] = json.loads(text) if text else {}
    return row


def _continues(before: Step, after: Step) -> bool:
    place = _typed_place(before)
    if place is None or place != _typed_place(after):
        return False
    if place[1] in ("review", "not_applicable"):
        return False
    last, first = before.acts[-1], after.acts[0]
    if last.who != first.who or first.number != last.number + 1:
        return False
    pause = datetime.fromisoformat(first.at) - datetime.fromisoformat(last.at)
    return 0 <= pause.total_seconds() <= _TYPING_PAUSE_SECONDS


def _apply(db: Database, changes: Sequence[tuple[Entry, str | None, str | None]], at: str) -> None:
    if any(entry.table == "criteria_set" for entry, _, _ in changes):
        with recording_move(db, at) as set_row:
            for entry, present, wanted in changes:
                if entry.table == "criteria_set" and wanted:
                    set_row(json.loads(wanted)["sha256"])
                elif entry.table != "set_moves":
                    _write(db, entry, present, wanted)
        return
    for entry, present, wanted in changes:
        _write(db, entry, present, wanted)


def _write(db: Database, entry: Entry, present: str | None, wanted: str | None) -> None:
    """Make one row what is wanted, once it is found to be what the log says."""
    table = _BY_NAME[entry.table]
    now = _row_now(db, table, entry.key)
    if table.name == "documents" and None in (present, wanted):
        if wanted is not None and now is None:
            raise _conflict()
        return  # bytes once stored stay, cited or not, until the bin is emptied
    if now != present:
        raise _conflict()
    if wanted is None:
        db.execute(f"DELETE FROM {table.name} WHERE {table.key} = ?", (entry.key,))
        return
    row = json.loads(wanted)
    values = [row[column] for column in table.columns]
    if present is None:
        marks = ", ".join("?" * len(values))
        names = ", ".join(table.columns)
        db.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", values)
        return
    settings = ", ".join(f"{column} = ?" for column in table.columns)
    db.execute(f"UPDATE {table.name} SET {settings} WHERE {table.key} = ?", (*values, entry.key))


def _row_now(db: Database, table: RecordedTable, key: str) -> str | None:
    sql = f"SELECT {table.row_json()} FROM {table.name} WHERE {table.key} = ?"
    found = db.execute(sql, (key,)).fetchone()
    return found[0] if found else None


def _conflict() -> UserError:
    return UserError(
        "undo_conflict",
        "Không hoàn tác được: nội dung đã khác với nhật ký; xem lại ở Lịch sử thay đổi.",
    )
