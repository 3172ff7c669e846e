"""The change log: who changed what and when, each entry chained to the one before.

Temporary triggers of the writing connection make the entries, so that nothing in the program can
forget one. They are not stored in the file: a stored trigger may not call our functions while
``trusted_schema`` is off, which protects against triggers that a stranger put into a file.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cchc_desktop.workbook.schema import RecordedTable, file_version, recorded_tables
from cchc_desktop.workbook.seal import move_seal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person did: one transaction."""

    number: int
    at: str
    who: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row's change; ``old`` and ``new`` are the row as JSON, None where there was no row."""

    id: int
    act: Act
    table: str
    key: str
    old: str | None
    new: str | None
    hash: str


class ChangeRecorder:
    """Records every change that one connection makes, as part of the act under way."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._act: Act | None = None
        connection = db.conn
        connection.create_function("act_number", 0, lambda: self._current.number)
        connection.create_function("act_at", 0, lambda: self._current.at)
        connection.create_function("act_who", 0, lambda: self._current.who)
        connection.create_function("act_name", 0, lambda: self._current.name)
        connection.create_function("entry_hash", 9, entry_hash, deterministic=True)
        connection.create_function("move_seal", 4, move_seal, deterministic=True)
        for table in recorded_tables(file_version(db)):
            for statement in _triggers_of(table):
                db.execute(statement)
        db.execute(_SEAL_TRIGGER)

    def begin(self, name: str, who: str, at: datetime) -> Act:
        """Name the act that the coming changes belong to; the transaction must be open."""
        row = self._db.execute("SELECT act_number FROM history ORDER BY id DESC LIMIT 1").fetchone()
        self._act = Act(row[0] + 1 if row else 1, timestamp(at), who, name)
        return self._act

    def end(self) -> None:
        """Refuse changes until the next act begins."""
        self._act = None

    @property
    def _current(self) -> Act:
        if self._act is None:
            raise RuntimeError("a change outside an act")
        return self._act


def timestamp(at: datetime) -> str:
    """Write a moment as UTC, to the millisecond: ``2026-01-31T02:03:04.005Z``."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def entry_hash(
    previous: str,
    number: int,
    at: str,
    who: str,
    act: str,
    table: str,
    key: str,
    old: str | None,
    new: str | None,
) -> str:
    """Give an entry's hash: SHA-256 over the JSON list of the previous hash and all its fields."""
    fields = [previous, number, at, who, act, table, key, old, new]
    return hashlib.sha256(json.dumps(fields, separators=(",", ":")).encode()).hexdigest()


_ENTRIES = "SELECT id, act_number, at, who, act, table_name, row_key, old, new, hash FROM history"


def read_entries(db: Database) -> Iterator[Entry]:
    """Give the log from its beginning."""
    return map(_entry, db.execute(f"{_ENTRIES} ORDER BY id"))


def read_entries_of(db: Database, first: int, last: int) -> list[Entry]:
    """Give the entries of a range of acts, the oldest first."""
    sql = f"{_ENTRIES} WHERE act_number BETWEEN ? AND ? ORDER BY id"
    return [_entry(row) for row in db.execute(sql, (first, last))]


def read_last_entries(db: Database) -> list[Entry]:
    """Give the last two entries, the older first; fewer where there are not so many."""
    return [_entry(row) for row in db.execute(f"{_ENTRIES} ORDER BY id DESC LIMIT 2")][::-1]


def _entry(row: tuple[Any, ...]) -> Entry:
    id_, number, at, who, act, table, key, old, new, digest = row
    return Entry(id_, Act(number, at, who, act), table, key, old, new, digest)


def hash_of(entry: Entry, previous: str) -> str:
    """Compute the hash that an entry must have after the one whose hash is ``previous``."""
    act = entry.act
    return entry_hash(
        previous,
        act.number,
        act.at,
        act.who,
        act.name,
        entry.table,
        entry.key,
        entry.old,
        entry.new,
    )


def _triggers_of(table: RecordedTable) -> Iterator[str]:
    old, new = table.row_json("OLD"), table.row_json("NEW")
    for event, row, before, after in (
        ("INSERT", "NEW", "NULL", new),
        ("UPDATE", "NEW", old, new),
        ("DELETE", "OLD", old, "NULL"),
    ):
        what = f"'{table.name}', CAST({row}.{table.key} AS TEXT), {before}, {after}"
        yield (
            f"CREATE TEMP TRIGGER record_{table.name}_{event.lower()}"
            f" AFTER {event} ON main.{table.name} BEGIN"
            " INSERT INTO history"
            " (act_number, at, who, act, table_name, row_key, old, new, hash)"
            f" SELECT act_number(), act_at(), act_who(), act_name(), {what}, entry_hash("
            f"history_head, act_number(), act_at(), act_who(), act_name(), {what})"
            " FROM seal; END"
        )


_SEAL_TRIGGER = (
    "CREATE TEMP TRIGGER move_seal_on AFTER INSERT ON main.history BEGIN"
    " UPDATE seal SET state = move_seal(state, NEW.table_name, NEW.old, NEW.new),"
    " history_count = history_count + 1, history_head = NEW.hash; END"
)
