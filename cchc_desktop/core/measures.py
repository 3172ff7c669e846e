"""Measures: what the declared figures amount to. Each is one small class; see ``scales`` too.

A measure reads the figures of a leaf and gives a ``Measured`` value, exact, for a scale to turn
into points, or says why there is none: ``Missing``, ``Fixed``, ``NotApplicable`` or ``NoData``.
Figures that can't be true raise ``UserError``.
"""

from __future__ import annotations

from cchc_desktop.core.chosen_measures import Choice, Option, Points, Tick, Ticks
from cchc_desktop.core.counted_measures import (
    DUE,
    Count,
    CountTerm,
    DaysLate,
    Difference,
    DueDate,
    ZeroIf,
)
from cchc_desktop.core.measured import (
    Fixed,
    Form,
    Measured,
    Missing,
    NoData,
    NotApplicable,
    Outcome,
)
from cchc_desktop.core.share_measures import Percent, Share, Term, ZeroDenominator

Measure = Choice | Ticks | Share | Percent | Count | DaysLate | Difference | Points

__all__ = [
    "DUE", "Choice", "Count", "CountTerm", "DaysLate", "Difference", "DueDate", "Fixed", "Form",
    "Measure", "Measured", "Missing", "NoData", "NotApplicable", "Option", "Outcome", "Percent",
    "Points", "Share", "Term", "Tick", "Ticks", "ZeroDenominator", "ZeroIf",
]  # fmt: skip
