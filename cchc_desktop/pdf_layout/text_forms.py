"""Small drawings of text and rules as bare content streams, thousands of them in little time.

A reportlab page for each would take most of the time of a large export; here reportlab only
chooses the letters' codes and embeds the fonts, once for all drawings.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfmetrics

from cchc_desktop.pdf_layout.page_frame import blank_canvas

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.pdf_layout.page_frame import Rect

Colour = tuple[float, float, float]


class FormFonts:
    """The fonts that all drawings share."""

    def __init__(self, target: Path) -> None:
        """Begin; ``save`` writes a file whose only page has the fonts in its resources."""
        self._target, self._drawn = target, BytesIO()
        canvas: Any = blank_canvas(self._drawn)
        self._canvas = canvas
        self._document = canvas._doc

    def codes(self, text: str, font: str) -> list[tuple[str, bytes]]:
        """Give (font resource, codes) for each piece of a line."""
        face: Any = pdfmetrics.getFont(font)
        return [
            (face.getSubsetInternalName(subset, self._document), codes)
            for subset, codes in face.splitString(text, self._document)
        ]

    def save(self) -> None:
        """Write the file with the fonts."""
        self._canvas.showPage()
        self._canvas.save()
        self._target.write_bytes(self._drawn.getvalue())


class TextForm:
    """One drawing; lengths in points, y upwards."""

    def __init__(self, fonts: FormFonts) -> None:
        self._fonts = fonts
        self._parts: list[bytes] = []

    def fill(self, box: Rect, grey: float) -> None:
        """Fill a rectangle."""
        size = f"{box.left:.2f} {box.bottom:.2f} {box.width:.2f} {box.height:.2f}"
        self._parts.append(f"{grey:g} g {size} re f".encode())

    def rule(self, left: float, y: float, right: float, width: float, grey: float) -> None:
        """Draw a horizontal line."""
        line = f"{left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S"
        self._parts.append(f"{grey:g} G {width:.2f} w {line}".encode())

    def text(self, x: float, y: float, text: str, font: str, size: float, colour: Colour) -> None:
        """Write a line from x on."""
        red, green, blue = colour
        self._parts.append(f"{red:g} {green:g} {blue:g} rg BT {x:.2f} {y:.2f} Td".encode())
        for resource, codes in self._fonts.codes(text, font):
            self._parts.append(f"{resource} {size:.2f} Tf (".encode() + _escaped(codes) + b") Tj")
        self._parts.append(b"ET")

    def content(self) -> bytes:
        """Give the content stream."""
        return b"\n".join(self._parts)


_ESCAPES = {
    code: bytes((code,)) if 32 <= code < 127 else f"\\{code:03o}".encode() for code in range(256)
}
_ESCAPES.update({code: b"\\" + bytes((code,)) for code in b"()\\"})


def _escaped(codes: bytes) -> bytes:
    return b"".join(_ESCAPES[code] for code in codes)
