"""Where points are still lost, and what would be if: read-only, whatever is tried."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.lost_points import LostPoints, WhatIf, best_answers, lost_points, try_out
from cchc_desktop.operations.declared_values import merged_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet


def board(assessment: Assessment, sheet: ScoreSheet) -> LostPoints:
    """Say where points are lost and what each leaf needs."""
    return lost_points(assessment, sheet)


def try_best(
    assessment: Assessment, sheet: ScoreSheet, found: LostPoints, codes: Iterable[str]
) -> WhatIf:
    """Say what the score would be if these leaves won all that they can."""
    return try_out(assessment, sheet, best_answers(found, codes))


def try_values(
    assessment: Assessment,
    sheet: ScoreSheet,
    found: LostPoints,
    wanted: Mapping[str, Mapping[str, object]],
) -> WhatIf:
    """Say what the score would be with these figures; a leaf without figures gets its best.

    Raises:
        UserError: ``unknown_code``, or figures that the leaf can't have.
    """
    best = best_answers(found, wanted)
    answers: dict[str, Answer] = {}
    for code, values in wanted.items():
        leaf = assessment.criteria_set.leaf(code)
        if not values:
            if code not in best:
                raise UserError(
                    "nothing_to_win", f"Mục {code} không còn điểm lấy lại được; bỏ khỏi phép thử."
                )
            answers[code] = best[code]
            continue
        kept = assessment.answer(code)
        merged = merged_values(leaf, kept.values, values, assessment.year)
        answers[code] = replace(kept, values=merged, not_applicable="")
    return try_out(assessment, sheet, answers)
