"""What a measure gives: an exact value with the words for it, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction


class Form(StrEnum):
    """What a measured value is, so that a scale can word its bands."""

    SHARE = "share"
    """A ratio; 1 is 100 %."""
    COUNT = "count"
    """A number of things, or an amount in its own unit."""
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
    terms: tuple[tuple[Fraction, Fraction], ...] = ()
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
