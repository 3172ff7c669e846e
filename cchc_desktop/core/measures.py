"""Measures: what the declared figures amount to. Each is one small class; see ``scales`` too.

A measure reads the figures of a leaf and gives a ``Measured`` value, exact, for a scale to turn
into points, or says why there is none: ``Missing``, ``Fixed``, ``NotApplicable`` or ``NoData``.
Figures that can't be true raise ``UserError``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from cchc_desktop.core.answer import ITEMS, OPTION
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import (
    exact,
    show_date,
    show_exact,
    show_number,
    show_percent,
    show_points,
)

if TYPE_CHECKING:
    from cchc_desktop.core.figures import Figures


class Form(StrEnum):
    """What a measured value is, so that a scale can word its bands."""

    SHARE = "share"
    """A ratio; 1 is 100 %."""
    COUNT = "count"
    DAYS = "days"
    """Days after the due date; 0 or less is on time."""
    DIFFERENCE = "difference"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Measured:
    """An exact value with the words for it."""

    value: Fraction
    form: Form
    declared: str
    """For the official table: ``44/46 nhiệm vụ = 95,65%``."""
    expression: str
    """How the value stands inside a formula: ``44/46``."""
    shown: str
    """The value by itself: ``95,65%``."""
    lines: tuple[str, ...] = ()
    terms: tuple[tuple[int, Fraction], ...] = ()
    """For counts of several things: (number, weight) of each, for the scale's arithmetic."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Figures are still to be declared."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The set itself gives the points (no date, a zero denominator); None means the maximum."""

    points: Decimal | None
    reason: str
    declared: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The figures say that the leaf does not apply; the legal basis must be written down."""

    reason: str
    declared: str


@dataclass(frozen=True, slots=True)
class NoData:
    """Nobody has answered yet: neither points nor 0."""

    reason: str


Outcome = Measured | Missing | Fixed | NotApplicable | NoData


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer a choice: its points, or its percent of the maximum, or not applicable."""

    key: str
    label: str
    points: Decimal | None = None
    percent: Decimal | None = None

    @property
    def not_applicable(self) -> bool:
        """True when choosing it takes the leaf out of the maximum."""
        return self.points is None and self.percent is None


@dataclass(frozen=True, slots=True)
class Choice:
    """One option out of several."""

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]

    def measure(self, figures: Figures) -> Outcome:
        """Give the chosen option's points or percent."""
        key = figures.raw(OPTION)
        if not key:
            return Missing(("phương án",))
        option = next((one for one in self.options if one.key == key), None)
        if option is None:
            keys = ", ".join(one.key for one in self.options)
            raise UserError(
                "unknown_option", f"Không có phương án “{key}”; chọn một trong: {keys}."
            )
        letter = f"Phương án {'abcdefghijklmnop'[self.options.index(option)]})"
        if option.not_applicable:
            return NotApplicable(f"{letter} {option.label}: không áp dụng", option.label)
        if option.percent is not None:
            value, form = exact(option.percent) / 100, Form.SHARE
            shown = f"{show_number(option.percent)}%"
        else:
            assert option.points is not None
            value, form, shown = exact(option.points), Form.POINTS, show_points(option.points)
        expression = letter if form is Form.POINTS else shown
        line = f"{letter} {option.label}"
        return Measured(value, form, option.label, expression, shown, (line,))


@dataclass(frozen=True, slots=True)
class Tick:
    """One requirement of a checklist with its points."""

    key: str
    label: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Ticks:
    """Requirements met, each with its own points."""

    kind: ClassVar[str] = "ticks"
    items: tuple[Tick, ...]

    def measure(self, figures: Figures) -> Outcome:
        """Sum the points of the ticked items; none ticked is an answer too."""
        raw = figures.raw(ITEMS)
        if raw is None:
            return Missing(("các yêu cầu đạt được",))
        keys = [key for key in raw.split(",") if key]
        for key in keys:
            if key not in {one.key for one in self.items}:
                known = ", ".join(one.key for one in self.items)
                raise UserError("unknown_item", f"Không có yêu cầu “{key}”; các mã: {known}.")
        ticked = [one for one in self.items if one.key in keys]
        value = sum((exact(one.points) for one in ticked), Fraction(0))
        declared = f"{len(ticked)}/{len(self.items)} yêu cầu"
        expression = " + ".join(show_points(one.points) for one in ticked) or "0"
        line = f"Đạt {declared}"
        return Measured(value, Form.POINTS, declared, expression, declared, (line,))


class ZeroDenominator(StrEnum):
    """What a share with nothing to count out of gives (``zero_den`` in a set)."""

    MAX = "max"
    ZERO = "zero"
    EXEMPT = "exempt"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class Term:
    """A figure with the weight it is counted by."""

    input: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Share:
    """Σ weight·figure over Σ weight·figure; also a survey's ballots by their percent."""

    kind: ClassVar[str] = "share"
    num: tuple[Term, ...]
    den: tuple[Term, ...]
    zero_den: ZeroDenominator
    over_100: bool = False
    """The part may exceed the whole: quotas, growth on last year."""

    def measure(self, figures: Figures) -> Outcome:
        """Give the ratio, exact.

        Raises:
            UserError: ``part_exceeds_whole`` unless ``over_100``.
        """
        inputs = list(dict.fromkeys(term.input for term in (*self.num, *self.den)))
        if missing := figures.missing(inputs):
            return Missing(missing)
        num = sum((exact(t.weight) * figures.number(t.input) for t in self.num), Fraction(0))
        den = sum((exact(t.weight) * figures.number(t.input) for t in self.den), Fraction(0))
        self._check_part(figures)
        top, bottom = self._side(self.num, figures), self._side(self.den, figures)
        unit = figures.unit(self.den[0].input)
        if den == 0:
            return self._zero(f"{top}/{bottom}".replace("(", "").replace(")", ""), unit)
        value = num / den
        shown = show_percent(value)
        percent = show_exact(value * 100)
        return Measured(
            value,
            Form.SHARE,
            f"{top}/{bottom} {unit} = {shown}",
            f"{top}/{bottom}",
            shown,
            (f"{top} ÷ {bottom} = {percent}%",),
        )

    def _check_part(self, figures: Figures) -> None:
        if self.over_100:
            return
        part = {t.input for t in self.num}
        whole = {t.input for t in self.den}
        if sum(figures.number(n) for n in part) > sum(figures.number(n) for n in whole):
            parts = " + ".join(f"“{figures.label(t.input)}”" for t in self.num)
            counts = " + ".join(show_exact(figures.number(t.input)) for t in self.num)
            wholes = " + ".join(f"“{figures.label(t.input)}”" for t in self.den)
            total = " + ".join(show_exact(figures.number(t.input)) for t in self.den)
            raise UserError(
                "part_exceeds_whole",
                f"{parts} ({counts}) lớn hơn {wholes} ({total}); kiểm tra lại hai số.",
            )

    def _side(self, terms: tuple[Term, ...], figures: Figures) -> str:
        parts = [
            (f"{show_number(term.weight)} × " if term.weight != 1 else "")
            + show_exact(figures.number(term.input))
            for term in terms
            if term.weight != 0
        ]
        return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"

    def _zero(self, ratio: str, unit: str) -> Outcome:
        declared = f"{ratio} {unit}"
        match self.zero_den:
            case ZeroDenominator.MAX:
                return Fixed(None, f"Không phát sinh ({declared}): điểm tối đa", declared)
            case ZeroDenominator.ZERO:
                return Fixed(Decimal(0), f"Mẫu số bằng 0 ({declared}): 0 điểm", declared)
            case ZeroDenominator.EXEMPT:
                return NotApplicable(f"Không phát sinh ({declared}): không áp dụng", declared)
            case ZeroDenominator.NO_DATA:
                return NoData("Chưa có phiếu trả lời")


@dataclass(frozen=True, slots=True)
class Percent:
    """A percentage that is entered as it was published, 0 to 100."""

    kind: ClassVar[str] = "percent"
    input: str

    def measure(self, figures: Figures) -> Outcome:
        """Give the entered percentage as a ratio.

        Raises:
            UserError: ``out_of_range`` above 100.
        """
        if missing := figures.missing([self.input]):
            return Missing(missing)
        value = figures.number(self.input)
        if value > 100:
            raise UserError("out_of_range", f"{show_exact(value)}% vượt quá 100%.")
        shown = f"{show_exact(value)}%"
        return Measured(value / 100, Form.SHARE, shown, shown, shown, (f"Chỉ số {shown}",))


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
        return Measured(
            value, Form.COUNT, declared, show_exact(value), show_exact(value), (declared,), terms
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


@dataclass(frozen=True, slots=True)
class Points:
    """Points that are entered: by the unit with a reason, or by the council."""

    kind: ClassVar[str] = "points"
    input: str
    step: Decimal
    guide: str = ""

    def measure(self, figures: Figures) -> Outcome:
        """Give the entered points.

        Raises:
            UserError: ``not_a_step`` or ``above_max``.
        """
        if missing := figures.missing([self.input]):
            return Missing(missing)
        value = figures.number(self.input)
        if value > exact(figures.max):
            raise UserError(
                "above_max",
                f"{show_exact(value, 2)} điểm vượt điểm tối đa {show_points(figures.max)}.",
            )
        if self.step and value % exact(self.step):
            raise UserError(
                "not_a_step",
                f"{show_exact(value, 2)} điểm không theo bước {show_points(self.step)}; "
                "sửa thành bội số của bước.",
            )
        shown = show_exact(value, 2)
        return Measured(value, Form.POINTS, f"{shown} điểm", "Tự cho", shown, ("Tự cho điểm",))


Measure = Choice | Ticks | Share | Percent | Count | DaysLate | Difference | Points
