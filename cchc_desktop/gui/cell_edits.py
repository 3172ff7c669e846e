"""What an edit in the official table makes of a leaf's answer; plain values in and out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT
from cchc_desktop.core.measures import Choice, DaysLate, Ticks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.criteria_set import Leaf

Kind = tuple[object, ...]


def with_figure(answer: Answer, name: str, kept: str) -> Answer:
    """Give the answer with one figure as typed; an empty one is taken back."""
    values = {key: text for key, text in answer.values.items() if key != name}
    if kept:
        values[name] = kept
    return replace(answer, values=values)


def with_values(leaf: Leaf, answer: Answer, own: Mapping[str, str]) -> Answer:
    """Give the answer with these values for the rule that applies.

    What belongs to other variants stays: the person may pick them again.
    """
    kept: dict[str, str] = {}
    if leaf.variants:
        applied = leaf.under(answer.values)
        named = {OPTION, ITEMS, *(one.name for one in (applied.inputs if applied else ()))}
        kept = {name: text for name, text in answer.values.items() if name not in named}
    return replace(answer, values={**kept, **own})


def with_variant(answer: Answer, key: str) -> Answer:
    """Give the answer with the rule that the unit has picked."""
    return replace(answer, values={**answer.values, VARIANT: key})


def none_input(leaf: Leaf) -> str:
    """Name the figure of which it can be declared that there is none; empty where none can."""
    measure = leaf.measure
    return measure.input if isinstance(measure, DaysLate) and measure.if_none is not None else ""


def kind_of(leaf: Leaf) -> Kind:
    """Give what must be equal for one leaf's values to make sense in another."""
    if leaf.variants:
        return ("variants", tuple((one.key, one.label) for one in leaf.variants))
    match leaf.measure:
        case Choice(options=options):
            return ("choice", tuple((one.key, one.label) for one in options))
        case Ticks(items=items):
            return ("ticks", tuple((one.key, one.label) for one in items))
    return (leaf.measure.kind, tuple((one.kind, one.unit) for one in leaf.inputs))


def copied_values(source: Leaf, values: Mapping[str, str], target: Leaf) -> dict[str, str] | None:
    """Give a leaf's values for another one, figure by figure in their order.

    Returns:
        None where the two are declared in different kinds of figures.
    """
    if kind_of(source) != kind_of(target):
        return None
    pairs = zip(source.inputs, target.inputs, strict=True)
    names = {mine.name: other.name for mine, other in pairs}
    known = {OPTION, ITEMS, VARIANT}
    return {
        names.get(name, name): text
        for name, text in values.items()
        if name in names or name in known
    }
