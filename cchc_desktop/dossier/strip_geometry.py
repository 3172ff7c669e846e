"""Where the strip under a page of evidence goes: the page grows by it, nothing is covered.

The strip is drawn upright as it is seen and placed by a matrix; a page that is stored turned
(``/Rotate``) grows at the edge that is seen at the bottom.
"""

from __future__ import annotations

from dataclasses import dataclass

from cchc_desktop.pdf_layout.page_frame import Rect
from cchc_desktop.pdf_layout.styles import MM

Matrix = tuple[float, float, float, float, float, float]

STRIP_HEIGHT = 10 * MM
_A4_WIDTH = 595.0
_SMALLEST, _LARGEST = 0.7, 1.5


@dataclass(frozen=True, slots=True)
class StripPlace:
    """A strip's place, in the page's own units.

    Attributes:
        scale: of text and insets; 1 for an A4 page.
        width: of the strip as seen.
        height: of the strip as seen.
        visible: what is seen of the page once it has grown.
        matrix: from the strip's own coordinates, (0, 0) at its lower left, to the page's.
    """

    scale: float
    width: float
    height: float
    visible: Rect
    matrix: Matrix


def on_page(box: Rect, matrix: Matrix) -> Rect:
    """Turn a rectangle of a strip into one of the page."""
    a, b, c, d, e, f = matrix
    (x1, y1), (x2, y2) = (
        (a * x + c * y + e, b * x + d * y + f)
        for x, y in ((box.left, box.bottom), (box.right, box.top))
    )
    return Rect(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def place_strip(media: Rect, crop: Rect, rotation: int, user_unit: float = 1.0) -> StripPlace:
    """Find the strip's place.

    Args:
        media: MediaBox, left < right and bottom < top.
        crop: CropBox; what lies outside the MediaBox is not seen.
        rotation: 0, 90, 180 or 270 degrees clockwise.
        user_unit: points of one unit of the page.
    """
    seen = intersection(media, crop)
    turned = rotation in (90, 270)
    width = seen.height if turned else seen.width
    smaller = min(seen.width, seen.height) * user_unit
    scale = min(max(smaller / _A4_WIDTH, _SMALLEST), _LARGEST) / user_unit
    height = STRIP_HEIGHT * scale
    x0, y0, x1, y1 = seen.left, seen.bottom, seen.right, seen.top
    matrix: Matrix
    match rotation:
        case 90:
            x1 += height
            matrix = (0, 1, -1, 0, x1, y0)
        case 180:
            y1 += height
            matrix = (-1, 0, 0, -1, x1, y1)
        case 270:
            x0 -= height
            matrix = (0, -1, 1, 0, x0, y1)
        case _:
            y0 -= height
            matrix = (1, 0, 0, 1, x0, y0)
    visible = Rect(x0, y0, x1, y1)
    return StripPlace(scale, width, height, visible, matrix)


def intersection(one: Rect, other: Rect) -> Rect:
    """Give what both cover, or the first where they hardly meet."""
    both = Rect(
        max(one.left, other.left),
        max(one.bottom, other.bottom),
        min(one.right, other.right),
        min(one.top, other.top),
    )
    return both if both.width > 1 and both.height > 1 else one
