"""Signing: what other programs make of it, what is refused, what is left after a failure."""

from __future__ import annotations

import errno
import os
import subprocess
from datetime import timedelta
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageChops

from cchc_desktop.core.errors import Cancelled, FileProblem, UserError
from cchc_desktop.paths import fonts_dir
from cchc_desktop.pdf_layout.signature_block import GAP
from cchc_desktop.pdf_layout.styles import MM
from cchc_desktop.signing.appearance import SignatureAppearance
from cchc_desktop.signing.key_sources import Pkcs12Key
from cchc_desktop.signing.signer import sign_in_place, sign_pdf
from tests.support.certificates import AGENCY, PASSWORD, PERSON, CertificateAuthority
from tests.support.other_programs import pdfsig, pdftotext, run
from tests.support.other_signer import sign_as_another_program
from tests.support.pixels import render
from tests.support.small_dossier import write_plain_pdf, write_small_dossier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_pdfsig_calls_both_signatures_valid(signed: Path) -> None:
    head, agency = pdfsig(signed)
    assert (head.field, head.signer, head.valid) == ("nguoi_ky", PERSON, True)
    assert (agency.field, agency.signer, agency.valid) == ("co_quan", AGENCY, True)
    assert head.kind == agency.kind == "ETSI.CAdES.detached"
    assert agency.covers_all
    assert not head.covers_all


def test_openssl_and_qpdf_find_nothing_wrong(signed: Path) -> None:
    said = run("qpdf", "--check", str(signed))
    assert "No syntax or stream encoding errors" in said


def test_the_first_signature_certifies_and_leaves_only_form_filling(head_signed: Path) -> None:
    with pikepdf.open(head_signed) as pdf:
        certification = pdf.Root.Perms.DocMDP
        assert certification.Reference[0].TransformParams.P == 2
        assert certification.SubFilter == "/ETSI.CAdES.detached"
        assert str(certification.M).startswith("D:20261125101231+07")


def test_the_text_of_the_signature_stands_between_post_and_name(signed: Path) -> None:
    lines = [line.strip() for line in pdftotext(signed, "-f", "2", "-layout").splitlines()]
    assert [line for line in lines if line and line != "\f"] == [
        "GIÁM ĐỐC",
        "Đã ký số",
        "Người ký: Nguyễn Thị Hạnh",
        "Chức vụ: Giám đốc",
        "Thời gian ký: 25/11/2026 10:12:31 +07:00",
        "Cơ quan ký: Sở Công Thương, 10:14:31",
        "Nguyễn Thị Hạnh",
    ]


def test_a_picture_keeps_its_size_in_the_signed_file(
    unsigned: Path, tmp_path: Path, head_key: Pkcs12Key, now: datetime
) -> None:
    picture = tmp_path / "hand.png"
    Image.new("RGBA", (460, 200), (20, 30, 200, 255)).save(picture)
    appearance = SignatureAppearance(fonts_dir(), picture=picture, info_lines=False)
    sign_pdf(unsigned, unsigned, head_key, "head", appearance, now)
    red, _, blue = render(unsigned, page=2).split()
    bluer = ImageChops.subtract(blue, red).point(lambda value: 255 if value > 60 else 0)
    left, top, right, bottom = bluer.getbbox() or (0, 0, 0, 0)
    assert right - left == pytest.approx(2 * 46 * MM, abs=2)
    assert bottom - top == pytest.approx(2 * 20 * MM, abs=2)
    # The post's lower edge is 596 points above the page's foot; the gap begins there.
    assert (top + bottom) / 2 == pytest.approx(2 * (841.89 - 596 + GAP / 2), abs=3)


def test_every_font_is_embedded(signed: Path) -> None:
    fonts = run("pdffonts", str(signed)).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


def test_the_agency_shows_the_date_when_it_signs_on_another_day(
    head_signed: Path, agency_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    sign_pdf(head_signed, head_signed, agency_key, "agency", appearance, now + timedelta(days=1))
    assert "26/11/2026 10:12:31 +07:00" in pdftotext(head_signed).replace("\n", " ")


def test_the_source_is_untouched_and_nothing_else_lies_beside_the_target(
    unsigned: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    before = unsigned.read_bytes()
    target = unsigned.with_name("ký.pdf")
    result = sign_pdf(unsigned, target, head_key, "head", appearance, now)
    assert unsigned.read_bytes() == before
    assert target.read_bytes().startswith(before)
    assert _names(unsigned.parent) == sorted([unsigned.name, target.name])
    assert (result.path, result.role, result.certificate.subject) == (target, "head", PERSON)


def test_a_file_can_be_signed_over_itself(
    unsigned: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    sign_pdf(unsigned, unsigned, head_key, "head", appearance, now)
    assert [each.valid for each in pdfsig(unsigned)] == [True]
    assert _names(unsigned.parent) == [unsigned.name]


def test_a_file_of_ones_own_is_signed_where_it_lies(
    unsigned: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    before = unsigned.stat().st_ino
    sign_in_place(unsigned, head_key, "head", appearance, now)
    assert unsigned.stat().st_ino == before
    assert [each.valid for each in pdfsig(unsigned)] == [True]


def test_an_elliptic_key_signs_as_well(
    unsigned: Path,
    tmp_path: Path,
    authority: CertificateAuthority,
    appearance: SignatureAppearance,
    now: datetime,
) -> None:
    key = Pkcs12Key(authority.elliptic_person().write_p12(tmp_path / "ec.p12"), PASSWORD)
    sign_pdf(unsigned, unsigned, key, "head", appearance, now)
    assert [each.valid for each in pdfsig(unsigned)] == [True]


def test_a_role_signs_once(
    head_signed: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    with pytest.raises(UserError, match="đã có chữ ký số của người đứng đầu") as caught:
        sign_pdf(head_signed, head_signed, head_key, "head", appearance, now)
    assert caught.value.code == "already_signed"


def test_in_a_dossier_the_head_signs_first(
    unsigned: Path, agency_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    with pytest.raises(UserError, match="người đứng đầu ký trước, cơ quan ký sau") as caught:
        sign_pdf(unsigned, unsigned, agency_key, "agency", appearance, now)
    assert caught.value.code == "head_not_signed"


def test_a_field_that_is_there_already_is_used(
    unsigned: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    with pikepdf.open(unsigned, allow_overwriting_input=True) as pdf:
        del pdf.Root.AcroForm.Fields[1]
        del pdf.pages[1].Annots[1]
        pdf.save(unsigned)
    sign_pdf(unsigned, unsigned, head_key, "head", appearance, now)
    assert [(each.field, each.valid) for each in pdfsig(unsigned)] == [("nguoi_ky", True)]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_foreign_pdf_gets_both_fields_at_the_foot_of_its_last_page(
    tmp_path: Path,
    head_key: Pkcs12Key,
    agency_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
    rotation: int,
) -> None:
    path = write_plain_pdf(tmp_path / "công văn.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[-1].Rotate = rotation
        pdf.save(path)
    sign_pdf(path, path, agency_key, "agency", appearance, now)
    sign_pdf(path, path, head_key, "head", appearance, now)
    assert [(each.field, each.valid) for each in pdfsig(path)] == [
        ("nguoi_ky", True),
        ("co_quan", True),
    ] or [(each.field, each.valid) for each in pdfsig(path)] == [
        ("co_quan", True),
        ("nguoi_ky", True),
    ]
    text = pdftotext(path, "-f", "2")
    assert "Người ký: Nguyễn Thị Hạnh" in text
    assert "Cơ quan ký: Sở Công Thương" in text
    assert "Thời gian ký: 25/11/2026 10:12:31 +07:00" in text


def test_what_another_program_signed_is_not_signed_again(
    tmp_path: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    path = sign_as_another_program(write_plain_pdf(tmp_path / "a.pdf"), head_key, now)
    before = path.read_bytes()
    with pytest.raises(UserError, match="phần mềm khác") as caught:
        sign_pdf(path, path, head_key, "head", appearance, now)
    assert caught.value.code == "signed_elsewhere"
    assert path.read_bytes() == before


@pytest.mark.parametrize("passwords", [("owner", ""), ("owner", "user")])
def test_an_encrypted_pdf_is_refused(
    tmp_path: Path,
    head_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
    passwords: tuple[str, str],
) -> None:
    path = write_plain_pdf(tmp_path / "a.pdf")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(path) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner=passwords[0], user=passwords[1]))
    with pytest.raises(UserError, match="mật khẩu") as caught:
        sign_pdf(locked, tmp_path / "out.pdf", head_key, "head", appearance, now)
    assert caught.value.code == "pdf_encrypted"
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_pdf"),
        (b"<html>Not found</html>", "not_pdf"),
        (b"%PDF-1.7\nnothing else", "pdf_damaged"),
        (b"%PDF-1.7\nstartxref\n9\n%%EOF\n" + b"x" * 5_000_000, "pdf_damaged"),
        (None, "missing"),
    ],
)
def test_a_source_that_is_no_pdf_is_refused_before_the_key_is_opened(
    tmp_path: Path,
    appearance: SignatureAppearance,
    now: datetime,
    content: bytes | None,
    code: str,
) -> None:
    source = tmp_path / "tệp.pdf"
    if content is not None:
        source.write_bytes(content)
    no_key = Pkcs12Key(tmp_path / "nowhere.p12", PASSWORD)
    with pytest.raises(FileProblem) as caught:
        sign_pdf(source, tmp_path / "out.pdf", no_key, "head", appearance, now)
    assert caught.value.code == code


def test_a_target_folder_that_is_missing_is_named(
    unsigned: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    target = unsigned.parent / "nơi khác" / "a.pdf"
    with pytest.raises(FileProblem, match="nơi khác") as caught:
        sign_pdf(unsigned, target, head_key, "head", appearance, now)
    assert caught.value.code == "no_folder"


def test_cancel_leaves_nothing(
    tmp_path: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    source = write_small_dossier(tmp_path / "a.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.attachments["lớn.bin"] = pikepdf.AttachedFileSpec(pdf, os.urandom(6_000_000))
        pdf.save(source, compress_streams=False)
    before = source.read_bytes()
    steps: list[str] = []

    def cancel_while_hashing(done: int, total: int, what: str) -> None:
        steps.append(what)
        if what == "Ký hồ sơ":
            raise Cancelled

    with pytest.raises(Cancelled):
        sign_pdf(source, source, head_key, "head", appearance, now, cancel_while_hashing)
    assert steps.count("Chép hồ sơ") > 5
    assert steps[-1] == "Ký hồ sơ"
    assert source.read_bytes() == before
    assert _names(tmp_path) == ["a.pdf"]


@pytest.fixture
def tiny_disk(tmp_path: Path, unsigned: Path) -> Iterator[Path]:
    """A disk with room for the unsigned dossier, but not for its signature."""
    folder = tmp_path / "đĩa nhỏ"
    folder.mkdir()
    room = unsigned.stat().st_size + 8192
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={room}", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("mounting a tiny disk needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_nothing_half_made_is_left(
    unsigned: Path,
    tiny_disk: Path,
    head_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
) -> None:
    with pytest.raises(FileProblem, match="Ổ đĩa đầy") as caught:
        sign_pdf(unsigned, tiny_disk / "a.pdf", head_key, "head", appearance, now)
    assert caught.value.code == "disk_full"
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.ENOSPC
    assert _names(tiny_disk) == []


def test_a_signature_needs_a_moment_with_a_time_zone(
    unsigned: Path, head_key: Pkcs12Key, appearance: SignatureAppearance, now: datetime
) -> None:
    with pytest.raises(ValueError, match="time zone"):
        sign_pdf(unsigned, unsigned, head_key, "head", appearance, now.replace(tzinfo=None))
