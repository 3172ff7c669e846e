"""The PDF that is read: what keeps us from it, and copying it with progress."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.progress import Progress

_BLOCK = 1024 * 1024


def source_problem(error: OSError, source: Path) -> FileProblem:
    """Give the sentence for a file that can't be read: ``missing`` or ``unreadable``."""
    if isinstance(error, FileNotFoundError):
        return FileProblem("missing", f"Không tìm thấy tệp {source}; kiểm tra lại đường dẫn.")
    if isinstance(error, IsADirectoryError):
        return FileProblem("unreadable", f"{source} là thư mục; chọn một tệp.")
    return FileProblem(
        "unreadable",
        f"Không đọc được tệp {source}; kiểm tra quyền đọc, ổ đĩa hoặc chương trình đang mở tệp.",
    )


def copy_file(source: Path, target: Path, progress: Progress, what: str) -> None:
    """Copy in blocks of 1 MiB, reporting bytes.

    Raises:
        FileProblem: the source can't be read.
        OSError: the target can't be written.
    """
    try:
        reading = source.open("rb")
    except OSError as error:
        raise source_problem(error, source) from error
    with reading, target.open("wb") as writing:
        total = max(os.fstat(reading.fileno()).st_size, 1)
        done = 0
        while True:
            progress(min(done, total), total, what)
            try:
                block = reading.read(_BLOCK)
            except OSError as error:
                raise source_problem(error, source) from error
            if not block:
                return
            writing.write(block)
            done += len(block)
