"""A file that appears under its name only when it is whole and on disk."""

from __future__ import annotations

import atexit
import contextlib
import errno
import os
import secrets
import shutil
import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.files.write_problem import write_problem, write_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIX, SUFFIX = ".cchc-", ".part"
"""Temporary files and folders are named so, beside the place where the result will lie."""

_LEFT_BEHIND_SECONDS = 24 * 3600

_unfinished: set[Path] = set()
"""What is being made now. A request to stop may come between any two instructions, even while
clearing up; whatever is still here when the process ends is taken away then."""


@atexit.register
def _clear_up() -> None:
    for path in _unfinished:
        shutil.rmtree(path, ignore_errors=True)
        with contextlib.suppress(OSError):
            path.unlink()


@contextmanager
def new_file(target: Path, *, replace: bool = True, durable: bool = True) -> Iterator[Path]:
    """Give a temporary name beside the target; give the file its name once the block ends well.

    Whatever goes wrong, nothing is left and a file that stood there is as it was.

    Args:
        target: the file to make; a symbolic link stays one.
        replace: whether a file of that name may be replaced.
        durable: whether the file and its folder's entry are forced to the disk.

    Raises:
        UserError: ``exists`` when the target is there and may not be replaced.
        FileProblem: see ``write_problem``.
    """
    place = _place_of(target)
    if not replace and os.path.lexists(target):
        raise _exists(target)
    _sweep(place.parent)
    temporary = place.with_name(f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}")
    _unfinished.add(temporary)
    try:
        with write_problems(target):
            yield temporary
            if durable:
                _force(temporary)
            _give_name(temporary, place, replace=replace)
            if durable:
                _force_folder(place.parent)
    finally:
        for leftover in (temporary, temporary.with_name(temporary.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()
        _unfinished.discard(temporary)


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """Give an empty folder next to a file to be made, on the same disk; it is gone afterwards.

    Raises:
        FileProblem: see ``write_problem``.
    """
    folder = _place_of(beside).with_name(f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}")
    with write_problems(beside):
        _unfinished.add(folder)
        try:
            folder.mkdir(mode=0o700)
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _unfinished.discard(folder)


def _place_of(target: Path) -> Path:
    """Follow links to where the file will lie; only an ordinary file there is ever replaced.

    A device that is renamed over is gone for the whole machine.
    """
    try:
        place = target.resolve()
        mode = place.stat().st_mode
    except FileNotFoundError:
        return target.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, before Python 3.13
        if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
            raise UserError("not_a_file", f"{target} là liên kết vòng; chọn tên khác.") from None
        raise write_problem(error, target) from error
    if stat.S_ISDIR(mode):
        raise UserError("not_a_file", f"{target} là thư mục; ghi thêm tên tệp.")
    if not stat.S_ISREG(mode):
        raise UserError("not_a_file", f"{target} là thiết bị, không phải tệp; chọn tên tệp khác.")
    return place


def _sweep(folder: Path) -> None:
    """Take away what a killed run left behind long ago; a running one is never that old."""
    oldest = time.time() - _LEFT_BEHIND_SECONDS
    with contextlib.suppress(OSError):
        for path in folder.glob(f"{PREFIX}*{SUFFIX}*"):
            if path.lstat().st_mtime < oldest:
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink()


def _exists(target: Path) -> UserError:
    return UserError("exists", f"Đã có tệp {target.name} trong {target.parent}; chọn tên khác.")


def _give_name(temporary: Path, target: Path, *, replace: bool) -> None:
    if replace:
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
        return
    try:
        # A link is the one call that never overwrites, whoever makes the same name meanwhile.
        os.link(temporary, target)
    except FileExistsError:
        raise _exists(target) from None
    except OSError:
        _claim_and_replace(temporary, target)


def _claim_and_replace(temporary: Path, target: Path) -> None:
    """Do the same where there are no hard links (exFAT, FAT32, some shares)."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        raise _exists(target) from None
    try:
        temporary.replace(target)
    except OSError:
        target.unlink()
        raise


def _force(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _force_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder can't be opened there; NTFS journals its entries
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
