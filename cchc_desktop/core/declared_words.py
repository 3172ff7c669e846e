"""What was declared, in a person's words: the name of each value, and what it says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.measures import Choice, Ticks
from cchc_desktop.core.numbers import read_date, show_date, show_number

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import Leaf

NOTE, NOT_APPLICABLE, REVIEW = "note", "not_applicable", "review"
"""Names for what is declared beside the values."""

_NAMES = {
    OPTION: "Phương án",
    ITEMS: "Yêu cầu",
    VARIANT: "Trường hợp",
    NOTE: "Ghi chú",
    NOT_APPLICABLE: "Không áp dụng",
    REVIEW: "Cần xem lại",
}


def value_name(leaf: Leaf, name: str) -> str:
    """Give what a value is called; the name itself where the leaf has no such value."""
    figure = leaf.input(name)
    return _NAMES.get(name) or (figure.label if figure else name)


def value_words(leaf: Leaf, name: str, text: str) -> str:
    """Give what a kept value says: figures with dots and comma, days as dd/MM/yyyy, labels of keys.

    What can't be read is given as it was typed.
    """
    if name == REVIEW:
        return "có"
    if not text:
        return "không có"
    if name in (OPTION, ITEMS, VARIANT):
        labels = key_labels(name, leaf)
        keys = text.split(",") if name == ITEMS else [text]
        return "; ".join(labels.get(key, key) for key in keys)
    figure = leaf.input(name)
    if figure is None:
        return text
    try:
        if figure.kind is InputKind.DATE:
            return show_date(read_date(text))
        return show_number(Decimal(text))
    except (UserError, ArithmeticError):
        return text


def key_labels(name: str, leaf: Leaf) -> dict[str, str]:
    """Give the labels of a leaf's options, ticks or variants by key, in their order."""
    if name == VARIANT:
        return {one.key: one.label for one in leaf.variants}
    found: dict[str, str] = {}
    for one in leaf.variants or (leaf,):
        if name == OPTION and isinstance(one.measure, Choice):
            found.update((option.key, option.label) for option in one.measure.options)
        if name == ITEMS and isinstance(one.measure, Ticks):
            found.update((tick.key, tick.label) for tick in one.measure.items)
    return found
