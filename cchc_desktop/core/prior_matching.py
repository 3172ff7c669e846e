"""Last year's assessment laid beside this year's set: what is the same leaf, what has none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.prior_year import PriorResult, PriorYear
from cchc_desktop.core.set_matching import match_sets
from cchc_desktop.core.value_carrying import carry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf
    from cchc_desktop.core.score import ScoreSheet


@dataclass(frozen=True)
class PriorMatch:
    """What was found.

    Attributes:
        prior: last year's results by this year's codes.
        unmatched: last year's leaves that this year's set has no place for.
        fresh: this year's leaves that last year's set did not have.
    """

    prior: PriorYear
    unmatched: tuple[Leaf, ...]
    fresh: tuple[Leaf, ...]


def match_prior(sheet: ScoreSheet, new_set: CriteriaSet, source: Mapping[str, str]) -> PriorMatch:
    """Lay last year's scores beside this year's set.

    Args:
        sheet: last year's, with its assessment and set.
        new_set: this year's.
        source: where it was read; each result adds the code it had there.
    """
    old = sheet.assessment
    old_set = old.criteria_set
    _, codes = match_sets(old_set, new_set)
    results = {}
    for old_code, new_code in codes.items():
        was, now = old_set.find_leaf(old_code), new_set.find_leaf(new_code)
        if was is None or now is None:
            continue
        score, answer = sheet.leaf(old_code), old.answer(old_code)
        values, _ = carry(was, now, answer.values)
        ours = was.scored_by is Scorer.UNIT
        results[new_code] = PriorResult(
            code=new_code,
            title=was.title,
            max=was.max,
            points=score.points if ours else None,
            appraised=None if ours else score.points,
            values=values,
            declared=score.trace.declared,
            note=answer.note,
            source={**source, "code": old_code},
        )
    unmatched = tuple(
        leaf for leaf in (*old_set.leaves, *old_set.extra_leaves) if leaf.code not in codes
    )
    fresh = tuple(
        leaf for leaf in (*new_set.leaves, *new_set.extra_leaves) if leaf.code not in results
    )
    return PriorMatch(PriorYear(old.year, results), unmatched, fresh)


def prior_fields(prior: PriorYear, whole: CriteriaSet) -> dict[str, tuple[Decimal, Decimal]]:
    """Give each field's points and maximum of that year, over the leaves that are the same.

    Fields of which nothing was self-scored then are left out.
    """
    found = {}
    for field in whole.fields:
        own = [
            one
            for criterion in field.criteria
            for leaf in criterion.leaves
            if (one := prior.result(leaf.code)) is not None and one.points is not None
        ]
        if own:
            zero = Decimal(0)
            points = sum((one.points or zero for one in own), zero)
            found[field.code] = (points, sum((one.max or zero for one in own), zero))
    return found
