"""Edits of single pages in the joined file: clean, grow, stamp, link."""

from __future__ import annotations

import zlib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, Name, Stream, String

from cchc_desktop.dossier.bounded_streams import StreamProblem, decoded_bytes
from cchc_desktop.dossier.page_marks import with_mark
from cchc_desktop.dossier.strip_geometry import StripPlace, intersection, place_strip
from cchc_desktop.pdf_layout.page_frame import PORTRAIT, Rect

if TYPE_CHECKING:
    from pikepdf import Pdf

    from cchc_desktop.dossier.strip_drawing import DrawnStrip

_KEPT = frozenset(
    {
        "/Type",
        "/Parent",
        "/Resources",
        "/MediaBox",
        "/CropBox",
        "/Rotate",
        "/Contents",
        "/UserUnit",
        "/Group",
        "/Annots",
    }
)
"""All that a page of evidence keeps: what is drawn, and plain web links. Everything else of the
original (scripts, actions, structure, private data of other programs) does not come along."""

FOOT_NAME = Name("/CchcFoot")
PAGE_NAME = Name("/CchcPage")
_MOST_CONTENT = 64_000_000
_SHORTEST_SIDE = 72.0
"""Points; a strip on a smaller page could hold nothing."""
_LONGEST_SIDE = 14_400.0
"""Points; ISO 32000-1, annex C, and what readers show."""
_A4 = Rect(0, 0, PORTRAIT.width, PORTRAIT.height)


def clean_page(page: Dictionary) -> None:
    """Take away everything of an evidence page that is not drawn, but web links."""
    for key in list(page.keys()):
        if key not in _KEPT:
            del page[key]
    links = [plain for one in as_array(page.get("/Annots")) if (plain := _web_link(one))]
    if links:
        page.Annots = Array(links)
    elif "/Annots" in page:
        del page["/Annots"]


def strip_place(page: Dictionary) -> StripPlace:
    """Find the place of an evidence page's strip."""
    media = _box(page.get("/MediaBox"), _A4)
    crop = _box(page.get("/CropBox"), media)
    rotation = page.get("/Rotate")
    turned = int(_number(rotation) or 0) % 360
    unit = page.get("/UserUnit")
    user_unit = max(_number(unit) or 1.0, 0.01)
    return place_strip(media, crop, turned if turned % 90 == 0 else 0, user_unit)


def is_of_usable_size(page: Dictionary) -> bool:
    """Tell whether a page can be looked at together with a strip that can be read."""
    seen, user_unit = _seen(page), max(_number(page.get("/UserUnit")) or 1.0, 0.01)
    shorter, longer = sorted((seen.width * user_unit, seen.height * user_unit))
    return shorter >= _SHORTEST_SIDE and longer <= _LONGEST_SIDE


def grow_page(pdf: Pdf, page: Dictionary, place: StripPlace) -> None:
    """Let the page grow by its strip, its own content fenced in so that it can't reach out."""
    seen = _seen(page)
    # What lay outside the CropBox is fenced off too, so the page is what is seen of it.
    page.MediaBox = _pdf_box(place.visible)
    if "/CropBox" in page:
        del page["/CropBox"]
    _fence_content(pdf, page, seen)


def stamp(pdf: Pdf, page: Dictionary, strip: Stream, matrix: tuple[float, ...]) -> None:
    """Draw a strip or foot line on the page, after all else."""
    resources = page.get("/Resources")
    resources = _copy(resources)
    objects = resources.get("/XObject")
    objects = _copy(objects)
    objects[str(FOOT_NAME)] = strip
    resources.XObject = objects
    page.Resources = resources
    numbers = " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in matrix)
    drawing = pdf.make_stream(f"\nq {numbers} cm {FOOT_NAME} Do Q\n".encode())
    page.Contents = Array([*page_contents(page), drawing])


def pdf_fonts(source: Pdf) -> Any:
    """Give the font dictionary of a file's first page as an object that can be shared."""
    return source.make_indirect(source.pages[0].obj.Resources.Font)


def strip_form(pdf: Pdf, strip: DrawnStrip, fonts: Any) -> Stream:
    """Make a drawn strip a form that pages can draw; ``fonts`` is the shared font dictionary."""
    return pdf.make_stream(
        zlib.compress(with_mark(strip.content, strip.mark)),
        Filter=Name.FlateDecode,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, round(strip.width, 3), round(strip.height, 3)]),
        Resources=Dictionary(Font=fonts),
    )


def _seen(page: Dictionary) -> Rect:
    """Give what was seen of the page before it grew."""
    media = _box(page.get("/MediaBox"), _A4)
    return intersection(media, _box(page.get("/CropBox"), media))


def add_link(pdf: Pdf, page: Dictionary, box: Rect, target: Array) -> None:
    """Make a rectangle of the page a link to a place in the file."""
    link = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=_pdf_box(box),
            Border=Array([0, 0, 0]),
            F=4,
            A=Dictionary(S=Name.GoTo, D=target),
        )
    )
    page.Annots = Array([*as_array(page.get("/Annots")), link])


def _fence_content(pdf: Pdf, page: Dictionary, seen: Rect) -> None:
    """Draw the page's own content as a form: whatever state it leaves behind ends with it."""
    parts = page_contents(page)
    if not parts:
        return
    resources = page.get("/Resources")
    if not isinstance(resources, Dictionary):
        resources = Dictionary()
    form = parts[0] if len(parts) == 1 else _joined(pdf, parts)
    if form is None or not _can_be_form(form, resources, seen):
        # Too large or damaged to be joined, or another page draws the same stream differently.
        page.Contents = Array([pdf.make_stream(b"q\n"), *parts, pdf.make_stream(b"\nQ\n")])
        return
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = _pdf_box(seen)
    form.Resources = resources
    page.Resources = Dictionary(XObject=Dictionary({str(PAGE_NAME): form}))
    page.Contents = pdf.make_stream(f"{PAGE_NAME} Do\n".encode())


def _can_be_form(content: Stream, resources: Dictionary, seen: Rect) -> bool:
    """Tell whether a content stream is still free, or already the very form that is wanted."""
    if "/Subtype" not in content:
        return True
    known = content.get("/Resources")
    return (
        isinstance(known, Dictionary)
        and known.is_indirect
        and known.objgen == resources.objgen
        and _numbers(content.get("/BBox")) == _numbers(_pdf_box(seen))
    )


def _joined(pdf: Pdf, parts: list[Stream]) -> Stream | None:
    try:
        data = b"\n".join(decoded_bytes(part, _MOST_CONTENT) for part in parts)
    except StreamProblem:
        return None
    return pdf.make_stream(zlib.compress(data), Filter=Name.FlateDecode)


def page_contents(page: Dictionary) -> list[Stream]:
    """Give the streams of what is drawn on a page, in order."""
    value = page.get("/Contents")
    if isinstance(value, Stream):
        return [value]
    return [one for one in as_array(value) if isinstance(one, Stream)]


def _web_link(annotation: Any) -> Dictionary | None:
    """Give a link annotation anew with nothing but its web address, or None for all others."""
    if not isinstance(annotation, Dictionary) or annotation.get("/Subtype") != Name.Link:
        return None
    action = annotation.get("/A")
    box = _numbers(annotation.get("/Rect"))
    if not isinstance(action, Dictionary) or action.get("/S") != Name.URI or box is None:
        return None
    address = str(action.get("/URI", ""))
    if not address.lower().startswith(("http://", "https://", "mailto:")):
        return None
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array(list(box)),
        Border=Array([0, 0, 0]),
        F=4,
        A=Dictionary(S=Name.URI, URI=String(address)),
    )


def as_array(value: Any) -> list[Any]:
    """Give the items of an array of a foreign file; nothing where it is none."""
    return list(value) if isinstance(value, Array) else []


def _box(value: Any, otherwise: Rect) -> Rect:
    numbers = _numbers(value)
    if numbers is None:
        return otherwise
    x1, y1, x2, y2 = numbers
    box = Rect(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
    return box if box.width > 1 and box.height > 1 else otherwise


def _numbers(value: Any) -> tuple[float, float, float, float] | None:
    items = [_number(one) for one in as_array(value)]
    numbers = [one for one in items if one is not None]
    if len(items) != 4 or len(numbers) != 4:
        return None
    a, b, c, d = numbers
    return a, b, c, d


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    return float(value)


def _copy(value: Any) -> Dictionary:
    return Dictionary(dict(value.items())) if isinstance(value, Dictionary) else Dictionary()


def _pdf_box(box: Rect) -> Array:
    return Array([round(value, 3) for value in (box.left, box.bottom, box.right, box.top)])
