"""A leaf's figures, documents, requirement and variants as lines of the table's cells."""

from __future__ import annotations

import re
from typing import Any

from cchc_desktop.criteria.authoring.words import (
    CellError,
    escape,
    lines_of,
    read_number,
    split_once,
    unescape,
    write_number,
)

Data = dict[str, Any]

_KINDS = {"count": "", "number": " [số lẻ]", "date": " [ngày]"}
_TAIL = re.compile(
    r"(?P<head>.*) \((?P<unit>(?:[^()\\]|\\.)*)\)"
    r"(?P<kind> ?\[(?:số lẻ|ngày)\])?(?P<link> ?\[sổ: ?[^\]]+\])?"
)
_SHARED = "dùng chung tài liệu"
EXEMPT_WITHOUT_BASIS = "có"


def write_inputs(inputs: list[Data]) -> str:
    """Write figures, one a line: ``b: Số hồ sơ đúng hạn (hồ sơ) [sổ: one_stop.within_time]``."""
    lines = []
    for one in inputs:
        line = f"{one['name']}: {escape(one['label'])} ({escape(one['unit'], '()')})"
        line += _KINDS[one["kind"]]
        lines.append(line + (f" [sổ: {one['link']}]" if "link" in one else ""))
    return "\n".join(lines)


def read_inputs(text: str) -> list[Data]:
    """Read figures.

    Raises:
        CellError: a line is not of that form.
    """
    return [_read_input(line) for line in lines_of(text)]


def write_requirement(data: Data) -> str:
    """Write a requirement: the code, then what else there is, one a line."""
    lines = [data["code"]]
    if data["evidence"]:
        lines.append(_SHARED)
    if "options" in data:
        lines.append("phương án = " + " | ".join(escape(one, "|") for one in data["options"]))
    if "least_points" in data:
        lines.append(f"ít nhất = {write_number(data['least_points'])}")
    return "\n".join(lines)


def read_requirement(text: str) -> Data:
    """Read a requirement.

    Raises:
        CellError: a line is not of that form.
    """
    code, *others = lines_of(text)
    data: Data = {"code": code, "evidence": False}
    for line in others:
        pair = split_once(line, "=")
        if line.lower() == _SHARED:
            data["evidence"] = True
        elif pair and pair[0].lower() == "phương án":
            parts = re.split(r"(?<!\\)\|", pair[1])
            data["options"] = [unescape(one.strip()) for one in parts]
        elif pair and pair[0].lower() == "ít nhất":
            data["least_points"] = read_number(pair[1])
        else:
            raise CellError(
                f"“{line}” không hiểu; ghi “{_SHARED}”, “phương án = ma” hoặc “ít nhất = 0,50”"
            )
    return data


def write_texts(texts: list[str]) -> str:
    """Write documents, one a line."""
    return "\n".join(escape(one) for one in texts)


def read_texts(text: str) -> list[str]:
    """Read documents."""
    return [unescape(line) for line in lines_of(text)]


def write_variant(key: str, label: str) -> str:
    """Write whom a variant applies to: ``co: Đơn vị có TTHC``."""
    return f"{escape(key, ':')}: {escape(label)}"


def read_variant(text: str) -> tuple[str, str]:
    """Read whom a variant applies to.

    Raises:
        CellError: it is not of that form.
    """
    pair = split_once(text, ":")
    if pair is None or not all(pair):
        raise CellError(f"“{text}” không đúng; ghi “mã: trường hợp”, ví dụ “co: Đơn vị có TTHC”")
    return unescape(pair[0]), unescape(pair[1])


def _read_input(line: str) -> Data:
    pair = split_once(line, ":")
    found = _TAIL.fullmatch(pair[1]) if pair else None
    if pair is None or found is None or not found["head"].strip() or not found["unit"].strip():
        raise CellError(f"“{line}” không đúng; ghi “b: Số hồ sơ đúng hạn (hồ sơ)”")
    kind = (found["kind"] or "").strip()
    data: Data = {
        "name": pair[0],
        "label": unescape(found["head"].strip()),
        "unit": unescape(found["unit"].strip()),
        "kind": next(key for key, mark in _KINDS.items() if mark.strip() == kind),
    }
    if found["link"]:
        data["link"] = found["link"].strip()[1:-1].removeprefix("sổ:").strip()
    return data
