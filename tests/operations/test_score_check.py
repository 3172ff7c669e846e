"""Stated scores against computed ones: strict with our own data, fair to another version's."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.score_document import sheet_to_data
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.operations.score_check import score_differences

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment


@pytest.fixture
def computed(assessment: Assessment) -> dict[str, Any]:
    """The scores of one answer."""
    declared = assessment.with_answer("3.4.1", Answer({"a": "2453", "b": "2450"}))
    return sheet_to_data(declared, score_assessment(declared))


@pytest.fixture
def stated(computed: dict[str, Any]) -> dict[str, Any]:
    """The same, to be changed."""
    return copy.deepcopy(computed)


def _item(data: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in data["items"] if one["code"] == code)


def test_the_same_scores_agree(stated: dict[str, Any], computed: dict[str, Any]) -> None:
    for same_program in (True, False):
        assert not score_differences(stated, computed, same_program=same_program)


def test_other_points_are_named_whatever_wrote_them(
    stated: dict[str, Any], computed: dict[str, Any]
) -> None:
    _item(stated, "3.4.1")["score"] = "3.99"
    stated["self_score"] = "3.99"
    stated["fields"][2]["score"] = "3.99"
    for same_program in (True, False):
        found = score_differences(stated, computed, same_program=same_program)
        assert found.points == ("3.4.1",)
        assert found.sums == ("fields 3", "self_score")


def test_another_versions_words_and_further_figures_are_no_difference(
    stated: dict[str, Any], computed: dict[str, Any]
) -> None:
    _item(stated, "3.4.1")["steps"] = ["2450/2453"]
    stated["added_later"] = "1.00"
    stated["fields"][0]["added_later"] = 1
    assert not score_differences(stated, computed, same_program=False)
    found = score_differences(stated, computed, same_program=True)
    assert (found.points, found.details) == ((), ("3.4.1",))
    assert found.sums == ("fields 1", "added_later")


def test_a_missing_leaf_or_field_is_a_difference(
    stated: dict[str, Any], computed: dict[str, Any]
) -> None:
    stated["items"] = [one for one in stated["items"] if one["code"] != "1.5"]
    del stated["fields"][3]
    found = score_differences(stated, computed, same_program=False)
    assert found.points == ("1.5",)
    assert {"items", "fields", "fields 4"} <= set(found.sums)
