"""Measures that are counted: things, days late, the difference to last year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.measured import Fixed, Form, Measured, Missing, Outcome
from cchc_desktop.core.numbers import exact, show_date, show_exact

if TYPE_CHECKING:
    from cchc_desktop.core.figures import Figures


@dataclass(frozen=True, slots=True)
class CountTerm:
    """A number of things: its weight, how many count at most, and what it is a part of."""

    input: str
    weight: Decimal = Decimal(1)
    at_most: int | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class ZeroIf:
    """So many of these, and the leaf has 0 points whatever else was declared."""

    input: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things, or a weighted sum of several."""

    kind: ClassVar[str] = "count"
    terms: tuple[CountTerm, ...]
    zero_if: tuple[ZeroIf, ...] = ()

    def measure(self, figures: Figures) -> Outcome:
        """Give the weighted number.

        Raises:
            UserError: ``part_exceeds_whole`` when a part is larger than what it is a part of.
        """
        inputs = [t.input for t in self.terms] + [z.input for z in self.zero_if]
        if missing := figures.missing(inputs):
            return Missing(missing)
        declared = "; ".join(
            f"{show_exact(figures.number(name))} {figures.unit(name)}"
            if len(inputs) == 1
            else f"{figures.label(name)}: {show_exact(figures.number(name))}"
            for name in inputs
        )
        for gate in self.zero_if:
            if figures.number(gate.input) >= gate.at_least:
                return Fixed(
                    Decimal(0),
                    f"Có “{figures.label(gate.input)}” từ {gate.at_least}: 0 điểm",
                    declared,
                )
        terms = tuple(self._term(one, figures) for one in self.terms)
        value = sum((number * weight for number, weight in terms), Fraction(0))
        # The weighted sum of several counts is points on their way, not a figure to show.
        shown = show_exact(value) if len(terms) == 1 else ""
        return Measured(
            value, Form.COUNT, declared, show_exact(abs(value)), shown, (declared,), terms
        )

    def _term(self, term: CountTerm, figures: Figures) -> tuple[int, Fraction]:
        number = int(figures.number(term.input))
        if term.part_of and number > figures.number(term.part_of):
            raise UserError(
                "part_exceeds_whole",
                f"“{figures.label(term.input)}” ({number}) lớn hơn "
                f"“{figures.label(term.part_of)}” ({show_exact(figures.number(term.part_of))}); "
                "kiểm tra lại hai số.",
            )
        if term.at_most is not None:
            number = min(number, term.at_most)
        return number, exact(term.weight)


@dataclass(frozen=True, slots=True)
class DueDate:
    """A day of the assessed year, or of a later one."""

    day: int
    month: int
    year_offset: int = 0

    def in_year(self, year: int) -> date:
        """Give the day for this assessed year."""
        return date(year + self.year_offset, self.month, self.day)


DUE = "due"
"""The value name of a due date that the set leaves to a plan issued later."""


@dataclass(frozen=True, slots=True)
class DaysLate:
    """Calendar days between the due date and the declared one."""

    kind: ClassVar[str] = "days_late"
    input: str
    due: DueDate | None
    due_text: str
    if_none: Decimal | None = None
    """Points when it is declared that there is none (no plan was issued)."""

    def measure(self, figures: Figures) -> Outcome:
        """Give the days late; 0 or less is on time."""
        if figures.raw(self.input) == "" and self.if_none is not None:
            return Fixed(self.if_none, f"Không có “{figures.label(self.input)}”", "Không có")
        due = self.due.in_year(figures.year) if self.due else figures.optional_day(DUE)
        missing = figures.missing([self.input])
        if missing or due is None:
            return Missing(missing or (f"hạn ({self.due_text})",))
        day = figures.day(self.input)
        days = (day - due).days
        limit = f"hạn {show_date(due)}"
        shown = f"chậm {days} ngày" if days > 0 else "đúng hạn"
        return Measured(
            Fraction(days),
            Form.DAYS,
            show_date(day),
            f"{shown[0].upper()}{shown[1:]} ({limit})",
            shown,
            (f"{show_date(day)}, {limit}" + (f": {shown}" if days > 0 else ""),),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """This year's figure less last year's; within the tolerance it is none."""

    kind: ClassVar[str] = "difference"
    current: str
    previous: str
    tolerance: Decimal
    if_no_previous: Decimal | None = None

    def measure(self, figures: Figures) -> Outcome:
        """Give the difference, 0 within the tolerance."""
        if missing := figures.missing([self.current]):
            return Missing(missing)
        now = figures.number(self.current)
        if missing := figures.missing([self.previous]):
            if self.if_no_previous is None:
                return Missing(missing)
            return Fixed(self.if_no_previous, "Không có số năm trước", show_exact(now))
        before = figures.number(self.previous)
        change = now - before
        sign = "−" if change < 0 else ""
        line = f"{show_exact(now)} − {show_exact(before)} = {sign}{show_exact(abs(change))}"
        if abs(change) <= exact(self.tolerance):
            change = Fraction(0)
        declared = f"{show_exact(now)} (năm trước {show_exact(before)})"
        return Measured(
            change, Form.DIFFERENCE, declared, line, f"{sign}{show_exact(abs(change))}", (line,)
        )
