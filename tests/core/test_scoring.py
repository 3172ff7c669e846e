"""Rules between leaves, and how a problem is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_assessment

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment


def _with(assessment: Assessment, **answers: dict[str, str]) -> Assessment:
    for name, values in answers.items():
        assessment = assessment.with_answer(name.strip("_").replace("_", "."), Answer(values))
    return assessment


def test_without_a_plan_its_content_and_completion_get_nothing(assessment: Assessment) -> None:
    declared = _with(
        assessment,
        _1_1_1={"ngay_ban_hanh": ""},
        _1_1_2={"items": "muc_tieu"},
        _1_1_3={"a": "5", "b": "5"},
    )
    sheet = score_assessment(declared)
    for code in ("1.1.1", "1.1.2", "1.1.3"):
        assert str(sheet.leaf(code).points) == "0.00"
    assert "1.1.1" in sheet.leaf("1.1.3").steps[0]


def test_a_plan_not_declared_yet_leaves_the_others_alone(assessment: Assessment) -> None:
    sheet = score_assessment(_with(assessment, _1_1_3={"a": "5", "b": "5"}))
    assert str(sheet.leaf("1.1.3").points) == "1.50"
    assert sheet.leaf("1.1.1").status is Status.UNANSWERED


def test_part_above_whole_is_refused_with_both_figures(assessment: Assessment) -> None:
    result = score_assessment(_with(assessment, _3_4_1={"a": "10", "b": "11"})).leaf("3.4.1")
    assert result.status is Status.INVALID
    assert "11" in result.problem
    assert "10" in result.problem


def test_weighted_parts_together_may_not_exceed_the_whole(assessment: Assessment) -> None:
    result = score_assessment(_with(assessment, _7_1_2={"a": "10", "b": "9", "c": "2"})).leaf(
        "7.1.2"
    )
    assert result.status is Status.INVALID


def test_late_reports_may_not_exceed_those_sent(assessment: Assessment) -> None:
    declared = _with(assessment, _1_2_1={"so_bao_cao": "3", "so_bao_cao_cham": "4"})
    assert score_assessment(declared).leaf("1.2.1").status is Status.INVALID


def test_unreadable_figure_is_named_and_not_scored(assessment: Assessment) -> None:
    result = score_assessment(_with(assessment, _1_5={"so_sang_kien": "mười"})).leaf("1.5")
    assert result.status is Status.INVALID
    assert "mười" in result.problem
    assert result.points is None


def test_bonus_and_penalty_stay_outside_the_maximum(assessment: Assessment) -> None:
    before = score_assessment(assessment)
    after = score_assessment(
        _with(assessment, _9_1={"so_mo_hinh": "5"}, _9_2={"option": "tw"}, _10_3={"so_lan": "9"})
    )
    assert (str(after.bonus), str(after.penalty)) == ("2.00", "1.50")
    assert after.self_max == before.self_max
    assert after.applicable == before.applicable
    assert after.answered == 0


def test_percent_is_of_the_units_own_maximum(assessment: Assessment) -> None:
    declared = _with(assessment, _3_4_1={"a": "2453", "b": "2450"}, _9_1={"so_mo_hinh": "1"})
    sheet = score_assessment(declared)
    assert str(sheet.self_score) == "4.00"
    assert str(sheet.percent) == "6.43"  # (4,00 + 0,50) / 70 × 100 = 6,428…


def test_nearly_all_is_not_all(assessment: Assessment) -> None:
    result = score_assessment(_with(assessment, _3_4_1={"a": "2453", "b": "2450"})).leaf("3.4.1")
    assert str(result.points) == "4.00"
    assert result.steps == (
        "2.450 ÷ 2.453 = 99,8777…%",
        "mức từ 95% đến dưới 100%: tỷ lệ × 4,00 = 3,9951…",
        "làm tròn 2 số lẻ: 4,00",
    )
    assert result.trace.declared == "2.450/2.453 hồ sơ = 99,88%"
    assert result.trace.arithmetic == "2.450/2.453 × 4,00 = 3,9951… → 4,00"
    assert result.trace.band == 1
