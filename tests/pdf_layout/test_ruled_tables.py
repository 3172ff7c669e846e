"""Tables keep every word, repeat their head, and break only where they may."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.fonts import register_fonts
from cchc_desktop.pdf_layout.page_frame import LANDSCAPE, OfficialDocument
from cchc_desktop.pdf_layout.table_rows import Align, Column, Row, RowKind
from cchc_desktop.pdf_layout.tables import RuledTable
from tests.support.pdf_tools import page_texts

COLUMNS = (
    Column("Mã", 20, Align.CENTRE),
    Column("Nội dung", 120),
    Column("Điểm", 30, Align.RIGHT),
)
HEIGHT = LANDSCAPE.frame.height


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts(fonts_dir())


def drawn(rows: list[Row]) -> tuple[list[str], RuledTable]:
    """Draw a table from the top of a page; give the pages' texts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bang.pdf"
        table = RuledTable(COLUMNS, rows, HEIGHT)
        OfficialDocument(path, {"part": LANDSCAPE}).lay_out([table])
        return page_texts(path), table


def row(number: int, words: int, **more: object) -> Row:
    """Give a row whose text is as long as told, each word unmistakable."""
    text = " ".join(f"w{number}.{n}" for n in range(words))
    return Row((f"r{number}", text, "0,50"), **more)  # type: ignore[arg-type]


@settings(max_examples=25)
@given(st.lists(st.integers(0, 900), min_size=1, max_size=25))
def test_every_word_stands_once_in_order(lengths: list[int]) -> None:
    pages, table = drawn([row(n, length) for n, length in enumerate(lengths)])
    assert all("Nội dung" in page and "(2)" in page for page in pages)
    text = " ".join(pages)
    found = re.findall(r"w(\d+)\.(\d+)", text)
    wanted = [(str(n), str(k)) for n, length in enumerate(lengths) for k in range(length)]
    assert found == wanted
    assert [int(n) for n in re.findall(r"\br(\d+)\b", text)] == list(range(len(lengths)))
    assert table.pages_needed(HEIGHT, HEIGHT) == len(pages)


@settings(max_examples=25)
@given(st.lists(st.integers(1, 20), min_size=8, max_size=70), st.integers(3, 6))
def test_rows_that_belong_together_stay_on_one_page(lengths: list[int], each: int) -> None:
    keeps = [2 if n % each == 0 else 0 for n in range(len(lengths))]
    rows = [row(n, words, keep=keeps[n]) for n, words in enumerate(lengths)]
    pages, _ = drawn(rows)
    page_of = {
        int(code): number
        for number, page in enumerate(pages)
        for code in re.findall(r"\br(\d+)\b", page)
    }
    last = len(lengths) - 1
    for n, keep in enumerate(keeps):
        assert page_of[n] == page_of[min(n + keep, last)], n
    assert page_of[0] == page_of[1]
    assert page_of[last] == page_of[last - 1]


def test_a_span_is_one_cell_over_its_columns() -> None:
    wide = Row(("1", "", ""), RowKind.FIELD)
    spanned = Row(("2", "một ô rộng qua hai cột " * 3, ""), RowKind.TOTAL, span=(1, 2))
    pages, table = drawn([wide, spanned, row(3, 2)])
    assert pages[0].count("một ô rộng qua hai cột") >= 1
    assert table.width == pytest.approx(170 / 25.4 * 72)


def test_a_column_can_be_filled_in_later() -> None:
    rows = [Row((f"r{n}", "hai<br/>dòng", "")) for n in range(50)]
    table = RuledTable(COLUMNS, rows, HEIGHT)
    before = table.height
    table.set_column(2, [f"<b>{n}–{n + 1}</b>" for n in range(50)])
    assert table.height == before
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bang.pdf"
        OfficialDocument(path, {"part": LANDSCAPE}).lay_out([table])
        text = " ".join(page_texts(path))
    assert [int(n) for n in re.findall(r"(\d+)–\d+", text)] == list(range(50))


def test_a_cell_of_ten_times_the_text_takes_about_ten_times_the_time() -> None:
    spent = []
    for count in (1500, 15_000):
        start = time.process_time()
        table = RuledTable(COLUMNS, [row(1, count), row(2, 3)], HEIGHT)
        table.pages_needed(HEIGHT, HEIGHT)
        spent.append(time.process_time() - start)
    assert spent[1] < 30 * max(spent[0], 0.05)


def test_a_tall_row_fills_its_pages() -> None:
    pages, table = drawn([row(1, 12_000)])
    assert table.height < len(pages) * HEIGHT < 1.2 * table.height + 2 * HEIGHT
