"""The table's rows put where their codes say: fields, criteria, leaves, bonus and penalty."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from cchc_desktop.criteria.authoring import layout
from cchc_desktop.criteria.authoring.leaf_rows import leaf_data, variant_data
from cchc_desktop.criteria.authoring.plain_table import plain_leaf
from cchc_desktop.criteria.authoring.words import CellError, unescape

if TYPE_CHECKING:
    from cchc_desktop.spreadsheets.reading import Cell

Data = dict[str, Any]


@dataclass
class TableRow:
    """One row of the table that holds something."""

    number: int
    cells: dict[str, Cell]

    def text(self, part: str) -> str:
        cell = self.cells.get(part)
        return "" if cell is None else cell.text


CodedRow = tuple[str, TableRow, list[TableRow]]
"""An item's code, its row, and the rows of its variants below it."""


class Reader(Protocol):
    """What the builder needs of the table's reader."""

    @property
    def plain(self) -> bool:
        """Whether the table has codes, titles and maxima only."""

    def points(self, row: TableRow, *, optional: bool = False) -> str:
        """Read a row's maximum."""

    def report(self, cell: Cell, kind: str, message: str, part: str = "", code: str = "") -> None:
        """Tell a problem at its cell; ``code`` names the item that can't be read for it."""

    def placed(self, code: str, row: TableRow) -> None:
        """Remember the cells of an item."""


class TreeBuilder:
    """Builds fields, criteria and leaves in the order of the rows."""

    def __init__(self, reader: Reader, data: Data, coded: list[CodedRow]) -> None:
        self._reader = reader
        self._data = data
        self._coded = coded
        self._parents = {code.rpartition(".")[0] for code, _, _ in coded}
        self._nodes: dict[str, Data] = {}

    def build(self) -> None:
        """Put every row in its place."""
        for code, row, variants in self._coded:
            self._reader.placed(code, row)
            if code in self._parents:
                for one in variants:
                    message = "Trường hợp chỉ ghi dưới một mục được chấm, không dưới dòng cha."
                    self._reader.report(one.cells["variant"], "variant", message)
            depth = code.count(".") + 1
            if depth > 3:
                message = f"Mã {code} quá sâu; bộ có ba cấp: 1, 1.1, 1.1.1."
                self._reader.report(row.cells["code"], "code", message, "code")
            elif depth == 1:
                self._top(code, row)
            else:
                self._below(code, row, variants)
        for node in self._data["fields"]:
            _sum_empty(node)

    def _top(self, code: str, row: TableRow) -> None:
        words = row.text("scored_by").lower()
        kinds = {layout.BONUS.lower(): "bonus", layout.PENALTY.lower(): "penalty"}
        node = self._group(code, row)
        if kind := kinds.get(words):
            if kind in self._data:
                message = f"Đã có một khối “{row.text('scored_by')}”; gộp lại một khối."
                self._reader.report(row.cells["scored_by"], "block", message)
                return
            block = {"code": code, "title": node["title"], "cap": node["max"], "items": []}
            self._data[kind] = block
            self._nodes[code] = block
            return
        node["criteria"] = []
        self._data["fields"].append(node)
        self._nodes[code] = node

    def _below(self, code: str, row: TableRow, variants: list[TableRow]) -> None:
        parent = self._nodes.get(code.rpartition(".")[0])
        if parent is None:
            above = code.rpartition(".")[0]
            message = f"Mục {code} không có dòng cha {above} ở trên; thêm dòng {above}."
            self._reader.report(row.cells["code"], "parent", message, "code")
            return
        if code in self._parents:
            if "criteria" not in parent:
                message = f"Mục {code} có mục con nhưng không ở cấp tiêu chí; sửa mã."
                self._reader.report(row.cells["code"], "parent", message, "code")
                return
            node = {**self._group(code, row), "items": []}
            parent["criteria"].append(node)
            self._nodes[code] = node
            return
        leaf = self._leaf(code, row, variants)
        if "criteria" in parent:
            parent["criteria"].append(leaf)
        else:
            parent["items"].append(leaf)

    def _group(self, code: str, row: TableRow) -> Data:
        maximum = self._reader.points(row, optional=self._reader.plain)
        node: Data = {"code": code, "title": unescape(row.text("title")), "max": maximum}
        if text := row.text("exemption"):
            node |= {"exemptible": True, "exempt_basis": "" if text == "có" else unescape(text)}
        if not node["title"]:
            self._reader.report(row.cells["code"], "title", f"Mục {code} thiếu tên.", "title")
        return node

    def _leaf(self, code: str, row: TableRow, variants: list[TableRow]) -> Data:
        maximum = self._reader.points(row)
        title = unescape(row.text("title"))
        if self._reader.plain:
            return plain_leaf(code, title, maximum or "0")
        texts = {part: cell.text for part, cell in row.cells.items()}
        leaf, wrong = leaf_data(code, title, maximum or "0", texts, with_rule=not variants)
        for part, message in wrong:
            at = row.cells.get(part) or row.cells["code"]
            self._reader.report(at, part, f"Mục {code}: {message}.", part, code)
        if variants:
            leaf_rules = []
            for one in variants:
                try:
                    leaf_rules.append(variant_data({p: c.text for p, c in one.cells.items()}))
                except CellError as error_:
                    at = one.cells.get("rule") or next(iter(one.cells.values()))
                    self._reader.report(at, "rule", f"Mục {code}: {error_}.", "rule", code)
            leaf["variants"] = leaf_rules
        return leaf


def with_stand_ins(data: Data, codes: set[str]) -> Data:
    """Give the data with leaves that can't be read replaced by their maximum alone."""

    def stand_in(node: Data) -> Data:
        if "criteria" in node or "items" in node:
            name = "criteria" if "criteria" in node else "items"
            return {**node, name: [stand_in(child) for child in node[name]]}
        if node["code"] in codes:
            return plain_leaf(node["code"], node["title"] or "–", node["max"] or "0")
        return node

    whole = {**data, "fields": [stand_in(field) for field in data["fields"]]}
    for name in ("bonus", "penalty"):
        if name in data:
            whole[name] = stand_in(data[name])
    return whole


def _sum_empty(node: Data) -> None:
    """Give a group without a maximum of its own the sum of what lies below it."""
    children: list[Data] = node.get("criteria") or node.get("items") or []
    for child in children:
        if "items" in child:
            _sum_empty(child)
    if not node["max"]:
        total = sum((Decimal(child["max"] or "0") for child in children), Decimal("0.00"))
        node["max"] = format(total, "f")
