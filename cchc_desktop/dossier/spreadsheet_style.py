"""Looks and page set-up of the spreadsheet, and cells that never become formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from cchc_desktop.core.text import clean
from cchc_desktop.pdf_layout.table_rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

HEAD_ROWS = (5, 6)
"""The rows repeated on each printed page: heads and (1) (2) (3)…"""
_WIDTHS = (7, 34, 9, 24, 30, 18, 10, 10, 22)
"""Characters of each column."""
_LINE_HEIGHT = 15.0
_TALLEST = 400.0
"""Points of a row: Excel takes 409 at most."""
_LONGEST = 32_000
"""Characters that a cell may hold, with a margin."""
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FORMULA_SIGNS = ("=", "+", "-", "@")
_FACE = "Times New Roman"

_SHADES = {RowKind.FIELD: "E0E0E0", RowKind.CRITERION: "F2F2F2", RowKind.TOTAL: "EBEBEB"}


@dataclass(frozen=True)
class CellLook:
    """Font, alignment, border, shade and number format of a cell."""

    font: Font
    alignment: Alignment
    border: Border | None = None
    fill: PatternFill | None = None
    number_format: str = "General"


@dataclass(frozen=True)
class LineLook:
    """Looks of a line's cells: name, texts, points."""

    bold: CellLook
    upright: CellLook
    figure: CellLook


class SheetStyles:
    """The looks that the sheet needs, made once."""

    def __init__(self) -> None:
        side = Side(style="thin")
        self._border = Border(left=side, right=side, top=side, bottom=side)
        middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self.title = CellLook(Font(name=_FACE, size=13, bold=True), middle)
        grey = PatternFill("solid", fgColor="EBEBEB")
        self.head = CellLook(Font(name=_FACE, size=11, bold=True), middle, self._border, grey)
        self.number = CellLook(Font(name=_FACE, size=10, italic=True), middle, self._border)
        self._lines = {kind: self._look(kind) for kind in RowKind}

    def line(self, kind: RowKind) -> LineLook:
        """Give the looks of a line of this kind."""
        return self._lines[kind]

    def _look(self, kind: RowKind) -> LineLook:
        shade = _SHADES.get(kind)
        fill = PatternFill("solid", fgColor=shade) if shade else None
        left = Alignment(vertical="top", wrap_text=True)
        right = Alignment(horizontal="right", vertical="top", indent=1)
        strong = Font(name=_FACE, size=11, bold=kind is not RowKind.ITEM)
        plain = Font(name=_FACE, size=11)
        return LineLook(
            CellLook(strong, left, self._border, fill),
            CellLook(plain, left, self._border, fill),
            CellLook(strong, right, self._border, fill, "0.00"),
        )


def put_text(cell: Any, text: str, look: CellLook) -> None:
    """Write text as text, whatever it begins with."""
    tidy = _NO_XML.sub("□", clean(text))
    if len(tidy) > _LONGEST:
        tidy = tidy[: _LONGEST - 1] + "…"
    cell.value = tidy or None
    if tidy:
        cell.data_type = "s"
    _apply(cell, look)
    if tidy.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def put_number(cell: Any, value: Decimal | None, otherwise: str, look: CellLook) -> None:
    """Write points as a number, or a mark where there are none."""
    if value is None:
        put_text(cell, otherwise, look)
    else:
        cell.value = value
        _apply(cell, look)


def fit_height(
    page: Any, row: int, texts: Mapping[int, str], merged: tuple[int, int] | None
) -> None:
    """Give a row the height of its longest text: no program does so for merged cells.

    Args:
        page: the worksheet.
        row: its number, from 1.
        texts: by column, from 1.
        merged: first and last column that are one cell.
    """
    lines = 1
    # A column as wide as n digits takes about 1.15 n letters of running text.
    for column, text in texts.items():
        width = _WIDTHS[column - 1]
        if merged and column == merged[0]:
            width = sum(_WIDTHS[merged[0] - 1 : merged[1]])
        needed = (-(-len(part) * 20 // (width * 23)) for part in text.split("\n"))
        lines = max(lines, sum(max(one, 1) for one in needed))
    page.row_dimensions[row].height = min(lines * _LINE_HEIGHT + 2, _TALLEST)


def set_up_page(page: Any, last_row: int) -> None:
    """Set widths, print titles, A4 landscape one page wide, page numbers.

    Args:
        page: the worksheet.
        last_row: of the table.
    """
    for number, width in enumerate(_WIDTHS):
        page.column_dimensions["ABCDEFGHI"[number]].width = width
    page.freeze_panes = page.cell(HEAD_ROWS[1] + 1, 3)
    page.print_title_rows = f"{HEAD_ROWS[0]}:{HEAD_ROWS[1]}"
    page.print_area = f"A1:I{last_row}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins.left, page.page_margins.right = 30 / 25.4, 15 / 25.4
    page.page_margins.top, page.page_margins.bottom = 25 / 25.4, 20 / 25.4
    page.oddFooter.right.text = "&P/&N"


def _apply(cell: Any, look: CellLook) -> None:
    cell.font = look.font
    cell.alignment = look.alignment
    cell.number_format = look.number_format
    if look.border is not None:
        cell.border = look.border
    if look.fill is not None:
        cell.fill = look.fill
