"""The report reads as its form lays down, whatever has and has not been filled in."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Assessment, Particulars
from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.dossier.report import signature_titles
from tests.support.pdf_tools import plain_text, run, words
from tests.support.sample_assessment import Sample, sample_assessment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet
    from tests.dossier.conftest import Dossier

LANDSCAPE_FIRST = "BẢNG TỰ CHẤM ĐIỂM"


def report_text(dossier: Dossier) -> str:
    """Give the report's text without the appendices."""
    last = dossier.pages_with("Phụ lục I\n")[0]
    return plain_text(dossier.path, 1, last)


def test_parts_stand_in_the_order_of_the_form(full: Dossier) -> None:
    text = report_text(full)
    places = [
        text.index(part)
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Thái Nguyên, ngày 25 tháng 11 năm 2026",
            "BÁO CÁO",
            "Kính gửi: - Hội đồng thẩm định",
            "Căn cứ Quyết định số 1187/QĐ-BNV ngày 15 tháng 10 năm 2025",
            "I. TÌNH HÌNH TỔ CHỨC",
            "Bảng 1. Tiêu chí, tiêu chí thành phần không áp dụng",
            "Quyết định số 2398/QĐ-UBND ngày 30/12/2025",
            "II. KẾT QUẢ TỰ ĐÁNH GIÁ",
            "Bảng 2. Tổng hợp điểm tự đánh giá theo lĩnh vực",
            "Hình 1.",
            "3. Điểm chưa đạt và nguyên nhân",
            "III. GIẢI TRÌNH",
            "IV. KHÓ KHĂN",
            "quyết định./.",
            "Nguyễn Thị Hạnh",
        )
    ]
    assert places == sorted(places)
    assert "Số: 135/BC-SCT" in text
    assert "Trong 74 tiêu chí, tiêu chí thành phần do đơn vị tự chấm, có 69 mục áp dụng" in text
    assert "Còn 05 mục không áp dụng." in text
    assert "SỞ CÔNG THƯƠNG TỈNH THÁI NGUYÊN" in text
    assert "- Lưu: VT, VP." in text


def test_points_in_the_text_are_those_of_the_sheet(full: Dossier) -> None:
    sheet = score_assessment(full.sample.assessment)
    text = report_text(full)
    score, most = (f"{value:.2f}".replace(".", ",") for value in (sheet.self_score, sheet.self_max))
    assert f"Tổng điểm tự đánh giá: {score}/{most} điểm" in text
    assert f"{sheet.percent}%".replace(".", ",") in text


def test_every_letter_is_composed_and_every_font_embedded(full: Dossier) -> None:
    text = "".join(full.pages)
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search("[\ufffd\ue000-\uf8ff]", text)
    fonts = run("pdffonts", full.path).splitlines()[2:]
    assert fonts
    for line in fonts:
        # name, type, encoding, emb, sub, uni, object, generation
        assert line.split()[-5:-2] == ["yes", "yes", "yes"], line
        assert "LiberationSerif" in line or "Liberation" in line.split()[0], line


def test_pages_are_numbered_from_the_second_on_and_each_part_anew(full: Dossier) -> None:
    first = full.pages_with(LANDSCAPE_FIRST)[0]
    numbers = []
    for page in range(1, first + 3):
        top = [one.text for one in words(full.path, page) if one.bottom < 60]
        numbers.append(top)
    assert numbers == [[], *([str(n)] for n in range(2, first + 1)), [], ["2"]]


def test_every_page_carries_code_and_page_number(full: Dossier) -> None:
    total = full.built.pages
    assert len(full.pages) == total
    for number, text in enumerate(full.pages, 1):
        assert full.code in text, number
        assert f"Trang hồ sơ {number}/{total}" in text, number


def test_signature_stands_with_the_closing_paragraph(full: Dossier) -> None:
    page = full.pages[full.built.boxes.page]
    assert "Trên đây là báo cáo" in page
    assert "GIÁM ĐỐC" in page
    assert "Nguyễn Thị Hạnh" in page


def test_nothing_is_printed_where_the_signature_pictures_go(full: Dossier) -> None:
    boxes = full.built.boxes
    height = 297 / 25.4 * 72
    gap_top, name_top = height - boxes.head.top, height - boxes.head.top + 37 / 25.4 * 72
    inside = [
        one.text
        for one in words(full.path, boxes.page + 1)
        if one.left < boxes.head.right and one.right > boxes.head.left
        if one.bottom > gap_top + 3 and one.top < name_top - 1
    ]
    assert inside == []
    assert boxes.agency.bottom < boxes.head.bottom
    assert boxes.head.right - boxes.head.left == pytest.approx(84 / 25.4 * 72)


def test_blank_particulars_leave_blanks_to_fill_by_hand(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    blank = Sample(replace(sample.assessment, particulars=Particulars()))
    dossier = build(blank)
    text = report_text(dossier)
    assert re.search("Số: {3,}/BC-…", dossier.pages[0])
    assert "………, ngày … tháng … năm 2026" in text
    assert "- Lưu: VT." in text
    assert "GIÁM ĐỐC" in text
    assert "{" not in text


def test_numbers_and_months_get_their_zero(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    details = replace(sample.assessment.particulars, number="5/BC-SCT", date="2027-02-08")
    text = report_text(build(Sample(replace(sample.assessment, particulars=details))))
    assert "Số: 05/BC-SCT" in text
    assert "ngày 08 tháng 02 năm 2027" in text


def test_nothing_answered_shows_no_score_at_all(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    dossier = build(Sample(Assessment("Sở Công Thương", 2026, departments_set)))
    text = plain_text(dossier.path)
    assert "Chưa có mục nào được kê khai" in text
    assert "Không có tài liệu kiểm chứng kèm theo." in text
    assert not re.search(r"(?<!\d)0,00", text)


def test_missing_answers_make_the_result_provisional(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    answers = {k: v for k, v in sample.assessment.answers.items() if k not in ("1.1.3", "7.4")}
    text = report_text(build(Sample(replace(sample.assessment, answers=answers))))
    assert "đã kê khai 67 mục, còn 02 mục chưa kê khai (2,50 điểm)" in text
    assert "tạm tính trên 67/69 mục đã kê khai" in text


def test_points_without_documents_are_explained_by_the_note(bare: Dossier) -> None:
    text = report_text(bare)
    assert "không có hoặc chưa đủ tài liệu kiểm chứng theo yêu cầu" in text
    assert "03 hồ sơ quá hạn do lỗi kết nối" in text
    assert "Chưa có giải trình." in text


def test_long_texts_are_all_there(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set)
    note = " ".join(f"từ{n}" for n in range(400))
    title = " ".join(f"chữ{n}" for n in range(400))
    answers = {**sample.assessment.answers, "3.4.1": Answer({"b": "2450", "a": "2453"}, note)}
    first, *others = sample.assessment.evidence
    document = replace(first.document, title=title, number="1234567890/QĐ-UBND-STNMT-VPĐKĐĐ")
    assessment = replace(
        sample.assessment, answers=answers, evidence=(replace(first, document=document), *others)
    )
    dossier = build(Sample(assessment, sample.files))
    text = plain_text(dossier.path)
    assert "Xem ghi chú 3.4.1, cuối Phụ lục I" in text
    assert dossier.pages_with("Ghi chú, giải trình dài")
    for number in range(400):
        assert f"từ{number} " in text
        assert f"chữ{number} " in text


FIELDS = ("parent_agency", "number", "place", "signer_authority", "signer_title", "signer_name")
LONG = {
    "words": "Văn phòng Ủy ban nhân dân xã " * 140,
    "one word": "M" * 4000,
    "slashes": "KT./" * 1000,
    "lines": "A\nB\n" * 500,
    "no width": "a" + "\u0323\u0331" * 2000,
}


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.timeout(60)
def test_a_field_of_any_length_still_makes_a_report(
    build: Callable[..., Dossier], departments_set: CriteriaSet, kind: str
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    long = LONG[kind]
    details = replace(sample.assessment.particulars, **dict.fromkeys(FIELDS, long))
    changed = replace(
        sample.assessment,
        unit=long,
        particulars=replace(details, addressees=(long,) * 3, recipients=(long,) * 3),
    )
    dossier = build(Sample(changed))
    assert dossier.pages_with("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == [0]
    for box in (dossier.built.boxes.head, dossier.built.boxes.agency):
        assert 0 < box.bottom < box.top < 842
    assert all(one.right <= 845 for page in (1, 2) for one in words(dossier.path, page))


@pytest.mark.parametrize("field", FIELDS)
def test_a_long_field_ends_with_dots(
    build: Callable[..., Dossier], departments_set: CriteriaSet, field: str
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    details = replace(sample.assessment.particulars, **{field: LONG["words"]})
    dossier = build(Sample(replace(sample.assessment, particulars=details)))
    last = dossier.built.boxes.page + 1 if field.startswith("signer") else 1
    assert any("…" in one.text for one in words(dossier.path, last))


def test_hundreds_of_addressees_go_on_on_the_next_page(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    names = tuple(f"Cơ quan số {n}" for n in range(120))
    details = replace(sample.assessment.particulars, addressees=names)
    text = report_text(build(Sample(replace(sample.assessment, particulars=details))))
    assert all(f"- {name}{'.' if name == names[-1] else ';'}" in text for name in names)


def test_marks_of_hostile_text_do_no_harm(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    odd = "<b>đậm</b> & {nam} **sao** \x07\u200b 😀 ]]> e\u0302\u0301"
    details = replace(sample.assessment.particulars, difficulties=odd, signer_name=odd)
    dossier = build(Sample(replace(sample.assessment, particulars=details)))
    text = plain_text(dossier.path)
    assert "<b>đậm</b> & {nam} **sao**" in text
    assert "ế" in text


@pytest.mark.parametrize(
    ("authority", "title", "lines"),
    [
        ("", "Giám đốc", ("GIÁM ĐỐC",)),
        ("Q.", "Giám đốc", ("Q. GIÁM ĐỐC",)),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        (
            "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
    ],
)
def test_powers_stand_above_the_post(authority: str, title: str, lines: tuple[str, ...]) -> None:
    assert signature_titles(authority, title) == lines


def test_sixty_recipients_and_a_long_unit_still_make_a_report(
    build: Callable[..., Dossier], departments_set: CriteriaSet
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    names = tuple(f"Cơ quan nhận số {n} có tên khá dài" for n in range(60))
    unit = "Ban Quản lý các khu công nghiệp, khu kinh tế và dự án đầu tư trọng điểm tỉnh"
    details = replace(sample.assessment.particulars, recipients=names)
    text = report_text(build(Sample(replace(sample.assessment, unit=unit, particulars=details))))
    for number in range(60):
        assert f"- Cơ quan nhận số {number} có tên khá dài" in text


def test_changed_wording_is_used(
    build: Callable[..., Dossier], departments_set: CriteriaSet, templates: Path
) -> None:
    _change(templates, noi_nhan="Gửi đến:", ket="Báo cáo của {don_vi} năm {nam} hết./.")
    dossier = build(sample_assessment(departments_set, evidence=False), templates=templates)
    text = report_text(dossier)
    assert "Gửi đến:" in text
    assert "Báo cáo của Sở Công Thương tỉnh Thái Nguyên năm 2026 hết./." in text


@pytest.mark.parametrize(
    ("change", "code", "names"),
    [
        ({"ket": "Báo cáo {thang}"}, "unknown_placeholder", ("ket", "{thang}", "{nam}")),
        ({"kinh_gui": "Gửi {}"}, "unknown_placeholder", ("kinh_gui", "{}")),
        ({"noi_gui": ["{don_vi}"]}, "unknown_placeholder", ("noi_gui", "{don_vi}")),
        ({"ket": 5}, "bad_template", ("ket",)),
        ({"bang_cot": ["một"]}, "bad_template", ("bang_cot", "9")),
        ({"so_dong_trong": "hai"}, "bad_template", ("so_dong_trong",)),
        ({"tinh_trang": {}}, "bad_template", ("tinh_trang",)),
    ],
)
def test_wording_that_can_not_be_filled_is_refused(
    build: Callable[..., Dossier],
    departments_set: CriteriaSet,
    templates: Path,
    change: dict[str, object],
    code: str,
    names: tuple[str, ...],
) -> None:
    _change(templates, **change)
    sample = sample_assessment(departments_set, evidence=False)
    with pytest.raises(UserError) as problem:
        build(sample, templates=templates)
    assert problem.value.code == code
    assert all(name in problem.value.message for name in names)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"format": "other"}'])
def test_wording_that_is_no_wording_is_refused(
    build: Callable[..., Dossier], departments_set: CriteriaSet, templates: Path, content: str
) -> None:
    (templates / "bao-cao-tu-danh-gia.json").write_text(content)
    with pytest.raises(FileProblem, match="bao-cao-tu-danh-gia"):
        build(sample_assessment(departments_set, evidence=False), templates=templates)


def _change(templates: Path, **texts: object) -> None:
    path = templates / "bao-cao-tu-danh-gia.json"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, **texts}), "utf-8")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", ["Kết quả thực hiện nhiệm vụ của đơn vị ", "từ" * 300 + " "])
def test_twenty_notes_of_twenty_thousand_letters_make_a_dossier(
    build: Callable[..., Dossier], departments_set: CriteriaSet, unit: str
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    answers = dict(sample.assessment.answers)
    for code in list(answers)[:20]:
        answers[code] = replace(answers[code], note=(unit * 1000)[:20_000])
    start = time.process_time()
    dossier = build(Sample(replace(sample.assessment, answers=answers)))
    assert time.process_time() - start < 20
    assert dossier.built.pages < 150
