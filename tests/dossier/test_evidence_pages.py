"""Pages of evidence: all there, upright, stamped below, nothing hidden, nothing active left."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.dossier.evidence_index import WIDTHS as INDEX_WIDTHS
from cchc_desktop.dossier.strip_geometry import on_page, place_strip
from cchc_desktop.pdf_layout.page_frame import Rect
from cchc_desktop.pdf_layout.styles import MM
from tests.support import evidence_files
from tests.support.pdf_tools import picture, run, words
from tests.support.sample_assessment import (
    Sample,
    SampleFile,
    sample_assessment,
    with_documents,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet
    from tests.dossier.conftest import Dossier

ODD_TITLE = "391/BC-SCT, 18/09/2026"
BACK = "Về danh mục"


@pytest.fixture
def with_files(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> Callable[..., Dossier]:
    """Give a function that builds a dossier with these files only."""

    def make(*files: SampleFile) -> Dossier:
        sample = sample_assessment(departments_set, evidence=False)
        return build(with_documents(sample.assessment, files))

    return make


def pdf_file(data: bytes, pages: int | None, *cited: tuple[str, str]) -> SampleFile:
    """Give a sound PDF to attach."""
    return SampleFile("tài liệu.pdf", data, FileState.PDF, pages, cited or (("1.1.1", ""),))


def states(dossier: Dossier) -> str:
    """Give the words of the index's column “Tình trạng”."""
    left = (30 + sum(INDEX_WIDTHS[:4])) * MM
    right = left + INDEX_WIDTHS[4] * MM
    pages = range(dossier.pages_with("DANH MỤC TÀI LIỆU")[0], len(dossier.pages))
    found = [
        one.text
        for page in pages
        if BACK not in dossier.pages[page]
        for one in words(dossier.path, page + 1)
        if left <= one.left and one.right <= right
    ]
    return " ".join(found)


def test_only_cited_pages_are_shown_each_once_with_who_cites_it(
    with_files: Callable[..., Dossier],
) -> None:
    data = evidence_files.paper("Báo cáo", 9)
    dossier = with_files(pdf_file(data, 9, ("1.1.3", "3-5, 8"), ("1.6.1", "5"), ("1.6.2", "8-9")))
    shown = [page for page in dossier.pages if BACK in page]
    marks = ["1.1.3 · TL 01 · tr. 3/9", "1.1.3 · TL 01 · tr. 4/9",
             "1.1.3, 1.6.1 · TL 01 · tr. 5/9", "1.1.3, 1.6.2 · TL 01 · tr. 8/9",
             "1.6.2 · TL 01 · tr. 9/9"]  # fmt: skip
    assert len(shown) == len(marks)
    for page, mark, own in zip(shown, marks, (3, 4, 5, 8, 9), strict=True):
        assert mark in page
        assert f"Trang {own}, dòng 1" in page


def test_more_than_four_codes_are_counted(with_files: Callable[..., Dossier]) -> None:
    codes = ("1.1.1", "1.1.2", "1.1.3", "1.2.1", "1.3.1", "1.3.2")
    dossier = with_files(
        pdf_file(evidence_files.paper("Báo cáo", 1), 1, *((code, "") for code in codes))
    )
    assert "1.1.1, 1.1.2, 1.1.3, 1.2.1 +2 · TL 01 · tr. 1/1" in dossier.pages[-1]


def test_pages_beyond_the_document_show_what_there_is(with_files: Callable[..., Dossier]) -> None:
    data = evidence_files.paper("Báo cáo", 2)
    dossier = with_files(pdf_file(data, 2, ("1.1.1", "2-7"), ("1.1.2", "9")))
    assert len(dossier.pages_with(BACK)) == 2


def test_documents_are_numbered_by_first_use_in_the_set(full: Dossier) -> None:
    numbers = [int(page.split("· TL ")[1].split(" ")[0]) for page in full.pages if "· TL " in page]
    assert numbers == sorted(numbers)


def test_the_strip_hides_nothing_and_changes_nothing(full: Dossier, tmp_path: Path) -> None:
    """Each kind of page looks above its strip as the original looks, pixel for pixel."""
    original = tmp_path / "odd.pdf"
    original.write_bytes(evidence_files.odd_pages())
    first = full.pages_with(ODD_TITLE)[0] + 1
    for page in range(1, 8):
        before = picture(original, page, tmp_path, 50)
        after = picture(full.path, first + page - 1, tmp_path, 50)
        assert after.width == before.width, page
        assert after.height > before.height + 8, page
        upper = after.crop((0, 0, before.width, before.height - 1))
        lower = before.crop((0, 0, before.width, before.height - 1))
        difference = ImageChops.difference(upper, lower).point(lambda value: 255 * (value > 100))
        assert difference.getbbox() is None, page


def test_the_strip_stands_upright_at_the_bottom_of_every_page(full: Dossier) -> None:
    first = full.pages_with(ODD_TITLE)[0] + 1
    for page in range(first, first + 7):
        found = {one.text: one for one in words(full.path, page)}
        sizes = run("pdfinfo", "-f", str(page), "-l", str(page), full.path)
        numbers = next(line for line in sizes.splitlines() if " size:" in line).split()
        width, height = float(numbers[3]), float(numbers[5])
        if re.search(r"rot: +(90|270)", sizes):
            width, height = height, width
        label, total = found["TL"], found["hồ"]
        assert label.top > height - 45 * height / 800, page
        assert label.left < total.left, page
        assert total.right < width, page


@given(
    left=st.floats(-500, 500),
    bottom=st.floats(-500, 500),
    width=st.floats(20, 4000),
    height=st.floats(20, 4000),
    cut=st.floats(0, 0.4),
    rotation=st.sampled_from([0, 90, 180, 270]),
    unit=st.sampled_from([1.0, 2.0, 0.5]),
)
def test_a_page_grows_by_its_strip_and_by_nothing_else(
    left: float,
    bottom: float,
    width: float,
    height: float,
    cut: float,
    rotation: int,
    unit: float,
) -> None:
    media = Rect(left, bottom, left + width, bottom + height)
    crop = Rect(left + cut * width, bottom, left + width + 100, bottom + (1 - cut) * height)
    seen = Rect(crop.left, crop.bottom, media.right, crop.top)
    place = place_strip(media, crop, rotation, unit)
    grown = place.visible
    assert grown.left <= seen.left
    assert grown.bottom <= seen.bottom
    assert grown.right >= seen.right
    assert grown.top >= seen.top
    added = grown.width * grown.height - seen.width * seen.height
    assert added == pytest.approx(place.width * place.height, rel=1e-6, abs=1e-3)
    strip = on_page(Rect(0, 0, place.width, place.height), place.matrix)
    overlap = (
        min(strip.right, seen.right) - max(strip.left, seen.left),
        min(strip.top, seen.top) - max(strip.bottom, seen.bottom),
    )
    assert min(overlap) < 1e-6
    assert 0.7 / unit <= place.scale <= 1.5 / unit


CORNERS = {
    0: (0, 0), 1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1),
    5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1),
}  # fmt: skip
"""Where the stored picture's first pixel belongs (right, below), by its orientation."""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", CORNERS)
def test_pictures_stand_as_they_were_seen(
    with_files: Callable[..., Dossier],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    orientation: int,
    kind: str,
) -> None:
    """The first quarter of the stored picture is red, the second of its first row green."""
    photo = evidence_files.photograph(orientation, kind=kind)
    dossier = with_files(SampleFile("ảnh", photo, FileState.IMAGE, 1, (("1.1.1", ""),)))
    assert capfd.readouterr() == ("", "")
    run("pdftoppm", "-r", "40", "-png", "-singlefile", "-f", str(len(dossier.pages)),
        dossier.path, tmp_path / "page")  # fmt: skip
    corner = CORNERS[orientation]
    # Turned by a quarter, the first row stands upright.
    beside = (corner[0], 1 - corner[1]) if orientation >= 5 else (1 - corner[0], corner[1])
    with Image.open(tmp_path / "page.png") as page:
        assert place_of(page, lambda r, g, b: r > 200 and max(g, b) < 90) == corner
        assert place_of(page, lambda r, g, b: g > 100 and max(r, b) < 90) == beside


def place_of(page: Image.Image, wanted: Callable[[int, int, int], bool]) -> tuple[int, int]:
    """Tell in which quarter of the page above the strip a colour lies."""
    found = [
        (x, y)
        for x in range(0, page.width, 3)
        for y in range(0, page.height, 3)
        if wanted(*page.getpixel((x, y))[:3])
    ]
    x, y = (sum(one[axis] for one in found) / len(found) for axis in (0, 1))
    return int(x > page.width / 2), int(y > page.height * 0.97 / 2)


def test_each_frame_of_a_scan_is_turned_as_it_says(
    with_files: Callable[..., Dossier], tmp_path: Path
) -> None:
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (400, 600), "white") for _ in range(2)]
    for frame in frames:
        frame.paste("red", (0, 0, 100, 100))
    exif = Image.Exif()
    exif[0x0112] = 3
    frames[1].encoderinfo = {"exif": exif}
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    scan = SampleFile("quét.tif", buffer.getvalue(), FileState.IMAGE, 2, (("1.1.1", ""),))
    dossier = with_files(scan)
    for offset, corner in ((1, (0, 0)), (0, (1, 1))):
        page = str(len(dossier.pages) - offset)
        run("pdftoppm", "-r", "40", "-png", "-singlefile", "-f", page,
            dossier.path, tmp_path / "page")  # fmt: skip
        with Image.open(tmp_path / "page.png") as picture_of_page:
            found = place_of(picture_of_page, lambda r, g, b: r > 200 and max(g, b) < 90)
            assert found == corner


def test_a_camera_s_second_picture_is_no_page(with_files: Callable[..., Dossier]) -> None:
    frames = [Image.new("RGB", (300, 200), shade) for shade in ("red", "blue")]
    for kind in ("MPO", "PNG"):
        buffer = io.BytesIO()
        frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
        data = buffer.getvalue()
        dossier = with_files(SampleFile("ảnh", data, FileState.IMAGE, 1, (("1.1.1", ""),)))
        assert len(dossier.pages_with(BACK)) == 1
        assert dossier.built.attached == ()


def test_an_original_whose_pages_were_counted_otherwise_goes_along(
    with_files: Callable[..., Dossier],
) -> None:
    dossier = with_files(pdf_file(evidence_files.paper("Báo cáo", 3), 5))
    assert dossier.built.attached == ("TL 01 - tài liệu.pdf",)
    assert len(dossier.pages_with(BACK)) == 3


def test_a_kept_picture_is_not_recompressed(with_files: Callable[..., Dossier]) -> None:
    photo = evidence_files.photograph(1)
    dossier = with_files(SampleFile("ảnh.jpg", photo, FileState.IMAGE, 1, (("1.1.1", ""),)))
    with pikepdf.open(dossier.path) as pdf:
        raw = [
            bytes(one.read_raw_bytes())
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image
        ]
    assert len(raw) == 1
    with Image.open(io.BytesIO(raw[0])) as inside, Image.open(io.BytesIO(photo)) as original:
        assert ImageChops.difference(inside, original).getbbox() is None
    assert dossier.built.attached == ()


def test_an_oversized_picture_is_reduced_and_its_original_kept(
    with_files: Callable[..., Dossier],
) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((5200, 5000), 90).save(buffer, "PNG")
    assert len(buffer.getvalue()) > 12_000_000
    dossier = with_files(
        SampleFile("bản đồ.png", buffer.getvalue(), FileState.IMAGE, 1, (("1.1.1", ""),))
    )
    assert dossier.built.attached == ("TL 01 - bản đồ.png",)
    images = run("pdfimages", "-list", dossier.path).splitlines()[2:]
    assert [int(line.split()[3]) for line in images] == [2600]
    assert "Ảnh đã thu nhỏ" in states(dossier)


def test_a_huge_photograph_is_reduced_and_upright(
    with_files: Callable[..., Dossier], tmp_path: Path
) -> None:
    photo = evidence_files.photograph(6, (7600, 5600))
    dossier = with_files(SampleFile("to.jpg", photo, FileState.IMAGE, 1, (("1.1.1", ""),)))
    assert dossier.built.attached == ("TL 01 - to.jpg",)
    page = picture(dossier.path, len(dossier.pages), tmp_path, 30)
    assert page.getpixel((page.width * 3 // 4, page.height // 8)) < 100
    assert page.getpixel((page.width // 4, page.height // 8)) > 200


def test_a_drawing_program_s_file_is_never_run(with_files: Callable[..., Dossier]) -> None:
    script = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\nshowpage\n"
    dossier = with_files(SampleFile("a.png", script, FileState.IMAGE, 1, (("1.1.1", ""),)))
    assert "Tệp hỏng" in states(dossier)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "GIF", "BMP", "WEBP"])
def test_other_pictures_become_pages(with_files: Callable[..., Dossier], kind: str) -> None:
    buffer = io.BytesIO()
    picture_with_alpha = Image.new("RGBA", (300, 200), (200, 20, 20, 120))
    plain = kind in ("GIF", "BMP")
    (picture_with_alpha.convert("RGB") if plain else picture_with_alpha).save(buffer, kind)
    dossier = with_files(
        SampleFile(f"ảnh.{kind.lower()}", buffer.getvalue(), FileState.IMAGE, 1, (("1.1.1", ""),))
    )
    assert len(dossier.pages_with(BACK)) == 1


def test_every_frame_of_a_scan_is_a_page(with_files: Callable[..., Dossier]) -> None:
    buffer = io.BytesIO()
    frames = [Image.new("L", (400, 600), shade) for shade in (30, 120, 220)]
    frames[0].save(buffer, "TIFF", save_all=True, append_images=frames[1:])
    dossier = with_files(
        SampleFile("quét.tif", buffer.getvalue(), FileState.IMAGE, 3, (("1.1.1", ""),))
    )
    assert len(dossier.pages_with(BACK)) == 3


def test_active_content_does_not_come_along(full: Dossier) -> None:
    with pikepdf.open(full.path) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/OpenAction" not in pdf.Root
        assert "/AA" not in pdf.Root
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                assert one.get("/S") not in ("/JavaScript", "/Launch", "/GoToR", "/SubmitForm")
                assert "/JS" not in one
                assert "/AA" not in one
                action = one.get("/A")
                if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
                    assert str(action.URI) == "https://example.vn/tin"
        names = list(pdf.attachments)
    assert "virus.txt" not in names


def test_a_form_field_s_look_stays_on_the_page(full: Dossier, tmp_path: Path) -> None:
    page = full.pages_with("Trang có nội dung động")[0] + 1
    stem = tmp_path / "page"
    run("pdftoppm", "-r", "72", "-png", "-singlefile", "-f", str(page), full.path, stem)
    with Image.open(stem.with_suffix(".png")) as image:
        # The field at 200..320 × 400..420 was filled blue.
        assert image.getpixel((260, 842 - 410)) == (0, 0, 255)


def test_a_state_left_open_by_a_page_does_not_move_its_strip(full: Dossier) -> None:
    page = full.pages_with(ODD_TITLE)[0] + 7
    texts = {one.text: one for one in words(full.path, page)}
    assert texts["TL"].bottom - texts["TL"].top > 9


@pytest.mark.parametrize(
    ("state", "data", "words_of_state"),
    [
        (FileState.PDF, b"", "Tệp hỏng"),
        (FileState.PDF, b"<html>khong phai pdf</html>", "Tệp hỏng"),
        (FileState.PDF, b"%PDF-1.7\n" + b"x" * 500, "Tệp hỏng"),
        (FileState.PDF, evidence_files.paper("Cắt", 5)[:4000], "Tệp hỏng"),
        (FileState.PDF, evidence_files.encrypted(evidence_files.paper("M", 1)), "Có mật khẩu"),
        (FileState.PDF, evidence_files.encrypted(evidence_files.paper("M", 1), ""), "Có mật khẩu"),
        (FileState.IMAGE, b"\x89PNG\r\n\x1a\n" + b"0" * 90, "Tệp hỏng"),
        (FileState.IMAGE, b"", "Tệp hỏng"),
        (FileState.OTHER, evidence_files.word_file(), "Tệp PDF"),
    ],
)
def test_a_bad_file_is_attached_and_spoils_nothing(
    with_files: Callable[..., Dossier], state: FileState, data: bytes, words_of_state: str
) -> None:
    good = SampleFile("tốt.pdf", evidence_files.paper("Tốt", 2), FileState.PDF, 2, (("1.2.1", ""),))
    dossier = with_files(SampleFile("xấu.pdf", data, state, None, (("1.1.1", "1-2"),)), good)
    assert dossier.built.attached == ("TL 01 - xấu.pdf",)
    with pikepdf.open(dossier.path) as pdf:
        attached = pdf.attachments["TL 01 - xấu.pdf"].get_file().read_bytes()
    assert attached == data
    assert words_of_state in states(dossier)
    assert len(dossier.pages_with(BACK)) == 2


@pytest.mark.parametrize(
    "box", [[0, 0, 1e9, 1e9], [0, 0, 3, 3], [0, 0, 71, 800], [0, 0, 800, 14401]]
)
@pytest.mark.parametrize("key", ["/MediaBox", "/CropBox"])
def test_a_page_that_nobody_could_look_at_is_attached(
    with_files: Callable[..., Dossier], key: str, box: list[float]
) -> None:
    with pikepdf.open(io.BytesIO(evidence_files.paper("Khổ lạ", 3))) as pdf:
        pdf.pages[1].MediaBox = [0, 0, 1e9, 1e9]
        pdf.pages[1].obj[key] = pikepdf.Array([pikepdf.Object.parse(b"%d" % one) for one in box])
        buffer = io.BytesIO()
        pdf.save(buffer)
    dossier = with_files(pdf_file(buffer.getvalue(), 3))
    assert dossier.built.attached == ("TL 01 - tài liệu.pdf",)
    assert dossier.pages_with(BACK) == []
    assert "Khổ trang quá nhỏ hoặc quá lớn" in states(dossier)


def test_bit_rot_inside_a_stream_spoils_nothing(with_files: Callable[..., Dossier]) -> None:
    data = bytearray(evidence_files.paper("Rỗ", 3))
    for place in range(1200, len(data) - 1500, 977):
        data[place] ^= 0x55
    dossier = with_files(pdf_file(bytes(data), 3), pdf_file(evidence_files.paper("Tốt", 1), 1))
    assert any("Tốt" in page for page in dossier.pages)


def test_a_signed_document_is_shown_as_a_copy_and_attached_as_signed(
    full: Dossier, tmp_path: Path
) -> None:
    name = next(one for one in full.built.attached if one.endswith("da ky.pdf"))
    with pikepdf.open(full.path) as pdf:
        (tmp_path / "da-ky.pdf").write_bytes(pdf.attachments[name].get_file().read_bytes())
    assert "Signature is Valid." in run("pdfsig", tmp_path / "da-ky.pdf")
    shown = [page for page in full.pages if "Văn bản đã ký số" in page and BACK in page]
    assert len(shown) == 1
    assert "tr. 2/2" in shown[0]


def test_two_same_files_under_two_names_are_one_document(
    with_files: Callable[..., Dossier],
) -> None:
    data = evidence_files.paper("Chung", 2)
    dossier = with_files(
        SampleFile("a.pdf", data, FileState.PDF, 2, (("1.1.1", "1"),)),
        SampleFile("b.pdf", data, FileState.PDF, 2, (("1.1.2", "2"),)),
    )
    assert [page.count("TL 01") for page in dossier.pages if BACK in page] == [1, 1]


def test_hundreds_of_documents_keep_links_and_numbers_true(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    codes = list(sample.assessment.answers)
    files = [
        pdf_file(evidence_files.paper(f"Văn bản số {n}", 1), 1, (codes[n % len(codes)], ""))
        for n in range(240)
    ]
    many: Sample = with_documents(sample.assessment, files)
    dossier = build(many)
    assert dossier.built.pages == len(dossier.pages)
    assert f"Trang hồ sơ {dossier.built.pages}/{dossier.built.pages}" in dossier.pages[-1]
    assert "TL 240" in dossier.pages[-1]
