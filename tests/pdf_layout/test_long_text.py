"""A text of any length fills its pages line by line, and takes time in proportion."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.fonts import register_fonts
from cchc_desktop.pdf_layout.long_text import SHORT, text_paragraphs
from cchc_desktop.pdf_layout.page_frame import PORTRAIT, OfficialDocument
from cchc_desktop.pdf_layout.styles import style
from tests.support.pdf_tools import page_texts, words

if TYPE_CHECKING:
    from pathlib import Path

WIDTH = PORTRAIT.frame.width


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts(fonts_dir())


def drawn(text: str, folder: Path, style_name: str = "body") -> Path:
    """Draw a text from the top of a page."""
    path = folder / "dai.pdf"
    story = text_paragraphs(text, style_name, WIDTH)
    OfficialDocument(path, {"part": PORTRAIT}).lay_out(list(story))
    return path


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lengths=st.lists(st.integers(0, 1500), min_size=2, max_size=5),
    style_name=st.sampled_from(["body", "note"]),
)
def test_every_word_stands_once_and_every_line_is_full(
    tmp_path: Path, lengths: list[int], style_name: str
) -> None:
    lines = [" ".join(f"w{n}.{k}" for k in range(count)) for n, count in enumerate(lengths)]
    path = drawn("\n".join(lines), tmp_path, style_name)
    pages = page_texts(path)
    found = [word for page in pages for word in page.split() if word.startswith("w")]
    assert found == " ".join(lines).split()
    ends = {f"w{n}.{count - 1}" for n, count in enumerate(lengths)}
    right = PORTRAIT.frame.right
    for page in range(1, len(pages) + 1):
        last_of_line: dict[int, tuple[float, str]] = {}
        for one in words(path, page):
            if one.text.startswith("w"):
                place = round(one.top)
                last_of_line[place] = max(last_of_line.get(place, (0.0, "")), (one.right, one.text))
        for edge, word in last_of_line.values():
            assert word in ends or edge == pytest.approx(right, abs=1.0), (page, word)


def test_pages_are_filled_to_the_last_line(tmp_path: Path) -> None:
    text = "chữ " * 20_000
    pages = page_texts(drawn(text, tmp_path, "note"))
    most = int(PORTRAIT.frame.height // style("note").leading)
    for page in pages[:-1]:
        assert len([line for line in page.splitlines() if "chữ" in line]) >= most - 1


def test_a_short_text_is_one_paragraph() -> None:
    assert len(text_paragraphs("a\n" * (SHORT // 2), "note", WIDTH)) == 1


@pytest.mark.parametrize("unit", ["Kết quả thực hiện nhiệm vụ ", "x", "x\n", "\n", "a" * 90 + "-"])
def test_ten_times_the_text_takes_about_ten_times_the_time(tmp_path: Path, unit: str) -> None:
    spent = []
    for letters in (6_000, 60_000):
        start = time.process_time()
        drawn((unit * letters)[:letters], tmp_path, "note")
        spent.append(time.process_time() - start)
    assert spent[1] < 30 * max(spent[0], 0.05)
