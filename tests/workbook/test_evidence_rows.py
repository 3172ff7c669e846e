"""Documents come back byte for byte, are stored once, and never half."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import Cancelled, FileProblem, UserError
from cchc_desktop.core.evidence_item import Document, FileState
from tests.support.other_programs import run
from tests.support.workbooks import attach, reopen

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.workbook.workbook import Workbook

MEGABYTE = 1024 * 1024


def stored(workbook: Workbook, table: str) -> int:
    return int(run("sqlite3", "-readonly", str(workbook.path), f"SELECT count(*) FROM {table}"))


@pytest.mark.parametrize("size", [1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE + 7])
def test_bytes_come_back(workbook: Workbook, tmp_path: Path, size: int) -> None:
    data = hashlib.shake_128(b"x").digest(size)
    one = attach(workbook, "1.1.1", data, number="12/KH-SNV", cited_pages="1-2")
    assert (one.id, one.code, one.cited_pages) == (1, "1.1.1", "1-2")
    assert (one.document.size, one.document.sha256) == (size, hashlib.sha256(data).hexdigest())
    assert workbook.read_assessment().evidence == (one,)
    target = tmp_path / "ra.pdf"
    workbook.extract_document(one.document.id, target)
    assert target.read_bytes() == data


def test_the_same_bytes_are_stored_once(workbook: Workbook) -> None:
    data = b"abc" * MEGABYTE
    first = attach(workbook, "1.1.1", data, number="12/KH", title="Kế hoạch")
    second = attach(workbook, "1.1.2", data, name="tên khác.pdf", date="2026-01-15")
    assert second.document.id == first.document.id
    assert second.document == workbook.evidence(first.id).document
    assert second.document.name == "kế hoạch.pdf"
    assert second.document.number == "12/KH"
    assert second.document.title == "Kế hoạch"
    assert second.document.date == "2026-01-15"
    assert stored(workbook, "document_chunks") == 3
    assert workbook.check_integrity() == ()


def test_another_number_for_the_same_bytes_is_refused(workbook: Workbook) -> None:
    first = attach(workbook, "1.1.1", b"abc", number="12/KH")
    with pytest.raises(UserError) as caught:
        attach(workbook, "1.1.2", b"abc", number="13/KH", title="Khác")
    assert caught.value.code == "document_differs"
    assert workbook.evidence(first.id).document == first.document
    assert workbook.check_integrity() == ()
    workbook.remove_evidence(first.id)
    again = attach(workbook, "1.1.2", b"abc", number="13/KH")
    assert again.document.number == "13/KH"


def test_each_leafs_list_keeps_its_order(workbook: Workbook) -> None:
    for number, code in enumerate(["1.1.2", "1.1.1", "1.1.2"]):
        attach(workbook, code, b"%d" % number, name=f"{number}.pdf")
    assessment = workbook.read_assessment()
    assert [one.document.name for one in assessment.evidence_of("1.1.2")] == ["0.pdf", "2.pdf"]
    assert [one.document.name for one in assessment.evidence_of("1.1.1")] == ["1.pdf"]


def test_a_description_is_changed_for_all_citations(workbook: Workbook) -> None:
    first = attach(workbook, "1.1.1", b"a")
    second = attach(workbook, "1.1.2", b"a", cited_pages="2")
    changed = workbook.update_evidence(
        first.id, number="5/QĐ", date="2026-02-01", issuer="Sở", title="QĐ", cited_pages="3"
    )
    assert changed == workbook.evidence(first.id)
    assert changed.document.number == "5/QĐ"
    other = workbook.evidence(second.id)
    assert other.document == changed.document
    assert other.cited_pages == "2"


def test_a_removed_citation_leaves_the_document_to_come_back(workbook: Workbook) -> None:
    one = attach(workbook, "1.1.1", b"a")
    workbook.remove_evidence(one.id)
    assert workbook.read_assessment().evidence == ()
    again = attach(workbook, "1.1.1", b"a")
    assert again.id == one.id + 1  # a number is never given out twice
    assert again.document.id == one.document.id
    assert workbook.check_integrity() == ()


def test_what_is_not_there_is_named(workbook: Workbook, tmp_path: Path) -> None:
    empty = {"number": "", "date": "", "issuer": "", "title": "", "cited_pages": ""}
    for attempt in (
        lambda: workbook.evidence(7),
        lambda: workbook.remove_evidence(7),
        lambda: workbook.update_evidence(7, **empty),
        lambda: workbook.extract_document(7, tmp_path / "a"),
        lambda: workbook.evidence(2**70),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code in ("unknown_evidence", "unknown_document")
    assert not (tmp_path / "a").exists()


def test_cancelling_keeps_nothing(workbook: Workbook) -> None:
    head = workbook.history_head()

    def cancel(done: int, total: int, what: str) -> None:
        if done >= 2 * MEGABYTE:
            raise Cancelled

    document = Document(0, "", "a.pdf", 5 * MEGABYTE, FileState.PDF, 1)
    with pytest.raises(Cancelled):
        workbook.add_evidence("1.1.1", io.BytesIO(bytes(5 * MEGABYTE)), document, "", cancel)
    assert workbook.history_head() == head
    assert stored(workbook, "document_chunks") == 0
    assert attach(workbook, "1.1.1", b"a").id == 1
    assert workbook.check_integrity() == ()


def test_a_source_that_fails_half_way_keeps_nothing(workbook: Workbook) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            piece = super().read(size)
            if not piece:
                raise UserError("file_changed", "Tệp thay đổi trong lúc đọc.")
            return piece

    document = Document(0, "", "a.pdf", 5, FileState.PDF, 1)
    with pytest.raises(UserError, match="thay đổi"):
        workbook.add_evidence("1.1.1", Failing(b"hello"), document)
    assert workbook.read_assessment().evidence == ()
    assert workbook.check_integrity() == ()


def test_a_document_of_no_bytes_is_refused(workbook: Workbook) -> None:
    with pytest.raises(UserError) as caught:
        attach(workbook, "1.1.1", b"")
    assert caught.value.code == "file_empty"
    assert workbook.check_integrity() == ()


def test_progress_goes_up_to_the_end(workbook: Workbook, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    data = bytes(range(200)) * 20_000
    document = Document(0, "", "a.pdf", len(data), FileState.PDF, 1)
    workbook.add_evidence(
        "1.1.1", io.BytesIO(data), document, "", lambda done, total, _: seen.append((done, total))
    )
    assert seen == sorted(seen)
    assert seen[-1] == (len(data), len(data))
    seen.clear()
    workbook.extract_document(1, tmp_path / "a", lambda done, total, _: seen.append((done, total)))
    assert seen[-1] == (len(data), len(data))


def test_an_extract_replaces_nothing_unless_told(workbook: Workbook, tmp_path: Path) -> None:
    attach(workbook, "1.1.1", b"new")
    target = tmp_path / "ra.pdf"
    target.write_bytes(b"old")
    with pytest.raises(UserError) as caught:
        workbook.extract_document(1, target)
    assert caught.value.code == "exists"
    assert target.read_bytes() == b"old"
    workbook.extract_document(1, target, replace=True, durable=False)
    assert target.read_bytes() == b"new"


def test_a_damaged_document_is_never_handed_out(workbook: Workbook, tmp_path: Path) -> None:
    marker = b"the paragraph that somebody would like to change"
    attach(workbook, "1.1.1", b"x" * MEGABYTE + marker + b"y" * 100, name="biên bản.pdf")
    workbook.close()
    path = workbook.path
    data = path.read_bytes()
    assert data.count(marker) == 1
    path.write_bytes(data.replace(marker, marker.upper()))
    with reopen(path) as opened:
        with pytest.raises(FileProblem, match=r"biên bản\.pdf") as caught:
            opened.extract_document(1, tmp_path / "ra.pdf")
        assert caught.value.code == "damaged"
        assert any("biên bản.pdf" in one for one in opened.check_integrity())
    assert not (tmp_path / "ra.pdf").exists()


def test_a_deleted_text_does_not_stay_in_the_file(workbook: Workbook) -> None:
    workbook.save_particulars(workbook.read_assessment().particulars)
    attach(workbook, "1.1.1", b"secret" * 50_000)
    with workbook._file.act("test") as (db, _):
        db.execute("DELETE FROM citations")
        db.execute("DELETE FROM document_chunks")
        db.execute("DELETE FROM documents")
    workbook.close()
    assert b"secretsecret" not in workbook.path.read_bytes()
