"""Which items of two sets are the same: by title under a matched parent, never by guessing."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

from cchc_desktop.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_desktop.core.criteria_set import CriteriaSet

_ALIKE = 0.85
"""How alike two titles of one code must be to be proposed as one item under a new title."""


def match_sets(old_set: CriteriaSet, new_set: CriteriaSet) -> tuple[dict[str, str], dict[str, str]]:
    """Match two sets.

    Returns:
        Old code → new code of fields, criteria and blocks; and of leaves.
    """
    groups = _match_groups(old_set, new_set)
    return groups, _match_leaves(old_set, new_set, groups)


def _match_groups(old_set: CriteriaSet, new_set: CriteriaSet) -> dict[str, str]:
    """Match fields, and criteria within matched fields, by title."""
    codes: dict[str, str] = {}
    fields = _same_titles(
        ((one.code, one.title) for one in old_set.fields),
        ((one.code, one.title) for one in new_set.fields),
    )
    codes |= fields
    new_fields = {one.code: one for one in new_set.fields}
    for one in old_set.fields:
        if one.code in fields:
            target = new_fields[fields[one.code]]
            codes |= _same_titles(
                ((c.code, c.title) for c in one.criteria if not c.is_leaf),
                ((c.code, c.title) for c in target.criteria if not c.is_leaf),
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
    old_parents, new_parents = _parents(old_set), _parents(new_set)
    old_leaves = {one.code: one for one in (*old_set.leaves, *old_set.extra_leaves)}
    new_leaves = {one.code: one for one in (*new_set.leaves, *new_set.extra_leaves)}
    matched: dict[str, str] = {}
    # Inside a matched parent an equal title is enough.
    for old_parent, new_parent in groups.items():
        matched |= _same_titles(
            ((c, old_leaves[c].title) for c, above in old_parents.items() if above == old_parent),
            ((c, new_leaves[c].title) for c, above in new_parents.items() if above == new_parent),
        )
    # Elsewhere only a title that is there once in either set.
    taken = set(matched.values())
    matched |= _same_titles(
        ((c, one.title) for c, one in old_leaves.items() if c not in matched),
        ((c, one.title) for c, one in new_leaves.items() if c not in taken),
        among_old=Counter(fold(one.title) for one in old_leaves.values()),
        among_new=Counter(fold(one.title) for one in new_leaves.values()),
    )
    # The same code under the same parent with nearly the same words: a corrected title.
    taken = set(matched.values())
    for code, old in old_leaves.items():
        new = new_leaves.get(code)
        if new is None or code in matched or code in taken:
            continue
        same_parent = groups.get(old_parents[code]) == new_parents[code]
        alike = difflib.SequenceMatcher(None, fold(old.title), fold(new.title)).ratio()
        if same_parent and alike >= _ALIKE and old.scored_by is new.scored_by:
            matched[code] = code
    return matched


def _parents(whole: CriteriaSet) -> dict[str, str]:
    parents = {}
    for code, (field, criterion) in whole.path_by_code.items():
        if criterion is not None and not criterion.is_leaf:
            parents[code] = criterion.code
        elif field is not None:
            parents[code] = field.code
        else:
            parents[code] = code.rpartition(".")[0]
    return parents


def _same_titles(
    old: Iterable[tuple[str, str]],
    new: Iterable[tuple[str, str]],
    among_old: Counter[str] | None = None,
    among_new: Counter[str] | None = None,
) -> dict[str, str]:
    """Match equal titles that are there once on either side; the code decides between several."""
    old_items, new_items = list(old), list(new)
    old_count = among_old or Counter(fold(title) for _, title in old_items)
    new_count = among_new or Counter(fold(title) for _, title in new_items)
    by_title: dict[str, list[str]] = {}
    for code, title in new_items:
        by_title.setdefault(fold(title), []).append(code)
    matched = {}
    for code, title in old_items:
        word = fold(title)
        found = by_title.get(word, [])
        if len(found) == 1 and old_count[word] == 1 and new_count[word] == 1:
            matched[code] = found[0]
        elif code in found:
            matched[code] = code
    return matched
