"""A file that tells how much of it was read, so that hashing a large one can be cancelled."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cchc_desktop.files.regular_file import open_regular

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.progress import Progress

_CHUNK = 1024 * 1024


class WatchedFile(io.FileIO):
    """A raw file that reports after every MiB read, and may pretend to end earlier."""

    def __init__(
        self, path: Path, mode: str, progress: Progress, what: str, *, passes: int, end: int | None
    ) -> None:
        """Open ``path``.

        Args:
            path: the file.
            mode: ``rb`` or ``r+b``.
            progress: gets bytes read of the bytes expected.
            what: named in the report.
            passes: how often the whole file is expected to be read.
            end: bytes from the start that can be seen; None for all.
        """
        super().__init__(open_regular(path, writable="+" in mode), mode)
        self._progress = progress
        self._what = what
        self._end = end
        self._read = 0
        self._reported = 0
        self._expected = max(self.seek(0, io.SEEK_END) * passes, 1)
        self.seek(0)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from what can be seen of the file, and report."""
        if self._end is not None:
            buffer = memoryview(buffer)[: max(self._end - self.tell(), 0)]
        count = super().readinto(buffer) or 0
        self._read += count
        if self._read - self._reported >= _CHUNK:
            self._reported = self._read
            self._progress(min(self._read, self._expected), self._expected, self._what)
        return count

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move as in any file, counting from the visible end for SEEK_END."""
        if whence == io.SEEK_END and getattr(self, "_end", None) is not None:
            assert self._end is not None
            return super().seek(self._end + offset)
        return super().seek(offset, whence)


def open_watched(
    path: Path,
    progress: Progress,
    *,
    passes: int,
    what: str,
    writable: bool = False,
    end: int | None = None,
) -> io.BufferedRandom | io.BufferedReader:
    """Open a file, buffered, with progress over ``passes`` readings of its size.

    Raises:
        OSError: as ``open_regular`` does.
    """
    mode = "r+b" if writable else "rb"
    raw = WatchedFile(path, mode, progress, what, passes=passes, end=end)
    return io.BufferedRandom(raw) if writable else io.BufferedReader(raw)
