"""Copies of documents made to be looked at: gone with the window, or at the next start."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QLockFile

_PREFIX = "cchc-xem-"
_LOCK = ".dang-mo"
_NEW_S = 60
"""A younger folder may be another window's that has not locked it yet."""


class ViewingCopies:
    """One window's folder for copies, made at the first of them."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._lock: QLockFile | None = None

    def place(self, number: int, name: str) -> Path:
        """Give where the copy of a document is written; what lay there before is gone."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
            self._lock = _lock(self._folder)
        target = self._folder / f"{number}" / name
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        return target

    def forget(self) -> None:
        """Delete the copies; one still open in another program stays for the next start."""
        if self._folder is None:
            return
        if self._lock is not None:
            self._lock.unlock()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = self._lock = None


def sweep_copies() -> None:
    """Delete copies that a window left which was killed; those of living windows stay."""
    newest = time.time() - _NEW_S
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            if folder.is_symlink() or not folder.is_dir() or folder.stat().st_mtime > newest:
                continue
        except OSError:
            continue
        lock = _lock(folder)
        if lock is not None:
            lock.unlock()
            shutil.rmtree(folder, ignore_errors=True)


def _lock(folder: Path) -> QLockFile | None:
    """Mark a folder as in use by this process; None when another one uses it."""
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None
