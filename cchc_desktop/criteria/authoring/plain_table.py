"""A table of codes, titles and maxima alone: every leaf is scored by hand."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from cchc_desktop.core.set_findings import SetFinding, warning
from cchc_desktop.core.text import fold

Data = dict[str, Any]

INPUT = "diem"
STEP = "0.01"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def plain_leaf(code: str, title: str, maximum: str) -> Data:
    """Give a leaf that the unit gives points itself, from 0 to the maximum."""
    return {
        "code": code,
        "title": title,
        "max": maximum,
        "scored_by": "unit",
        "measure": {"kind": "points", "input": INPUT, "step": STEP},
        "scale": {"kind": "points"},
        "inputs": [{"name": INPUT, "label": "Điểm tự chấm", "unit": "điểm", "kind": "number"}],
        "evidence": [],
    }


def plain_info(file_name: str) -> tuple[Data, list[SetFinding]]:
    """Give what the table does not say: id and title from the file's name, the usual policy.

    Each thing taken so is a warning, for the author to write it down.
    """
    stem = PurePath(file_name).stem
    bare = re.sub(r"[^a-z0-9]+", "-", fold(stem)).strip("-") or "bo-tieu-chi"
    found_year = _YEAR.search(stem)
    year = int(found_year[1]) if found_year else 2026
    data: Data = {
        "format": "cchc-set/1",
        "id": bare,
        "version": "1",
        "title": stem,
        "year": year,
        "applies_to": "",
        "legal_basis": [],
        "disclaimer": "",
        "policy": {
            "rounding": "half_up",
            "leaf_decimals": 2,
            "index_decimals": 2,
            "index_floor": "0.00",
            "index_cap": "100.00",
            "classes": [],
        },
    }
    where = "lấy từ tên tệp" if found_year else "chưa rõ, tạm ghi"
    return data, [
        warning(
            "info", f"Mã bộ “{bare}”, tên bộ “{stem}” lấy từ tên tệp; ghi ở trang “Thông tin”."
        ),
        warning("info", f"Năm {year} {where}; ghi ở trang “Thông tin”."),
        warning("info", "Làm tròn lên từ 5, 2 số lẻ, chưa có xếp loại; ghi ở trang “Thông tin”."),
    ]
