"""Opening what somebody named as a file, and nothing but an ordinary file.

A pipe may never be written to, a device may never end, and opening either can have effects.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = 0
for _name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):
    _FLAGS |= getattr(os, _name, 0)
_NO_LINK: int = getattr(os, "O_NOFOLLOW", 0)


class NotRegularFile(OSError):
    """A device, a pipe or a socket stands under the name."""


def open_regular(path: Path, *, writable: bool = False, follow_links: bool = True) -> int:
    """Open a file and give its descriptor, which the caller closes.

    Args:
        path: the file.
        writable: open for reading and writing.
        follow_links: whether a symbolic link stands for the file that it leads to.

    Raises:
        NotRegularFile: it is a device, a pipe, a socket, or a link that may not be followed.
        IsADirectoryError: it is a folder.
        OSError: whatever else the system says.
        ValueError: the path can't be one.
    """
    before = path.stat() if follow_links else path.lstat()
    _require_regular(before, path)
    access = os.O_RDWR if writable else os.O_RDONLY
    descriptor = os.open(path, access | _FLAGS | (0 if follow_links else _NO_LINK))
    try:
        # Something else may have taken the name meanwhile.
        _require_regular(os.fstat(descriptor), path)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def read_regular(path: Path, most: int) -> bytes:
    """Read a whole small file; ``most`` is its largest size in bytes.

    Raises:
        FileTooLarge: it is larger.
        OSError: as ``open_regular``.
        ValueError: as ``open_regular``.
    """
    with os.fdopen(open_regular(path), "rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise FileTooLarge(path)
    return data


class FileTooLarge(ValueError):
    """A file is larger than anything of its kind."""


def _require_regular(status: os.stat_result, path: Path) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularFile(f"no regular file: {path}")
