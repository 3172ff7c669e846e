"""Rules between leaves, rules without shares, results of others, and scoring only what changed."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.leaf_scoring import evaluate
from cchc_desktop.core.policy import Policy
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.core.set_document import set_from_data
from cchc_desktop.operations.criteria_sets import load_set
from tests.support import made_sets as m

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

Data = dict[str, Any]


def points(measure: Data, scale: Data, **values: str) -> str:
    whole = set_from_data(m.whole([m.leaf("1.1", measure, scale)]))
    return str(evaluate(whole.leaf("1.1"), Answer(values), 2026, Policy()).points)


@pytest.mark.parametrize(
    ("b", "given"),
    [
        ("0", "0.00"),
        ("50", "0.00"),
        ("70", "1.00"),
        ("89.9", "2.00"),
        ("90", "2.00"),
        ("99", "2.00"),
    ],
)
def test_a_line_between_points(b: str, given: str) -> None:
    assert points(m.PERCENT, m.LINE, b=b) == given


def test_an_amount_against_a_goal_in_its_own_unit() -> None:
    goal = {"kind": "proportional", "target": "60"}
    assert points(m.COUNT, goal, b="30") == "1.00"
    assert points(m.COUNT, goal, b="61.5") == "2.00"
    assert points(m.COUNT, m.GOAL, b="19,99") == "0.25"


def chained(**more: Any) -> CriteriaSet:
    leaves = [m.leaf("1.1", m.OPTIONS, m.POINTS), m.leaf("1.2", m.COUNT, m.EACH),
              m.leaf("1.3", m.COUNT, m.EACH)]  # fmt: skip
    leaves[1]["requires"] = {"code": "1.1", "evidence": False, **more}
    leaves[2]["requires"] = {"code": "1.2", "evidence": False}
    return set_from_data(m.whole(leaves))


def scored(whole: CriteriaSet, **answers: dict[str, str]) -> dict[str, str | None]:
    one = Assessment("Sở A", 2026, whole, {f"1.{k[1]}": Answer(v) for k, v in answers.items()})
    return {
        leaf.code: None if leaf.points is None else str(leaf.points)
        for leaf in score_assessment(one).leaves
    }


def test_an_option_that_means_none_takes_all_that_depends_on_it() -> None:
    whole = chained(options=["x:y"])
    got = scored(whole, _1={"option": "x:y"}, _2={"b": "3"}, _3={"b": "3"})
    assert got == {"1.1": "0.00", "1.2": "0.00", "1.3": "0.00"}
    got = scored(whole, _1={"option": "co"}, _2={"b": "3"}, _3={"b": "3"})
    assert got == {"1.1": "2.00", "1.2": "1.50", "1.3": "1.50"}


def test_too_few_points_take_it_too_and_the_explanation_says_why() -> None:
    whole = chained(least_points="1.50")
    one = Assessment("Sở A", 2026, whole).with_answer("1.1", Answer({"option": "mot phan"}))
    result = score_assessment(one.with_answer("1.2", Answer({"b": "3"}))).leaf("1.2")
    assert str(result.points) == "0.00"
    assert result.steps[0] == "Mục 1.1 được 1,00 điểm, dưới 1,50: mục này 0 điểm"


def test_a_circle_of_requirements_ends() -> None:
    leaves = [m.leaf("1.1", m.COUNT, m.EACH), m.leaf("1.2", m.COUNT, m.EACH)]
    for here, there in ((0, "1.2"), (1, "1.1")):
        leaves[here]["requires"] = {"code": there, "evidence": False, "least_points": "1"}
    got = scored(set_from_data(m.whole(leaves)), _1={"b": "3"}, _2={"b": "3"})
    assert got == {"1.1": "1.50", "1.2": "1.50"}


def test_results_of_others_never_enter_the_self_score() -> None:
    whole = load_set("par-index-1150")
    empty = score_assessment(Assessment("UBND tỉnh", 2026, whole))
    assert (str(empty.self_max), str(empty.total_max)) == ("64.50", "100.00")
    assert empty.leaf("8.1.1").status is Status.SURVEY
    assert empty.leaf("8.1.1").points is None
    one = Assessment("UBND tỉnh", 2026, whole)
    one = one.with_answer("8.1.1", Answer({"diem_khao_sat": "86.08"}))
    one = one.with_answer("1.6", Answer({"diem": "1.75"}))
    sheet = score_assessment(one)
    assert str(sheet.leaf("8.1.1").points) == "1.72"
    assert sheet.leaf("8.1.1").status is Status.SURVEY
    assert (str(sheet.self_score), sheet.answered) == ("0.00", 0)
    sums = sheet.sums
    assert (str(sums.survey_points), sums.surveyed) == ("1.72", 1)
    assert (str(sums.appraised_points), sums.appraised) == ("1.75", 1)


def test_par_index_has_the_counts_of_the_decision() -> None:
    whole = load_set("par-index-1150")
    counts = [
        (len(one.criteria), sum(len(c.leaves) for c in one.criteria if not c.is_leaf))
        for one in whole.fields
    ]
    assert counts == [(6, 2), (4, 6), (5, 19), (4, 12), (9, 16), (4, 15), (5, 17), (6, 8)]
    assert len(whole.leaves) == 108
    by_scorer = [str(whole.max_of(one)) for one in Scorer]
    assert by_scorer == ["64.50", "33.50", "2.00"]
    assert "bộ mẫu" in whole.title


def test_classes_differ_by_block() -> None:
    policy = load_set("xa-phuong-2026").policy
    assert [policy.class_of(Decimal(86), b).label for b in ("xa", "phuong", "")] == [
        "Xuất sắc",
        "Tốt",
        "Tốt",
    ]
    assert policy.class_of(Decimal("89.99"), "phuong").key == "tot"


@cache
def largest() -> CriteriaSet:
    return load_set("so-nganh-2026")


@st.composite
def changes(draw: st.DrawFn) -> list[tuple[str, Answer]]:
    steps = []
    for _ in range(draw(st.integers(1, 8))):
        leaf = draw(st.sampled_from((*largest().leaves, *largest().extra_leaves)))
        names = [one.name for one in leaf.inputs] or ["option", "items"]
        pool = st.sampled_from(["", "0", "1", "7", "co", "muc_tieu", "2026-02-05"])
        values = draw(st.dictionaries(st.sampled_from(names), pool))
        basis = draw(st.sampled_from(["", "", "QĐ 1"]))
        steps.append((leaf.code, Answer(values, not_applicable=basis)))
    for code in ("1.1.1", "1.1.3"):  # one that others require, and one that requires it
        values = {"ngay_ban_hanh": "", "a": "5", "b": "5"}
        steps.append((code, Answer(draw(st.sampled_from([values, {}])))))
    return draw(st.permutations(steps))


@given(changes())
def test_scoring_what_changed_gives_what_scoring_all_gives(steps: list[tuple[str, Answer]]) -> None:
    one = Assessment("Sở A", 2026, largest(), exemptions={"6.4": "QĐ 2"})
    sheet = score_assessment(one)
    for code, answer in steps:
        one = one.with_answer(code, answer)
        sheet = score_assessment(one, sheet)
        assert sheet == score_assessment(one)
