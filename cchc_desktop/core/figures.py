"""The declared figures of one leaf, read by name with the words that go with them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import keep_number, read_count, read_date, read_number, show_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date


class InputKind(StrEnum):
    """What a declared figure is."""

    COUNT = "count"
    """A whole number of things, 0 or more."""
    NUMBER = "number"
    """A figure that may have decimals (points, percent, money), 0 or more."""
    DATE = "date"
    """A day."""


@dataclass(frozen=True, slots=True)
class Input:
    """One figure that the unit declares for a leaf; ``name`` is the command line's word for it."""

    name: str
    label: str
    unit: str
    kind: InputKind
    link: str = ""
    """The figure of a register or a survey that may be taken over, for example ``plan.done``."""


YEARS_BEFORE, YEARS_AFTER = 10, 2
"""How far from the assessed year a declared date may lie; beyond it is a slip of typing."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A leaf's values; reading one that can't be read raises ``UserError`` with its label."""

    inputs: tuple[Input, ...]
    values: Mapping[str, str]
    year: int
    max: Decimal
    """The leaf's maximum, in points."""

    def _input(self, name: str) -> Input | None:
        return next((one for one in self.inputs if one.name == name), None)

    def raw(self, name: str) -> str | None:
        """Give the text as kept; None when it was never declared."""
        return self.values.get(name)

    def label(self, name: str) -> str:
        """Give the figure's own words."""
        found = self._input(name)
        return found.label if found else name

    def unit(self, name: str) -> str:
        """Give what the figure counts."""
        found = self._input(name)
        return found.unit if found else ""

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Give the labels of those not declared yet."""
        return tuple(self.label(name) for name in names if not self.values.get(name))

    def number(self, name: str) -> Fraction:
        """Read a count or number exactly.

        Raises:
            UserError: what was typed is no such figure.
        """
        found = self._input(name)
        text = self.values[name]
        return Fraction(Decimal(canonical_figure(found, text, self.year) if found else text))

    def day(self, name: str) -> date:
        """Read a day.

        Raises:
            UserError: what was typed is no day near the assessed year.
        """
        return _day(self.values[name], self.label(name), self.year)

    def optional_day(self, name: str) -> date | None:
        """Read a day that may not have been declared."""
        return self.day(name) if self.values.get(name) else None


def canonical_figure(figure: Input, text: str, year: int) -> str:
    """Bring a typed figure into its kept form: "2450", "99.5", "2026-01-31".

    Args:
        figure: what it should be.
        text: as typed, not empty.
        year: the assessed year, for dates.

    Raises:
        UserError: it can't be read as that; the sentence names the figure.
    """
    if figure.kind is InputKind.DATE:
        return _day(text, figure.label, year).isoformat()
    try:
        if figure.kind is InputKind.COUNT:
            return str(read_count(text))
        return keep_number(read_number(text))
    except UserError as error:
        raise UserError(error.code, f"{figure.label}: {error.message}") from None


def _day(text: str, label: str, year: int) -> date:
    try:
        day = read_date(text)
    except UserError as error:
        raise UserError(error.code, f"{label}: {error.message}") from None
    if not year - YEARS_BEFORE <= day.year <= year + YEARS_AFTER:
        raise UserError(
            "date_out_of_range",
            f"{label}: ngày {show_date(day)} quá xa năm đánh giá {year}; kiểm tra lại năm.",
        )
    return day
