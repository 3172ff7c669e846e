"""Scoring: a set and its answers become points, exactly, with the reasons (ScoreSheet)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

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
from cchc_desktop.core.numbers import exact, round_points, show_points
from cchc_desktop.core.score import GroupScore, LeafScore, ScoreSheet, Status
from cchc_desktop.core.score_trace import NO_TRACE, Trace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import ExtraBlock, Leaf, Policy

_WAITING = {
    Scorer.UNIT: Status.UNANSWERED,
    Scorer.SURVEY: Status.SURVEY,
    Scorer.COUNCIL: Status.APPRAISED,
}


@dataclass(frozen=True, slots=True)
class _Sums:
    """What a group of leaves adds up to."""

    max: Decimal
    self_max: Decimal
    survey_max: Decimal
    appraised_max: Decimal
    points: Decimal
    answered: int
    applicable: int


def score_assessment(assessment: Assessment) -> ScoreSheet:
    """Score everything that has been declared; unanswered leaves count as unanswered, not as 0."""
    whole = assessment.criteria_set
    results = {
        leaf.code: score_leaf(assessment, leaf) for leaf in (*whole.leaves, *whole.extra_leaves)
    }
    scorer = {leaf.code: leaf.scored_by for leaf in whole.leaves}
    leaves = tuple(results[leaf.code] for leaf in whole.leaves)
    fields, criteria = [], []
    for field in whole.fields:
        sums = _sum((results[leaf.code] for leaf in field.leaves), scorer)
        fields.append(_group(field.code, field.title, field.max, sums))
        for criterion in field.criteria:
            sums = _sum((results[leaf.code] for leaf in criterion.leaves), scorer)
            criteria.append(_group(criterion.code, criterion.title, criterion.max, sums))
    total = _sum(leaves, scorer)
    bonus = _extra(whole.bonus, results)
    penalty = _extra(whole.penalty, results)
    return ScoreSheet(
        leaves=leaves,
        extras=tuple(results[leaf.code] for leaf in whole.extra_leaves),
        criteria=tuple(criteria),
        fields=tuple(fields),
        self_score=total.points,
        self_max=total.self_max,
        survey_max=total.survey_max,
        appraised_max=total.appraised_max,
        bonus=bonus,
        penalty=penalty,
        total_max=total.self_max + total.survey_max + total.appraised_max,
        percent=_percent(total.points + bonus - penalty, total.self_max, whole.policy),
        answered=total.answered,
        applicable=total.applicable,
    )


def score_leaf(assessment: Assessment, leaf: Leaf) -> LeafScore:
    """Score one leaf with its exemption, its requirement and the set's rounding."""
    if basis := assessment.exemption_of(leaf.code):
        return _not_applicable(leaf, f"Không áp dụng: {basis}", basis)
    answer = assessment.answer(leaf.code)
    if answer.not_applicable:
        reason = f"Không áp dụng: {answer.not_applicable}"
        return _not_applicable(leaf, reason, answer.not_applicable)
    if leaf.requires and _declares_none(assessment.answer(leaf.requires.code)):
        required = assessment.criteria_set.leaf(leaf.requires.code)
        reason = f"Mục {required.code} khai là không có: mục này 0 điểm"
        return _scored(leaf, Decimal("0.00"), Trace((reason,), "–", reason))
    policy = assessment.criteria_set.policy
    result = evaluate(leaf, answer, assessment.year, policy)
    if leaf.scored_by is not Scorer.UNIT and result.status in (Status.SCORED, Status.UNANSWERED):
        return _with_status(result, _WAITING[leaf.scored_by])
    return result


def evaluate(leaf: Leaf, answer: Answer, year: int, policy: Policy) -> LeafScore:
    """Apply the leaf's own rule to an answer, whoever scores it."""
    try:
        outcome = leaf.measure.measure(Figures(leaf.inputs, answer.values, year, leaf.max))
    except UserError as error:
        return LeafScore(
            leaf.code, leaf.title, leaf.max, Status.INVALID, None, NO_TRACE, error.message
        )
    return _from_outcome(leaf, outcome, answer, policy)


def _from_outcome(leaf: Leaf, outcome: Outcome, answer: Answer, policy: Policy) -> LeafScore:
    match outcome:
        case Missing(labels):
            lines = (f"Còn thiếu: {', '.join(labels)}",) if answer.values else ()
            return LeafScore(leaf.code, leaf.title, leaf.max, Status.UNANSWERED, None, Trace(lines))
        case NoData(reason):
            return LeafScore(
                leaf.code, leaf.title, leaf.max, _WAITING[leaf.scored_by], None, Trace((reason,))
            )
        case NotApplicable(reason, declared):
            return _not_applicable(leaf, reason, answer.note, declared)
        case Fixed(points, reason, declared):
            given = leaf.max if points is None else points
            given = round_points(exact(given), policy.leaf_decimals, policy.rounding)
            shown = show_points(given)
            trace = Trace((reason, f"Điểm: {shown}"), declared, f"{reason} → {shown}")
            return _scored(leaf, given, trace)
        case Measured():
            return _measured(leaf, outcome, policy)


def _measured(leaf: Leaf, measured: Measured, policy: Policy) -> LeafScore:
    scaled = leaf.scale.apply(measured, leaf.max)
    bounded = min(max(scaled.points, Fraction(0)), exact(leaf.max))
    points = round_points(bounded, policy.leaf_decimals, policy.rounding)
    lines = [*measured.lines, scaled.line]
    arithmetic = scaled.arithmetic
    if exact(points) != scaled.points:
        shown = show_points(points)
        word = f"làm tròn {policy.leaf_decimals} số lẻ" if exact(points) != bounded else "giới hạn"
        lines.append(f"{word}: {shown}")
        arithmetic += f" → {shown}"
    trace = Trace(tuple(lines), measured.declared, arithmetic, measured.shown, scaled.band)
    return _scored(leaf, points, trace)


def _scored(leaf: Leaf, points: Decimal, trace: Trace) -> LeafScore:
    return LeafScore(leaf.code, leaf.title, leaf.max, Status.SCORED, points, trace)


def _not_applicable(leaf: Leaf, reason: str, basis: str, declared: str = "") -> LeafScore:
    trace = Trace((reason,), declared or "Không áp dụng", reason)
    return LeafScore(
        leaf.code, leaf.title, leaf.max, Status.NOT_APPLICABLE, None, trace, basis=basis
    )


def _with_status(result: LeafScore, status: Status) -> LeafScore:
    return LeafScore(result.code, result.title, result.max, status, result.points, result.trace)


def _declares_none(answer: Answer) -> bool:
    """True when it was declared that there is none: every value present, every value empty."""
    return bool(answer.values) and not any(answer.values.values())


def _sum(results: Iterable[LeafScore], scorer: dict[str, Scorer]) -> _Sums:
    total = self_max = survey_max = appraised_max = points = Decimal("0.00")
    answered = applicable = 0
    for one in results:
        total += one.max
        if one.status is Status.NOT_APPLICABLE:
            continue
        match scorer[one.code]:
            case Scorer.SURVEY:
                survey_max += one.max
            case Scorer.COUNCIL:
                appraised_max += one.max
            case Scorer.UNIT:
                self_max += one.max
                applicable += 1
                answered += one.status is Status.SCORED
                points += one.points or 0
    return _Sums(total, self_max, survey_max, appraised_max, points, answered, applicable)


def _group(code: str, title: str, maximum: Decimal, sums: _Sums) -> GroupScore:
    return GroupScore(
        code, title, maximum, sums.self_max, sums.points, sums.answered, sums.applicable
    )


def _extra(block: ExtraBlock | None, results: dict[str, LeafScore]) -> Decimal:
    """Sum what the unit declares itself of bonus or penalty, under the block's cap."""
    if block is None:
        return Decimal("0.00")
    own = [
        results[leaf.code].points or Decimal(0)
        for leaf in block.leaves
        if leaf.scored_by is Scorer.UNIT
    ]
    return min(sum(own, Decimal("0.00")), block.cap)


def _percent(points: Decimal, maximum: Decimal, policy: Policy) -> Decimal | None:
    if maximum == 0:
        return None
    value = exact(points) / exact(maximum) * 100
    bounded = min(max(value, exact(policy.index_floor)), exact(policy.index_cap))
    return round_points(bounded, policy.index_decimals, policy.rounding)
