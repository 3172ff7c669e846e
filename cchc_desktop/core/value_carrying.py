"""What was declared for a leaf, put into the leaf that takes its place; the rest with its reason.

Figures go by their own words, then by their name; options by their key, as long as the words
beside it still say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT
from cchc_desktop.core.declared_words import (
    NOT_APPLICABLE,
    NOTE,
    REVIEW,
    key_labels,
    value_name,
    value_words,
)
from cchc_desktop.core.figures import Input, InputKind
from cchc_desktop.core.text import bare_words, same_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.criteria_set import Leaf

_FIGURES = {InputKind.COUNT, InputKind.NUMBER}
_GONE = {
    OPTION: "không còn phương án này",
    ITEMS: "không còn yêu cầu này",
    VARIANT: "không còn trường hợp này",
}


@dataclass(frozen=True, slots=True)
class Lost:
    """Something declared that has no place.

    Attributes:
        name: of the value; ``note``, ``not_applicable`` or ``review`` for what is no value.
        text: as it is kept.
        words: what it is and what was declared, for people.
        reason: why it has no place.
    """

    name: str
    text: str
    words: str
    reason: str


def name_map(old: Leaf, new: Leaf) -> dict[str, str]:
    """Give which figure of the new leaf each of the old one's is; the way back is its reverse."""
    found = {name: name for name in (OPTION, ITEMS, VARIANT)}
    old_labels, new_labels = _once(old.inputs), _once(new.inputs)
    for words, figure in old_labels.items():
        target = new_labels.get(words)
        if target and _same_kind(figure, target):
            found[figure.name] = target.name
    taken = set(found.values())
    for figure in old.inputs:
        target = new.input(figure.name)
        if (
            figure.name not in found
            and target
            and target.name not in taken
            and _same_kind(figure, target)
            and bare_words(figure.unit) == bare_words(target.unit)
        ):
            found[figure.name] = target.name
    return found


def carry(
    old: Leaf, new: Leaf, values: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Lost, ...]]:
    """Give the values by the new leaf's names, and those that it has no place for."""
    names = name_map(old, new)
    carried: dict[str, str] = {}
    lost: list[Lost] = []
    for name, text in values.items():
        if name in (OPTION, ITEMS, VARIANT):
            kept, gone = _keys(name, old, new, text)
            if kept is not None:
                carried[name] = kept
            lost += [_lost(old, name, key, _GONE[name]) for key in gone]
        elif name in names and _readable(new.input(names[name]), old.input(name), text):
            carried[names[name]] = text
        else:
            lost.append(_lost(old, name, text, _why(old, new, name)))
    return carried, tuple(lost)


def all_lost(leaf: Leaf, answer: Answer, reason: str) -> tuple[Lost, ...]:
    """Name everything declared for a leaf, as that which has no place."""
    found = []
    for name, text in answer.values.items():
        parts = [key for key in text.split(",") if key] if name == ITEMS else [text]
        found += [_lost(leaf, name, part, reason) for part in parts or [text]]
    for name, text in (
        (NOT_APPLICABLE, answer.not_applicable),
        (NOTE, answer.note),
        (REVIEW, "1" if answer.review else ""),
    ):
        if text:
            found.append(_lost(leaf, name, text, reason))
    return tuple(found)


def key_map(name: str, old: Leaf, new: Leaf) -> dict[str, str]:
    """Give which option, tick or variant of the new leaf each of the old one's is, by key."""
    old_labels, new_labels = key_labels(name, old), key_labels(name, new)
    words = [bare_words(label) for label in new_labels.values()]
    by_words = {
        bare_words(label): key
        for key, label in new_labels.items()
        if words.count(bare_words(label)) == 1
    }
    found = {}
    for key, label in old_labels.items():
        if key in new_labels and same_content(label, new_labels[key]):
            found[key] = key
        elif bare_words(label) in by_words:
            found[key] = by_words[bare_words(label)]
    targets = list(found.values())
    return {key: new_key for key, new_key in found.items() if targets.count(new_key) == 1}


def _keys(name: str, old: Leaf, new: Leaf, text: str) -> tuple[str | None, list[str]]:
    """Give what is carried of a value that names keys (None: nothing), and the keys that aren't."""
    keys = key_map(name, old, new)
    if name != ITEMS:
        return (keys[text], []) if text in keys else (None, [text])
    ticked = [key for key in text.split(",") if key]
    if not key_labels(ITEMS, new) or (ticked and not any(key in keys for key in ticked)):
        return None, ticked or [""]
    gone = [key for key in ticked if key not in keys]
    return ",".join(keys[key] for key in ticked if key in keys), gone


def keys_of(name: str, leaf: Leaf) -> tuple[str, ...]:
    """Give the keys of a leaf's options, ticks or variants, in their order."""
    return tuple(key_labels(name, leaf))


def _once(inputs: Iterable[Input]) -> dict[tuple[str, ...], Input]:
    """Give figures by the words that only one of them has."""
    figures = list(inputs)
    words = [_full_words(one) for one in figures]
    return {mine: one for mine, one in zip(words, figures, strict=True) if words.count(mine) == 1}


def _full_words(one: Input) -> tuple[str, ...]:
    return (*bare_words(one.label), "|", *bare_words(one.unit))


def _same_kind(one: Input, other: Input) -> bool:
    return one.kind is other.kind or {one.kind, other.kind} == _FIGURES


def _readable(target: Input | None, was: Input | None, text: str) -> bool:
    """False for a figure with decimals where things are counted now."""
    if target is None or was is None or target.kind is was.kind or not text:
        return target is not None
    return target.kind is not InputKind.COUNT or text.isdecimal()


def _why(old: Leaf, new: Leaf, name: str) -> str:
    was, now = old.input(name), new.input(name)
    if was is None or now is None:
        return "không còn số liệu này"
    if not _same_kind(was, now) or name_map(old, new).get(name):
        return "loại số liệu đã khác"
    if bare_words(was.unit) != bare_words(now.unit):
        return f"đơn vị tính đã khác: {was.unit} → {now.unit}"
    return "tên số liệu nay chỉ số khác"


def _lost(leaf: Leaf, name: str, text: str, reason: str) -> Lost:
    return Lost(name, text, f"{value_name(leaf, name)}: {value_words(leaf, name, text)}", reason)
