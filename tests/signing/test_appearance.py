"""The visible signature, looked at as pixels and read back as text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.signature_block import BLOCK_WIDTH, GAP
from cchc_desktop.pdf_layout.styles import MM
from cchc_desktop.signing.appearance import Occasion, SignatureAppearance, draw_appearance
from cchc_desktop.signing.block_geometry import SignatureBox, SignatureBoxes, foot_boxes
from tests.support.other_programs import pdftotext
from tests.support.pixels import coloured, ink_box, render

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_HEAD_HEIGHT = GAP + 13 + 24.2
BOXES = SignatureBoxes(
    head=SignatureBox(0, 0, 19.2, BLOCK_WIDTH, 19.2 + _HEAD_HEIGHT),
    agency=SignatureBox(0, 0, 0, BLOCK_WIDTH, 19.2 + _HEAD_HEIGHT),
)
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Thị Phượng Ẫm Uyên Thùy Ngọc Ễnh"
LONG_TITLE = "Phó Giám đốc phụ trách Sở Nông nghiệp và Môi trường tỉnh Bà Rịa – Vũng Tàu"
LONG_AGENCY = "Sở Văn hóa, Thể thao và Du lịch tỉnh Bà Rịa – Vũng Tàu"


def _drawn(path: Path, appearance: SignatureAppearance, occasion: Occasion) -> Path:
    path.write_bytes(draw_appearance(appearance, occasion, BOXES))
    return path


def _one_line(path: Path) -> str:
    return " ".join(pdftotext(path).split())


@pytest.fixture
def hand(tmp_path: Path) -> Path:
    """A blue hand signature on a transparent ground, 2.3 times as wide as high."""
    image = Image.new("RGBA", (460, 200), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(0, 0), (459, 199)], fill=(20, 30, 200, 255), width=12)
    ImageDraw.Draw(image).line([(0, 199), (459, 0)], fill=(20, 30, 200, 255), width=12)
    image.save(tmp_path / "hand.png")
    return tmp_path / "hand.png"


def _seal(path: Path, dpi: float | None) -> Path:
    image = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse([0, 0, 399, 399], outline=(220, 20, 20, 255), width=10)
    image.save(path, **({"dpi": (dpi, dpi)} if dpi else {}))
    return path


def test_stacked_marks_are_read_back_and_nothing_is_cut(tmp_path: Path, now: datetime) -> None:
    appearance = SignatureAppearance(fonts_dir(), LONG_NAME, LONG_TITLE)
    path = _drawn(tmp_path / "a.pdf", appearance, Occasion("head", "", now))
    text = _one_line(path)
    assert text == unicodedata.normalize("NFC", text)
    assert f"Người ký: {LONG_NAME}" in text
    assert f"Chức vụ: {LONG_TITLE}" in text
    image = render(path)
    left, top, right, bottom = ink_box(image)
    assert left > 2
    assert right < image.width - 2
    assert top > 4
    # The printed name begins 37 mm under the post; two pixels are a point.
    assert bottom < 2 * GAP


def test_the_agencys_line_stays_above_the_name_and_below_the_heads(
    tmp_path: Path, now: datetime
) -> None:
    head = SignatureAppearance(fonts_dir(), LONG_NAME, LONG_TITLE)
    agency = SignatureAppearance(fonts_dir(), LONG_AGENCY)
    drawn_head = _drawn(tmp_path / "h.pdf", head, Occasion("head", "", now))
    drawn_agency = _drawn(tmp_path / "a.pdf", agency, Occasion("agency", "", now))
    above = ink_box(render(drawn_head))
    below = ink_box(render(drawn_agency))
    assert above[3] <= below[1]
    assert below[3] < 2 * GAP
    assert f"Cơ quan ký: {LONG_AGENCY}, 25/11/2026 10:12:31 +07:00" in _one_line(drawn_agency)


def test_text_typed_with_separate_marks_is_drawn_like_any_other(
    tmp_path: Path, now: datetime
) -> None:
    composed = SignatureAppearance(fonts_dir(), "Ẫm Ễnh Ự Ỡ Nguyễn")
    decomposed = SignatureAppearance(fonts_dir(), unicodedata.normalize("NFD", "Ẫm Ễnh Ự Ỡ Nguyễn"))
    occasion = Occasion("head", "", now)
    first = render(_drawn(tmp_path / "nfc.pdf", composed, occasion))
    second = render(_drawn(tmp_path / "nfd.pdf", decomposed, occasion))
    assert first.tobytes() == second.tobytes()


def test_without_a_name_the_certificates_holder_is_shown(tmp_path: Path, now: datetime) -> None:
    path = _drawn(
        tmp_path / "a.pdf", SignatureAppearance(fonts_dir()), Occasion("head", "Lê Quang Vinh", now)
    )
    assert "Người ký: Lê Quang Vinh" in _one_line(path)
    assert "Chức vụ" not in _one_line(path)


@given(
    name=st.text(alphabet="ăâđêôơưẪỄỰỠọ Nguyễn–W", min_size=1, max_size=400),
    width=st.floats(20, 400),
    height=st.floats(12, 200),
)
def test_any_name_fits_any_box(
    tmp_path_factory: pytest.TempPathFactory,
    now: datetime,
    name: str,
    width: float,
    height: float,
) -> None:
    boxes = SignatureBoxes(
        head=SignatureBox(0, 0, 0, width, height),
        agency=SignatureBox(0, width + 5, 0, 2 * width + 5, height),
    )
    appearance = SignatureAppearance(fonts_dir(), name)
    assert draw_appearance(appearance, Occasion("head", "x", now), boxes).startswith(b"%PDF-")


def test_the_hand_is_centred_in_46_by_20_mm_and_transparent(
    tmp_path: Path, now: datetime, hand: Path
) -> None:
    appearance = SignatureAppearance(fonts_dir(), picture=hand, info_lines=False)
    image = render(_drawn(tmp_path / "a.pdf", appearance, Occasion("head", "x", now)))
    left, top, right, bottom = ink_box(image)
    assert right - left == pytest.approx(2 * 46 * MM, abs=3)
    assert bottom - top == pytest.approx(2 * 20 * MM, abs=3)
    assert (left + right) / 2 == pytest.approx(BLOCK_WIDTH, abs=2)
    assert (top + bottom) / 2 == pytest.approx(GAP, abs=2)
    assert coloured(image, 2) > 500
    assert image.getpixel((left + 20, (top + bottom) // 2)) == (255, 255, 255)


def test_small_lines_under_the_name_say_who_and_when(
    tmp_path: Path, now: datetime, hand: Path
) -> None:
    head = SignatureAppearance(fonts_dir(), "Trần Thị Bích Ngọc", "Phó Giám đốc", hand)
    text = pdftotext(_drawn(tmp_path / "a.pdf", head, Occasion("head", "x", now))).split("\n")
    assert text[:2] == [
        "Người ký: Trần Thị Bích Ngọc, Phó Giám đốc",
        "Thời gian ký: 25/11/2026 10:12:31 +07:00",
    ]
    agency = SignatureAppearance(fonts_dir(), LONG_AGENCY, picture=_seal(tmp_path / "s.png", None))
    text = pdftotext(_drawn(tmp_path / "b.pdf", agency, Occasion("agency", "x", now))).split("\n")
    assert text[0] == f"Cơ quan ký: {LONG_AGENCY}"


@pytest.mark.parametrize(("dpi", "diameter"), [(None, 36 * MM), (254, 40 * MM), (5000, 36 * MM)])
def test_the_seal_has_its_real_size_over_the_left_third_of_the_hand(
    tmp_path: Path, now: datetime, dpi: float | None, diameter: float
) -> None:
    appearance = SignatureAppearance(
        fonts_dir(), picture=_seal(tmp_path / "seal.png", dpi), info_lines=False
    )
    image = render(_drawn(tmp_path / "a.pdf", appearance, Occasion("agency", "x", now)))
    left, top, right, bottom = ink_box(image)
    assert right - left == pytest.approx(2 * diameter, abs=4)
    assert bottom - top == pytest.approx(2 * diameter, abs=4)
    assert (left + right) / 2 == pytest.approx(BLOCK_WIDTH - 2 * 46 * MM / 6, abs=2)
    assert coloured(image, 0) > 500


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nbroken", None])
def test_a_picture_that_cannot_be_read_is_refused(
    tmp_path: Path, now: datetime, content: bytes | None
) -> None:
    path = tmp_path / "chữ ký.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=r"chữ ký\.png") as caught:
        draw_appearance(
            SignatureAppearance(fonts_dir(), picture=path), Occasion("head", "x", now), BOXES
        )
    assert caught.value.code == "picture_unreadable"


def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "a.png"
    Image.new("1", (20_000, 20)).save(path)
    with pytest.raises(UserError, match="4000"):
        draw_appearance(
            SignatureAppearance(fonts_dir(), picture=path), Occasion("head", "x", now), BOXES
        )


def test_missing_fonts_are_said(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(FileProblem, match="phông chữ"):
        draw_appearance(SignatureAppearance(tmp_path / "none"), Occasion("head", "x", now), BOXES)


@given(
    x=st.floats(-500, 500),
    y=st.floats(-500, 500),
    width=st.floats(60, 3000),
    height=st.floats(60, 3000),
    rotation=st.sampled_from([0, 90, 180, 270]),
)
def test_both_boxes_lie_inside_the_page_side_by_side(
    x: float, y: float, width: float, height: float, rotation: int
) -> None:
    boxes = foot_boxes(3, (x, y, x + width, y + height), rotation)
    for box in (boxes.head, boxes.agency):
        assert x <= box.left < box.right <= x + width
        assert y <= box.bottom < box.top <= y + height
        assert box.page_index == 3
    assert not boxes.head.overlaps(boxes.agency)
