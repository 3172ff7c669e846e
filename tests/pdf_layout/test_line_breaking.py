"""Lines fit, lose nothing, and break where a reader would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR, register_fonts, text_width
from cchc_desktop.pdf_layout.line_breaking import balanced_lines, break_lines

TEXTS = st.text(alphabet="aăâmWi /-_\nđ", max_size=120)


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts(fonts_dir())


@given(TEXTS, st.floats(20, 300))
def test_lines_fit_and_lose_no_letter(text: str, room: float) -> None:
    lines = break_lines(text, REGULAR, 11, room)
    assert all(text_width(line, REGULAR, 11) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.floats(40, 300))
def test_balancing_needs_no_more_lines(text: str, room: float) -> None:
    plain = break_lines(text, REGULAR, 11, room)
    balanced = balanced_lines(text, REGULAR, 11, room)
    assert len(balanced) <= len(plain)
    assert "".join("".join(balanced).split()) == "".join(text.split())


def test_a_word_too_wide_breaks_after_its_stroke() -> None:
    assert break_lines("1877/QĐ-UBND-STNMT", REGULAR, 11, 75) == ["1877/QĐ-", "UBND-STNMT"]


def test_no_last_line_of_one_word() -> None:
    lines = balanced_lines("SỞ CÔNG THƯƠNG TỈNH THÁI NGUYÊN", BOLD, 13, 66 / 25.4 * 72)
    assert lines == ["SỞ CÔNG THƯƠNG", "TỈNH THÁI NGUYÊN"]


def test_empty_text_has_no_lines() -> None:
    assert break_lines("", REGULAR, 11, 100) == []
    assert balanced_lines("", REGULAR, 11, 100) == []
