"""Reading a small text file that somebody named: an ordinary file, of bounded size, in UTF-8."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.files.reasons import reason
from cchc_desktop.files.regular_file import FileTooLarge, NotRegularFile, read_regular

if TYPE_CHECKING:
    from pathlib import Path


def read_small_text(path: Path, most: int) -> str:
    """Read a whole text file; a byte-order mark is dropped.

    Args:
        path: the file; a pipe or a device is refused, as it may never end.
        most: bytes at most.

    Raises:
        UserError: ``file_missing``, ``unreadable``, ``not_a_file``, ``too_large``, ``not_text``.
    """
    try:
        return read_regular(path, most).decode("utf-8-sig")
    except NotRegularFile:
        raise UserError("not_a_file", f"{path} không phải tệp thường; chọn tệp khác.") from None
    except FileTooLarge:
        raise UserError("too_large", f"Tệp {path} quá lớn (hơn {most} byte).") from None
    except FileNotFoundError:
        raise UserError("file_missing", f"Không có tệp {path}; kiểm tra lại đường dẫn.") from None
    except UnicodeDecodeError:
        raise UserError(
            "not_text", f"Tệp {path} không phải văn bản UTF-8; chọn tệp khác."
        ) from None
    except (OSError, ValueError) as error:
        raise UserError("unreadable", f"Không đọc được tệp {path}: {reason(error)}.") from None
