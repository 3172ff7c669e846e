"""Documents in pieces of 1 MiB, their descriptions, and the citations that point to them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import Document, Evidence, FileState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from cchc_desktop.core.progress import Progress

CHUNK_SIZE = 1024 * 1024
"""Bytes per row: measured as fast as a plain copy, with flat memory."""

_DOCUMENT = "d.id, d.sha256, d.name, d.size, d.state, d.pages, d.number, d.date, d.issuer, d.title"
_EVIDENCE = (
    f"SELECT c.id, c.code, c.cited_pages, {_DOCUMENT}"
    " FROM citations c JOIN documents d ON d.id = c.document_id"
)


_PRINTED = ("number", "date", "issuer", "title")


class DocumentDamaged(Exception):
    """A stored document's bytes are not those that were put in."""


def read_evidence(db: Database) -> tuple[Evidence, ...]:
    """Give all citations, in the order of each leaf's list.

    Raises:
        ValueError: a document's state is none that this program knows.
    """
    return tuple(map(_evidence, db.execute(f"{_EVIDENCE} ORDER BY c.code, c.position, c.id")))


def read_one(db: Database, evidence_id: int) -> Evidence:
    """Give one citation.

    Raises:
        UserError: ``unknown_evidence``.
    """
    # As text: a number beyond SQLite's integers then is one that is not there.
    row = db.execute(f"{_EVIDENCE} WHERE c.id = ?", (str(evidence_id),)).fetchone()
    if row is None:
        raise UserError(
            "unknown_evidence",
            f"Không có tài liệu kiểm chứng số {evidence_id}; xem số trong danh sách tài liệu.",
        )
    return _evidence(row)


def read_document(db: Database, document_id: int) -> Document:
    """Give one stored document's description.

    Raises:
        UserError: ``unknown_document``.
    """
    sql = f"SELECT {_DOCUMENT} FROM documents d WHERE d.id = ?"
    row = db.execute(sql, (str(document_id),)).fetchone()
    if row is None:
        raise UserError("unknown_document", f"Không có tài liệu số {document_id} trong hồ sơ.")
    return _document(row)


def read_documents(db: Database) -> tuple[Document, ...]:
    """Give all stored documents, cited or not."""
    return tuple(map(_document, db.execute(f"SELECT {_DOCUMENT} FROM documents d ORDER BY d.id")))


def add_document(
    db: Database, source: BinaryIO, document: Document, at: str, progress: Progress
) -> Document:
    """Keep the bytes of a stream, once however often they are added.

    Where the bytes are stored already, what the officer states now fills what was left empty;
    where it says otherwise, the papers that cite the document would change behind her back.

    Args:
        db: the workbook, inside a transaction.
        source: read to its end.
        document: name, state, pages and what is printed on it; its id and hash are found here.
        at: the moment, as kept in the file.
        progress: told the bytes done of ``document.size``.

    Raises:
        UserError: ``file_empty``, or ``document_differs``.
    """
    document_id = _next_document_id(db)
    db.execute("SAVEPOINT document")
    sha256, size = _write_chunks(db, document_id, source, document, progress)
    if not size:
        raise UserError("file_empty", f"Tệp {document.name} rỗng (0 byte); chọn tệp có nội dung.")
    known = db.execute("SELECT id FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
    if known:
        db.execute("ROLLBACK TO document")
    db.execute("RELEASE document")
    if known:
        return _stated_again(db, read_document(db, known[0]), document)
    stored = replace(document, id=document_id, sha256=sha256, size=size)
    row = {name: getattr(stored, name) for name in Document.__slots__}
    db.table("documents").insert({**row, "state": stored.state.value, "added_at": at})
    return stored


def _stated_again(db: Database, stored: Document, stated: Document) -> Document:
    """Complete the description of a document that is stored already."""
    new = {name: getattr(stated, name) for name in _PRINTED if getattr(stated, name)}
    cited = db.execute("SELECT code FROM citations WHERE document_id = ?", (stored.id,)).fetchone()
    other = any(getattr(stored, name) not in ("", value) for name, value in new.items())
    if cited and other:
        shown = stored.number or "không số"
        raise UserError(
            "document_differs",
            f"Tệp {stated.name} đã có trong hồ sơ (“{stored.name}”, {shown}, mục {cited[0]}) với "
            "thông tin khác; để trống thông tin, hoặc sửa ở tài liệu đã có.",
        )
    completed = replace(stored, **new)
    update_document(db, completed)
    return completed


def update_document(db: Database, document: Document) -> None:
    """Keep what is printed on a document, where it has changed."""
    printed = (document.number, document.date, document.issuer, document.title)
    db.execute(
        "UPDATE documents SET number = ?, date = ?, issuer = ?, title = ?"
        " WHERE id = ? AND (number, date, issuer, title) <> (?, ?, ?, ?)",
        (*printed, document.id, *printed),
    )


def add_citation(db: Database, code: str, document: Document, cited_pages: str) -> Evidence:
    """Cite a stored document for a leaf, at the end of its list.

    Raises:
        UserError: ``already_attached`` when the leaf cites the same pages of it already.
    """
    refuse_same(db, code, document, cited_pages)
    row = {
        "code": code,
        "document_id": document.id,
        "cited_pages": cited_pages,
        "position": next_position(db, code),
    }
    citation_id = db.table("citations").insert(row).last_rowid
    assert citation_id is not None  # set by every insert of one row
    return Evidence(citation_id, code, document, cited_pages)


def refuse_same(db: Database, code: str, document: Document, cited_pages: str) -> None:
    """Refuse to cite the same pages of a document twice for a leaf.

    Raises:
        UserError: ``already_attached``.
    """
    same = "SELECT id FROM citations WHERE code = ? AND document_id = ? AND cited_pages = ?"
    if db.execute(same, (code, document.id, cited_pages)).fetchone():
        raise UserError(
            "already_attached",
            f"Tệp {document.name} đã gắn vào mục {code}; ghi trang trích dẫn khác nếu cần.",
        )


def next_position(db: Database, code: str) -> int:
    """Give the place after a leaf's last document."""
    last = db.execute("SELECT max(position) FROM citations WHERE code = ?", (code,)).fetchone()[0]
    return (last or 0) + 1


def update_citation(db: Database, evidence_id: int, cited_pages: str) -> None:
    """Keep which pages are cited, where that has changed."""
    db.execute(
        "UPDATE citations SET cited_pages = ? WHERE id = ? AND cited_pages <> ?",
        (cited_pages, evidence_id, cited_pages),
    )


def remove_citation(db: Database, evidence_id: int) -> None:
    """Stop citing; the document stays stored, so that the log can bring the citation back."""
    db.execute("DELETE FROM citations WHERE id = ?", (evidence_id,))


def read_bytes(db: Database, document: Document, progress: Progress) -> Iterator[bytes]:
    """Give a stored document's bytes piece by piece; check them against its hash at the end.

    Raises:
        DocumentDamaged: they are not those that were put in.
    """
    digest = hashlib.sha256()
    done = 0
    pieces = db.execute(
        "SELECT data FROM document_chunks WHERE document_id = ? ORDER BY position", (document.id,)
    )
    for (piece,) in pieces:
        if not isinstance(piece, bytes):
            raise DocumentDamaged
        digest.update(piece)
        done += len(piece)
        yield piece
        progress(min(done, document.size), document.size, document.name)
    if done != document.size or digest.hexdigest() != document.sha256:
        raise DocumentDamaged


def _next_document_id(db: Database) -> int:
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'documents'").fetchone()
    return (row[0] if row else 0) + 1


def _write_chunks(
    db: Database, document_id: int, source: BinaryIO, document: Document, progress: Progress
) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    position = 0
    while piece := source.read(CHUNK_SIZE):
        digest.update(piece)
        db.execute(
            "INSERT INTO document_chunks (document_id, position, data) VALUES (?, ?, ?)",
            (document_id, position, piece),
        )
        size += len(piece)
        position += 1
        progress(min(size, document.size), max(document.size, 1), document.name)
    return digest.hexdigest(), size


def _evidence(row: tuple[int | str | None, ...]) -> Evidence:
    evidence_id, code, cited_pages, *document = row
    return Evidence(evidence_id, code, _document(tuple(document)), cited_pages)  # type: ignore[arg-type]


def _document(row: tuple[int | str | None, ...]) -> Document:
    values = dict(zip(Document.__slots__, row, strict=True))
    return Document(**{**values, "state": FileState(str(values["state"]))})  # type: ignore[arg-type]
