"""Moving an assessment to another version of its set: what is kept, changed, dropped, new.

Nothing is guessed: items are the same only where their titles say so. What has no place in the
new set is named, never thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_desktop.core.leaf_differences import leaf_differences
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.core.set_matching import match_sets, parents_of
from cchc_desktop.core.value_carrying import Lost, all_lost, carry, name_map

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.score import ScoreSheet

_DROPPED = "bộ mới không có mục này"


class Fate(StrEnum):
    """What becomes of a leaf."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class LeafMove:
    """One line of the table.

    Attributes:
        fate: what becomes of it.
        old, new: the leaf in either set; None where it is not in it.
        changes: what is different, in words.
        lost: what was declared and has no place in the new leaf.
        evidence: documents cited for a leaf that is dropped.
        exempt_basis: by which a leaf that is dropped was exempt itself.
    """

    fate: Fate
    old: Leaf | None
    new: Leaf | None
    changes: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    exempt_basis: str = ""

    @property
    def loses(self) -> bool:
        """Whether anything typed or attached here has no place in the new set."""
        return bool(self.lost or self.evidence or self.exempt_basis)


@dataclass(frozen=True)
class MovePlan:
    """The whole move.

    Attributes:
        moves: leaf by leaf, in the new set's order, the dropped ones last.
        before: the assessment as it is.
        after: the assessment as it will be; evidence is cited under the new codes.
        codes: old code → new code of every leaf, criterion and field that is matched.
        lost_exemptions: old code → legal basis of exemptions that have no place.
        lost_evidence: documents cited for leaves that are dropped; they stay in the workbook.
    """

    moves: tuple[LeafMove, ...]
    before: Assessment
    after: Assessment
    codes: Mapping[str, str]
    lost_exemptions: Mapping[str, str]
    lost_evidence: tuple[Evidence, ...]

    def count(self, fate: Fate) -> int:
        """Give how many leaves have this fate."""
        return sum(one.fate is fate for one in self.moves)

    @property
    def carried(self) -> int:
        """Give how many leaves go on in the new set."""
        return self.count(Fate.KEPT) + self.count(Fate.CHANGED)

    @property
    def loses(self) -> bool:
        """Whether anything that was typed or attached has no place in the new set."""
        return bool(self.lost_exemptions or self.lost_evidence) or any(
            one.lost for one in self.moves
        )

    @cached_property
    def scores(self) -> tuple[ScoreSheet, ScoreSheet]:
        """The scores before and after."""
        return score_assessment(self.before), score_assessment(self.after)


def plan_move(
    before: Assessment, new_set: CriteriaSet, codes: Mapping[str, str] | None = None
) -> MovePlan:
    """Say what moving to a set does; nothing is changed.

    Args:
        before: the assessment under its present set.
        new_set: the set to move to.
        codes: old code → new code as matched once before; None to match the sets.
    """
    old_set = before.criteria_set
    if codes is None:
        groups, matched = match_sets(old_set, new_set)
        codes = groups | matched
    back = {new: old for old, new in codes.items()}
    old_parents, new_parents = parents_of(old_set), parents_of(new_set)
    moves, answers, links = [], {}, {}
    for leaf in (*new_set.leaves, *new_set.extra_leaves):
        old = old_set.find_leaf(back.get(leaf.code, ""))
        if old is None:
            moves.append(LeafMove(Fate.NEW, None, leaf))
            continue
        answer = before.answer(old.code)
        values, lost = carry(old, leaf, answer.values)
        parents = (old_parents[old.code], new_parents[leaf.code])
        changes = leaf_differences(old, leaf, codes, parents)
        fate = Fate.CHANGED if changes or lost else Fate.KEPT
        moves.append(LeafMove(fate, old, leaf, changes, lost))
        moved = replace(answer, values=values)
        if not moved.is_empty:
            answers[leaf.code] = moved
        if kept := _links_carried(before, old, leaf, values):
            links[leaf.code] = kept
    moves += [
        _dropped(before, old)
        for old in (*old_set.leaves, *old_set.extra_leaves)
        if codes.get(old.code) is None
    ]
    after = replace(
        before,
        criteria_set=new_set,
        answers=answers,
        links=links,
        exemptions={codes[c]: basis for c, basis in before.exemptions.items() if c in codes},
        evidence=tuple(
            replace(one, code=codes[one.code]) for one in before.evidence if one.code in codes
        ),
    )
    lost_exemptions = {c: basis for c, basis in before.exemptions.items() if c not in codes}
    lost_evidence = tuple(one for one in before.evidence if one.code not in codes)
    return MovePlan(tuple(moves), before, after, codes, lost_exemptions, lost_evidence)


def _links_carried(
    before: Assessment, old: Leaf, new: Leaf, values: Mapping[str, str]
) -> dict[str, str]:
    """Give the links of the figures that a register still feeds, by the new names."""
    names, kept = name_map(old, new), {}
    for name, key in before.links_of(old.code).items():
        target = names.get(name, "")
        figure = new.input(target)
        if target in values and figure and figure.link == key:
            kept[target] = key
    return kept


def _dropped(before: Assessment, old: Leaf) -> LeafMove:
    return LeafMove(
        Fate.DROPPED,
        old,
        None,
        lost=all_lost(old, before.answer(old.code), _DROPPED),
        evidence=before.evidence_of(old.code),
        exempt_basis=before.exemptions.get(old.code, ""),
    )
