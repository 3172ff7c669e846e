"""The tables whose every change is recorded, and the marks by which a workbook is known."""

from __future__ import annotations

from dataclasses import dataclass

APPLICATION_ID = 0x43434843
"""``CCHC`` in the file's header (PRAGMA application_id)."""
SCHEMA_VERSION = 1
"""PRAGMA user_version of the files that this program writes; a higher one is refused."""
SCHEMA_FINGERPRINTS = {1: "e5f54e516876e5bf5a61e8d05e229e9df9e55892503a50b2ed6a415dee72023f"}
"""SHA-256 over the schema of each version: a table, view or trigger of a stranger shows."""


@dataclass(frozen=True, slots=True)
class RecordedTable:
    """A table that belongs to the state: ``columns`` are sealed and logged, in this order."""

    name: str
    key: str
    columns: tuple[str, ...]

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
)
