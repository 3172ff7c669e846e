"""Scanned pages as a department's old scanner makes them: good, blank, dark, tiny."""

from __future__ import annotations

import io
import random

import img2pdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from cchc_desktop.paths import fonts_dir


def scan(
    lines: int = 30, *, dpi: int = 150, paper: int = 245, ink: int = 40, dust: int = 0, shadow=False
) -> Image.Image:
    """Draw an A4 page in grey as it comes from a scanner.

    Args:
        lines: of print.
        dpi: resolution.
        paper, ink: shades, 0 to 255.
        dust: specks on the glass.
        shadow: the book's edge at one side.
    """
    width, height = int(8.27 * dpi), int(11.69 * dpi)
    page = Image.new("L", (width, height), paper)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(next(fonts_dir().glob("*.ttf"))), int(dpi * 0.17))
    for line in range(lines):
        place = (width * 0.12, height * 0.08 + line * dpi * 0.3)
        draw.text(place, "Báo cáo kết quả cải cách hành chính năm 2026 của Sở", ink, font)
    chance = random.Random(7)
    for _ in range(dust):
        x, y = chance.randrange(width), chance.randrange(height)
        draw.ellipse((x, y, x + 1, y + 1), fill=90)
    if shadow:
        draw.rectangle((0, 0, int(width * 0.03), height), fill=60)
    noise = Image.effect_noise(page.size, 6).point(lambda value: value - 128 + 128)
    return Image.blend(page, noise.filter(ImageFilter.GaussianBlur(1)), 0.02)


def scanned_pdf(*pages: Image.Image, dpi: int = 150) -> bytes:
    """Give a PDF of these pages, each filling an A4 sheet."""
    pictures = []
    for page in pages:
        buffer = io.BytesIO()
        page.save(buffer, "JPEG", quality=85)
        pictures.append(buffer.getvalue())
    layout = img2pdf.get_layout_fun((img2pdf.mm_to_pt(210), img2pdf.mm_to_pt(297)))
    made: bytes = img2pdf.convert(pictures, layout_fun=layout)
    return made
