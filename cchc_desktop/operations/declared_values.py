"""Values given for a leaf, from the command line or a file, brought into their kept form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.figures import canonical_figure
from cchc_desktop.core.measures import Choice, DaysLate, Ticks
from cchc_desktop.core.numbers import keep_number
from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import Leaf

_LARGEST_EXPONENT = 40


def merged_values(
    leaf: Leaf, kept: Mapping[str, str], values: Mapping[str, object], year: int
) -> dict[str, str]:
    """Give a leaf's values once these have been declared; those not named keep what they had.

    Args:
        leaf: of the set.
        kept: what it has.
        values: name → text, number, or list of keys for ``items``; none at all says that there
            is none, where the rule foresees it.
        year: the assessed year, for dates.

    Raises:
        UserError: the sentence names the leaf, the value and what is wrong.
    """
    merged = dict(kept)
    given = dict(values)
    if VARIANT in given:  # first, as it decides what the others are
        merged |= _figure(leaf, VARIANT, given.pop(VARIANT), year)
    for name, value in (given or (_none_of(leaf, merged) if not values else {})).items():
        merged |= _figure(leaf, name, value, year)
    applied = leaf.under(merged)
    if applied is None or not _may_be_empty(applied):
        merged = {name: text for name, text in merged.items() if text}
    return merged


def _figure(leaf: Leaf, name: str, value: object, year: int) -> dict[str, str]:
    """Bring one figure into its kept form."""
    allowed = value_names(leaf)
    if name not in allowed:
        raise UserError(
            "unknown_input",
            f"Mục {leaf.code} không có số liệu “{name}”; các tên dùng được: {', '.join(allowed)}.",
        )
    if name == ITEMS:
        return {name: _items(leaf, value)}
    text = clean(plain_text(value, name, leaf))
    figure = leaf.input(name)
    if not text or figure is None:
        return {name: text}
    try:
        return {name: canonical_figure(figure, text, year)}
    except UserError as error:
        raise UserError(error.code, f"Mục {leaf.code}, {name}: {error.message}") from None


def value_names(leaf: Leaf) -> list[str]:
    """Give the names of all values that a leaf takes, under any of its variants."""
    if leaf.variants:
        rules = [leaf.under({VARIANT: one.key}) for one in leaf.variants]
        names = [name for one in rules if one for name in value_names(one)]
        return [VARIANT, *dict.fromkeys(names)]
    if isinstance(leaf.measure, Choice):
        return [OPTION]
    if isinstance(leaf.measure, Ticks):
        return [ITEMS]
    return [figure.name for figure in leaf.inputs]


def _none_of(leaf: Leaf, values: Mapping[str, str]) -> dict[str, object]:
    """An empty object in a file says that there is none, where the rule foresees it."""
    measure = (leaf.under(values) or leaf).measure
    if isinstance(measure, DaysLate) and measure.if_none is not None:
        return {measure.input: ""}
    if isinstance(measure, Ticks):
        return {ITEMS: ""}
    raise UserError(
        "no_values",
        f"Mục {leaf.code} chưa có giá trị nào; các tên: {', '.join(value_names(leaf))}.",
    )


def _may_be_empty(leaf: Leaf) -> bool:
    if isinstance(leaf.measure, DaysLate):
        return leaf.measure.if_none is not None
    return isinstance(leaf.measure, Ticks)


def _items(leaf: Leaf, value: object) -> str:
    keys = value if isinstance(value, list) else plain_text(value, ITEMS, leaf).split(",")
    chosen = list(dict.fromkeys(clean(plain_text(key, ITEMS, leaf)) for key in keys))
    return ",".join(key for key in chosen if key)


def plain_text(value: object, name: str, leaf: Leaf) -> str:
    """Accept text and exact numbers, so that a JSON 2.450 is 2,45 and never 2450.

    Raises:
        UserError: ``bad_value`` or ``too_large``.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Decimal) and value.is_finite():
        if abs(value.adjusted()) > _LARGEST_EXPONENT:
            raise UserError("too_large", f"Mục {leaf.code}, {name}: số quá lớn hoặc quá nhỏ.")
        return keep_number(value)
    raise UserError(
        "bad_value", f"Mục {leaf.code}, {name}: giá trị {value!r} không dùng được; ghi chữ hoặc số."
    )
