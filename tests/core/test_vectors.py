"""The set's hand-computed examples: every rule kind, thresholds, zero denominators, exemptions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.leaf_scoring import evaluate
from cchc_desktop.core.measures import DaysLate
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_assessment

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

VECTORS = json.loads((Path(__file__).parents[1] / "data/so-nganh.vectors.json").read_text("utf-8"))
STATUS = {
    "not_applicable": {Status.NOT_APPLICABLE},
    "council": {Status.UNANSWERED},
    "no_data": {Status.SURVEY},
    "error": {Status.INVALID},
}


def _name(case: dict[str, Any]) -> str:
    return f"{case['code']}-{json.dumps(case['inputs'])}"


@pytest.mark.parametrize("case", VECTORS["cases"], ids=_name)
def test_example_scores_as_computed_by_hand(
    case: dict[str, Any], departments_set: CriteriaSet
) -> None:
    leaf = departments_set.leaf(case["code"])
    values = {
        name: ",".join(value) if isinstance(value, list) else str(value)
        for name, value in case["inputs"].items()
    }
    if not values and isinstance(leaf.measure, DaysLate):
        values = {leaf.measure.input: ""}
    result = evaluate(leaf, Answer(values), 2026, departments_set.policy)
    if case["expected"] in STATUS:
        assert result.status in STATUS[case["expected"]]
        assert result.points is None
    else:
        assert str(result.points) == case["expected"]


@pytest.mark.parametrize(
    "case", VECTORS["maxima"], ids=lambda case: ",".join(case["exempt"]) or "none"
)
def test_exemptions_change_the_maximum(case: dict[str, Any], departments_set: CriteriaSet) -> None:
    exemptions = dict.fromkeys(case["exempt"], "Quyết định số 1")
    sheet = score_assessment(Assessment("Sở A", 2026, departments_set, exemptions=exemptions))
    got = {name: str(getattr(sheet, name)) for name in case["expected"]}
    assert got == case["expected"]


def test_the_whole_set_is_there(departments_set: CriteriaSet) -> None:
    assert len(departments_set.fields) == 8
    assert len(departments_set.leaves) == 93
    assert len(departments_set.extra_leaves) == 8
    assert sum(leaf.max for leaf in departments_set.leaves) == 100
    for field in departments_set.fields:
        assert sum(leaf.max for leaf in field.leaves) == field.max
        for criterion in field.criteria:
            assert sum(leaf.max for leaf in criterion.leaves) == criterion.max
