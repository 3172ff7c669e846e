"""Measures that are a part of a whole: shares of figures, published percentages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.measured import (
    Fixed,
    Form,
    Measured,
    Missing,
    NoData,
    NotApplicable,
    Outcome,
)
from cchc_desktop.core.numbers import exact, show_exact, show_finite, show_number, show_percent

if TYPE_CHECKING:
    from cchc_desktop.core.figures import Figures


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
    form: ClassVar[Form] = Form.SHARE
    num: tuple[Term, ...]
    den: tuple[Term, ...]
    zero_den: ZeroDenominator
    over_100: bool = False
    """The part may exceed the whole: quotas, growth on last year."""

    @property
    def input_names(self) -> tuple[str, ...]:
        """The figures that it reads, each once."""
        return tuple(dict.fromkeys(term.input for term in (*self.num, *self.den)))

    def measure(self, figures: Figures) -> Outcome:
        """Give the ratio, exact.

        Raises:
            UserError: ``part_exceeds_whole`` unless ``over_100``.
        """
        if missing := figures.missing(self.input_names):
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
            counts = " + ".join(show_finite(figures.number(t.input)) for t in self.num)
            wholes = " + ".join(f"“{figures.label(t.input)}”" for t in self.den)
            total = " + ".join(show_finite(figures.number(t.input)) for t in self.den)
            raise UserError(
                "part_exceeds_whole",
                f"{parts} ({counts}) lớn hơn {wholes} ({total}); kiểm tra lại hai số.",
            )

    def _side(self, terms: tuple[Term, ...], figures: Figures) -> str:
        parts = [
            (f"{show_number(term.weight)} × " if term.weight != 1 else "")
            + show_finite(figures.number(term.input))
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
    form: ClassVar[Form] = Form.SHARE
    input: str

    @property
    def input_names(self) -> tuple[str, ...]:
        """The figure that it reads."""
        return (self.input,)

    def measure(self, figures: Figures) -> Outcome:
        """Give the entered percentage as a ratio.

        Raises:
            UserError: ``out_of_range`` above 100.
        """
        if missing := figures.missing([self.input]):
            return Missing(missing)
        value = figures.number(self.input)
        if value > 100:
            raise UserError("out_of_range", f"{show_finite(value)}% vượt quá 100%.")
        shown = f"{show_finite(value)}%"
        return Measured(value / 100, Form.SHARE, shown, shown, shown, (f"Chỉ số {shown}",))
