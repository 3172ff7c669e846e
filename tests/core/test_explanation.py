"""“Vì sao được điểm này”: the printed steps alone lead to the points, for every kind of rule."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT, Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.leaf_document import leaf_from_data
from cchc_desktop.core.leaf_scoring import evaluate
from cchc_desktop.core.measures import Choice, DaysLate, Ticks
from cchc_desktop.core.numbers import Rounding
from cchc_desktop.core.policy import Policy
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.operations.criteria_sets import load_set
from tests.support.replay import Replay

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf

SHARE = {"kind": "share", "num": {"b": "1"}, "den": {"a": "1"}, "zero_den": "zero"}
COUNT = {"kind": "count", "terms": [{"input": "b"}]}
SUM = {"kind": "count", "terms": [{"input": "b", "weight": "2"}, {"input": "a", "weight": "0.5"}]}
PERCENT = {"kind": "percent", "input": "b"}
CHANGE = {"kind": "difference", "current": "b", "previous": "a", "tolerance": "0.5"}
LATE = {
    "kind": "days_late",
    "input": "d",
    "due": {"day": 31, "month": 1},
    "due_text": "31/01 năm đánh giá",
    "if_none": "0",
}
LEVELS = {
    "kind": "choice",
    "options": [
        {"key": "t", "label": "Tốt: 5 việc", "percent": "100"},
        {"key": "k", "label": "Khá", "percent": "75"},
    ],
}
KNOTS = [{"at": "0", "points": "0"}, {"at": "80", "points": "1.5"}, {"at": "100", "points": "4"}]
BANDS = [
    {"bound": "95", "points": "4"},
    {"bound": "80", "of": "98"},
    {"bound": "50", "points": "1"},
]
STEPS = {"kind": "bands", "bands": BANDS, "otherwise": "0.25"}
LINE = {"kind": "piecewise", "knots": KNOTS}
PART = {"kind": "proportional"}
GOAL = {
    "kind": "proportional",
    "target": "60",
    "threshold": {"min_percent": "20", "below_points": "0.25"},
}
EACH = {"kind": "per_unit", "per": "-0.25", "start": "3", "floor": "0.5"}
MORE = {"kind": "per_unit", "per": "0.3", "cap": "2"}
LATER = {
    "kind": "bands",
    "bands": [{"bound": "0", "points": "4"}, {"bound": "10", "points": "2"}],
    "otherwise": "0",
    "up_to": True,
}
TREND = {"kind": "trend", "up": "4", "same": "2", "down": "0"}

RULES = [
    *((measure, scale) for measure in (SHARE, PERCENT) for scale in (PART, GOAL, STEPS, LINE)),
    *((measure, scale) for measure in (COUNT, SUM) for scale in (GOAL, STEPS, LINE, EACH, MORE)),
    (LATE, LATER), (LATE, MORE), (LATE, EACH), (CHANGE, TREND), (LEVELS, PART), (LEVELS, GOAL),
]  # fmt: skip
FIGURES = [
    {"name": "b", "label": "Số việc xong", "unit": "việc", "kind": "number"},
    {"name": "a", "label": "Số việc", "unit": "việc", "kind": "number"},
    {"name": "d", "label": "Ngày", "unit": "ngày", "kind": "date"},
]


def made(measure: dict[str, Any], scale: dict[str, Any], **more: Any) -> Leaf:
    rule = {"variants": more["variants"]} if "variants" in more else {}
    return leaf_from_data(
        {
            "code": "1.1", "title": "Mục", "max": "4.00", "scored_by": "unit",
            "measure": measure, "scale": scale, "inputs": FIGURES, **rule,
        }
    )  # fmt: skip


@cache
def shipped() -> tuple[tuple[CriteriaSet, Leaf], ...]:
    sets = [load_set(one) for one in ("so-nganh-2026", "xa-phuong-2026", "par-index-1150")]
    return tuple((one, leaf) for one in sets for leaf in (*one.leaves, *one.extra_leaves))


def figures(leaf: Leaf) -> st.SearchStrategy[dict[str, str]]:
    if isinstance(leaf.measure, Choice):
        return st.fixed_dictionaries(
            {OPTION: st.sampled_from([one.key for one in leaf.measure.options])}
        )
    if isinstance(leaf.measure, Ticks):
        keys = [one.key for one in leaf.measure.items]
        return st.fixed_dictionaries({ITEMS: st.sets(st.sampled_from(keys)).map(",".join)})
    kinds = {
        InputKind.COUNT: st.integers(0, 120).map(str) | st.integers(0, 9_999_999).map(str),
        InputKind.NUMBER: st.decimals(0, 130, places=5).map(lambda one: format(one, "f") + "0")
        | st.integers(0, 110).map(str),
        InputKind.DATE: st.dates(min_value=_day(2025, 12), max_value=_day(2026, 5)).map(str),
    }
    return st.fixed_dictionaries({one.name: kinds[one.kind] for one in leaf.inputs})


def _day(year: int, month: int) -> Any:
    from datetime import date

    return date(year, month, 1)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Leaf, dict[str, str], Policy]:
    if draw(st.booleans()):
        one, leaf = draw(st.sampled_from(shipped()))
        return leaf, draw(figures(leaf)), one.policy
    leaf = made(*draw(st.sampled_from(RULES)))
    policy = Policy(draw(st.sampled_from(Rounding)), draw(st.integers(0, 3)))
    return leaf, draw(figures(leaf)), policy


@given(cases())
def test_the_printed_steps_lead_to_the_points(case: tuple[Leaf, dict[str, str], Policy]) -> None:
    leaf, values, policy = case
    result = evaluate(leaf, Answer(values), 2026, policy)
    if result.points is not None:
        assert Replay(result.steps, leaf.max).points == result.points, result.steps


@pytest.mark.parametrize("rule", RULES, ids=lambda one: f"{one[0]['kind']}-{one[1]['kind']}")
def test_no_kind_is_left_out(rule: tuple[dict[str, Any], dict[str, Any]]) -> None:
    values = {"b": "81", "a": "96", "d": "2026-02-04", OPTION: "k"}
    result = evaluate(made(*rule), Answer(values), 2026, Policy())
    assert result.status is Status.SCORED, result
    assert Replay(result.steps, Decimal(4)).points == result.points, result.steps


def test_a_ratio_is_told_as_people_write_it() -> None:
    leaf = load_set("so-nganh-2026").leaf("3.4.1")
    result = evaluate(leaf, Answer({"b": "2450", "a": "2453"}), 2026, Policy())
    assert result.steps == (
        "2.450 ÷ 2.453 = 99,8777…%",
        "mức từ 95% đến dưới 100%: tỷ lệ × 4,00 = 3,9951…",
        "làm tròn 2 số lẻ: 4,00",
    )


def test_truncation_is_called_so() -> None:
    leaf = load_set("so-nganh-2026").leaf("3.4.1")
    policy = Policy(Rounding.TRUNCATE)
    result = evaluate(leaf, Answer({"b": "2450", "a": "2453"}), 2026, policy)
    assert (result.steps[-1], str(result.points)) == ("cắt còn 2 số lẻ: 3,99", "3.99")


def test_the_picked_rule_is_named_first() -> None:
    variants = [
        {"key": "co", "label": "Đơn vị có TTHC", "measure": SHARE, "scale": PART},
        {"key": "khong", "label": "Đơn vị không có TTHC", "measure": COUNT, "scale": MORE},
    ]
    leaf = made({}, {}, variants=variants)
    answers = {"b": "3", "a": "4"}
    results = [
        evaluate(leaf, Answer({**answers, VARIANT: key}), 2026, Policy()) for key in ("co", "khong")
    ]
    assert [str(one.points) for one in results] == ["3.00", "0.90"]
    assert [one.steps[0] for one in results] == [
        "Trường hợp: Đơn vị có TTHC",
        "Trường hợp: Đơn vị không có TTHC",
    ]
    assert evaluate(leaf, Answer(answers), 2026, Policy()).status is Status.UNANSWERED
    unknown = evaluate(leaf, Answer({**answers, VARIANT: "x"}), 2026, Policy())
    assert unknown.status is Status.INVALID
    assert "co, khong" in unknown.problem


def test_a_failed_requirement_is_explained_and_replayable() -> None:
    whole = load_set("so-nganh-2026")
    declared = Assessment("Sở A", 2026, whole).with_answer("1.1.1", Answer({"ngay_ban_hanh": ""}))
    result = score_assessment(declared).leaf("1.1.3")
    assert isinstance(whole.leaf("1.1.1").measure, DaysLate)
    assert "1.1.1" in result.steps[0]
    assert Replay(result.steps, result.max).points == result.points == 0
