"""Reading the authoring table: into a set's data, with every problem told at its cell.

Nothing is guessed: a code that Excel turned into a number or a day is a finding, a formula where
a figure should stand too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.set_check import check_set
from cchc_desktop.core.set_findings import SetFinding, error, has_errors, warning
from cchc_desktop.core.set_reading import read_set_data
from cchc_desktop.core.text import fold
from cchc_desktop.criteria.authoring import layout
from cchc_desktop.criteria.authoring.exact_cells import CellTrouble, read_code, read_points
from cchc_desktop.criteria.authoring.info_sheet import read_info
from cchc_desktop.criteria.authoring.plain_table import plain_info
from cchc_desktop.criteria.authoring.table_rows import (
    CodedRow,
    TableRow,
    TreeBuilder,
    with_stand_ins,
)
from cchc_desktop.spreadsheets.reading import Book, Cell, Sheet

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

Data = dict[str, Any]

_DEEPEST_HEAD = 15
MOST_ROWS = 6_000
_TOTAL_WORDS = ("tong diem toi da", "tong cong", "tong", "cong")


class TableReader:
    """Reads one book; ``findings`` has all that was found."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.findings: list[SetFinding] = []
        self._sheet: Sheet = book.sheets[0] if book.sheets else Sheet("", False, {})
        self._columns: dict[str, int] = {}
        self._places: dict[tuple[str, str], str] = {}
        self._plain = False

    def read(self) -> CriteriaSet | None:
        """Give the set, None where errors keep it from being read."""
        head = self._find_table()
        if head is None:
            return None
        rows = self._rows(head)
        data = self._info()
        self._fill(data, rows)
        if has_errors(self.findings):
            self._check_what_can_be(data)
            return None
        whole, problems = read_set_data(data)
        found = (*problems, *(check_set(whole) if whole else ()))
        self.findings += [self._located(one) for one in found]
        return whole

    def _check_what_can_be(self, data: Data) -> None:
        """Check the sums too where other cells can't be read, so that all is told at once.

        Leaves that can't be read stand in with their maximum alone; where a row could not be
        placed, sums would only mislead.
        """
        wrong = {one.code for one in self.findings if one.code}
        if any(one.kind in _MISPLACED for one in self.findings):
            return
        whole, _ = read_set_data(with_stand_ins(data, wrong))
        for one in check_set(whole) if whole is not None else ():
            if one.code not in wrong or one.kind == "sum":
                self.findings.append(self._located(one))

    def _located(self, one: SetFinding) -> SetFinding:
        """Give a finding about an item the cell that it is about."""
        for part in (one.part, "max", "code"):
            if ref := self._places.get((one.code, part)):
                return replace(one, sheet=self._sheet.title, cell=ref)
        in_policy = not one.code and one.part != "max" and self._book.sheet(layout.INFO_SHEET)
        return replace(one, sheet=layout.INFO_SHEET if in_policy else self._sheet.title)

    def _report(
        self, cell: Cell | None, kind: str, message: str, part: str = "", code: str = ""
    ) -> None:
        ref = cell.ref if cell is not None else ""
        found = error(kind, message, code, part)
        self.findings.append(replace(found, sheet=self._sheet.title, cell=ref))

    def _find_table(self) -> int | None:
        """Find the sheet and its row of heads."""
        found = [
            (sheet, *head)
            for sheet in self._book.sheets
            if not sheet.hidden and (head := _find_head(sheet)) is not None
        ]
        named = [one for one in found if one[0].title == layout.SET_SHEET]
        if len(found) > 1 and len(named) != 1:
            titles = ", ".join(f"“{sheet.title}”" for sheet, *_ in found)
            message = f"Có {len(found)} trang giống bảng tiêu chí ({titles}); để lại một trang."
            self._report(None, "many_tables", message)
            return None
        if not found:
            heads = ", ".join(one.label for one in layout.COLUMNS[:3])
            message = f"Không thấy dòng tiêu đề của bảng; cần ít nhất các cột: {heads}."
            self._report(None, "no_table", message)
            return None
        self._sheet, row, self._columns = (named or found)[0]
        self._plain = set(self._columns) <= set(layout.PLAIN_PARTS)
        self._unknown_columns(row)
        if not self._plain:
            for part in ("scored_by", "way", "rule"):
                if part not in self._columns:
                    label = next(one.label for one in layout.COLUMNS if one.part == part)
                    self._report(None, "column", f"Thiếu cột “{label}”; thêm cột này.")
        return row

    def _unknown_columns(self, row: int) -> None:
        known = set(self._columns.values()) | {layout.SUM_COLUMN, layout.CHECK_COLUMN}
        for (at, column), cell in sorted(self._sheet.cells.items()):
            if at == row and column not in known and cell.text:
                message = f"Không dùng cột “{cell.text}”; kiểm tra tên cột."
                self.findings.append(
                    replace(warning("column", message), sheet=self._sheet.title, cell=cell.ref)
                )

    def _rows(self, head: int) -> list[TableRow]:
        rows: dict[int, dict[str, Cell]] = {}
        parts = {column: part for part, column in self._columns.items()}
        for (row, column), cell in self._sheet.cells.items():
            if row > head and column in parts:
                rows.setdefault(row, {})[parts[column]] = cell
        for area in self._sheet.merged:
            if area.last_row > head and area.last_row in rows:
                message = f"Ô trộn {area.ref} trong bảng; bỏ trộn ô, mỗi dòng ghi đủ."
                corner = Cell(max(area.first_row, head + 1), area.first_column, None)
                self._report(corner, "merged", message)
        kept = [TableRow(number, rows[number]) for number in sorted(rows)]
        if len(kept) > MOST_ROWS:
            self._report(None, "too_large", f"Bảng có hơn {MOST_ROWS} dòng; kiểm tra lại bảng.")
            return []
        for one in kept:
            if one.number in self._sheet.hidden_rows:
                first = next(iter(one.cells.values()))
                self._report(first, "hidden", f"Dòng {one.number} đang ẩn; bỏ ẩn hoặc xóa dòng.")
        return [
            one for one in kept if fold(one.text("title")) not in _TOTAL_WORDS or one.text("code")
        ]

    def _info(self) -> Data:
        sheet = self._book.sheet(layout.INFO_SHEET)
        if sheet is None:
            data, findings = plain_info(self._book.name)
            self.findings += findings
            if not self._plain:
                message = f"Thiếu trang “{layout.INFO_SHEET}”; lấy mẫu trống và chép trang này vào."
                self._report(None, "info", message)
            return data

        def told(cell: Cell | None, kind: str, message: str, part: str) -> None:
            ref = cell.ref if cell is not None else ""
            found = error(kind, message, "", part)
            self.findings.append(replace(found, sheet=sheet.title, cell=ref))

        data = read_info(sheet, told)
        for name, label in _NEEDED:
            target = data if name in ("id", "version", "title", "year", "applies_to") else None
            target = data["policy"] if target is None else target
            if name not in target:
                told(None, "info", f"Thiếu dòng “{label}” ở trang “{sheet.title}”; thêm dòng.", "")
        data.setdefault("disclaimer", "")
        return {"format": "cchc-set/1", **data}

    def _fill(self, data: Data, rows: list[TableRow]) -> None:
        """Put the rows into the set's data, groups and leaves where their codes say."""
        coded: list[CodedRow] = []
        for row in rows:
            if "code" in row.cells:
                code = self._code(row.cells["code"])
                if code:
                    coded.append((code, row, []))
            elif row.text("variant"):
                if coded:
                    coded[-1][2].append(row)
                else:
                    self._report(
                        next(iter(row.cells.values())), "code", "Dòng này thiếu mã ở cột TT."
                    )
            else:
                first = next(iter(row.cells.values()))
                self._report(first, "code", f"Dòng {row.number} thiếu mã; ghi mã ở cột TT.")
        if not coded and not has_errors(self.findings):
            self._report(None, "empty", "Bảng chưa có dòng nào; ghi lĩnh vực và tiêu chí.")
        self._twice(coded)
        data["fields"] = []
        TreeBuilder(self, data, coded).build()

    def _twice(self, coded: list[CodedRow]) -> None:
        seen: dict[str, Cell] = {}
        for code, row, _ in coded:
            cell = row.cells["code"]
            if code in seen:
                message = f"Mã {code} đã có ở ô {seen[code].ref}; mỗi dòng một mã."
                self._report(cell, "duplicate_code", message, "code")
            seen.setdefault(code, cell)

    def _code(self, cell: Cell) -> str:
        try:
            return read_code(cell)
        except CellTrouble as trouble:
            self._report(cell, trouble.kind, trouble.message, "code")
            return ""

    def points(self, row: TableRow, *, optional: bool = False) -> str:
        """Read a maximum as a set's data writes it; empty where it can't be read."""
        cell = row.cells.get("max")
        if cell is None:
            if not optional:
                at = Cell(row.number, self._columns["max"], None)
                self._report(at, "max", "Thiếu điểm tối đa; ghi số điểm.", "max")
            return ""
        try:
            return read_points(cell)
        except CellTrouble as trouble:
            self._report(cell, trouble.kind, trouble.message, "max")
            return ""

    def report(self, cell: Cell, kind: str, message: str, part: str = "", code: str = "") -> None:
        """Tell a problem at its cell; ``code`` names the item that can't be read for it."""
        self._report(cell, kind, message, part, code)

    def placed(self, code: str, row: TableRow) -> None:
        """Remember the cells of an item."""
        for part, cell in row.cells.items():
            self._places[code, part] = cell.ref
        for part, column in (("rule", "rule"), ("policy", "title")):
            if column in row.cells:
                self._places.setdefault((code, part), row.cells[column].ref)

    @property
    def plain(self) -> bool:
        """Whether the table has codes, titles and maxima only."""
        return self._plain


def read_set_table(book: Book) -> tuple[CriteriaSet | None, tuple[SetFinding, ...]]:
    """Read the authoring table, or a plain one of codes, titles and maxima.

    Returns:
        The set, None where it can't be read; and every finding with its cell.
    """
    reader = TableReader(book)
    whole = reader.read()
    return whole, tuple(reader.findings)


def _find_head(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    words = {fold(word): one.part for one in layout.COLUMNS for word in (one.label, *one.others)}
    best: tuple[int, dict[str, int]] | None = None
    by_row: dict[int, dict[str, int]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row <= _DEEPEST_HEAD and (part := words.get(fold(" ".join(cell.text.split())))):
            by_row.setdefault(row, {}).setdefault(part, column)
    for row, columns in by_row.items():
        if set(layout.PLAIN_PARTS) <= set(columns) and (
            best is None or len(columns) > len(best[1])
        ):
            best = (row, columns)
    return best


_MISPLACED = frozenset(
    (
        "code",
        "code_is_date",
        "code_is_number",
        "duplicate_code",
        "parent",
        "block",
        "column",
        "info",
    )
)
_NEEDED = (
    ("id", "Mã bộ"),
    ("version", "Phiên bản"),
    ("title", "Tên bộ"),
    ("year", "Năm"),
    ("applies_to", "Áp dụng cho"),
    *((one.name, one.label) for one in layout.POLICY_LINES),
)
