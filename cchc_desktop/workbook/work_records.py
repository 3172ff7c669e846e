"""Who does what, remarks, findings left aside, the lock, last year's results: their rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.prior_year import PriorYear, result_from_data, result_to_data
from cchc_desktop.core.work_notes import LockState, Remark, Waiver, WorkNotes
from cchc_desktop.workbook.schema import file_version
from cchc_desktop.workbook.unit_record import write_meta

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from cchc_desktop.workbook.open_file import OpenFile

SINCE = 3
"""The file version that these tables came with."""
LOCK = "lock"
"""Key of the lock's state in ``meta``."""


class WorkRecords:
    """Writes these rows of one open workbook; each method is one act."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def assign(self, people: Mapping[str, str]) -> None:
        """Say who sees to these leaves; an empty name takes it back."""
        with self._file.act("assign") as (db, _):
            for code, person in people.items():
                if not person:
                    db.execute("DELETE FROM assignments WHERE code = ?", (code,))
                    continue
                db.execute(
                    "INSERT INTO assignments VALUES (?, ?) ON CONFLICT (code)"
                    " DO UPDATE SET person = excluded.person WHERE person <> excluded.person",
                    (code, person),
                )

    def remark(self, code: str, text: str) -> None:
        """Add to a leaf's thread."""
        with self._file.act("remark") as (db, at):
            db.execute(
                "INSERT INTO remarks (code, at, who, text) VALUES (?, ?, ?, ?)",
                (code, at, self._file.who, text),
            )

    def remove_remark(self, remark_id: int) -> None:
        """Take a remark back.

        Raises:
            UserError: ``unknown_remark``.
        """
        with self._file.act("remark") as (db, _):
            if not db.execute("DELETE FROM remarks WHERE id = ?", (remark_id,)).rowcount:
                raise UserError(
                    "unknown_remark", f"Không có ý kiến số {remark_id}; xem lại danh sách ý kiến."
                )

    def waive(self, place: str, reason: str) -> None:
        """Leave a finding aside for a reason; an empty reason brings it back."""
        with self._file.act("waive") as (db, at):
            if not reason:
                db.execute("DELETE FROM waivers WHERE place = ?", (place,))
                return
            db.execute(
                "INSERT INTO waivers VALUES (?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET"
                " reason = excluded.reason, at = excluded.at, who = excluded.who"
                " WHERE reason <> excluded.reason",
                (place, reason, at, self._file.who),
            )

    def lock(self) -> None:
        """Lock the workbook: no act but unlocking is taken from now on."""
        with self._file.act("lock") as (db, at):
            _write_lock(db, LockState(True, at, self._file.who))

    def unlock(self, reason: str) -> None:
        """Let the workbook be changed again."""
        with self._file.act("unlock") as (db, at):
            _write_lock(db, LockState(False, at, self._file.who, reason))

    def keep_prior(self, prior: PriorYear) -> None:
        """Keep exactly these results of that year; those of other years stay."""
        with self._file.act("import") as (db, _):
            wanted = {f"{prior.year}/{code}": one for code, one in prior.results.items()}
            present = db.execute("SELECT place FROM prior_results WHERE year = ?", (prior.year,))
            for (place,) in present.fetchall():
                if place not in wanted:
                    db.execute("DELETE FROM prior_results WHERE place = ?", (place,))
            for place, one in wanted.items():
                entered, source = _json(result_to_data(one)), _json(one.source)
                db.execute(
                    "INSERT INTO prior_results VALUES (?, ?, ?, ?, ?) ON CONFLICT (place)"
                    " DO UPDATE SET entered = excluded.entered, source = excluded.source"
                    " WHERE entered <> excluded.entered",
                    (place, prior.year, one.code, entered, source),
                )


def read_work(db: Database) -> WorkNotes:
    """Give all that is kept.

    Raises:
        ValueError: a row can't be read.
    """
    if file_version(db) < SINCE:
        return WorkNotes()
    assignments = dict(db.execute("SELECT code, person FROM assignments ORDER BY code").fetchall())
    remarks = db.execute("SELECT id, code, at, who, text FROM remarks ORDER BY id").fetchall()
    waivers = db.execute("SELECT place, reason, at, who FROM waivers ORDER BY place").fetchall()
    return WorkNotes(
        assignments,
        tuple(Remark(*row) for row in remarks),
        {row[0]: Waiver(*row) for row in waivers},
        read_lock(db),
    )


def read_lock(db: Database) -> LockState:
    """Give whether the workbook is locked.

    Raises:
        ValueError: what is kept about it can't be read.
    """
    row = db.execute("SELECT value FROM meta WHERE key = ?", (LOCK,)).fetchone()
    if row is None:
        return LockState()
    data: Any = json.loads(row[0])
    if not isinstance(data, dict) or not isinstance(data.get("locked"), bool):
        raise ValueError("no lock state")
    texts = (str(data.get(name, "")) for name in ("at", "who", "reason"))
    return LockState(data["locked"], *texts)


def read_prior(db: Database) -> PriorYear | None:
    """Give the newest earlier year's results; None when there are none.

    Raises:
        ValueError: a row can't be read.
    """
    if file_version(db) < SINCE:
        return None
    rows = db.execute(
        "SELECT year, code, entered, source FROM prior_results"
        " WHERE year = (SELECT max(year) FROM prior_results)"
    ).fetchall()
    if not rows:
        return None
    return PriorYear(
        rows[0][0],
        {
            code: result_from_data(code, json.loads(entered), json.loads(source))
            for _, code, entered, source in rows
        },
    )


def _write_lock(db: Database, state: LockState) -> None:
    data = {"locked": state.locked, "at": state.at, "who": state.who, "reason": state.reason}
    write_meta(db, LOCK, _json(data))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
