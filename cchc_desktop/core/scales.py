"""Scales: how a measured value becomes points. With ``measures`` they say every scoring rule.

Thresholds are compared with the exact value; nothing is rounded here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from cchc_desktop.core.measures import Form, Measured
from cchc_desktop.core.numbers import exact, show_exact, show_number, show_points


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


@dataclass(frozen=True, slots=True)
class AsPoints:
    """The value already is points."""

    kind: ClassVar[str] = "points"

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Take the value as it is."""
        shown = show_exact(measured.value, 2)
        if "+" in measured.expression:
            arithmetic = f"{measured.expression} = {shown}"
            return Scaled(measured.value, arithmetic, arithmetic)
        alone = measured.expression == shown
        arithmetic = f"{shown} điểm" if alone else f"{measured.expression} → {shown}"
        return Scaled(measured.value, f"{shown} điểm", arithmetic)

    def table(self, maximum: Decimal) -> tuple[TableRow, ...]:
        """No table: the options or items show their points themselves."""
        return ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """Below ``min_percent`` the leaf gets ``below_points``."""

    min_percent: Decimal
    below_points: Decimal


@dataclass(frozen=True, slots=True)
class Proportional:
    """value ÷ target × maximum, at most the maximum."""

    kind: ClassVar[str] = "proportional"
    target: Decimal = Decimal(100)
    """Percent that earns the maximum."""
    threshold: Threshold | None = None

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Give the proportional points."""
        top = show_points(maximum)
        limit = self.threshold
        if limit and measured.value * 100 < exact(limit.min_percent):
            line = f"dưới {show_number(limit.min_percent)}%: {show_points(limit.below_points)}"
            return Scaled(
                exact(limit.below_points),
                line,
                f"{_cut_percent(measured)}: {line.replace(': ', ' → ')}",
                band=1,
            )
        goal = exact(self.target) / 100
        points = measured.value / goal * exact(maximum)
        if points > exact(maximum):
            over = f"từ {show_number(self.target)}% trở lên: {top}"
            return Scaled(exact(maximum), over, f"{measured.shown}: {over.replace(': ', ' → ')}", 0)
        divided = "" if goal == 1 else f" ÷ {show_number(self.target)}%"
        result = show_exact(points, 2)
        return Scaled(
            points,
            f"tỷ lệ{divided} × {top} = {result}",
            f"{measured.expression}{divided} × {top} = {result}",
            band=0,
        )

    def table(self, maximum: Decimal) -> tuple[TableRow, ...]:
        """One row for the formula, one for what lies below the threshold."""
        divided = "" if self.target == 100 else f" ÷ {show_number(self.target)}%"
        gives = f"tỷ lệ{divided} × {show_points(maximum)}"
        if not self.threshold:
            return (TableRow("Mọi mức", gives),)
        at = show_number(self.threshold.min_percent)
        below = show_points(self.threshold.below_points)
        return (TableRow(f"Từ {at}%", gives), TableRow(f"Dưới {at}%", below))


@dataclass(frozen=True, slots=True)
class Band:
    """Points, or a proportion ``of`` so many percent, from a bound on (or up to one, for days)."""

    bound: Decimal
    points: Decimal | None = None
    of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """The first band reached. Shares and counts are reached from below, days late up to a bound."""

    kind: ClassVar[str] = "bands"
    bands: tuple[Band, ...]
    otherwise: Decimal
    """Points when no band is reached."""
    up_to: bool = False
    percent: bool = True
    """The bounds are percent (of a share) and not counts; only the wording depends on it."""

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Give the points of the band that the exact value reaches."""
        value = measured.value * (100 if measured.form is Form.SHARE else 1)
        for row, band in enumerate(self.bands):
            bound = exact(band.bound)
            if value <= bound if self.up_to else value >= bound:
                return self._reached(row, measured, maximum)
        given = show_points(self.otherwise)
        words = self._words(len(self.bands), measured.form)
        return self._fixed(measured, exact(self.otherwise), words, given, len(self.bands))

    def _reached(self, row: int, measured: Measured, maximum: Decimal) -> Scaled:
        band = self.bands[row]
        words = self._words(row, measured.form)
        if band.points is not None:
            given = show_points(band.points)
            return self._fixed(measured, exact(band.points), words, given, row)
        assert band.of is not None
        points = min(measured.value * 100 / exact(band.of), Fraction(1)) * exact(maximum)
        divided = "" if band.of == 100 else f" ÷ {show_number(band.of)}%"
        result = show_exact(points, 2)
        tail = f"{divided} × {show_points(maximum)} = {result}"
        return Scaled(points, f"mức {words}: tỷ lệ{tail}", f"{measured.expression}{tail}", row)

    def _fixed(
        self, measured: Measured, points: Fraction, words: str, given: str, row: int
    ) -> Scaled:
        if measured.form is Form.DAYS:
            return Scaled(points, f"{words}: {given}", f"{measured.expression} → {given}", row)
        shown = _cut_percent(measured) if measured.form is Form.SHARE else measured.expression
        return Scaled(points, f"mức {words}: {given}", f"{shown}: mức {words} → {given}", row)

    def _words(self, row: int, form: Form) -> str:
        mark = "%" if form is Form.SHARE else ""
        bounds = [show_number(band.bound) for band in self.bands]
        if self.up_to:
            return self._words_up_to(row, bounds)
        if row == len(bounds):
            return f"dưới {bounds[-1]}{mark}"
        if row == 0:
            return f"{bounds[0]}{mark}" if mark and bounds[0] == "100" else f"từ {bounds[0]}{mark}"
        if self.bands[row].bound == 0:
            return f"dưới {bounds[row - 1]}{mark}"
        if form is Form.COUNT and self.bands[row - 1].bound - self.bands[row].bound == 1:
            return bounds[row]
        return f"từ {bounds[row]}{mark} đến dưới {bounds[row - 1]}{mark}"

    @staticmethod
    def _words_up_to(row: int, bounds: list[str]) -> str:
        if row == len(bounds):
            return f"chậm hơn {bounds[-1]} ngày"
        return "đúng hạn" if bounds[row] == "0" else f"chậm đến {bounds[row]} ngày"

    def table(self, maximum: Decimal) -> tuple[TableRow, ...]:
        """One row a band, and what lies below or beyond them."""
        form = Form.DAYS if self.up_to else Form.SHARE if self.percent else Form.COUNT
        rows = []
        for row, band in enumerate(self.bands):
            words = self._words(row, form)
            if band.points is not None:
                gives = show_points(band.points)
            else:
                assert band.of is not None
                divided = "" if band.of == 100 else f" ÷ {show_number(band.of)}%"
                gives = f"tỷ lệ{divided} × {show_points(maximum)}"
            rows.append(TableRow(words[0].upper() + words[1:], gives))
        if self.up_to or self.bands[-1].bound != 0:
            words = self._words(len(self.bands), form)
            rows.append(TableRow(words[0].upper() + words[1:], show_points(self.otherwise)))
        return tuple(rows)


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
        terms = measured.terms or ((int(value), Fraction(1)),)
        text = show_points(self.start) if self.start else ""
        for number, weight in terms:
            each = exact(self.per) * weight
            if number == 0 and text:
                continue
            sign = ("−" if each < 0 else "+") if text else ("−" if each < 0 else "")
            spaced = f" {sign} " if text else sign
            text += f"{spaced}{show_number(number)} × {show_exact(abs(each), 2)}"
        minus = "−" if points < 0 else ""
        result = f"{minus}{show_exact(abs(points), 2)}"
        return text if text == result else f"{text} = {result}"

    def table(self, maximum: Decimal) -> tuple[TableRow, ...]:
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

    def table(self, maximum: Decimal) -> tuple[TableRow, ...]:
        """Three rows."""
        return (
            TableRow("Tăng so với năm trước", show_points(self.up)),
            TableRow("Giữ nguyên", show_points(self.same)),
            TableRow("Giảm", show_points(self.down)),
        )


Scale = AsPoints | Proportional | Bands | PerUnit | Trend


def _cut_percent(measured: Measured) -> str:
    """Show a share so that 79,996 % never reads as the 80 % it did not reach."""
    return f"{show_exact(measured.value * 100, most=4)}%"
