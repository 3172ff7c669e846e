"""Figures in and out: exact from text to text, decimal comma shown, comma and dot both read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cchc_desktop.core.errors import UserError


class Rounding(StrEnum):
    """How the last kept decimal is found; the set states it, the program never chooses."""

    HALF_UP = "half_up"
    TRUNCATE = "truncate"


MOST_DIGITS = 15
"""Digits before the decimal separator that a declared figure may have (money in đồng fits)."""

_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPED_DOT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_COMMA = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_BLANK = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)
_EITHER_WAY = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_DATE_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DATE_TYPED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)


def read_count(text: str) -> int:
    """Read a whole number, 0 or more; 2450, 2.450, 2,450 and 2 450 are the same count.

    Raises:
        UserError: ``not_a_number``, ``negative``, ``not_whole`` or ``too_large``.
    """
    bare = _bare(text)
    if _GROUPED_DOT.fullmatch(bare):
        bare = bare.replace(".", "")
    elif _GROUPED_COMMA.fullmatch(bare):
        bare = bare.replace(",", "")
    value = _exact(bare, text)
    if value != int(value):
        raise UserError("not_whole", f"“{text}” phải là số nguyên, không có phần lẻ.")
    return int(value)


def read_number(text: str) -> Decimal:
    """Read a figure that may have decimals, 0 or more.

    Raises:
        UserError: as ``read_count``, and ``ambiguous_number`` where "1.250" may be 1250 or 1,25.
    """
    bare = _bare(text)
    if _EITHER_WAY.fullmatch(bare):
        whole, part = re.split("[.,]", bare)
        raise UserError(
            "ambiguous_number",
            f"“{text}” có thể là {whole}{part} hoặc {whole},{part.rstrip('0') or '0'}; "
            "ghi rõ không dùng dấu phân nhóm, hoặc bớt số 0 ở cuối.",
        )
    if _GROUPED_DOT.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif _GROUPED_COMMA.fullmatch(bare):
        bare = bare.replace(",", "")
    return _exact(bare, text)


def keep_number(value: Decimal) -> str:
    """Write a figure as it is kept, so that ``read_number`` gives exactly it again.

    1.125 is kept as 1.1250, which can't be taken for the thousand that 1.125 may mean.
    """
    plain = format(value.normalize(), "f")
    return f"{plain}0" if _EITHER_WAY.fullmatch(plain) else plain


def read_date(text: str) -> date:
    """Read a day written as 2026-01-31, 31/01/2026, 31-1-26 or 31.1.2026.

    Raises:
        UserError: ``not_a_date``.
    """
    bare = text.strip()
    if found := _DATE_ISO.fullmatch(bare):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DATE_TYPED.fullmatch(bare):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    else:
        raise UserError("not_a_date", f"“{text}” không phải ngày; ghi như 31/01/2026.")
    try:
        return date(year, month, day)
    except ValueError:
        raise UserError("not_a_date", f"Không có ngày “{text}” trên lịch.") from None


def round_points(value: Fraction, decimals: int, mode: Rounding) -> Decimal:
    """Round an exact, non-negative value once, as the set's policy says.

    Args:
        value: exact points or percent, 0 or more.
        decimals: decimals kept.
        mode: half-up or truncation.
    """
    scaled = value * 10**decimals
    if mode is Rounding.HALF_UP:
        scaled += Fraction(1, 2)
    return Decimal(scaled.numerator // scaled.denominator).scaleb(-decimals)


def exact(text: str | Decimal) -> Fraction:
    """Turn a decimal into the fraction it is."""
    return Fraction(Decimal(text))


def show_points(value: Decimal) -> str:
    """Write points with two decimals and a comma, more where the figure has more."""
    places = max(2, -int(value.as_tuple().exponent))
    return f"{value:,.{places}f}".translate(_SWAP)


def show_number(value: Decimal | int) -> str:
    """Write a figure with thousands dots and only the decimals it has: 2.450; 85,74."""
    plain = f"{Decimal(value).normalize():,f}"
    return plain.translate(_SWAP)


def show_exact(value: Fraction, least: int = 0, most: int = 4) -> str:
    """Write an exact value, cut (not rounded) after ``most`` decimals and then marked with “…”.

    ``least`` decimals are always written, so that 3/5 shows as 0,60 where points are meant.
    """
    scaled = value * 10**most
    whole = scaled.numerator // scaled.denominator
    cut = Decimal(whole).scaleb(-most)
    if whole != scaled:
        return show_number_places(cut, most) + "…"
    places = max(least, -int(cut.normalize().as_tuple().exponent))
    return show_number_places(cut, max(places, 0))


def show_finite(value: Fraction, least: int = 0) -> str:
    """Write a value that has an end as a decimal, with all its decimals and at least ``least``.

    Raises:
        ArithmeticError: it has no end, as 1/3; ``show_exact`` cuts such a value.
    """
    twos_and_fives = value.denominator
    places = 0
    while twos_and_fives % 10 == 0 or twos_and_fives % 2 == 0 or twos_and_fives % 5 == 0:
        twos_and_fives //= 10 if twos_and_fives % 10 == 0 else 2 if twos_and_fives % 2 == 0 else 5
        places += 1
    if twos_and_fives != 1:
        raise ArithmeticError(f"{value} has no end as a decimal")
    whole = value * 10**places
    return show_number_places(Decimal(whole.numerator).scaleb(-places), max(places, least))


def show_number_places(value: Decimal, places: int) -> str:
    """Write a figure with exactly so many decimals."""
    return f"{value:,.{places}f}".translate(_SWAP)


def show_percent(value: Fraction) -> str:
    """Write a ratio as percent with two decimals half-up, without decimals when it is whole."""
    percent = value * 100
    if percent.denominator == 1:
        return f"{show_number(percent.numerator)}%"
    return f"{show_number_places(round_points(percent, 2, Rounding.HALF_UP), 2)}%"


def show_date(day: date) -> str:
    """Write a day as dd/MM/yyyy."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


_SWAP = str.maketrans(",.", ".,")


def _bare(text: str) -> str:
    """Take off outer blanks, and inner ones where they part thousands: 2 450."""
    bare = text.strip().replace("\N{MINUS SIGN}", "-")
    if _GROUPED_BLANK.fullmatch(bare):
        bare = re.sub("[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", "", bare)
    return bare


def _exact(bare: str, typed: str) -> Decimal:
    if bare.startswith("-") and _PLAIN.fullmatch(bare[1:]):
        raise UserError("negative", f"“{typed}” là số âm; số liệu kê khai phải từ 0 trở lên.")
    if not bare.isascii() or not _PLAIN.fullmatch(bare):
        raise UserError("not_a_number", f"“{typed}” không phải số; ghi bằng chữ số, ví dụ 2450.")
    value = Decimal(bare.replace(",", "."))
    if len(bare.replace(",", ".").split(".")[0].lstrip("0")) > MOST_DIGITS:
        raise UserError("too_large", f"“{typed}” quá lớn; tối đa {MOST_DIGITS} chữ số phần nguyên.")
    if len(bare) > MOST_DIGITS * 2:
        raise UserError("too_large", f"“{typed}” có quá nhiều chữ số phần lẻ.")
    return value
