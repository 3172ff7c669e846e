"""A leaf's rule as the small table “Cách tính điểm”: what is reached, what it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.measures import Count, DaysLate, Points
from cchc_desktop.core.numbers import exact, show_exact, show_points
from cchc_desktop.core.scales import PerUnit, TableRow

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import Leaf


def rule_table(leaf: Leaf) -> tuple[TableRow, ...]:
    """Give the rule's rows in order; empty where the options show their points themselves.

    A ``Trace.band`` counts these rows. A leaf with variants is given as ``Leaf.under`` gives it.
    """
    if isinstance(leaf.scale, PerUnit):
        return (*_units(leaf, leaf.scale), *leaf.scale.table(leaf.max, leaf.measure.form))
    if isinstance(leaf.measure, Points):
        step = TableRow(
            leaf.measure.guide or "Tự cho điểm", f"bước {show_points(leaf.measure.step)}"
        )
        return (step,)
    return leaf.scale.table(leaf.max, leaf.measure.form)


def _units(leaf: Leaf, scale: PerUnit) -> list[TableRow]:
    """One row for each thing counted: what one of it adds or takes."""
    if isinstance(leaf.measure, DaysLate):
        return [TableRow("Mỗi ngày chậm", show_points(scale.per))]
    rows = []
    if isinstance(leaf.measure, Count):
        for term in leaf.measure.terms:
            figure = leaf.input(term.input)
            each = exact(scale.per) * exact(term.weight)
            sign = "−" if each < 0 else ""
            most = f", tính đến {term.at_most}" if term.at_most is not None else ""
            label = figure.label if figure else term.input
            rows.append(
                TableRow(
                    f"{label}, mỗi {figure.unit if figure else 'đơn vị'}{most}",
                    f"{sign}{show_exact(abs(each), 2)}",
                )
            )
        for gate in leaf.measure.zero_if:
            figure = leaf.input(gate.input)
            rows.append(
                TableRow(f"{figure.label if figure else gate.input}: từ {gate.at_least}", "0,00")
            )
    return rows
