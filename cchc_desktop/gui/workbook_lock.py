"""One workbook, one window that writes: a small file beside the workbook says who has it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QSysInfo

from cchc_desktop.core.errors import FileProblem

if TYPE_CHECKING:
    from pathlib import Path


class Opening(Enum):
    """How a workbook is opened: to write alone, to look only, or taking it from another machine."""

    WRITE = auto()
    VIEW = auto()
    TAKE_OVER = auto()


class HeldElsewhere(FileProblem):
    """The workbook is open in another window.

    Attributes:
        may_take_over: nobody here can tell whether the other machine still has it.
    """

    def __init__(self, message: str, may_take_over: bool) -> None:
        super().__init__("open_elsewhere", message)
        self.may_take_over = may_take_over


def lock_file_of(path: Path) -> Path:
    """Give the lock file's place; the same for every name of the workbook."""
    whole = path.resolve()
    return whole.with_name(f".~lock.{whole.name}#")


def lock_workbook(path: Path, *, take_over: bool = False) -> QLockFile | None:
    """Take the workbook for this window; what a crash on this machine left is taken at once.

    Args:
        path: the workbook.
        take_over: take it even from another machine, on the person's word.

    Returns:
        The lock, to be unlocked when the workbook is closed; None where no such file can be
        made, for example in a folder that can't be written.

    Raises:
        HeldElsewhere: another window has it.
    """
    file = lock_file_of(path)
    lock = QLockFile(str(file))
    # Age says nothing: a workbook stays open all day. Qt still sees that a process here is gone.
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return lock
    if lock.error() != QLockFile.LockError.LockFailedError:
        return None
    holder, host, program = lock.getLockInfo()
    here = host == QSysInfo.machineHostName()
    if take_over and not here and lock.removeStaleLockFile() and lock.tryLock(0):
        return lock
    raise HeldElsewhere(_sentence(path, file, (holder, host, program), here), not here)


def _sentence(path: Path, file: Path, holder: tuple[int, str, str], here: bool) -> str:
    number, host, program = holder
    where = f"máy này ({host})" if here else f"máy {host or 'khác'}"
    what = f"{program or 'chương trình khác'}, tiến trình {number}"
    return f"Hồ sơ “{path.name}” đang mở trên {where}, {what}{_since(file)}."


def _since(file: Path) -> str:
    try:
        moment = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        return ""
    return f", từ {moment:%H:%M} ngày {moment:%d/%m/%Y}"
