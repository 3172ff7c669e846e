"""The table as .xlsx: the same figures as numbers, text that never becomes a formula."""

from __future__ import annotations

import gc
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.dossier.table_spreadsheet import write_spreadsheet
from cchc_desktop.paths import forms_dir
from tests.support.sample_assessment import sample_assessment
from tests.support.small_disk import fill_up, mounted_disk

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet


def written(assessment: Assessment, folder: Path) -> Any:
    """Write the table and open it again."""
    path = folder / "bang.xlsx"
    sheet = score_assessment(assessment)
    write_spreadsheet(assessment, sheet, path, templates_dir=forms_dir() / "templates")
    assert list(folder.iterdir()) == [path]
    return openpyxl.load_workbook(path).active


def rows(page: Any) -> dict[str, tuple[Any, ...]]:
    """Give the rows by their code."""
    return {
        row[0]: row for row in page.iter_rows(min_row=7, values_only=True) if row[0] is not None
    }


@pytest.fixture
def sample(departments_set: CriteriaSet) -> Assessment:
    """The sample department."""
    return sample_assessment(departments_set).assessment


def test_columns_are_the_official_ones(sample: Assessment, tmp_path: Path) -> None:
    page = written(sample, tmp_path)
    heads = [cell.value for cell in page[5]]
    assert heads[:3] == ["STT", "Tiêu chí, tiêu chí thành phần", "Điểm tối đa"]
    assert heads[6:8] == ["Điểm tự đánh giá", "Điểm thẩm định"]
    assert [cell.value for cell in page[6]] == [f"({n})" for n in range(1, 10)]


def test_points_are_numbers_and_agree(sample: Assessment, tmp_path: Path) -> None:
    found = rows(written(sample, tmp_path))
    sheet = score_assessment(sample)
    for one in (*sheet.leaves, *sheet.extras):
        value = found[one.code][6]
        if one.status == "scored":
            assert Decimal(str(value)) == one.points, one.code
        else:
            assert value == "–", one.code
    for group in sheet.fields:
        assert Decimal(str(found[group.code][2])) == group.max


def test_evidence_is_named_with_its_pages(sample: Assessment, tmp_path: Path) -> None:
    found = rows(written(sample, tmp_path))
    assert "TL 02, tr. 3-9" in found["1.1.3"][5].replace("\xa0", " ")


def test_it_prints_on_a4_landscape_with_its_head(sample: Assessment, tmp_path: Path) -> None:
    page = written(sample, tmp_path)
    assert page.page_setup.orientation == "landscape"
    assert str(page.page_setup.paperSize) == page.PAPERSIZE_A4
    assert page.print_title_rows == "$5:$6"
    assert page.page_setup.fitToWidth == 1
    assert page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize(
    "note",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "-2",
        '=HYPERLINK("http://x")',
        "a\x00b\x1fc",
        "x" * 40_000,
        "Ẫ Ễ Ự\nhai dòng",
        "\ufffe\uffff",
    ],
)
def test_no_text_becomes_a_formula(sample: Assessment, tmp_path: Path, note: str) -> None:
    answers = {**sample.answers, "1.5": Answer({"so_sang_kien": "1"}, note)}
    page = written(replace(sample, answers=answers), tmp_path)
    cell = next(row[8] for row in page.iter_rows(min_row=7) if row[0].value == "1.5")
    assert cell.data_type == "s"
    assert len(cell.value) <= 32_767
    if note[0] in "=+-@":
        assert cell.value == note
        assert cell.quotePrefix


def test_nothing_answered_writes_no_points(departments_set: CriteriaSet, tmp_path: Path) -> None:
    found = rows(written(Assessment("Sở Công Thương", 2026, departments_set), tmp_path))
    assert {row[6] for row in found.values()} == {"–"}


@pytest.mark.parametrize("leave", [0, 4096, 8192])
def test_a_full_disk_is_one_sentence_and_nothing_on_the_terminal(
    sample: Assessment, tmp_path: Path, capfd: pytest.CaptureFixture[str], leave: int
) -> None:
    with mounted_disk(tmp_path / "đĩa", "1m") as disk:
        filler = fill_up(disk, leave)
        with pytest.raises(FileProblem) as problem:
            write_spreadsheet(
                sample,
                score_assessment(sample),
                disk / "bang.xlsx",
                templates_dir=forms_dir() / "templates",
            )
        assert problem.value.code == "disk_full"
        assert list(disk.iterdir()) == [filler]
        del problem
        gc.collect()
    assert capfd.readouterr() == ("", "")
