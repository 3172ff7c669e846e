"""Proposals from a document's text and name: right, or none at all."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.evidence.proposals import Proposal, propose

if TYPE_CHECKING:
    from datetime import date

REPORT = """UBND TỈNH THÁI NGUYÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ CÔNG THƯƠNG Độc lập - Tự do - Hạnh phúc
Số: 512/BC-SCT Thái Nguyên, ngày 12 tháng 11 năm 2026
BÁO CÁO
Kết quả kiểm soát thủ tục hành chính
quý IV và năm 2026
Kính gửi: Ủy ban nhân dân tỉnh.
Căn cứ Quyết định số 12/QĐ-UBND ngày 03 tháng 01 năm 2026 của UBND tỉnh;
"""
FULL = Proposal(
    "512/BC-SCT",
    "2026-11-12",
    "Sở Công Thương",
    "Báo cáo kết quả kiểm soát thủ tục hành chính quý IV và năm 2026",
)


def test_an_official_report_is_read() -> None:
    assert propose(REPORT, "scan0001.pdf") == FULL


def test_however_its_letters_are_composed_and_its_columns_follow_each_other() -> None:
    columns = """UBND  TỈNH THÁI NGUYÊN
SỞ CÔNG THƯƠNG
__________
Số:  512 / BC - SCT
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
-----------------
Thái Nguyên, ngày 12  tháng 11 năm 2026
BÁO CÁO
Kết quả kiểm soát thủ tục hành chính quý IV và năm 2026
I. TÌNH HÌNH CHUNG
"""
    assert propose(columns, "") == FULL
    assert propose(unicodedata.normalize("NFD", REPORT), "scan.pdf") == FULL


def test_a_letter_has_its_subject_under_its_number() -> None:
    letter = """ỦY BAN NHÂN DÂN
TỈNH THÁI NGUYÊN
Số: 1204/UBND-NC
V/v đẩy mạnh cải cách hành chính
năm 2026
Thái Nguyên, ngày 5 tháng 3 năm 2026
Kính gửi: Các sở, ban, ngành.
"""
    assert propose(letter, "x.pdf") == Proposal(
        "1204/UBND-NC",
        "2026-03-05",
        "Ủy ban nhân dân tỉnh Thái Nguyên",
        "Về việc đẩy mạnh cải cách hành chính năm 2026",
    )


def test_what_a_document_cites_is_never_its_own() -> None:
    text = """SỞ CÔNG THƯƠNG
Số: /BC-SCT Thái Nguyên, ngày tháng năm 2026
BÁO CÁO
Tự đánh giá
Căn cứ Quyết định số 12/QĐ-UBND, Hà Nội, ngày 03 tháng 01 năm 2026 của UBND tỉnh;
Số: 99/KH-SNV
"""
    found = propose(text, "dự thảo.pdf")
    assert (found.number, found.date) == ("", "")
    assert found.title == "Báo cáo tự đánh giá"


HEAD = "\n".join(REPORT.splitlines()[:3])


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("BÁO CÁO\nKết quả quý IV năm\n2026\nKính gửi: A", "Báo cáo kết quả quý IV năm 2026"),
        (
            "BÁO CÁO\nKết quả công tác và\nthực hiện nhiệm vụ\nCăn cứ A",
            "Báo cáo kết quả công tác và thực hiện nhiệm vụ",
        ),
        (
            "BÁO CÁO\nKết quả triển khai\nphần mềm một cửa\nI. CHUNG",
            "Báo cáo kết quả triển khai phần mềm một cửa",
        ),
        ("BÁO CÁO\nKết quả\n_______\nSở Công Thương báo cáo\nI. A", "Báo cáo kết quả"),
        (
            "QUYẾT ĐỊNH\nVề việc ban hành quy chế\nGIÁM ĐỐC SỞ\nCăn cứ A",
            "Quyết định về việc ban hành quy chế",
        ),
        # Where the end can't be told, nothing.
        ("BÁO CÁO\nKết quả rà soát\nTTHC\nnăm 2026\nKính gửi: A", ""),
        ("BÁO CÁO\nKết quả\nSở Công Thương báo cáo như sau:\nI. CHUNG", ""),
        ("BÁO CÁO\n" + "Kết quả\n" * 6 + "I. CHUNG", ""),
    ],
)
def test_a_subject_is_whole_or_none(below: str, title: str) -> None:
    assert propose(f"{HEAD}\n{below}", "").title == title


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("UBND TỈNH THÁI NGUYÊN\nPHÒNG LẠ HOẮC", ""),
        ("UBND TỈNH THÁI NGUYÊN\nTHANH TRA", ""),
        ("ỦY BAN NHÂN DÂN XÃ\nTÂN LẬP", "Ủy ban nhân dân xã Tân Lập"),
        ("THỦ TƯỚNG\nCHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("UBND TỈNH A\nSỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
    ],
)
def test_a_parent_and_its_part_are_never_one_agency(lines: str, issuer: str) -> None:
    assert propose(f"{lines}\nSố: 1/BC-X", "").issuer == issuer


@pytest.mark.parametrize("line", ["SỐ: 512/BC-SCT", "Số: 512 /BC-SCT.", "Số:512/BC-SCT, V/v A"])
def test_a_number_is_read_however_it_is_set(line: str) -> None:
    found = propose(f"SỞ CÔNG THƯƠNG\n{line}", "")
    assert (found.number, found.issuer) == ("512/BC-SCT", "Sở Công Thương")


def test_two_numbers_or_an_unknown_agency_give_no_proposal() -> None:
    two = REPORT.replace("BÁO CÁO\n", "Số: 7/KH-SCT\nBÁO CÁO\n", 1)
    assert propose(two, "").number == ""
    other = REPORT.replace("SỞ CÔNG THƯƠNG", "CÔNG TY TNHH MAI HOA")
    assert propose(other, "").issuer == ""


@pytest.mark.parametrize(
    ("name", "number", "day"),
    [
        ("512_BC-SCT 12.11.2026.pdf", "512/BC-SCT", "2026-11-12"),
        ("BC 512-BC-SCT ngay 12-11-2026 ve TTHC.pdf", "512/BC-SCT", "2026-11-12"),
        ("18 QD-UBND.pdf", "18/QĐ-UBND", ""),
        ("20261112 Bao cao quy IV.pdf", "", "2026-11-12"),
        ("2026-11-12 bao cao.pdf", "", "2026-11-12"),
        ("20261342.pdf", "", ""),
        ("IMG_20261112.jpg", "", ""),
        ("Ảnh chụp 12-11-2026 09.42.10.png", "", ""),
        ("12.11.2026 và 13.11.2026.pdf", "", ""),
        ("scan0001.pdf", "", ""),
        ("512.pdf", "", ""),
    ],
)
def test_a_name_says_only_what_it_says_without_doubt(name: str, number: str, day: str) -> None:
    assert propose("", name) == Proposal(number, day)


def test_text_and_name_that_contradict_each_other_propose_nothing() -> None:
    found = propose(REPORT, "513_BC-SCT 13.11.2026.pdf")
    assert (found.number, found.date) == ("", "")
    assert found.issuer == "Sở Công Thương"


@given(
    st.integers(1, 9999),
    st.sampled_from(["BC", "KH", "QĐ", "TTr"]),
    st.sampled_from(["SCT", "SNV", "UBND", "STNMT-VP"]),
    st.dates(),
    st.sampled_from(["Sở Nội vụ", "Sở Văn hóa, Thể thao và Du lịch", "Ủy ban nhân dân xã Tân Lập"]),
    st.booleans(),
)
def test_every_head_of_this_form_is_read_back(
    number: int, kind: str, symbol: str, day: date, issuer: str, nfd: bool
) -> None:
    text = (
        f"UBND TỈNH BẮC NINH\n{issuer.upper()}\nSố: {number}/{kind}-{symbol}\n"
        f"Bắc Ninh, ngày {day.day:02} tháng {day.month} năm {day.year:04}\n"
        "KẾ HOẠCH\nCải cách hành chính năm 2026\nKính gửi: UBND tỉnh\n"
    )
    found = propose(unicodedata.normalize("NFD", text) if nfd else text, "a.pdf")
    assert found == Proposal(
        f"{number}/{kind}-{symbol}",
        day.isoformat(),
        issuer,
        "Kế hoạch cải cách hành chính năm 2026",
    )


@given(st.text(), st.text())
def test_anything_at_all_is_borne(text: str, name: str) -> None:
    propose(text, name)
    propose(f"Số: {text}\nBÁO CÁO\n{text}", name)
