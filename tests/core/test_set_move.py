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
from cchc_desktop.core.set_move import Fate, plan_move
from cchc_desktop.core.set_return import Declared, Passage, go_back
from cchc_desktop.core.value_carrying import name_map
from tests.support import made_sets as m

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet
    from cchc_desktop.core.set_move import LeafMove, MovePlan

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


def state(one: Assessment) -> Declared:
    cited = {evidence.id: evidence.code for evidence in one.evidence}
    return Declared(one.answers, one.exemptions, one.links, cited)


def passage(before: Assessment, plan: MovePlan) -> Passage:
    return Passage(
        before.criteria_set, plan.after.criteria_set, plan.codes, state(before), state(plan.after)
    )


@given(declared(), edited())
def test_no_typed_value_disappears(before: Assessment, new_set: CriteriaSet) -> None:
    plan = plan_move(before, new_set)
    seen = []
    for one in plan.moves:
        if one.old is None:
            continue
        answer = before.answer(one.old.code)
        lost = {part.name: part.text for part in one.lost}
        if one.new is None:
            assert all(lost[name] == text for name, text in answer.values.items())
            assert ("note" in lost) == bool(answer.note)
        else:
            now = plan.after.answer(one.new.code)
            names = name_map(one.old, one.new)
            assert now.note == answer.note
            for name, text in answer.values.items():
                assert (names.get(name) in now.values) != (name in lost)
                assert now.values.get(names.get(name, ""), lost.get(name)) == text
        assert all(part.reason and part.words for part in one.lost)
        seen.append(one.old.code)
    every = [leaf.code for leaf in (*old_set().leaves, *old_set().extra_leaves)]
    assert sorted(seen) == sorted(every)
    kept = len(plan.after.exemptions)
    assert kept + len(plan.lost_exemptions) == len(before.exemptions)


@given(declared(), edited())
def test_going_back_gives_everything_again(before: Assessment, new_set: CriteriaSet) -> None:
    plan = plan_move(before, new_set)
    there, apart = go_back(passage(before, plan), state(plan.after))
    # An answer that says nothing is no answer: the workbook keeps none either.
    said = {code: one for code, one in before.answers.items() if not one.is_empty}
    assert there == replace(state(before), answers=said)
    assert apart == Declared()


@given(declared(), edited(), st.data())
def test_what_was_typed_since_is_carried_back_or_kept_apart(
    before: Assessment, new_set: CriteriaSet, data: st.DataObject
) -> None:
    plan = plan_move(before, new_set)
    leaf = data.draw(st.sampled_from(new_set.leaves))
    typed = Answer({one.name: "77" for one in leaf.inputs} or {"option": "co"}, "mới")
    now = plan.after.with_answer(leaf.code, typed)
    there, apart = go_back(passage(before, plan), state(now))
    back = {new: old for old, new in plan.codes.items()}
    if leaf.code not in back:
        assert apart.answers[leaf.code] == typed
        return
    old = old_set().find_leaf(back[leaf.code])
    assert old is not None
    answer, names = there.answer(old.code), name_map(leaf, old)
    assert answer.note == "mới"
    untouched = plan.after.answer(leaf.code).values
    for name, text in typed.values.items():
        if untouched.get(name) != text:
            kept = apart.answer(leaf.code).values.get(name)
            assert text in (answer.values.get(names.get(name, "")), kept)


@given(declared(), edited(), st.data())
def test_there_and_back_and_there_again_is_there(
    before: Assessment, new_set: CriteriaSet, data: st.DataObject
) -> None:
    plan = plan_move(before, new_set)
    leaf = data.draw(st.sampled_from(new_set.leaves))
    now = state(plan.after.with_answer(leaf.code, Answer({}, "gõ sau khi chuyển")))
    there, _ = go_back(passage(before, plan), now)
    back = {new: old for old, new in plan.codes.items()}
    again, apart = go_back(Passage(new_set, before.criteria_set, back, now, there), there)
    said = {code: one for code, one in now.answers.items() if not one.is_empty}
    assert again == replace(now, answers=said)
    assert apart == Declared()


def test_the_same_set_keeps_all() -> None:
    one = Assessment("Xã A", 2026, old_set(), {"1.3": Answer({"so_luot": "5"})})
    plan = plan_move(one, replace(old_set(), version="2"))
    assert plan.count(Fate.KEPT) == len(plan.moves)
    assert not plan.loses
    assert plan.after.answers == one.answers


def test_a_renumbered_leaf_is_found_by_its_title() -> None:
    data = copy.deepcopy(m.shipped_data("xa-phuong-2026"))
    field = data["fields"][0]["criteria"]
    field[2]["code"], field[3]["code"] = field[3]["code"], field[2]["code"]
    one = Assessment("Xã A", 2026, old_set(), {"1.3": Answer({"so_luot": "5"})})
    plan = plan_move(one, set_from_data(data))
    assert plan.codes["1.3"] == "1.4"
    assert plan.after.answer("1.4").values == {"so_luot": "5"}


def one_leaf(**changes: Any) -> CriteriaSet:
    """The communes' set with its leaf 2.2 (a choice) changed."""
    data = copy.deepcopy(m.shipped_data("xa-phuong-2026"))
    leaf = next(one for one, _ in leaves_of(data) if one["code"] == "2.2")
    leaf |= changes
    return set_from_data(data)


def figures(first: str, second: str, unit: str = "hồ sơ") -> Data:
    labels = {"a": first, "b": second}
    inputs = [{"name": n, "label": x, "unit": unit, "kind": "count"} for n, x in labels.items()]
    return {"measure": m.SHARE, "scale": m.PART, "inputs": inputs}


def of_2_2(plan: MovePlan) -> LeafMove:
    return next(one for one in plan.moves if one.new and one.new.code == "2.2")


def test_an_option_that_is_gone_is_not_carried() -> None:
    data = copy.deepcopy(m.shipped_data("xa-phuong-2026"))
    leaf = next(one for one, _ in leaves_of(data) if one["code"] == "2.2")
    leaf["measure"]["options"] = leaf["measure"]["options"][:1]
    one = Assessment("Xã A", 2026, old_set(), {"2.2": Answer({"option": "khong"}, "ghi chú")})
    plan = plan_move(one, set_from_data(data))
    (lost,) = of_2_2(plan).lost
    assert (lost.name, lost.text) == ("option", "khong")
    assert lost.words.startswith("Phương án: ")
    assert "khong" not in lost.words  # the option's words, not its key
    assert plan.after.answer("2.2") == Answer({}, "ghi chú")


def test_a_key_that_means_something_else_now_is_not_carried() -> None:
    data = copy.deepcopy(m.shipped_data("xa-phuong-2026"))
    leaf = next(one for one, _ in leaves_of(data) if one["code"] == "2.2")
    next(o for o in leaf["measure"]["options"] if o["key"] == "khong")["label"] = "Xuất sắc"
    one = Assessment("Xã A", 2026, old_set(), {"2.2": Answer({"option": "khong"})})
    plan = plan_move(one, set_from_data(data))
    assert plan.after.answer("2.2").values == {}
    assert [part.name for part in of_2_2(plan).lost] == ["option"]


def test_figures_go_by_their_words_and_not_by_their_names() -> None:
    before = one_leaf(**figures("Hồ sơ nhận", "Hồ sơ đúng hạn"))
    after = one_leaf(**figures("Hồ sơ đúng hạn", "Hồ sơ nhận"))
    one = Assessment("Xã A", 2026, before, {"2.2": Answer({"a": "2453", "b": "2450"})})
    assert plan_move(one, after).after.answer("2.2").values == {"a": "2450", "b": "2453"}


def test_a_figure_in_another_unit_is_not_carried() -> None:
    before = one_leaf(**figures("Kinh phí", "Kinh phí đã chi", "triệu đồng"))
    after = one_leaf(**figures("Kinh phí", "Kinh phí đã chi", "nghìn đồng"))
    one = Assessment("Xã A", 2026, before, {"2.2": Answer({"a": "12", "b": "7"})})
    plan = plan_move(one, after)
    assert plan.after.answer("2.2").values == {}
    reasons = {part.words: part.reason for part in of_2_2(plan).lost}
    unit = "đơn vị tính đã khác: triệu đồng → nghìn đồng"
    assert reasons == {"Kinh phí: 12": unit, "Kinh phí đã chi: 7": unit}


def test_a_title_of_other_words_is_another_leaf() -> None:
    one = Assessment("Xã A", 2026, old_set(), {"2.2": Answer({"option": "khong"})})
    title = "Không " + next(x for x in old_set().leaves if x.code == "2.2").title
    plan = plan_move(one, one_leaf(title=title))
    assert {
        x.fate for x in plan.moves if "2.2" in (x.old and x.old.code, x.new and x.new.code)
    } == {
        Fate.DROPPED,
        Fate.NEW,
    }
