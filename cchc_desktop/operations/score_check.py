"""What the scores in a dossier's data say otherwise than they come out when computed again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.manifest import canonical_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

_POINTS = ("score", "status", "max")
_LISTS = ("items", "fields")


@dataclass(frozen=True, slots=True)
class ScoreDifferences:
    """Where both differ.

    Attributes:
        points: codes with other points, another maximum or status.
        details: codes whose points agree, and their title, steps or reasons don't.
        sums: names of sums, and ``fields <code>``, that differ; ``items`` or ``fields`` where
            the list itself has other codes, or in another order.
    """

    points: tuple[str, ...]
    details: tuple[str, ...]
    sums: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any difference."""
        return bool(self.points or self.details or self.sums)


def score_differences(
    stated: Mapping[str, Any], computed: Mapping[str, Any], *, same_program: bool
) -> ScoreDifferences:
    """Compare everything that both say.

    Args:
        stated: the scores in the data.
        computed: the scores as they come out now.
        same_program: the data was written by this version; another one may word its steps
            differently and name more, so only points, maxima, states and sums are compared.

    Raises:
        Exception: of any kind, where what is stated has another shape.
    """
    points, details = [], []
    said = {one["code"]: one for one in stated["items"]}
    for item in computed["items"]:
        other = said.get(item["code"], {})
        if any(not _same(other.get(key, ""), item[key]) for key in _POINTS):
            points.append(item["code"])
        elif same_program and not _same(other, item):
            details.append(item["code"])
    fields = {one["code"]: one for one in stated["fields"]}
    sums = [
        f"fields {one['code']}"
        for one in computed["fields"]
        if not _same_sums(fields.get(one["code"], {}), one, same_program)
    ]
    sums += [
        name
        for name in _LISTS
        if not _same([one["code"] for one in stated[name]], [one["code"] for one in computed[name]])
    ]
    sums += [
        name
        for name in sorted(_compared_names(stated, computed, same_program) - {*_LISTS})
        if name not in stated or name not in computed or not _same(stated[name], computed[name])
    ]
    return ScoreDifferences(tuple(points), tuple(details), tuple(sums))


def _same_sums(one: Mapping[str, Any], other: Mapping[str, Any], same_program: bool) -> bool:
    names = _compared_names(one, other, same_program)
    return bool(one) and all(_same(one.get(name, ""), other.get(name, "")) for name in names)


def _compared_names(
    one: Mapping[str, Any], other: Mapping[str, Any], same_program: bool
) -> set[str]:
    return {*one, *other} if same_program else {*one} & {*other}


def _same(one: Any, other: Any) -> bool:
    """Compare as written: to Python 1, 1.0 and true are the same."""
    return canonical_bytes({"": one}) == canonical_bytes({"": other})
