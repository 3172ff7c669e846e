"""Moving to another set: whatever was typed is either carried or named, and can be had back."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.set_document import set_from_data
from cchc_desktop.core.set_move import Fate, merge_back, plan_move
from tests.support import made_sets as m

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

Data = dict[str, Any]


@cache
def old_set() -> CriteriaSet:
    return set_from_data(m.shipped_data("xa-phuong-2026"))


def leaves_of(data: Data) -> list[tuple[Data, list[Data]]]:
    """Give each leaf's data with the list that it stands in."""
    found = []
    for field in data["fields"]:
        for criterion in field["criteria"]:
            if "items" in criterion:
                found += [(leaf, criterion["items"]) for leaf in criterion["items"]]
            else:
                found.append((criterion, field["criteria"]))
    return found


@st.composite
def edited(draw: st.DrawFn) -> CriteriaSet:
    """A next year's set: renamed, renumbered, dropped, added, with other rules and maxima."""
    data = copy.deepcopy(m.shipped_data("xa-phuong-2026"))
    for _ in range(draw(st.integers(1, 8))):
        leaf, siblings = draw(st.sampled_from(leaves_of(data)))
        match draw(st.sampled_from(["rename", "drop", "add", "rule", "max", "input", "swap"])):
            case "rename":
                leaf["title"] = draw(st.sampled_from([leaf["title"] + " năm", "Tên khác hẳn", "X"]))
            case "drop" if len(siblings) > 1:
                siblings.remove(leaf)
            case "add":
                code = leaf["code"].rpartition(".")[0] + f".{len(siblings) + 40}"
                siblings.append(m.leaf(code, m.SHARE, m.PART, title="Mục mới"))
            case "rule":
                leaf |= {"measure": m.OPTIONS, "scale": m.POINTS, "inputs": []}
            case "max":
                leaf["max"] = "9.00"
            case "input" if leaf["inputs"]:
                leaf["inputs"][0]["name"] += "_moi"
            case "swap" if len(siblings) > 1:
                other = siblings[0]
                leaf["title"], other["title"] = other["title"], leaf["title"]
    return set_from_data(data)


@st.composite
def declared(draw: st.DrawFn) -> Assessment:
    answers = {}
    for leaf in draw(st.lists(st.sampled_from(old_set().leaves), max_size=12, unique_by=id)):
        names = [one.name for one in leaf.inputs] or ["option"]
        values = {name: draw(st.sampled_from(["1", "2450", "co", ""])) for name in names}
        answers[leaf.code] = Answer(values, draw(st.sampled_from(["", "ghi chú"])))
    exemptions = draw(st.dictionaries(st.sampled_from(["3", "4.1", "6.4"]), st.just("QĐ 1")))
    return Assessment("Xã A", 2026, old_set(), answers, exemptions)


@given(declared(), edited())
def test_no_typed_value_disappears(before: Assessment, new_set: CriteriaSet) -> None:
    plan = plan_move(before, new_set)
    seen = []
    for one in plan.moves:
        if one.old is None:
            continue
        answer = before.answer(one.old.code)
        lost = dict(one.lost)
        if one.new is None:
            assert all(lost[name] == text for name, text in answer.values.items())
            assert ("note" in lost) == bool(answer.note)
        else:
            now = plan.after.answer(one.new.code)
            assert now.note == answer.note
            for name, text in answer.values.items():
                assert now.values.get(name, lost.get(name)) == text
                assert (name in now.values) != (name in lost)
        seen.append(one.old.code)
    every = [leaf.code for leaf in (*old_set().leaves, *old_set().extra_leaves)]
    assert sorted(seen) == sorted(every)
    kept = len(plan.after.exemptions)
    assert kept + len(plan.lost_exemptions) == len(before.exemptions)


@given(declared(), edited())
def test_going_back_gives_everything_again(before: Assessment, new_set: CriteriaSet) -> None:
    plan = plan_move(before, new_set)
    answers, homeless = merge_back(before, plan.codes, plan.after, plan.after.answers)
    assert answers == before.answers
    assert homeless == {}


@given(declared(), edited(), st.data())
def test_what_was_typed_since_is_carried_back_or_kept_apart(
    before: Assessment, new_set: CriteriaSet, data: st.DataObject
) -> None:
    plan = plan_move(before, new_set)
    leaf = data.draw(st.sampled_from(new_set.leaves))
    typed = Answer({one.name: "77" for one in leaf.inputs} or {"option": "co"}, "mới")
    now = plan.after.with_answer(leaf.code, typed)
    answers, homeless = merge_back(before, plan.codes, now, plan.after.answers)
    back = {new: old for old, new in plan.codes.items()}
    if leaf.code not in back:
        assert homeless[leaf.code] == typed
    else:
        there = answers[back[leaf.code]]
        assert there.note == "mới"
        assert homeless or there.values == typed.values


def test_the_same_set_keeps_all() -> None:
    one = Assessment("Xã A", 2026, old_set(), {"1.3": Answer({"so_luot": "5"})})
    plan = plan_move(one, replace(old_set(), version="2"))
    assert plan.count(Fate.KEPT) == len(plan.moves)
    assert not plan.loses
    assert plan.after.answers == one.answers


def test_a_renumbered_leaf_is_found_by_its_title() -> None:
    data = m.shipped_data("xa-phuong-2026")
    field = data["fields"][0]["criteria"]
    field[2]["code"], field[3]["code"] = field[3]["code"], field[2]["code"]
    one = Assessment("Xã A", 2026, old_set(), {"1.3": Answer({"so_luot": "5"})})
    plan = plan_move(one, set_from_data(data))
    assert plan.codes["1.3"] == "1.4"
    assert plan.after.answer("1.4").values == {"so_luot": "5"}


def test_an_option_that_is_gone_is_not_carried() -> None:
    data = m.shipped_data("xa-phuong-2026")
    leaf = next(one for one, _ in leaves_of(data) if one["code"] == "2.2")
    leaf["measure"]["options"] = leaf["measure"]["options"][:1]
    one = Assessment("Xã A", 2026, old_set(), {"2.2": Answer({"option": "khong"}, "ghi chú")})
    plan = plan_move(one, set_from_data(data))
    move = next(x for x in plan.moves if x.new and x.new.code == "2.2")
    assert move.lost == (("option", "khong"),)
    assert plan.after.answer("2.2") == Answer({}, "ghi chú")
