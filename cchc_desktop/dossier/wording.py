"""The report's fixed wording, read from forms/templates/bao-cao-tu-danh-gia.json.

A province may change it; a blank ``{…}`` that the program does not fill is refused, so that no
report goes out with one in it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.text import clean
from cchc_desktop.dossier.wording_blanks import BLANKS, LISTS, NUMBERS, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE_NAME = "bao-cao-tu-danh-gia.json"
FORMAT = "cchc-report/1"

_BLANK = re.compile(r"\{([^{}]*)\}")


class Wording:
    """Texts by key, checked when read."""

    def __init__(self, texts: Mapping[str, Any]) -> None:
        self._texts = texts

    def text(self, key: str, **values: str) -> str:
        """Give a text with its blanks filled."""
        return _fill(self._texts[key], values)

    def lines(self, key: str) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(self._texts[key])

    def number(self, key: str) -> int:
        """Give a whole number."""
        return int(self._texts[key])

    def entry(self, key: str, name: str, **values: str) -> str:
        """Give one text of a table of texts, with its blanks filled."""
        return _fill(self._texts[key][name], values)

    def table(self, key: str) -> Mapping[str, str]:
        """Give a whole table of texts."""
        table: Mapping[str, str] = self._texts[key]
        return table


def read_wording(templates_dir: Path) -> Wording:
    """Read and check the wording.

    Raises:
        FileProblem: ``bad_template`` when the file is missing, is not JSON or of another format.
        UserError: ``bad_template`` when a text is missing or of the wrong kind,
            ``unknown_placeholder`` when one holds a blank that is never filled.
    """
    path = templates_dir / FILE_NAME
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise FileProblem("bad_template", f"Không đọc được mẫu {path}: {error}.") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise FileProblem("bad_template", f"{path} không phải mẫu dạng {FORMAT}.")
    return Wording(_checked(data))


def _checked(data: dict[str, Any]) -> dict[str, Any]:
    texts: dict[str, Any] = {}
    for key, allowed in BLANKS.items():
        texts[key] = _text(data, key, allowed)
    for key, count in LISTS.items():
        value = data.get(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise _wrong(key, "phải là danh sách các dòng chữ")
        if count and len(value) != count:
            raise _wrong(key, f"phải có đúng {count} dòng")
        texts[key] = [_plain(key, one) for one in value]
    for key in NUMBERS:
        value = data.get(key)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1000:
            raise _wrong(key, "phải là số nguyên từ 0 đến 1000")
        texts[key] = value
    for key, names in TABLES.items():
        value = data.get(key)
        if not isinstance(value, dict):
            raise _wrong(key, "phải là bảng các dòng chữ")
        entries = names or dict.fromkeys(value, frozenset[str]())
        texts[key] = {clean(name): _text(value, name, entries[name], key) for name in entries}
    return texts


def _text(data: Mapping[str, Any], key: str, allowed: frozenset[str], above: str = "") -> str:
    where = f"{above}.{key}" if above else key
    value = data.get(key)
    if not isinstance(value, str):
        raise _wrong(where, "thiếu hoặc không phải dòng chữ")
    for name in _BLANK.findall(value):
        if name not in allowed:
            known = ", ".join(f"{{{one}}}" for one in sorted(allowed)) or "không có"
            raise UserError(
                "unknown_placeholder",
                f"Mẫu {FILE_NAME}, mục “{where}”: không có ô điền {{{name}}}; "
                f"ô dùng được: {known}.",
            )
    return _composed(value)


def _plain(key: str, value: str) -> str:
    if found := _BLANK.search(value):
        raise UserError(
            "unknown_placeholder",
            f"Mẫu {FILE_NAME}, mục “{key}”: không có ô điền {found[0]}; mục này không có ô điền.",
        )
    return _composed(value)


def _composed(value: str) -> str:
    """NFC without control characters; outer blanks are meant (“Căn cứ ”, a blank number)."""
    core = clean(value)
    start = len(value) - len(value.lstrip())
    end = len(value) - len(value.rstrip()) if core else 0
    return " " * start + core + " " * end


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: values[found[1]], text)


def _wrong(key: str, what: str) -> UserError:
    return UserError("bad_template", f"Mẫu {FILE_NAME}, mục “{key}”: {what}.")
