"""Measures that are counted: things, days late, the difference to last year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.measured import Fixed, Form, Measured, Missing, Outcome
from cchc_desktop.core.numbers import exact, show_date, show_finite, show_number

if TYPE_CHECKING:
    from cchc_desktop.core.figures import Figures


@dataclass(frozen=True, slots=True)
class CountTerm:
    """A number of things, or an amount: its weight, the most that counts, what it is a part of."""

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
    """A number of things, an amount that may have decimals, or a weighted sum of several."""

    kind: ClassVar[str] = "count"
    form: ClassVar[Form] = Form.COUNT
    terms: tuple[CountTerm, ...]
    zero_if: tuple[ZeroIf, ...] = ()

    @property
    def input_names(self) -> tuple[str, ...]:
        """The figures that it reads, each once."""
        gates = tuple(gate.input for gate in self.zero_if)
        wholes = tuple(term.part_of for term in self.terms if term.part_of)
        return tuple(dict.fromkeys((*(term.input for term in self.terms), *gates, *wholes)))

    def measure(self, figures: Figures) -> Outcome:
        """Give the weighted number.

        Raises:
            UserError: ``part_exceeds_whole`` when a part is larger than what it is a part of.
        """
        inputs = self.input_names
        if missing := figures.missing(inputs):
            return Missing(missing)
        declared = "; ".join(
            f"{show_finite(figures.number(name))} {figures.unit(name)}"
            if len(inputs) == 1
            else f"{figures.label(name)}: {show_finite(figures.number(name))}"
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
        bounded = tuple(self._bounded(one, figures) for one in self.terms)
        lines = (declared, *(line for line in bounded if line))
        # The weighted sum of several counts is points on their way, not a figure to show.
        shown = show_finite(value) if len(terms) == 1 else ""
        return Measured(value, Form.COUNT, declared, show_finite(abs(value)), shown, lines, terms)

    @staticmethod
    def _bounded(term: CountTerm, figures: Figures) -> str:
        """Say that no more than so many count, where more were declared."""
        if term.at_most is None or figures.number(term.input) <= term.at_most:
            return ""
        return f"{figures.label(term.input)}: tính {term.at_most}"

    def _term(self, term: CountTerm, figures: Figures) -> tuple[Fraction, Fraction]:
        number = figures.number(term.input)
        if term.part_of and number > figures.number(term.part_of):
            raise UserError(
                "part_exceeds_whole",
                f"“{figures.label(term.input)}” ({show_finite(number)}) lớn hơn "
                f"“{figures.label(term.part_of)}” ({show_finite(figures.number(term.part_of))}); "
                "kiểm tra lại hai số.",
            )
        if term.at_most is not None:
            number = min(number, Fraction(term.at_most))
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
    form: ClassVar[Form] = Form.DAYS
    input: str
    due: DueDate | None
    due_text: str
    if_none: Decimal | None = None
    """Points when it is declared that there is none (no plan was issued)."""

    @property
    def input_names(self) -> tuple[str, ...]:
        """The declared day, and the due date where the set leaves it to a later plan."""
        return (self.input,) if self.due else (self.input, DUE)

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
            (f"{show_date(day)} − {show_date(due)}: {shown}",),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """This year's figure less last year's; within the tolerance it is none."""

    kind: ClassVar[str] = "difference"
    form: ClassVar[Form] = Form.DIFFERENCE
    current: str
    previous: str
    tolerance: Decimal
    if_no_previous: Decimal | None = None

    @property
    def input_names(self) -> tuple[str, ...]:
        """Both years' figures."""
        return (self.current, self.previous)

    def measure(self, figures: Figures) -> Outcome:
        """Give the difference, 0 within the tolerance."""
        if missing := figures.missing([self.current]):
            return Missing(missing)
        now = figures.number(self.current)
        if missing := figures.missing([self.previous]):
            if self.if_no_previous is None:
                return Missing(missing)
            return Fixed(self.if_no_previous, "Không có số năm trước", show_finite(now))
        before = figures.number(self.previous)
        change = now - before
        bound = exact(self.tolerance)
        sign = "−" if change < 0 else ""
        line = f"{show_finite(now)} − {show_finite(before)} = {sign}{show_finite(abs(change))}"
        lines: tuple[str, ...] = (line,)
        if change and abs(change) <= bound:
            lines = (line, f"trong mức {show_number(self.tolerance)}: coi như giữ nguyên")
            change = Fraction(0)
        declared = f"{show_finite(now)} (năm trước {show_finite(before)})"
        return Measured(
            change, Form.DIFFERENCE, declared, line, f"{sign}{show_finite(abs(change))}", lines
        )
