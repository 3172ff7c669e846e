"""Small real files to attach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from pathlib import Path


def write_pdf(path: Path, pages: int = 1, text: str = "trang") -> Path:
    """Write a PDF of so many A4 pages."""
    canvas = Canvas(str(path))
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"{text} {number}")
        canvas.showPage()
    canvas.save()
    return path


def write_picture(path: Path, size: tuple[int, int] = (320, 200)) -> Path:
    """Write a picture in the form that the name says."""
    Image.new("RGB", size, (40, 90, 160)).save(path)
    return path
