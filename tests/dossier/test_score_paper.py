"""Appendix I: every item once, heads repeated, commas in one line, sums together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.dossier.evidence_index import WIDTHS as INDEX_WIDTHS
from cchc_desktop.dossier.score_table import WIDTHS
from cchc_desktop.dossier.wording import read_wording
from cchc_desktop.paths import fonts_dir, forms_dir
from cchc_desktop.pdf_layout.fonts import BOLD, REGULAR, register_fonts, text_width
from cchc_desktop.pdf_layout.styles import MM
from cchc_desktop.pdf_layout.tables import PAD_SIDE
from tests.support.pdf_tools import words

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet
    from tests.dossier.conftest import Dossier


def table_pages(dossier: Dossier) -> list[int]:
    """Give the pages of appendix I, counted from 0."""
    first = dossier.pages_with("BẢNG TỰ CHẤM ĐIỂM")[0]
    last = dossier.pages_with("DANH MỤC TÀI LIỆU KIỂM CHỨNG")[0]
    return list(range(first, last))


def edges(widths: tuple[float, ...]) -> list[float]:
    """Give the columns' left edges in points from the paper's left edge."""
    out = [30 * MM]
    for width in widths:
        out.append(out[-1] + width * MM)
    return out


def column(dossier: Dossier, page: int, number: int) -> list[str]:
    """Give the words of one column of a page of appendix I."""
    left, right = edges(WIDTHS)[number : number + 2]
    return [
        one.text
        for one in words(dossier.path, page + 1)
        if left <= one.left and one.right <= right + 1 and 70 < one.top < 530
    ]


def test_every_item_has_its_row_once(full: Dossier) -> None:
    whole = full.sample.assessment.criteria_set
    codes = [text for page in table_pages(full) for text in column(full, page, 0)]
    for leaf in (*whole.leaves, *whole.extra_leaves):
        assert codes.count(leaf.code) == 1, leaf.code
    for field in whole.fields:
        assert codes.count(field.code) == 1


def test_head_and_numbers_are_repeated_on_each_page(full: Dossier) -> None:
    for page in table_pages(full):
        text = full.pages[page]
        assert "Số liệu kê khai" in text
        assert re.search(r"\(1\) +\(2\) +\(3\)", text)


def test_commas_of_points_lie_in_one_line(full: Dossier) -> None:
    for page in table_pages(full):
        for number in (2, 6):
            left, right = edges(WIDTHS)[number : number + 2]
            ends = {
                round(one.right, 1)
                for one in words(full.path, page + 1)
                if left <= one.left and one.right <= right and re.fullmatch(r"\d+,\d\d", one.text)
            }
            assert len(ends) == 1, (page, number, ends)


def test_survey_and_council_are_named_and_never_zero(full: Dossier) -> None:
    whole = full.sample.assessment.criteria_set
    text = "\n".join(full.pages[page] for page in table_pages(full))
    for leaf in whole.leaves:
        if leaf.scored_by is Scorer.UNIT:
            continue
        word = "Khảo sát" if leaf.scored_by is Scorer.SURVEY else "Hội đồng chấm"
        row = re.search(rf"^ *{re.escape(leaf.code)} .*$", text, re.MULTILINE)
        assert row, leaf.code
        assert word in row[0], leaf.code
        assert "–" in row[0], leaf.code
        assert not re.search(r"\b0,00", row[0])


def test_closing_rows_stand_together_and_agree_with_the_sheet(full: Dossier) -> None:
    sheet = score_assessment(full.sample.assessment)
    page = full.pages[table_pages(full)[-1]]
    names = ("Cộng điểm tự đánh giá", "Điểm khảo sát", "Điểm do Hội đồng chấm",
             "Điểm thưởng đề nghị", "Điểm trừ", "Tỷ lệ đạt")  # fmt: skip
    assert all(name in page for name in names)
    row = re.search(r"Cộng điểm tự đánh giá.*", page)
    assert row
    assert f"{sheet.self_score}".replace(".", ",") in row[0]


def test_no_page_ends_with_a_field_or_criterion_without_its_items(full: Dossier) -> None:
    whole = full.sample.assessment.criteria_set
    groups = {one.code for one in whole.fields}
    groups |= {c.code for f in whole.fields for c in f.criteria if not c.is_leaf}
    for page in table_pages(full):
        codes = [text for text in column(full, page, 0) if re.fullmatch(r"[\d.]+", text)]
        assert codes[-1] not in groups, page


def test_exemption_says_its_basis_once_and_points_to_it(full: Dossier) -> None:
    text = "\n".join(full.pages[page] for page in table_pages(full))
    assert text.count("2398/QĐ-UBND") == 1
    assert len(re.findall(r"Theo mục 2\.1", text)) == 3


def test_arithmetic_and_declared_figures_are_written_out(full: Dossier) -> None:
    text = " ".join("\n".join(full.pages[page] for page in table_pages(full)).split())
    assert "44/46 × 1,50 = 1,4347…" in text
    assert "→ 1,43" in text
    assert "95,65%" in text


@pytest.mark.parametrize(
    ("heads", "widths"), [("bang_cot", WIDTHS), ("danh_muc_cot", INDEX_WIDTHS)]
)
def test_no_word_of_a_head_is_wider_than_its_column(heads: str, widths: tuple[float, ...]) -> None:
    register_fonts(fonts_dir())
    for head, width in zip(
        read_wording(forms_dir() / "templates").lines(heads), widths, strict=True
    ):
        for word in head.split():
            assert text_width(word, BOLD, 11) <= width * MM - 2 * PAD_SIDE, word


def test_no_word_of_the_set_is_wider_than_its_column(departments_set: CriteriaSet) -> None:
    register_fonts(fonts_dir())
    whole = departments_set
    room = [width * MM - 2 * PAD_SIDE for width in WIDTHS]
    for field in whole.fields:
        assert text_width(field.code, BOLD, 11) <= room[0]
        assert text_width("100,00", BOLD, 11) <= room[2]
        for word in field.title.split():
            assert text_width(word, BOLD, 11) <= room[1]
    for leaf in (*whole.leaves, *whole.extra_leaves):
        assert text_width(leaf.code, REGULAR, 11) <= room[0]
    for number in ("1877/QĐ-UBND", "2405/QĐ-UBND"):
        assert text_width(number, REGULAR, 11) <= INDEX_WIDTHS[1] * MM - 2 * PAD_SIDE
    assert text_width("1026–1044", REGULAR, 10.5) <= INDEX_WIDTHS[5] * MM - 2 * PAD_SIDE
