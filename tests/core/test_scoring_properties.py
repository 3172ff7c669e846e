"""What must hold for every assessment, not only for the examples."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.answer import ITEMS, OPTION, Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.criteria_set import CriteriaSet, Leaf, Scorer
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.leaf_scoring import evaluate
from cchc_desktop.core.manifest import (
    assessment_from_manifest,
    canonical_bytes,
    manifest_from_bytes,
    manifest_to_data,
)
from cchc_desktop.core.measures import Choice, Count, Share, Ticks
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.operations.criteria_sets import load_set

if TYPE_CHECKING:
    from decimal import Decimal


@cache
def the_set() -> CriteriaSet:
    return load_set("so-nganh-2026")


def leaves() -> tuple[Leaf, ...]:
    return (*the_set().leaves, *the_set().extra_leaves)


def values_of(leaf: Leaf) -> st.SearchStrategy[dict[str, str]]:
    """Anything a person could declare for the leaf, sensible or not."""
    if isinstance(leaf.measure, Choice):
        keys = [option.key for option in leaf.measure.options]
        return st.fixed_dictionaries({OPTION: st.sampled_from([*keys, "sai"])})
    if isinstance(leaf.measure, Ticks):
        keys = [item.key for item in leaf.measure.items]
        return st.fixed_dictionaries({ITEMS: st.sets(st.sampled_from(keys)).map(",".join)})
    figure = {
        InputKind.COUNT: st.integers(0, 10**15 - 1).map(str) | st.integers(0, 30).map(str),
        InputKind.NUMBER: st.decimals(0, 100, places=2).map(str),
        InputKind.DATE: st.dates().map(str) | st.just(""),
    }
    return st.fixed_dictionaries(
        {}, optional={one.name: figure[one.kind] | st.text(max_size=8) for one in leaf.inputs}
    )


@st.composite
def declared_leaf(draw: st.DrawFn) -> tuple[Leaf, dict[str, str]]:
    leaf = draw(st.sampled_from(leaves()))
    return leaf, draw(values_of(leaf))


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    chosen = draw(
        st.lists(st.sampled_from(leaves()), max_size=25, unique_by=lambda leaf: leaf.code)
    )
    answers = {
        leaf.code: Answer(
            draw(values_of(leaf)), not_applicable=draw(st.sampled_from(["", "", "QĐ 1"]))
        )
        for leaf in chosen
    }
    codes = draw(st.sets(st.sampled_from(["2.1", "3", "6.4", "8.1", "6.1.1"])))
    return Assessment("Sở A", 2026, the_set(), answers, dict.fromkeys(codes, "Quyết định số 1"))


@given(declared_leaf())
def test_a_score_lies_between_nothing_and_the_maximum(case: tuple[Leaf, dict[str, str]]) -> None:
    leaf, values = case
    result = evaluate(leaf, Answer(values), 2026, the_set().policy)
    assert (result.points is not None) == (result.status is Status.SCORED)
    if result.points is not None:
        assert 0 <= result.points <= leaf.max
        assert -result.points.as_tuple().exponent == 2
        assert result.steps
    if result.status is Status.INVALID:
        assert result.problem.endswith((".", "!", "?"))


def shares() -> list[Leaf]:
    return [
        leaf for leaf in leaves() if isinstance(leaf.measure, Share) and len(leaf.measure.num) == 1
    ]


@given(st.sampled_from(shares()), st.integers(1, 10**6), st.data())
def test_a_better_share_never_lowers_the_score(leaf: Leaf, whole: int, data: Any) -> None:
    measure = leaf.measure
    assert isinstance(measure, Share)
    low, high = sorted((data.draw(st.integers(0, whole)), data.draw(st.integers(0, whole))))

    def points(part: int) -> Decimal:
        values = {measure.num[0].input: str(part), measure.den[0].input: str(whole)}
        result = evaluate(leaf, Answer(values), 2026, the_set().policy)
        assert result.points is not None
        return result.points

    assert points(low) <= points(high)


@given(
    st.sampled_from(
        [leaf for leaf in leaves() if isinstance(leaf.measure, Count) and len(leaf.inputs) == 1]
    ),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_a_count_moves_the_score_one_way_only(leaf: Leaf, one: int, other: int) -> None:
    def points(number: int) -> Decimal:
        result = evaluate(leaf, Answer({leaf.inputs[0].name: str(number)}), 2026, the_set().policy)
        assert result.points is not None
        return result.points

    first, second, none = points(min(one, other)), points(max(one, other)), points(0)
    if points(100) >= none:
        assert first <= second
    else:
        assert first >= second


@given(st.integers(-60, 60), st.integers(-60, 60))
def test_an_earlier_plan_never_lowers_the_score(one: int, other: int) -> None:
    from datetime import date, timedelta

    leaf = the_set().leaf("1.1.1")
    due = date(2026, 1, 31)

    def points(days: int) -> Decimal:
        day = due + timedelta(days)
        result = evaluate(leaf, Answer({"ngay_ban_hanh": str(day)}), 2026, the_set().policy)
        assert result.points is not None
        return result.points

    assert points(min(one, other)) >= points(max(one, other))


@given(assessments(), st.randoms())
def test_the_order_of_declaring_does_not_matter(one: Assessment, random: Any) -> None:
    shuffled = list(one.answers.items())
    random.shuffle(shuffled)
    other = Assessment(one.unit, one.year, one.criteria_set, dict(shuffled), one.exemptions)
    assert score_assessment(one) == score_assessment(other)


@given(assessments())
def test_all_sums_agree(one: Assessment) -> None:
    sheet = score_assessment(one)
    whole = one.criteria_set
    own = {leaf.code for leaf in whole.leaves if leaf.scored_by is Scorer.UNIT}
    assert sheet.self_score == sum(r.points or 0 for r in sheet.leaves if r.code in own)
    assert sheet.self_score == sum(field.points for field in sheet.fields)
    assert sheet.self_score == sum(criterion.points for criterion in sheet.criteria)
    assert sheet.self_max == sum(field.self_max for field in sheet.fields)
    assert sheet.total_max == sheet.self_max + sheet.survey_max + sheet.appraised_max
    out = sum(r.max for r in sheet.leaves if r.status is Status.NOT_APPLICABLE)
    assert sheet.total_max == sum(field.max for field in whole.fields) - out
    assert 0 <= sheet.self_score <= sheet.self_max
    assert sheet.percent is None or 0 <= sheet.percent <= 100
    assert sheet.bonus <= whole.bonus.cap
    assert sheet.penalty <= whole.penalty.cap
    assert sheet.answered <= sheet.applicable


@given(assessments())
def test_the_embedded_data_gives_the_same_scores(one: Assessment) -> None:
    sheet = score_assessment(one)
    data = canonical_bytes(manifest_to_data(one, sheet, "0", "abc"))
    again = assessment_from_manifest(manifest_from_bytes(data))
    assert score_assessment(again) == sheet
    assert canonical_bytes(manifest_to_data(again, sheet, "0", "abc")) == data
