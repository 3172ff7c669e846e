"""What the workbook is about: the unit, the year, its own copy of the set, the report's details."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.set_document import set_from_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from cchc_desktop.core.criteria_set import CriteriaSet

UNIT = "unit"
YEAR = "year"
CREATED_AT = "created_at"
PARTICULARS = "particulars"


def write_meta(db: Database, key: str, value: str) -> None:
    """Keep one value under its key; an unchanged one is not written again."""
    db.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        (key, value),
    )


def read_meta(db: Database, key: str) -> str:
    """Give the value under a key.

    Raises:
        ValueError: the file lacks it.
    """
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    if row is None:
        raise ValueError(f"meta lacks {key}")
    value: str = row[0]
    return value


def write_set(db: Database, text: str, criteria_set: CriteriaSet) -> None:
    """Keep the set's text, byte for byte, for as long as the workbook lives."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    db.table("criteria_set").insert(
        {
            "id": 1,
            "set_id": criteria_set.id,
            "version": criteria_set.version,
            "sha256": digest,
            "text": text,
        }
    )


def set_hash(db: Database) -> str:
    """Give the SHA-256 of the workbook's own set; empty where the file holds none."""
    row = db.execute("SELECT sha256 FROM criteria_set WHERE id = 1").fetchone()
    return row[0] if row else ""


def read_set(db: Database) -> CriteriaSet:
    """Give the workbook's own set.

    Raises:
        UserError: ``bad_set`` when the text is no set.
        ValueError: the file holds none.
    """
    row = db.execute("SELECT text FROM criteria_set WHERE id = 1").fetchone()
    if row is None:
        raise ValueError("no criteria set")
    return set_from_text(row[0])


def write_exemptions(db: Database, exemptions: Mapping[str, str]) -> None:
    """Keep exactly these exemptions; those that are there and unchanged are left alone."""
    for code in read_exemptions(db).keys() - exemptions.keys():
        db.execute("DELETE FROM exemptions WHERE code = ?", (code,))
    for code, basis in exemptions.items():
        db.execute(
            "INSERT INTO exemptions (code, basis) VALUES (?, ?)"
            " ON CONFLICT (code) DO UPDATE SET basis = excluded.basis"
            " WHERE basis <> excluded.basis",
            (code, basis),
        )


def read_exemptions(db: Database) -> dict[str, str]:
    """Give each exempt code with its legal basis."""
    return dict(db.execute("SELECT code, basis FROM exemptions ORDER BY code").fetchall())


def write_particulars(db: Database, particulars: Particulars) -> None:
    """Keep what the report's form needs."""
    write_meta(db, PARTICULARS, json.dumps(asdict(particulars), ensure_ascii=False))


def read_particulars(db: Database) -> Particulars:
    """Give what the report's form needs; names that this program does not know are left out.

    Raises:
        ValueError: it is no such record.
    """
    data = json.loads(read_meta(db, PARTICULARS))
    if not isinstance(data, dict):
        raise ValueError("particulars is no object")
    values: dict[str, Any] = {}
    for one in fields(Particulars):
        value = data.get(one.name, one.default)
        if isinstance(one.default, tuple):
            values[one.name] = tuple(map(str, value))
        else:
            values[one.name] = str(value)
    return Particulars(**values)
