"""Looking at a document's pages: drawn small and in grey, their text counted.

Runs in a process of its own (``examination``): a hostile file may crash or stall a renderer.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.page_facts import MOST_TEXT, DocumentFacts, PageFacts
from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pypdfium2 as pdfium
    from PIL import Image

MOST_PAGES = 300
"""Pages looked at of one document; no dossier cites more of one."""
_SIDE = 620
"""Pixels of a drawn page's longer side: A4 at about 53 dpi."""
_MARGIN = 0.04
"""Share of each side that is not looked at: shadows and holes of the scanner."""
_STANDS_OUT = 56
"""Of 256: how much darker than the paper something is that counts as ink."""
_FILLS = 0.55
"""Share of the page that a picture covers for the page to be a scan."""
_PAGES_OF_TEXT = 2
_A4_SHORT, _A4_LONG = 8.27, 11.69
"""Inches."""


def look_at_pdf(path: Path) -> DocumentFacts:
    """Look at a PDF.

    Raises:
        Exception: of any kind, where it can't be opened.
    """
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(path)
    try:
        pages, texts = [], []
        for number in range(1, min(len(document), MOST_PAGES) + 1):
            facts, text = _pdf_page(document, number)
            pages.append(facts)
            texts.append(text)
        return DocumentFacts(tuple(pages), clean("\n".join(texts))[:MOST_TEXT])
    finally:
        document.close()


def look_at_picture(path: Path) -> DocumentFacts:
    """Look at a picture, each of its frames as a page.

    Raises:
        Exception: of any kind, where it can't be opened.
    """
    from PIL import Image, ImageSequence

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(path) as picture:
            frames = enumerate(ImageSequence.Iterator(picture), 1)
            pages = [_frame(number, one) for number, one in frames if number <= MOST_PAGES]
    return DocumentFacts(tuple(pages))


def draw_frame(path: Path, number: int, room: tuple[int, int]) -> tuple[int, int, bytes]:
    """Give a picture's frame, upright and fitted into a room, as width, height and RGB bytes.

    Raises:
        UserError: ``bad_picture``.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                picture.seek(number - 1)
                shown = _on_white(ImageOps.exif_transpose(picture)).convert("RGB")
                shown.thumbnail(room)
    except Exception:
        # Decoders meet hostile bytes with any exception there is.
        raise UserError("bad_picture", f"Không xem được ảnh {path.name}; mở bằng máy.") from None
    return shown.width, shown.height, shown.tobytes()


def _on_white(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode not in ("P", "LA", "PA", "RGBA"):
        return picture
    clear = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)


def _frame(number: int, frame: Image.Image) -> PageFacts:
    from PIL.JpegImagePlugin import JpegImageFile

    # As if it were printed on a whole sheet.
    dpi = int(max(min(frame.size) / _A4_SHORT, max(frame.size) / _A4_LONG))
    if isinstance(frame, JpegImageFile):
        frame.draft("L", (_SIDE, _SIDE))  # unpacks a large one at an eighth of its size
    grey = _on_white(frame).convert("L")
    grey.thumbnail((_SIDE, _SIDE))
    ink, paper, contrast = _measure(grey)
    return PageFacts(number, ink, paper, contrast, 0, dpi)


def _pdf_page(document: pdfium.PdfDocument, number: int) -> tuple[PageFacts, str]:
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = _SIDE / max(width, height, 1)
        text = page.get_textpage()
        letters = len("".join(text.get_text_range().split()))
        words = text.get_text_range() if number <= _PAGES_OF_TEXT else ""
        bitmap = page.render(scale=scale, grayscale=True)
        ink, ground, contrast = _measure(bitmap.to_pil().convert("L"))
        dpi = _dpi(page, width, height)
    except Exception:
        # PDFium tells of a broken page in several ways; each means that it can't be read.
        return PageFacts(number, unreadable=True), ""
    return PageFacts(number, ink, ground, contrast, letters, dpi), words


def _dpi(page: pdfium.PdfPage, width: float, height: float) -> int | None:
    """Give the resolution of the picture that fills the page."""
    import pypdfium2.raw as raw

    best: int | None = None
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = one.get_bounds()
        covers = (right - left) * (top - bottom) / max(width * height, 1)
        if covers >= _FILLS:
            across = one.get_px_size()[0] * 72 / max(right - left, 1)
            best = max(best or 0, int(across))
    return best


def _measure(grey: Image.Image) -> tuple[float, float, float]:
    """Give ink, ground and contrast of a page drawn in grey."""
    width, height = grey.size
    x, y = int(width * _MARGIN), int(height * _MARGIN)
    inner = grey.crop((x, y, max(width - x, x + 1), max(height - y, y + 1)))
    counts = inner.histogram()
    whole = sum(counts)
    ground = _level(counts, whole * 0.5)
    darkest = _level(counts, whole * 0.0004)
    ink = sum(counts[: max(ground - _STANDS_OUT, 0)]) / whole
    return ink, ground / 255, max(ground - darkest, 0) / 255


def _level(counts: list[int], share: float) -> int:
    """Give the shade below which this many pixels lie."""
    passed = 0.0
    for shade, count in _shades(counts):
        passed += count
        if passed > share:
            return shade
    return 255


def _shades(counts: list[int]) -> Iterator[tuple[int, int]]:
    return enumerate(counts[:256])
