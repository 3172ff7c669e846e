"""Writing a set as the authoring table: one row a leaf, sums as formulas, lists, instructions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.set_document import set_to_data
from cchc_desktop.criteria.authoring import layout
from cchc_desktop.criteria.authoring.info_sheet import info_lines
from cchc_desktop.criteria.authoring.instructions import write_instructions
from cchc_desktop.criteria.authoring.leaf_words import (
    EXEMPT_WITHOUT_BASIS,
    write_inputs,
    write_requirement,
    write_texts,
    write_variant,
)
from cchc_desktop.criteria.authoring.rule_words import WAYS, write_rule
from cchc_desktop.criteria.authoring.words import CellError, escape
from cchc_desktop.spreadsheets.writing import (
    GROUP_FILL,
    HeadCell,
    new_book,
    put_choices,
    put_formula,
    put_head,
    put_number,
    put_text,
    put_title,
    save_book,
)

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet

Data = dict[str, Any]

_SPARE_ROWS = 60
"""Rows below the last with lists, to go on writing."""
_PARTS = [column.part for column in layout.COLUMNS]


def write_set_table(whole: CriteriaSet, target: Path) -> None:
    """Write a set as .xlsx; reading it back gives the same set.

    Raises:
        FileProblem: it can't be written.
        UserError: a text is too long for a cell, or a rule has no words in the table.
    """
    data = set_to_data(whole)
    book = new_book()
    page = book.create_sheet(layout.SET_SHEET)
    put_title(page, 1, whole.title)
    hint = "Cách điền ở trang “Hướng dẫn”. Ô xám là công thức, không sửa."
    put_title(page, 2, hint, small=True)
    heads = [HeadCell(one.label, one.width) for one in layout.COLUMNS]
    put_head(page, layout.HEAD_ROW, [*heads, HeadCell("Cộng mục con", 10), HeadCell("Lệch", 9)])
    page.freeze_panes = page.cell(layout.HEAD_ROW + 1, 3)
    writer = _RowWriter(page, layout.HEAD_ROW + 1)
    for field in data["fields"]:
        writer.field(field)
    for name, words in (("bonus", layout.BONUS), ("penalty", layout.PENALTY)):
        if name in data:
            writer.block(data[name], words)
    writer.total()
    _lists(book, page, writer.row + _SPARE_ROWS)
    _info(book, data)
    write_instructions(book)
    _print_setup(page)
    save_book(book, target)


class _RowWriter:
    """Writes row after row and remembers where groups lie, for the sums."""

    def __init__(self, page: Any, row: int) -> None:
        self._page = page
        self.row = row
        self._fields: list[int] = []

    def field(self, data: Data) -> None:
        """Write a field with all below it."""
        at = self._group(data, data["max"])
        self._fields.append(at)
        children = []
        for criterion in data["criteria"]:
            if "items" not in criterion:
                children.append(self._leaf(criterion))
                continue
            place = self._group(criterion, criterion["max"])
            children.append(place)
            self._sum(place, [self._leaf(leaf) for leaf in criterion["items"]])
        self._sum(at, children)

    def block(self, data: Data, words: str) -> None:
        """Write bonus or penalty; their leaves may exceed the cap together."""
        self._group({**data, "max": data["cap"]}, data["cap"], words)
        for leaf in data["items"]:
            self._leaf(leaf)

    def total(self) -> None:
        """Write the set's sum under all."""
        self.row += 1
        put_text(self._page.cell(self.row, 2), "Tổng điểm tối đa", bold=True)
        letter = get_column_letter(_PARTS.index("max") + 1)
        places = ",".join(f"{letter}{row}" for row in self._fields)
        put_formula(self._page.cell(self.row, 3), f"=SUM({places})" if places else "=0", "0.00")

    def _group(self, data: Data, maximum: str, scorer: str = "") -> int:
        cells = {"code": data["code"], "title": escape(data["title"]), "scored_by": scorer}
        cells["exemption"] = _exemption(data)
        return self._write(cells, maximum, bold=True)

    def _leaf(self, data: Data) -> int:
        cells = {
            "code": data["code"],
            "title": escape(data["title"]),
            "scored_by": layout.SCORERS[data["scored_by"]],
            "inputs": write_inputs(data["inputs"]),
            "evidence": write_texts(data["evidence"]),
            "requires": write_requirement(data["requires"]) if "requires" in data else "",
            "exemption": _exemption(data),
            **{name: escape(data.get(name, "")) for name in ("note", "basis", "source")},
        }
        variants = data.get("variants")
        if variants is None:
            cells["way"], cells["rule"] = _rule(data, data["code"])
            return self._write(cells, data["max"])
        place = self._write(cells, data["max"])
        for one in variants:
            way, rule = _rule(one, data["code"])
            whom = write_variant(one["key"], one["label"])
            self._write({"way": way, "rule": rule, "variant": whom}, None)
        return place

    def _write(self, cells: dict[str, str], maximum: str | None, *, bold: bool = False) -> int:
        fill = GROUP_FILL if bold else None
        for column, part in enumerate(_PARTS, 1):
            cell = self._page.cell(self.row, column)
            if part == "max" and maximum is not None:
                put_number(cell, Decimal(maximum), decimal_format(maximum), bold=bold)
                if fill is not None:
                    cell.fill = fill
            else:
                put_text(cell, cells.get(part, ""), bold=bold and column <= 2, fill=fill)
        self.row += 1
        return self.row - 1

    def _sum(self, place: int, children: list[int]) -> None:
        letter = get_column_letter(_PARTS.index("max") + 1)
        own = get_column_letter(layout.SUM_COLUMN)
        places = ",".join(f"{letter}{row}" for row in children)
        put_formula(self._page.cell(place, layout.SUM_COLUMN), f"=SUM({places})", "0.00")
        difference = f'=IF(ROUND({letter}{place}-{own}{place},6)=0,"",{letter}{place}-{own}{place})'
        put_formula(
            self._page.cell(place, layout.CHECK_COLUMN), difference, '"LỆCH "0.00;"LỆCH "-0.00'
        )


def decimal_format(text: str) -> str:
    """Give the number format that shows exactly the decimals of a set's figure: 2.50 → 0.00."""
    places = max(-int(Decimal(text).as_tuple().exponent), 0)
    return "0." + "0" * places if places else "0"


def _rule(data: Data, code: str) -> tuple[str, str]:
    try:
        return write_rule(data["measure"], data["scale"])
    except CellError as wrong:
        raise UserError("no_words", f"Mục {code}: {wrong}.") from None


def _exemption(data: Data) -> str:
    if not data.get("exemptible"):
        return ""
    return escape(data["exempt_basis"]) or EXEMPT_WITHOUT_BASIS


def _lists(book: Any, page: Any, last: int) -> None:
    lists = book.create_sheet(layout.LIST_SHEET)
    lists.sheet_state = "hidden"
    columns = ([*layout.SCORERS.values(), layout.BONUS, layout.PENALTY], list(WAYS))
    for number, (part, words) in enumerate(zip(("scored_by", "way"), columns, strict=True), 1):
        for row, text in enumerate(words, 1):
            lists.cell(row, number, text)
        source = get_column_letter(number)
        letter = get_column_letter(_PARTS.index(part) + 1)
        area = f"{letter}{layout.HEAD_ROW + 1}:{letter}{last}"
        options = f"'{layout.LIST_SHEET}'!${source}$1:${source}${len(words)}"
        put_choices(page, area, options, "Chọn một giá trị trong danh sách.")


def _info(book: Any, data: Data) -> None:
    page = book.create_sheet(layout.INFO_SHEET)
    widths = (22, 60, 40, 24, 44)
    heads = ("Mục", "Giá trị", "", "", "Gợi ý")
    put_head(page, 1, [HeadCell(*one) for one in zip(heads, widths, strict=True)])
    for row, line in enumerate(info_lines(data), 2):
        for column, text in enumerate(line, 1):
            put_text(page.cell(row, column), text, bold=column == 1)


def _print_setup(page: Any) -> None:
    page.print_title_rows = f"{layout.HEAD_ROW}:{layout.HEAD_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
