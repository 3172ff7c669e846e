"""What is no table that can be read, told by its first bytes and its size before it is unpacked."""

from __future__ import annotations

import re
import zipfile
from typing import IO, TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.files.reasons import reason
from cchc_desktop.files.regular_file import FileTooLarge, NotRegularFile, read_regular

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 60_000_000
_MOST_PART = 120_000_000
"""Bytes of one unpacked part; a table of 50,000 ballots has about 40 million."""
_MOST_UNPACKED = 240_000_000
_MOST_RATIO = 200
_OLE = b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Read a whole file that somebody named.

    Raises:
        UserError: missing, no ordinary file, too large, unreadable.
    """
    try:
        return read_regular(path, most)
    except NotRegularFile:
        raise UserError("not_a_file", f"{path} không phải tệp thường; chọn tệp khác.") from None
    except FileTooLarge:
        size = most // 1_000_000
        raise UserError(
            "too_large", f"Tệp {path.name} lớn hơn {size} MB; chia nhỏ rồi nhập lại."
        ) from None
    except FileNotFoundError:
        raise UserError("file_missing", f"Không có tệp {path}; kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise UserError("not_a_file", f"{path} là thư mục; chọn một tệp.") from None
    except (OSError, ValueError) as error:
        raise UserError("unreadable", f"Không đọc được tệp {path}: {reason(error)}.") from None


def is_zip(data: bytes) -> bool:
    """Tell whether the bytes begin as those of an .xlsx."""
    return data.startswith(b"PK\x03\x04")


def refuse_foreign(name: str, data: bytes) -> None:
    """Refuse what is no .xlsx, by its first bytes and never by its name.

    Raises:
        UserError: ``not_xlsx``, ``has_password``, ``bomb``, ``damaged``.
    """
    if is_zip(data):
        return
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UserError("has_password", f"Tệp {name} có mật khẩu; bỏ mật khẩu rồi nhập lại.")
        raise UserError(
            "old_excel", f"Tệp {name} là Excel 97-2003 (.xls); lưu lại thành .xlsx rồi nhập."
        )
    if data[:512].lstrip().lower().startswith((b"<html", b"<table", b"<!doctype html", b"<?xml")):
        raise UserError(
            "not_xlsx", f"Tệp {name} là trang web hoặc XML, không phải .xlsx; lưu lại từ Excel."
        )
    raise UserError("not_xlsx", f"Tệp {name} không phải bảng Excel .xlsx; chọn tệp khác.")


def open_zip(name: str, stream: IO[bytes]) -> zipfile.ZipFile:
    """Open an .xlsx's archive once its declared sizes are found bearable.

    Raises:
        UserError: ``damaged`` or ``bomb``.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged(name) from None
    total = 0
    for part in archive.infolist():
        total += part.file_size
        ratio = part.file_size / max(part.compress_size, 1)
        if (
            part.file_size > _MOST_PART
            or total > _MOST_UNPACKED
            or (ratio > _MOST_RATIO and part.file_size > 10_000_000)
        ):
            raise UserError("bomb", f"Tệp {name} giải nén ra quá lớn; không mở tệp này.")
    names = {part.filename for part in archive.infolist()}
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise UserError("not_xlsx", f"Tệp {name} không phải bảng Excel .xlsx; chọn tệp khác.")
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as unpacked:
                if _DOCTYPE.search(unpacked.read(2048)):
                    raise damaged(name)
    return archive


def damaged(name: str) -> UserError:
    """Say that an .xlsx can't be read."""
    return UserError("damaged", f"Tệp {name} hỏng, không đọc được; mở bằng Excel rồi lưu lại.")
