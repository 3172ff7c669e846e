"""Foot lines and evidence strips, drawn into one file: a page for each page of the dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.manifest import short_hash
from cchc_desktop.core.numbers import read_date, show_date
from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR, ellipsis_cut, text_width
from cchc_desktop.pdf_layout.markup import LINK_COLOUR, drawable
from cchc_desktop.pdf_layout.page_frame import PageForm, Rect, blank_canvas
from cchc_desktop.pdf_layout.styles import FOOT_SIZE, GREY, INK, MM, RULE_GREY

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.evidence_plan import PlannedDocument
    from cchc_desktop.dossier.strip_geometry import StripPlace

FOOT_HEIGHT = 15.5 * MM
_FOOT_BASELINE = 11 * MM
_FOOT_RULE = 14.4 * MM
_INSET = 8 * MM
_BACK_AT = 0.62
_MOST_CODES = 4


@dataclass(frozen=True, slots=True)
class StripTexts:
    """What one evidence page's strip says, drawable."""

    what: str
    back: str
    page: str
    document: str
    codes: str


class StripFile:
    """Draws one strip after the other; ``save`` ends the file."""

    def __init__(self, target: Path, context: DossierContext, total: int) -> None:
        """Begin the file.

        Args:
            target: the PDF to write.
            context: for texts.
            total: pages of the whole dossier.
        """
        self._canvas = blank_canvas(target)
        self._context = context
        self._total = str(total)
        self._code = short_hash(context.data_sha256)
        words = context.wording
        self._unit = drawable(words.text("chan_trang", don_vi=context.unit, nam=context.year))
        # The code is drawn as a string of its own: in plain ASCII, so that a reader of the
        # dossier finds it again without the font's tables.
        self._before_code, _, self._after_code = words.text("chan_ma", ma="\0").partition("\0")

    def add_foot(self, form: PageForm, page: int) -> None:
        """Draw the foot of a page of our own.

        Args:
            form: the page's form.
            page: page of the dossier, counted from 0.
        """
        canvas, width = self._canvas, form.frame.width
        canvas.setPageSize((width, FOOT_HEIGHT))
        canvas.setStrokeColor(RULE_GREY)
        canvas.setLineWidth(0.3)
        canvas.line(0, _FOOT_RULE, width, _FOOT_RULE)
        canvas.setFillColor(GREY)
        right = self._page_text(page)
        label = drawable(self._before_code) + " "
        code_width = text_width(label + self._code, REGULAR, FOOT_SIZE)
        right_width = text_width(right, REGULAR, FOOT_SIZE)
        left = ellipsis_cut(self._unit, REGULAR, FOOT_SIZE, width - code_width - right_width - 40)
        left_width = text_width(left, REGULAR, FOOT_SIZE)
        canvas.setFont(REGULAR, FOOT_SIZE)
        canvas.drawString(0, _FOOT_BASELINE, left)
        gap = width - left_width - right_width - code_width
        start = left_width + gap / 2
        canvas.drawString(start, _FOOT_BASELINE, label)
        canvas.drawString(start + text_width(label, REGULAR, FOOT_SIZE), _FOOT_BASELINE, self._code)
        canvas.drawRightString(width, _FOOT_BASELINE, right)
        canvas.showPage()

    def add_strip(
        self, place: StripPlace, document: PlannedDocument, own_page: int, page: int
    ) -> Rect:
        """Draw the strip of an evidence page.

        Args:
            place: its geometry.
            document: whose page it is.
            own_page: the document's own page number, from 1.
            page: page of the dossier, counted from 0.

        Returns:
            The rectangle of “Về danh mục” in the strip's coordinates.
        """
        texts = self._texts(document, own_page, page)
        canvas, k = self._canvas, place.scale
        canvas.setPageSize((place.width, place.height))
        canvas.setFillGray(1)
        canvas.rect(0, 0, place.width, place.height, stroke=0, fill=1)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.7 * k)
        canvas.line(0, place.height - 0.35 * k, place.width, place.height - 0.35 * k)
        inset = min(_INSET * k, place.width / 12)
        back = self._first_line(texts, place, inset)
        self._second_line(texts, place, inset)
        canvas.showPage()
        return back

    def save(self) -> None:
        """Write the file."""
        self._canvas.save()

    def _first_line(self, texts: StripTexts, place: StripPlace, inset: float) -> Rect:
        canvas, k, width = self._canvas, place.scale, place.width
        y, size, small = 16 * k, 11 * k, 9.5 * k
        page_width = text_width(texts.page, REGULAR, small)
        back_width = text_width(texts.back, REGULAR, small)
        middle = max(_BACK_AT * width, inset + 0.3 * width + back_width / 2)
        back_left = min(middle - back_width / 2, width - inset - page_width - back_width - 6 * k)
        canvas.setFillColor(INK)
        canvas.setFont(BOLD, size)
        room = max(back_left - inset - 4 * k, 0)
        canvas.drawString(inset, y, ellipsis_cut(texts.what, BOLD, size, room))
        canvas.setFont(REGULAR, small)
        canvas.drawRightString(width - inset, y, texts.page)
        canvas.setFillColor(LINK_COLOUR)
        canvas.drawString(back_left, y, texts.back)
        return Rect(back_left - 2 * k, y - 4 * k, back_left + back_width + 2 * k, y + 9 * k)

    def _second_line(self, texts: StripTexts, place: StripPlace, inset: float) -> None:
        canvas, k, width = self._canvas, place.scale, place.width
        y, size = 5 * k, 9 * k
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, size)
        code_width = text_width(self._code, REGULAR, size)
        label_room = width - 2 * inset - code_width
        label = ellipsis_cut(texts.codes + " ", REGULAR, size, label_room)
        label_width = text_width(label, REGULAR, size)
        canvas.drawString(width - inset - code_width, y, self._code)
        canvas.drawString(width - inset - code_width - label_width, y, label)
        room = min(0.55 * width, width - 2 * inset - code_width - label_width - 8 * k)
        if room > 0:
            canvas.drawString(inset, y, ellipsis_cut(texts.document, REGULAR, size, room))

    def _texts(self, document: PlannedDocument, own_page: int, page: int) -> StripTexts:
        words, one = self._context.wording, document.document
        codes = document.codes_of(own_page)
        shown = ", ".join(codes[:_MOST_CODES])
        if len(codes) > _MOST_CODES:
            shown += f" +{len(codes) - _MOST_CODES}"
        what = words.text(
            "dau_trang",
            ma=shown,
            tl=document.label,
            trang=str(own_page),
            tong=str(document.file.pages),
        )
        issued = ", ".join(part for part in (one.number, _shown_date(one.date), one.issuer) if part)
        title = one.title or one.name
        sha = f"{one.sha256[:4]} {one.sha256[4:8]}"
        codes_text = words.text("dau_ma_tep", tep=sha, ma="\0").partition("\0")[0]
        return StripTexts(
            what=drawable(what),
            back=drawable(words.text("ve_danh_muc")),
            page=self._page_text(page),
            document=drawable(f"{issued}: {title}" if issued else title),
            codes=drawable(codes_text),
        )

    def _page_text(self, page: int) -> str:
        words = self._context.wording
        return drawable(words.text("chan_trang_so", trang=str(page + 1), tong=self._total))


def _shown_date(text: str) -> str:
    try:
        return show_date(read_date(text))
    except UserError:
        return text
