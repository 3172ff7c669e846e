"""Evidence files of every kind, made in memory."""

from __future__ import annotations

import io
import zipfile

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR, register_fonts

A4 = (595.0, 842.0)
A3_LANDSCAPE = (1191.0, 842.0)
LAST_LINE = "Dòng cuối của trang gốc, sát mép dưới"


def paper(title: str, pages: int, size: tuple[float, float] = A4) -> bytes:
    """Give a PDF whose pages name themselves, with a last line close to the lower edge."""
    register_fonts(fonts_dir())
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1, initialFontName=REGULAR)
    for page in range(1, pages + 1):
        _page(canvas, title, page, size)
    canvas.save()
    return buffer.getvalue()


def odd_pages() -> bytes:
    """Give a PDF of 7 pages: turned by 90, 180, 270 degrees, A3, cropped, scaled, unbalanced."""
    plain = pikepdf.open(io.BytesIO(paper("Trang thường", 4)))
    wide = pikepdf.open(io.BytesIO(paper("Biểu khổ A3 nằm ngang", 1, A3_LANDSCAPE)))
    out = pikepdf.new()
    for rotation in (90, 180, 270):
        out.pages.append(plain.pages[0])
        out.pages[-1].Rotate = rotation
    out.pages.append(wide.pages[0])
    out.pages.append(plain.pages[1])
    out.pages[-1].CropBox = [50, 242, 545, 742]
    out.pages.append(plain.pages[2])
    out.pages[-1].UserUnit = 2
    out.pages[-1].MediaBox = [0, 0, 595, 842]
    out.pages.append(plain.pages[3])
    # A page that leaves its own state behind: scaled, and never restored.
    out.pages[-1].contents_add(out.make_stream(b"q 0.5 0 0 0.5 100 100 cm q"), prepend=True)
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def active() -> bytes:
    """Give a PDF with scripts, actions, an embedded file, a form field and annotations."""
    pdf = pikepdf.open(io.BytesIO(paper("Trang có nội dung động", 2)))
    root, page = pdf.Root, pdf.pages[0].obj
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('xin chao')")
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    root.OpenAction = pdf.make_indirect(script)
    root.AA = pikepdf.Dictionary(WC=script)
    page.AA = pikepdf.Dictionary(O=launch)
    look = pdf.make_stream(
        b"0 0 1 rg 0 0 120 20 re f",
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 120, 20],
    )
    field = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T="o_dien",
            V="x",
            F=4,
            Rect=[200, 400, 320, 420],
            AP=pikepdf.Dictionary(N=look),
            AA=pikepdf.Dictionary(K=script),
        )
    )
    links = [
        pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[50, 50 + 30 * n, 150, 70 + 30 * n],
            A=action,
        )
        for n, action in enumerate(
            (launch, script, pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.vn/tin"))
        )
    ]
    page.Annots = pikepdf.Array([field, *(pdf.make_indirect(one) for one in links)])
    root.AcroForm = pikepdf.Dictionary(Fields=[field])
    pdf.attachments["virus.txt"] = pikepdf.AttachedFileSpec(pdf, b"x" * 10)
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def encrypted(data: bytes, user: str = "mo", owner: str = "chu") -> bytes:
    """Give the PDF with passwords."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(user=user, owner=owner))
    return buffer.getvalue()


def photograph(orientation: int, size: tuple[int, int] = (1200, 800), kind: str = "JPEG") -> bytes:
    """Give a picture that says in its EXIF data how it was held.

    As stored, its upper left corner is red, the upper right green, the lower right blue.
    """
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, size[0] // 4, size[1] // 4), fill="red")
    draw.rectangle((size[0] * 3 // 4, 0, size[0], size[1] // 4), fill="green")
    draw.rectangle((size[0] * 3 // 4, size[1] * 3 // 4, *size), fill="blue")
    exif = Image.Exif()
    exif[0x0112] = orientation
    buffer = io.BytesIO()
    picture.save(buffer, kind, quality=90, dpi=(150, 150), exif=exif)
    return buffer.getvalue()


def word_file() -> bytes:
    """Give something that a word processor would open."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return buffer.getvalue()


def _page(canvas: Canvas, title: str, page: int, size: tuple[float, float]) -> None:
    width, height = size
    canvas.setPageSize(size)
    canvas.setFont(BOLD, 13)
    canvas.drawCentredString(width / 2, height - 60, title)
    canvas.setFont(REGULAR, 12)
    for line in range(6):
        canvas.drawString(70, height - 110 - 18 * line, f"Trang {page}, dòng {line + 1}: số liệu")
    canvas.drawString(70, 14, LAST_LINE)
    canvas.showPage()
