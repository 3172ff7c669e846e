"""Scales as plain data: one writer and one reader for each.

A new scale is one class and one line in the table at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from cchc_desktop.core import scales as s
from cchc_desktop.core.plain_data import (
    flag_from_data,
    list_from_data,
    number_from_data,
    optional_number,
    present,
)

Data = Mapping[str, Any]


def scale_from_data(data: Data) -> s.Scale:
    """Read a scale; ``KeyError`` or ``ValueError`` name what is wrong with the data."""
    return _SCALES[data["kind"]][0](data)


def scale_to_data(scale: s.Scale) -> dict[str, Any]:
    """Write a scale as data."""
    return {"kind": scale.kind, **_SCALES[scale.kind][1](scale)}


def _bands_from(data: Data) -> s.Bands:
    bands = tuple(
        s.Band(number_from_data(b["bound"]), optional_number(b, "points"), optional_number(b, "of"))
        for b in list_from_data(data["bands"])
    )
    return s.Bands(
        bands,
        number_from_data(data["otherwise"]),
        flag_from_data(data.get("up_to", False)),
    )


def _bands_to(one: s.Bands) -> dict[str, Any]:
    bands = [present(bound=b.bound, points=b.points, of=b.of) for b in one.bands]
    return {
        "bands": bands,
        **present(otherwise=one.otherwise, up_to=one.up_to),
    }


def _threshold_from(data: Data) -> s.Threshold:
    return s.Threshold(
        number_from_data(data["min_percent"]), number_from_data(data["below_points"])
    )


def _proportional_from(data: Data) -> s.Proportional:
    limit = data.get("threshold")
    return s.Proportional(
        number_from_data(data.get("target", "100")),
        None if limit is None else _threshold_from(limit),
    )


def _proportional_to(one: s.Proportional) -> dict[str, Any]:
    limit = one.threshold
    return present(
        target=None if one.target == 100 else one.target,
        threshold=limit and present(min_percent=limit.min_percent, below_points=limit.below_points),
    )


def _per_unit_from(data: Data) -> s.PerUnit:
    return s.PerUnit(
        number_from_data(data["per"]),
        number_from_data(data.get("start", "0")),
        number_from_data(data.get("floor", "0")),
        optional_number(data, "cap"),
    )


def _per_unit_to(one: s.PerUnit) -> dict[str, Any]:
    return present(
        per=one.per,
        start=one.start if one.start else None,
        floor=one.floor if one.floor else None,
        cap=one.cap,
    )


def _piecewise_from(data: Data) -> s.Piecewise:
    knots = tuple(
        s.Knot(number_from_data(k["at"]), number_from_data(k["points"]))
        for k in list_from_data(data["knots"])
    )
    if any(low.at >= high.at for low, high in pairwise(knots)) or len(knots) < 2:
        raise ValueError("cần ít nhất hai mốc tăng dần")
    return s.Piecewise(knots)


def _piecewise_to(one: s.Piecewise) -> dict[str, Any]:
    return {"knots": [present(at=k.at, points=k.points) for k in one.knots]}


_SCALES: dict[str, tuple[Callable[[Data], s.Scale], Callable[[Any], dict[str, Any]]]] = {
    s.AsPoints.kind: (lambda _: s.AsPoints(), lambda _: {}),
    s.Proportional.kind: (_proportional_from, _proportional_to),
    s.Bands.kind: (_bands_from, _bands_to),
    s.Piecewise.kind: (_piecewise_from, _piecewise_to),
    s.PerUnit.kind: (_per_unit_from, _per_unit_to),
    s.Trend.kind: (
        lambda d: s.Trend(*(number_from_data(d[k]) for k in ("up", "same", "down"))),
        lambda one: present(up=one.up, same=one.same, down=one.down),
    ),
}
