"""A score sheet as plain data: what ``cchc score --json`` prints and the dossier carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import LeafScore, ScoreSheet


def sheet_to_data(assessment: Assessment, sheet: ScoreSheet) -> dict[str, Any]:
    """Write all results; decimals are text with a dot, in points (``percent`` in %)."""
    whole = assessment.criteria_set
    return {
        "unit": assessment.unit,
        "year": assessment.year,
        "set": {"id": whole.id, "version": whole.version},
        "items": [leaf_score_to_data(one) for one in (*sheet.leaves, *sheet.extras)],
        "fields": [
            {
                "code": one.code,
                "title": one.title,
                "max": _text(one.max),
                "score": _text(one.points),
                "self_max": _text(one.self_max),
                "own_max": _text(one.own_max),
                "answered": one.answered,
                "applicable": one.applicable,
            }
            for one in sheet.fields
        ],
        "self_score": _text(sheet.self_score),
        "self_max": _text(sheet.self_max),
        "survey_max": _text(sheet.survey_max),
        "appraised_max": _text(sheet.appraised_max),
        "survey_score": _entered(sheet.sums.survey_points, sheet.sums.surveyed),
        "appraised_score": _entered(sheet.sums.appraised_points, sheet.sums.appraised),
        "bonus": _text(sheet.bonus),
        "penalty": _text(sheet.penalty),
        "total_max": _text(sheet.total_max),
        "percent": None if sheet.percent is None else _text(sheet.percent),
        "answered": sheet.answered,
        "applicable": sheet.applicable,
    }


def leaf_score_to_data(one: LeafScore) -> dict[str, Any]:
    """Write one leaf's result with its steps."""
    data: dict[str, Any] = {
        "code": one.code,
        "title": one.title,
        "max": _text(one.max),
        "score": None if one.points is None else _text(one.points),
        "status": one.status.value,
        "steps": list(one.steps),
    }
    if one.problem:
        data["problem"] = one.problem
    if one.basis:
        data["basis"] = one.basis
    return data


def _entered(points: Decimal, results: int) -> str | None:
    """Write a sum of entered results; None while there is none, which is not 0."""
    return _text(points) if results else None


def _text(value: Decimal) -> str:
    """Write points with at least two decimals."""
    return f"{value:.{max(2, -int(value.as_tuple().exponent))}f}"
