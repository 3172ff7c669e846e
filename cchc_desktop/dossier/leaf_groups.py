"""Leaves picked out of the score sheet for the report's sections."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import lacks_evidence
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.score import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Criterion, Field, Leaf
    from cchc_desktop.core.score import LeafScore, ScoreSheet

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Exempt:
    """A field, criterion or leaf that does not apply; ``max`` in points, ``basis`` may be empty."""

    code: str
    title: str
    max: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class Unproved:
    """A leaf with points that no readable document proves; ``unreadable``: one lies there."""

    leaf: Leaf
    result: LeafScore
    unreadable: bool


@dataclass(frozen=True, slots=True)
class FieldSums:
    """A field's columns in the report's table, points."""

    survey_and_council: Decimal
    not_applicable: Decimal
    self_max: Decimal
    points: Decimal | None
    """None where nothing has been scored."""
    lost: Decimal
    waiting: Decimal
    """The maximum of what has not been declared yet."""


def unit_leaves(assessment: Assessment) -> tuple[Leaf, ...]:
    """Give the leaves inside the maximum that the unit scores itself, applicable or not."""
    return tuple(leaf for leaf in assessment.criteria_set.leaves if leaf.scored_by is Scorer.UNIT)


def exempt_items(assessment: Assessment, sheet: ScoreSheet) -> tuple[Exempt, ...]:
    """Give what does not apply, at the height at which it was exempted."""
    found: list[Exempt] = []
    for field in assessment.criteria_set.fields:
        if field.code in assessment.exemptions:
            found.append(_exempt(field, field.leaves, assessment))
            continue
        for criterion in field.criteria:
            if criterion.code in assessment.exemptions and not criterion.is_leaf:
                found.append(_exempt(criterion, criterion.leaves, assessment))
                continue
            for leaf in criterion.leaves:
                result = sheet.leaf(leaf.code)
                if result.status is Status.NOT_APPLICABLE:
                    found.append(Exempt(leaf.code, leaf.title, leaf.max, result.basis))
    return tuple(found)


def lost_leaves(sheet: ScoreSheet) -> tuple[LeafScore, ...]:
    """Give the scored leaves that lack points, the largest loss first."""
    lost = [one for one in sheet.leaves if one.status is Status.SCORED and one.lost > 0]
    return tuple(sorted(lost, key=lambda one: -one.lost))


def waiting_leaves(sheet: ScoreSheet) -> tuple[LeafScore, ...]:
    """Give the applicable leaves that have not been declared, or not so that they can be read."""
    waiting = (Status.UNANSWERED, Status.INVALID)
    return tuple(one for one in sheet.leaves if one.status in waiting)


def unproved_leaves(assessment: Assessment, sheet: ScoreSheet) -> tuple[Unproved, ...]:
    """Give the leaves with points but no document, or only documents that can't be read."""
    whole = assessment.criteria_set
    found = []
    for leaf in (*whole.leaves, *whole.extra_leaves):
        result = sheet.leaf(leaf.code)
        if lacks_evidence(assessment, leaf, result):
            found.append(Unproved(leaf, result, unreadable=False))
        elif result.points and leaf.scored_by is Scorer.UNIT:
            own = assessment.evidence_of(leaf.code)
            if own and all(one.document.state is FileState.DAMAGED for one in own):
                found.append(Unproved(leaf, result, unreadable=True))
    return tuple(found)


def field_sums(field: Field, sheet: ScoreSheet) -> FieldSums:
    """Add up a field's leaves for the report's table."""
    results = [(leaf, sheet.leaf(leaf.code)) for leaf in field.leaves]
    scored = [one for _, one in results if one.status is Status.SCORED]
    group = sheet.group(field.code)
    return FieldSums(
        survey_and_council=sum(
            (
                leaf.max
                for leaf, one in results
                if one.status is not Status.NOT_APPLICABLE and leaf.scored_by is not Scorer.UNIT
            ),
            ZERO,
        ),
        not_applicable=sum(
            (leaf.max for leaf, one in results if one.status is Status.NOT_APPLICABLE), ZERO
        ),
        self_max=group.self_max,
        points=group.points if scored else None,
        lost=sum((one.lost for one in scored), ZERO),
        waiting=sum(
            (one.max for _, one in results if one.status in (Status.UNANSWERED, Status.INVALID)),
            ZERO,
        ),
    )


def total_points(results: Iterable[LeafScore]) -> Decimal:
    """Sum points, leaves without any counting nothing."""
    return sum((one.points or ZERO for one in results), ZERO)


def _exempt(node: Field | Criterion, leaves: Iterable[Leaf], assessment: Assessment) -> Exempt:
    maximum = sum((leaf.max for leaf in leaves), ZERO)
    return Exempt(node.code, node.title, maximum, assessment.exemptions[node.code])
