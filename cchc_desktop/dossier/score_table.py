"""Appendix I: the official table, each score with its figures, arithmetic and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Paragraph

from cchc_desktop.dossier.long_notes import long_notes
from cchc_desktop.dossier.score_rows import score_rows
from cchc_desktop.pdf_layout.fonts import BOLD, ITALIC
from cchc_desktop.pdf_layout.markup import drawable, drawable_line, marked
from cchc_desktop.pdf_layout.official_header import CentredTitle
from cchc_desktop.pdf_layout.page_frame import LANDSCAPE
from cchc_desktop.pdf_layout.styles import style
from cchc_desktop.pdf_layout.table_rows import Align, Column
from cchc_desktop.pdf_layout.tables import RuledTable

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cchc_desktop.dossier.context import DossierContext

WIDTHS = (13.0, 53.0, 14.0, 37.0, 45.0, 28.0, 16.0, 16.0, 30.0)
"""Millimetres of each column; 252 together, the landscape frame."""
_ALIGNS = (
    Align.CENTRE,
    Align.LEFT,
    Align.RIGHT,
    Align.LEFT,
    Align.LEFT,
    Align.LEFT,
    Align.RIGHT,
    Align.RIGHT,
    Align.LEFT,
)


def score_table_story(context: DossierContext) -> list[Flowable]:
    """Give appendix I."""
    words = context.wording
    title = [
        (drawable(words.text("phu_luc_1")), BOLD),
        (drawable(words.text("phu_luc_1_ten", nam=context.year)), BOLD),
        (drawable_line(context.attached_to()), ITALIC),
    ]
    decimals = f"{context.assessment.criteria_set.policy.leaf_decimals:02}"
    remark = words.text("ghi_chu_bang", so_le=decimals)
    return [
        CentredTitle(title, LANDSCAPE.frame.width),
        score_table(context),
        Paragraph(marked(remark), style("remark")),
        *long_notes(context),
    ]


def score_table(context: DossierContext) -> RuledTable:
    """Give the table itself."""
    heads = [marked(one) for one in context.wording.lines("bang_cot")]
    columns = [
        Column(head, width, align)
        for head, width, align in zip(heads, WIDTHS, _ALIGNS, strict=True)
    ]
    return RuledTable(columns, score_rows(context), LANDSCAPE.frame.height)
