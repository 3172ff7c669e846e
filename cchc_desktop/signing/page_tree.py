"""The pages of a PDF in order, with what they inherit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic

from cchc_desktop.signing.pdf_objects import dictionary, entry, raw_items

if TYPE_CHECKING:
    from collections.abc import Iterator

_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_A4 = (0.0, 0.0, 595.28, 841.89)


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        reference: its object number and generation.
        own: the page's own dictionary.
        inherited: /Resources, /MediaBox, /CropBox and /Rotate that hold for it.
    """

    reference: tuple[int, int]
    own: generic.DictionaryObject
    inherited: dict[str, generic.PdfObject]

    @property
    def rotation(self) -> int:
        """Give /Rotate as 0, 90, 180 or 270."""
        turned = self.inherited.get("/Rotate", 0)
        return int(turned) // 90 * 90 % 360 if isinstance(turned, int) else 0

    @property
    def visible_box(self) -> tuple[float, float, float, float]:
        """Give CropBox ∩ MediaBox in points; A4 when the page states none."""
        media = _box(self.inherited.get("/MediaBox")) or _A4
        crop = _box(self.inherited.get("/CropBox")) or media
        x1, y1 = max(media[0], crop[0]), max(media[1], crop[1])
        x2, y2 = min(media[2], crop[2]), min(media[3], crop[3])
        return (x1, y1, x2, y2) if x2 > x1 and y2 > y1 else media


def pages_of(root: generic.DictionaryObject) -> Iterator[Page]:
    """Walk the page tree in page order.

    Raises:
        ValueError: the tree bites its own tail, or holds something else.
        KeyError: there is none.
    """
    seen: set[tuple[int, int]] = set()
    todo: list[tuple[generic.PdfObject, dict[str, generic.PdfObject]]] = [
        (root.raw_get("/Pages"), {})
    ]
    while todo:
        node_ref, inherited = todo.pop()
        key = (0, 0)
        if isinstance(node_ref, generic.IndirectObject):
            key = (node_ref.idnum, node_ref.generation)
            if key in seen:
                raise ValueError("circular page tree")
            seen.add(key)
        node = dictionary(node_ref)
        own = {name: value for name in _INHERITED if (value := entry(node, name)) is not None}
        passed_on = {**inherited, **own}
        if "/Kids" in node:
            kids = list(raw_items(entry(node, "/Kids")))
            todo.extend((kid, passed_on) for kid in reversed(kids))
        else:
            yield Page(key, node, passed_on)


def _box(value: generic.PdfObject | None) -> tuple[float, float, float, float] | None:
    if not isinstance(value, generic.ArrayObject) or len(value) != 4:
        return None
    # By index, since that follows references to numbers.
    x1, y1, x2, y2 = (float(value[place]) for place in range(4))
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
