"""One department's signed dossier, made once per run by the command line, with every file kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pikepdf

from tests.support.certificates import PASSWORD, CertificateAuthority
from tests.support.command_line import cchc
from tests.support.documents import write_pdf, write_picture

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Keys:
    """Key files of a small authority, and the options that name them."""

    root: Path
    head: Path
    agency: Path
    expired: Path
    password: Path

    def options(self, key: Path) -> tuple[str, ...]:
        """Give the command line's words for signing with a key."""
        return ("--sign-p12", str(key), "--password-file", str(self.password))


@dataclass(frozen=True)
class Made:
    """A workbook, its signed dossier, and the keys."""

    db: Path
    pdf: Path
    keys: Keys


def make_keys(folder: Path) -> Keys:
    """Write the key files."""
    authority = CertificateAuthority(datetime.now(UTC))
    password = folder / "mat-khau.txt"
    password.write_text(PASSWORD + "\n", encoding="utf-8")
    return Keys(
        authority.write_root(folder / "goc.pem"),
        authority.person().write_p12(folder / "giam-doc.p12"),
        authority.agency().write_p12(folder / "co-quan.p12"),
        authority.expired().write_p12(folder / "het-han.p12"),
        password,
    )


def make_workbook(folder: Path) -> Path:
    """Make a workbook with a few answers and evidence of every kind."""
    db = folder / "so.cchc"
    unit = ("--unit", "Sở Công Thương", "--exempt", "6.4=Quyết định số 5/QĐ-UBND")
    _ok("new", db, "--set", "so-nganh-2026", "--year", "2026", *unit)
    for code, *values in (
        ("1.1.1", "ngay_ban_hanh=2026-01-15"),
        ("1.5", "so_sang_kien=1"),
        ("3.4.1", "b=2450", "a=2453"),
        ("7.2.1", "b=4431", "a=4788"),
    ):
        _ok("answer", db, code, *values)
    plan = write_pdf(folder / "12 KH-SCT.pdf", pages=5, text="Ke hoach")
    cited = ("--number", "12/KH-SCT", "--date", "2026-01-15", "--pages", "2-3")
    _ok("attach", db, "1.1.1", plan, *cited)
    _ok("attach", db, "3.4.1", plan, "--pages", "5")
    _ok("attach", db, "3.4.1", write_picture(folder / "ảnh niêm yết.jpg"))
    locked, broken = folder / "có mật khẩu.pdf", folder / "hỏng.pdf"
    with pikepdf.open(plan) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="mo", owner="chu"))
    broken.write_bytes(b"%PDF-1.7\n" + b"x" * 3000)
    sheet = folder / "danh sách.docx"
    sheet.write_bytes(b"PK\x03\x04" + b"van ban" * 500)
    _ok("attach", db, "1.5", locked, broken, sheet)
    return db


def make_signed(folder: Path) -> Made:
    """Make the dossier, signed by the head."""
    keys = make_keys(folder)
    db = make_workbook(folder)
    pdf = folder / "hồ sơ.pdf"
    _ok("export", db, "--pdf", pdf, "--signer-name", "Nguyễn Thị Hạnh", *keys.options(keys.head))
    return Made(db, pdf, keys)


def _ok(*words: str | Path) -> None:
    done = cchc(*words)
    assert done.code == 0, done.err
