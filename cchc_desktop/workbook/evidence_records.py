"""Documents as things to tidy: names, order, moves between leaves, and the bin."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.workbook import evidence_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlite_utils import Database

    from cchc_desktop.core.evidence_item import Document, Evidence
    from cchc_desktop.workbook.open_file import OpenFile


@dataclass(frozen=True, slots=True)
class BinItem:
    """A document that no leaf cites any more, and where it was cited last.

    ``code`` is empty where it never was; ``at`` as kept, UTC.
    """

    document: Document
    code: str
    cited_pages: str
    at: str
    who: str


class EvidenceRecords:
    """Writes documents and citations of one open workbook; each method is one act."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def rename(self, evidence_id: int, name: str) -> None:
        """Give a document another name; its bytes stay what they are.

        Raises:
            UserError: ``unknown_evidence``.
        """
        with self._file.act("rename") as (db, _):
            document = evidence_store.read_one(db, evidence_id).document
            db.execute(
                "UPDATE documents SET name = ? WHERE id = ? AND name <> ?",
                (name, document.id, name),
            )

    def move(self, evidence_id: int, code: str) -> None:
        """Cite a document for another leaf instead, at the end of its list.

        Raises:
            UserError: ``unknown_evidence``, ``already_attached``.
        """
        with self._file.act("move") as (db, _):
            one = evidence_store.read_one(db, evidence_id)
            if one.code == code:
                return
            evidence_store.refuse_same(db, code, one.document, one.cited_pages)
            place = evidence_store.next_position(db, code)
            db.execute(
                "UPDATE citations SET code = ?, position = ? WHERE id = ?",
                (code, place, evidence_id),
            )

    def reorder(self, code: str, evidence_ids: Sequence[int]) -> None:
        """Put a leaf's documents in this order.

        Raises:
            UserError: ``bad_order`` when these are not exactly the leaf's.
        """
        with self._file.act("order") as (db, _):
            present = db.execute("SELECT id FROM citations WHERE code = ?", (code,)).fetchall()
            if sorted(evidence_ids) != sorted(id_ for (id_,) in present):
                raise UserError(
                    "bad_order",
                    f"Thứ tự tài liệu của mục {code} phải nêu đủ và đúng các tài liệu của mục.",
                )
            for position, id_ in enumerate(evidence_ids, 1):
                db.execute(
                    "UPDATE citations SET position = ? WHERE id = ? AND position <> ?",
                    (position, id_, position),
                )

    def bin(self) -> tuple[BinItem, ...]:
        """Give the documents that no leaf cites, the last taken off first."""
        with self._file.reading() as db:
            last = _last_citations(db)
            cited = {id_ for (id_,) in db.execute("SELECT document_id FROM citations")}
            found = [one for one in evidence_store.read_documents(db) if one.id not in cited]
        items = [BinItem(one, *last.get(one.id, ("", "", "", ""))) for one in found]
        return tuple(sorted(items, key=lambda one: one.at, reverse=True))

    def names(self) -> dict[int, str]:
        """Give the names of all stored documents, cited or not, by number."""
        with self._file.reading() as db:
            return {one.id: one.name for one in evidence_store.read_documents(db)}

    def restore(self, document_id: int, code: str, cited_pages: str) -> Evidence:
        """Cite a document of the bin for a leaf.

        Raises:
            UserError: ``unknown_document``.
        """
        with self._file.act("restore") as (db, _):
            document = evidence_store.read_document(db, document_id)
            return evidence_store.add_citation(db, code, document, cited_pages)

    def empty_bin(self) -> int:
        """Delete for good the documents that no leaf cites; gives the bytes freed.

        What was done before can't be undone any more.
        """
        with self._file.act("purge") as (db, _):
            rows = db.execute(
                "SELECT id, size FROM documents WHERE id NOT IN (SELECT document_id FROM citations)"
            ).fetchall()
            for id_, _size in rows:
                db.execute("DELETE FROM document_chunks WHERE document_id = ?", (id_,))
                db.execute("DELETE FROM documents WHERE id = ?", (id_,))
        if rows:
            # The bin is empty already; only the file's size waits for this.
            with contextlib.suppress(FileProblem), self._file.reading() as db:
                # It frees a page a step and gives no row, so that a cursor stops after one.
                db.conn.executescript("PRAGMA incremental_vacuum")
        return sum(size for _, size in rows)


def _last_citations(db: Database) -> dict[int, tuple[str, str, str, str]]:
    """Give for each document that was taken off a leaf: code, pages, when, by whom."""
    found: dict[int, tuple[str, str, str, str]] = {}
    rows = db.execute(
        "SELECT old, at, who FROM history WHERE table_name = 'citations' AND new IS NULL"
        " ORDER BY id"
    )
    for old, at, who in rows:
        row = json.loads(old)
        found[row["document_id"]] = (row["code"], row["cited_pages"], at, who)
    return found
