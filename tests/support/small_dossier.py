"""A dossier of two pages with a signature block and two attachments, for signing tests."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR, register_fonts
from cchc_desktop.pdf_layout.signature_block import BLOCK_WIDTH, GAP
from cchc_desktop.signing.block_geometry import SignatureBox, SignatureBoxes
from cchc_desktop.signing.fields import prepare_signature_fields

if TYPE_CHECKING:
    from pathlib import Path

A4 = (595.28, 841.89)
DATA_NAME = "du-lieu.json"
DATA = b'{"self_score": "46.25"}'
EVIDENCE_NAME = "báo cáo.txt"
_LEFT, _POST, _NAME_RISE, _UNDER_NAME = 315.0, 600.0, 13.0, 24.2


def write_plain_pdf(path: Path, pages: int = 2, size: tuple[float, float] = A4) -> Path:
    """Write a PDF of somebody else's: no fields, no block."""
    register_fonts(fonts_dir())
    canvas = Canvas(str(path), pagesize=size, initialFontName=REGULAR)
    for number in range(1, pages + 1):
        canvas.setFont(REGULAR, 14)
        canvas.drawString(85, size[1] - 100, f"Trang {number}: điểm tự đánh giá 46,25")
        canvas.showPage()
    canvas.save()
    return path


def write_small_dossier(path: Path, post: str = "GIÁM ĐỐC", name: str = "Nguyễn Thị Hạnh") -> Path:
    """Write the unsigned dossier with both empty fields over the block on page 2."""
    plain = io.BytesIO()
    register_fonts(fonts_dir())
    canvas = Canvas(plain, pagesize=A4, initialFontName=REGULAR)
    canvas.setFont(REGULAR, 14)
    canvas.drawString(85, 700, "Trang 1: điểm tự đánh giá 46,25")
    canvas.showPage()
    canvas.setFont(BOLD, 14)
    middle, top = _LEFT + BLOCK_WIDTH / 2, _POST - 4
    baseline = top - GAP - _NAME_RISE
    canvas.drawCentredString(middle, _POST, post)
    canvas.drawCentredString(middle, baseline, name)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(plain) as pdf:
        for file_name, data in ((DATA_NAME, DATA), (EVIDENCE_NAME, b"evidence")):
            pdf.attachments[file_name] = pikepdf.AttachedFileSpec(pdf, data, filename=file_name)
        pdf.save(path)
    bottom, right = baseline - _UNDER_NAME, _LEFT + BLOCK_WIDTH
    prepare_signature_fields(
        path,
        SignatureBoxes(
            head=SignatureBox(1, _LEFT, bottom, right, top),
            agency=SignatureBox(1, _LEFT, bottom - 19.2, right, top),
        ),
    )
    return path
