"""Appendix II: each document with where it is cited and where its pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import read_date, show_date
from cchc_desktop.core.page_ranges import show_page_ranges
from cchc_desktop.dossier.official_dates import count_in_prose
from cchc_desktop.pdf_layout.fonts import BOLD, ITALIC, REGULAR
from cchc_desktop.pdf_layout.line_breaking import break_lines
from cchc_desktop.pdf_layout.markup import anchored, drawable, drawable_line, linked, marked
from cchc_desktop.pdf_layout.official_header import CentredTitle
from cchc_desktop.pdf_layout.page_frame import PORTRAIT
from cchc_desktop.pdf_layout.styles import MM, TABLE_SIZE, style
from cchc_desktop.pdf_layout.table_rows import Align, Column, Row
from cchc_desktop.pdf_layout.tables import PAD_SIDE, RuledTable

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.evidence_places import EvidencePlaces
    from cchc_desktop.dossier.evidence_plan import Citation, PlannedDocument

WIDTHS = (10.0, 30.0, 50.0, 26.0, 17.0, 20.0, 12.0)
"""Millimetres of each column; 165 together, the portrait frame."""
_ALIGNS = (
    Align.CENTRE,
    Align.LEFT,
    Align.LEFT,
    Align.LEFT,
    Align.LEFT,
    Align.CENTRE,
    Align.CENTRE,
)
_PAGES = 5
"""The column that is filled in last."""
_STYLES = ("", "", "", "", "cell-small-left", "cell-medium-centre", "cell-small-centre")


class EvidenceIndex:
    """Appendix II, measured once; its page numbers are filled in when they are known."""

    def __init__(self, context: DossierContext) -> None:
        self._context = context
        self._head = _head(context)
        self._table = _table(context) if context.documents else None

    def pages_needed(self) -> int:
        """Count its pages."""
        if self._table is None:
            return 1
        frame = PORTRAIT.frame
        used = sum(one.wrap(frame.width, frame.height)[1] for one in self._head)
        used += style("index-total").spaceAfter
        return self._table.pages_needed(frame.height - used, frame.height)

    def story(self, places: EvidencePlaces) -> list[Flowable]:
        """Give the flowables with the dossier's page numbers.

        Args:
            places: where the evidence stands.
        """
        if self._table is None:
            return self._head
        pages = [
            _dossier_pages(self._context, places, document) for document in self._context.documents
        ]
        self._table.set_column(_PAGES, pages)
        return [*self._head, self._table]


def index_anchor(document: PlannedDocument) -> str:
    """Name the mark at a document's row."""
    return f"tl-{document.number}"


def _head(context: DossierContext) -> list[Flowable]:
    words = context.wording
    lines = [
        (drawable(words.text("phu_luc_2")), BOLD),
        (drawable(words.text("phu_luc_2_ten")), BOLD),
        (drawable_line(context.attached_to()), ITALIC),
    ]
    title = CentredTitle(lines, PORTRAIT.frame.width)
    if not context.documents:
        return [title, Paragraph(marked(words.text("danh_muc_trong")), style("body"))]
    key = "danh_muc_tong_tep" if context.attached_originals else "danh_muc_tong"
    total = words.text(
        key,
        n_tl=count_in_prose(len(context.documents)),
        n_trang=count_in_prose(context.evidence_pages),
        n_tep=count_in_prose(context.attached_originals),
    )
    return [title, Paragraph(marked(total), style("index-total"))]


def _table(context: DossierContext) -> RuledTable:
    heads = [marked(one) for one in context.wording.lines("danh_muc_cot")]
    columns = [
        Column(head, width, align, style_name)
        for head, width, align, style_name in zip(heads, WIDTHS, _ALIGNS, _STYLES, strict=True)
    ]
    rows = [_row(context, document) for document in context.documents]
    return RuledTable(columns, rows, PORTRAIT.frame.height)


def _row(context: DossierContext, document: PlannedDocument) -> Row:
    return Row(
        (
            anchored(index_anchor(document)) + document.label,
            _number_and_date(document),
            _issuer_and_title(context, document),
            "<br/>".join(_cited(context, document, one) for one in document.citations),
            _state(context, document),
            "",
            f"{document.document.sha256[:4]}<br/>{document.document.sha256[4:8]}",
        )
    )


def _number_and_date(document: PlannedDocument) -> str:
    room = WIDTHS[1] * MM - 2 * PAD_SIDE
    lines = break_lines(drawable(document.document.number), REGULAR, TABLE_SIZE, room)
    try:
        lines.append(show_date(read_date(document.document.date)))
    except UserError:
        lines.append(drawable(document.document.date))
    return "<br/>".join(marked(line) for line in lines if line)


def _issuer_and_title(context: DossierContext, document: PlannedDocument) -> str:
    one = document.document
    lines = [f"<b>{marked(one.issuer)}</b>"] if one.issuer else []
    lines.append(marked(one.title or one.name))
    if document.attachment:
        lines.append(
            f"<i>{marked(context.wording.text('danh_muc_tep', ten=document.attachment))}</i>"
        )
    return "<br/>".join(lines)


def _cited(context: DossierContext, document: PlannedDocument, citation: Citation) -> str:
    """Give ``3.4.1: 10–12, 15``, each range a link to its first page."""
    if not citation.pages:
        whole = citation.written or context.wording.text("danh_muc_toan_bo")
        return f"{citation.code}: {marked(whole)}"
    parts = []
    for part in show_page_ranges(citation.pages).split(", "):
        first = part.partition("–")[0]
        parts.append(linked(part, f"doc:{document.number}:{first}"))
    return f"{citation.code}: {', '.join(parts)}"


def _state(context: DossierContext, document: PlannedDocument) -> str:
    state = document.file.state
    if state != "other":
        return marked(context.wording.entry("tinh_trang", state))
    suffix = document.document.name.rpartition(".")[2] if "." in document.document.name else ""
    kind = suffix.upper()[:5] if suffix.isalnum() else ""
    return marked(context.wording.entry("tinh_trang", state, loai=kind).replace("  ", " "))


def _dossier_pages(
    context: DossierContext, places: EvidencePlaces, document: PlannedDocument
) -> str:
    if not document.pages:
        return marked(context.wording.text("danh_muc_ngoai"))
    first = places.first_page(document) + 1
    last = first + len(document.pages) - 1
    shown = f"{first}–{last}" if last > first else str(first)
    return linked(shown, f"doc:{document.number}:{document.pages[0]}")
