"""What a register's rows say: which cells can't be true, and the figures and rates they give."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.linked_figure import LinkedFigure
from cchc_desktop.core.numbers import read_count, read_date, show_date, show_number, show_percent
from cchc_desktop.core.registers import Column, ColumnKind, Register, RegisterRow
from cchc_desktop.core.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that can't be read or can't be true; ``row`` counts from 0."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """A rate in exact words: ``Hoàn thành kế hoạch: 57/61 nhiệm vụ = 93,44%``."""

    label: str
    text: str


def canonical_cell(column: Column, text: str) -> str:
    """Bring a typed cell into its kept form; what can't be read stays as typed.

    Choices are taken by key or by their words, whatever the case.
    """
    bare = clean(text)
    try:
        match column.kind:
            case ColumnKind.COUNT:
                return str(read_count(bare)) if bare else ""
            case ColumnKind.DATE:
                return read_date(bare).isoformat() if bare else ""
            case ColumnKind.CHOICE:
                wanted = fold(bare)
                for key, label in column.options:
                    if wanted in (fold(key), fold(label)):
                        return key
                return bare
            case ColumnKind.TEXT:
                return " ".join(bare.split())
    except UserError:
        return bare


def shown_cell(column: Column, text: str) -> str:
    """Write a kept cell as a person reads it; what can't be read is shown as typed."""
    try:
        match column.kind:
            case ColumnKind.COUNT:
                return show_number(read_count(text)) if text else ""
            case ColumnKind.DATE:
                return show_date(read_date(text)) if text else ""
            case ColumnKind.CHOICE:
                return column.label_of(text)
            case ColumnKind.TEXT:
                return text
    except UserError:
        return text


def cell_problems(
    register: Register, rows: Sequence[RegisterRow], year: int
) -> tuple[CellProblem, ...]:
    """List every cell that can't be read or can't be true, row by row."""
    found: list[CellProblem] = []
    for number, row in enumerate(rows):
        if row.is_blank:
            continue
        own = [*_unreadable(register, row, year)]
        if not own:
            own = [*_RULES[register.key](row)]
        found += [CellProblem(number, column, message) for column, message in own]
    found += _twice(register, rows)
    return tuple(sorted(found, key=lambda one: one.row))


def register_figures(
    register: Register, rows: Sequence[RegisterRow], year: int
) -> tuple[LinkedFigure, ...]:
    """Give the register's figures; none while it is empty or a cell of it can't be true."""
    filled = [row for row in rows if not row.is_blank]
    if not filled or cell_problems(register, rows, year):
        return ()
    values = _FIGURES[register.key](filled)
    return tuple(
        LinkedFigure(one.key, str(values[one.key]), one.label, f"sổ “{register.title}”")
        for one in register.figures
    )


def rate_lines(register: Register, figures: Sequence[LinkedFigure]) -> tuple[RateLine, ...]:
    """Give the rates as they are read; one with nothing to count out of is left out."""
    values = {one.key: int(one.value) for one in figures}
    lines = []
    for rate in register.rates:
        if whole := values.get(rate.whole):
            part = values[rate.part]
            shown = show_percent(Fraction(part, whole))
            counts = f"{show_number(part)}/{show_number(whole)} {rate.unit}"
            lines.append(RateLine(rate.label, f"{counts} = {shown}"))
    return tuple(lines)


def _unreadable(register: Register, row: RegisterRow, year: int) -> Iterator[tuple[str, str]]:
    for column in register.columns:
        text = row.text(column.name)
        if not text:
            if column.required:
                yield column.name, f"{column.label}: để trống; ghi vào ô này, không có thì ghi 0."
            continue
        try:
            if column.kind is ColumnKind.COUNT:
                read_count(text)
            elif column.kind is ColumnKind.DATE:
                yield from _far_day(column, read_date(text), year)
            elif column.kind is ColumnKind.CHOICE and text not in dict(column.options):
                words = ", ".join(label for _, label in column.options[:4])
                more = "…" if len(column.options) > 4 else ""
                message = f"{column.label}: không có “{text}”; chọn một trong: {words}{more}."
                yield column.name, message
        except UserError as error:
            yield column.name, f"{column.label}: {error.message}"


def _far_day(column: Column, day: date, year: int) -> Iterator[tuple[str, str]]:
    if not year - 2 <= day.year <= year + 2:
        shown = show_date(day)
        message = f"{column.label}: ngày {shown} quá xa năm đánh giá {year}; kiểm tra lại năm."
        yield column.name, message


def _twice(register: Register, rows: Sequence[RegisterRow]) -> list[CellProblem]:
    """Tell rows that say the same thing twice, where that would count it twice."""
    keys = {"one_stop": ("group", "month"), "inspections": ("unit",), "signing": ("period",)}
    names = keys.get(register.key)
    if names is None:
        return []
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for number, row in enumerate(rows):
        place = tuple(fold(row.text(name)) for name in names)
        if not place[0]:
            continue
        if place in seen:
            message = f"Trùng dòng {seen[place] + 1}; gộp lại thành một dòng."
            found.append(CellProblem(number, names[0], message))
        else:
            seen[place] = number
    return found


def _plan_rules(row: RegisterRow) -> Iterator[tuple[str, str]]:
    if row.text("done_on") and row.text("state") != "done":
        yield "done_on", "Có ngày hoàn thành nhưng tình trạng chưa phải “Hoàn thành”; sửa một ô."


def _one_stop_rules(row: RegisterRow) -> Iterator[tuple[str, str]]:
    # What is resolved in a month may have come in before it, so only the month's own counts
    # are compared.
    if _count(row, "online") > _count(row, "received"):
        yield "online", "Số nộp trực tuyến lớn hơn số tiếp nhận; kiểm tra lại hai số."


def _inspection_rules(row: RegisterRow) -> Iterator[tuple[str, str]]:
    if _count(row, "resolved") > _count(row, "findings"):
        yield "resolved", "Số đã xử lý lớn hơn số phát hiện; kiểm tra lại hai số."
    if _count(row, "findings") and not row.text("inspected_on"):
        yield "inspected_on", "Có vấn đề phát hiện nhưng chưa có ngày kiểm tra; ghi ngày."


def _signing_rules(row: RegisterRow) -> Iterator[tuple[str, str]]:
    if _count(row, "signed") > _count(row, "documents"):
        yield "signed", "Số đã ký số lớn hơn số văn bản đi; kiểm tra lại hai số."


def _count(row: RegisterRow, name: str) -> int:
    text = row.text(name)
    return read_count(text) if text else 0


def _total(rows: Sequence[RegisterRow], name: str) -> int:
    return sum(_count(row, name) for row in rows)


def _plan_figures(rows: Sequence[RegisterRow]) -> dict[str, int]:
    done = [row for row in rows if row.text("state") == "done"]
    key = [row for row in rows if row.text("kind") == "key"]
    late = [row for row in done if row.text("due") and row.text("due") < row.text("done_on")]
    key_done = sum(row.text("state") == "done" for row in key)
    return {
        "plan.tasks": len(rows),
        "plan.done": len(done),
        "plan.key_tasks": len(key),
        "plan.key_done": key_done,
        "plan.specific_tasks": len(rows) - len(key),
        "plan.specific_done": len(done) - key_done,
        "plan.overdue": len(late),
    }


def _one_stop_figures(rows: Sequence[RegisterRow]) -> dict[str, int]:
    names = ("received", "early", "on_time", "late", "pending_overdue", "online")
    total = {name: _total(rows, name) for name in names}
    within = total["early"] + total["on_time"]
    resolved = within + total["late"]
    return {f"one_stop.{name}": value for name, value in total.items()} | {
        "one_stop.resolved": resolved,
        "one_stop.within_time": within,
        "one_stop.due": resolved + total["pending_overdue"],
    }


def _inspection_figures(rows: Sequence[RegisterRow]) -> dict[str, int]:
    return {
        "inspections.units": len(rows),
        "inspections.inspected": sum(bool(row.text("inspected_on")) for row in rows),
        "inspections.findings": _total(rows, "findings"),
        "inspections.resolved": _total(rows, "resolved"),
    }


def _signing_figures(rows: Sequence[RegisterRow]) -> dict[str, int]:
    return {f"signing.{name}": _total(rows, name) for name in ("documents", "signed")}


_RULES = {
    "plan": _plan_rules,
    "one_stop": _one_stop_rules,
    "inspections": _inspection_rules,
    "signing": _signing_rules,
}
_FIGURES = {
    "plan": _plan_figures,
    "one_stop": _one_stop_figures,
    "inspections": _inspection_figures,
    "signing": _signing_figures,
}
