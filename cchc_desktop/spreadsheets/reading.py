"""Small tables as cells: what stands in each, as which number format, whether it is a formula."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.text import clean
from cchc_desktop.spreadsheets.refusals import damaged, open_zip, read_bytes, refuse_foreign

if TYPE_CHECKING:
    from pathlib import Path

Value = str | int | Decimal | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something.

    ``value`` is text (NFC), an exact number, a day, yes or no; for a formula its last computed
    value, None where Excel kept none. ``formula`` is the formula's text.
    """

    row: int
    column: int
    value: Value
    number_format: str = "General"
    formula: str = ""

    @property
    def ref(self) -> str:
        """The cell's name: B7."""
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The value as text; a whole number has no decimals."""
        return "" if self.value is None else show_value(self.value)


@dataclass(frozen=True, slots=True)
class Area:
    """A merged range; all four are numbers from 1, ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def ref(self) -> str:
        """Its name: B7:D7."""
        start = f"{get_column_letter(self.first_column)}{self.first_row}"
        return f"{start}:{get_column_letter(self.last_column)}{self.last_row}"


@dataclass(frozen=True)
class Sheet:
    """One sheet; only cells that hold something are there."""

    title: str
    hidden: bool
    cells: dict[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    last_row: int = field(default=0)
    last_column: int = field(default=0)

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell; an empty one where nothing stands."""
        return self.cells.get((row, column)) or Cell(row, column, None)


@dataclass(frozen=True)
class Book:
    """A whole table file."""

    name: str
    sheets: tuple[Sheet, ...]

    def sheet(self, title: str) -> Sheet | None:
        """Find a sheet by its title."""
        return next((one for one in self.sheets if one.title == title), None)


def read_book(
    path: Path, *, most_rows: int = 5_000, most_columns: int = 200, most_cells: int = 200_000
) -> Book:
    """Read an .xlsx with bounds on what it may hold.

    Raises:
        UserError: it is no such file, is damaged, has a password, or is too large; one sentence.
    """
    data = read_bytes(path)
    refuse_foreign(path.name, data)
    with open_zip(path.name, io.BytesIO(data)):
        pass
    formulas = _load(path.name, data, computed=False)
    values = _load(path.name, data, computed=True)
    budget = most_cells
    sheets = []
    for page in formulas.worksheets:
        sheet = _sheet(path.name, page, values[page.title], (most_rows, most_columns, budget))
        budget -= len(sheet.cells)
        sheets.append(sheet)
    return Book(path.name, tuple(sheets))


def show_value(value: Value) -> str:
    """Write a cell's value as text: 1.25, 2026-01-31, true."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _load(name: str, data: bytes, *, computed: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), data_only=computed)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError,
            SyntaxError, OSError, EOFError, ArithmeticError, RecursionError):  # fmt: skip
        # openpyxl meets a broken part in as many ways; the file is at fault in each.
        raise damaged(name) from None


def _sheet(name: str, page: Any, computed: Any, bounds: tuple[int, int, int]) -> Sheet:
    most_rows, most_columns, most_cells = bounds
    cells: dict[tuple[int, int], Cell] = {}
    # Only cells that are there: a sheet's stated size may be a million rows wide of nothing.
    for (row, column), cell in page._cells.items():
        if cell.value is None:
            continue
        if row > most_rows or column > most_columns:
            raise UserError(
                "too_large",
                f"Tệp {name}, trang “{page.title}”: ô {cell.coordinate} nằm ngoài "
                f"{most_rows} dòng, {most_columns} cột; xóa ô thừa hoặc chia nhỏ bảng.",
            )
        formula = str(cell.value) if cell.data_type == "f" else ""
        value = computed._cells.get((row, column))
        raw = (value.value if value is not None else None) if formula else cell.value
        cells[row, column] = Cell(row, column, _value(raw), cell.number_format, formula)
        if len(cells) > most_cells:
            raise UserError("too_large", f"Tệp {name} có quá {most_cells} ô; chia nhỏ bảng.")
    return Sheet(
        clean(page.title),
        page.sheet_state != "visible",
        cells,
        tuple(
            Area(one.min_row, one.min_col, one.max_row, one.max_col)
            for one in page.merged_cells.ranges
        ),
        frozenset(row for row, one in page.row_dimensions.items() if one.hidden),
        max((row for row, _ in cells), default=0),
        max((column for _, column in cells), default=0),
    )


def _value(raw: Any) -> Value:
    if raw is None or isinstance(raw, bool | int):
        return raw
    if isinstance(raw, float):
        number = Decimal(repr(raw))
        return number if number.is_finite() else str(raw)
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time(0) else clean(raw.isoformat(" "))
    if isinstance(raw, date):
        return raw
    text = clean(str(raw))
    return text or None
