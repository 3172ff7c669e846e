"""A rule in the table's two cells: “Cách chấm” names measure and scale, “Tham số” has the rest."""

from __future__ import annotations

from typing import Any

from cchc_desktop.criteria.authoring.measure_words import LISTS, READERS, WRITERS
from cchc_desktop.criteria.authoring.settings import Settings
from cchc_desktop.criteria.authoring.words import (
    CellError,
    lines_of,
    read_number,
    write_number,
)

Data = dict[str, Any]

WAYS: dict[str, tuple[str, str]] = {
    "Chọn một phương án": ("choice", "points"),
    "Chọn mức % điểm": ("choice", "proportional"),
    "Đánh dấu các yêu cầu": ("ticks", "points"),
    "Tự cho điểm": ("points", "points"),
    "Tỷ lệ – nhân điểm tối đa": ("share", "proportional"),
    "Tỷ lệ – theo mức": ("share", "bands"),
    "Tỷ lệ – theo đoạn thẳng": ("share", "piecewise"),
    "Chỉ số % – nhân điểm tối đa": ("percent", "proportional"),
    "Chỉ số % – theo mức": ("percent", "bands"),
    "Chỉ số % – theo đoạn thẳng": ("percent", "piecewise"),
    "Số lượng – mỗi đơn vị": ("count", "per_unit"),
    "Số lượng – theo mức": ("count", "bands"),
    "Số lượng – nhân điểm tối đa": ("count", "proportional"),
    "Số lượng – theo đoạn thẳng": ("count", "piecewise"),
    "Ngày chậm – theo mức": ("days_late", "bands"),
    "Ngày chậm – mỗi ngày": ("days_late", "per_unit"),
    "Ngày chậm – theo đoạn thẳng": ("days_late", "piecewise"),
    "So với năm trước": ("difference", "trend"),
    "So với năm trước – theo mức": ("difference", "bands"),
    "So với năm trước – theo đoạn thẳng": ("difference", "piecewise"),
}
"""“Cách chấm” → measure and scale."""
_WAY_OF = {kinds: way for way, kinds in WAYS.items()}
_PERCENT = ("share", "percent", "choice")
_REST = "còn lại"


def write_rule(measure: Data, scale: Data) -> tuple[str, str]:
    """Give the two cells of a rule.

    Raises:
        CellError: the table has no words for this pair.
    """
    kinds = (measure["kind"], scale["kind"])
    if kinds not in _WAY_OF:
        raise CellError(f"bảng Excel không có cách chấm {kinds[0]} với {kinds[1]}")
    mark = "%" if kinds[0] in _PERCENT else ""
    lines = [*WRITERS[kinds[0]](measure), *_write_scale(scale, mark)]
    return _WAY_OF[kinds], "\n".join(lines)


def read_rule(way: str, settings: str) -> tuple[Data, Data]:
    """Read the two cells of a rule into measure and scale as a set's data has them.

    Raises:
        CellError: the message says which piece is wrong, and the form expected.
    """
    bare = " ".join(way.replace(" - ", " – ").split())
    kinds = next((kinds for name, kinds in WAYS.items() if name.lower() == bare.lower()), None)
    if kinds is None:
        raise CellError(f"không có cách chấm “{way}”; chọn trong danh sách của ô")
    measure_kind, scale_kind = kinds
    lines = lines_of(settings)
    if measure_kind in LISTS:
        own = [line for line in lines if not _is_scale_line(line)]
        left = Settings([line for line in lines if _is_scale_line(line)])
        measure = LISTS[measure_kind](own)
    else:
        left = Settings(lines)
        measure = READERS[measure_kind](left)
    mark = "%" if measure_kind in _PERCENT else ""
    scale = _read_scale(scale_kind, left, mark)
    left.end()
    return {"kind": measure_kind, **measure}, {"kind": scale_kind, **scale}


def _is_scale_line(line: str) -> bool:
    """Tell a choice's lines apart: options have a key, settings of the scale have none."""
    return line.lower().startswith(("đạt điểm tối đa từ ", "dưới ")) and ":" not in line


def _write_scale(scale: Data, mark: str) -> list[str]:
    match scale["kind"]:
        case "proportional":
            return _write_proportional(scale, mark)
        case "bands":
            return _write_bands(scale, mark)
        case "piecewise":
            return [
                f"tại {write_number(k['at'])}{mark} = {write_number(k['points'])}"
                for k in scale["knots"]
            ]
        case "per_unit":
            names = {
                "per": "mỗi đơn vị",
                "start": "điểm đầu",
                "floor": "tối thiểu",
                "cap": "tối đa",
            }
            return [
                f"{words} = {write_number(scale[key])}"
                for key, words in names.items()
                if key in scale
            ]
        case "trend":
            names = {"up": "tăng", "same": "giữ nguyên", "down": "giảm"}
            return [f"{words} = {write_number(scale[key])}" for key, words in names.items()]
    return []


def _write_proportional(scale: Data, mark: str) -> list[str]:
    lines = []
    if "target" in scale:
        lines.append(f"đạt điểm tối đa từ = {write_number(scale['target'])}{mark}")
    if limit := scale.get("threshold"):
        at = write_number(limit["min_percent"])
        lines.append(f"dưới {at}{mark} = {write_number(limit['below_points'])}")
    return lines


def _write_bands(scale: Data, mark: str) -> list[str]:
    lines = []
    up_to = scale.get("up_to", False)
    for band in scale["bands"]:
        bound = write_number(band["bound"])
        reached = f"đến {bound} ngày" if up_to else f"từ {bound}{mark}"
        if "points" in band:
            given = write_number(band["points"])
        else:
            given = "nhân điểm tối đa"
            if band["of"] != "100" or not mark:
                given += f" ÷ {write_number(band['of'])}{mark}"
        lines.append(f"{reached} = {given}")
    return [*lines, f"{_REST} = {write_number(scale['otherwise'])}"]


def _read_scale(kind: str, left: Settings, mark: str) -> Data:
    match kind:
        case "proportional":
            return _read_proportional(left)
        case "bands":
            return _read_bands(left, mark)
        case "piecewise":
            knots = [
                {"at": read_number(match[1]), "points": read_number(value)}
                for match, value in left.matching(r"tại (.+)")
            ]
            if len(knots) < 2:
                raise CellError("cần ít nhất hai mốc; ghi như “tại 80% = 1,00”")
            return {"knots": knots}
        case "per_unit":
            data = {"per": read_number(left.need("mỗi đơn vị", "0,50"))}
            for key, words in (("start", "điểm đầu"), ("floor", "tối thiểu"), ("cap", "tối đa")):
                if (value := left.take(words)) is not None:
                    data[key] = read_number(value)
            return data
        case "trend":
            return {
                key: read_number(left.need(words, "0,50"))
                for key, words in (("up", "tăng"), ("same", "giữ nguyên"), ("down", "giảm"))
            }
    return {}


def _read_proportional(left: Settings) -> Data:
    data: Data = {}
    if (target := left.take("đạt điểm tối đa từ")) is not None:
        data["target"] = read_number(target)
    limits = left.matching(r"dưới (.+)")
    if len(limits) > 1:
        raise CellError("chỉ một dòng “dưới …%”; nhiều mức thì chọn cách chấm “theo mức”")
    for match, value in limits:
        data["threshold"] = {
            "min_percent": read_number(match[1]),
            "below_points": read_number(value),
        }
    return data


def _read_bands(left: Settings, mark: str) -> Data:
    late = left.matching(r"đến (.+?)(?: ngày)?")
    reached = left.matching(r"từ (.+)")
    if bool(late) == bool(reached):
        raise CellError("ghi các mức như “từ 95% = 4,00” hoặc “đến 10 ngày = 0,25”")
    bands = [
        {"bound": read_number(match[1]), **_read_given(value, mark)}
        for match, value in (late or reached)
    ]
    data: Data = {"bands": bands, "otherwise": read_number(left.need(_REST, "0,00"))}
    return {**data, "up_to": True} if late else data


def _read_given(text: str, mark: str) -> dict[str, str]:
    bare = text.lower()
    if not bare.startswith("nhân điểm tối đa"):
        return {"points": read_number(text)}
    _, parted, of = bare.partition("÷")
    if not parted and not mark:
        raise CellError(f"“{text}” thiếu mốc; ghi như “nhân điểm tối đa ÷ 10”")
    return {"of": read_number(of) if parted else "100"}
