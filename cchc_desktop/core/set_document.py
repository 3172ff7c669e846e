"""A criteria set as plain data, and the canonical JSON text that sets are kept and hashed as."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import InvalidOperation
from typing import Any

from cchc_desktop.core.criteria_set import (
    ClassBand,
    CriteriaSet,
    Criterion,
    ExtraBlock,
    Field,
    Leaf,
    Policy,
    Requirement,
    Scorer,
)
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.figures import Input, InputKind
from cchc_desktop.core.numbers import Rounding
from cchc_desktop.core.plain_data import (
    flag_from_data,
    name_from_data,
    number_from_data,
    text_from_data,
    whole_from_data,
)
from cchc_desktop.core.rule_document import (
    measure_from_data,
    measure_to_data,
    scale_from_data,
    scale_to_data,
)
from cchc_desktop.core.text import code_order

FORMAT = "cchc-set/1"
"""Names the shape of the data; another shape gets another name."""
_MOST_DECIMALS = 10

Data = Mapping[str, Any]


def set_from_text(text: str) -> CriteriaSet:
    """Read a set from its JSON text.

    Raises:
        UserError: ``bad_set`` when it is no set that can be used; the sentence says where.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UserError("bad_set", "Tệp bộ tiêu chí không phải JSON; chọn tệp khác.") from None
    return set_from_data(data)


def set_to_text(one: CriteriaSet) -> str:
    """Write a set as canonical JSON: a fixed order, one space of indent, a line feed at the end."""
    return json.dumps(set_to_data(one), ensure_ascii=False, indent=1) + "\n"


def set_from_data(data: Any) -> CriteriaSet:
    """Read a set from plain data.

    Raises:
        UserError: ``bad_set``; the sentence names the item and what is wrong with it.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UserError("bad_set", f"Không phải bộ tiêu chí dạng {FORMAT}; chọn tệp khác.")
    try:
        return CriteriaSet(
            id=text_from_data(data["id"]),
            version=text_from_data(data["version"]),
            title=text_from_data(data["title"]),
            year=whole_from_data(data["year"]),
            applies_to=text_from_data(data["applies_to"]),
            legal_basis=_texts(data["legal_basis"]),
            disclaimer=text_from_data(data.get("disclaimer", "")),
            policy=_policy_from(data["policy"]),
            fields=tuple(_field_from(one) for one in data["fields"]),
            bonus=_extra_from(data.get("bonus")),
            penalty=_extra_from(data.get("penalty")),
        )
    except KeyError as error:
        raise UserError("bad_set", f"Bộ tiêu chí thiếu mục {error}; sửa tệp rồi thử lại.") from None
    except (ValueError, TypeError, AttributeError, InvalidOperation) as error:
        raise UserError("bad_set", f"Bộ tiêu chí có giá trị sai: {error}; sửa tệp.") from None


def set_to_data(one: CriteriaSet) -> dict[str, Any]:
    """Write a set as plain data, in the order in which people read it."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": one.id,
        "version": one.version,
        "title": one.title,
        "year": one.year,
        "applies_to": one.applies_to,
        "legal_basis": list(one.legal_basis),
        "disclaimer": one.disclaimer,
        "policy": _policy_to(one.policy),
        "fields": [_field_to(field) for field in one.fields],
    }
    for name, block in (("bonus", one.bonus), ("penalty", one.penalty)):
        if block:
            data[name] = {
                "code": block.code,
                "title": block.title,
                "cap": format(block.cap, "f"),
                "items": [_leaf_to(leaf) for leaf in block.leaves],
            }
    return data


def _policy_from(data: Data) -> Policy:
    return Policy(
        rounding=Rounding(data["rounding"]),
        leaf_decimals=_decimals(data["leaf_decimals"]),
        index_decimals=_decimals(data["index_decimals"]),
        index_floor=number_from_data(data["index_floor"]),
        index_cap=number_from_data(data["index_cap"]),
        classes=tuple(
            ClassBand(
                text_from_data(c["key"]), text_from_data(c["label"]), number_from_data(c["from"])
            )
            for c in data["classes"]
        ),
        remarks=dict(data.get("remarks", {})),
    )


def _decimals(value: object) -> int:
    decimals = whole_from_data(value)
    if decimals > _MOST_DECIMALS:
        raise ValueError(f"{decimals} số lẻ, tối đa {_MOST_DECIMALS}")
    return decimals


def _policy_to(policy: Policy) -> dict[str, Any]:
    return {
        "rounding": policy.rounding.value,
        "leaf_decimals": policy.leaf_decimals,
        "index_decimals": policy.index_decimals,
        "index_floor": format(policy.index_floor, "f"),
        "index_cap": format(policy.index_cap, "f"),
        "classes": [
            {"key": c.key, "label": c.label, "from": format(c.from_percent, "f")}
            for c in policy.classes
        ],
        "remarks": policy.remarks,
    }


def _field_from(data: Data) -> Field:
    return Field(
        _code(data["code"]),
        text_from_data(data["title"]),
        number_from_data(data["max"]),
        tuple(_criterion_from(one) for one in data["criteria"]),
        **_exemption_from(data),
    )


def _field_to(field: Field) -> dict[str, Any]:
    return {
        "code": field.code,
        "title": field.title,
        "max": format(field.max, "f"),
        **_exemption_to(field),
        "criteria": [_criterion_to(one) for one in field.criteria],
    }


def _criterion_from(data: Data) -> Criterion:
    """A criterion with ``items`` has sub-criteria; one without is a leaf itself."""
    items = data.get("items")
    leaves = tuple(_leaf_from(one) for one in (items if items is not None else [data]))
    return Criterion(
        _code(data["code"]),
        text_from_data(data["title"]),
        number_from_data(data["max"]),
        leaves,
        **_exemption_from(data),
    )


def _criterion_to(criterion: Criterion) -> dict[str, Any]:
    if criterion.is_leaf:
        return _leaf_to(criterion.leaves[0])
    return {
        "code": criterion.code,
        "title": criterion.title,
        "max": format(criterion.max, "f"),
        **_exemption_to(criterion),
        "items": [_leaf_to(leaf) for leaf in criterion.leaves],
    }


def _extra_from(data: Data | None) -> ExtraBlock | None:
    if data is None:
        return None
    return ExtraBlock(
        _code(data["code"]),
        text_from_data(data["title"]),
        number_from_data(data["cap"]),
        tuple(_leaf_from(one) for one in data["items"]),
    )


def _leaf_from(data: Data) -> Leaf:
    try:
        requires = data.get("requires")
        return Leaf(
            code=_code(data["code"]),
            title=text_from_data(data["title"]),
            max=number_from_data(data["max"]),
            scored_by=Scorer(data["scored_by"]),
            measure=measure_from_data(data["measure"]),
            scale=scale_from_data(data["scale"]),
            inputs=tuple(_input_from(i) for i in data.get("inputs", ())),
            evidence=_texts(data.get("evidence", [])),
            requires=requires
            and Requirement(_code(requires["code"]), flag_from_data(requires["evidence"])),
            note=text_from_data(data.get("note", "")),
            basis=text_from_data(data.get("basis", "")),
            source=text_from_data(data.get("source", "")),
            **_exemption_from(data),
        )
    except (KeyError, ValueError, TypeError, InvalidOperation) as error:
        where = data.get("code", "?")
        raise UserError(
            "bad_set", f"Bộ tiêu chí, mục {where}: thiếu hoặc sai {error}; sửa tệp rồi thử lại."
        ) from None


def _leaf_to(leaf: Leaf) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": leaf.code,
        "title": leaf.title,
        "max": format(leaf.max, "f"),
        "scored_by": leaf.scored_by.value,
        **_exemption_to(leaf),
        "measure": measure_to_data(leaf.measure),
        "scale": scale_to_data(leaf.scale),
        "inputs": [
            {"name": i.name, "label": i.label, "unit": i.unit, "kind": i.kind.value}
            for i in leaf.inputs
        ],
        "evidence": list(leaf.evidence),
    }
    if leaf.requires:
        data["requires"] = {"code": leaf.requires.code, "evidence": leaf.requires.evidence}
    for name in ("note", "basis", "source"):
        if text := getattr(leaf, name):
            data[name] = text
    return data


def _input_from(data: Data) -> Input:
    name, label, unit = (name_from_data(data[key]) for key in ("name", "label", "unit"))
    return Input(name, label, unit, InputKind(data["kind"]))


def _code(value: object) -> str:
    """Read a code: numbers parted by dots, as they order and find things."""
    code = text_from_data(value)
    code_order(code)
    return code


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise ValueError(f"{values!r} phải là danh sách")
    return tuple(text_from_data(one) for one in values)


def _exemption_from(data: Data) -> dict[str, Any]:
    exemptible = flag_from_data(data.get("exemptible", False))
    basis = text_from_data(data.get("exempt_basis", ""))
    return {"exemptible": exemptible, "exempt_basis": basis if exemptible else ""}


def _exemption_to(node: Field | Criterion | Leaf) -> dict[str, Any]:
    if not node.exemptible:
        return {}
    return {"exemptible": True, "exempt_basis": node.exempt_basis}
