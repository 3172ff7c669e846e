"""What kind of file lies there, told without SQLite, so that a stranger's file stays untouched."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.workbook import problems
from cchc_desktop.workbook.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    import os
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_ROLLBACK_JOURNAL, _WRITE_AHEAD_LOG = b"\x01\x01", b"\x02\x02"
"""The file format's write and read version; reading a log would make files beside the workbook."""


def refuse_unusable(path: Path) -> os.stat_result:
    """Refuse what is no readable file, without opening it.

    Raises:
        FileProblem: missing, a folder, a device or pipe, or out of reach.
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise problems.missing(path) from None
    except (OSError, ValueError):  # a loop of links, a name too long, a NUL in the name
        raise FileProblem("unreadable", f"Không đọc được {path}; kiểm tra đường dẫn.") from None
    if stat.S_ISDIR(status.st_mode):
        raise FileProblem("is_folder", f"{path} là thư mục; chọn một tệp hồ sơ *.cchc.")
    if not stat.S_ISREG(status.st_mode):
        raise FileProblem("not_a_file", f"{path} không phải tệp thường; chọn tệp hồ sơ *.cchc.")
    return status


def refuse_foreign(path: Path) -> None:
    """Refuse a file whose first bytes are not those of a workbook that this program can read.

    It opens and closes the file, which drops the locks that SQLite holds on it in this process
    (POSIX): never call it while a connection of ours is open on the same file.

    Raises:
        FileProblem: not a workbook, newer, or its header is damaged.
    """
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER_SIZE)
    except PermissionError:
        raise FileProblem(
            "unreadable", f"Không có quyền đọc tệp {path.name}; nhờ chủ tệp cấp quyền."
        ) from None
    except OSError as error:
        raise FileProblem(
            "io_error", f"Không đọc được tệp {path.name}; kiểm tra ổ đĩa hoặc USB rồi mở lại."
        ) from error
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise problems.not_a_workbook(path)
    refuse_numbers(
        path,
        application_id=int.from_bytes(header[68:72], "big"),
        version=int.from_bytes(header[60:64], "big"),
    )
    if header[18:20] == _WRITE_AHEAD_LOG:
        raise problems.altered(
            path, "chế độ ghi WAL do một công cụ SQLite đặt (PRAGMA journal_mode = DELETE đặt lại)"
        )
    if header[18:20] != _ROLLBACK_JOURNAL:
        raise problems.damaged(path, "phần đầu tệp")


def refuse_numbers(path: Path, *, application_id: int, version: int) -> None:
    """Refuse another program's file and another version's.

    Raises:
        FileProblem: not a workbook, newer, or of no version at all.
    """
    if application_id != APPLICATION_ID:
        raise problems.not_a_workbook(path)
    if version > SCHEMA_VERSION:
        raise problems.newer_version(path)
    if version < 1:
        raise problems.damaged(path, "số phiên bản")
