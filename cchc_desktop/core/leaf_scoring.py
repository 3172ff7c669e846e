"""Scoring one leaf by its own rule: measure, scale, bounds, rounding, with the steps in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import VARIANT
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.figures import Figures
from cchc_desktop.core.measures import (
    Fixed,
    Measured,
    Missing,
    NoData,
    NotApplicable,
    Outcome,
)
from cchc_desktop.core.numbers import Rounding, exact, round_points, show_finite, show_points
from cchc_desktop.core.scales import PerUnit
from cchc_desktop.core.score import LeafScore, Status
from cchc_desktop.core.score_trace import NO_TRACE, Trace

if TYPE_CHECKING:
    from decimal import Decimal

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.policy import Policy

WAITING = {
    Scorer.UNIT: Status.UNANSWERED,
    Scorer.SURVEY: Status.SURVEY,
    Scorer.COUNCIL: Status.APPRAISED,
}
"""The status of a leaf whose points nobody has given yet."""


def evaluate(leaf: Leaf, answer: Answer, year: int, policy: Policy) -> LeafScore:
    """Apply the leaf's own rule to an answer, whoever scores it."""
    applied = leaf.under(answer.values)
    if applied is None:
        return _unpicked(leaf, answer)
    result = _apply(applied, answer, year, policy)
    if not leaf.variants or result.status is Status.UNANSWERED:
        return result
    picked = next(one.label for one in leaf.variants if one.key == answer.values[VARIANT])
    trace = result.trace
    declared = f"{picked}: {trace.declared}" if trace.declared else picked
    lines = (f"Trường hợp: {picked}", *trace.lines)
    return replace(result, trace=replace(trace, lines=lines, declared=declared))


def _unpicked(leaf: Leaf, answer: Answer) -> LeafScore:
    """Give the result of a leaf of which no variant, or an unknown one, has been picked."""
    if key := answer.values.get(VARIANT):
        keys = ", ".join(one.key for one in leaf.variants)
        problem = f"Không có trường hợp “{key}”; chọn một trong: {keys}."
        return _result(leaf, Status.INVALID, NO_TRACE, problem=problem)
    lines = ("Còn thiếu: trường hợp áp dụng",) if answer.values else ()
    return _result(leaf, Status.UNANSWERED, Trace(lines))


def _apply(leaf: Leaf, answer: Answer, year: int, policy: Policy) -> LeafScore:
    try:
        outcome = leaf.measure.measure(Figures(leaf.inputs, answer.values, year, leaf.max))
    except UserError as error:
        return _result(leaf, Status.INVALID, NO_TRACE, problem=error.message)
    return _from_outcome(leaf, outcome, answer, policy)


def _from_outcome(leaf: Leaf, outcome: Outcome, answer: Answer, policy: Policy) -> LeafScore:
    match outcome:
        case Missing(labels):
            lines = (f"Còn thiếu: {', '.join(labels)}",) if answer.values else ()
            return _result(leaf, Status.UNANSWERED, Trace(lines))
        case NoData(reason):
            return _result(leaf, WAITING[leaf.scored_by], Trace((reason,)))
        case NotApplicable(reason, declared):
            return not_applicable(leaf, reason, answer.note, declared)
        case Fixed(points, reason, declared):
            given = leaf.max if points is None else points
            given = round_points(exact(given), policy.leaf_decimals, policy.rounding)
            shown = show_points(given)
            trace = Trace((reason, f"Điểm: {shown}"), declared, f"{reason} → {shown}")
            return scored(leaf, given, trace)
        case Measured():
            return _measured(leaf, outcome, policy)


def _measured(leaf: Leaf, measured: Measured, policy: Policy) -> LeafScore:
    scaled = leaf.scale.apply(measured, leaf.max)
    bounded = min(max(scaled.points, Fraction(0)), exact(leaf.max))
    points = round_points(bounded, policy.leaf_decimals, policy.rounding)
    lines = [*measured.lines, *_total(leaf, measured), scaled.line]
    arithmetic = scaled.arithmetic
    if exact(points) != scaled.points:
        shown = show_points(points)
        rounded = "làm tròn" if policy.rounding is Rounding.HALF_UP else "cắt còn"
        word = f"{rounded} {policy.leaf_decimals} số lẻ" if exact(points) != bounded else "giới hạn"
        lines.append(f"{word}: {shown}")
        arithmetic += f" → {shown}"
    trace = Trace(tuple(lines), measured.declared, arithmetic, measured.shown, scaled.band)
    return scored(leaf, points, trace)


def _total(leaf: Leaf, measured: Measured) -> tuple[str, ...]:
    """Say what several counts amount to, where the scale looks at their sum alone."""
    weighed = len(measured.terms) > 1 or any(weight != 1 for _, weight in measured.terms)
    if not weighed or isinstance(leaf.scale, PerUnit):
        return ()
    text = ""
    for number, weight in measured.terms:
        sign = "−" if weight < 0 else "+" if text else ""
        spaced = f" {sign} " if text else sign
        text += f"{spaced}{show_finite(abs(weight))} × {show_finite(number)}"
    minus = "−" if measured.value < 0 else ""
    return (f"{text} = {minus}{show_finite(abs(measured.value))}",)


def scored(leaf: Leaf, points: Decimal, trace: Trace) -> LeafScore:
    """Give the result of a leaf that has points."""
    return _result(leaf, Status.SCORED, trace, points)


def not_applicable(leaf: Leaf, reason: str, basis: str, declared: str = "") -> LeafScore:
    """Give the result of a leaf that is left out of the maximum, with its legal basis."""
    trace = Trace((reason,), declared or "Không áp dụng", reason)
    return _result(leaf, Status.NOT_APPLICABLE, trace, basis=basis)


def _result(
    leaf: Leaf,
    status: Status,
    trace: Trace,
    points: Decimal | None = None,
    problem: str = "",
    basis: str = "",
) -> LeafScore:
    return LeafScore(leaf.code, leaf.title, leaf.max, status, points, trace, problem, basis)
