"""Scales with bounds: steps (bands) and a line through given points (piecewise)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from cchc_desktop.core.measured import Form, Measured
from cchc_desktop.core.numbers import exact, show_exact, show_number, show_points
from cchc_desktop.core.scaled import (
    Scaled,
    TableRow,
    in_bounds_unit,
    shown_value,
    value_word,
)

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Band:
    """Points, or a proportion ``of`` so many percent, from a bound on (or up to one, for days)."""

    bound: Decimal
    points: Decimal | None = None
    of: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """The first band reached. Shares and counts are reached from below, days late up to a bound.

    Bounds are percent for a share, otherwise in the figure's own unit.
    """

    kind: ClassVar[str] = "bands"
    bands: tuple[Band, ...]
    otherwise: Decimal
    """Points when no band is reached."""
    up_to: bool = False

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Give the points of the band that the exact value reaches."""
        value = in_bounds_unit(measured)
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
        points = in_bounds_unit(measured) / exact(band.of) * exact(maximum)
        divided = self._divided(band.of, measured.form)
        result = show_exact(points, 2)
        tail = f"{divided} × {show_points(maximum)} = {result}"
        line = f"mức {words}: {value_word(measured.form)}{tail}"
        return Scaled(points, line, f"{measured.expression}{tail}", row)

    def _fixed(
        self, measured: Measured, points: Fraction, words: str, given: str, row: int
    ) -> Scaled:
        if measured.form is Form.DAYS:
            return Scaled(points, f"{words}: {given}", f"{measured.expression} → {given}", row)
        shown = shown_value(measured)
        return Scaled(points, f"mức {words}: {given}", f"{shown}: mức {words} → {given}", row)

    @staticmethod
    def _divided(of: Decimal, form: Form) -> str:
        if form is Form.SHARE:
            return "" if of == 100 else f" ÷ {show_number(of)}%"
        return f" ÷ {show_number(of)}"

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

    def table(self, maximum: Decimal, form: Form) -> tuple[TableRow, ...]:
        """One row a band, and what lies below or beyond them."""
        rows = []
        for row, band in enumerate(self.bands):
            words = self._words(row, form)
            if band.points is not None:
                gives = show_points(band.points)
            else:
                assert band.of is not None
                divided = self._divided(band.of, form)
                gives = f"{value_word(form)}{divided} × {show_points(maximum)}"
            rows.append(TableRow(words[0].upper() + words[1:], gives))
        if self.up_to or self.bands[-1].bound != 0:
            words = self._words(len(self.bands), form)
            rows.append(TableRow(words[0].upper() + words[1:], show_points(self.otherwise)))
        return tuple(rows)


@dataclass(frozen=True, slots=True)
class Knot:
    """A value (percent for a share) and the points that it gives exactly."""

    at: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Piecewise:
    """Points between two knots lie on the straight line from one to the next; flat outside."""

    kind: ClassVar[str] = "piecewise"
    knots: tuple[Knot, ...]
    """At least two, ordered by ``at``."""

    def apply(self, measured: Measured, maximum: Decimal) -> Scaled:
        """Give the points on the line."""
        value = in_bounds_unit(measured)
        mark = "%" if measured.form is Form.SHARE else ""
        row = sum(value >= exact(knot.at) for knot in self.knots)
        if row in (0, len(self.knots)):
            knot = self.knots[0 if row == 0 else -1]
            side = "dưới" if row == 0 else "từ"
            words = f"{side} {show_number(knot.at)}{mark}: {show_points(knot.points)}"
            arithmetic = f"{shown_value(measured)}: {words.replace(': ', ' → ')}"
            return Scaled(exact(knot.points), f"mức {words}", arithmetic, row)
        low, high = self.knots[row - 1], self.knots[row]
        share = (value - exact(low.at)) / exact(high.at - low.at)
        points = exact(low.points) + share * exact(high.points - low.points)
        bounds = f"từ {show_number(low.at)}{mark} đến dưới {show_number(high.at)}{mark}"
        line = (
            f"mức {bounds}: {show_points(low.points)} + "
            f"({value_word(measured.form)} − {show_number(low.at)}{mark}) ÷ "
            f"({show_number(high.at)}{mark} − {show_number(low.at)}{mark}) × "
            f"({show_points(high.points)} − {show_points(low.points)}) = {show_exact(points, 2)}"
        )
        shown = shown_value(measured)
        return Scaled(points, line, f"{shown}: {bounds} → {show_exact(points, 2)}", row)

    def table(self, maximum: Decimal, form: Form) -> tuple[TableRow, ...]:
        """One row below the first knot, one between each two, one from the last on."""
        mark = "%" if form is Form.SHARE else ""
        at = [f"{show_number(knot.at)}{mark}" for knot in self.knots]
        given = [show_points(knot.points) for knot in self.knots]
        between = []
        for i, (low, high) in enumerate(pairwise(self.knots)):
            word = "tăng" if low.points <= high.points else "giảm"
            reached = f"Từ {at[i]} đến dưới {at[i + 1]}"
            between.append(TableRow(reached, f"{word} đều từ {given[i]} đến {given[i + 1]}"))
        return (
            TableRow(f"Dưới {at[0]}", given[0]),
            *between,
            TableRow(f"Từ {at[-1]}", given[-1]),
        )
