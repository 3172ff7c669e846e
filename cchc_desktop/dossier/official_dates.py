"""Dates and counts as official prose writes them (NĐ 30/2020/NĐ-CP, Phụ lục I, II.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import read_date

if TYPE_CHECKING:
    from datetime import date

_DAY = re.compile(r"ngày (\d{1,2}/\d{1,2}/\d{4})")
_WORDS = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười")


def date_in_words(day: date) -> str:
    """Write “ngày 05 tháng 02 năm 2026”: a 0 before days under 10 and before months 1 and 2."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def dates_in_words(text: str) -> str:
    """Write every “ngày 15/10/2025” of a citation in words; what is no day stays as it is."""
    return _DAY.sub(_in_words, text)


def count_in_prose(number: int) -> str:
    """Write a number of things inside a sentence: 03, 12."""
    return f"{number:02}"


def count_in_words(number: int) -> str:
    """Write a number at the head of a sentence: “Năm”; beyond ten in figures."""
    return _WORDS[number - 1] if 1 <= number <= len(_WORDS) else str(number)


def _in_words(found: re.Match[str]) -> str:
    try:
        return date_in_words(read_date(found[1]))
    except UserError:
        return found[0]
