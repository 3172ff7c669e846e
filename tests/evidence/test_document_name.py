"""The name that a document is kept and handed out under."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.evidence.document_name import LONGEST_NAME, NAMELESS, document_name


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Kế hoạch số 12.pdf", "Kế hoạch số 12.pdf"),
        (unicodedata.normalize("NFD", "Quyết định.pdf"), "Quyết định.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\báo cáo.docx", "báo cáo.docx"),
        ("bao\u202efdp.exe", "baofdp.exe"),
        ("a\x00b\nc\td.pdf", "ab c d.pdf"),
        ("tên\u200bẩn\ufeff.pdf", "tênẩn.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("  ..  ", NAMELESS),
        ("", NAMELESS),
        ("thư mục/", NAMELESS),
        ("con.pdf", "_con.pdf"),
        ("LPT1", "_LPT1"),
        ("console.pdf", "console.pdf"),
        ("cuối chấm. . ", "cuối chấm"),
        (b"t\xean.pdf".decode(errors="surrogateescape"), "t_n.pdf"),
    ],
)
def test_a_name_is_made_safe_and_honest(raw: str, kept: str) -> None:
    assert document_name(raw) == kept


def test_a_long_name_keeps_its_extension() -> None:
    name = document_name("Ẫ" * 300 + ".pdf")
    assert name.endswith("Ẫ.pdf")
    assert len(name.encode()) <= LONGEST_NAME


@given(st.text(st.characters(), max_size=400))
def test_any_name_ends_up_as_one_plain_part(raw: str) -> None:
    name = document_name(raw)
    assert name
    assert len(name.encode()) <= LONGEST_NAME + 1  # the mark before a device's name
    assert PurePosixPath(name).name == PureWindowsPath(name).name == name
    assert unicodedata.is_normalized("NFC", name)
    assert name not in (".", "..")
    assert not name.endswith((".", " "))
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in name)
    assert document_name(name) == name
