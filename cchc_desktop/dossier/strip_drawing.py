"""What foot lines and evidence strips say, and how they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.manifest import short_hash
from cchc_desktop.core.numbers import read_date, show_date
from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR, ellipsis_cut, text_width
from cchc_desktop.pdf_layout.markup import LINK_RGB, drawable
from cchc_desktop.pdf_layout.page_frame import PageForm, Rect
from cchc_desktop.pdf_layout.styles import FOOT_SIZE, MM
from cchc_desktop.pdf_layout.text_forms import FormFonts, TextForm

if TYPE_CHECKING:
    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.evidence_plan import PlannedDocument
    from cchc_desktop.dossier.page_marks import PageMark
    from cchc_desktop.dossier.strip_geometry import StripPlace

FOOT_HEIGHT = 15.5 * MM
_FOOT_BASELINE = 11 * MM
_FOOT_RULE = 14.4 * MM
_FOOT_GREY = (0.25, 0.25, 0.25)
_BLACK = (0.0, 0.0, 0.0)
_INSET = 8 * MM
_BACK_AT = 0.62
_TITLE_SHARE = 0.55
_MOST_CODES = 4


@dataclass(frozen=True, slots=True)
class DrawnStrip:
    """A content stream with what it says, its size in points, its link; None where it has none."""

    content: bytes
    mark: PageMark
    width: float
    height: float
    link: Rect | None = None


class StripArtist:
    """Draws every page's foot line or strip, with fonts that all share."""

    def __init__(self, fonts: FormFonts, context: DossierContext) -> None:
        """Settle the texts that all pages have.

        Args:
            fonts: to draw with.
            context: for the texts.
        """
        self._fonts = fonts
        self._words = context.wording
        self._code = short_hash(context.data_sha256)
        words = context.wording
        self._unit = drawable(words.text("chan_trang", don_vi=context.unit, nam=context.year))
        # The code is drawn as a string of its own: in plain ASCII, so that a reader of the
        # dossier finds it again without the font's tables.
        self._before_code = drawable(words.text("chan_ma", ma="\0").partition("\0")[0]) + " "
        self._back = drawable(words.text("ve_danh_muc"))

    def foot(self, form: PageForm, mark: PageMark) -> DrawnStrip:
        """Draw the foot of a page of our own."""
        drawing, width = TextForm(self._fonts), form.frame.width
        drawing.rule(0, _FOOT_RULE, width, 0.3, 0.5)
        right = self._page_text(mark)
        label_width = _width(self._before_code, FOOT_SIZE)
        code_width = label_width + _width(self._code, FOOT_SIZE)
        right_width = text_width(right, REGULAR, FOOT_SIZE)
        room = width - code_width - right_width - 40
        left, left_width = _cut(self._unit, REGULAR, FOOT_SIZE, room)
        start = left_width + (width - left_width - right_width - code_width) / 2
        for x, text in (
            (0.0, left),
            (start, self._before_code),
            (start + label_width, self._code),
            (width - right_width, right),
        ):
            drawing.text(x, _FOOT_BASELINE, text, REGULAR, FOOT_SIZE, _FOOT_GREY)
        return DrawnStrip(drawing.content(), mark, width, FOOT_HEIGHT)

    def strip(self, place: StripPlace, document: PlannedDocument, mark: PageMark) -> DrawnStrip:
        """Draw the strip of an evidence page.

        Args:
            place: its geometry.
            document: whose page it is, for its title.
            mark: what the strip says.
        """
        drawing, k, width = TextForm(self._fonts), place.scale, place.width
        drawing.fill(Rect(0, 0, width, place.height), 1)
        drawing.rule(0, place.height - 0.35 * k, width, 0.7 * k, 0)
        inset = min(_INSET * k, width / 12)
        link = self._first_line(drawing, place, inset, mark)
        self._second_line(drawing, place, inset, document, mark)
        return DrawnStrip(drawing.content(), mark, width, place.height, link)

    def _first_line(
        self, drawing: TextForm, place: StripPlace, inset: float, mark: PageMark
    ) -> Rect:
        k, width = place.scale, place.width
        y, size, small = 16 * k, 11 * k, 9.5 * k
        number = self._page_text(mark)
        number_left = width - inset - text_width(number, REGULAR, small)
        back_width = _width(self._back, small)
        middle = max(_BACK_AT * width, inset + 0.3 * width + back_width / 2)
        back_left = min(middle - back_width / 2, number_left - back_width - 6 * k)
        shown = ellipsis_cut(self._what(mark), BOLD, size, max(back_left - inset - 4 * k, 0))
        drawing.text(inset, y, shown, BOLD, size, _BLACK)
        drawing.text(number_left, y, number, REGULAR, small, _BLACK)
        drawing.text(back_left, y, self._back, REGULAR, small, LINK_RGB)
        return Rect(back_left - 2 * k, y - 4 * k, back_left + back_width + 2 * k, y + 9 * k)

    def _second_line(
        self,
        drawing: TextForm,
        place: StripPlace,
        inset: float,
        document: PlannedDocument,
        mark: PageMark,
    ) -> None:
        k, width = place.scale, place.width
        y, size = 5 * k, 9 * k
        code_left = width - inset - _width(self._code, size)
        file_code, file_width = _cut(
            self._file_code(mark), REGULAR, size, max(code_left - inset, 0)
        )
        drawing.text(code_left, y, self._code, REGULAR, size, _BLACK)
        drawing.text(code_left - file_width, y, file_code, REGULAR, size, _BLACK)
        room = min(_TITLE_SHARE * width, code_left - file_width - inset - 8 * k)
        if room > 0:
            title, _ = _cut(_title(document), REGULAR, size, room)
            drawing.text(inset, y, title, REGULAR, size, _BLACK)

    def _what(self, mark: PageMark) -> str:
        shown = ", ".join(mark.codes[:_MOST_CODES])
        if len(mark.codes) > _MOST_CODES:
            shown += f" +{len(mark.codes) - _MOST_CODES}"
        text = self._words.text(
            "dau_trang",
            ma=shown,
            tl=f"{mark.document:02}",
            trang=str(mark.own_page),
            tong=str(mark.own_pages),
        )
        return drawable(text)

    def _file_code(self, mark: PageMark) -> str:
        code = f"{mark.file_code[:4]} {mark.file_code[4:]}"
        text = self._words.text("dau_ma_tep", tep=code, ma="\0")
        return drawable(text.partition("\0")[0]) + " "

    def _page_text(self, mark: PageMark) -> str:
        text = self._words.text("chan_trang_so", trang=str(mark.page), tong=str(mark.pages))
        return drawable(text)


def _title(document: PlannedDocument) -> str:
    one = document.document
    try:
        day = show_date(read_date(one.date))
    except UserError:
        day = one.date
    issued = ", ".join(part for part in (one.number, day, one.issuer) if part)
    title = one.title or one.name
    return drawable(f"{issued}: {title}" if issued else title)


# A document's pages mostly have one size: its title is measured once.
@lru_cache(maxsize=64)
def _cut(text: str, font: str, size: float, room: float) -> tuple[str, float]:
    shown = ellipsis_cut(text, font, size, room)
    return shown, text_width(shown, font, size)


@lru_cache(maxsize=64)
def _width(text: str, size: float) -> float:
    return text_width(text, REGULAR, size)
