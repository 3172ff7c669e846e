"""Pictures as PDF pages: upright on A4, unchanged where possible, re-encoded where too large."""

from __future__ import annotations

import io
import logging
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL.Image import Image

_A4 = (595.276, 841.890)
_BORDER = 28.35
"""10 mm of white around a picture, points."""
LARGEST_KEPT_BYTES = 12_000_000
"""A larger file is re-encoded."""
LARGEST_KEPT_PIXELS = 40_000_000
"""More pixels than an A4 scan at 600 dpi are re-encoded where it is JPEG, which is scaled while it
is decoded. Other pictures of that size are not decoded at all: it would take over 250 MB."""
LONGEST_SIDE = 3508
"""Pixels of the longer side after re-encoding: A4 at 300 dpi."""
_REDUCED_IN_STEPS = 20_000_000
"""More pixels than this are averaged by whole factors, which needs far less memory."""
_QUALITY = 85
_SCREEN_DPI = (96, 96)
"""As pictures without a resolution of their own: a large one fills the page."""
_MOST_FRAMES = 500
_FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")
"""No others: Pillow would hand PostScript to an interpreter."""
_FIRST_ONLY = ("JPEG", "MPO", "PNG")
"""What follows the first picture is a preview or an animation; a camera's JPEG opens as MPO."""
_ORIENTATION = 0x0112
_MIRRORED = (2, 4, 5, 7)
"""Orientations (Exif 3.0, 4.6.5.1.6) that no turning of the page can give."""


class ImageTooLarge(Exception):
    """The picture has too many pixels to be drawn on a page."""


class ImageUnreadable(Exception):
    """The picture is damaged, or of a kind that can't be drawn."""


@dataclass(frozen=True, slots=True)
class MadePages:
    """What was made; ``reduced`` tells that the picture has been re-encoded smaller."""

    reduced: bool


def image_to_pdf(source: Path, target: Path) -> MadePages:
    """Write a PDF with a page for each frame of the picture.

    Raises:
        ImageTooLarge: too many pixels or frames to be drawn.
        ImageUnreadable: damaged or of another kind.
        OSError: the target can't be written.
    """
    import img2pdf
    from PIL import Image

    # It would tell the terminal in English what we find out ourselves.
    logging.getLogger("img2pdf").setLevel(logging.CRITICAL)
    try:
        look = _look(source)
    except ImageTooLarge:
        raise
    except Image.DecompressionBombError:
        raise ImageTooLarge from None
    except Exception as error:  # Pillow raises many kinds for a damaged picture
        raise ImageUnreadable from error
    if look.can_stay:
        try:
            pages = _convert(img2pdf, str(source), first_only=look.frames == 1)
        except Exception:  # img2pdf refuses some pictures that Pillow can re-encode
            pass
        else:
            target.write_bytes(pages)
            return MadePages(reduced=False)
    try:
        encoded = _reencoded(source, look.frames)
        pages = _convert(img2pdf, encoded)
    except Exception as error:  # as above
        raise ImageUnreadable from error
    target.write_bytes(pages)
    return MadePages(reduced=look.loses_detail)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is known of a picture before it is decoded."""

    frames: int
    can_stay: bool
    """Its data can go into the PDF as they are."""
    loses_detail: bool
    """Re-encoding would make it smaller."""


def _look(source: Path) -> _Look:
    with _opened(source) as picture:
        kind = picture.format
        frames = 1 if kind in _FIRST_ONLY else getattr(picture, "n_frames", 1)
        pixels = picture.width * picture.height
        many_pixels = pixels > LARGEST_KEPT_PIXELS
        if frames > _MOST_FRAMES or (many_pixels and kind not in ("JPEG", "MPO")):
            raise ImageTooLarge
        large = many_pixels or source.stat().st_size > LARGEST_KEPT_BYTES * frames
        size = max(picture.size)
        transparent = "A" in picture.getbands() or "transparency" in picture.info
        return _Look(
            frames,
            can_stay=not (large or transparent or _must_be_turned(picture, frames)),
            loses_detail=large or size > LONGEST_SIDE,
        )


def _must_be_turned(picture: Image, frames: int) -> bool:
    """Tell whether a picture would not stand upright by turning its page.

    Pillow turns TIFF pictures itself while decoding, and img2pdf would turn them once more.
    """
    unlike = (2, 3, 4, 5, 6, 7, 8) if picture.format == "TIFF" else _MIRRORED
    for frame in range(frames):
        if frame:
            picture.seek(frame)
        if picture.getexif().get(_ORIENTATION) in unlike:
            return True
    return False


@contextmanager
def _opened(source: Path) -> Iterator[Image]:
    """Open a picture; we have limits of our own and need no warning of its size."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture = Image.open(source, formats=_FORMATS)
    with picture:
        yield picture


def _convert(img2pdf: Any, picture: str | list[bytes], *, first_only: bool = False) -> bytes:
    layout = img2pdf.get_layout_fun(
        pagesize=_A4,
        border=(_BORDER, _BORDER),
        fit=img2pdf.FitMode.shrink,
        auto_orient=True,
    )
    pages: bytes = img2pdf.convert(
        picture,
        layout_fun=layout,
        rotation=img2pdf.Rotation.ifvalid,
        engine=img2pdf.Engine.pikepdf,
        first_frame_only=first_only,
        nodate=True,
    )
    return pages


def _reencoded(source: Path, frames: int) -> list[bytes]:
    """Give each frame upright on white as JPEG, no longer than ``LONGEST_SIDE``."""
    from PIL import ImageSequence

    with _opened(source) as picture:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        if frames == 1:
            return [_as_jpeg(picture)]
        return [_as_jpeg(frame.copy()) for frame in ImageSequence.Iterator(picture)]


def _as_jpeg(picture: Image) -> bytes:
    """Shrink first and in place: a second whole copy of a large picture would fill the memory."""
    from PIL import ImageOps

    if picture.mode in ("P", "PA"):
        picture = picture.convert("RGBA")
    elif picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.width * picture.height > _REDUCED_IN_STEPS:
        picture = picture.reduce(-(-max(picture.size) // LONGEST_SIDE))
    else:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ImageOps.exif_transpose(picture, in_place=True)
    buffer = io.BytesIO()
    _on_white(picture).save(buffer, "JPEG", quality=_QUALITY, dpi=_SCREEN_DPI)
    return buffer.getvalue()


def _on_white(picture: Image) -> Image:
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    layer = picture.convert("RGBA")
    white = Image.new("RGB", layer.size, "white")
    white.paste(layer, mask=layer.getchannel("A"))
    return white
