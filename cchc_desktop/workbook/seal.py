"""The seal: one number over the whole state but the documents' bytes, moved on with each change.

Each row of the state is hashed; the seal is the sum of these hashes modulo 2^256. A change takes
the old row's hash off and adds the new one's, so that sealing costs the same however much the
workbook holds, and the order of rows does not matter. It tells damage and edits by other
programs; whoever knows this file can compute a new one, which is why the head of the change log
is printed in the signed dossier.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.workbook.schema import RecordedTable, file_version, recorded_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

_MODULUS = 2**256
ZERO = "0" * 64


@dataclass(frozen=True, slots=True)
class Seal:
    """What the workbook says about itself; hashes are lower-case hex."""

    state: str
    history_count: int
    history_head: str


def read_seal(db: Database) -> Seal | None:
    """Give the seal as stored; None where its row is gone."""
    row = db.execute("SELECT state, history_count, history_head FROM seal WHERE id = 1").fetchone()
    return Seal(*row) if row else None


def move_seal(state: str, table: str, old: str | None, new: str | None) -> str:
    """Give the state's hash after one row has changed; None stands for no row."""
    total = int(state, 16)
    if old is not None:
        total -= _row_number(table, old.encode())
    if new is not None:
        total += _row_number(table, new.encode())
    return f"{total % _MODULUS:064x}"


def compute_state(db: Database) -> str:
    """Give the hash of the state as it stands in the tables."""
    total = 0
    for table in recorded_tables(file_version(db)):
        total += sum(_row_number(table.name, row) for row in rows_as_json(db, table))
    return f"{total % _MODULUS:064x}"


def rows_as_json(db: Database, table: RecordedTable) -> Iterator[bytes]:
    """Give each row as the JSON that is sealed, undecoded: damage may have made it invalid."""
    # The name and the columns are constants of ours.
    sql = f"SELECT CAST({table.row_json()} AS BLOB) FROM {table.name}"
    for (row,) in db.execute(sql):
        yield row


def set_is_intact(db: Database) -> bool:
    """Tell whether the set's text is the one whose hash is sealed."""
    rows = db.execute("SELECT CAST(text AS BLOB), sha256 FROM criteria_set").fetchall()
    return len(rows) == 1 and hashlib.sha256(rows[0][0]).hexdigest() == rows[0][1]


def _row_number(table: str, row: bytes) -> int:
    return int.from_bytes(hashlib.sha256(table.encode() + b"\x00" + row).digest(), "big")
