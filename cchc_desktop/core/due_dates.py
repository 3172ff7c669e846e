"""When a leaf's work has to be done, as the set says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.measures import DaysLate

if TYPE_CHECKING:
    from datetime import date

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.criteria_set import Leaf


def due_date(leaf: Leaf, answer: Answer, year: int) -> date | None:
    """Give the day until which nothing is late; None where the set names none.

    Args:
        leaf: of the set.
        answer: what is declared: it picks the variant.
        year: the assessed year.
    """
    applied = leaf.under(answer.values) or leaf
    measure = applied.measure
    if not isinstance(measure, DaysLate) or measure.due is None:
        return None
    return measure.due.in_year(year)
