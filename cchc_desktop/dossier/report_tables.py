"""Two tables of the report: what does not apply, and what is not proved by documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Paragraph, Spacer

from cchc_desktop.core.numbers import show_points
from cchc_desktop.dossier.figure_markup import arithmetic
from cchc_desktop.dossier.leaf_groups import (
    ZERO,
    Exempt,
    total_points,
    unit_leaves,
    unproved_leaves,
)
from cchc_desktop.dossier.long_notes import IN_REPORT_TABLE, note_cell
from cchc_desktop.dossier.official_dates import count_in_prose
from cchc_desktop.pdf_layout.body_text import section_heading, template_text
from cchc_desktop.pdf_layout.markup import marked
from cchc_desktop.pdf_layout.page_frame import PORTRAIT
from cchc_desktop.pdf_layout.styles import style
from cchc_desktop.pdf_layout.table_rows import Align, Column, Row
from cchc_desktop.pdf_layout.tables import RuledTable

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.leaf_groups import Unproved

_EXEMPT_WIDTHS = (14.0, 60.0, 17.0, 74.0)
_UNPROVED_WIDTHS = (12.0, 33.0, 16.0, 16.0, 42.0, 46.0)


def exemption_table(context: DossierContext, exempt: tuple[Exempt, ...]) -> list[Flowable]:
    """Give the table of what does not apply, with its legal basis."""
    words = context.wording
    intro = words.text(
        "khong_ap_dung",
        n_kad=count_in_prose(len(unit_leaves(context.assessment)) - context.sheet.applicable),
        d_kad=show_points(sum((one.max for one in exempt), ZERO)),
    )
    heads = [marked(one) for one in words.lines("bang_khong_ap_dung_cot")]
    aligns = (Align.CENTRE, Align.LEFT, Align.RIGHT, Align.LEFT)
    columns = [
        Column(head, width, align)
        for head, width, align in zip(heads, _EXEMPT_WIDTHS, aligns, strict=True)
    ]
    rows = [
        Row(
            (
                one.code,
                marked(one.title),
                show_points(one.max),
                marked(one.basis.strip() or words.text("chua_ghi_can_cu")),
            )
        )
        for one in exempt
    ]
    table = RuledTable(columns, rows, PORTRAIT.frame.height, numbered=False)
    return [
        CondPageBreak(50 + table.start_height()),
        template_text(intro),
        Paragraph(marked(words.text("bang_khong_ap_dung", so_bang="1")), style("caption")),
        table,
        Spacer(1, 12),
    ]


def unproved_section(context: DossierContext) -> list[Flowable]:
    """Give section III."""
    words = context.wording
    unproved = unproved_leaves(context.assessment, context.sheet)
    if not unproved:
        key = "giai_trinh_khong_co" if context.sheet.answered else "giai_trinh_chua_cham"
        return [*section_heading(words.text("muc_3"), "muc_3"), template_text(words.text(key))]
    total = total_points(one.result for one in unproved)
    intro = words.text(
        "giai_trinh",
        n=count_in_prose(len(unproved)),
        diem=show_points(total),
        don_vi=context.unit,
    )
    heads = [marked(one) for one in words.lines("giai_trinh_cot")]
    aligns = (Align.CENTRE, Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT)
    columns = [
        Column(head, width, align)
        for head, width, align in zip(heads, _UNPROVED_WIDTHS, aligns, strict=True)
    ]
    rows = [_unproved_row(context, one) for one in unproved]
    table = RuledTable(columns, rows, PORTRAIT.frame.height)
    return [
        *section_heading(words.text("muc_3"), "muc_3", 45 + table.start_height()),
        template_text(intro),
        table,
        Spacer(1, 12),
    ]


def _unproved_row(context: DossierContext, one: Unproved) -> Row:
    words = context.wording
    state = "tai_lieu_khong_doc_duoc" if one.unreadable else "tai_lieu_khong_co"
    note = note_cell(context, one.leaf.code, IN_REPORT_TABLE)
    return Row(
        (
            one.leaf.code,
            marked(one.leaf.title),
            show_points(one.result.points or ZERO),
            marked(words.text(state)),
            note or marked(words.text("chua_giai_trinh")),
            arithmetic(one.result.trace.arithmetic),
        )
    )
