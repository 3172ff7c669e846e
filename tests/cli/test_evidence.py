"""``cchc attach``, ``evidence``, ``detach``: real files in, the same bytes out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pikepdf
import pytest

from tests.support.command_line import cchc, refused
from tests.support.documents import write_pdf
from tests.support.scans import scan


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_document_comes_out_as_it_went_in(db: Path, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "kế hoạch 12.pdf", pages=5)
    words = ("--number", "12/KH-SNV", "--date", "15/01/2026", "--issuer", "Sở Nội vụ")
    added = cchc("attach", db, "1.1.1", file, *words, "--pages", "3-5", "--json")
    assert added.code == 0, added.err
    (told,) = cchc("evidence", db, "--json").json
    assert added.json == [told]
    assert told["code"] == "1.1.1"
    assert told["name"] == "kế hoạch 12.pdf"
    assert (told["size"], told["sha256"]) == (file.stat().st_size, _sha(file))
    assert (told["pages"], told["cited_pages"]) == (5, "3-5")
    assert (told["number"], told["date"], told["issuer"]) == (
        "12/KH-SNV",
        "2026-01-15",
        "Sở Nội vụ",
    )
    out = tmp_path / "ra.pdf"
    assert cchc("evidence", "get", db, str(told["id"]), out).code == 0
    assert _sha(out) == _sha(file)


def test_one_file_for_several_leaves_is_stored_once(db: Path, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", pages=200)
    assert cchc("attach", db, "1.1.1", file).code == 0
    size = db.stat().st_size
    assert cchc("attach", db, "1.1.2", file).code == 0
    assert db.stat().st_size - size < file.stat().st_size / 2 + 65536
    listed = cchc("evidence", db, "--json").json
    assert [one["code"] for one in listed] == ["1.1.1", "1.1.2"]
    assert len({one["id"] for one in listed}) == 2
    assert [one["code"] for one in cchc("evidence", db, "1.1.2", "--json").json] == ["1.1.2"]
    assert len(cchc("evidence", db, "1.1", "--json").json) == 2


def test_detached_is_gone_and_the_other_citation_stays(db: Path, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf")
    first = cchc("attach", db, "1.1.1", file, "--json").json[0]["id"]
    second = cchc("attach", db, "1.1.2", file, "--json").json[0]["id"]
    assert cchc("detach", db, str(first)).code == 0
    assert [one["id"] for one in cchc("evidence", db, "--json").json] == [second]
    refused("detach", db, str(first))
    refused("evidence", "get", db, str(first), tmp_path / "x.pdf")
    assert cchc("evidence", "get", db, str(second), tmp_path / "x.pdf").code == 0


def test_doubtful_files_are_taken_and_said_to_be_so(db: Path, tmp_path: Path) -> None:
    locked, broken = tmp_path / "khoa.pdf", tmp_path / "hong.pdf"
    with pikepdf.open(write_pdf(tmp_path / "a.pdf")) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="mo", owner="chu"))
    broken.write_bytes(b"%PDF-1.7\n" + b"x" * 500)
    picture = tmp_path / "p.png"
    scan(20).save(picture)
    said = ("--number", "1/BC-SNV", "--date", "2026-03-01")
    done = cchc("attach", db, "1.5", locked, broken, picture, *said, "--json")
    assert done.code == 0, done.err
    states = [(one["state"], bool(one["findings"])) for one in done.json]
    assert states == [("encrypted", True), ("damaged", True), ("image", False)]


@pytest.mark.parametrize("kind", ["missing", "empty", "folder", "device", "link", "loop"])
def test_what_is_no_ordinary_file_is_refused(db: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "la.pdf"
    match kind:
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "device":
            path = Path("/dev/zero")
        case "link":
            path.symlink_to(write_pdf(tmp_path / "goc.pdf"))
        case "loop":
            path.symlink_to(path)
    good = write_pdf(tmp_path / "tot.pdf")
    refused("attach", db, "1.5", good, path)
    assert cchc("evidence", db, "--json").json == []


def test_pages_and_dates_that_can_not_be(db: Path, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", pages=3)
    assert "4" in refused("attach", db, "1.5", file, "--pages", "2-4")
    refused("attach", db, "1.5", file, "--pages", "hai")
    refused("attach", db, "1.5", file, "--date", "30/02/2026")
    refused("attach", db, "1.1", file)
    assert cchc("evidence", db, "--json").json == []


def test_an_existing_file_is_not_overwritten(db: Path, tmp_path: Path) -> None:
    added = cchc("attach", db, "1.5", write_pdf(tmp_path / "a.pdf"), "--json").json[0]["id"]
    out = tmp_path / "co-san.pdf"
    out.write_text("của người khác", encoding="utf-8")
    refused("evidence", "get", db, str(added), out)
    assert out.read_text("utf-8") == "của người khác"


def test_the_same_file_with_another_number_does_not_change_the_first(
    db: Path, tmp_path: Path
) -> None:
    file = write_pdf(tmp_path / "a.pdf")
    assert cchc("attach", db, "1.1.1", file, "--number", "12/KH-SNV").code == 0
    before = cchc("evidence", db, "--json").out
    assert "12/KH-SNV" in refused("attach", db, "1.1.2", file, "--number", "99/QĐ-SNV")
    assert cchc("evidence", db, "--json").out == before
    done = cchc("attach", db, "1.1.2", file, "--title", "Kế hoạch", "--json")
    assert (done.json[0]["number"], done.json[0]["title"]) == ("12/KH-SNV", "Kế hoạch")


def test_the_same_file_twice_at_one_leaf_is_refused(db: Path, tmp_path: Path) -> None:
    file = write_pdf(tmp_path / "a.pdf", pages=4)
    assert cchc("attach", db, "1.1.1", file, "--pages", "1-2").code == 0
    assert "1.1.1" in refused("attach", db, "1.1.1", file, "--pages", "1-2")
    assert cchc("attach", db, "1.1.1", file, "--pages", "4").code == 0
    assert len(cchc("evidence", db, "--json").json) == 2
