"""A file that appears under its name only when it is whole and on disk."""

from __future__ import annotations

import contextlib
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.workbook import problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIX = ".cchc-"
SUFFIX = ".part"


@contextmanager
def new_file(target: Path, *, replace: bool = False, durable: bool = True) -> Iterator[Path]:
    """Give a temporary name beside the target; give the file its name once the block is done.

    Whatever goes wrong, nothing is left: no temporary file, and no target that was not there.

    Args:
        target: the file to make.
        replace: whether a file of that name may be replaced.
        durable: whether file and folder entry are forced to the disk.

    Raises:
        UserError: ``exists`` when the target is there and may not be replaced.
        FileProblem: the folder is missing, full or not writable.
    """
    if not replace and os.path.lexists(target):
        raise _exists(target)
    temporary = target.with_name(f"{PREFIX}{secrets.token_hex(6)}{SUFFIX}")
    try:
        yield temporary
        if durable:
            _force(temporary)
        _give_name(temporary, target, replace=replace)
        if durable:
            _force_folder(target.parent)
    except OSError as error:
        raise problems.from_system(error, target) from error
    finally:
        for leftover in (temporary, temporary.with_name(temporary.name + "-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _exists(target: Path) -> UserError:
    return UserError("exists", f"Đã có tệp {target.name} trong {target.parent}; chọn tên khác.")


def _give_name(temporary: Path, target: Path, *, replace: bool) -> None:
    if replace:
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
