"""Every Vietnamese letter is in the font, drawn the same however it was typed, and read back."""

from __future__ import annotations

import unicodedata
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PIL import ImageChops
from reportlab.platypus import Paragraph

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.fonts import REGULAR, ellipsis_cut, has_glyph, register_fonts
from cchc_desktop.pdf_layout.markup import drawable, emphasised, marked
from cchc_desktop.pdf_layout.page_frame import PORTRAIT, OfficialDocument
from cchc_desktop.pdf_layout.styles import style
from tests.support.pdf_tools import picture, plain_text, run

if TYPE_CHECKING:
    from pathlib import Path

BASES = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [unicodedata.normalize("NFC", base + tone) for base, tone in product(BASES, TONES)]
ALL = [*LETTERS, *(one.upper() for one in LETTERS), "đ", "Đ"]


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register_fonts(fonts_dir())


def paper(folder: Path, name: str, text: str) -> Path:
    """Draw a text in every style that sets words."""
    path = folder / f"{name}.pdf"
    document = OfficialDocument(path, {"part": PORTRAIT})
    names = ("body", "basis", "section", "caption", "cell-left", "recipient-head")
    document.lay_out([Paragraph(marked(text), style(one)) for one in names])
    return path


def test_the_font_has_every_letter() -> None:
    assert [one for one in ALL if not has_glyph(one)] == []
    assert all(has_glyph(sign) for sign in "–−×÷≥→…“”·√□")


def test_letters_are_read_back_composed(tmp_path: Path) -> None:
    text = " ".join(ALL)
    read = plain_text(paper(tmp_path, "chu", text))
    assert read == unicodedata.normalize("NFC", read)
    for letter in ALL:
        assert letter in read


def test_decomposed_text_is_drawn_like_composed_text(tmp_path: Path) -> None:
    text = " ".join(ALL)
    composed = paper(tmp_path, "nfc", text)
    decomposed = paper(tmp_path, "nfd", unicodedata.normalize("NFD", text))
    one, other = picture(composed, 1, tmp_path, 110), picture(decomposed, 1, tmp_path, 110)
    assert ImageChops.difference(one, other).getbbox() is None


def test_nothing_but_the_shipped_typeface_is_used(tmp_path: Path) -> None:
    fonts = run("pdffonts", paper(tmp_path, "chu", "Ẫ ễ ự")).splitlines()[2:]
    assert len(fonts) >= 4
    assert all("LiberationSerif" in line and line.split()[-5] == "yes" for line in fonts)


def test_letters_that_are_lacking_become_boxes_and_signs_are_escaped() -> None:
    assert drawable("a😀b\u200bc\x07d\u202ee") == "a□bcde"
    assert drawable("☑ ✓") == "■ √"
    assert marked("<b>&\n") == "&lt;b&gt;&amp;"
    assert marked("a\nb") == "a<br/>b"
    assert emphasised("**a** <i>") == "<b>a</b> &lt;i&gt;"


def test_a_cut_line_fits_and_keeps_its_beginning() -> None:
    text = "Báo cáo kết quả thực hiện nhiệm vụ"
    assert ellipsis_cut(text, REGULAR, 9, 1000) == text
    cut = ellipsis_cut(text, REGULAR, 9, 80)
    assert cut.endswith("…")
    assert text.startswith(cut[:-1])
    assert ellipsis_cut(text, REGULAR, 9, 0) == ""


def test_missing_fonts_are_said(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="phông chữ"):
        register_fonts(tmp_path)
