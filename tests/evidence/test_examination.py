"""Looking at pages: what a scan, a text, a picture and hostile bytes are found to be."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import Cancelled
from cchc_desktop.core.evidence_doctor import document_findings, twin_findings
from cchc_desktop.core.evidence_item import Document, Evidence, FileState
from cchc_desktop.core.page_facts import DocumentFacts, facts_from_data, facts_to_data
from cchc_desktop.evidence import examination
from cchc_desktop.evidence.examination import Examiner
from tests.support.evidence_files import odd_pages, paper
from tests.support.scans import scan, scanned_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PIL import Image


@pytest.fixture(scope="module")
def examiner() -> Iterator[Examiner]:
    with Examiner(20) as one:
        yield one


def cited(
    state: FileState = FileState.PDF, pages: int = 1, cited_pages: str = "", **printed: str
) -> Evidence:
    """A citation whose document says all that it should."""
    known = {"number": "512/BC-SCT", "date": "2026-11-12", **printed}
    return Evidence(
        7, "3.4.1", Document(1, "ab" * 32, "BC.pdf", 9, state, pages, **known), cited_pages
    )


def found(facts: DocumentFacts, evidence: Evidence) -> dict[str, str]:
    """Give kind → message."""
    return {one.kind: one.message for one in document_findings(evidence, facts)}


def look(examiner: Examiner, path: Path, data: bytes, state=FileState.PDF) -> DocumentFacts:
    path.write_bytes(data)
    return examiner.examine(path, state)


def test_a_printed_document_is_in_order_and_its_text_is_read(
    examiner: Examiner, tmp_path: Path
) -> None:
    facts = look(examiner, tmp_path / "a.pdf", paper("Báo cáo quý IV", 5))
    assert found(facts, cited(pages=5)) == {}
    assert len(facts.pages) == 5
    assert "Báo cáo quý IV" in facts.text
    assert all(page.letters > 20 and page.dpi is None for page in facts.pages)


def test_odd_pages_are_no_reason_to_doubt(examiner: Examiner, tmp_path: Path) -> None:
    facts = look(examiner, tmp_path / "a.pdf", odd_pages())
    assert found(facts, cited(pages=7)) == {}


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (scan(30), "no_text_layer"),
        (scan(1), "no_text_layer"),  # a single line is not blank
        (scan(30, dust=40, shadow=True), "no_text_layer"),
        (scan(30, paper=215, ink=70), "no_text_layer"),  # grey paper
        (scan(0), "blank_page"),
        (scan(0, dust=60), "blank_page"),
        (scan(0, shadow=True), "blank_page"),
        (scan(30, ink=225), "blank_page"),  # the toner was empty
        (scan(30, paper=70, ink=20), "dark_page"),
        (scan(30, dpi=72), "tiny_scan"),
    ],
)
def test_a_scan_is_told_by_what_can_be_seen(
    examiner: Examiner, tmp_path: Path, page: Image.Image, kind: str
) -> None:
    facts = look(examiner, tmp_path / "a.pdf", scanned_pdf(page))
    assert list(found(facts, cited())) == [kind]


def test_only_cited_pages_count_and_neighbours_are_told_together(
    examiner: Examiner, tmp_path: Path
) -> None:
    good, white = scan(20), scan(0)
    data = scanned_pdf(good, white, white, good, white)
    facts = look(examiner, tmp_path / "a.pdf", data)
    assert "trang 2–3 gần như trắng" in " ".join(
        one.message for one in document_findings(cited(pages=5), facts)
    )
    blank = [one for one in document_findings(cited(pages=5), facts) if one.kind == "blank_page"]
    assert [(one.page, one.evidence_id) for one in blank] == [(2, 7), (5, 7)]
    assert len({one.place for one in blank}) == 2
    assert list(found(facts, cited(pages=5, cited_pages="1, 4"))) == ["no_text_layer"]
    assert facts_from_data(facts_to_data(facts)).pages[1].number == 2


def test_pictures_are_looked_at_frame_by_frame(examiner: Examiner, tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    scan(10).save(path, save_all=True, append_images=[scan(0)])
    facts = examiner.examine(path, FileState.IMAGE)
    assert [page.number for page in facts.pages] == [1, 2]
    said = found(facts, cited(FileState.IMAGE, 2))
    assert list(said) == ["blank_page"]
    assert "trang 2 gần như trắng" in said["blank_page"]
    small = tmp_path / "b.png"
    scan(10).resize((320, 450)).save(small)
    one = found(examiner.examine(small, FileState.IMAGE), cited(FileState.IMAGE, 1))
    assert one["tiny_scan"] == (
        "3.4.1 “BC.pdf”: ảnh quá nhỏ, chữ không đọc được; quét lại từ 200 dpi."
    )


def test_a_transparent_picture_is_seen_on_white(examiner: Examiner, tmp_path: Path) -> None:
    from PIL import Image as Pictures

    page = scan(20)
    clear = Pictures.new("RGBA", page.size, (0, 0, 0, 0))
    clear.putalpha(page.point(lambda shade: 255 - shade))
    clear.save(tmp_path / "a.png")
    facts = examiner.examine(tmp_path / "a.png", FileState.IMAGE)
    assert found(facts, cited(FileState.IMAGE)) == {}


def test_what_is_not_written_on_it_is_asked_for() -> None:
    assert found(DocumentFacts(), cited(number="Không số")) == {}
    said = found(DocumentFacts(), cited(number="", date=""))
    assert said == {
        "missing_number": "3.4.1 “BC.pdf”: chưa ghi số, ký hiệu và ngày; ghi vào, hoặc “Không số”."
    }
    assert list(found(DocumentFacts(), cited(date=""))) == ["missing_date"]
    assert list(found(DocumentFacts(), cited(FileState.SIGNED_PDF))) == ["already_signed"]


def test_the_same_paper_as_two_files_is_told_once() -> None:
    one = cited()
    twin = Evidence(8, "3.4.2", Document(
        2, "cd" * 32, "quét lại.pdf", 9, FileState.PDF, 1, "512/bc-sct", "2026-11-12"))  # fmt: skip
    again = Evidence(9, "3.4.3", one.document)
    (said,) = twin_findings([one, twin, again])
    assert (said.kind, said.code, said.evidence_id) == ("same_document", "3.4.2", 8)
    assert "“BC.pdf” ở mục 3.4.1" in said.message
    assert twin_findings([one, again]) == ()


def stored(place: int, name: str, **printed: str) -> Evidence:
    """A citation of a file of its own, all of one size."""
    digest = f"{place:02}" * 32
    return Evidence(
        place, f"1.{place}", Document(place, digest, name, 9, FileState.PDF, 1, **printed)
    )


def test_papers_without_a_number_are_no_twins() -> None:
    said = {"number": "Không số", "date": "2026-11-12"}
    assert twin_findings([stored(1, "a.jpg", **said), stored(2, "b.jpg", **said)]) == ()


def test_an_issuer_that_is_not_written_denies_nothing_another_one_does() -> None:
    said = {"number": "512/BC-SCT", "date": "2026-11-12"}
    named = stored(1, "a.pdf", issuer="Sở Công Thương", **said)
    assert len(twin_findings([named, stored(2, "b.pdf", **said)])) == 1
    assert twin_findings([named, stored(2, "b.pdf", issuer="Sở Nội vụ", **said)]) == ()


def test_the_same_name_and_size_is_told_unless_what_is_written_differs() -> None:
    (said,) = twin_findings([stored(1, "BC.pdf"), stored(2, "bc.pdf")])
    assert said.message == (
        "1.2 “bc.pdf”: cùng tên, cùng dung lượng với “BC.pdf” ở mục 1.1 nhưng là hai tệp; "
        "dùng chung một tệp."
    )
    one, other = stored(1, "BC.pdf", number="1/BC-A"), stored(2, "BC.pdf", number="2/BC-A")
    assert twin_findings([one, other]) == ()
    assert (
        len(twin_findings([stored(n, "BC.pdf", number="1/B", date="2026-01-02") for n in (1, 2)]))
        == 1
    )


@pytest.mark.parametrize("answer", ['{"pages": [[1,', "[]", '{"pages": 3, "failure": ""}'])
def test_half_an_answer_is_a_reader_that_died(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    dying = f"import sys; sys.stdin.readline(); sys.stdout.write({answer!r})"
    monkeypatch.setattr(
        examination,
        "_launch",
        lambda: subprocess.Popen(
            [sys.executable, "-c", dying],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ),
    )
    with Examiner(20) as examiner:
        facts = examiner.examine(tmp_path / "a.pdf", FileState.PDF)
        assert facts == DocumentFacts(failure=examination.CRASHED)
        assert examiner.process_id is None


def test_what_a_library_prints_is_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(paper("a", 1))
    noisy = (
        "import os, sys\n"
        "from cchc_desktop.evidence import examination_worker as worker\n"
        "look = worker._look\n"
        "worker._look = lambda *a: (os.write(1, b'noise'), print('noise'), look(*a))[2]\n"
        "sys.exit(worker.main())\n"
    )
    request = json.dumps([str(path), "pdf"]) + "\n"
    ran = subprocess.run(
        [sys.executable, "-c", noisy], input=request, capture_output=True, text=True, check=True
    )
    assert len(facts_from_data(json.loads(ran.stdout)).pages) == 1


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", os.urandom(5000), paper("a", 3)[:900]])
def test_bytes_that_are_no_pages_end_as_a_sentence(
    examiner: Examiner, tmp_path: Path, data: bytes
) -> None:
    for state in (FileState.PDF, FileState.IMAGE):
        facts = look(examiner, tmp_path / "a.bin", data, state)
        assert facts.failure == examination.UNREADABLE
        assert "mở ra kiểm tra" in found(facts, cited(state))["not_examined"]


def test_a_reader_that_dies_or_stalls_harms_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(paper("a", 1))
    with Examiner(1.0) as examiner:
        assert not examiner.examine(path, FileState.PDF).failure
        os.kill(examiner.process_id, signal.SIGKILL)
        time.sleep(0.2)
        assert not examiner.examine(path, FileState.PDF).failure  # started anew
        os.kill(examiner.process_id, signal.SIGSTOP)
        start = time.monotonic()
        assert examiner.examine(path, FileState.PDF).failure == examination.TOO_LONG
        assert time.monotonic() - start < 5
        assert not examiner.examine(path, FileState.PDF).failure
        os.kill(examiner.process_id, signal.SIGSTOP)

        def stop(_done: int, _total: int, _what: str) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            examiner.examine(path, FileState.PDF, stop)
        assert examiner.process_id is None
    assert examiner.examine(path, FileState.OTHER) == DocumentFacts()


def test_the_frozen_program_is_its_own_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "cchc"
    program.write_text(
        f'#!/bin/sh\ncd /\nexec {sys.executable} -m cchc_desktop "$@"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    path = tmp_path / "a.pdf"
    path.write_bytes(paper("Báo cáo", 2))
    with Examiner() as examiner:
        assert len(examiner.examine(path, FileState.PDF).pages) == 2
