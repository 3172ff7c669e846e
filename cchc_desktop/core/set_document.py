"""A criteria set as plain data, and the canonical JSON text that sets are kept and hashed as."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cchc_desktop.core.criteria_set import CriteriaSet, Criterion, ExtraBlock, Field
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.leaf_document import (
    code_from_data,
    exemption_from_data,
    exemption_to_data,
    leaf_from_data,
    leaf_to_data,
    texts_from_data,
)
from cchc_desktop.core.plain_data import number_from_data, refusing, text_from_data, whole_from_data
from cchc_desktop.core.policy_document import policy_from_data, policy_to_data

FORMAT = "cchc-set/1"
"""Names the shape of the data; another shape gets another name."""

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
    with refusing("Bộ tiêu chí"):
        return CriteriaSet(
            id=text_from_data(data["id"]),
            version=text_from_data(data["version"]),
            title=text_from_data(data["title"]),
            year=whole_from_data(data["year"]),
            applies_to=text_from_data(data["applies_to"]),
            legal_basis=texts_from_data(data["legal_basis"]),
            disclaimer=text_from_data(data.get("disclaimer", "")),
            policy=policy_from_data(data["policy"]),
            fields=tuple(_field_from(one) for one in data["fields"]),
            bonus=_extra_from(data.get("bonus")),
            penalty=_extra_from(data.get("penalty")),
        )


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
        "policy": policy_to_data(one.policy),
        "fields": [_field_to(field) for field in one.fields],
    }
    for name, block in (("bonus", one.bonus), ("penalty", one.penalty)):
        if block:
            data[name] = {
                "code": block.code,
                "title": block.title,
                "cap": format(block.cap, "f"),
                "items": [leaf_to_data(leaf) for leaf in block.leaves],
            }
    return data


def _field_from(data: Data) -> Field:
    return Field(
        code_from_data(data["code"]),
        text_from_data(data["title"]),
        number_from_data(data["max"]),
        tuple(_criterion_from(one) for one in data["criteria"]),
        **exemption_from_data(data),
    )


def _field_to(field: Field) -> dict[str, Any]:
    return {
        "code": field.code,
        "title": field.title,
        "max": format(field.max, "f"),
        **exemption_to_data(field),
        "criteria": [_criterion_to(one) for one in field.criteria],
    }


def _criterion_from(data: Data) -> Criterion:
    """A criterion with ``items`` has sub-criteria; one without is a leaf itself."""
    items = data.get("items")
    leaves = tuple(leaf_from_data(one) for one in (items if items is not None else [data]))
    return Criterion(
        code_from_data(data["code"]),
        text_from_data(data["title"]),
        number_from_data(data["max"]),
        leaves,
        **exemption_from_data(data),
    )


def _criterion_to(criterion: Criterion) -> dict[str, Any]:
    if criterion.is_leaf:
        return leaf_to_data(criterion.leaves[0])
    return {
        "code": criterion.code,
        "title": criterion.title,
        "max": format(criterion.max, "f"),
        **exemption_to_data(criterion),
        "items": [leaf_to_data(leaf) for leaf in criterion.leaves],
    }


def _extra_from(data: Data | None) -> ExtraBlock | None:
    if data is None:
        return None
    return ExtraBlock(
        code_from_data(data["code"]),
        text_from_data(data["title"]),
        number_from_data(data["cap"]),
        tuple(leaf_from_data(one) for one in data["items"]),
    )
