"""Where the two signatures stand on the page; all lengths in points, y upwards.

In a dossier both widgets lie over one block: the post above, the name below, 37 mm between
them (the form of NĐ 30/2020, Phụ lục I, II.7–8). Elsewhere they stand side by side at the foot
of the last page.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc_desktop.pdf_layout.signature_block import BLOCK_WIDTH
from cchc_desktop.pdf_layout.styles import MM

PICTURE_WIDTH = 46 * MM
PICTURE_HEIGHT = 20 * MM
SEAL_DIAMETER = 36 * MM

INFO_SIZE = 8.0
INFO_LEADING = 9.6
# Room under a line's baseline for descenders and dots below (ạ, ặ).
DESCENT = 2.6

# Where the gap is parted when there is no picture: the head's lines above, the agency's below.
# A picture of the head's hand, centred in the gap, ends just above it.
AGENCY_ZONE_TOP = 80.0

_FOOT_HEIGHT = 45 * MM
_FOOT_MARGIN = 12 * MM


@dataclass(frozen=True)
class SignatureBox:
    """A widget's rectangle in the page's own coordinates.

    Attributes:
        page_index: 0 for the first page.
        left, bottom, right, top: points; left < right, bottom < top.
    """

    page_index: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Give the width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Give the height in points."""
        return self.top - self.bottom

    def overlaps(self, other: SignatureBox) -> bool:
        """Tell whether both share an area, as the two widgets of a signature block do."""
        return (
            self.page_index == other.page_index
            and self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


@dataclass(frozen=True)
class SignatureBoxes:
    """The rectangles of both signature fields."""

    head: SignatureBox
    agency: SignatureBox


def foot_boxes(
    page_index: int, page: tuple[float, float, float, float], rotation: int
) -> SignatureBoxes:
    """Give two rectangles at the foot of a page as it is seen: agency left, head right.

    Args:
        page_index: 0 for the first page.
        page: visible box (x1, y1, x2, y2) in the page's own coordinates.
        rotation: the page's /Rotate: 0, 90, 180 or 270.
    """
    x1, y1, x2, y2 = page
    sideways = rotation in (90, 270)
    seen_width, seen_height = (y2 - y1, x2 - x1) if sideways else (x2 - x1, y2 - y1)
    margin = min(_FOOT_MARGIN, seen_width / 20, seen_height / 20)
    width = min(BLOCK_WIDTH, (seen_width - 3 * margin) / 2)
    height = min(_FOOT_HEIGHT, seen_height - 2 * margin)

    def placed(seen_left: float) -> SignatureBox:
        a, b = seen_left, margin
        c, d = seen_left + width, margin + height
        if rotation == 90:
            a, b, c, d = seen_height - d, a, seen_height - b, c
        elif rotation == 180:
            a, b, c, d = seen_width - c, seen_height - d, seen_width - a, seen_height - b
        elif rotation == 270:
            a, b, c, d = b, seen_width - c, d, seen_width - a
        return SignatureBox(page_index, x1 + a, y1 + b, x1 + c, y1 + d)

    return SignatureBoxes(head=placed(seen_width - margin - width), agency=placed(margin))
