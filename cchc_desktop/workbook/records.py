"""What stands beside the answers: registers, linked figures, surveys, published indices."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.registers import RegisterRow
from cchc_desktop.workbook.schema import file_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlite_utils import Database

    from cchc_desktop.core.published_result import PublishedResult
    from cchc_desktop.workbook.open_file import OpenFile

SINCE = 2
"""The file version that these tables came with; an older file, only viewed, has none."""


@dataclass(frozen=True, slots=True)
class StoredSurvey:
    """A survey's outcome as it is kept: the ballots themselves are not.

    ``questionnaire`` and ``tally`` are JSON text, ``sha256`` is of the file that was imported.
    """

    questionnaire_id: str
    questionnaire: str
    source: str
    sha256: str
    imported_at: str
    tally: str


class Records:
    """Reads and writes these tables of one open workbook."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def register(self, key: str) -> tuple[RegisterRow, ...]:
        """Give a register's rows in their order."""
        with self._file.reading() as db:
            if file_version(db) < SINCE:
                return ()
            rows = db.execute(
                "SELECT id, entered FROM register_rows WHERE register = ? ORDER BY position, id",
                (key,),
            ).fetchall()
            return tuple(RegisterRow(_texts(entered), id_) for id_, entered in rows)

    def save_register(self, key: str, rows: Sequence[RegisterRow]) -> None:
        """Keep exactly these rows in this order; a row without a number is new."""
        with self._file.act("register") as (db, _):
            kept = {row.id for row in rows if row.id is not None}
            present = db.execute("SELECT id FROM register_rows WHERE register = ?", (key,))
            for (id_,) in present.fetchall():
                if id_ not in kept:
                    db.execute("DELETE FROM register_rows WHERE id = ?", (id_,))
            for position, row in enumerate(rows, 1):
                _write_row(db, key, position, row)

    def surveys(self) -> tuple[StoredSurvey, ...]:
        """Give what has been imported, one for each questionnaire."""
        with self._file.reading() as db:
            if file_version(db) < SINCE:
                return ()
            rows = db.execute(
                "SELECT questionnaire_id, questionnaire, source, sha256, imported_at, tally"
                " FROM surveys ORDER BY questionnaire_id"
            ).fetchall()
            return tuple(StoredSurvey(*row) for row in rows)

    def save_survey(
        self, questionnaire_id: str, questionnaire: str, source: str, sha256: str, tally: str
    ) -> None:
        """Keep a survey's outcome in place of the questionnaire's earlier one."""
        with self._file.act("survey") as (db, at):
            db.execute(
                "INSERT INTO surveys VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (questionnaire_id)"
                " DO UPDATE SET questionnaire = excluded.questionnaire, source = excluded.source,"
                " sha256 = excluded.sha256, imported_at = excluded.imported_at,"
                " tally = excluded.tally",
                (questionnaire_id, questionnaire, source, sha256, at, tally),
            )

    def remove_survey(self, questionnaire_id: str) -> bool:
        """Take a survey's outcome away; False when there was none."""
        with self._file.act("survey") as (db, _):
            done = db.execute("DELETE FROM surveys WHERE questionnaire_id = ?", (questionnaire_id,))
            return done.rowcount > 0

    def published(self) -> tuple[PublishedResult, ...]:
        """Give the published results that have been entered, by index and year."""
        from cchc_desktop.core.published_result import PublishedResult

        with self._file.reading() as db:
            if file_version(db) < SINCE:
                return ()
            rows = db.execute(
                "SELECT index_id, year, entered FROM published_results ORDER BY index_id, year"
            ).fetchall()
            return tuple(
                PublishedResult(index, year, _texts(entered)) for index, year, entered in rows
            )

    def save_published(self, result: PublishedResult) -> None:
        """Keep one year of an index in place of what was entered for it."""
        entered = _json(result.values)
        with self._file.act("published") as (db, _):
            db.execute(
                "INSERT INTO published_results VALUES (?, ?, ?, ?) ON CONFLICT (place)"
                " DO UPDATE SET entered = excluded.entered WHERE entered <> excluded.entered",
                (f"{result.index_id}/{result.year}", result.index_id, result.year, entered),
            )

    def remove_published(self, index_id: str, year: int) -> bool:
        """Take one year of an index away; False when there was none."""
        with self._file.act("published") as (db, _):
            place = f"{index_id}/{year}"
            done = db.execute("DELETE FROM published_results WHERE place = ?", (place,))
            return done.rowcount > 0


def read_links(db: Database) -> dict[str, dict[str, str]]:
    """Give the linked figures: leaf's code → input's name → key of the register's figure."""
    if file_version(db) < SINCE:
        return {}
    links: dict[str, dict[str, str]] = {}
    for place, figure in db.execute("SELECT place, figure FROM figure_links ORDER BY place"):
        code, _, name = place.partition("/")
        links.setdefault(code, {})[name] = figure
    return links


def write_links(db: Database, code: str, links: Mapping[str, str]) -> None:
    """Keep exactly these linked figures of a leaf: input's name → key of the figure."""
    present = read_links(db).get(code, {})
    for name in present.keys() - links.keys():
        db.execute("DELETE FROM figure_links WHERE place = ?", (f"{code}/{name}",))
    for name, figure in links.items():
        if present.get(name) != figure:
            db.execute(
                "INSERT INTO figure_links VALUES (?, ?) ON CONFLICT (place)"
                " DO UPDATE SET figure = excluded.figure",
                (f"{code}/{name}", figure),
            )


def unlink_changed(
    db: Database, answers: Iterable[tuple[str, Mapping[str, str], Mapping[str, str]]]
) -> None:
    """Drop the links of figures that no longer have the value that was taken over.

    Args:
        db: the workbook, inside a transaction.
        answers: leaf's code, its values before, its values now.
    """
    linked = read_links(db)
    for code, before, now in answers:
        own = linked.get(code)
        if own:
            kept = {name: key for name, key in own.items() if before.get(name) == now.get(name)}
            write_links(db, code, kept)


def _write_row(db: Database, key: str, position: int, row: RegisterRow) -> None:
    entered = _json(row.values)
    if row.id is None:
        db.execute(
            "INSERT INTO register_rows (register, position, entered) VALUES (?, ?, ?)",
            (key, position, entered),
        )
        return
    db.execute(
        "UPDATE register_rows SET position = ?, entered = ?"
        " WHERE id = ? AND register = ? AND (position, entered) <> (?, ?)",
        (position, entered, row.id, key, position, entered),
    )


def _json(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)


def _texts(entered: str) -> dict[str, str]:
    data: Any = json.loads(entered)
    if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
        raise ValueError("an entered row is no object of texts")
    return data
