"""Jumps, bookmarks, files inside, what the file says about itself; other programs agree."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import pdfa

from cchc_desktop.core.manifest import assessment_from_manifest, manifest_from_bytes
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.dossier.attachments import DATA_NAME
from tests.support.pdf_tools import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.dossier.conftest import Dossier


@pytest.fixture(scope="module")
def opened(full: Dossier) -> Iterator[pikepdf.Pdf]:
    """The sample's dossier, open."""
    with pikepdf.open(full.path) as pdf:
        yield pdf


def jumps(pdf: pikepdf.Pdf, page: int) -> list[tuple[list[float], int, Any]]:
    """Give (rectangle, target page counted from 0, destination) of each link of a page."""
    numbers = {one.obj.objgen: n for n, one in enumerate(pdf.pages)}
    found = []
    for annotation in pdf.pages[page].obj.get("/Annots", []):
        action = annotation.A
        if action.S == "/GoTo":
            box = [float(value) for value in annotation.Rect]
            found.append((box, numbers[action.D[0].objgen], action.D))
    return found


def test_index_leads_to_the_first_page_of_each_range(full: Dossier, opened: pikepdf.Pdf) -> None:
    first = full.pages_with("DANH MỤC TÀI LIỆU")[0]
    targets = []
    for page in range(first, len(full.pages)):
        if "Về danh mục" in full.pages[page]:
            break
        targets += [target for _, target, _ in jumps(opened, page)]
    assert len(targets) > 80
    for target in targets:
        assert "Về danh mục" in full.pages[target]
    shown = {n for n, text in enumerate(full.pages) if re.search(r"· tr\. \d+/", text)}
    assert min(shown) in targets


def test_score_table_leads_to_the_cited_page(full: Dossier, opened: pikepdf.Pdf) -> None:
    page = next(n for n in full.pages_with("44/46 × 1,50") if "(2)" in full.pages[n])
    reached = {target for _, target, _ in jumps(opened, page)}
    wanted = next(n for n, text in enumerate(full.pages) if "1.1.3 · TL 02 · tr. 3/9" in text)
    assert wanted in reached


def test_each_strip_leads_back_to_its_row(full: Dossier, opened: pikepdf.Pdf) -> None:
    for number, text in enumerate(full.pages):
        found = re.search(r"· TL (\d+) ·", text)
        if not found:
            continue
        ((box, target, place),) = jumps(opened, number)
        assert f"{found[1]} " in full.pages[target]
        assert place[1] == "/XYZ"
        media = [float(value) for value in opened.pages[number].MediaBox]
        assert media[0] <= box[0] < box[2] <= media[2]
        assert media[1] <= box[1] < box[3] <= media[3]


def test_bookmarks_name_every_part_field_and_document(full: Dossier, opened: pikepdf.Pdf) -> None:
    numbers = {one.obj.objgen: n for n, one in enumerate(opened.pages)}
    with opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == [
            "Báo cáo tự đánh giá",
            "Phụ lục I. Bảng tự chấm điểm",
            "Phụ lục II. Danh mục tài liệu kiểm chứng",
            "Tài liệu kiểm chứng",
        ]
        fields = [item.title for item in outline.root[1].children]
        whole = full.sample.assessment.criteria_set
        assert fields[: len(whole.fields)] == [f"{f.code}. {f.title}" for f in whole.fields]
        for item, field in zip(outline.root[1].children, whole.fields, strict=False):
            page = full.pages[numbers[item.destination[0].objgen]]
            assert re.search(rf"^ *{field.code} +\S", page, re.MULTILINE)
        by_leaf = outline.root[3].children
        assert [item.title.split()[0] for item in by_leaf][:3] == ["1.1.1", "1.1.2", "1.1.3"]
        for item in by_leaf:
            for document in item.children:
                number = re.match(r"TL (\d+)\.", document.title)
                page = full.pages[numbers[document.destination[0].objgen]]
                assert number
                assert f"TL {number[1]} " in page or f"{number[1]} " in page


def test_the_data_is_inside_as_it_was_given(full: Dossier, tmp_path: Path) -> None:
    listed = run("pdfdetach", "-enc", "UTF-8", "-list", full.path)
    assert DATA_NAME in listed
    run("pdfdetach", "-savefile", DATA_NAME, "-o", tmp_path / "d.json", full.path)
    assert (tmp_path / "d.json").read_bytes() == full.data
    manifest = manifest_from_bytes(full.data)
    again = score_assessment(assessment_from_manifest(manifest))
    assert again.self_score == score_assessment(full.sample.assessment).self_score
    assert json.loads(full.data)["format"] == "cchc-dossier/1"


def test_files_say_what_they_are(full: Dossier, opened: pikepdf.Pdf) -> None:
    specs = {str(one.UF): one for one in opened.Root.AF}
    assert specs[DATA_NAME].AFRelationship == "/Data"
    assert specs[DATA_NAME].EF.F.Subtype == "/application/json"
    originals = {name: one for name, one in specs.items() if name != DATA_NAME}
    assert set(originals) == set(full.built.attached)
    for one in originals.values():
        assert one.AFRelationship == "/Supplement"
        assert str(one.Desc)
    assert set(opened.attachments) == set(specs)


def test_originals_are_byte_identical(full: Dossier, opened: pikepdf.Pdf) -> None:
    stored = {one.document.sha256 for one in full.sample.assessment.evidence}
    for name in full.built.attached:
        data = opened.attachments[name].get_file().read_bytes()
        assert hashlib.sha256(data).hexdigest() in stored


def test_title_author_and_language(full: Dossier, opened: pikepdf.Pdf) -> None:
    info = run("pdfinfo", full.path)
    assert re.search(r"Title: +BÁO CÁO: Kết quả tự đánh giá", info)
    assert re.search(r"Author: +Sở Công Thương tỉnh Thái Nguyên", info)
    assert "JavaScript:      no" in info
    assert str(opened.Root.Lang) == "vi"
    with opened.open_metadata() as metadata:
        assert list(metadata["dc:language"]) == ["vi"]
        assert "Sở Công Thương" in str(metadata["dc:creator"])


def test_qpdf_finds_nothing_wrong(full: Dossier) -> None:
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", full.path)


def test_the_report_can_be_archived_as_pdf_a(bare: Dossier, tmp_path: Path) -> None:
    with pikepdf.open(bare.path) as pdf:
        report = pdfa.save(pdf, tmp_path / "luu-tru.pdf", "3b")
    assert report.findings == []


def test_two_builds_of_the_same_differ_in_their_id_only(
    full: Dossier, build: Any, tmp_path: Path
) -> None:
    again = build(full.sample)
    assert again.built == full.built
    assert again.pages == full.pages
    assert again.path.stat().st_size == full.path.stat().st_size
