"""Scales: how a measured value becomes points. With ``measures`` they say every scoring rule.

Thresholds are compared with the exact value; nothing is rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from cchc_desktop.core.band_scales import Band, Bands, Knot, Piecewise
from cchc_desktop.core.measured import Form, Measured
from cchc_desktop.core.numbers import exact, show_exact, show_finite, show_number, show_points
from cchc_desktop.core.scaled import (
    Scaled,
    TableRow,
    in_bounds_unit,
    shown_value,
    value_word,
)

__all__ = [
    "AsPoints", "Band", "Bands", "Knot", "PerUnit", "Piecewise", "Proportional", "Scale", "Scaled",
    "TableRow", "Threshold", "Trend",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class AsPoints:
    """The value already is points."""

    kind: ClassVar[str] = "points"

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Take the value as it is."""
        shown = show_finite(measured.value, 2)
        if "+" in measured.expression:
            arithmetic = f"{measured.expression} = {shown}"
            return Scaled(measured.value, arithmetic, arithmetic)
        alone = measured.expression == shown
        arithmetic = f"{shown} điểm" if alone else f"{measured.expression} → {shown}"
        return Scaled(measured.value, f"{shown} điểm", arithmetic)

    def table(self, maximum: Decimal, form: Form) -> tuple[TableRow, ...]:
        """No table: the options or items show their points themselves."""
        return ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """Below ``min_percent`` the leaf gets ``below_points``.

    ``min_percent`` is in percent for a share, otherwise in the figure's own unit.
    """

    min_percent: Decimal
    below_points: Decimal


@dataclass(frozen=True, slots=True)
class Proportional:
    """value ÷ target × maximum, at most the maximum."""

    kind: ClassVar[str] = "proportional"
    target: Decimal = Decimal(100)
    """What earns the maximum: percent for a share, otherwise in the figure's own unit."""
    threshold: Threshold | None = None

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Give the proportional points."""
        top, mark = show_points(maximum), "%" if measured.form is Form.SHARE else ""
        value, limit = in_bounds_unit(measured), self.threshold
        if limit and value < exact(limit.min_percent):
            at = show_number(limit.min_percent)
            line = f"dưới {at}{mark}: {show_points(limit.below_points)}"
            arithmetic = f"{shown_value(measured)}: {line.replace(': ', ' → ')}"
            return Scaled(exact(limit.below_points), line, arithmetic, band=1)
        points = value / exact(self.target) * exact(maximum)
        if points > exact(maximum):
            over = f"từ {show_number(self.target)}{mark} trở lên: {top}"
            shown = measured.shown if mark else measured.expression
            return Scaled(exact(maximum), over, f"{shown}: {over.replace(': ', ' → ')}", 0)
        tail = f"{self._divided(mark)} × {top} = {show_exact(points, 2)}"
        line = f"{value_word(measured.form)}{tail}"
        return Scaled(points, line, f"{measured.expression}{tail}", band=0)

    def _divided(self, mark: str) -> str:
        return "" if mark and self.target == 100 else f" ÷ {show_number(self.target)}{mark}"

    def table(self, maximum: Decimal, form: Form) -> tuple[TableRow, ...]:
        """One row for the formula, one for what lies below the threshold."""
        mark = "%" if form is Form.SHARE else ""
        gives = f"{value_word(form)}{self._divided(mark)} × {show_points(maximum)}"
        if not self.threshold:
            return (TableRow("Mọi mức", gives),)
        at = show_number(self.threshold.min_percent)
        below = show_points(self.threshold.below_points)
        return (TableRow(f"Từ {at}{mark}", gives), TableRow(f"Dưới {at}{mark}", below))


@dataclass(frozen=True, slots=True)
class PerUnit:
    """start + per × value, within floor and cap; ``per`` is negative where points are deducted."""

    kind: ClassVar[str] = "per_unit"
    per: Decimal
    start: Decimal = Decimal(0)
    floor: Decimal = Decimal(0)
    cap: Decimal | None = None

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Give the points, kept within floor and cap."""
        value = max(measured.value, Fraction(0)) if measured.form is Form.DAYS else measured.value
        points = exact(self.start) + exact(self.per) * value
        text = self._arithmetic(measured, value, points)
        if self.cap is not None and points > exact(self.cap):
            text += f"; tối đa {show_points(self.cap)}"
            points = exact(self.cap)
        elif points < exact(self.floor):
            text += f"; tối thiểu {show_points(self.floor)}"
            points = exact(self.floor)
        return Scaled(points, text, text)

    def _arithmetic(self, measured: Measured, value: Fraction, points: Fraction) -> str:
        terms = measured.terms or ((value, Fraction(1)),)
        counted = [one for one in terms if one[0]] or [terms[0]]
        text = show_points(self.start) if self.start else ""
        for number, weight in counted:
            each = exact(self.per) * weight
            sign = "−" if each < 0 else "+" if text else ""
            spaced = f" {sign} " if text else sign
            text += f"{spaced}{show_finite(number)} × {show_finite(abs(each), 2)}"
        minus = "−" if points < 0 else ""
        result = f"{minus}{show_finite(abs(points), 2)}"
        return text if text == result else f"{text} = {result}"

    def table(self, maximum: Decimal, form: Form) -> tuple[TableRow, ...]:
        """Start and bounds; ``rule_table`` says what each unit gives, as it knows its name."""
        rows = [TableRow("Điểm khởi đầu", show_points(self.start))] if self.start else []
        if self.cap is not None:
            rows.append(TableRow("Tối đa", show_points(self.cap)))
        if self.start:
            rows.append(TableRow("Tối thiểu", show_points(self.floor)))
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class Trend:
    """Up, same or down against last year."""

    kind: ClassVar[str] = "trend"
    up: Decimal
    same: Decimal
    down: Decimal

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Give the points of the direction."""
        row = 0 if measured.value > 0 else 1 if measured.value == 0 else 2
        word = ("tăng", "giữ nguyên", "giảm")[row]
        points = (self.up, self.same, self.down)[row]
        line = f"{word} so với năm trước: {show_points(points)}"
        return Scaled(
            exact(points), line, f"{measured.expression}: {word} → {show_points(points)}", row
        )

    def table(self, maximum: Decimal, form: Form) -> tuple[TableRow, ...]:
        """Three rows."""
        return (
            TableRow("Tăng so với năm trước", show_points(self.up)),
            TableRow("Giữ nguyên", show_points(self.same)),
            TableRow("Giảm", show_points(self.down)),
        )


Scale = AsPoints | Proportional | Bands | Piecewise | PerUnit | Trend
