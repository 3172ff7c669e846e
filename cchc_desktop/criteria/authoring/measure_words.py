"""Measures in the words of the table: one writer and one reader for each, as lines of a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cchc_desktop.criteria.authoring.words import (
    CellError,
    escape,
    read_number,
    read_whole,
    split_last,
    split_once,
    unescape,
    write_number,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cchc_desktop.criteria.authoring.settings import Settings

Data = dict[str, Any]
Lines = list[str]

NOT_APPLICABLE = "không áp dụng"
_ZERO_DEN = {
    "max": "điểm tối đa",
    "zero": "0 điểm",
    "exempt": "không áp dụng",
    "no_data": "chưa có kết quả",
}
_NEXT_YEAR = " năm sau"
_TERM = re.compile(r"(?:(-?\d+(?:[.,]\d+)?)\s*[×x*]\s*)?([A-Za-z_][A-Za-z0-9_]*)")


def write_terms(terms: Mapping[str, str]) -> str:
    """Write a weighted sum: ``b + 0,5 × c``."""
    return " + ".join(
        name if weight == "1" else f"{write_number(weight)} × {name}"
        for name, weight in terms.items()
    )


def read_terms(text: str) -> dict[str, str]:
    """Read a weighted sum.

    Raises:
        CellError: it is none, or names a figure twice.
    """
    terms: dict[str, str] = {}
    for part in text.split("+"):
        match = _TERM.fullmatch(part.strip())
        if match is None:
            raise CellError(f"“{part.strip()}” không đúng; ghi như “b + 0,5 × c”")
        if match[2] in terms:
            raise CellError(f"“{match[2]}” có hai lần trong “{text}”; gộp lại")
        terms[match[2]] = read_number(match[1]) if match[1] else "1"
    return terms


def _write_options(data: Data) -> Lines:
    lines = []
    for one in data["options"]:
        given = NOT_APPLICABLE
        if "points" in one:
            given = write_number(one["points"])
        elif "percent" in one:
            given = f"{write_number(one['percent'])}%"
        lines.append(f"{escape(one['key'], ':')}: {escape(one['label'])} = {given}")
    return lines


def _keyed(line: str) -> tuple[str, str, str]:
    """Part ``key: label = value``."""
    sides = split_last(line, "=")
    head = sides and split_once(sides[0], ":")
    if not sides or not head or not head[0] or not head[1]:
        raise CellError(f"“{line}” không đúng; ghi “mã: nội dung = 0,50”")
    return unescape(head[0]), unescape(head[1]), sides[1]


def _read_options(lines: Lines) -> Data:
    options = []
    for line in lines:
        key, label, given = _keyed(line)
        one = {"key": key, "label": label}
        if given.endswith("%"):
            one["percent"] = read_number(given)
        elif given.lower() != NOT_APPLICABLE:
            one["points"] = read_number(given)
        options.append(one)
    if not options:
        raise CellError("chưa có phương án; ghi mỗi dòng “mã: nội dung = 0,50”")
    return {"options": options}


def _write_items(data: Data) -> Lines:
    return [
        f"{escape(one['key'], ':')}: {escape(one['label'])} = {write_number(one['points'])}"
        for one in data["items"]
    ]


def _read_items(lines: Lines) -> Data:
    items = []
    for line in lines:
        key, label, given = _keyed(line)
        items.append({"key": key, "label": label, "points": read_number(given)})
    if not items:
        raise CellError("chưa có yêu cầu; ghi mỗi dòng “mã: nội dung = 0,10”")
    return {"items": items}


def _write_share(data: Data) -> Lines:
    lines = [f"tử số = {write_terms(data['num'])}", f"mẫu số = {write_terms(data['den'])}"]
    lines.append(f"mẫu số bằng 0 = {_ZERO_DEN[data['zero_den']]}")
    return [*lines, "được vượt 100% = có"] if data.get("over_100") else lines


def _read_share(left: Settings) -> Data:
    data: Data = {
        "num": read_terms(left.need("tử số", "b")),
        "den": read_terms(left.need("mẫu số", "a")),
    }
    zero = left.need("mẫu số bằng 0", "điểm tối đa").lower()
    found = next((key for key, words in _ZERO_DEN.items() if words == zero), None)
    if found is None:
        raise CellError(f"“mẫu số bằng 0 = {zero}” phải là: {', '.join(_ZERO_DEN.values())}")
    data["zero_den"] = found
    if (over := left.take("được vượt 100%")) is not None:
        if over.lower() not in ("có", "không"):
            raise CellError("“được vượt 100%” phải là có hoặc không")
        if over.lower() == "có":
            data["over_100"] = True
    return data


def _write_count(data: Data) -> Lines:
    terms = {one["input"]: one.get("weight", "1") for one in data["terms"]}
    lines = [f"đếm = {write_terms(terms)}"]
    for one in data["terms"]:
        if "at_most" in one:
            lines.append(f"{one['input']} tính nhiều nhất = {one['at_most']}")
        if "part_of" in one:
            lines.append(f"{one['input']} nằm trong = {one['part_of']}")
    return lines + [
        f"{gate['input']} từ mức này thì 0 điểm = {gate['at_least']}"
        for gate in data.get("zero_if", ())
    ]


def _read_count(left: Settings) -> Data:
    terms: list[Data] = []
    for name, weight in read_terms(left.need("đếm", "so_luong")).items():
        one: Data = {"input": name}
        if weight != "1":
            one["weight"] = weight
        if (most := left.take(f"{name} tính nhiều nhất")) is not None:
            one["at_most"] = read_whole(most)
        if (whole := left.take(f"{name} nằm trong")) is not None:
            one["part_of"] = whole
        terms.append(one)
    data: Data = {"terms": terms}
    gates = left.matching(r"(\w+) từ mức này thì 0 điểm")
    if gates:
        data["zero_if"] = [
            {"input": match[1], "at_least": read_whole(value)} for match, value in gates
        ]
    return data


def _write_days(data: Data) -> Lines:
    lines = [f"ngày khai = {data['input']}"]
    if due := data.get("due"):
        years = due.get("year_offset", 0)
        tail = _NEXT_YEAR if years == 1 else f" sau {years} năm" if years else ""
        lines.append(f"hạn = {due['day']:02}/{due['month']:02}{tail}")
    lines.append(f"lời của hạn = {escape(data['due_text'])}")
    if "if_none" in data:
        lines.append(f"không có = {write_number(data['if_none'])}")
    return lines


def _read_days(left: Settings) -> Data:
    data: Data = {"input": left.need("ngày khai", "ngay_ban_hanh")}
    if (due := left.take("hạn")) is not None:
        found = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?: (năm sau)| sau (\d+) năm)?", due)
        if found is None:
            raise CellError(f"“hạn = {due}” không đúng; ghi như 31/01 hoặc 15/01 năm sau")
        years = 1 if found[3] else int(found[4] or 0)
        data["due"] = {"day": int(found[1]), "month": int(found[2])}
        if years:
            data["due"]["year_offset"] = years
    words = left.take("lời của hạn")
    if words is None and "due" not in data:
        raise CellError("thiếu “hạn = 31/01” hoặc “lời của hạn = theo kế hoạch …”")
    data["due_text"] = unescape(words) if words is not None else f"{due} năm đánh giá"
    if (none := left.take("không có")) is not None:
        data["if_none"] = read_number(none)
    return data


def _write_difference(data: Data) -> Lines:
    lines = [
        f"năm nay = {data['current']}",
        f"năm trước = {data['previous']}",
        f"coi như giữ nguyên trong = {write_number(data['tolerance'])}",
    ]
    if "if_no_previous" in data:
        lines.append(f"thiếu năm trước = {write_number(data['if_no_previous'])}")
    return lines


def _read_difference(left: Settings) -> Data:
    data: Data = {
        "current": left.need("năm nay", "nam_nay"),
        "previous": left.need("năm trước", "nam_truoc"),
        "tolerance": read_number(left.take("coi như giữ nguyên trong") or "0"),
    }
    if (none := left.take("thiếu năm trước")) is not None:
        data["if_no_previous"] = read_number(none)
    return data


def _write_points(data: Data) -> Lines:
    lines = [f"số liệu = {data['input']}", f"bước = {write_number(data['step'])}"]
    return [*lines, f"hướng dẫn = {escape(data['guide'])}"] if data.get("guide") else lines


def _read_points(left: Settings) -> Data:
    data: Data = {
        "input": left.take("số liệu") or "diem",
        "step": read_number(left.take("bước") or "0,01"),
    }
    if guide := left.take("hướng dẫn"):
        data["guide"] = unescape(guide)
    return data


WRITERS: dict[str, Callable[[Data], Lines]] = {
    "choice": _write_options,
    "ticks": _write_items,
    "share": _write_share,
    "percent": lambda data: [f"chỉ số = {data['input']}"],
    "count": _write_count,
    "days_late": _write_days,
    "difference": _write_difference,
    "points": _write_points,
}
READERS: dict[str, Callable[[Settings], Data]] = {
    "share": _read_share,
    "percent": lambda left: {"input": left.need("chỉ số", "diem_khao_sat")},
    "count": _read_count,
    "days_late": _read_days,
    "difference": _read_difference,
    "points": _read_points,
}
LISTS: dict[str, Callable[[Lines], Data]] = {"choice": _read_options, "ticks": _read_items}
"""Measures whose lines are a list, ``key: words = points``, and no settings."""
