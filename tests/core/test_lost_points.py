"""Where points are lost: sums that agree, promises that are kept, what-ifs that touch nothing."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT, Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.criteria_set import CriteriaSet, Leaf, Scorer
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.improvement import best_answer, ways_of
from cchc_desktop.core.lost_points import LeafLoss, best_answers, lost_points, try_out
from cchc_desktop.core.measures import Choice, Ticks
from cchc_desktop.core.scoring import score_assessment, score_leaf
from cchc_desktop.core.set_document import set_from_text
from cchc_desktop.paths import forms_dir

SETS = [
    set_from_text((forms_dir() / f"sets/{name}.json").read_text("utf-8"))
    for name in ("so-nganh-2026", "xa-phuong-2026", "par-index-1150")
]


def made_up(whole: CriteriaSet, seed: int, share: float = 0.7) -> Assessment:
    """Give a department that has declared something of everything, as chance has it."""
    chance = random.Random(seed)
    answers = {
        leaf.code: Answer(values(leaf, whole.year, chance))
        for leaf in (*whole.leaves, *whole.extra_leaves)
        if chance.random() < share
    }
    return Assessment("Sở", whole.year, whole, answers)


def values(leaf: Leaf, year: int, chance: random.Random) -> dict[str, str]:
    picked = {VARIANT: chance.choice(leaf.variants).key} if leaf.variants else {}
    applied = leaf.under(picked) or leaf
    if isinstance(applied.measure, Choice):
        return {**picked, OPTION: chance.choice(applied.measure.options).key}
    if isinstance(applied.measure, Ticks):
        keys = [one.key for one in applied.measure.items if chance.random() < 0.5]
        return {**picked, ITEMS: ",".join(keys)}
    found = dict(picked)
    whole = chance.randrange(0, 300)
    for one in applied.inputs:
        if one.kind is InputKind.DATE:
            found[one.name] = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
        else:
            found[one.name] = str(chance.choice([whole, chance.randrange(0, whole + 1)]))
    return found


def loss(assessment: Assessment, code: str) -> LeafLoss:
    board = lost_points(assessment, score_assessment(assessment))
    return next(one for one in board.leaves if one.code == code)


@pytest.fixture(scope="module")
def whole() -> CriteriaSet:
    return SETS[0]


@pytest.mark.parametrize(
    ("code", "given", "needs"),
    [
        ("3.1.3", {"b": "22", "a": "124"}, "Thêm 03 TTHC (Số TTHC được cắt giảm) được 1,00"),
        ("1.5", {"so_sang_kien": "1"},
         "Thêm 01 sáng kiến (Số sáng kiến được công nhận trong năm) được 1,00"),
        ("1.6.2", {"so_qua_han": "2"},
         "Bớt 02 nhiệm vụ (Số nhiệm vụ quá hạn chưa hoàn thành) được 0,50"),
        ("4.3.2", {"a": "4", "b": "2", "c": "1"},
         "Thêm 01 vấn đề (Đã xử lý xong) được 0,66; đưa hết vào “Đã xử lý xong”, "
         "rồi thêm 01 vấn đề (Đã xử lý xong) được 0,75"),
        ("5.4.1", {"khien_trach": "4", "canh_cao": "3", "nang": "0"},
         "Không còn trường hợp nào bị trừ được 1,00"),
        ("6.1.2", {"items": "du_toan,quy"}, "Đủ “Công khai quyết toán” được 1,00"),
        ("1.1.1", {"ngay_ban_hanh": "2026-02-05"},
         "Đã quá hạn, không còn lấy lại được trong năm 2026"),
        ("7.3.2", {"b": "1765", "a": "2453"},
         "Thêm 07 hồ sơ (Số hồ sơ nộp trực tuyến) được 1,81; "
         "thêm 193 hồ sơ (Số hồ sơ nộp trực tuyến) được 2,00"),
    ],
)  # fmt: skip
def test_what_a_leaf_needs_is_counted_by_its_own_rule(
    whole: CriteriaSet, code: str, given: dict[str, str], needs: str
) -> None:
    found = loss(Assessment("Sở", 2026, whole, {code: Answer(given)}), code)
    assert found.needs.removesuffix("; thêm tài liệu") == needs
    assert found.recoverable == ("không còn" not in needs)


def test_undeclared_leaves_say_what_wins_their_maximum(whole: CriteriaSet) -> None:
    empty = Assessment("Sở", 2026, whole)
    assert loss(empty, "7.3.2").needs == (
        "Kê khai “Số hồ sơ nộp trực tuyến”, “Tổng số hồ sơ tiếp nhận”; từ 80%: 2,00; thêm tài liệu"
    )
    assert loss(empty, "1.1.1").needs == (
        "Kê khai ngày thực hiện, chậm nhất 31/01/2026; thêm tài liệu"
    )
    assert loss(empty, "1.4.1").needs == "Chọn phương án; “Có” được 0,50; thêm tài liệu"


@pytest.mark.parametrize("whole", SETS, ids=lambda one: one.id)
@given(seed=st.integers(0, 10**6), share=st.sampled_from([0.0, 0.3, 0.8, 1.0]))
@settings(max_examples=12, deadline=None)
def test_won_lost_and_undeclared_are_the_own_maximum(
    whole: CriteriaSet, seed: int, share: float
) -> None:
    assessment = made_up(whole, seed, share)
    sheet = score_assessment(assessment)
    board = lost_points(assessment, sheet)
    for one in (*board.fields, board.whole):
        assert one.won + one.lost + one.undeclared == one.maximum
    assert board.whole.won == sheet.self_score
    assert board.whole.maximum == sheet.self_max
    assert sum((one.lost for one in board.leaves), Decimal(0)) == (
        board.whole.lost + board.whole.undeclared
    )


@pytest.mark.parametrize("whole", SETS, ids=lambda one: one.id)
@given(seed=st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_every_promise_is_kept_by_the_rule_itself(whole: CriteriaSet, seed: int) -> None:
    assessment = made_up(whole, seed)
    before = score_assessment(assessment)
    for leaf in whole.leaves:
        if leaf.scored_by is not Scorer.UNIT:
            continue
        ways = ways_of(assessment, leaf)
        points = [one.points for one in ways]
        assert points == sorted(set(points))
        for way in ways:
            trial = assessment.with_answer(leaf.code, way.answer)
            assert score_leaf(trial, leaf).points == way.points
            assert way.points > (before.leaf(leaf.code).points or 0)
        best = best_answer(assessment, leaf)
        if best is not None and ways:
            assert (score_leaf(assessment.with_answer(leaf.code, best), leaf).points or 0) >= (
                ways[-1].points
            )


def test_one_less_than_promised_is_not_enough(whole: CriteriaSet) -> None:
    leaf = whole.leaf("3.1.3")
    assessment = Assessment("Sở", 2026, whole, {"3.1.3": Answer({"b": "22", "a": "124"})})
    way = ways_of(assessment, leaf)[-1]
    assert way.answer.values["b"] == "25"
    less = assessment.with_answer("3.1.3", Answer({"b": "24", "a": "124"}))
    assert (score_leaf(less, leaf).points or 0) < way.points


def test_a_what_if_touches_nothing_and_adds_up(whole: CriteriaSet) -> None:
    assessment = made_up(whole, 7, 0.6)
    sheet = score_assessment(assessment)
    board = lost_points(assessment, sheet)
    codes = [one.code for one in board.leaves if one.recoverable]
    answers = best_answers(board, codes)
    found = try_out(assessment, sheet, answers)
    assert found.before == sheet.self_score
    assert found.after > found.before
    assert found.gain == sum(found.gained.values()) or found.maximum != sheet.self_max
    assert score_assessment(assessment).self_score == found.before
    assert assessment == made_up(whole, 7, 0.6)
    assert try_out(assessment, sheet, {}).gain == 0
