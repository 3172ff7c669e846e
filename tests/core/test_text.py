"""Text as kept, searched and ordered."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.text import clean, code_order, fold


@given(st.text() | st.text(st.characters(codec=None)))
def test_kept_text_is_composed_and_can_be_written(text: str) -> None:
    kept = clean(text)
    kept.encode()
    assert unicodedata.is_normalized("NFC", kept)
    assert clean(kept) == kept
    assert not any(unicodedata.category(c) == "Cs" or c in "\0\x1b" for c in kept)


def test_what_was_typed_with_loose_marks_is_one_letter() -> None:
    assert clean(unicodedata.normalize("NFD", " Sở Nội vụ\0 ")) == "Sở Nội vụ"
    assert clean("dòng 1\ndòng 2\tô") == "dòng 1\ndòng 2\tô"


def test_search_knows_no_diacritics() -> None:
    assert fold("Đơn giản hóa Thủ tục") == "don gian hoa thu tuc"
    assert fold(unicodedata.normalize("NFD", "ĐƯỜNG")) == "duong"


def test_codes_order_as_numbers() -> None:
    assert sorted(["1.10", "1.2", "1.2.1", "10", "2"], key=code_order) == [
        "1.2", "1.2.1", "1.10", "2", "10",
    ]  # fmt: skip
