"""Specimen documents for the sample department: they look like evidence and prove nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, PageBreak, PageTemplate, Paragraph, Spacer
from reportlab.platypus.doctemplate import BaseDocTemplate

from cchc_desktop.core.evidence_item import NO_NUMBER
from cchc_desktop.core.numbers import read_date
from cchc_desktop.dossier.official_dates import date_in_words
from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR, register_fonts
from cchc_desktop.pdf_layout.markup import marked
from cchc_desktop.pdf_layout.official_header import CentredTitle, HeaderTexts, OfficialHeader
from cchc_desktop.pdf_layout.styles import MM, style

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LEFT, _RIGHT, _EDGE = 30 * MM, 15 * MM, 20 * MM
_WIDTH = A4[0] - _LEFT - _RIGHT
_CLAUSES = (
    "Căn cứ chức năng, nhiệm vụ được giao và chương trình công tác năm, cơ quan ban hành văn bản "
    "này để triển khai, theo dõi và đánh giá kết quả thực hiện nhiệm vụ cải cách hành chính.",
    "Các phòng, đơn vị trực thuộc căn cứ nhiệm vụ được phân công chủ động tổ chức thực hiện, bảo "
    "đảm tiến độ, chất lượng; định kỳ báo cáo kết quả về Văn phòng để tổng hợp.",
    "Số liệu trong văn bản được trích xuất từ hệ thống thông tin dùng chung của tỉnh tại thời "
    "điểm ghi trên văn bản; đơn vị chịu trách nhiệm về tính chính xác của số liệu.",
)


def write_specimen(target: Path, document: Mapping[str, Any], fonts_dir: Path) -> None:
    """Draw one document: head, title, and as many pages as it is said to have.

    Args:
        target: the PDF to make.
        document: ``number``, ``date`` (ISO), ``issuer``, ``title``, ``pages``.
        fonts_dir: where the shipped fonts lie.
    """
    register_fonts(fonts_dir)
    day = read_date(document["date"])
    texts = HeaderTexts(
        parent_agency="",
        agency=document["issuer"].upper(),
        country="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        motto="Độc lập - Tự do - Hạnh phúc",
        number="" if document["number"] == NO_NUMBER else f"Số: {document['number'].split(';')[0]}",
        place_and_date=f"Thái Nguyên, {date_in_words(day)}",
    )
    story: list[Any] = [
        OfficialHeader(texts, _WIDTH),
        Spacer(1, 18),
        CentredTitle([(document["title"], BOLD)], _WIDTH),
        Spacer(1, 12),
    ]
    for page in range(1, document["pages"] + 1):
        if page > 1:
            story += [
                PageBreak(),
                Paragraph(marked(f"{page}. Nội dung tiếp theo"), style("section")),
            ]
        story += [Paragraph(marked(clause), style("body")) for clause in _CLAUSES * 2]
    frame = Frame(_LEFT, _EDGE, _WIDTH, A4[1] - 2 * _EDGE, 0, 0, 0, 0)
    whole = BaseDocTemplate(str(target), pagesize=A4, title=document["title"], lang="vi")
    whole.addPageTemplates(PageTemplate(frames=[frame], onPage=_mark))
    font: dict[str, Any] = {"initialFontName": REGULAR}
    whole.build(story, canvasmaker=partial(Canvas, **font))


def _mark(canvas: Canvas, document: BaseDocTemplate) -> None:
    """Write across the page that it is a specimen, so that nobody takes it for a real paper."""
    canvas.saveState()
    canvas.setFont(BOLD, 96)
    canvas.setFillGray(0.93)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(45)
    canvas.drawCentredString(0, -30, "MẪU")
    canvas.restoreState()
