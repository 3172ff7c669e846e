"""Connections to a workbook: recognised first, then opened with the settings that keep it safe.

The settings and their reasons are in docs/workbook-format.md.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import quote

from cchc_desktop.workbook import problems
from cchc_desktop.workbook.file_header import refuse_foreign, refuse_numbers, refuse_unusable
from cchc_desktop.workbook.schema import APPLICATION_ID, SCHEMA_FINGERPRINTS

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

BUSY_TIMEOUT_SECONDS = 5.0
PAGE_SIZE = 16384
LONGEST_VALUE = 32 * 1024 * 1024
"""Bytes of one text or blob: our pieces have 1 MiB, a stranger's file may claim anything."""

_EVERY_CONNECTION = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",  # a stick pulled out would be SIGBUS instead of an error
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA journal_mode = TRUNCATE",
)
_NEW_FILE = (
    f"PRAGMA page_size = {PAGE_SIZE}",
    "PRAGMA auto_vacuum = INCREMENTAL",
    "PRAGMA encoding = 'UTF-8'",
)

_guard = threading.Lock()
_open_files: Counter[tuple[int, int]] = Counter()
"""Files that this process has in SQLite, by device and inode; their headers must not be read."""
_file_of: dict[int, tuple[int, int]] = {}
"""The file of each open connection, by the connection's id()."""


def connect(path: Path, *, read_only: bool) -> Database:
    """Open an existing workbook; the file of a stranger is not touched.

    Raises:
        FileProblem: whatever keeps the file from being opened, as one sentence.
    """
    status = refuse_unusable(path)
    identity = (status.st_dev, status.st_ino)
    with _guard:
        if not _open_files[identity]:
            refuse_foreign(path)
        connection = _open(path, "ro" if read_only else "rw")
        _open_files[identity] += 1
        _file_of[id(connection)] = identity
    try:
        _prepare(path, connection, read_only=read_only)
        return _wrap(connection)
    except BaseException:
        _let_go(connection)
        raise


def connect_new(path: Path) -> Database:
    """Make an empty database file with our settings, for the creation of a workbook."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for setting in (*_NEW_FILE, *_EVERY_CONNECTION):
            connection.execute(setting)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return _wrap(connection)
    except BaseException:
        connection.close()
        raise


def disconnect(db: Database) -> None:
    """Close a connection and take away the empty journal that it keeps while open."""
    with contextlib.suppress(sqlite3.Error):
        db.execute("PRAGMA journal_mode = DELETE").fetchall()
    _let_go(db.conn)


def schema_is_ours(db: Database) -> bool:
    """Tell whether the file holds our tables and triggers and nothing else."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    return schema_fingerprint(db) == SCHEMA_FINGERPRINTS.get(version)


def schema_fingerprint(db: Database) -> str:
    """Give the SHA-256 over all definitions but the table where sqlite-utils notes migrations."""
    rows = db.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_schema"
        " WHERE NOT (type IN ('table', 'index') AND tbl_name = '_sqlite_migrations')"
        " ORDER BY type, name"
    )
    return hashlib.sha256(repr(rows.fetchall()).encode()).hexdigest()


def _open(path: Path, mode: str) -> sqlite3.Connection:
    # Three slashes and the absolute path: right for C:\, for /home and for \\server\share alike.
    absolute = path.absolute().as_posix()
    name = quote(os.fsencode(absolute), safe="/:")
    separator = "" if name.startswith("/") else "/"
    try:
        return sqlite3.connect(
            f"file://{separator}{name}?mode={mode}",
            uri=True,
            timeout=BUSY_TIMEOUT_SECONDS,
            isolation_level=None,
        )
    except sqlite3.Error as error:
        raise problems.from_sqlite(error, path) from error


def _prepare(path: Path, connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    try:
        if read_only:
            _recover_if_needed(path, connection)
        for setting in _EVERY_CONNECTION:
            connection.execute(setting).fetchall()
        if not read_only:
            _refuse_unwritable(connection)
        refuse_numbers(
            path,
            application_id=connection.execute("PRAGMA application_id").fetchone()[0],
            version=connection.execute("PRAGMA user_version").fetchone()[0],
        )
    except sqlite3.Error as error:
        raise problems.from_sqlite(error, path) from error


def _recover_if_needed(path: Path, connection: sqlite3.Connection) -> None:
    """Take back what a killed program left half-written; a reader alone may not do it."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname not in ("SQLITE_READONLY_ROLLBACK", "SQLITE_CANTOPEN"):
            raise
        writer = _open(path, "rw")
        try:
            writer.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            writer.close()


def _refuse_unwritable(connection: sqlite3.Connection) -> None:
    """Meet now what the first change would meet.

    SQLite opens what can't be written for reading, without a word, and even lets a writing
    transaction begin; only a statement that could write is refused.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("UPDATE seal SET id = id WHERE 0")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _wrap(connection: sqlite3.Connection) -> Database:
    import sqlite_utils

    return sqlite_utils.Database(connection, execute_plugins=False)


def _let_go(connection: sqlite3.Connection) -> None:
    with _guard:
        connection.close()
        identity = _file_of.pop(id(connection), None)
        if identity is not None:
            _open_files[identity] -= 1
