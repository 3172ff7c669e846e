"""The visible part of a signature, drawn as a one-page PDF of the widget's size.

pyHanko's own text came out letter-spaced and overflowing with the document's font, so reportlab
draws it and pyHanko only places it. Names and posts are page text of the dossier; here are the
picture of the hand or the seal, and the lines that say who signed and when.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.lib.utils import ImageReader, simpleSplit
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.core.text import clean
from cchc_desktop.pdf_layout.fonts import REGULAR, ellipsis_cut, register_fonts, text_width
from cchc_desktop.pdf_layout.signature_block import GAP
from cchc_desktop.signing import block_geometry as geometry
from cchc_desktop.signing.roles import HEAD, Role
from cchc_desktop.signing.signature_picture import SignaturePicture, load_picture
from cchc_desktop.signing.vietnam_time import clock_text, date_text, moment_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from cchc_desktop.signing.block_geometry import SignatureBox, SignatureBoxes

# Without it every page names Helvetica, which is not embedded; the stubs call it a number.
_FIRST_FONT: dict[str, Any] = {"initialFontName": REGULAR}
_TEXT_SIZE = 10.0
_SMALLEST = 5.0
_LEADING = 1.24  # stacked marks (Ẫ, ộ) need more than the usual 1.2
_INFO_GREY = 0.25


@dataclass(frozen=True)
class SignatureAppearance:
    """What the visible signature shows.

    Attributes:
        font_dir: folder with LiberationSerif-Regular.ttf.
        signer_name: the person, or the agency's full name; "" takes the certificate's holder.
        title: post of the person (Giám đốc), "" to leave it out; unused for an agency.
        picture: PNG of the hand signature (drawn 46×20 mm at most) or of the seal (36 mm across
            unless its own resolution gives 20–50 mm); without it the text stands in its place.
        info_lines: with a picture, say in small grey lines who signed and when.
    """

    font_dir: Path
    signer_name: str = ""
    title: str = ""
    picture: Path | None = None
    info_lines: bool = True


@dataclass(frozen=True)
class _Zone:
    """A part of the widget that takes centred lines; ``top`` and ``bottom`` in its own points."""

    centre: float
    width: float
    top: float
    bottom: float
    at_bottom: bool = False


@dataclass(frozen=True)
class Occasion:
    """The facts of one signing that the lines tell.

    Attributes:
        role: who signs.
        holder: the certificate's holder.
        time: moment of signing, with time zone.
        head_time: when the head signed, None when not (yet); an agency that signs on the same
            day shows the time of day only.
    """

    role: Role
    holder: str
    time: datetime
    head_time: datetime | None = None


def draw_appearance(
    appearance: SignatureAppearance, occasion: Occasion, boxes: SignatureBoxes, rotation: int = 0
) -> bytes:
    """Draw the appearance of one role's widget and give it as a PDF of exactly its size.

    ``rotation`` is the page's /Rotate, so that the text stands upright as the page is seen.

    Raises:
        UserError: ``picture_unreadable``.
        FileProblem: ``font_missing``.
    """
    register_fonts(appearance.font_dir)
    box = boxes.head if occasion.role == HEAD else boxes.agency
    picture = load_picture(appearance.picture) if appearance.picture is not None else None
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(box.width, box.height), **_FIRST_FONT)
    _stand_upright(canvas, box, rotation)
    if boxes.head.overlaps(boxes.agency):
        _draw_in_block(canvas, appearance, occasion, boxes, picture)
    else:
        _draw_alone(canvas, appearance, occasion, _seen_size(box, rotation), picture)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _seen_size(box: SignatureBox, rotation: int) -> tuple[float, float]:
    return (box.height, box.width) if rotation in (90, 270) else (box.width, box.height)


def _stand_upright(canvas: Canvas, box: SignatureBox, rotation: int) -> None:
    if rotation == 90:
        canvas.translate(box.width, 0)
    elif rotation == 180:
        canvas.translate(box.width, box.height)
    elif rotation == 270:
        canvas.translate(0, box.height)
    if rotation:
        canvas.rotate(rotation)


def _draw_in_block(
    canvas: Canvas,
    appearance: SignatureAppearance,
    occasion: Occasion,
    boxes: SignatureBoxes,
    picture: SignaturePicture | None,
) -> None:
    """Draw over the printed block: both widgets measure from the head's, which is the column."""
    head = boxes.head
    box = head if occasion.role == HEAD else boxes.agency
    centre = (head.left + head.right) / 2 - box.left
    top = head.top - box.bottom
    if picture is None:
        zone = (
            _Zone(centre, head.width, top, top - geometry.AGENCY_ZONE_TOP, at_bottom=True)
            if occasion.role == HEAD
            else _Zone(centre, head.width, top - geometry.AGENCY_ZONE_TOP, top - GAP)
        )
        _draw_lines(canvas, _block_lines(appearance, occasion), zone)
        return
    middle = top - GAP / 2
    if occasion.role == HEAD:
        width, height = picture.fitted(geometry.PICTURE_WIDTH, geometry.PICTURE_HEIGHT)
        _draw_picture(canvas, picture, centre, middle, width, height)
    else:
        # The seal covers the left third of the hand (NĐ 30/2020, Phụ lục I, II.8.a).
        width, height = picture.seal_size(geometry.SEAL_DIAMETER)
        # A seal larger than the gap sinks rather than being cut by the widget's edge.
        middle = min(middle, top - height / 2)
        _draw_picture(canvas, picture, centre - geometry.PICTURE_WIDTH / 6, middle, width, height)
    if appearance.info_lines:
        _draw_info(canvas, _info_lines(appearance, occasion), centre, head.width)


def _draw_alone(
    canvas: Canvas,
    appearance: SignatureAppearance,
    occasion: Occasion,
    size: tuple[float, float],
    picture: SignaturePicture | None,
) -> None:
    """Draw into a widget of its own, on a document that prints no signature block."""
    width, height = size
    lines = _lone_lines(appearance, occasion)
    if picture is None:
        _draw_lines(canvas, lines, _Zone(width / 2, width, height, 0.0, at_bottom=True))
        return
    share = 0.62 if appearance.info_lines else 1.0
    room = height * share
    drawn = picture.fitted(width, room)
    _draw_picture(canvas, picture, width / 2, height - room / 2, *drawn)
    if appearance.info_lines:
        _draw_lines(canvas, lines, _Zone(width / 2, width, height - room, 0.0))


def _draw_picture(
    canvas: Canvas, picture: SignaturePicture, x: float, y: float, width: float, height: float
) -> None:
    canvas.drawImage(
        ImageReader(picture.image), x - width / 2, y - height / 2, width, height, mask="auto"
    )


def _draw_info(canvas: Canvas, lines: Sequence[str], centre: float, width: float) -> None:
    size = geometry.INFO_SIZE
    while size > _SMALLEST and any(text_width(line, REGULAR, size) > width for line in lines):
        size -= 0.25
    canvas.setFont(REGULAR, size)
    canvas.setFillGray(_INFO_GREY)
    for above, line in enumerate(reversed(lines)):
        canvas.drawCentredString(
            centre,
            geometry.DESCENT + above * geometry.INFO_LEADING,
            ellipsis_cut(line, REGULAR, size, width),
        )


def _draw_lines(canvas: Canvas, lines: Sequence[str], zone: _Zone) -> None:
    size, wrapped = _fit(lines, zone.width, zone.top - zone.bottom)
    leading = size * _LEADING
    canvas.setFont(REGULAR, size)
    canvas.setFillGray(0)
    top = zone.bottom + leading * len(wrapped) if zone.at_bottom else zone.top
    for number, line in enumerate(wrapped, start=1):
        baseline = top - number * leading + size * 0.27
        canvas.drawCentredString(zone.centre, baseline, line)


def _fit(lines: Sequence[str], width: float, height: float) -> tuple[float, list[str]]:
    """Choose the largest size, at most 10 pt, at which the wrapped lines fit the room."""
    size = _TEXT_SIZE
    while True:
        wrapped = [part for line in lines for part in simpleSplit(line, REGULAR, size, width)]
        fits = len(wrapped) * size * _LEADING <= height and all(
            text_width(part, REGULAR, size) <= width for part in wrapped
        )
        if fits:
            return size, wrapped
        if size <= _SMALLEST:
            break
        size -= 0.25
    room = max(int(height / (size * _LEADING)), 1)
    return size, [ellipsis_cut(part, REGULAR, size, width) for part in wrapped[:room]]


def _signer_name(appearance: SignatureAppearance, occasion: Occasion) -> str:
    return clean(appearance.signer_name) or occasion.holder


def _block_lines(appearance: SignatureAppearance, occasion: Occasion) -> list[str]:
    if occasion.role == HEAD:
        return _lone_lines(appearance, occasion)
    same_day = occasion.head_time is not None and date_text(occasion.head_time) == date_text(
        occasion.time
    )
    moment = clock_text(occasion.time) if same_day else moment_text(occasion.time)
    return [f"Cơ quan ký: {_signer_name(appearance, occasion)}, {moment}"]


def _lone_lines(appearance: SignatureAppearance, occasion: Occasion) -> list[str]:
    name = _signer_name(appearance, occasion)
    title = clean(appearance.title)
    time = f"Thời gian ký: {moment_text(occasion.time)}"
    if occasion.role == HEAD:
        post = [f"Chức vụ: {title}"] if title else []
        return ["Đã ký số", f"Người ký: {name}", *post, time]
    return ["Đã ký số", f"Cơ quan ký: {name}", time]


def _info_lines(appearance: SignatureAppearance, occasion: Occasion) -> list[str]:
    name = _signer_name(appearance, occasion)
    title = clean(appearance.title)
    time = f"Thời gian ký: {moment_text(occasion.time)}"
    if occasion.role == HEAD:
        return [f"Người ký: {name}, {title}" if title else f"Người ký: {name}", time]
    return [f"Cơ quan ký: {name}", time]
