"""A set as text: canonical both ways, and a broken one says where it is broken."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.published_index import index_from_data, index_to_text
from cchc_desktop.core.questionnaire import questionnaire_from_data, questionnaire_to_text
from cchc_desktop.core.rule_table import rule_table
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.core.set_document import set_from_data, set_from_text, set_to_data, set_to_text
from cchc_desktop.paths import forms_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.criteria_set import CriteriaSet


def test_the_shipped_text_is_canonical() -> None:
    writers = {
        "cchc-set/1": lambda text: set_to_text(set_from_text(text)),
        "cchc-questionnaire/1": lambda text: questionnaire_to_text(
            questionnaire_from_data(json.loads(text))
        ),
        "cchc-index/1": lambda text: index_to_text(index_from_data(json.loads(text))),
    }
    paths = sorted((forms_dir() / "sets").glob("*.json"))
    assert len(paths) == 6
    for path in paths:
        text = path.read_text("utf-8")
        assert writers[json.loads(text)["format"]](text) == text


def test_a_set_gives_itself_back(departments_set: CriteriaSet) -> None:
    assert set_from_data(json.loads(json.dumps(set_to_data(departments_set)))) == departments_set


def _first_leaf(data: dict[str, Any]) -> dict[str, Any]:
    return data["fields"][0]["criteria"][0]["items"][0]


BREAKS: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("cchc-set", lambda d: d.update(format="khác")),
    ("policy", lambda d: d.pop("policy")),
    ("1.1.1", lambda d: _first_leaf(d).update(max=0.5)),
    ("1.1.1", lambda d: _first_leaf(d).update(max="nửa")),
    ("1.1.1", lambda d: _first_leaf(d).update(max="NaN")),
    ("1.1.1", lambda d: _first_leaf(d)["measure"].update(kind="đoán")),
    ("1.1.1", lambda d: _first_leaf(d).update(scored_by="ai đó")),
    ("1.1.1", lambda d: _first_leaf(d).pop("scale")),
    ("giá trị sai", lambda d: d.update(fields="x")),
]


@pytest.mark.parametrize(("named", "damage"), BREAKS)
def test_a_broken_set_says_where(
    named: str, damage: Callable[[dict[str, Any]], object], departments_set: CriteriaSet
) -> None:
    data = copy.deepcopy(set_to_data(departments_set))
    damage(data)
    with pytest.raises(UserError, match=named) as caught:
        set_from_data(data)
    assert caught.value.code == "bad_set"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000])
def test_what_is_no_set_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        set_from_text(text)


def test_every_leaf_shows_how_it_is_scored(departments_set: CriteriaSet) -> None:
    for leaf in (*departments_set.leaves, *departments_set.extra_leaves):
        rows = rule_table(leaf)
        assert rows or leaf.measure.kind in ("choice", "ticks"), leaf.code
        assert all(row.reached and row.gives for row in rows)


def test_unknown_and_parent_codes_are_told_apart(departments_set: CriteriaSet) -> None:
    with pytest.raises(UserError, match="mục cha"):
        departments_set.leaf("1.1")
    with pytest.raises(UserError, match="Không có tiêu chí"):
        departments_set.leaf("99")


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a set's data that holds something."""
    keys = sorted(node) if isinstance(node, dict) else range(len(node))
    found = []
    for key in keys:
        found.append((*path, key))
        if isinstance(node[key], dict | list):
            found += _places(node[key], (*path, key))
    return found


WRONG = (None, 5, -1, 1.5, True, "", "x", "1e999", "1.x", [], {}, [None], {"a": 1})


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0), st.sampled_from(range(len(WRONG))))
def test_any_one_value_gone_wrong_is_refused_or_harmless(
    departments_set: CriteriaSet, where: int, what: int
) -> None:
    """Whatever stands in one place of a set file, the answer is a set or one sentence."""
    broken = copy.deepcopy(set_to_data(departments_set))
    places = _places(broken)
    *above, last = places[where % len(places)]
    node: Any = broken
    for key in above:
        node = node[key]
    node[last] = copy.deepcopy(WRONG[what])
    try:
        read = set_from_data(broken)
    except UserError:
        return
    assert set_from_data(set_to_data(read)) == read
    sheet = score_assessment(Assessment("Sở A", 2026, read))
    assert sheet.answered == 0
    for leaf in (*read.leaves, *read.extra_leaves):
        rule_table(leaf)
