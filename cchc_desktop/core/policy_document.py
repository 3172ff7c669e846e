"""A set's policy as plain data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cchc_desktop.core.numbers import Rounding
from cchc_desktop.core.plain_data import (
    list_from_data,
    name_from_data,
    number_from_data,
    text_from_data,
    whole_from_data,
)
from cchc_desktop.core.policy import Block, ClassBand, Gate, Policy, TieBreak, TieRule

Data = Mapping[str, Any]
MOST_DECIMALS = 10


def policy_from_data(data: Data) -> Policy:
    """Read a policy; ``KeyError`` or ``ValueError`` name what is wrong with the data."""
    return Policy(
        rounding=Rounding(data["rounding"]),
        leaf_decimals=_decimals(data["leaf_decimals"]),
        index_decimals=_decimals(data["index_decimals"]),
        index_floor=number_from_data(data["index_floor"]),
        index_cap=number_from_data(data["index_cap"]),
        classes=_classes_from(data["classes"]),
        blocks=tuple(
            Block(
                name_from_data(b["key"]),
                name_from_data(b["label"]),
                _classes_from(list_from_data(b["classes"])),
            )
            for b in data.get("blocks", ())
        ),
        gates=tuple(
            Gate(name_from_data(g["condition"]), name_from_data(g["highest"]))
            for g in data.get("gates", ())
        ),
        tie_breaks=tuple(
            TieBreak(TieRule(t["by"]), text_from_data(t.get("code", "")))
            for t in data.get("tie_breaks", ())
        ),
        remarks={
            name_from_data(name): _remark(words) for name, words in data.get("remarks", {}).items()
        },
    )


def policy_to_data(policy: Policy) -> dict[str, Any]:
    """Write a policy as data; what it leaves out is not there."""
    data: dict[str, Any] = {
        "rounding": policy.rounding.value,
        "leaf_decimals": policy.leaf_decimals,
        "index_decimals": policy.index_decimals,
        "index_floor": format(policy.index_floor, "f"),
        "index_cap": format(policy.index_cap, "f"),
        "classes": _classes_to(policy.classes),
    }
    if policy.blocks:
        data["blocks"] = [
            {"key": b.key, "label": b.label, "classes": _classes_to(b.classes)}
            for b in policy.blocks
        ]
    if policy.gates:
        data["gates"] = [{"condition": g.condition, "highest": g.highest} for g in policy.gates]
    if policy.tie_breaks:
        data["tie_breaks"] = [
            {"by": t.by.value, **({"code": t.code} if t.code else {})} for t in policy.tie_breaks
        ]
    if policy.remarks:
        data["remarks"] = dict(policy.remarks)
    return data


def _classes_from(bands: Any) -> tuple[ClassBand, ...]:
    return tuple(
        ClassBand(name_from_data(c["key"]), name_from_data(c["label"]), number_from_data(c["from"]))
        for c in bands
    )


def _classes_to(bands: tuple[ClassBand, ...]) -> list[dict[str, str]]:
    return [{"key": c.key, "label": c.label, "from": format(c.from_percent, "f")} for c in bands]


def _remark(words: object) -> str:
    """Read a remark; sets of the first version could hold lists and objects here."""
    return text_from_data(
        words if isinstance(words, str) else json.dumps(words, ensure_ascii=False)
    )


def _decimals(value: object) -> int:
    decimals = whole_from_data(value)
    if decimals > MOST_DECIMALS:
        raise ValueError(f"{decimals} số lẻ, tối đa {MOST_DECIMALS}")
    return decimals
