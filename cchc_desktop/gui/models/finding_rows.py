"""Findings as rows of the list of checks, in groups by how much they matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import Finding, Severity
from cchc_desktop.gui.models.rows_model import Cell

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

HEADS = ("", "Mã", "Nội dung kiểm tra", "Cần làm gì", "", "Xác nhận")
WIDTHS = (36, 64, 0, 280, 112, 132)
LINK, ACCEPTED = 4, 5

_ERROR = ("error_circle_filled", "bad")
_WARNING = ("warning_filled", "warn")
_INFO = ("info_filled", "accent")
ICONS = (_ERROR, _WARNING, _INFO)
_WORDS = {_ERROR: "Lỗi", _WARNING: "Cảnh báo", _INFO: "Thông tin"}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def rows_of(
    findings: Sequence[Finding], accepted: Collection[str] | None
) -> tuple[list[tuple[Cell, ...]], list[Finding | None]]:
    """Give the rows, and the finding of each; None for a group's head.

    Args:
        findings: in the set's order.
        accepted: places of the warnings that were said yes to; None where none needs it.
    """
    locking = accepted is not None
    groups = (
        ("Lỗi phải sửa trước khi khóa" if locking else "Lỗi phải sửa", _ERROR, _of(findings, 0)),
        ("Cảnh báo, cần xác nhận từng mục" if locking else "Cảnh báo", _WARNING, _of(findings, 1)),
        ("Đã bỏ qua, có lý do", _INFO, [one for one in findings if one.waived]),
        ("Thông tin", _INFO, [one for one in _of(findings, 2) if not one.waived]),
    )
    rows: list[tuple[Cell, ...]] = []
    shown: list[Finding | None] = []
    for words, icon, found in groups:
        if found:
            rows.append(_head_row(f"{words} ({len(found)})", icon))
            shown.append(None)
            rows.extend(_row(one, icon, accepted) for one in found)
            shown.extend(found)
    return rows, shown


def sums_of(findings: Sequence[Finding], accepted: Collection[str] | None) -> list[tuple[int, str]]:
    """Give count and words of errors, warnings and informations."""
    errors, warnings, notes = (len(_of(findings, number)) for number in range(3))
    said_yes = len([one for one in _of(findings, 1) if one.place in (accepted or ())])
    more = f", đã xác nhận {said_yes}" if accepted is not None and warnings else ""
    return [
        (errors, f"{errors} lỗi phải sửa"),
        (warnings, f"{warnings} cảnh báo{more}"),
        (notes, f"{notes} thông tin"),
    ]


def open_words(findings: Sequence[Finding], accepted: Collection[str]) -> str:
    """Say what still keeps the workbook from being locked; empty when nothing does."""
    errors = len(_of(findings, 0))
    doubts = len([one for one in _of(findings, 1) if one.place not in accepted])
    parts = [f"{errors} lỗi phải sửa"] if errors else []
    parts += [f"{doubts} cảnh báo chưa xác nhận"] if doubts else []
    return " và ".join(parts)


def _of(findings: Sequence[Finding], number: int) -> list[Finding]:
    return [one for one in findings if one.severity is _SEVERITIES[number]]


def _head_row(words: str, icon: tuple[str, str]) -> tuple[Cell, ...]:
    look = {"ground": "header"}
    return (
        Cell(icon=icon, spoken=words, **look),
        Cell(**look),
        Cell(words, strong=True, **look),
        *(Cell(**look) for _ in HEADS[3:]),
    )


def _row(one: Finding, icon: tuple[str, str], accepted: Collection[str] | None) -> tuple[Cell, ...]:
    what, _, remedy = one.message.rpartition("; ")
    if not what:
        what, remedy = one.message, ""
    if one.waived:
        remedy = f"Lý do: {one.waived}"
    what = what.removeprefix(f"{one.code} ")
    remedy = remedy[:1].upper() + remedy[1:].rstrip(".")
    return (
        Cell(icon=icon, spoken=_WORDS[icon]),
        Cell(one.code or "–"),
        Cell(what if what.endswith(".") else f"{what}."),
        Cell(remedy),
        Cell("Đến chỗ sửa" if one.code else "", link=bool(one.code)),
        _accepted(one, accepted),
    )


def _accepted(one: Finding, accepted: Collection[str] | None) -> Cell:
    if accepted is None or one.severity is not Severity.WARNING:
        return Cell()
    if one.place in accepted:
        return Cell(
            "Đã xác nhận", icon=("checkbox_checked_filled", "accent"), link=True, tone="text"
        )
    return Cell("Xác nhận", icon=("checkbox_unchecked_regular", "text2"), link=True, tone="text")
