"""The report itself: Báo cáo tự đánh giá, in the order of its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import KeepTogether, Paragraph, Spacer

from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.text import fold
from cchc_desktop.dossier.leaf_groups import exempt_items, total_points, unit_leaves, waiting_leaves
from cchc_desktop.dossier.official_dates import count_in_prose, dates_in_words
from cchc_desktop.dossier.report_results import result_section
from cchc_desktop.dossier.report_tables import exemption_table, unproved_section
from cchc_desktop.pdf_layout.body_text import (
    BlankLine,
    prose,
    section_heading,
    subsection_heading,
    template_text,
)
from cchc_desktop.pdf_layout.fonts import BOLD
from cchc_desktop.pdf_layout.markup import drawable, drawable_line, marked
from cchc_desktop.pdf_layout.official_header import (
    Addressees,
    CentredTitle,
    HeaderTexts,
    OfficialHeader,
)
from cchc_desktop.pdf_layout.page_frame import PORTRAIT
from cchc_desktop.pdf_layout.qr_strip import QrStrip
from cchc_desktop.pdf_layout.signature_block import SignatureBlock
from cchc_desktop.pdf_layout.styles import MM, style

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cchc_desktop.dossier.context import DossierContext

WIDTH = PORTRAIT.frame.width


def report_story(context: DossierContext) -> tuple[list[Flowable], SignatureBlock]:
    """Give the report's flowables, and the signature block that will know its place."""
    block = _signature_block(context)
    story = [
        *_opening(context),
        *_organisation(context),
        *result_section(context),
        *unproved_section(context),
        *_difficulties(context),
        *_closing(context, block),
    ]
    return story, block


def _opening(context: DossierContext) -> list[Flowable]:
    words, details = context.wording, context.particulars
    place = details.place.strip() or words.text("noi_trong")
    header = HeaderTexts(
        parent_agency=drawable(
            details.parent_agency.upper() or words.text("co_quan_chu_quan_trong")
        ),
        agency=drawable(context.unit.upper()),
        country=drawable(words.text("quoc_hieu")),
        motto=drawable(words.text("tieu_ngu")),
        number=drawable_line(words.text("so", so=context.number_in_text())),
        place_and_date=drawable(words.text("noi_ngay", noi=place, ngay_chu=context.date_in_text())),
    )
    subject = words.text("trich_yeu", nam=context.year, don_vi=context.unit)
    title = [(drawable(words.text("ten_loai")), BOLD), (drawable(subject), BOLD)]
    names = details.addressees or words.lines("noi_gui")
    story: list[Flowable] = [
        OfficialHeader(header, WIDTH),
        Spacer(1, 20),
        CentredTitle(title, WIDTH, leading=21, inset=8 * MM),
        Spacer(1, 8),
        Addressees(words.text("kinh_gui"), tuple(drawable(_bare(name)) for name in names), WIDTH),
        Spacer(1, 6),
    ]
    story += _legal_bases(context)
    story.append(template_text(words.text("mo_dau", nam=context.year, don_vi=context.unit)))
    return story


def _legal_bases(context: DossierContext) -> list[Flowable]:
    words, whole = context.wording, context.assessment.criteria_set
    bases = [one for one in context.particulars.legal_bases or whole.legal_basis if one.strip()]
    lines: list[Flowable] = []
    for number, basis in enumerate(bases, 1):
        text = dates_in_words(_bare(basis))
        for prompt, blank in words.table("can_cu_cho_dien").items():
            text = text.replace(prompt, blank)
        if not text.startswith(words.lines("can_cu_nguyen_van")):
            text = words.text("can_cu", van_ban=text)
        end = ";" if number < len(bases) else "."
        lines.append(Paragraph(marked(text) + end, style("basis")))
    return lines


def _organisation(context: DossierContext) -> list[Flowable]:
    words, sheet = context.wording, context.sheet
    waiting = waiting_leaves(sheet)
    exempt = exempt_items(context.assessment, sheet)
    key = "ke_khai_thieu" if waiting else "ke_khai_du"
    summary = words.text(
        key,
        n=count_in_prose(len(unit_leaves(context.assessment))),
        n_ad=count_in_prose(sheet.applicable),
        n_kk=count_in_prose(sheet.answered),
        n_thieu=count_in_prose(len(waiting)),
        diem_thieu=show_points(sum((one.max for one in waiting), total_points(()))),
    )
    maximum = words.text("toi_da", toi_da=show_points(sheet.self_max))
    story: list[Flowable] = [
        *section_heading(words.text("muc_1"), "muc_1"),
        *prose(context.particulars.organisation),
    ]
    if exempt:
        story += [template_text(f"{summary} {maximum}"), *exemption_table(context, exempt)]
    else:
        story.append(template_text(f"{summary} {words.text('khong_ap_dung_khong_co')} {maximum}"))
    return story


def _difficulties(context: DossierContext) -> list[Flowable]:
    words, details = context.wording, context.particulars
    story = section_heading(words.text("muc_4"), "muc_4")
    blank = [BlankLine(WIDTH)] * words.number("so_dong_trong")
    for key, text in (("muc_4_1", details.difficulties), ("muc_4_2", details.proposals)):
        story += [*subsection_heading(words.text(key)), *(prose(text) or blank)]
    return story


def _closing(context: DossierContext, block: SignatureBlock) -> list[Flowable]:
    words = context.wording
    parts = []
    if context.evidence_pages:
        parts.append(words.text("kem_theo_trang", trang=count_in_prose(context.evidence_pages)))
    if context.attached_originals:
        parts.append(words.text("kem_theo_tep", tep=count_in_prose(context.attached_originals)))
    return [
        template_text(
            words.text("kem_theo", tai_lieu=", ".join(parts) or words.text("kem_theo_khong"))
        ),
        KeepTogether(
            [
                template_text(words.text("ket", nam=context.year, don_vi=context.unit)),
                Spacer(1, 4),
                block,
                Spacer(1, 6),
                _qr_strip(context),
            ]
        ),
        *block.overflow,
    ]


def _signature_block(context: DossierContext) -> SignatureBlock:
    words, details = context.wording, context.particulars
    return SignatureBlock(
        words.text("noi_nhan"),
        tuple(details.recipients) or words.lines("noi_nhan_mac_dinh"),
        signature_titles(details.signer_authority, details.signer_title),
        drawable(details.signer_name),
        WIDTH,
    )


def signature_titles(authority: str, title: str) -> tuple[str, ...]:
    """Give power and post as lines: “Q.” stands before the post, other powers above it."""
    lines = [drawable(part).upper() for part in authority.replace("/", "\n").splitlines()]
    lines = [line for line in lines if line]
    post = drawable(title).upper()
    if lines and lines[-1] == "Q.":
        post = f"{lines.pop()} {post}"
    return (*lines, post)


def _qr_strip(context: DossierContext) -> QrStrip:
    words, sheet = context.wording, context.sheet
    sha = context.data_sha256
    groups = [sha[start : start + 4] for start in range(0, 64, 4)]
    scored = sheet.answered > 0
    points = words.text(
        "ma_diem_noi_dung",
        tu_cham=show_points(sheet.self_score),
        toi_da=show_points(sheet.self_max),
        thuong=show_points(sheet.bonus),
        tru=show_points(sheet.penalty),
    )
    lines = [
        (
            words.text("ma_don_vi"),
            words.text("ma_don_vi_noi_dung", don_vi=context.unit, nam=context.year),
        ),
        (words.text("ma_diem"), points if scored else words.text("ma_diem_trong")),
        (words.text("ma_du_lieu"), f"{' '.join(groups[:8])}\n{' '.join(groups[8:])}"),
        (words.text("ma_kiem_tra"), words.text("ma_kiem_tra_noi_dung")),
    ]
    return QrStrip(qr_text(context), [(drawable(a), drawable(b)) for a, b in lines], WIDTH)


def qr_text(context: DossierContext) -> str:
    """Give the code's text: unit, year, self-score, hash of the data; capitals and digits only."""
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold(context.unit).upper())
    unit = "-".join(part for part in plain.split("-") if part)[:32]
    sheet = context.sheet
    points = f"{sheet.self_score:.2f}" if sheet.answered else "-"
    score = f"{points}/{sheet.self_max:.2f}"
    return f"CCHC1:{unit}:{context.year}:1:{score}:{context.data_sha256.upper()}"


def _bare(text: str) -> str:
    return text.strip().rstrip(";.")
