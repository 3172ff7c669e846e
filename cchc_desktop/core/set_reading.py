"""Reading a set's data with every leaf's problem told, not only the first one's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.leaf_document import leaf_from_data
from cchc_desktop.core.set_document import FORMAT, set_from_data
from cchc_desktop.core.set_findings import SetFinding, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_desktop.core.criteria_set import CriteriaSet

MOST_LEAVES = 5_000


def read_set_data(data: Any) -> tuple[CriteriaSet | None, tuple[SetFinding, ...]]:
    """Read a set from plain data.

    Returns:
        The set, or None and what keeps it from being read: every leaf that can't be, and the
        first thing wrong outside the leaves.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        return None, (error("bad_set", f"Không phải bộ tiêu chí dạng {FORMAT}; chọn tệp khác."),)
    found: list[SetFinding] = []
    number = 0
    for number, leaf in enumerate(_leaves(data), 1):
        if number > MOST_LEAVES:
            return None, (error("too_large", f"Bộ tiêu chí có hơn {MOST_LEAVES} mục."),)
        if not isinstance(leaf, dict):
            found.append(error("bad_set", f"Mục thứ {number} không đúng dạng; sửa tệp."))
            continue
        try:
            leaf_from_data(leaf)
        except UserError as wrong:
            code = leaf.get("code")
            found.append(error("bad_leaf", wrong.message, code if isinstance(code, str) else ""))
    if found:
        return None, tuple(found)
    try:
        return set_from_data(data), ()
    except UserError as wrong:
        return None, (error(wrong.code, wrong.message),)


def _leaves(data: dict[str, Any]) -> Iterator[Any]:
    """Give what stands where leaves should stand; other shapes are for ``set_from_data``."""
    for field in _items(data.get("fields")):
        for criterion in _items(field.get("criteria") if isinstance(field, dict) else None):
            if isinstance(criterion, dict) and "items" in criterion:
                yield from _items(criterion["items"])
            else:
                yield criterion
    for name in ("bonus", "penalty"):
        block = data.get(name)
        yield from _items(block.get("items") if isinstance(block, dict) else None)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
