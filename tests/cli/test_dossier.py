"""``cchc export``, ``sign`` and ``verify``; the results reopened by other programs."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import openpyxl
import pikepdf
import pytest

from tests.support.command_line import cchc, refused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.signed_dossier import Made

DATA_NAME = "du-lieu-cchc.json"


def _text(pdf: Path) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True
    ).stdout


def test_verification_finds_everything_in_order(made: Made) -> None:
    told = cchc("verify", made.pdf, "--trust", made.keys.root, "--json")
    assert told.code == 0, told.out
    report = told.json
    assert report["intact"] is report["trusted"] is True
    (signature,) = report["signatures"]
    assert signature["signer"] == "Nguyễn Thị Hạnh"
    assert signature["role"] == "head"
    assert signature["covers_whole_file"] is signature["intact"] is signature["trusted"] is True
    data = report["data"]
    assert data["present"] is data["matches_pages"] is data["score_recomputed"] is True
    assert data["self_score"] == cchc("score", made.db, "--json").json["self_score"]
    assert report["evidence"] == {"count": 5, "hashes_ok": True}


def test_intact_and_trusted_are_two_things(made: Made) -> None:
    told = cchc("verify", made.pdf, "--json")
    assert told.code == 1
    assert told.json["intact"] is True
    assert told.json["trusted"] is False
    assert "Không rõ nguồn" in cchc("verify", made.pdf).out


def test_pdfsig_calls_it_valid_and_whole(made: Made) -> None:
    seen = subprocess.run(
        ["pdfsig", str(made.pdf)], capture_output=True, text=True, check=False
    ).stdout
    assert "Signature is Valid" in seen
    assert "Total document signed" in seen
    assert "ETSI.CAdES.detached" in seen


def test_qpdf_finds_nothing_wrong(made: Made) -> None:
    checked = subprocess.run(
        ["qpdf", "--check", str(made.pdf)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_data_and_originals_are_inside(made: Made, tmp_path: Path) -> None:
    with pikepdf.open(made.pdf) as pdf:
        names = list(pdf.attachments)
        data = pdf.attachments[DATA_NAME].get_file().read_bytes()
        originals = {
            hashlib.sha256(pdf.attachments[name].get_file().read_bytes()).hexdigest()
            for name in names
            if name != DATA_NAME
        }
    stored = json.loads(data)
    assert stored["answers"]["3.4.1"]["values"] == {"a": "2453", "b": "2450"}
    attached = {
        one["sha256"]
        for one in stored["evidence"]
        if one["state"] in ("encrypted", "damaged", "other")
    }
    assert attached
    assert attached <= originals
    out = tmp_path / "data.json"
    assert cchc("export", made.db, "--json-data", out).code == 0
    assert out.read_bytes() == data


def test_the_pages_say_what_was_declared(made: Made) -> None:
    text = _text(made.pdf)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Kính gửi",
        "Nguyễn Thị Hạnh", "2.450/2.453", "3,9951…", "12/KH-SCT", "Nơi nhận", "Đã ký số",
    ):  # fmt: skip
        assert words in text, words


def test_the_agency_signs_second(made: Made, tmp_path: Path) -> None:
    both = tmp_path / "hai chữ ký.pdf"
    signed = cchc("sign", made.pdf, both, *made.keys.options(made.keys.agency), "--role", "agency")
    assert signed.code == 0, signed.err
    report = cchc("verify", both, "--trust", made.keys.root, "--json")
    assert report.code == 0, report.out
    assert [one["role"] for one in report.json["signatures"]] == ["head", "agency"]
    assert all(one["intact"] for one in report.json["signatures"])
    seen = subprocess.run(["pdfsig", str(both)], capture_output=True, text=True, check=False).stdout
    assert seen.count("Signature is Valid") == 2
    refused(
        "sign", both, tmp_path / "ba.pdf", *made.keys.options(made.keys.agency), "--role", "agency"
    )


def test_unsigned_waits_for_the_head(made: Made, tmp_path: Path) -> None:
    waiting, signed = tmp_path / "chờ ký.pdf", tmp_path / "đã ký.pdf"
    told = cchc("export", made.db, "--pdf", waiting, "--json")
    assert told.code == 0, told.err
    assert told.json["signed"] is False
    report = cchc("verify", waiting, "--json")
    assert report.code == 1
    assert report.json["signatures"] == []
    assert report.json["intact"] is False
    assert report.json["data"]["score_recomputed"] is True
    refused("sign", waiting, signed, *made.keys.options(made.keys.agency), "--role", "agency")
    assert cchc("sign", waiting, signed, *made.keys.options(made.keys.head)).code == 0
    assert cchc("verify", signed, "--trust", made.keys.root).code == 0


def _verify_findings(pdf: Path, made: Made) -> tuple[int, dict[str, object], str]:
    told = cchc("verify", pdf, "--trust", made.keys.root, "--json")
    assert "Traceback" not in told.err
    report = json.loads(told.out)
    words = " ".join(one["message"] for one in report.get("findings", []))
    return told.code, report, words + told.err


def test_a_flipped_byte_is_caught(made: Made, tmp_path: Path) -> None:
    whole = bytearray(made.pdf.read_bytes())
    place = whole.index(b"stream") + 40
    whole[place] ^= 1
    hurt = tmp_path / "lật.pdf"
    hurt.write_bytes(whole)
    code, report, words = _verify_findings(hurt, made)
    assert code in (1, 3)
    assert report.get("intact", False) is False
    assert words


def test_an_update_that_changes_a_score_is_caught_by_its_code(made: Made, tmp_path: Path) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    changed = tmp_path / "sửa điểm.pdf"
    shutil.copy(made.pdf, changed)
    with changed.open("r+b") as stream:
        writer = IncrementalPdfFileWriter(stream)
        file = _data_stream(writer)
        data = json.loads(file.data)
        for item in data["scores"]["items"]:
            if item["code"] == "3.4.1":
                item["score"] = "3.00"
        file._data = json.dumps(data).encode()
        file._encoded_data = None
        writer.mark_update(file.container_ref)
        writer.write_in_place()
    code, report, words = _verify_findings(changed, made)
    assert code == 1
    assert report["intact"] is False
    assert report["data"]["score_recomputed"] is False
    assert report["data"]["differing"] == ["3.4.1"]
    assert "3.4.1" in words


def _data_stream(writer: object) -> object:
    names = writer.root["/Names"]["/EmbeddedFiles"]
    pairs = names["/Names"] if "/Names" in names else names["/Kids"][0]["/Names"]
    for position in range(0, len(pairs), 2):
        if str(pairs[position]) == DATA_NAME:
            return pairs[position + 1]["/EF"]["/F"]
    raise AssertionError("no data file")


def test_a_removed_attachment_is_caught_by_its_name(made: Made, tmp_path: Path) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    changed = tmp_path / "bỏ tệp.pdf"
    shutil.copy(made.pdf, changed)
    with changed.open("r+b") as stream:
        writer = IncrementalPdfFileWriter(stream)
        names = writer.root["/Names"]["/EmbeddedFiles"]
        node = names if "/Names" in names else names["/Kids"][0]
        pairs = node["/Names"]
        kept = generic.ArrayObject()
        for position in range(0, len(pairs), 2):
            if "danh sách" not in str(pairs[position]):
                kept.extend([pairs.raw_get(position), pairs.raw_get(position + 1)])
        assert len(kept) < len(pairs)
        node["/Names"] = kept
        writer.update_container(node)
        writer.write_in_place()
    code, report, words = _verify_findings(changed, made)
    assert code == 1
    assert report["intact"] is False
    assert report["evidence"]["hashes_ok"] is False
    assert "danh sách.docx" in words


def test_bytes_after_the_end_and_a_cut_are_caught(made: Made, tmp_path: Path) -> None:
    longer = tmp_path / "thêm.pdf"
    longer.write_bytes(made.pdf.read_bytes() + b"\n% them\n")
    code, report, _ = _verify_findings(longer, made)
    assert code == 1
    assert report["intact"] is False
    shorter = tmp_path / "cắt.pdf"
    shorter.write_bytes(made.pdf.read_bytes()[:-2000])
    code, report, _ = _verify_findings(shorter, made)
    assert code in (1, 3)
    assert report.get("intact", False) is False


@pytest.mark.parametrize("content", [b"", b"khong phai", b"%PDF-1.7\nxx", os.urandom(4096)])
def test_what_is_no_dossier_is_one_sentence(made: Made, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "khác.pdf"
    other.write_bytes(content)
    told = cchc("verify", other, "--json")
    assert told.code in (1, 2, 3)
    assert "Traceback" not in told.err
    assert told.json


def test_a_wrong_password_and_an_expired_certificate_make_nothing(
    made: Made, tmp_path: Path
) -> None:
    out = tmp_path / "ra"
    out.mkdir()
    wrong = tmp_path / "sai.txt"
    wrong.write_text("không phải", encoding="utf-8")
    words = ("export", made.db, "--pdf", out / "a.pdf")
    assert "ật khẩu" in refused(*words, "--sign-p12", made.keys.head, "--password-file", wrong)
    assert "ết hạn" in refused(*words, *made.keys.options(made.keys.expired))
    refused(*words, "--sign-p12", tmp_path / "khong-co.p12", "--password-file", wrong)
    refused(*words, "--sign-p12", made.keys.head)
    refused(*words, "--token", "x")
    assert list(out.iterdir()) == []


def test_an_unwritable_place_leaves_nothing(made: Made, tmp_path: Path) -> None:
    assert "khong-co" in refused(
        "export", made.db, "--pdf", tmp_path / "khong-co" / "a.pdf", code=3
    )
    assert [path.name for path in tmp_path.iterdir()] == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_a_full_disk_leaves_the_old_file_and_nothing_half_made(made: Made, tmp_path: Path) -> None:
    small = tmp_path / "đĩa nhỏ"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(small)], check=True)
    try:
        old = small / "a.pdf"
        old.write_bytes(b"ban cu")
        assert "đầy" in refused("export", made.db, "--pdf", old, code=3)
        assert old.read_bytes() == b"ban cu"
        assert [path.name for path in small.iterdir()] == ["a.pdf"]
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_the_table_as_a_spreadsheet(made: Made, tmp_path: Path) -> None:
    out = tmp_path / "bảng.xlsx"
    assert cchc("export", made.db, "--xlsx", out).code == 0
    sheet = openpyxl.load_workbook(out).active
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    (row,) = [one for one in rows if one and str(one[0]) == "3.4.1"]
    assert any("2.450/2.453" in str(cell) for cell in row)


def test_particulars_are_kept_for_the_next_export(made: Made, tmp_path: Path) -> None:
    db = tmp_path / "so.cchc"
    shutil.copy(made.db, db)
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    words = ("--number", "135/BC-SCT", "--date", "25/11/2026", "--place", "Thái Nguyên")
    assert cchc("export", db, "--pdf", first, *words).code == 0
    assert cchc("export", db, "--pdf", second).code == 0
    for pdf in (first, second):
        text = _text(pdf)
        assert "135/BC-SCT" in text
        assert "Thái Nguyên, ngày 25 tháng 11 năm 2026" in text
    refused("export", db, "--pdf", first, "--date", "31/11/2026")
    refused("export", db)


def test_another_persons_certificate_is_pointed_out(made: Made, tmp_path: Path) -> None:
    db, pdf = shutil.copy(made.db, tmp_path / "so.cchc"), tmp_path / "khác.pdf"
    words = ("--signer-name", "Trần Thị Lan", *made.keys.options(made.keys.head))
    assert cchc("export", db, "--pdf", pdf, *words).code == 0
    told = cchc("verify", pdf, "--trust", made.keys.root, "--json")
    assert told.code == 1
    assert told.json["intact"] is told.json["trusted"] is True
    (finding,) = [one for one in told.json["findings"] if one["kind"] == "other_signer"]
    assert "Trần Thị Lan" in finding["message"]
    assert "Nguyễn Thị Hạnh" in finding["message"]
