"""A set is checked whole: every mistake is named, and a sound set has none."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.documents import read_document
from cchc_desktop.core.set_findings import has_errors
from cchc_desktop.paths import forms_dir
from tests.support import made_sets as m

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.set_findings import SetFinding

Data = dict[str, Any]


def findings(data: Data) -> tuple[SetFinding, ...]:
    return read_document(json.dumps(data))[1]


def only(data: Data) -> list[tuple[str, str, str]]:
    return [(one.severity.value, one.kind, one.code) for one in findings(data)]


def test_every_shipped_document_is_sound() -> None:
    for path in sorted((forms_dir() / "sets").glob("*.json")):
        document, found = read_document(path.read_text("utf-8"))
        assert document is not None
        assert found == (), (path.stem, [one.message for one in found])


@pytest.mark.parametrize("rule", m.RULES, ids=lambda one: f"{one[0]['kind']}-{one[1]['kind']}")
def test_no_kind_of_rule_is_doubted_without_reason(rule: tuple[Data, Data]) -> None:
    leaf = m.leaf("1.1", *rule)
    found = [one for one in findings(m.whole([leaf])) if one.part not in ("max", "policy")]
    assert [one.message for one in found if one.kind not in ("rule_max", "bands")] == []


def spoil(change: Callable[[Data], object]) -> Data:
    data = m.whole([m.leaf("1.1", m.SHARE, m.STEPS), m.leaf("1.2", m.COUNT, m.EACH)])
    change(data)
    return data


def leaf_of(data: Data, number: int = 0) -> Data:
    one: Data = data["fields"][0]["criteria"][number]
    return one


SPOILT: dict[str, tuple[Callable[[Data], object], str]] = {
    "field's sum": (lambda d: d["fields"][0].update(max="9"), "sum"),
    "a code twice": (lambda d: leaf_of(d, 1).update(code="1.1"), "duplicate_code"),
    "a code left out": (lambda d: leaf_of(d, 1).update(code="1.3"), "code_gap"),
    "a code elsewhere": (lambda d: leaf_of(d, 1).update(code="2.2"), "code_level"),
    "rule below maximum": (
        lambda d: leaf_of(d).update(scale={**m.DAYS, "up_to": False, "bands": [
            {"bound": "90", "points": "1"}]}),
        "rule_max",
    ),
    "bands overlap": (
        lambda d: leaf_of(d).update(scale={**m.STEPS, "bands": [
            {"bound": "80", "points": "2.00"}, {"bound": "95", "points": "1"}]}),
        "bands",
    ),
    "a band above 100 %": (
        lambda d: leaf_of(d).update(scale={**m.STEPS, "bands": [
            {"bound": "120", "points": "2.00"}, {"bound": "95", "points": "1"}]}),
        "unreachable",
    ),
    "a figure not declared": (lambda d: leaf_of(d).update(inputs=[]), "inputs"),
    "a figure not used": (
        lambda d: leaf_of(d)["inputs"].append(
            {"name": "z", "label": "z", "unit": "z", "kind": "count"}),
        "inputs",
    ),
    "a day in a share": (lambda d: leaf_of(d)["inputs"][0].update(kind="date"), "inputs"),
    "exempt without basis": (
        lambda d: leaf_of(d).update(exemptible=True, exempt_basis=""), "exemption"),
    "no maximum": (lambda d: leaf_of(d).update(max="0"), "max"),
    "too many decimals": (lambda d: leaf_of(d).update(max="2.125"), "decimals"),
    "unknown register": (lambda d: leaf_of(d)["inputs"][0].update(link="so.cai"), "link"),
    "requires nothing": (
        lambda d: leaf_of(d).update(requires={"code": "7.7", "evidence": False}), "requires"),
    "requires itself in a circle": (
        lambda d: [
            leaf_of(d).update(requires={"code": "1.2", "evidence": False}),
            leaf_of(d, 1).update(requires={"code": "1.1", "evidence": False}),
        ],
        "requires",
    ),
    "classes with one bound": (
        lambda d: d["policy"].update(classes=[
            {"key": "a", "label": "A", "from": "80"}, {"key": "b", "label": "B", "from": "80"}]),
        "classes",
    ),
    "a bar at no class": (
        lambda d: d["policy"].update(gates=[{"condition": "x", "highest": "z"}]), "policy"),
    "nothing to win": (
        lambda d: [one.update(max="0") for one in (leaf_of(d), leaf_of(d, 1), d["fields"][0])],
        "zero_total",
    ),
    "a scorer that is none": (lambda d: leaf_of(d).update(scored_by="ai"), "bad_leaf"),
    "a number that is none": (lambda d: leaf_of(d).update(max="hai"), "bad_leaf"),
    "no such rule": (lambda d: leaf_of(d).update(measure={"kind": "?"}), "bad_leaf"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_a_mistake_is_named(name: str) -> None:
    change, kind = SPOILT[name]
    found = findings(spoil(change))
    assert kind in {one.kind for one in found}, [one.message for one in found]
    for one in found:
        assert one.message.endswith("."), one.message
        assert "\n" not in one.message


def test_all_mistakes_are_told_at_once() -> None:
    names = ("a figure not used", "exempt without basis", "field's sum", "requires nothing")
    data = spoil(lambda d: [SPOILT[name][0](d) for name in names])
    assert {"inputs", "exemption", "sum", "requires"} <= {kind for _, kind, _ in only(data)}


def test_a_set_with_warnings_can_be_used_one_with_errors_not() -> None:
    sound = spoil(lambda d: None)
    assert not has_errors(findings(sound))  # 4 points in all: only a warning
    assert [kind for _, kind, _ in only(sound)] == ["total"]


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{}", '{"format": "cchc-set/1"}', "[" * 5000, '{"format": 7}', "\0"]
)
def test_what_is_no_set_is_told_in_one_sentence(text: str) -> None:
    document, found = read_document(text)
    assert document is None
    assert len(found) == 1
    assert found[0].message.endswith(".")


WRONG = st.sampled_from([None, 7, -1, "", "x", [], {}, True, 1e400, ["a"], {"kind": []}])


@given(st.data())
def test_a_value_of_the_wrong_type_never_crashes(data: Any) -> None:
    one = copy.deepcopy(_LARGE)
    node: Any = one
    for _ in range(data.draw(st.integers(1, 7))):
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(node[key], dict | list) or not node[key]:
            break
        parent, node = node, node[key]
    else:
        parent = node
        key = data.draw(
            st.sampled_from(list(node) if isinstance(node, dict) else list(range(len(node))))
        )
    target = node if key in (node if isinstance(node, dict) else range(len(node))) else parent
    target[key] = data.draw(WRONG)
    _, found = read_document(json.dumps(one))
    assert all(item.message.endswith(".") for item in found)


_LARGE = m.whole([m.leaf(f"1.{n}", *rule) for n, rule in enumerate(m.RULES, 1)])
