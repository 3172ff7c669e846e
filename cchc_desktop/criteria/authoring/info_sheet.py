"""The sheet “Thông tin”: what the set is, its policy, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_desktop.core.text import fold
from cchc_desktop.criteria.authoring import layout
from cchc_desktop.criteria.authoring.words import (
    CellError,
    escape,
    read_number,
    read_whole,
    unescape,
    write_number,
)

if TYPE_CHECKING:
    from cchc_desktop.criteria.authoring.layout import InfoLine
    from cchc_desktop.spreadsheets.reading import Cell, Sheet

Data = dict[str, Any]
Lines = list[tuple[str, ...]]

_WHOLE = ("year", "leaf_decimals", "index_decimals")
_NUMBERS = ("index_floor", "index_cap")
_WIDTH = 5
"""Columns of the sheet that hold something."""


def info_lines(data: Data) -> Lines:
    """Give the sheet's lines for a set's data: name, then up to four values."""
    lines: Lines = [
        (one.label, escape(str(data[one.name])), "", "", one.hint) for one in layout.INFO_LINES
    ]
    lines += [(layout.LEGAL_BASIS, escape(text)) for text in data["legal_basis"]]
    policy = data["policy"]
    for one in layout.POLICY_LINES:
        value = str(policy[one.name])
        shown = layout.ROUNDINGS.get(value, write_number(value))
        lines.append((one.label, shown, "", "", one.hint))
    lines += _class_lines("", policy["classes"])
    for block in policy.get("blocks", ()):
        lines.append((layout.BLOCK, escape(block["key"]), escape(block["label"])))
        lines += _class_lines(block["key"], block["classes"])
    for gate in policy.get("gates", ()):
        lines.append((layout.GATE, escape(gate["condition"]), escape(gate["highest"])))
    for tie in policy.get("tie_breaks", ()):
        words = layout.TIES.get(tie["by"]) or f"{layout.TIE_FIELD} {tie['code']}"
        lines.append((layout.TIE, words))
    for name, words in policy.get("remarks", {}).items():
        lines.append((layout.REMARK, escape(name), escape(words)))
    return lines


def _class_lines(block: str, classes: list[Data]) -> Lines:
    return [
        (
            layout.CLASS,
            escape(block),
            escape(one["key"]),
            escape(one["label"]),
            write_number(one["from"]),
        )
        for one in classes
    ]


def read_info(sheet: Sheet, report: Any) -> Data:
    """Read the sheet into a set's data without its fields.

    Args:
        sheet: “Thông tin”.
        report: told each problem: cell, kind, message, part.
    """
    return _InfoReader(report).read(sheet)


class _InfoReader:
    """Reads line by line; a line that can't be read is told and left out."""

    def __init__(self, report: Any) -> None:
        self._report = report
        self._blocks: dict[str, Data] = {}
        self.data: Data = {"legal_basis": [], "policy": {"classes": []}}

    def read(self, sheet: Sheet) -> Data:
        names = {fold(one.label): one for one in (*layout.INFO_LINES, *layout.POLICY_LINES)}
        lists = {
            fold(layout.LEGAL_BASIS): self._legal_basis,
            fold(layout.CLASS): self._class,
            fold(layout.BLOCK): self._block,
            fold(layout.GATE): self._gate,
            fold(layout.TIE): self._tie,
            fold(layout.REMARK): self._remark,
        }
        for row in range(1, sheet.last_row + 1):
            cells = [sheet.cell(row, column) for column in range(1, _WIDTH + 1)]
            name = fold(cells[0].text)
            try:
                if one := names.get(name):
                    self._single(one, cells[1])
                elif name in lists:
                    lists[name](cells)
                elif name and cells[1].text and name not in ("muc", "thong tin"):
                    message = f"Không hiểu dòng “{cells[0].text}”; bỏ hoặc sửa tên dòng."
                    self._report(cells[0], "info", message, "policy")
            except CellError as wrong:
                self._report(cells[1], "info", f"{cells[0].text}: {wrong}.", "policy")
        return self.data

    def _single(self, one: InfoLine, cell: Cell) -> None:
        text = unescape(cell.text)
        target = self.data if one in layout.INFO_LINES else self.data["policy"]
        if one.name in target:
            raise CellError("có hai dòng; giữ lại một")
        if one.name == "rounding":
            key = next((k for k, w in layout.ROUNDINGS.items() if w == text.lower()), None)
            if key is None:
                raise CellError(f"“{text}” phải là: {', '.join(layout.ROUNDINGS.values())}")
            target[one.name] = key
        elif one.name in _WHOLE:
            target[one.name] = read_whole(text)
        elif one.name in _NUMBERS:
            target[one.name] = read_number(text)
        else:
            target[one.name] = text

    def _legal_basis(self, cells: list[Cell]) -> None:
        if cells[1].text:
            self.data["legal_basis"].append(unescape(cells[1].text))

    def _class(self, cells: list[Cell]) -> None:
        block, key, label, bound = (unescape(cell.text) for cell in cells[1:5])
        if not (block or key or label or bound):
            return
        classes = self.data["policy"]["classes"]
        if block:
            if block not in self._blocks:
                raise CellError(f"khối “{block}” chưa có dòng “{layout.BLOCK}” ở trên")
            classes = self._blocks[block]["classes"]
        classes.append({"key": key, "label": label, "from": read_number(bound)})

    def _block(self, cells: list[Cell]) -> None:
        key, label = (unescape(cell.text) for cell in cells[1:3])
        if not key:
            return
        if key in self._blocks:
            raise CellError(f"khối “{key}” có hai dòng; giữ lại một")
        self._blocks[key] = {"key": key, "label": label, "classes": []}
        self.data["policy"].setdefault("blocks", []).append(self._blocks[key])

    def _gate(self, cells: list[Cell]) -> None:
        condition, highest = (unescape(cell.text) for cell in cells[1:3])
        if condition:
            gate = {"condition": condition, "highest": highest}
            self.data["policy"].setdefault("gates", []).append(gate)

    def _tie(self, cells: list[Cell]) -> None:
        text = cells[1].text
        if not text:
            return
        key = next((k for k, words in layout.TIES.items() if words.lower() == text.lower()), None)
        tie: Data = {"by": key}
        if key is None:
            if not text.lower().startswith(layout.TIE_FIELD.lower() + " "):
                words = ", ".join([*layout.TIES.values(), f"{layout.TIE_FIELD} 3"])
                raise CellError(f"“{text}” phải là: {words}")
            tie = {"by": "field", "code": text[len(layout.TIE_FIELD) :].strip()}
        self.data["policy"].setdefault("tie_breaks", []).append(tie)

    def _remark(self, cells: list[Cell]) -> None:
        name, words = (unescape(cell.text) for cell in cells[1:3])
        if name:
            self.data["policy"].setdefault("remarks", {})[name] = words
