"""Lets only one bootstrap change .venv; a second one waits and says so."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from bootstrap_steps.console import Problem, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def one_at_a_time(lock_file: Path) -> Iterator[int]:
    """Hold the lock while the block runs; gives its file descriptor.

    The system frees the lock when the last process that holds the descriptor ends, so
    nothing stale is left behind. Hand it on to child processes: then an orphaned pip
    still keeps the next bootstrap out of the folder it is writing to.
    """
    try:
        descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Problem(
            f"Không ghi được vào thư mục {lock_file.parent}: {error.strerror}. "
            "Chép chương trình sang thư mục ghi được rồi chạy lại."
        ) from error
    try:
        if not _take(descriptor):
            say("Một lần cài đặt khác đang chạy trong thư mục này; đang chờ lần đó xong…")
            while not _take(descriptor):
                time.sleep(0.3)
        yield descriptor
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: better unguarded than not at all
        return True
