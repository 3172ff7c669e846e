"""Cited pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.page_ranges import read_page_ranges, show_page_ranges


def test_ranges_and_single_pages() -> None:
    assert read_page_ranges("3-5, 8") == (3, 4, 5, 8)
    assert read_page_ranges(" 8;3–5 ;4") == (3, 4, 5, 8)
    assert read_page_ranges("", 3) == (1, 2, 3)
    assert read_page_ranges("") == ()


@pytest.mark.parametrize("text", ["0", "5-3", "ba", "1-", "-2", "1..3", "999999", "3 5"])
def test_what_is_no_page_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_page_ranges(text, 10)


def test_beyond_the_last_page() -> None:
    with pytest.raises(UserError, match="11"):
        read_page_ranges("9-11", 10)


@given(st.sets(st.integers(1, 400), min_size=1))
def test_what_is_shown_is_read_as_the_same_pages(pages: set[int]) -> None:
    assert read_page_ranges(show_page_ranges(tuple(sorted(pages)))) == tuple(sorted(pages))
