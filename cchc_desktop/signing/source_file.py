"""The PDF that is read: what keeps us from it, and copying it with progress."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.files.regular_file import NotRegularFile, open_regular

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.progress import Progress

_BLOCK = 1024 * 1024


def source_problem(error: OSError | ValueError, source: Path) -> FileProblem:
    """Give the sentence for a file that can't be read.

    Its code is ``missing``, ``not_a_file`` or ``unreadable``.
    """
    if isinstance(error, FileNotFoundError):
        return FileProblem("missing", f"Không tìm thấy tệp {source}; kiểm tra lại đường dẫn.")
    if isinstance(error, IsADirectoryError):
        return FileProblem("unreadable", f"{source} là thư mục; chọn một tệp.")
    if isinstance(error, NotRegularFile):
        return FileProblem(
            "not_a_file", f"{source} là thiết bị hoặc ống dẫn, không phải tệp; chọn một tệp."
        )
    return FileProblem(
        "unreadable",
        f"Không đọc được tệp {source}; kiểm tra quyền đọc, ổ đĩa hoặc chương trình đang mở tệp.",
    )


def open_source(source: Path) -> BinaryIO:
    """Open the PDF for reading.

    Raises:
        FileProblem: see ``source_problem``.
    """
    try:
        return os.fdopen(open_regular(source), "rb")
    except (OSError, ValueError) as error:
        raise source_problem(error, source) from error


def copy_file(source: Path, target: Path, progress: Progress, what: str) -> None:
    """Copy in blocks of 1 MiB, reporting bytes.

    Raises:
        FileProblem: the source can't be read.
        OSError: the target can't be written.
    """
    with open_source(source) as reading, target.open("wb") as writing:
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
