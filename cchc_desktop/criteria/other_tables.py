"""Questionnaires and published indices as Excel tables, and back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.published_index import (
    PublishedIndex,
    check_index,
    index_from_data,
    index_to_data,
)
from cchc_desktop.core.questionnaire import (
    Questionnaire,
    check_questionnaire,
    questionnaire_from_data,
    questionnaire_to_data,
)
from cchc_desktop.core.set_findings import SetFinding, error
from cchc_desktop.core.text import fold
from cchc_desktop.criteria.authoring.layout import INFO_SHEET, ROUNDINGS
from cchc_desktop.criteria.authoring.words import (
    CellError,
    escape,
    read_number,
    read_whole,
    unescape,
    write_number,
)
from cchc_desktop.spreadsheets.writing import (
    HeadCell,
    new_book,
    put_head,
    put_text,
    save_book,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.spreadsheets.reading import Book, Cell, Sheet

Data = dict[str, Any]

QUESTION_SHEET, INDEX_SHEET = "Phiếu khảo sát", "Chỉ số công bố"
_QUESTION_HEADS = (HeadCell("Mã", 8), HeadCell("Yếu tố, câu hỏi", 80), HeadCell("Cột", 10))
_INDEX_HEADS = (
    HeadCell("Mã", 8),
    HeadCell("Thành phần", 60),
    HeadCell("Tối đa", 10),
    HeadCell("Tối thiểu", 10),
    HeadCell("Trọng số (%)", 12),
)
_POOLINGS = {
    "all_answers": "gộp mọi câu trả lời",
    "mean_of_questions": "trung bình các câu",
    "mean_of_factors": "trung bình các yếu tố",
}
_COMBININGS = {"sum": "cộng các thành phần", "weighted": "theo trọng số"}
_LEVEL, _BASIS, _REMARK, _CLASS, _YEARS = (
    "Mức trả lời",
    "Căn cứ, nguồn",
    "Quy định khác",
    "Nhóm",
    "Năm có trọng số",
)
_SATISFIED = {"hài lòng": True, "không": False}


def write_questionnaire(one: Questionnaire, target: Path) -> None:
    """Write a questionnaire as .xlsx; reading it back gives the same.

    Raises:
        FileProblem: it can't be written.
    """
    data = questionnaire_to_data(one)
    rows: list[tuple[str, ...]] = []
    for factor in data["factors"]:
        rows.append((factor["code"], escape(factor["title"]), ""))
        rows += [(q["code"], escape(q["title"]), q["column"]) for q in factor["questions"]]
    info: list[tuple[str, ...]] = [(label, _shown(data[name])) for name, label, _ in _QUESTION_INFO]
    info += [(_BASIS, escape(text)) for text in data["legal_basis"]]
    for level in data["levels"]:
        word = "hài lòng" if level["satisfied"] else "không"
        info.append((_LEVEL, str(level["value"]), escape(level["label"]), word))
    info += _remarks(data)
    _write(QUESTION_SHEET, _QUESTION_HEADS, rows, info, target)


def write_index(one: PublishedIndex, target: Path) -> None:
    """Write a published index as .xlsx; reading it back gives the same.

    Raises:
        FileProblem: it can't be written.
    """
    data = index_to_data(one)
    rows: list[tuple[str, ...]] = []
    for part in data["parts"]:
        figures = (write_number(part.get(name, "")) for name in ("max", "min", "weight"))
        rows.append((part["code"], escape(part["title"]), *figures))
        rows += [(c["code"], escape(c["title"])) for c in part.get("components", ())]
    info: list[tuple[str, ...]] = [(label, _shown(data[name])) for name, label, _ in _INDEX_INFO]
    info += [(_BASIS, escape(text)) for text in data["legal_basis"]]
    info += [(_YEARS, str(year)) for year in data.get("weights_years", ())]
    info += [(_CLASS, escape(name)) for name in data.get("classes", ())]
    info += _remarks(data)
    _write(INDEX_SHEET, _INDEX_HEADS, rows, info, target)


def read_other_table(
    book: Book,
) -> tuple[Questionnaire | PublishedIndex | None, tuple[SetFinding, ...]] | None:
    """Read a questionnaire's or an index's table; None where the book is neither."""
    if sheet := book.sheet(QUESTION_SHEET):
        return _TableReader(book, sheet).questionnaire()
    if sheet := book.sheet(INDEX_SHEET):
        return _TableReader(book, sheet).index()
    return None


class _TableReader:
    def __init__(self, book: Book, sheet: Sheet) -> None:
        self._sheet = sheet
        self._info = book.sheet(INFO_SHEET)
        self._findings: list[SetFinding] = []
        self._places: dict[str, str] = {}

    def questionnaire(self) -> tuple[Questionnaire | None, tuple[SetFinding, ...]]:
        data = self._head("cchc-questionnaire/1", _QUESTION_INFO)
        data |= {"levels": self._levels(), "factors": []}
        for code, title, cells in self._rows():
            if "." not in code:
                data["factors"].append({"code": code, "title": title, "questions": []})
            elif not data["factors"]:
                self._tell(cells[0], f"Câu {code} không có yếu tố ở trên; thêm dòng yếu tố.")
            else:
                question = {"code": code, "title": title, "column": cells[2].text}
                data["factors"][-1]["questions"].append(question)
        return self._made(data, questionnaire_from_data, check_questionnaire)

    def index(self) -> tuple[PublishedIndex | None, tuple[SetFinding, ...]]:
        data = self._head("cchc-index/1", _INDEX_INFO)
        years = [self._value(cell, read_whole) for cell in self._values(_YEARS)]
        data |= {"weights_years": [year for year in years if year is not None], "parts": []}
        data["classes"] = [unescape(cell.text) for cell in self._values(_CLASS)]
        for code, title, cells in self._rows():
            if "." in code:
                if data["parts"]:
                    component = {"code": code, "title": title}
                    data["parts"][-1].setdefault("components", []).append(component)
                continue
            part: Data = {"code": code, "title": title}
            for name, cell in zip(("max", "min", "weight"), cells[2:], strict=True):
                if cell.text and (value := self._value(cell, read_number)) is not None:
                    part[name] = value
            data["parts"].append(part)
        return self._made(data, index_from_data, check_index)

    def _made(
        self,
        data: Data,
        read: Callable[[Data], Any],
        check: Callable[[Any], tuple[SetFinding, ...]],
    ) -> tuple[Any, tuple[SetFinding, ...]]:
        if self._findings:
            return None, tuple(self._findings)
        try:
            document = read(data)
        except UserError as wrong:
            return None, (replace(error(wrong.code, wrong.message), sheet=self._sheet.title),)
        located = (
            replace(one, sheet=self._sheet.title, cell=self._places.get(one.code, ""))
            for one in check(document)
        )
        return document, tuple(located)

    def _head(self, form: str, lines: tuple[tuple[str, str, Any], ...]) -> Data:
        data: Data = {"format": form, "legal_basis": [], "remarks": {}}
        if self._info is None:
            self._findings.append(
                error("info", f"Thiếu trang “{INFO_SHEET}”; lấy bảng mẫu và chép trang này vào.")
            )
            return data
        for name, label, read in lines:
            cells = self._values(label)
            if not cells:
                self._tell(None, f"Thiếu dòng “{label}” ở trang “{INFO_SHEET}”; thêm dòng.")
            elif (value := self._value(cells[0], read)) is not None:
                data[name] = value
        data["legal_basis"] = [unescape(cell.text) for cell in self._values(_BASIS)]
        for cell in self._values(_REMARK):
            data["remarks"][unescape(cell.text)] = unescape(self._beside(cell, 1).text)
        return data

    def _levels(self) -> list[Data]:
        levels = []
        for cell in self._values(_LEVEL):
            value = self._value(cell, read_whole)
            word = self._beside(cell, 2)
            satisfied = _SATISFIED.get(word.text.lower())
            if satisfied is None:
                self._tell(word, "Mức trả lời phải ghi “hài lòng” hoặc “không” ở cột thứ tư.")
            elif value is not None:
                label = unescape(self._beside(cell, 1).text)
                levels.append({"value": value, "label": label, "satisfied": satisfied})
        return levels

    def _rows(self) -> list[tuple[str, str, list[Cell]]]:
        rows = []
        for row in range(2, self._sheet.last_row + 1):
            cells = [self._sheet.cell(row, column) for column in range(1, 6)]
            if not any(cell.text for cell in cells):
                continue
            if isinstance(cells[0].value, str | int) and not isinstance(cells[0].value, bool):
                self._places[cells[0].text] = cells[0].ref
                rows.append((cells[0].text, unescape(cells[1].text), cells))
            else:
                message = "Mã phải là chữ; đặt ô dạng Văn bản (Text) rồi ghi lại, ví dụ 1.2."
                self._tell(cells[0], message)
        return rows

    def _values(self, label: str) -> list[Cell]:
        if self._info is None:
            return []
        wanted = fold(label)
        return [
            self._info.cell(row, 2)
            for row in range(1, self._info.last_row + 1)
            if fold(self._info.cell(row, 1).text) == wanted
        ]

    def _beside(self, cell: Cell, columns: int) -> Cell:
        assert self._info is not None
        return self._info.cell(cell.row, cell.column + columns)

    def _value(self, cell: Cell, read: Callable[[str], Any]) -> Any:
        try:
            return read(unescape(cell.text))
        except CellError as wrong:
            self._tell(cell, f"{wrong}.")
            return None

    def _tell(self, cell: Cell | None, message: str) -> None:
        ref = cell.ref if cell is not None else ""
        self._findings.append(replace(error("table", message), sheet=self._sheet.title, cell=ref))


def _one_of(words: dict[str, str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        for key, shown in words.items():
            if shown.lower() == text.lower():
                return key
        raise CellError(f"“{text}” phải là: {', '.join(words.values())}")

    return read


_WORDS = {**_POOLINGS, **_COMBININGS, **ROUNDINGS}
_QUESTION_INFO: tuple[tuple[str, str, Any], ...] = (
    ("id", "Mã phiếu", str),
    ("version", "Phiên bản", str),
    ("title", "Tên phiếu", str),
    ("year", "Năm", read_whole),
    ("disclaimer", "Lời lưu ý", str),
    ("pooling", "Cách gộp chỉ số", _one_of(_POOLINGS)),
    ("rounding", "Làm tròn", _one_of(ROUNDINGS)),
    ("decimals", "Số lẻ", read_whole),
    ("least_ballots", "Số phiếu ít nhất của nhóm", read_whole),
)
_INDEX_INFO: tuple[tuple[str, str, Any], ...] = (
    ("id", "Mã chỉ số", str),
    ("version", "Phiên bản", str),
    ("title", "Tên chỉ số", str),
    ("publisher", "Nơi công bố", str),
    ("disclaimer", "Lời lưu ý", str),
    ("total", "Tổng điểm tối đa", read_number),
    ("decimals", "Số lẻ", read_whole),
    ("combining", "Cách tính tổng", _one_of(_COMBININGS)),
    ("tolerance", "Sai lệch cho phép", read_number),
)


def _shown(value: object) -> str:
    if isinstance(value, str):
        try:
            Decimal(value)
        except ArithmeticError:
            return _WORDS.get(value, escape(value))
        return write_number(value)
    return str(value)


def _remarks(data: Data) -> list[tuple[str, ...]]:
    return [
        (_REMARK, escape(name), escape(words)) for name, words in data.get("remarks", {}).items()
    ]


def _write(
    title: str,
    heads: tuple[HeadCell, ...],
    rows: list[tuple[str, ...]],
    info: list[tuple[str, ...]],
    target: Path,
) -> None:
    book = new_book()
    page = book.create_sheet(title)
    put_head(page, 1, heads)
    for number, row in enumerate(rows, 2):
        for column in range(1, len(heads) + 1):
            text = row[column - 1] if column <= len(row) else ""
            put_text(page.cell(number, column), text, bold="." not in row[0])
    other = book.create_sheet(INFO_SHEET)
    put_head(other, 1, [HeadCell("Mục", 26), HeadCell("Giá trị", 70), *[HeadCell("", 24)] * 2])
    for number, row in enumerate(info, 2):
        for column, text in enumerate(row, 1):
            put_text(other.cell(number, column), text, bold=column == 1)
    save_book(book, target)
