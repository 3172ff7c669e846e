"""In what a leaf of another set differs from the one it takes the place of, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.leaf_document import leaf_to_data
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.text import bare_words, same_content
from cchc_desktop.core.value_carrying import name_map

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import Leaf

SCORER_WORDS = {
    Scorer.UNIT: "đơn vị",
    Scorer.SURVEY: "khảo sát",
    Scorer.COUNCIL: "Hội đồng thẩm định",
}
_RULE = ("measure", "scale", "variants")


def leaf_differences(
    old: Leaf, new: Leaf, codes: Mapping[str, str], parents: tuple[str, str]
) -> tuple[str, ...]:
    """Say what is different for somebody who declares; nothing where all is as it was.

    Args:
        old: the leaf as it was.
        new: the leaf that takes its place.
        codes: old code → new code of all that is matched.
        parents: codes of what the one and the other stand under.
    """
    was, now = leaf_to_data(old), leaf_to_data(new)
    found = []
    if old.code != new.code:
        found.append(f"mã {old.code} → {new.code}")
    if codes.get(parents[0]) != parents[1]:
        found.append(f"nay thuộc mục {parents[1]}, trước thuộc mục {parents[0]}")
    if bare_words(old.title) != bare_words(new.title):
        found.append("tên")
    if old.max != new.max:
        found.append(f"điểm tối đa {show_points(old.max)} → {show_points(new.max)}")
    if old.scored_by is not new.scored_by:
        found.append(f"người chấm {SCORER_WORDS[old.scored_by]} → {SCORER_WORDS[new.scored_by]}")
    if any(was.get(name) != now.get(name) for name in _RULE):
        found.append("cách chấm")
    if _requirement(was, codes) != _requirement(now, {}):
        found.append("điều kiện từ mục khác")
    found += _figures(old, new)
    if len(old.evidence) != len(new.evidence) or not all(
        map(_same_words, old.evidence, new.evidence)
    ):
        found.append("tài liệu kiểm chứng")
    if old.exemptible != new.exemptible:
        found.append("việc được khai không áp dụng")
    return tuple(found)


def _figures(old: Leaf, new: Leaf) -> list[str]:
    names = name_map(old, new)
    found, come = [], {one.name for one in new.inputs}
    for was in old.inputs:
        now = new.input(names.get(was.name, ""))
        if now is None:
            found.append(f"bỏ số liệu “{was.label}”")
            continue
        come.discard(now.name)
        if not _same_words(was.label, now.label):
            found.append(f"số liệu “{was.label}” → “{now.label}”")
        if was.kind is not now.kind:
            found.append(f"loại của số liệu “{now.label}”")
        if was.link != now.link:
            found.append(f"sổ cấp số liệu “{now.label}”")
    found += [f"thêm số liệu “{one.label}”" for one in new.inputs if one.name in come]
    return found


def _same_words(one: str, other: str) -> bool:
    return bare_words(one) == bare_words(other) or same_content(one, other)


def _requirement(data: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    needed = dict(data.get("requires") or {})
    if needed:
        needed["code"] = codes.get(needed["code"], needed["code"])
    return needed
