"""What a page's foot says to machines is what it prints for people, and comes back as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.dossier.data_reader import read_dossier
from cchc_desktop.dossier.page_marks import PageMark, mark_in, with_mark

if TYPE_CHECKING:
    from tests.dossier.conftest import Dossier

COUNTS = st.integers(1, 100_000)


def test_what_machines_read_is_what_people_read(full: Dossier) -> None:
    marks = read_dossier(full.path).page_marks
    assert len(marks) == len(full.pages)
    shown = 0
    for number, (mark, text) in enumerate(zip(marks, full.pages, strict=True), 1):
        assert mark is not None
        assert (mark.page, mark.pages) == (number, len(full.pages))
        assert f"Trang hồ sơ {mark.page}/{mark.pages}" in text
        if mark.document:
            shown += 1
            codes = ", ".join(mark.codes)
            place = f"TL {mark.document:02} · tr. {mark.own_page}/{mark.own_pages}"
            assert f"{codes} · {place}" in text
            assert f"Tệp {mark.file_code[:4]} {mark.file_code[4:]}" in text
    assert shown > 10


@given(
    counts=st.tuples(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
    file_code=st.text("0123456789abcdef", min_size=8, max_size=8),
    codes=st.lists(st.text("0123456789.()\\<>[]/ABCĐắ", min_size=1, max_size=12), max_size=5),
)
def test_a_mark_comes_back_as_written(
    counts: tuple[int, int, int, int, int], file_code: str, codes: list[str]
) -> None:
    mark = PageMark(*counts, file_code, tuple(codes))
    assert mark_in(with_mark(b"0 0 9 9 re f", mark)) == mark
    own = PageMark(counts[0], counts[1])
    assert mark_in(with_mark(b"", own)) == own


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"0 0 9 9 re f",
        b"/CchcPage << /Page 1 BDC\nEMC",
        b"/CchcPage << /Page -1 /Pages 2 >> BDC\nf\nEMC",
        b"/CchcPage << /Page true /Pages 2 >> BDC\nf\nEMC",
        b"/CchcPage << /Page 1.0 /Pages 2 >> BDC\nf\nEMC",
        b"/CchcPage << /Page 99999999999999999999 /Pages 2 >> BDC\nf\nEMC",
        b"/CchcPage << /Page 1 /Pages 2 /Codes 7 >> BDC\nf\nEMC",
        b"/CchcPage << /Page 1 /Pages 2 /Codes [ /X ] >> BDC\nf\nEMC",
        b"/CchcPage << /Page 1 /Pages 2 >> BDC\nf\nEMC /CchcPage << /Page 2 >> BDC\nf\nEMC",
        b"/CchcPage << /Page 1 >> BDC\nf\nEMC\n0 0 9 9 re f",
    ],
)
def test_a_foreign_or_doubtful_mark_is_none(content: bytes) -> None:
    assert mark_in(content) is None
