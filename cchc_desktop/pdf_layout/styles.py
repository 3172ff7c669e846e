"""Paragraph styles of official papers (NĐ 30/2020/NĐ-CP, Phụ lục I); sizes and gaps in points."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from cchc_desktop.pdf_layout.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR

MM = 72 / 25.4
BODY_SIZE = 14.0
BODY_LEADING = 18.0
FIRST_LINE = 12.7 * MM
TABLE_SIZE = 11.0
TABLE_LEADING = 13.0
FOOT_SIZE = 8.0

INK = black
GREY = Color(0.25, 0.25, 0.25)
RULE_GREY = Color(0.5, 0.5, 0.5)
HEAD_FILL = Color(0.92, 0.92, 0.92)
FIELD_FILL = Color(0.88, 0.88, 0.88)
CRITERION_FILL = Color(0.95, 0.95, 0.95)


@cache
def style(name: str) -> ParagraphStyle:
    """Give one of the named styles; call it after the fonts have been registered."""
    return ParagraphStyle(name, **_DEFINITIONS[name])


def _text(size: float, leading: float, font: str = REGULAR, **more: Any) -> dict[str, Any]:
    return {
        "fontName": font,
        "fontSize": size,
        "leading": leading,
        "textColor": INK,
        "splitLongWords": 1,
        **more,
    }


_BODY: dict[str, Any] = {
    "alignment": TA_JUSTIFY,
    "firstLineIndent": FIRST_LINE,
    "spaceBefore": 0,
    "spaceAfter": 6,
    "allowWidows": 0,
    "allowOrphans": 0,
}
_HEADING: dict[str, Any] = {**_BODY, "alignment": 0}

_DEFINITIONS: dict[str, dict[str, Any]] = {
    "body": _text(BODY_SIZE, BODY_LEADING, **_BODY),
    "lead-in": _text(BODY_SIZE, BODY_LEADING, **_BODY, keepWithNext=1),
    "basis": _text(BODY_SIZE, BODY_LEADING, ITALIC, **_BODY),
    "section": _text(BODY_SIZE, BODY_LEADING, BOLD, **_HEADING),
    "subsection": _text(BODY_SIZE, BODY_LEADING, BOLD, **_HEADING),
    "formula": _text(BODY_SIZE, BODY_LEADING, alignment=TA_CENTER, spaceAfter=6),
    "caption": _text(13, 16, BOLD, alignment=TA_CENTER, spaceBefore=3, spaceAfter=5),
    "appendix": _text(14, 18, BOLD, alignment=TA_CENTER),
    "appendix-with": _text(14, 18, ITALIC, alignment=TA_CENTER),
    "remark": _text(11, 14, ITALIC, alignment=TA_JUSTIFY, spaceBefore=4),
    "note-head": _text(11, 14, BOLD, spaceAfter=3),
    "note": _text(11, 14, alignment=TA_JUSTIFY, spaceAfter=4, allowWidows=0, allowOrphans=0),
    "note-code": _text(11, 14),
    "index-total": _text(12, 15, ITALIC, spaceAfter=4),
    "recipient-head": _text(12, 15, BOLD_ITALIC),
    "recipient": _text(11, 13.5, leftIndent=5, firstLineIndent=-5),
    "cell-left": _text(TABLE_SIZE, TABLE_LEADING),
    "cell-centre": _text(TABLE_SIZE, TABLE_LEADING, alignment=TA_CENTER),
    "cell-right": _text(TABLE_SIZE, TABLE_LEADING, alignment=TA_RIGHT),
    "cell-small-left": _text(9.5, 11.5),
    "cell-medium-centre": _text(10.5, TABLE_LEADING, alignment=TA_CENTER),
    "cell-small-centre": _text(9, 11, alignment=TA_CENTER),
    "cell-bold-left": _text(TABLE_SIZE, TABLE_LEADING, BOLD),
    "cell-bold-centre": _text(TABLE_SIZE, TABLE_LEADING, BOLD, alignment=TA_CENTER),
    "cell-bold-right": _text(TABLE_SIZE, TABLE_LEADING, BOLD, alignment=TA_RIGHT),
    "cell-head": _text(TABLE_SIZE, TABLE_LEADING, BOLD, alignment=TA_CENTER, splitLongWords=0),
    "cell-number": _text(10, 11.5, ITALIC, alignment=TA_CENTER),
}
