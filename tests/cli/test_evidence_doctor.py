"""``cchc check`` as the evidence doctor: real scans attached, told, and left aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop import paths
from tests.support.command_line import cchc
from tests.support.evidence_files import paper
from tests.support.scans import scan, scanned_pdf

if TYPE_CHECKING:
    from pathlib import Path

SAID = ("--number", "1/BC-SNV", "--date", "2026-03-01")


def told(db: Path, kind: str) -> list[dict[str, str]]:
    """Give the findings of a kind."""
    return [one for one in cchc("check", db, "--json").json["findings"] if one["kind"] == kind]


def test_a_blank_page_is_told_once_and_can_be_left_aside(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "quét.pdf"
    file.write_bytes(scanned_pdf(scan(20), scan(0), scan(20)))
    attached = cchc("attach", db, "1.5", file, *SAID, "--json").json[0]
    words = (
        "1.5 “quét.pdf”: trang 2 gần như trắng, khó đọc; quét lại hoặc không trích dẫn trang này."
    )
    assert words in attached["findings"]
    (one,) = told(db, "blank_page")
    assert (one["severity"], one["message"], one["code"]) == ("warning", words, "1.5")
    assert cchc("waive", db, "1.5", "blank_page", "--reason", "Mặt sau để trống").code == 0
    (one,) = told(db, "blank_page")
    assert (one["severity"], one["waived"]) == ("info", "Mặt sau để trống")
    cchc("evidence", "describe", db, "1", "--pages", "1, 3")
    assert told(db, "blank_page") == []


def test_each_is_looked_at_once_and_only_figures_are_remembered(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "bc.pdf"
    file.write_bytes(paper("Nội dung riêng của đơn vị", 2))
    cchc("attach", db, "1.5", file, *SAID)
    folder = paths.user_data_dir() / "tai-lieu-da-xem"
    (kept,) = folder.iterdir()
    assert "Nội dung" not in kept.read_text("utf-8")
    kept.write_text('{"version": 1, "pages": [[1, 0.0, 1.0, 0.0, 0, null, true]], "failure": ""}')
    assert [one["code"] for one in told(db, "unreadable_page")] == ["1.5"]
    kept.write_text("hỏng", "utf-8")  # what can't be read is looked at anew
    assert told(db, "unreadable_page") == []


def test_one_paper_stored_as_two_files_is_told(db: Path, tmp_path: Path) -> None:
    for name, code in (("một.pdf", "1.5"), ("hai.pdf", "3.4.1"), ("ba.pdf", "3.4.2")):
        (tmp_path / name).write_bytes(paper(name, 1))
        cchc("attach", db, code, tmp_path / name, *SAID)
    assert [one["code"] for one in told(db, "same_document")] == ["3.4.1", "3.4.2"]
    cchc("evidence", "describe", db, "2", "--number", "2/BC-SNV")
    assert [one["code"] for one in told(db, "same_document")] == ["3.4.2"]
    assert cchc("check", db, "--integrity").code == 0
