"""The tables whose every change is recorded, and the marks by which a workbook is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x43434843
"""``CCHC`` in the file's header (PRAGMA application_id)."""
SCHEMA_VERSION = 3
"""PRAGMA user_version of the files that this program writes; a higher one is refused."""
SCHEMA_FINGERPRINTS = {
    1: "e5f54e516876e5bf5a61e8d05e229e9df9e55892503a50b2ed6a415dee72023f",
    2: "60ec39cafb16eaa263a0155a5c17aba4dc338d74bdb0ce72bd465c7c9532c2b8",
    3: "405c20793ba9c92c098bc3e4f2a0ec926721ed45c2afa45b96366077afbc9ace",
}
"""SHA-256 over the schema of each version: a table, view or trigger of a stranger shows."""


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """A table that belongs to the state: ``columns`` are sealed and logged, in this order."""

    name: str
    key: str
    columns: tuple[str, ...]
    since: int = 1
    """The file version that it came with."""

    def row_json(self, row: str = "") -> str:
        """Give the SQL that writes a row as JSON; ``row`` is ``OLD`` or ``NEW`` in a trigger."""
        prefix = f"{row}." if row else ""
        return (
            "json_object("
            + ", ".join(f"'{column}', {prefix}{column}" for column in self.columns)
            + ")"
        )


RECORDED_TABLES = (
    RecordedTable("meta", "key", ("key", "value")),
    # The set's text is covered by its SHA-256, so that the log does not hold it a second time.
    RecordedTable("criteria_set", "id", ("id", "set_id", "version", "sha256")),
    RecordedTable("exemptions", "code", ("code", "basis")),
    RecordedTable(
        "answers", "code", ("code", "entered", "note", "not_applicable", "review", "changed_at")
    ),
    RecordedTable(
        "documents",
        "id",
        (
            "id",
            "sha256",
            "name",
            "size",
            "state",
            "pages",
            "number",
            "date",
            "issuer",
            "title",
            "added_at",
        ),
    ),
    RecordedTable("citations", "id", ("id", "code", "document_id", "cited_pages", "position")),
    RecordedTable("register_rows", "id", ("id", "register", "position", "entered"), since=2),
    RecordedTable("figure_links", "place", ("place", "figure"), since=2),
    RecordedTable(
        "surveys",
        "questionnaire_id",
        ("questionnaire_id", "questionnaire", "source", "sha256", "imported_at", "tally"),
        since=2,
    ),
    RecordedTable("published_results", "place", ("place", "index_id", "year", "entered"), since=2),
    RecordedTable(
        "set_moves",
        "id",
        ("id", "at", "from_sha256", "to_sha256", "from_text", "before", "mapping"),
        since=2,
    ),
    RecordedTable("assignments", "code", ("code", "person"), since=3),
    RecordedTable("remarks", "id", ("id", "code", "at", "who", "text"), since=3),
    RecordedTable("waivers", "place", ("place", "reason", "at", "who"), since=3),
    RecordedTable(
        "prior_results", "place", ("place", "year", "code", "entered", "source"), since=3
    ),
)


def recorded_tables(version: int) -> tuple[RecordedTable, ...]:
    """Give the recorded tables of a file of this version: an older one, only viewed, has fewer."""
    return tuple(table for table in RECORDED_TABLES if table.since <= version)


def file_version(db: Database) -> int:
    """Give the version that a file says it has."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version
