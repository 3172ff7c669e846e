"""Figures as officers type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import (
    Rounding,
    keep_number,
    read_count,
    read_date,
    read_number,
    round_points,
    show_date,
    show_exact,
    show_number,
    show_percent,
    show_points,
)


@pytest.mark.parametrize("text", ["2450", "2.450", "2,450", "2 450", " 2450 ", "2450,0", "2450.00"])
def test_counts_in_every_usual_spelling(text: str) -> None:
    assert read_count(text) == 2450


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("mười", "not_a_number"),
        ("", "not_a_number"),
        ("1e5", "not_a_number"),
        ("٣", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("0x10", "not_a_number"),
        ("NaN", "not_a_number"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("2,5", "not_whole"),
        ("1.234,5", "not_whole"),
        ("9" * 16, "too_large"),
        ("9" * 5000, "too_large"),
        ("1 2", "not_a_number"),
        ("1\n2", "not_a_number"),
    ],
)
def test_what_is_no_count_says_why(text: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        read_count(text)
    assert caught.value.code == code
    assert len(caught.value.message) < 200 or len(text) > 100


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("92,54", "92.54"),
        ("92.54", "92.54"),
        ("1.234.567,5", "1234567.5"),
        ("1,234,567.5", "1234567.5"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("7", "7"),
    ],
)
def test_numbers_with_comma_and_dot(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.250", "1,250", "12.500"])
def test_what_may_be_read_two_ways_is_asked_about(text: str) -> None:
    with pytest.raises(UserError, match="có thể là") as caught:
        read_number(text)
    assert caught.value.code == "ambiguous_number"


@given(st.decimals(0, 10**14, places=4))
def test_a_kept_number_is_read_as_itself(value: Decimal) -> None:
    assert read_number(keep_number(value)) == value


@given(st.integers(0, 10**15 - 1))
def test_a_shown_count_is_read_as_itself(value: int) -> None:
    assert read_count(show_number(value)) == value


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_dates_in_every_usual_spelling(day: date) -> None:
    short = f"{day.day}-{day.month}-{day.year % 100:02}"
    for text in (day.isoformat(), show_date(day), short, show_date(day).replace("/", ".")):
        assert read_date(text) == day


@pytest.mark.parametrize(
    "text", ["31/02/2026", "2026-13-01", "hôm qua", "1/1", "", "00/00/0000", "٢٠٢٦-٠١-٠١"]
)
def test_no_such_day(text: str) -> None:
    with pytest.raises(UserError):
        read_date(text)


@given(st.fractions(0, 100))
def test_rounding_is_half_up_or_cut_and_never_further_than_a_cent(value: Fraction) -> None:
    half, cut = (round_points(value, 2, mode) for mode in (Rounding.HALF_UP, Rounding.TRUNCATE))
    assert cut <= value < Fraction(cut) + Fraction(1, 100)
    assert abs(Fraction(half) - value) <= Fraction(1, 200)
    assert half in (cut, cut + Decimal("0.01"))


def test_halves_go_up_where_a_float_would_go_down() -> None:
    assert str(round_points(Fraction("81.755"), 2, Rounding.HALF_UP)) == "81.76"
    assert str(round_points(Fraction(32900, 355), 2, Rounding.TRUNCATE)) == "92.67"
    assert str(round_points(Fraction(32900, 355), 2, Rounding.HALF_UP)) == "92.68"


def test_figures_as_shown() -> None:
    assert show_points(Decimal("64.5")) == "64,50"
    assert show_number(2450) == "2.450"
    assert show_exact(Fraction(2450, 2453) * 100) == "99,8777…"
    assert show_exact(Fraction(1, 8)) == "0,125"
    assert show_exact(Fraction(3, 5), 2) == "0,60"
    assert show_percent(Fraction(4431, 4788)) == "92,54%"
    assert show_percent(Fraction(4, 5)) == "80%"
