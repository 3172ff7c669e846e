"""A new workbook: made beside its place, forced to disk, then given its name."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.set_document import set_from_text
from cchc_desktop.files.new_file import new_file
from cchc_desktop.workbook import problems
from cchc_desktop.workbook.connection import connect_new, disconnect
from cchc_desktop.workbook.history import ChangeRecorder, timestamp
from cchc_desktop.workbook.unit_record import (
    CREATED_AT,
    UNIT,
    YEAR,
    write_exemptions,
    write_meta,
    write_particulars,
    write_set,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database


def create_workbook(
    path: Path,
    *,
    set_text: str,
    unit: str,
    year: int,
    exemptions: Mapping[str, str],
    who: str,
    now: datetime,
    particulars: Particulars = Particulars(),  # noqa: B008  (a frozen value)
) -> None:
    """Make a workbook for one unit and one year.

    Args:
        path: its place; the folder must be there, the file must not.
        set_text: the set's JSON, kept as it is for as long as the workbook lives.
        unit: the unit's name.
        year: the year assessed.
        exemptions: legal basis by the code of a field, criterion or leaf.
        who: the person, for the change log.
        now: the moment, for the change log.
        particulars: what the report's form needs, as far as it is known.

    Raises:
        UserError: ``exists`` when there is such a file; ``bad_set`` when the text is no set.
        FileProblem: it can't be written; nothing is left behind.
    """
    criteria_set = set_from_text(set_text)
    with new_file(path, replace=False) as temporary:
        try:
            db = connect_new(temporary)
            try:
                _make_tables(db)
                recorder = ChangeRecorder(db)
                db.execute("BEGIN IMMEDIATE")
                recorder.begin("create", who, now)
                write_meta(db, UNIT, unit)
                write_meta(db, YEAR, str(year))
                write_meta(db, CREATED_AT, timestamp(now))
                write_set(db, set_text, criteria_set)
                write_exemptions(db, exemptions)
                write_particulars(db, particulars)
                db.execute("COMMIT")
            finally:
                disconnect(db)
        except sqlite3.Error as error:
            raise problems.from_sqlite(error, path) from error


def _make_tables(db: Database) -> None:
    from cchc_desktop.workbook.migrations import migrations

    migrations.apply(db)
