"""Long tables row by row as text, from .csv or .xlsx: ballots by the ten thousand."""

from __future__ import annotations

import csv
import io
import warnings
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.spreadsheets.refusals import (
    damaged,
    is_zip,
    open_zip,
    read_bytes,
    refuse_foreign,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DELIMITERS = (",", ";", "\t")


def stream_rows(path: Path, *, at_once: int, most_columns: int = 200) -> Iterator[list[list[str]]]:
    """Give a table's first sheet as rows of texts, blank ones too, so that numbers agree.

    The kind of file is told by its first bytes. A .csv may be UTF-8, UTF-16 or cp1258, parted by
    comma, semicolon or tab.

    Args:
        path: the file.
        at_once: so many rows are given together, the last part has fewer.
        most_columns: columns beyond are not read.

    Raises:
        UserError: it is no table that can be read; one sentence.
    """
    data = read_bytes(path)
    if is_zip(data):
        rows = _xlsx_rows(path.name, data, most_columns)
        while some := list(islice(rows, at_once)):
            yield some
        return
    if data.startswith(b"\xd0\xcf\x11\xe0") or data[:512].lstrip().lower().startswith(
        (b"<html", b"<table", b"<!doctype")
    ):
        refuse_foreign(path.name, data)
    yield from csv_rows(path.name, data, at_once)


def csv_rows(name: str, data: bytes, at_once: int) -> Iterator[list[list[str]]]:
    """Give the rows of a .csv file's bytes, so many at once.

    Raises:
        UserError: ``not_text`` or ``damaged``.
    """
    text = decoded(name, data)
    delimiter = max(_DELIMITERS, key=text[:4096].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        while some := list(islice(rows, at_once)):
            yield some
    except csv.Error as error:
        raise UserError("damaged", f"Tệp {name} không phải bảng CSV đúng dạng ({error}).") from None


def decoded(name: str, data: bytes) -> str:
    """Decode a text file: by its byte-order mark, as UTF-8, else as Windows Vietnamese.

    Raises:
        UserError: ``not_text``.
    """
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UserError("not_text", f"Tệp {name} không phải bảng CSV; chọn tệp .csv hoặc .xlsx.")
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig",)
    for encoding in (*encodings, "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError("not_text", f"Tệp {name} không đọc được chữ; lưu lại dạng CSV UTF-8.")


def _xlsx_rows(name: str, data: bytes, most_columns: int) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    with open_zip(name, io.BytesIO(data)):
        pass
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            with closing(book):
                page = book.worksheets[0]
                # The stated size may be too small, which would cut the table without a word.
                page.reset_dimensions()
                width = 0  # blank cells at the end of a row may not be in the file
                for row in page.iter_rows(max_col=most_columns, values_only=True):
                    texts = [_text(value) for value in row]
                    width = width or len(texts)
                    yield texts + [""] * (width - len(texts))
    except (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError):
        raise damaged(name) from None


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
