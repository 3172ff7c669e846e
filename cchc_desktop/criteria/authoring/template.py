"""The empty authoring table: one small field that shows how rows are written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.set_document import set_from_data
from cchc_desktop.criteria.authoring.instructions import EXAMPLES
from cchc_desktop.criteria.authoring.leaf_words import read_inputs
from cchc_desktop.criteria.authoring.rule_words import read_rule

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

_SHOWN = (
    ("1.1", "Ban hành kế hoạch đúng thời hạn", 12, "0.50"),
    ("1.2", "Mức độ hoàn thành kế hoạch", 4, "2.00"),
    ("1.3", "Sáng kiến trong cải cách hành chính", 8, "1.50"),
)
"""Code, title, number of the example, maximum."""


def template_set() -> CriteriaSet:
    """Give a small set to be written over."""
    leaves = [_leaf(*one) for one in _SHOWN]
    total = sum((Decimal(one["max"]) for one in leaves), Decimal(0))
    return set_from_data(
        {
            "format": "cchc-set/1",
            "id": "bo-tieu-chi-moi",
            "version": "1",
            "title": "Bộ tiêu chí mới",
            "year": 2027,
            "applies_to": "sở, ban, ngành",
            "legal_basis": ["Quyết định số …/QĐ-UBND ngày … của UBND tỉnh …"],
            "disclaimer": "",
            "policy": {
                "rounding": "half_up",
                "leaf_decimals": 2,
                "index_decimals": 2,
                "index_floor": "0.00",
                "index_cap": "100.00",
                "classes": [
                    {"key": "tot", "label": "Tốt", "from": "80"},
                    {"key": "kha", "label": "Khá", "from": "70"},
                    {"key": "trung_binh", "label": "Trung bình", "from": "50"},
                    {"key": "yeu", "label": "Yếu", "from": "0"},
                ],
            },
            "fields": [
                {
                    "code": "1",
                    "title": "Công tác chỉ đạo, điều hành (dòng mẫu, sửa hoặc xóa)",
                    "max": format(total, "f"),
                    "criteria": leaves,
                }
            ],
        }
    )


def _leaf(code: str, title: str, example: int, maximum: str) -> dict[str, Any]:
    way, settings, inputs = EXAMPLES[example]
    measure, scale = read_rule(way, settings)
    return {
        "code": code,
        "title": title,
        "max": maximum,
        "scored_by": "unit",
        "measure": measure,
        "scale": scale,
        "inputs": read_inputs(inputs),
        "evidence": ["Văn bản, báo cáo chứng minh (số, ký hiệu, ngày)"],
    }
