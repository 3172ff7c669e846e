"""A workbook's file, kept open: readings and acts, and a fresh connection after a failure."""

from __future__ import annotations

import contextlib
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.workbook import problems
from cchc_desktop.workbook.connection import connect, disconnect, schema_is_ours
from cchc_desktop.workbook.history import ChangeRecorder
from cchc_desktop.workbook.schema import SCHEMA_VERSION, file_version
from cchc_desktop.workbook.seal import read_seal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlite_utils import Database

    Clock = Callable[[], datetime]


class OpenFile:
    """The connection to one workbook, used in the thread that opened it."""

    def __init__(self, path: Path, *, clock: Clock, who: str, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._clock = clock
        self.who = who
        self._connection: Database | None = None
        self._recorder: ChangeRecorder | None = None
        self._is_closed = False
        self._identity: tuple[int, int] | None = None
        self._head = ""
        self._connect()

    def close(self) -> None:
        """Close the file; reading or acting after that is a bug."""
        self._is_closed = True
        if self._connection is not None:
            disconnect(self._connection)
        self._connection = None

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Read in the block.

        Raises:
            FileProblem: what is there can't be read, or is not what belongs there.
        """
        db = self._connection or self._connect()
        try:
            yield db
        except sqlite3.Error as error:
            raise problems.from_sqlite(error, self.path) from error
        except (ValueError, TypeError) as error:
            raise problems.damaged(self.path) from error

    @contextmanager
    def act(self, name: str) -> Iterator[tuple[Database, str]]:
        """Run the block as one transaction, which is on disk when this returns.

        After a failure the connection is made anew: a failed commit may or may not be on disk,
        and SQLite's idea of the file may be wrong from then on; only a new connection reads
        what is really there.

        Args:
            name: what the person does, for the log.

        Yields:
            The database and the moment of the act, as it is kept.

        Raises:
            FileProblem: it can't be written, or lies no longer in its place; nothing of it is kept.
            UserError: ``bad_text``; ``locked``.
        """
        if self.read_only:
            raise FileProblem(
                "read_only", f"Tệp {self.path.name} đang mở chỉ để xem; mở lại để sửa."
            )
        self._follow_file()
        db = self._connection or self._connect()
        recorder = self._recorder
        assert recorder is not None
        try:
            db.execute("BEGIN IMMEDIATE")
            if name != "unlock":
                refuse_locked(db, self.path)
            act = recorder.begin(name, self.who, self._clock())
            yield db, act.at
            db.execute("COMMIT")
            self._head = _head_of(db) or self._head
        except sqlite3.Error as error:
            self._start_anew(db)
            raise problems.from_sqlite(error, self.path) from error
        except UnicodeEncodeError as error:  # half of a surrogate pair, from a script's JSON
            self._start_anew(db)
            raise UserError(
                "bad_text", "Văn bản có ký tự không hợp lệ; nhập lại chỗ có ký tự lạ."
            ) from error
        except BaseException:
            self._start_anew(db)
            raise
        finally:
            recorder.end()

    def _connect(self) -> Database:
        if self._is_closed:
            raise RuntimeError("the workbook has been closed")
        connection = connect(self.path, read_only=self.read_only)
        if self._head and not _has_written(connection, self._head):
            disconnect(connection)
            raise problems.replaced(self.path)
        self._connection = connection
        self._identity = _identity_of(self.path)
        self._head = self._head or _head_of(connection)
        if not self.read_only:
            self._bring_up_to_date(connection)
            self._recorder = ChangeRecorder(self._connection)
        return self._connection

    def _bring_up_to_date(self, connection: Database) -> None:
        """Give an older file the tables that came since; what it holds is not touched.

        Only a file that is whole and ours: a stranger's table would be taken for one of them.
        """
        try:
            if file_version(connection) < SCHEMA_VERSION and schema_is_ours(connection):
                from cchc_desktop.workbook.migrations import migrations

                migrations.apply(connection)
        except sqlite3.Error as error:
            raise problems.from_sqlite(error, self.path) from error

    def _follow_file(self) -> None:
        """Meet a file that was deleted or replaced: SQLite goes on with the one it opened.

        A stick that was pulled out and put back looks like another file, too; it is told from a
        foreign copy by the last change made here, which stands in its log.
        """
        there = _identity_of(self.path)
        if there is None:
            raise problems.gone(self.path)
        if self._connection is not None and there != self._identity:
            self._start_anew(self._connection)

    def _start_anew(self, db: Database) -> None:
        # Where taking back fails, closing does it, or else the next opening.
        with contextlib.suppress(sqlite3.Error):
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
        disconnect(db)
        self._connection = None


def refuse_locked(db: Database, path: Path) -> None:
    """Let nothing be changed in a workbook that was locked.

    Raises:
        UserError: ``locked``.
    """
    from cchc_desktop.workbook.work_records import read_lock

    if read_lock(db).locked:
        raise UserError("locked", f"Hồ sơ {path.name} đã khóa; mở khóa và ghi lý do trước khi sửa.")


def _identity_of(path: Path) -> tuple[int, int] | None:
    """Give the file's device and number; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _head_of(db: Database) -> str:
    """Give the hash of the last change in the log; empty where the file can't say."""
    try:
        seal = read_seal(db)
    except sqlite3.Error:
        return ""
    return seal.history_head if seal and seal.history_count else ""


def _has_written(db: Database, change: str) -> bool:
    """Tell whether a change stands in the log of this file."""
    try:
        found = db.execute("SELECT 1 FROM history WHERE hash = ?", (change,)).fetchone()
    except sqlite3.Error:
        return False
    return found is not None
