"""The workbook's tables, version by version: named steps, appended to and never changed.

A step imports nothing of ours, because our code changes and a step must not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("cchc-workbook")

_VERSION_1 = (
    """
    CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE criteria_set (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        set_id TEXT NOT NULL,
        version TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE exemptions (
        code TEXT PRIMARY KEY,
        basis TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE answers (
        code TEXT PRIMARY KEY,
        entered TEXT NOT NULL,
        note TEXT NOT NULL,
        not_applicable TEXT NOT NULL,
        review INTEGER NOT NULL CHECK (review IN (0, 1)),
        changed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        size INTEGER NOT NULL CHECK (size > 0),
        state TEXT NOT NULL,
        pages INTEGER,
        number TEXT NOT NULL,
        date TEXT NOT NULL,
        issuer TEXT NOT NULL,
        title TEXT NOT NULL,
        added_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE document_chunks (
        document_id INTEGER NOT NULL REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED,
        position INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (document_id, position)
    ) STRICT
    """,
    """
    CREATE TABLE citations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        code TEXT NOT NULL,
        document_id INTEGER NOT NULL REFERENCES documents (id),
        cited_pages TEXT NOT NULL,
        position INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX citations_of_document ON citations (document_id)",
    """
    CREATE TABLE history (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        act_number INTEGER NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        act TEXT NOT NULL,
        table_name TEXT NOT NULL,
        row_key TEXT NOT NULL,
        old TEXT,
        new TEXT,
        hash TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER history_is_never_changed BEFORE UPDATE ON history
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TRIGGER history_is_never_deleted BEFORE DELETE ON history
    BEGIN SELECT RAISE(ABORT, 'history is append-only'); END
    """,
    """
    CREATE TABLE seal (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        state TEXT NOT NULL,
        history_count INTEGER NOT NULL,
        history_head TEXT NOT NULL
    ) STRICT
    """,
    """
    INSERT INTO seal (id, state, history_count, history_head)
    VALUES (1, printf('%064d', 0), 0, printf('%064d', 0))
    """,
    "PRAGMA user_version = 1",
)


@migrations()
def version_1(db: Database) -> None:
    """Make all tables of the first version."""
    for statement in _VERSION_1:
        db.execute(statement)


_VERSION_2 = (
    """
    CREATE TABLE register_rows (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        register TEXT NOT NULL,
        position INTEGER NOT NULL,
        entered TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE figure_links (
        place TEXT PRIMARY KEY,
        figure TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE surveys (
        questionnaire_id TEXT PRIMARY KEY,
        questionnaire TEXT NOT NULL,
        source TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        tally TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE published_results (
        place TEXT PRIMARY KEY,
        index_id TEXT NOT NULL,
        year INTEGER NOT NULL,
        entered TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE set_moves (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        from_sha256 TEXT NOT NULL,
        to_sha256 TEXT NOT NULL,
        from_text TEXT NOT NULL,
        before TEXT NOT NULL,
        mapping TEXT NOT NULL
    ) STRICT
    """,
    "PRAGMA user_version = 2",
)


@migrations()
def version_2(db: Database) -> None:
    """Add registers, linked figures, surveys, published results and moves to another set."""
    for statement in _VERSION_2:
        db.execute(statement)


_VERSION_3 = (
    """
    CREATE TABLE assignments (
        code TEXT PRIMARY KEY,
        person TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE remarks (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        code TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE waivers (
        place TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE prior_results (
        place TEXT PRIMARY KEY,
        year INTEGER NOT NULL,
        code TEXT NOT NULL,
        entered TEXT NOT NULL,
        source TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "PRAGMA user_version = 3",
)


@migrations()
def version_3(db: Database) -> None:
    """Add who does what, remarks, findings left aside, and last year's results."""
    for statement in _VERSION_3:
        db.execute(statement)
