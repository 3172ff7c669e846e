"""What a scale gives: exact points with the words for them, and its rows as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.measured import Form
from cchc_desktop.core.numbers import show_exact

if TYPE_CHECKING:
    from fractions import Fraction

    from cchc_desktop.core.measured import Measured


@dataclass(frozen=True, slots=True)
class Scaled:
    """Exact points, not yet rounded or bounded, with the words for them."""

    points: Fraction
    line: str
    arithmetic: str
    band: int | None = None
    """Which row of the table, counted from 0."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of “Cách tính điểm”: what must be reached, and what it gives."""

    reached: str
    gives: str


def shown_value(measured: Measured) -> str:
    """Show the value that is compared with bounds, cut so that 79,996 % never reads as 80 %."""
    if measured.form is Form.SHARE:
        return f"{show_exact(measured.value * 100)}%"
    return measured.expression


def in_bounds_unit(measured: Measured) -> Fraction:
    """Give the value in the unit that bounds are written in: percent for a share."""
    return measured.value * (100 if measured.form is Form.SHARE else 1)


def value_word(form: Form) -> str:
    """Give the word that stands for the measured value in a formula."""
    return {Form.SHARE: "tỷ lệ", Form.DAYS: "số ngày"}.get(form, "số liệu")
