"""Scoring: a set and its answers become points, exactly, with the reasons (ScoreSheet)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import OPTION, VARIANT
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.leaf_scoring import WAITING, evaluate, not_applicable, scored
from cchc_desktop.core.measures import Choice
from cchc_desktop.core.numbers import exact, round_points, show_points
from cchc_desktop.core.score import ZERO, GroupScore, LeafScore, ScoreSheet, Status, Sums
from cchc_desktop.core.score_trace import Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import ExtraBlock, Leaf
    from cchc_desktop.core.policy import Policy


def score_assessment(assessment: Assessment, before: ScoreSheet | None = None) -> ScoreSheet:
    """Score everything that has been declared; unanswered leaves count as unanswered, not as 0.

    Args:
        assessment: what has been declared.
        before: an earlier sheet of the same set; what has not changed since is taken from it.
    """
    whole = assessment.criteria_set
    changed = None if before is None else _changed_codes(before.assessment, assessment)
    results = {
        leaf.code: score_leaf(assessment, leaf)
        if before is None or changed is None or leaf.code in changed
        else before.leaf(leaf.code)
        for leaf in (*whole.leaves, *whole.extra_leaves)
    }
    fields, criteria = [], []
    for one in whole.fields:
        sums = Sums()
        for criterion in one.criteria:
            group = None
            if before is not None and changed is not None:
                untouched = changed.isdisjoint(leaf.code for leaf in criterion.leaves)
                group = before.group(criterion.code) if untouched else None
            if group is None:
                own = sum_leaves(criterion.leaves, results)
                group = GroupScore(criterion.code, criterion.title, criterion.max, own)
            criteria.append(group)
            sums += group.sums
        fields.append(GroupScore(one.code, one.title, one.max, sums))
    total = sum((one.sums for one in fields), Sums())
    bonus = _extra(whole.bonus, results)
    penalty = _extra(whole.penalty, results)
    return ScoreSheet(
        leaves=tuple(results[leaf.code] for leaf in whole.leaves),
        extras=tuple(results[leaf.code] for leaf in whole.extra_leaves),
        criteria=tuple(criteria),
        fields=tuple(fields),
        sums=total,
        bonus=bonus,
        penalty=penalty,
        percent=_percent(total.points + bonus - penalty, total.self_max, whole.policy),
        assessment=assessment,
    )


def _changed_codes(old: Assessment, new: Assessment) -> set[str] | None:
    """Give the codes of leaves that may score otherwise now; None when all may."""
    if (
        old.criteria_set is not new.criteria_set
        or old.year != new.year
        or old.exemptions != new.exemptions
    ):
        return None
    codes = {*old.answers, *new.answers}
    changed = {code for code in codes if old.answers.get(code) != new.answers.get(code)}
    dependents = new.criteria_set.dependents
    return changed.union(*(dependents.get(code, ()) for code in changed))


def score_leaf(assessment: Assessment, leaf: Leaf) -> LeafScore:
    """Score one leaf with its exemption, its requirement and the set's rounding."""
    return _score_leaf(assessment, leaf, frozenset())


def _score_leaf(assessment: Assessment, leaf: Leaf, seen: frozenset[str]) -> LeafScore:
    if basis := assessment.exemption_of(leaf.code):
        return not_applicable(leaf, f"Không áp dụng: {basis}", basis)
    answer = assessment.answer(leaf.code)
    if answer.not_applicable:
        reason = f"Không áp dụng: {answer.not_applicable}"
        return not_applicable(leaf, reason, answer.not_applicable)
    if reason := _unmet_requirement(assessment, leaf, seen):
        reason += ": mục này 0 điểm"
        result = scored(leaf, ZERO, Trace((reason, "Điểm: 0,00"), "–", reason))
    else:
        result = evaluate(leaf, answer, assessment.year, assessment.criteria_set.policy)
    if leaf.scored_by is not Scorer.UNIT and result.status in (Status.SCORED, Status.UNANSWERED):
        return replace(result, status=WAITING[leaf.scored_by])
    return result


def _unmet_requirement(assessment: Assessment, leaf: Leaf, seen: frozenset[str]) -> str:
    """Say why what the leaf requires is not there; empty when it is, or nothing is known yet."""
    needed = leaf.requires
    if needed is None or needed.code in seen:  # a circle is the set's mistake and ends here
        return ""
    required = assessment.criteria_set.find_leaf(needed.code)
    if required is None or assessment.exemption_of(required.code):
        return ""
    answer = assessment.answer(required.code)
    if answer.not_applicable:
        return ""
    if _declares_none(answer):
        return f"Mục {required.code} khai là không có"
    chosen = answer.values.get(OPTION, "")
    if chosen in needed.options:
        return f"Mục {required.code} chọn “{_option_label(required, answer, chosen)}”"
    seen |= {leaf.code}
    if needed.least_points is not None:
        points = _score_leaf(assessment, required, seen).points
        if points is not None and points < needed.least_points:
            least = show_points(needed.least_points)
            return f"Mục {required.code} được {show_points(points)} điểm, dưới {least}"
    return _unmet_requirement(assessment, required, seen)


def _option_label(leaf: Leaf, answer: Answer, key: str) -> str:
    measure = (leaf.under(answer.values) or leaf).measure
    options = measure.options if isinstance(measure, Choice) else ()
    return next((one.label for one in options if one.key == key), key)


def _declares_none(answer: Answer) -> bool:
    """True when it was declared that there is none: every value present, every value empty."""
    values = [text for name, text in answer.values.items() if name != VARIANT]
    return bool(values) and not any(values)


def sum_leaves(leaves: Iterable[Leaf], results: Mapping[str, LeafScore]) -> Sums:
    """Add up what these leaves give and could give."""
    sums = Sums()
    for leaf in leaves:
        one = results[leaf.code]
        if one.status is Status.NOT_APPLICABLE:
            continue
        known = one.points is not None
        points = ZERO if one.points is None else one.points
        match leaf.scored_by:
            case Scorer.SURVEY:
                sums += Sums(survey_max=one.max, survey_points=points, surveyed=known)
            case Scorer.COUNCIL:
                sums += Sums(appraised_max=one.max, appraised_points=points, appraised=known)
            case Scorer.UNIT:
                sums += Sums(self_max=one.max, points=points, answered=known, applicable=1)
    return sums


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
