"""The picture of a hand signature or of a seal."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

from cchc_desktop.core.errors import UserError
from cchc_desktop.files.regular_file import read_regular
from cchc_desktop.pdf_layout.styles import MM

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_FILE = 10 * 1024 * 1024
_LARGEST_SIDE = 4000
_SEAL_SIZES = (20 * MM, 50 * MM)


@dataclass(frozen=True)
class SignaturePicture:
    """A decoded PNG; its transparency is kept."""

    image: Image.Image

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Give the largest size in points inside width × height, keeping the proportions."""
        scale = min(width / self.image.width, height / self.image.height)
        return self.image.width * scale, self.image.height * scale

    def seal_size(self, diameter: float) -> tuple[float, float]:
        """Give a seal's size: its real one from the resolution if plausible, else ``diameter``."""
        dpi = self.image.info.get("dpi")
        if dpi and dpi[0] > 0:
            real = self.image.width / float(dpi[0]) * 72
            if _SEAL_SIZES[0] <= real <= _SEAL_SIZES[1]:
                diameter = real
        return self.fitted(diameter, diameter)


def load_picture(path: Path) -> SignaturePicture:
    """Read a PNG of at most 10 MB and 4000 pixels a side.

    Raises:
        UserError: ``picture_unreadable``.
    """
    try:
        data = read_regular(path, _LARGEST_FILE)
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=["PNG"])
            if max(image.size) > _LARGEST_SIDE:
                raise ValueError(image.size)
            image.load()
    except (
        OSError,
        ValueError,
        SyntaxError,  # Pillow's word for a broken PNG chunk
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise UserError(
            "picture_unreadable",
            f"Ảnh chữ ký {path.name} không đọc được;"
            " chọn ảnh PNG nền trong suốt, dưới 10 MB, mỗi cạnh tối đa 4000 điểm ảnh.",
        ) from None
    return SignaturePicture(image)
