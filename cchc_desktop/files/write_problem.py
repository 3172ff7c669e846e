"""What kept us from writing a file, as one sentence: what, where, what to do."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def write_problems(target: Path) -> Iterator[None]:
    """Turn the system's errors while writing ``target`` into ``FileProblem``."""
    try:
        yield
    except OSError as error:
        raise write_problem(error, target) from error


@contextmanager
def write_problems_of_parts(target: Path) -> Iterator[None]:
    """Let a problem with a temporary part of ``target`` name the target, which people know."""
    try:
        yield
    except FileProblem as problem:
        if isinstance(problem.__cause__, OSError):
            raise write_problem(problem.__cause__, target) from problem.__cause__
        raise


def write_problem(error: OSError, target: Path) -> FileProblem:
    """Give the sentence: ``disk_full``, ``no_folder``, ``io_error``, ``in_use``, ``cannot_write``.

    Args:
        error: what the system said.
        target: the file that was to be written, not a temporary one.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return FileProblem(
            "disk_full",
            f"Ổ đĩa đầy, chưa ghi được {target}; giải phóng chỗ trống hoặc lưu sang nơi khác.",
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileProblem(
            "no_folder",
            f"Không có thư mục {target.parent}; tạo thư mục hoặc chọn nơi khác.",
        )
    if error.errno == errno.EIO:
        return FileProblem(
            "io_error",
            f"Ổ đĩa chứa {target.name} báo lỗi khi đọc, ghi; kiểm tra ổ đĩa hoặc USB rồi thử lại.",
        )
    if error.errno == errno.ENAMETOOLONG:
        return FileProblem("cannot_write", f"Tên tệp {target.name} quá dài; đặt tên ngắn hơn.")
    if isinstance(error, IsADirectoryError):
        return FileProblem("cannot_write", f"{target} là thư mục; chọn tên tệp khác.")
    if isinstance(error, PermissionError) and target.is_file():
        return FileProblem(
            "in_use",
            f"Không ghi được {target}: tệp đang mở ở chương trình khác hoặc chỉ cho đọc; "
            "đóng tệp hoặc lưu sang nơi khác.",
        )
    return FileProblem(
        "cannot_write",
        f"Không ghi được {target.name} vào {target.parent}; "
        "kiểm tra quyền ghi hoặc lưu sang nơi khác.",
    )
