"""The shipped fonts hold every letter that we write, and say where they come from."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from cchc_desktop import paths

if TYPE_CHECKING:
    from pathlib import Path

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LOWER = {unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES} | {"đ"}
ASCII = {chr(code) for code in range(0x20, 0x7F)}
SIGNS = set("×÷−≥≤…–—“”‘’•§°½")
FILES = sorted(paths.fonts_dir().glob("*.ttf"))


def _missing(file: Path, letters: set[str]) -> set[str]:
    known = TTFontFile(str(file)).charToGlyph
    return {letter for letter in letters if not known.get(ord(letter))}


def test_the_alphabet_is_whole() -> None:
    assert len(LOWER) == 73
    assert all(len(letter) == 1 for letter in LOWER)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_vietnamese_letter_and_sign_is_there(file: Path) -> None:
    upper = {letter.upper() for letter in LOWER}
    assert _missing(file, LOWER | upper | ASCII | SIGNS | set(TONES[1:])) == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_missing_is_what_the_sources_say(file: Path) -> None:
    # Whoever wants to write one of these must draw it or use an icon.
    expected = {"✓", "→"} if file.stem.startswith("OpenSans") else {"✓"}
    assert _missing(file, {"→", "✓"}) == expected


def test_the_faces_that_the_document_and_the_window_ask_for_are_there() -> None:
    assert {file.stem for file in FILES} == {
        *(f"LiberationSerif-{face}" for face in ("Regular", "Bold", "Italic", "BoldItalic")),
        *(f"OpenSans-{face}" for face in ("Regular", "Semibold", "Bold", "Italic")),
    }


@pytest.mark.parametrize("folder", [paths.fonts_dir(), paths.icons_dir()], ids=lambda f: f.name)
def test_sources_name_licences_that_are_there(folder: Path) -> None:
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    licences = set(re.findall(r"`([\w-]*LICENSE\.txt)`", sources))
    assert licences == {file.name for file in folder.glob("*LICENSE.txt")}
    for licence in licences:
        assert len((folder / licence).read_text(encoding="utf-8")) > 1000
