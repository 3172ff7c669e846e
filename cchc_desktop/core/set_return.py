"""Going back to the set before a move: what was there then, with what was typed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import ITEMS, NO_ANSWER, Answer
from cchc_desktop.core.text import code_order
from cchc_desktop.core.value_carrying import carry, key_map, keys_of, name_map

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf

Links = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Declared:
    """All that is declared under a set, by its codes.

    ``links``: leaf → figure → key of the register's figure. ``cited``: number of each citation
    → leaf.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    exemptions: Mapping[str, str] = field(default_factory=dict)
    links: Links = field(default_factory=dict)
    cited: Mapping[int, str] = field(default_factory=dict)

    def answer(self, code: str) -> Answer:
        """Give the leaf's answer, or the empty one."""
        return self.answers.get(code, NO_ANSWER)

    @property
    def codes(self) -> tuple[str, ...]:
        """Everything that something is declared for, in order."""
        return tuple(
            sorted({*self.answers, *self.exemptions, *self.cited.values()}, key=code_order)
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A move as it was made: the two sets, old code → new code, and the state on either side."""

    old_set: CriteriaSet
    new_set: CriteriaSet
    codes: Mapping[str, str]
    before: Declared
    moved: Declared
    """Right after the move."""


def go_back(passage: Passage, now: Declared) -> tuple[Declared, Declared]:
    """Give what is declared under the old set again.

    What was not touched since the move is as it was before it; what was is carried back.

    Args:
        passage: the move.
        now: what is declared under its new set at present.

    Returns:
        What is declared under the old set; and what was declared since and has no place there,
        by the new set's codes.
    """
    answers = dict(passage.before.answers)
    links = {code: dict(names) for code, names in passage.before.links.items()}
    apart: dict[str, Answer] = {}
    back = {new: old for old, new in passage.codes.items()}
    touched = {*now.answers, *passage.moved.answers, *now.links, *passage.moved.links}
    for code in sorted(touched):
        new = passage.new_set.find_leaf(code)
        old = passage.old_set.find_leaf(back.get(code, ""))
        if old is None or new is None:
            if now.answer(code) != passage.moved.answer(code):
                apart[code] = now.answer(code)
            continue
        merged = _Leaf(passage, now, old, new)
        links[old.code] = merged.links
        answers[old.code] = merged.answer()
        if merged.apart:
            apart[code] = Answer(merged.apart)
    exemptions, exempt_apart = _exemptions(passage, back, now)
    cited, cited_apart = _cited(passage, back, now)
    there = Declared(
        {code: one for code, one in answers.items() if not one.is_empty},
        exemptions,
        {code: names for code, names in links.items() if names},
        cited,
    )
    kept_apart = {code: one for code, one in apart.items() if not one.is_empty}
    return there, Declared(kept_apart, exempt_apart, cited=cited_apart)


class _Leaf:
    """One leaf's answer and links, merged part by part."""

    def __init__(self, passage: Passage, now: Declared, old: Leaf, new: Leaf) -> None:
        self._old, self._new = old, new
        self._was, self._then = passage.before.answer(old.code), passage.moved.answer(new.code)
        self._now = now.answer(new.code)
        self._values = dict(self._was.values)
        self.links = dict(passage.before.links.get(old.code, {}))
        self.apart: dict[str, str] = {}
        linked_then = passage.moved.links.get(new.code, {})
        linked_now = now.links.get(new.code, {})
        names = name_map(new, old)
        for name in (*self._then.values, *(self._now.values.keys() - self._then.values.keys())):
            text, key = self._now.values.get(name), linked_now.get(name)
            if (text, key) != (self._then.values.get(name), linked_then.get(name)):
                self._take(name, names.get(name), text, key)

    def answer(self) -> Answer:
        """Give the answer."""
        was, then, now = self._was, self._then, self._now
        return Answer(
            self._values,
            now.note if now.note != then.note else was.note,
            now.not_applicable if now.not_applicable != then.not_applicable else was.not_applicable,
            now.review if now.review != then.review else was.review,
        )

    def _take(self, name: str, target: str | None, text: str | None, key: str | None) -> None:
        """Take over what one value has become since the move."""
        if target is not None:
            self.links.pop(target, None)
        if text is None:
            if target is not None:
                self._values.pop(target, None)
            return
        values, lost = carry(self._new, self._old, {name: text})
        if lost:
            self.apart[name] = ",".join(one.text for one in lost)
        if target in values:
            kept = values[target]
            self._values[target] = self._ticks(kept) if name == ITEMS else kept
            figure = self._old.input(target)
            if key and figure and figure.link == key:
                self.links[target] = key

    def _ticks(self, carried: str) -> str:
        """Add the ticks that the move could not carry to those that are there now."""
        moved = key_map(ITEMS, self._old, self._new)
        ticked = set(carried.split(","))
        ticked |= {one for one in self._was.values.get(ITEMS, "").split(",") if one not in moved}
        return ",".join(one for one in keys_of(ITEMS, self._old) if one in ticked)


def _exemptions(
    passage: Passage, back: Mapping[str, str], now: Declared
) -> tuple[dict[str, str], dict[str, str]]:
    kept, apart = dict(passage.before.exemptions), {}
    moved = passage.moved.exemptions
    for code in {*moved, *now.exemptions}:
        basis = now.exemptions.get(code)
        if basis == moved.get(code):
            continue
        if code not in back:
            if basis is not None:
                apart[code] = basis
        elif basis is None:
            kept.pop(back[code], None)
        else:
            kept[back[code]] = basis
    return kept, apart


def _cited(
    passage: Passage, back: Mapping[str, str], now: Declared
) -> tuple[dict[int, str], dict[int, str]]:
    moved = passage.moved.cited
    # Those that the move had no place for, and those that it carried and nobody took off since.
    kept = {
        id_: code
        for id_, code in passage.before.cited.items()
        if id_ not in moved or id_ in now.cited
    }
    apart = {}
    for id_, code in now.cited.items():
        if id_ in moved:
            continue
        if code in back:
            kept[id_] = back[code]
        else:
            apart[id_] = code
    return kept, apart
