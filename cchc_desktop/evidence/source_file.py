"""A file on the officer's disk, opened so that nothing but an ordinary, steady file gets in."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cchc_desktop.core.errors import UserError
from cchc_desktop.evidence.document_name import document_name
from cchc_desktop.files.regular_file import NotRegularFile, open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 500 * 1024 * 1024
"""Bytes: the largest file that is taken as one document."""
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file being read; ``size`` in bytes, as of its opening.

    ``stream`` can be read and wound back; it raises ``UserError`` (``file_changed``,
    ``file_unreadable``) once the file is not what it was when opened, or can't be read further.
    """

    name: str
    size: int
    stream: BinaryIO


@contextmanager
def open_source_file(path: Path) -> Iterator[SourceFile]:
    """Open a file that is to become a document.

    Raises:
        UserError: ``file_missing``, ``file_is_folder``, ``not_a_file`` (a device, a pipe, a
            link), ``file_unreadable``, ``file_empty``, ``file_too_large``.
    """
    shown = document_name(path.name) if path.name else str(path)
    try:
        if path.is_symlink():
            raise UserError("not_a_file", f"{shown} là liên kết, không phải tệp; chọn tệp gốc.")
        descriptor = open_regular(path, follow_links=False)
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(
            "file_missing", f"Không tìm thấy tệp {shown}; kiểm tra lại tên và thư mục."
        ) from None
    except IsADirectoryError:
        raise UserError(
            "file_is_folder", f"{shown} là thư mục; chọn từng tệp trong thư mục đó."
        ) from None
    except NotRegularFile:
        raise UserError(
            "not_a_file", f"{shown} là thiết bị hoặc ống dẫn, không phải tệp thường."
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(shown) from error
    with io.BufferedReader(_SteadyFile(descriptor, shown), _MEGABYTE) as stream:
        size = os.fstat(descriptor).st_size
        _refuse_size(size, shown)
        yield SourceFile(shown, size, stream)


class _SteadyFile(io.FileIO):
    """A file that notices, at its end, that somebody wrote to it meanwhile."""

    def __init__(self, descriptor: int, shown: str) -> None:
        super().__init__(descriptor, "rb")
        self._shown = shown
        self._opened = _state(descriptor)

    def readinto(self, buffer: object) -> int:
        try:
            count: int = super().readinto(buffer)  # type: ignore[arg-type]
        except OSError as error:
            raise _unreadable(self._shown) from error
        if not count and _state(self.fileno()) != self._opened:
            raise _changed(self._shown)
        return count

    def readall(self) -> bytes:
        pieces = []
        while piece := self.read(_MEGABYTE):
            pieces.append(piece)
        return b"".join(pieces)

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        return bytes(buffer[: self.readinto(buffer)])


def _state(descriptor: int) -> tuple[int, int]:
    status = os.fstat(descriptor)
    return status.st_size, status.st_mtime_ns


def _refuse_size(size: int, shown: str) -> None:
    if not size:
        raise UserError("file_empty", f"Tệp {shown} rỗng (0 byte); chọn tệp có nội dung.")
    if size > LARGEST:
        raise UserError(
            "file_too_large",
            f"Tệp {shown} dài {size // _MEGABYTE} MB, quá {LARGEST // _MEGABYTE} MB"
            " cho một tài liệu; tách hoặc giảm dung lượng rồi thêm lại.",
        )


def _unreadable(shown: str) -> UserError:
    return UserError(
        "file_unreadable",
        f"Không đọc được tệp {shown}; kiểm tra quyền đọc, ổ đĩa hoặc USB, hoặc đóng chương trình "
        "đang mở tệp.",
    )


def _changed(shown: str) -> UserError:
    return UserError(
        "file_changed", f"Tệp {shown} thay đổi trong lúc đọc; đợi ghi xong rồi thêm lại."
    )
