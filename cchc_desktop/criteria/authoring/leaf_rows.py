"""A leaf's row, and the rows of its variants, as a set's data has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cchc_desktop.criteria.authoring import layout
from cchc_desktop.criteria.authoring.leaf_words import (
    EXEMPT_WITHOUT_BASIS,
    read_inputs,
    read_requirement,
    read_texts,
    read_variant,
)
from cchc_desktop.criteria.authoring.rule_words import read_rule
from cchc_desktop.criteria.authoring.words import CellError, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Data = dict[str, Any]


def leaf_data(
    code: str, title: str, maximum: str, texts: Mapping[str, str], *, with_rule: bool
) -> tuple[Data, list[tuple[str, str]]]:
    """Read a leaf's cells.

    Args:
        code: of the leaf.
        title: of the leaf.
        maximum: as a set's data writes it.
        texts: column's part → text.
        with_rule: whether the row has the leaf's one rule; its variants have theirs below.

    Returns:
        The leaf's data, and what is wrong: column's part and why.
    """
    wrong: list[tuple[str, str]] = []

    def read(part: str, how: Callable[[str], Any], otherwise: Any) -> Any:
        text = texts.get(part, "")
        try:
            return how(text) if text else otherwise
        except CellError as error:
            wrong.append((part, str(error)))
            return otherwise

    data: Data = {"code": code, "title": title, "max": maximum}
    data["scored_by"] = read("scored_by", _scorer, "unit")
    if not title:
        wrong.append(("title", "thiếu tên tiêu chí"))
    if not texts.get("scored_by"):
        wrong.append(("scored_by", "chưa ghi người chấm; chọn trong danh sách"))
    if basis := texts.get("exemption"):
        known = "" if basis == EXEMPT_WITHOUT_BASIS else unescape(basis)
        data |= {"exemptible": True, "exempt_basis": known}
    if with_rule:
        data |= _rule(texts, wrong)
    elif texts.get("way"):
        wrong.append(("way", "mục có các trường hợp bên dưới; để trống cách chấm ở dòng này"))
    data["inputs"] = read("inputs", read_inputs, [])
    data["evidence"] = read("evidence", read_texts, [])
    if needed := read("requires", read_requirement, None):
        data["requires"] = needed
    for name in ("note", "basis", "source"):
        if text := texts.get(name):
            data[name] = unescape(text)
    return data, wrong


def variant_data(texts: Mapping[str, str]) -> Data:
    """Read the row of one variant.

    Raises:
        CellError: a cell can't be read.
    """
    key, label = read_variant(texts.get("variant", ""))
    measure, scale = read_rule(texts.get("way", ""), texts.get("rule", ""))
    return {"key": key, "label": label, "measure": measure, "scale": scale}


def _rule(texts: Mapping[str, str], wrong: list[tuple[str, str]]) -> Data:
    if not texts.get("way"):
        wrong.append(("way", "chưa ghi cách chấm; chọn trong danh sách"))
        return {}
    try:
        measure, scale = read_rule(texts["way"], texts.get("rule", ""))
    except CellError as error:
        known = str(error).startswith("không có cách chấm")
        wrong.append(("way" if known or not texts.get("rule") else "rule", str(error)))
        return {}
    return {"measure": measure, "scale": scale}


def _scorer(text: str) -> str:
    for key, words in layout.SCORERS.items():
        if text.lower() == words.lower():
            return key
    raise CellError(f"“{text}” không phải người chấm; chọn {', '.join(layout.SCORERS.values())}")
