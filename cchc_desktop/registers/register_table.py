"""A register as an Excel table: written for officers, read back in any order of columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import read_date
from cchc_desktop.core.register_figures import canonical_cell, cell_problems, shown_cell
from cchc_desktop.core.registers import Column, ColumnKind, Register, RegisterRow
from cchc_desktop.core.text import fold
from cchc_desktop.spreadsheets.reading import Cell, read_book
from cchc_desktop.spreadsheets.refusals import is_zip, read_bytes, refuse_foreign
from cchc_desktop.spreadsheets.streaming import csv_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_HEAD_ROW = 4
_SPARE_ROWS = 30
"""Empty rows with frames and lists, to go on typing."""
_DEEPEST_HEAD = 20
MOST_ROWS = 5_000
_TOTAL = "Cộng"
_TOTALS = ("cong", "tong", "tong cong", "tong so")


@dataclass(frozen=True, slots=True)
class TableProblem:
    """One thing wrong in an imported table; ``cell`` is empty where it is about the whole."""

    sheet: str
    cell: str
    message: str

    @property
    def place(self) -> str:
        """Say where."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What an imported table holds; with problems nothing of it may be taken over."""

    rows: tuple[RegisterRow, ...]
    problems: tuple[TableProblem, ...]


def write_register(
    register: Register, rows: Sequence[RegisterRow], target: Path, title: str
) -> None:
    """Write a register, or an empty template, as .xlsx.

    Args:
        register: its columns.
        rows: none for a template.
        target: the file; an existing one is replaced.
        title: the unit and the year, for the line under the name.

    Raises:
        FileProblem: it can't be written.
    """
    from cchc_desktop.spreadsheets.writing import (
        HeadCell,
        new_book,
        put_head,
        put_title,
        save_book,
    )

    book = new_book()
    page = book.create_sheet(register.title)
    put_title(page, 1, register.title.upper())
    put_title(page, 2, title, small=True)
    heads = [HeadCell("STT", 6), *(HeadCell(_head(one), one.width) for one in register.columns)]
    put_head(page, _HEAD_ROW, heads)
    last = _HEAD_ROW + len(rows) + _SPARE_ROWS
    for number, row in enumerate(rows, 1):
        _write_row(page, _HEAD_ROW + number, number, register, row)
    for number in range(len(rows) + 1, len(rows) + _SPARE_ROWS + 1):
        _write_row(page, _HEAD_ROW + number, number, register, RegisterRow())
    _write_lists(page, register, last)
    _write_total(page, register, last)
    _write_help(book, register)
    save_book(book, target)


def read_register(register: Register, path: Path, year: int) -> ReadTable:
    """Read a register from .xlsx or .csv: every problem at once, nothing guessed.

    Raises:
        UserError: the file is no table that can be read at all.
    """
    data = read_bytes(path)
    if is_zip(data):
        return _read_book(register, path, year)
    try:
        refuse_foreign(path.name, data)
    except UserError as refusal:
        if refusal.code != "not_xlsx" or data[:1] == b"<":
            raise
    grid = {}
    for row, texts in enumerate(chain.from_iterable(csv_rows(path.name, data, 1000)), 1):
        if row > MOST_ROWS:
            raise _too_long(path.name)
        for column, text in enumerate(texts, 1):
            if text.strip():
                grid[row, column] = Cell(row, column, text.strip())
    return _read_grid(register, path.name, grid, year)


def _head(column: Column) -> str:
    return f"{column.label} (*)" if column.required else column.label


def _write_row(page: Any, place: int, number: int, register: Register, row: RegisterRow) -> None:
    from cchc_desktop.spreadsheets.writing import put_number, put_text

    put_number(page.cell(place, 1), number if not row.is_blank else None, "0")
    for index, column in enumerate(register.columns, 2):
        cell, text = page.cell(place, index), row.text(column.name)
        if column.kind is ColumnKind.COUNT:
            number_ = int(text) if text.isdecimal() else None
            if text and number_ is None:
                put_text(cell, text)
            else:
                put_number(cell, number_, "#,##0")
        elif column.kind is ColumnKind.DATE:
            _put_date(cell, text)
        else:
            put_text(cell, shown_cell(column, text))


def _put_date(cell: Any, text: str) -> None:
    from cchc_desktop.spreadsheets.writing import put_text

    put_text(cell, text)
    try:
        cell.value = read_date(text) if text else None
    except UserError:
        return
    cell.number_format = "dd/mm/yyyy"


def _write_lists(page: Any, register: Register, last: int) -> None:
    from openpyxl.utils import get_column_letter

    from cchc_desktop.spreadsheets.writing import put_choices

    for index, column in enumerate(register.columns, 2):
        if column.kind is ColumnKind.CHOICE:
            letter = get_column_letter(index)
            labels = [label for _, label in column.options]
            put_choices(
                page, f"{letter}{_HEAD_ROW + 1}:{letter}{last}", labels, f"Cột {column.label}."
            )


def _write_total(page: Any, register: Register, last: int) -> None:
    from openpyxl.utils import get_column_letter

    from cchc_desktop.spreadsheets.writing import put_formula, put_text

    counts = [i for i, one in enumerate(register.columns, 2) if one.kind is ColumnKind.COUNT]
    if not counts:
        return
    put_text(page.cell(last + 1, 2), _TOTAL, bold=True)
    for index in counts:
        letter = get_column_letter(index)
        formula = f"=SUM({letter}{_HEAD_ROW + 1}:{letter}{last})"
        put_formula(page.cell(last + 1, index), formula, "#,##0")


def _write_help(book: Any, register: Register) -> None:
    from cchc_desktop.spreadsheets.writing import HeadCell, put_head, put_text, put_title

    page = book.create_sheet("Hướng dẫn")
    put_title(page, 1, f"Cách điền sổ “{register.title}”")
    put_title(page, 2, register.about, small=True)
    put_head(page, 4, [HeadCell("Cột", 30), HeadCell("Điền gì", 70), HeadCell("Bắt buộc", 11)])
    for place, column in enumerate(register.columns, 5):
        put_text(page.cell(place, 1), column.label)
        put_text(page.cell(place, 2), _rule_of(column))
        put_text(page.cell(place, 3), "có" if column.required else "")


def _rule_of(column: Column) -> str:
    match column.kind:
        case ColumnKind.COUNT:
            return "Số nguyên từ 0 trở lên; không có thì ghi 0."
        case ColumnKind.DATE:
            return "Ngày, ví dụ 31/01/2026; chưa có thì để trống."
        case ColumnKind.CHOICE:
            return "Chọn một trong: " + ", ".join(label for _, label in column.options) + "."
        case ColumnKind.TEXT:
            return "Chữ."


def _read_book(register: Register, path: Path, year: int) -> ReadTable:
    book = read_book(path, most_rows=MOST_ROWS)
    found: list[tuple[str, dict[tuple[int, int], Cell]]] = []
    for sheet in book.sheets:
        if not sheet.hidden and _find_head(register, sheet.cells) is not None:
            found.append((sheet.title, sheet.cells))
    exact = [one for one in found if one[0] == register.title]
    if len(found) > 1 and len(exact) != 1:
        names = ", ".join(f"“{title}”" for title, _ in found)
        message = f"Có {len(found)} trang cùng dạng ({names}); để lại một trang trong tệp."
        return ReadTable((), (TableProblem(path.name, "", message),))
    if not found:
        first = book.sheets[0] if book.sheets else None
        cells = first.cells if first else {}
        return _read_grid(register, first.title if first else path.name, cells, year)
    title, cells = (exact or found)[0]
    return _read_grid(register, title, cells, year)


def _find_head(
    register: Register, cells: dict[tuple[int, int], Cell]
) -> tuple[int, dict[str, int]] | None:
    """Find the row of heads: the one that names most of the columns that must be there."""
    words = {fold(one.label): one.name for one in register.columns}
    words |= {fold(one.name): one.name for one in register.columns}
    best: tuple[int, dict[str, int]] | None = None
    for row in sorted({row for row, _ in cells if row <= _DEEPEST_HEAD}):
        columns: dict[str, int] = {}
        for (at, column), cell in sorted(cells.items()):
            if at == row and (name := words.get(fold(cell.text.replace("(*)", "").strip()))):
                columns.setdefault(name, column)
        if len(columns) >= 2 and (best is None or len(columns) > len(best[1])):
            best = (row, columns)
    return best


def _read_grid(
    register: Register, sheet: str, cells: dict[tuple[int, int], Cell], year: int
) -> ReadTable:
    head = _find_head(register, cells)
    labels = ", ".join(one.label for one in register.columns)
    if head is None:
        message = f"Không thấy dòng tiêu đề của sổ “{register.title}”; cần các cột: {labels}."
        return ReadTable((), (TableProblem(sheet, "", message),))
    row_of_heads, columns = head
    problems = [
        TableProblem(sheet, "", f"Thiếu cột “{one.label}”; thêm cột này rồi nhập lại.")
        for one in register.columns
        if one.required and one.name not in columns
    ]
    rows: list[RegisterRow] = []
    places: list[int] = []
    for row in sorted({row for row, _ in cells if row > row_of_heads}):
        first = cells.get((row, columns.get(register.columns[0].name, 0)))
        if first is not None and fold(first.text) in _TOTALS:
            continue
        values = {}
        for column in register.columns:
            cell = cells.get((row, columns.get(column.name, 0)))
            if cell is not None:
                values[column.name] = _text_of(column, cell, sheet, problems)
        if not any(values.values()):
            continue
        rows.append(RegisterRow({name: text for name, text in values.items() if text}))
        places.append(row)
    for one in cell_problems(register, rows, year):
        at = columns.get(one.column)
        ref = Cell(places[one.row], at, None).ref if at else f"dòng {places[one.row]}"
        problems.append(TableProblem(sheet, ref, one.message))
    if not rows and not problems:
        problems.append(TableProblem(sheet, "", "Bảng chưa có dòng số liệu nào; điền rồi nhập."))
    return ReadTable(tuple(rows), tuple(problems))


def _text_of(column: Column, cell: Cell, sheet: str, problems: list[TableProblem]) -> str:
    value = cell.value
    if cell.formula and value is None:
        message = f"{column.label}: công thức chưa có kết quả; mở bằng Excel rồi lưu lại."
        problems.append(TableProblem(sheet, cell.ref, message))
        return ""
    if isinstance(value, date) and column.kind is not ColumnKind.DATE:
        if column.kind is ColumnKind.TEXT:
            return canonical_cell(column, f"{value:%d/%m/%Y}")
        message = f"{column.label}: ô đang là ngày {value:%d/%m/%Y}; ghi lại cho đúng."
        problems.append(TableProblem(sheet, cell.ref, message))
        return ""
    if isinstance(value, Decimal) and column.kind is ColumnKind.COUNT:
        # Excel's 2.45 is not the 2.450 that text would mean.
        return format(value, "f").replace(".", ",")
    if column.name == "month" and cell.text.isdecimal():
        return canonical_cell(column, str(int(cell.text)))
    return canonical_cell(column, cell.text)


def _too_long(name: str) -> UserError:
    return UserError("too_large", f"Tệp {name} có hơn {MOST_ROWS} dòng; chia nhỏ rồi nhập lại.")
