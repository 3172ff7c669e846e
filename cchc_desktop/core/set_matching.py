"""Which items of two sets are the same: by title under a matched parent, never by guessing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cchc_desktop.core.text import bare_words, same_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf

_TELLING = 5
"""Words that make a title say by itself what it is about, wherever it stands: “Báo cáo đúng hạn”
may be one thing in each field."""


def match_sets(old_set: CriteriaSet, new_set: CriteriaSet) -> tuple[dict[str, str], dict[str, str]]:
    """Match two sets, one item to one.

    Returns:
        Old code → new code of fields, criteria and blocks; and of leaves.
    """
    groups = _match_groups(old_set, new_set)
    return groups, _match_leaves(old_set, new_set, groups)


def parents_of(whole: CriteriaSet) -> dict[str, str]:
    """Give the code of the field, criterion or block that each leaf stands under."""
    parents: dict[str, str] = {}
    for one in whole.fields:
        for criterion in one.criteria:
            above = one.code if criterion.is_leaf else criterion.code
            parents.update((leaf.code, above) for leaf in criterion.leaves)
    for block in (whole.bonus, whole.penalty):
        if block:
            parents.update((leaf.code, block.code) for leaf in block.leaves)
    return parents


def _match_groups(old_set: CriteriaSet, new_set: CriteriaSet) -> dict[str, str]:
    """Match fields, and criteria within matched fields."""
    fields = _same_items(
        {one.code: one.title for one in old_set.fields},
        {one.code: one.title for one in new_set.fields},
    )
    codes = dict(fields)
    new_fields = {one.code: one for one in new_set.fields}
    for one in old_set.fields:
        if one.code in fields:
            target = new_fields[fields[one.code]]
            codes |= _same_items(
                {c.code: c.title for c in one.criteria if not c.is_leaf},
                {c.code: c.title for c in target.criteria if not c.is_leaf},
            )
    for old_block, new_block in (
        (old_set.bonus, new_set.bonus),
        (old_set.penalty, new_set.penalty),
    ):
        if old_block and new_block:
            codes[old_block.code] = new_block.code
    return codes


def _match_leaves(
    old_set: CriteriaSet, new_set: CriteriaSet, groups: Mapping[str, str]
) -> dict[str, str]:
    old_titles = _titles((*old_set.leaves, *old_set.extra_leaves))
    new_titles = _titles((*new_set.leaves, *new_set.extra_leaves))
    old_under, new_under = _by_parent(old_set), _by_parent(new_set)
    matched: dict[str, str] = {}
    for old_parent, new_parent in groups.items():
        matched |= _same_items(
            {code: old_titles[code] for code in old_under.get(old_parent, ())},
            {code: new_titles[code] for code in new_under.get(new_parent, ())},
        )
    return matched | _moved_elsewhere(old_set, new_set, groups, matched)


def _moved_elsewhere(
    old_set: CriteriaSet,
    new_set: CriteriaSet,
    groups: Mapping[str, str],
    matched: Mapping[str, str],
) -> dict[str, str]:
    """Match leaves that stand under something else now: a title that either set has just once."""
    old_titles = _titles((*old_set.leaves, *old_set.extra_leaves))
    new_titles = _titles((*new_set.leaves, *new_set.extra_leaves))
    old_count = Counter(map(bare_words, old_titles.values()))
    new_count = Counter(map(bare_words, new_titles.values()))
    taken = set(matched.values())
    place = {bare_words(title): code for code, title in new_titles.items() if code not in taken}
    old_fields, new_fields = _fields_of(old_set), _fields_of(new_set)
    found = {}
    for code, title in old_titles.items():
        words = bare_words(title)
        new = place.get(words)
        if new is None or code in matched or (old_count[words], new_count[words]) != (1, 1):
            continue
        same_field = groups.get(old_fields.get(code, "-")) == new_fields.get(new, "")
        if code == new or same_field or len(words) >= _TELLING:
            found[code] = new
    return found


def _same_items(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Match items under one parent: equal titles, then nearly equal ones that kept their code.

    Args:
        old: title by code.
        new: likewise.
    """
    old_count = Counter(map(bare_words, old.values()))
    by_title: dict[tuple[str, ...], list[str]] = {}
    for code, title in new.items():
        by_title.setdefault(bare_words(title), []).append(code)
    matched = {}
    for code, title in old.items():
        words = bare_words(title)
        found = by_title.get(words, [])
        if code in found:
            matched[code] = code
        elif len(found) == 1 and old_count[words] == 1:
            matched[code] = found[0]
    taken = set(matched.values())
    for code, title in old.items():
        free = code in new and code not in matched and code not in taken
        if free and same_content(title, new[code]):
            matched[code] = code
    return matched


def _titles(leaves: Iterable[Leaf]) -> dict[str, str]:
    return {leaf.code: leaf.title for leaf in leaves}


def _by_parent(whole: CriteriaSet) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, parent in parents_of(whole).items():
        found.setdefault(parent, []).append(code)
    return found


def _fields_of(whole: CriteriaSet) -> dict[str, str]:
    return {leaf.code: one.code for one in whole.fields for leaf in one.leaves}
