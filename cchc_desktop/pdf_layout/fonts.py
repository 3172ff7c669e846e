"""The shipped typeface, registered under names of our own so that nothing else is ever drawn."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import reportlab.rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from cchc_desktop.core.errors import FileProblem

if TYPE_CHECKING:
    from pathlib import Path

REGULAR = "CchcSerif"
BOLD = "CchcSerif-Bold"
ITALIC = "CchcSerif-Italic"
BOLD_ITALIC = "CchcSerif-BoldItalic"

_FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}


@cache
def register_fonts(fonts_dir: Path) -> None:
    """Make the four faces known to reportlab; later calls cost nothing.

    Raises:
        FileProblem: ``font_missing`` when a face can't be read.
    """
    # Binary streams are smaller and are read back without an ASCII85 decoder of our own.
    reportlab.rl_config.useA85 = 0
    for name, file in _FILES.items():
        try:
            pdfmetrics.registerFont(TTFont(name, str(fonts_dir / file)))
        except Exception as error:  # reportlab raises several kinds for one and the same thing
            raise FileProblem(
                "font_missing",
                f"Không đọc được phông chữ {fonts_dir / file}; cài lại chương trình.",
            ) from error
    addMapping(REGULAR, 0, 0, REGULAR)
    addMapping(REGULAR, 1, 0, BOLD)
    addMapping(REGULAR, 0, 1, ITALIC)
    addMapping(REGULAR, 1, 1, BOLD_ITALIC)


def text_width(text: str, font: str, size: float) -> float:
    """Give the width of a line in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def has_glyph(character: str) -> bool:
    """Tell whether the upright face can draw a character; the four faces hold the same ones."""
    return ord(character) in _glyphs()


@cache
def _glyphs() -> frozenset[int]:
    font: Any = pdfmetrics.getFont(REGULAR)
    return frozenset(font.face.charToGlyph)


def ellipsis_cut(text: str, font: str, size: float, room: float) -> str:
    """Shorten a line with “…” until it is no wider than ``room`` points."""
    if text_width(text, font, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…" if low else ""
