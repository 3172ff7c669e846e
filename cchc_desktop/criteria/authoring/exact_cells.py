"""Codes and maxima as they stand in cells: read exactly, or refused with the reason."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_desktop.spreadsheets.reading import Cell

_CODE = re.compile(r"[1-9]\d{0,2}(?:\.[1-9]\d{0,2})*")
_POINTS = re.compile(r"\d{1,6}(?:\.\d{1,8})?")
_MOST_DECIMALS = 8


class CellTrouble(Exception):
    """A cell can't be read; ``kind`` is the finding's name, ``message`` its sentence."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind, self.message = kind, message


def read_code(cell: Cell) -> str:
    """Read a code: ``1``, ``1.2``, ``1.2.3``.

    Raises:
        CellTrouble: Excel has turned it into a day or a number with a part, or it is no code.
    """
    value = cell.value
    text_form = "đặt ô dạng Văn bản (Text) rồi ghi lại mã."
    if isinstance(value, date):
        message = f"Excel đã đổi mã thành ngày {value:%d/%m/%Y}; {text_form}"
        raise CellTrouble("code_is_date", message)
    if isinstance(value, Decimal) and value != value.to_integral_value():
        shown = str(value).replace(".", ",")
        message = f"Mã là số {shown}, có thể là {value} hoặc {value}0; {text_form}"
        raise CellTrouble("code_is_number", message)
    code = cell.text.strip().rstrip(".")
    if cell.formula or isinstance(value, bool) or not _CODE.fullmatch(code):
        message = f"Mã “{cell.text}” không đúng; ghi như 1, 1.2 hoặc 1.2.3."
        raise CellTrouble("code", message)
    return code


def read_points(cell: Cell) -> str:
    """Read a maximum as a set's data writes it, with the decimals that its format shows.

    Raises:
        CellTrouble: it is a formula, no number, or has more decimals than points ever have.
    """
    if cell.formula:
        raise CellTrouble("formula", "Điểm tối đa là công thức; ghi thẳng con số.")
    value = cell.value
    if isinstance(value, bool | date) or not isinstance(value, int | Decimal):
        text = cell.text.replace(",", ".")
        if not _POINTS.fullmatch(text):
            message = f"Điểm tối đa “{cell.text}” không phải số; ghi như 0,50."
            raise CellTrouble("max", message)
        return text
    number = Decimal(value)
    shown = re.search(r"0\.(0+)", cell.number_format)
    places = len(shown[1]) if shown else 0 if cell.number_format == "0" else 2
    own = max(-int(number.normalize().as_tuple().exponent), 0)
    if own > _MOST_DECIMALS or abs(number) >= 10**6:
        message = f"Điểm tối đa {number} không dùng được; ghi lại con số, ví dụ 0,50."
        raise CellTrouble("decimals", message)
    return format(number.quantize(Decimal(1).scaleb(-max(places, own))), "f")
