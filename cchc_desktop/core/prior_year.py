"""Last year's result of each leaf, beside this year's: shown and compared, never counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.plain_data import number_from_data, text_from_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PriorResult:
    """What a leaf of this year's set had in an earlier year.

    Attributes:
        code: of this year's leaf.
        title: as it was called then.
        max: the maximum then; None where it is not known.
        points: self-assessed; None where nothing was.
        appraised: by the council; None where it is not known.
        values: the declared figures by this year's names.
        declared: the same in words, as that year's paper showed them.
        note: the note then.
        source: where it was read: file, sha256, code or cell, who, at.
    """

    code: str
    title: str
    max: Decimal | None = None
    points: Decimal | None = None
    appraised: Decimal | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    declared: str = ""
    note: str = ""
    source: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PriorYear:
    """An earlier year's results by this year's codes."""

    year: int
    results: Mapping[str, PriorResult] = field(default_factory=dict)

    def result(self, code: str) -> PriorResult | None:
        """Give a leaf's result; None where that year had no such leaf."""
        return self.results.get(code)


def result_to_data(one: PriorResult) -> dict[str, Any]:
    """Write a result as plain data, without its code and source."""
    return {
        "title": one.title,
        "max": _text(one.max),
        "points": _text(one.points),
        "appraised": _text(one.appraised),
        "values": dict(one.values),
        "declared": one.declared,
        "note": one.note,
    }


def result_from_data(code: str, data: Mapping[str, Any], source: Mapping[str, Any]) -> PriorResult:
    """Read a result.

    Raises:
        ValueError: it is none.
    """
    try:
        return PriorResult(
            code,
            text_from_data(data["title"]),
            _number(data["max"]),
            _number(data["points"]),
            _number(data["appraised"]),
            {str(name): text_from_data(one) for name, one in data["values"].items()},
            text_from_data(data["declared"]),
            text_from_data(data["note"]),
            {str(name): text_from_data(one) for name, one in source.items()},
        )
    except (KeyError, AttributeError) as wrong:
        raise ValueError(f"no prior result: {wrong}") from None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _number(value: object) -> Decimal | None:
    return None if value is None else number_from_data(value)
