"""Whether the workbook is whole and unaltered, and the name of everything that is not."""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.evidence_item import Document, FileState
from cchc_desktop.core.progress import Progress, stage
from cchc_desktop.workbook import evidence_store, problems
from cchc_desktop.workbook.connection import connect, disconnect, schema_is_ours
from cchc_desktop.workbook.history import hash_of, read_last_entries
from cchc_desktop.workbook.replay import (
    Replay,
    find_differences,
    read_rows,
    replay_log,
    undecodable_text_kept,
)
from cchc_desktop.workbook.seal import ZERO, compute_state, read_seal, set_is_intact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlite_utils import Database

_NAMED_AT_OPENING = 3
_STRUCTURE_LINES = 20
_STEPS_BETWEEN_REPORTS = 200_000
"""Of SQLite's virtual machine: some hundredths of a second."""
_NOT_DAMAGE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR}


def first_look(db: Database) -> str:
    """Tell in a few words what is altered; empty when the state is what was written last.

    It reads everything but the documents' bytes and the older entries of the log.
    """
    with _one_moment(db), undecodable_text_kept(db):
        if not schema_is_ours(db):
            return "cấu trúc bảng không phải của chương trình"
        seal = read_seal(db)
        if seal is None:
            return "mất con dấu"
        if not set_is_intact(db):
            return "bộ tiêu chí"
        if compute_state(db) != seal.state:
            found = find_differences(replay_log(db).rows, read_rows(db)) or ["con dấu"]
            more = len(found) - _NAMED_AT_OPENING
            named = ", ".join(found[:_NAMED_AT_OPENING])
            return f"{named} và {more} chỗ khác" if more > 0 else named
        *before, last = [None, *read_last_entries(db)]
        previous = before[-1].hash if before and before[-1] else ZERO
        if last is None or (last.id, last.hash) != (seal.history_count, seal.history_head):
            return "nhật ký thay đổi thiếu dòng cuối"
        if last.id > 1 and hash_of(last, previous) != last.hash:
            return f"nhật ký thay đổi, dòng {last.id}"
    return ""


def check_file(path: Path, progress: Progress) -> tuple[str, ...]:
    """Check a workbook that may be too damaged to be worked with; see ``check``.

    Raises:
        FileProblem: there is no workbook that this program can read, or it is in use.
    """
    try:
        db = connect(path, read_only=True)
        try:
            return check(db, progress)
        finally:
            disconnect(db)
    except FileProblem as problem:
        if problem.code not in ("damaged", "altered"):
            raise
        return (problem.message,)
    except sqlite3.Error as error:
        raise problems.from_sqlite(error, path) from error


def check(db: Database, progress: Progress) -> tuple[str, ...]:
    """Check structure, seal, change log and each document's bytes.

    Returns:
        One sentence for each thing that is wrong.

    Raises:
        sqlite3.Error: the file is in use or the disk fails; damage is reported, not raised.
        Cancelled: through ``progress``.
    """
    found: list[str] = []
    with undecodable_text_kept(db):
        progress(0, 100, "Cấu trúc tệp")
        with _reporting(found, "Cấu trúc tệp"):
            found.extend(_structure_problems(db, stage(progress, 0, 10, 100)))
        with _reporting(found, "Bảng của hồ sơ"):
            if not schema_is_ours(db):
                found.append("Cấu trúc bảng không phải của chương trình hoặc bị hỏng.")
        progress(10, 100, "Nhật ký thay đổi")
        with _reporting(found, "Con dấu và nhật ký thay đổi"), _one_moment(db):
            found.extend(_state_problems(db))
        progress(15, 100, "Tài liệu")
        with _reporting(found, "Tài liệu kiểm chứng"):
            _check_documents(db, found, stage(progress, 15, 100, 100))
    progress(100, 100, "Xong")
    return tuple(dict.fromkeys(found))


def _structure_problems(db: Database, progress: Progress) -> Iterator[str]:
    tables = dict(db.execute("SELECT rootpage, tbl_name FROM sqlite_schema"))
    for (lines,) in _cancellable(db, f"PRAGMA integrity_check({_STRUCTURE_LINES})", progress):
        for line in str(lines).splitlines():
            if line == "ok" or line.startswith("***"):
                continue
            root = re.search(r"[Tt]ree (?:page )?(\d+)", line)
            table = tables.get(int(root[1])) if root else None
            where = f" ở bảng {table}" if table else ""
            yield f"Cấu trúc tệp hỏng{where} (SQLite: {line})."
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"Bảng {table}, dòng {row}: trỏ tới mục không có trong bảng {parent}."


def _state_problems(db: Database) -> Iterator[str]:
    log = replay_log(db)
    yield from log.problems
    for difference in find_differences(log.rows, read_rows(db)):
        yield f"{difference[0].upper()}{difference[1:]}."
    if not set_is_intact(db):
        yield "Bộ tiêu chí trong tệp bị hỏng hoặc bị sửa."
    seal = read_seal(db)
    if seal is None:
        yield "Mất con dấu của hồ sơ."
        return
    if (seal.history_count, seal.history_head) != (log.count, log.head):
        yield "Nhật ký thay đổi không khớp con dấu: thiếu hoặc thừa dòng."
    if seal.state != compute_state(db):
        yield "Con dấu không khớp nội dung hồ sơ."
    yield from _sequence_problems(db, log)


def _sequence_problems(db: Database, log: Replay) -> Iterator[str]:
    """Tell a counter that would give an old number out again."""
    counters = dict(db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    numbered = ("documents", "citations", "register_rows", "set_moves", "remarks")
    expected = {"history": log.count} | {one: log.highest_key.get(one, 0) for one in numbered}
    for table, last in expected.items():
        if counters.get(table, 0) != last:
            yield f"Bộ đếm của bảng {table} bị hỏng hoặc bị sửa."


def _check_documents(db: Database, found: list[str], progress: Progress) -> None:
    rows = db.execute("SELECT id, sha256, name, size FROM documents ORDER BY id").fetchall()
    whole = max(sum(int(row[3]) for row in rows), 1)
    done = 0
    for id_, sha256, name, size in rows:
        document = Document(id_, sha256, str(name), int(size), FileState.OTHER, None)
        shown = "".join(one if one.isprintable() else "?" for one in document.name)
        what = f"Tài liệu “{shown}” (số {id_})"
        with _reporting(found, what):
            try:
                for _ in evidence_store.read_bytes(db, document, _offset(progress, done, whole)):
                    pass
            except evidence_store.DocumentDamaged:
                found.append(f"{what}: nội dung bị hỏng hoặc bị thay.")
        done += document.size


def _offset(progress: Progress, before: int, whole: int) -> Progress:
    def report(done: int, total: int, what: str) -> None:
        progress(min(before + done, whole), whole, what)

    return report


def _cancellable(db: Database, sql: str, progress: Progress) -> list[tuple[object, ...]]:
    """Run a long statement, asking ``progress`` now and then whether to go on."""
    stopped: list[BaseException] = []

    def ask() -> int:
        try:
            progress(0, 1, "Cấu trúc tệp")
        except BaseException as reason:
            stopped.append(reason)
            return 1
        return 0

    db.conn.set_progress_handler(ask, _STEPS_BETWEEN_REPORTS)
    try:
        return db.execute(sql).fetchall()
    except sqlite3.OperationalError:
        if stopped:
            raise stopped[0] from None
        raise
    finally:
        db.conn.set_progress_handler(None, 0)


@contextmanager
def _reporting(found: list[str], what: str) -> Iterator[None]:
    """Turn damage met in the block into a sentence; go on with the next thing."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in _NOT_DAMAGE:
            raise
        found.append(f"{what}: không đọc được, tệp bị hỏng ở chỗ này.")
    except (ValueError, TypeError):
        found.append(f"{what}: dữ liệu không đúng dạng, tệp bị hỏng ở chỗ này.")


@contextmanager
def _one_moment(db: Database) -> Iterator[None]:
    """See the file as it is at one moment, whatever other programs write meanwhile."""
    db.execute("BEGIN")
    try:
        yield
    finally:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")
