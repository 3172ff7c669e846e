"""Moving an assessment to another version of its set: what is kept, changed, dropped, new.

Nothing is guessed: items are the same only where their titles say so. What has no place in the
new set is named, never thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT, Answer
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.leaf_document import leaf_to_data
from cchc_desktop.core.measures import Choice, Ticks
from cchc_desktop.core.set_matching import match_sets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf
    from cchc_desktop.core.evidence_item import Evidence


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
        lost: names of the values that have no place in the new leaf, with their text.
    """

    fate: Fate
    old: Leaf | None
    new: Leaf | None
    changes: tuple[str, ...] = ()
    lost: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class MovePlan:
    """The whole move.

    Attributes:
        moves: leaf by leaf, in the new set's order, the dropped ones last.
        after: the assessment as it will be; evidence is cited under the new codes.
        codes: old code → new code of every leaf, criterion and field that is matched.
        lost_exemptions: old code → legal basis of exemptions that have no place.
        lost_evidence: documents cited for leaves that are dropped; they stay in the workbook.
    """

    moves: tuple[LeafMove, ...]
    after: Assessment
    codes: Mapping[str, str]
    lost_exemptions: Mapping[str, str]
    lost_evidence: tuple[Evidence, ...]

    def count(self, fate: Fate) -> int:
        """Give how many leaves have this fate."""
        return sum(one.fate is fate for one in self.moves)

    @property
    def loses(self) -> bool:
        """Whether anything that was typed or attached has no place in the new set."""
        return bool(self.lost_exemptions or self.lost_evidence) or any(
            one.lost for one in self.moves
        )


def plan_move(before: Assessment, new_set: CriteriaSet) -> MovePlan:
    """Say what moving to a set does; nothing is changed.

    Args:
        before: the assessment under its present set.
        new_set: the set to move to.
    """
    old_set = before.criteria_set
    groups, matched = match_sets(old_set, new_set)
    codes = groups | matched
    back = {new: old for old, new in matched.items()}
    moves, answers, links = [], {}, {}
    for leaf in (*new_set.leaves, *new_set.extra_leaves):
        old_code = back.get(leaf.code)
        old = old_set.find_leaf(old_code) if old_code else None
        if old is None:
            moves.append(LeafMove(Fate.NEW, None, leaf))
            continue
        answer = before.answer(old.code)
        values, lost = _carried(old, leaf, answer)
        changes = _differences(old, leaf)
        fate = Fate.CHANGED if changes or lost else Fate.KEPT
        moves.append(LeafMove(fate, old, leaf, changes, lost))
        moved = replace(answer, values=values)
        if not moved.is_empty:
            answers[leaf.code] = moved
        kept = {
            name: key
            for name, key in before.links_of(old.code).items()
            if name in values and (figure := leaf.input(name)) and figure.link == key
        }
        if kept:
            links[leaf.code] = kept
    for old in (*old_set.leaves, *old_set.extra_leaves):
        if old.code not in matched:
            moves.append(LeafMove(Fate.DROPPED, old, None, lost=_all_of(before.answer(old.code))))
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
    return MovePlan(tuple(moves), after, codes, lost_exemptions, lost_evidence)


def merge_back(
    before: Assessment,
    plan_codes: Mapping[str, str],
    now: Assessment,
    moved: Mapping[str, Answer],
) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Give the answers of the old set again, with what was typed since.

    Args:
        before: the assessment before the move.
        plan_codes: old code → new code, as it was moved.
        now: the assessment under the new set.
        moved: the answers right after the move, by new code.

    Returns:
        Answers by old code; and those typed since that have no place there, by new code.
    """
    answers = dict(before.answers)
    back = {new: old for old, new in plan_codes.items()}
    homeless: dict[str, Answer] = {}
    for code in {*now.answers, *moved}:
        present = now.answer(code)
        if present == moved.get(code, Answer()):
            continue  # untouched since: what was there before the move holds
        old_code = back.get(code)
        old = before.criteria_set.find_leaf(old_code) if old_code else None
        leaf = now.criteria_set.find_leaf(code)
        if old is None or leaf is None:
            homeless[code] = present
            continue
        values, lost = _carried(leaf, old, present)
        if lost:
            homeless[code] = present
        restored = replace(present, values=values)
        if restored.is_empty:
            answers.pop(old.code, None)
        else:
            answers[old.code] = restored
    return answers, homeless


def _carried(
    old: Leaf, new: Leaf, answer: Answer
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Give the values that the new leaf takes, and those it has no place for."""
    values, lost = {}, []
    for name, text in answer.values.items():
        if _fits(old, new, name, text):
            values[name] = text
        else:
            lost.append((name, text))
    return values, tuple(lost)


def _fits(old: Leaf, new: Leaf, name: str, text: str) -> bool:
    if name == VARIANT:
        return text in {one.key for one in new.variants}
    rules = [one.measure for one in (new.variants or (new,))]
    if name == OPTION:
        keys = {o.key for one in rules if isinstance(one, Choice) for o in one.options}
        return text in keys
    if name == ITEMS:
        keys = {i.key for one in rules if isinstance(one, Ticks) for i in one.items}
        given = {key for key in text.split(",") if key}
        return bool(keys) and given <= keys
    was, now = old.input(name), new.input(name)
    if now is None:
        return False
    kinds = {InputKind.COUNT, InputKind.NUMBER}
    return was is None or was.kind is now.kind or {was.kind, now.kind} == kinds


def _differences(old: Leaf, new: Leaf) -> tuple[str, ...]:
    was, now = leaf_to_data(old), leaf_to_data(new)
    named = (
        ("code", f"mã {old.code} → {new.code}"),
        ("title", "tên"),
        ("max", f"điểm tối đa {old.max} → {new.max}".replace(".", ",")),
        ("scored_by", "người chấm"),
    )
    found = [words for name, words in named if was.get(name) != now.get(name)]
    rule = ("measure", "scale", "variants", "requires")
    if any(was.get(name) != now.get(name) for name in rule):
        found.append("cách chấm")
    if [(i.name, i.kind) for i in old.inputs] != [(i.name, i.kind) for i in new.inputs]:
        found.append("số liệu kê khai")
    if was.get("exemptible", False) != now.get("exemptible", False):
        found.append("điều kiện không áp dụng")
    return tuple(found)


def _all_of(answer: Answer) -> tuple[tuple[str, str], ...]:
    found = list(answer.values.items())
    if answer.not_applicable:
        found.append(("not_applicable", answer.not_applicable))
    if answer.note:
        found.append(("note", answer.note))
    return tuple(found)
