"""Looking at a rendered page."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

INK = 200


def render(pdf: Path, page: int = 1, dpi: int = 144) -> Image.Image:
    """Give a page as poppler draws it, 144 dpi being two pixels per point."""
    stem = pdf.with_name(f"{pdf.stem}-{page}")
    command = ["pdftoppm", "-r", str(dpi), "-f", str(page), "-png", "-singlefile"]
    subprocess.run([*command, str(pdf), str(stem)], check=True, capture_output=True)
    with Image.open(stem.with_name(stem.name + ".png")) as image:
        return image.convert("RGB")


def ink_box(image: Image.Image) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of everything darker than the paper."""
    box = image.convert("L").point(lambda grey: 255 if grey < INK else 0).getbbox()
    assert box is not None, "nothing is drawn"
    return box


def coloured(image: Image.Image, channel: int) -> int:
    """Count pixels in which one channel (0 red, 1 green, 2 blue) clearly prevails."""
    pixels = image.convert("RGB").tobytes()
    found = 0
    for start in range(0, len(pixels), 3):
        own = pixels[start + channel]
        found += own > 60 + max(pixels[start + other] for other in range(3) if other != channel)
    return found
