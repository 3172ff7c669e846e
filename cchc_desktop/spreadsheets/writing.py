"""Sheets made for officers: heads, widths, drop-down lists, text that never becomes a formula."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.text import clean
from cchc_desktop.files.new_file import new_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from pathlib import Path

_FACE = "Times New Roman"
MOST_IN_CELL = 32_000
"""Letters; Excel would cut what is longer without a word."""
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_SIDE = Side(style="thin", color="9AA3AD")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
GROUP_FILL = PatternFill("solid", fgColor="EEF2F6")
COMPUTED_FILL = PatternFill("solid", fgColor="F2F2F2")


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A column's head: its words and its width in letters."""

    label: str
    width: int


def new_book() -> Any:
    """Give an empty book without sheets."""
    book: Any = Workbook()
    book.remove(book.active)
    return book


def put_head(page: Any, row: int, heads: Sequence[HeadCell]) -> None:
    """Write a row of heads, set the widths, freeze what is above and the heads themselves."""
    for column, head in enumerate(heads, 1):
        cell = page.cell(row, column, head.label)
        cell.font = Font(name=_FACE, size=11, bold=True)
        cell.fill, cell.border = HEAD_FILL, _BORDER
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(column)].width = head.width
    page.row_dimensions[row].height = 32
    page.freeze_panes = page.cell(row + 1, 1)


def put_title(page: Any, row: int, text: str, *, small: bool = False) -> None:
    """Write a line of its own above a table."""
    cell = page.cell(row, 1)
    put_text(cell, text, framed=False)
    cell.alignment = Alignment(vertical="top")
    cell.font = Font(name=_FACE, size=11 if small else 14, bold=not small, italic=small)


def put_text(
    cell: Any, text: str, *, bold: bool = False, framed: bool = True, fill: Any = None
) -> None:
    """Write text as text, whatever it begins with.

    Raises:
        UserError: ``too_long`` for what no cell can hold.
    """
    if len(text) > MOST_IN_CELL:
        raise UserError(
            "too_long", f"“{text[:40]}…” dài {len(text)} ký tự, một ô Excel chứa {MOST_IN_CELL}."
        )
    tidy = _NO_XML.sub("□", clean(text))
    if tidy:
        cell.value = tidy
        cell.data_type = "s"
        if tidy[0] in "=+-@":
            cell.quotePrefix = True
    cell.number_format = "@"
    _look(cell, bold=bold, framed=framed, fill=fill)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def put_number(cell: Any, value: Decimal | int | None, form: str, *, bold: bool = False) -> None:
    """Write a number; ``form`` is Excel's number format."""
    cell.value = value
    cell.number_format = form
    _look(cell, bold=bold)
    cell.alignment = Alignment(horizontal="right", vertical="top")


def put_formula(cell: Any, formula: str, form: str) -> None:
    """Write a formula of ours into a grey cell: it is computed, not typed."""
    cell.value = formula
    cell.number_format = form
    _look(cell, fill=COMPUTED_FILL)
    cell.alignment = Alignment(horizontal="right", vertical="top")


def put_choices(
    page: Any, area: str, options: Sequence[str] | str, hint: str, *, strict: bool = True
) -> None:
    """Give cells a drop-down list.

    Args:
        page: the sheet.
        area: the cells.
        options: words without commas, 255 letters together; or the range that holds them.
        hint: told by Excel where something else is typed.
        strict: whether Excel refuses something else.
    """
    listed = f"={options}" if isinstance(options, str) else '"' + ",".join(options) + '"'
    rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=strict)
    rule.errorTitle, rule.error = "Chọn trong danh sách", hint
    page.add_data_validation(rule)
    rule.add(area)


def save_book(book: Any, target: Path) -> None:
    """Write the book; the file appears whole or not at all.

    Raises:
        FileProblem: it can't be written.
    """
    # Written at once: on a full disk openpyxl's archive would be left open.
    written = BytesIO()
    book.save(written)
    with new_file(target) as unfinished:
        unfinished.write_bytes(written.getvalue())


def _look(cell: Any, *, bold: bool = False, framed: bool = True, fill: Any = None) -> None:
    cell.font = Font(name=_FACE, size=11, bold=bold)
    if framed:
        cell.border = _BORDER
    if fill is not None:
        cell.fill = fill
