"""A leaf of a set as plain data: its rule or variants, figures, documents and requirement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.criteria_set import Leaf, Requirement, Scorer, Variant
from cchc_desktop.core.figures import Input, InputKind
from cchc_desktop.core.measure_document import measure_from_data, measure_to_data
from cchc_desktop.core.plain_data import (
    flag_from_data,
    list_from_data,
    name_from_data,
    number_from_data,
    optional_number,
    present,
    refusing,
    text_from_data,
)
from cchc_desktop.core.scale_document import scale_from_data, scale_to_data
from cchc_desktop.core.text import code_order

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import Criterion, Field

Data = Mapping[str, Any]


def leaf_from_data(data: Data) -> Leaf:
    """Read a leaf.

    Raises:
        UserError: ``bad_set``; the sentence names the leaf and what is wrong.
    """
    with refusing(f"Bộ tiêu chí, mục {data.get('code', '?')}"):
        variants = _variants_from(data)
        return Leaf(
            code=code_from_data(data["code"]),
            title=text_from_data(data["title"]),
            max=number_from_data(data["max"]),
            scored_by=Scorer(data["scored_by"]),
            measure=variants[0].measure if variants else measure_from_data(data["measure"]),
            scale=variants[0].scale if variants else scale_from_data(data["scale"]),
            inputs=tuple(_input_from(i) for i in data.get("inputs", ())),
            evidence=texts_from_data(data.get("evidence", [])),
            requires=_requirement_from(data.get("requires")),
            note=text_from_data(data.get("note", "")),
            basis=text_from_data(data.get("basis", "")),
            source=text_from_data(data.get("source", "")),
            variants=variants,
            **exemption_from_data(data),
        )


def leaf_to_data(leaf: Leaf) -> dict[str, Any]:
    """Write a leaf as data."""
    data: dict[str, Any] = {
        "code": leaf.code,
        "title": leaf.title,
        "max": format(leaf.max, "f"),
        "scored_by": leaf.scored_by.value,
        **exemption_to_data(leaf),
    }
    if leaf.variants:
        data["variants"] = [
            {"key": one.key, "label": one.label, **_rule_to(one)} for one in leaf.variants
        ]
    else:
        data |= _rule_to(leaf)
    data["inputs"] = [_input_to(one) for one in leaf.inputs]
    data["evidence"] = list(leaf.evidence)
    if leaf.requires:
        data["requires"] = _requirement_to(leaf.requires)
    for name in ("note", "basis", "source"):
        if text := getattr(leaf, name):
            data[name] = text
    return data


def _rule_to(one: Leaf | Variant) -> dict[str, Any]:
    return {"measure": measure_to_data(one.measure), "scale": scale_to_data(one.scale)}


def _variants_from(data: Data) -> tuple[Variant, ...]:
    if "variants" not in data:
        return ()
    return tuple(
        Variant(
            name_from_data(v["key"]),
            name_from_data(v["label"]),
            measure_from_data(v["measure"]),
            scale_from_data(v["scale"]),
        )
        for v in list_from_data(data["variants"])
    )


def _requirement_from(data: Data | None) -> Requirement | None:
    if data is None:
        return None
    return Requirement(
        code_from_data(data["code"]),
        flag_from_data(data["evidence"]),
        texts_from_data(data.get("options", [])),
        optional_number(data, "least_points"),
    )


def _requirement_to(one: Requirement) -> dict[str, Any]:
    data: dict[str, Any] = {"code": one.code, "evidence": one.evidence}
    if one.options:
        data["options"] = list(one.options)
    return {**data, **present(least_points=one.least_points)}


def _input_from(data: Data) -> Input:
    name, label, unit = (name_from_data(data[key]) for key in ("name", "label", "unit"))
    return Input(name, label, unit, InputKind(data["kind"]), text_from_data(data.get("link", "")))


def _input_to(one: Input) -> dict[str, Any]:
    data = {"name": one.name, "label": one.label, "unit": one.unit, "kind": one.kind.value}
    return {**data, **present(link=one.link)}


def code_from_data(value: object) -> str:
    """Read a code: numbers parted by dots, as they order and find things.

    Raises:
        ValueError: it is something else.
    """
    code = text_from_data(value)
    code_order(code)
    return code


def texts_from_data(values: object) -> tuple[str, ...]:
    """Read a list of texts, which may be empty; a text in it may not.

    Raises:
        ValueError: it is something else.
    """
    if not isinstance(values, list):
        raise ValueError(f"{values!r} phải là danh sách")
    return tuple(name_from_data(one) for one in values)


def exemption_from_data(data: Data) -> dict[str, Any]:
    """Read whether a unit may leave an item out, and on what legal basis."""
    exemptible = flag_from_data(data.get("exemptible", False))
    basis = text_from_data(data.get("exempt_basis", ""))
    return {"exemptible": exemptible, "exempt_basis": basis if exemptible else ""}


def exemption_to_data(node: Field | Criterion | Leaf) -> dict[str, Any]:
    """Write it; nothing where the item may not be left out."""
    if not node.exemptible:
        return {}
    return {"exemptible": True, "exempt_basis": node.exempt_basis}
