"""Why a leaf has its points: the declared figures and the steps, in words and exact arithmetic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trace:
    """How the points came about, in the three lengths that screens and papers need.

    Attributes:
        lines: the whole way, a step a line, for the page and ``score --explain``.
        declared: the figures as the official table's column “Số liệu kê khai” shows them.
        arithmetic: one line for its column “Cách tính điểm”.
        measured: the figure that the scale looked at, for example ``99,88%``; may be empty.
        band: which row of the scale's table was reached, counted from 0; None where none was.
    """

    lines: tuple[str, ...] = ()
    declared: str = ""
    arithmetic: str = ""
    measured: str = ""
    band: int | None = None


NO_TRACE = Trace()
