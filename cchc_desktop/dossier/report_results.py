"""Section II of the report: the result as a whole, by field, and the points that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import KeepTogether, Paragraph, Spacer

from cchc_desktop.core.numbers import exact, round_points, show_number_places, show_points
from cchc_desktop.dossier.figure_markup import arithmetic
from cchc_desktop.dossier.leaf_groups import (
    ZERO,
    FieldSums,
    exempt_items,
    field_sums,
    lost_leaves,
    waiting_leaves,
)
from cchc_desktop.dossier.long_notes import IN_REPORT_TABLE, note_cell
from cchc_desktop.dossier.official_dates import count_in_prose, count_in_words
from cchc_desktop.pdf_layout.bar_chart import Bar, BarChart
from cchc_desktop.pdf_layout.body_text import section_heading, subsection_heading, template_text
from cchc_desktop.pdf_layout.markup import drawable, marked
from cchc_desktop.pdf_layout.page_frame import PORTRAIT
from cchc_desktop.pdf_layout.styles import style
from cchc_desktop.pdf_layout.table_rows import Align, Column, Row, RowKind
from cchc_desktop.pdf_layout.tables import RuledTable

if TYPE_CHECKING:
    from decimal import Decimal

    from reportlab.platypus import Flowable

    from cchc_desktop.core.policy import Policy
    from cchc_desktop.core.score import LeafScore, ScoreSheet
    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.wording import Wording

NOTHING = "–"
_MOST_BARS = 16
"""More fields than this make no readable figure on one page."""

_FIELD_WIDTHS = (12.0, 52.0, 15.5, 19.0, 17.0, 17.0, 16.5, 16.0)
_LOST_WIDTHS = (14.0, 60.0, 17.0, 74.0)


def result_section(context: DossierContext) -> list[Flowable]:
    """Give section II."""
    words = context.wording
    return [
        *section_heading(words.text("muc_2"), "muc_2"),
        *subsection_heading(words.text("muc_2_1")),
        *_whole_result(context),
        *_by_field(context),
        *_lost_points(context),
    ]


def points_or_nothing(value: Decimal | None) -> str:
    """Write points, or the dash for nothing; never 0 for what was not scored."""
    return NOTHING if value is None else show_points(value)


def _whole_result(context: DossierContext) -> list[Flowable]:
    words, sheet = context.wording, context.sheet
    maximum = show_points(sheet.self_max)
    if sheet.applicable == 0:
        return [template_text(words.text("ket_qua_khong_ap_dung"))]
    if sheet.answered == 0:
        return [template_text(words.text("ket_qua_trong", toi_da=maximum))]
    figures = {
        "tu_cham": show_points(sheet.self_score),
        "toi_da": maximum,
        "thuong": show_points(sheet.bonus),
        "tru": show_points(sheet.penalty),
    }
    counts = {
        "n_kk": count_in_prose(sheet.answered),
        "n_ad": count_in_prose(sheet.applicable),
    }
    key = "ket_qua" if sheet.answered == sheet.applicable else "ket_qua_tam"
    with_ratio = sheet.percent is not None
    style_name = "lead-in" if with_ratio else "body"
    story: list[Flowable] = [template_text(words.text(key, **figures, **counts), style_name)]
    if with_ratio:
        policy = context.assessment.criteria_set.policy
        story.append(template_text(ratio_formula(words, sheet, policy), "formula"))
    return story


def ratio_formula(words: Wording, sheet: ScoreSheet, policy: Policy) -> str:
    """Give the index as one line of template text: points over the unit's own maximum.

    The sheet must have a percentage.
    """
    assert sheet.percent is not None
    raw = exact(sheet.self_score + sheet.bonus - sheet.penalty) / exact(sheet.self_max) * 100
    figures = {
        "tu_cham": show_points(sheet.self_score),
        "toi_da": show_points(sheet.self_max),
        "thuong": show_points(sheet.bonus),
        "tru": show_points(sheet.penalty),
        "ty_le": show_number_places(sheet.percent, policy.index_decimals),
    }
    if exact(policy.index_floor) <= raw <= exact(policy.index_cap):
        return words.text("ty_le", **figures)
    computed = round_points(abs(raw), policy.index_decimals, policy.rounding)
    sign = "−" if raw < 0 else ""
    shown = sign + show_number_places(computed, policy.index_decimals)
    return words.text("ty_le_gioi_han", tinh_duoc=shown, **figures)


def _by_field(context: DossierContext) -> list[Flowable]:
    words, sheet = context.wording, context.sheet
    fields = context.assessment.criteria_set.fields
    sums = [field_sums(one, sheet) for one in fields]
    number = field_table_number(context)
    table = _field_table(context, sums)
    waiting = waiting_leaves(sheet)
    story: list[Flowable] = [
        *subsection_heading(words.text("muc_2_2"), 70 + table.start_height()),
        template_text(
            words.text("theo_linh_vuc", n_lv=count_in_prose(len(fields)), so_bang=str(number))
        ),
        template_text(words.text("bang_linh_vuc", so_bang=str(number)), "caption"),
        table,
    ]
    if waiting:
        total = sum((one.max for one in waiting), ZERO)
        note = words.text(
            "chua_ke_khai_ghi_chu",
            n_thieu=count_in_prose(len(waiting)),
            diem_thieu=show_points(total),
        )
        story.append(Paragraph(marked(note), style("remark")))
    if len(fields) <= _MOST_BARS:
        story += [Spacer(1, 6), _figure(context, sums)]
    return story


def field_table_number(context: DossierContext) -> int:
    """Give the number of the table by field: the table of exemptions comes before it."""
    return 2 if exempt_items(context.assessment, context.sheet) else 1


def _field_table(context: DossierContext, sums: list[FieldSums]) -> RuledTable:
    words, sheet = context.wording, context.sheet
    heads = [marked(one) for one in words.lines("bang_linh_vuc_cot")]
    aligns = (Align.CENTRE, Align.LEFT, *(Align.RIGHT,) * 6)
    columns = [
        Column(head, width, align)
        for head, width, align in zip(heads, _FIELD_WIDTHS, aligns, strict=True)
    ]
    fields = context.assessment.criteria_set.fields
    rows = [
        Row(
            (
                marked(field.code),
                marked(field.title),
                show_points(field.max),
                _or_nothing(one.survey_and_council),
                _or_nothing(one.not_applicable),
                _or_nothing(one.self_max),
                points_or_nothing(one.points),
                _or_nothing(one.lost),
            )
        )
        for field, one in zip(fields, sums, strict=True)
    ]
    rows.append(
        Row(
            (
                "",
                marked(words.text("cong")),
                show_points(sum((one.max for one in fields), ZERO)),
                _or_nothing(sum((one.survey_and_council for one in sums), ZERO)),
                _or_nothing(sum((one.not_applicable for one in sums), ZERO)),
                _or_nothing(sheet.self_max),
                points_or_nothing(sheet.self_score if sheet.answered else None),
                _or_nothing(sum((one.lost for one in sums), ZERO)),
            ),
            RowKind.TOTAL,
        )
    )
    return RuledTable(columns, rows, PORTRAIT.frame.height)


def _or_nothing(value: Decimal) -> str:
    return show_points(value) if value else NOTHING


def _figure(context: DossierContext, sums: list[FieldSums]) -> KeepTogether:
    words = context.wording
    fields = context.assessment.criteria_set.fields
    bars = []
    for field, one in zip(fields, sums, strict=True):
        label = drawable(f"{field.code}. {field.title}")
        if one.self_max == 0:
            bars.append(Bar(label, 0, 0, "", words.text("hinh_khong_co")))
            continue
        won = one.points or ZERO
        value = f"{points_or_nothing(one.points)} / {show_points(one.self_max)}"
        bars.append(Bar(label, float(won), float(one.self_max - won), value))
    missing = "hinh_chua_dat_thieu" if waiting_leaves(context.sheet) else "hinh_chua_dat"
    legend = (drawable(words.text("hinh_dat")), drawable(words.text(missing)))
    chart = BarChart(bars, legend, PORTRAIT.frame.width)
    return KeepTogether([chart, template_text(words.text("hinh_linh_vuc"), "caption")])


def _lost_points(context: DossierContext) -> list[Flowable]:
    words = context.wording
    lost = lost_leaves(context.sheet)
    if not lost:
        key = "chua_dat_khong_co" if context.sheet.answered else "giai_trinh_chua_cham"
        return [*subsection_heading(words.text("muc_2_3")), template_text(words.text(key))]
    most = max(words.number("chua_dat_so_muc"), 1)
    listed = lost[:most]
    total = show_points(sum((one.lost for one in lost), ZERO))
    if len(listed) == len(lost):
        intro = words.text("chua_dat_het", diem=total, n=count_in_prose(len(lost)))
    else:
        intro = words.text(
            "chua_dat_nhieu_nhat",
            diem=total,
            n=count_in_prose(len(lost)),
            n_chu=count_in_words(len(listed)),
        )
    heads = [marked(one) for one in words.lines("chua_dat_cot")]
    aligns = (Align.CENTRE, Align.LEFT, Align.RIGHT, Align.LEFT)
    columns = [
        Column(head, width, align)
        for head, width, align in zip(heads, _LOST_WIDTHS, aligns, strict=True)
    ]
    rows = [
        Row((one.code, marked(one.title), show_points(one.lost), _reason(context, one)))
        for one in listed
    ]
    table = RuledTable(columns, rows, PORTRAIT.frame.height, numbered=False)
    return [
        *subsection_heading(words.text("muc_2_3"), 45 + table.start_height()),
        template_text(intro),
        table,
        Spacer(1, 10),
    ]


def _reason(context: DossierContext, result: LeafScore) -> str:
    """Give what the unit wrote, or else the arithmetic: facts, nothing made up."""
    if note := note_cell(context, result.code, IN_REPORT_TABLE):
        return note
    before, _, after = context.wording.text("chua_dat_cach_tinh", cach_tinh="\0").partition("\0")
    return marked(before) + " " + arithmetic(result.trace.arithmetic) + marked(after)
