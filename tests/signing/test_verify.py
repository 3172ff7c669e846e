"""Verifying what nobody touched: intact and trusted are two facts."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pikepdf
import pytest

from cchc_desktop.core.errors import Cancelled, FileProblem, UserError
from cchc_desktop.signing.key_sources import Pkcs12Key
from cchc_desktop.signing.signer import sign_pdf
from cchc_desktop.signing.verifier import verify_signatures
from tests.support.certificates import AGENCY, PASSWORD, PERSON, CertificateAuthority
from tests.support.other_signer import sign_as_another_program
from tests.support.small_dossier import write_plain_pdf, write_small_dossier

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cchc_desktop.signing.appearance import SignatureAppearance
    from cchc_desktop.signing.report import SignatureReport


def _kinds(report: SignatureReport) -> list[str]:
    return [finding.kind for finding in report.findings]


def test_both_signatures_are_intact_and_trusted(
    signed: Path, root: Path, verified_at: datetime, now: datetime
) -> None:
    report = verify_signatures(signed, [root], verified_at)
    assert (report.intact, report.trusted, report.findings) == (True, True, ())
    head, agency = report.signatures
    assert (head.role, head.signer, head.time) == ("head", PERSON, now)
    assert (agency.role, agency.signer) == ("agency", AGENCY)
    assert agency.time == now + timedelta(minutes=2)
    assert (head.covers_whole_file, agency.covers_whole_file) == (False, True)
    assert agency.covered_bytes == signed.stat().st_size
    assert report.unsigned_roles == ()


def test_notes_say_what_was_not_checked(signed: Path, root: Path, verified_at: datetime) -> None:
    for signature in verify_signatures(signed, [root], verified_at).signatures:
        notes = " ".join(signature.notes).lower()
        assert "chưa có dấu thời gian" in notes
        assert "chưa kiểm tra thu hồi" in notes


def test_without_a_root_it_is_intact_and_not_trusted(signed: Path, verified_at: datetime) -> None:
    report = verify_signatures(signed, [], verified_at)
    assert (report.intact, report.trusted) == (True, False)
    assert [(each.intact, each.trusted) for each in report.signatures] == [(True, False)] * 2
    assert _kinds(report) == ["no_trust_root"]
    assert report.findings[0].severity == "info"
    assert "Không rõ nguồn" in report.signatures[0].notes[0]


def test_with_another_authoritys_root_it_is_intact_and_not_trusted(
    signed: Path, tmp_path: Path, now: datetime, verified_at: datetime
) -> None:
    other = CertificateAuthority(now, "CA khác").write_root(tmp_path / "other.pem")
    report = verify_signatures(signed, [other], verified_at)
    assert (report.intact, report.trusted) == (True, False)
    assert _kinds(report) == ["untrusted", "untrusted"]
    assert "CA thử nghiệm" in report.findings[0].message


def test_a_root_may_be_der_or_come_among_others(
    signed: Path, root: Path, authority: CertificateAuthority, now: datetime, verified_at: datetime
) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding

    der = authority.root.public_bytes(Encoding.DER)
    other = CertificateAuthority(now, "CA khác").root.public_bytes(Encoding.PEM)
    assert verify_signatures(signed, [der], verified_at).trusted
    assert verify_signatures(signed, [other + root.read_bytes()], verified_at).trusted


def test_a_namesake_of_the_root_is_not_trusted(
    signed: Path, tmp_path: Path, now: datetime, verified_at: datetime
) -> None:
    from tests.support import certificates

    certificates.private_key.cache_clear()
    namesake = CertificateAuthority(now).write_root(tmp_path / "namesake.pem")
    report = verify_signatures(signed, [namesake], verified_at)
    assert (report.intact, report.trusted) == (True, False)


@pytest.mark.parametrize("content", [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_root_that_is_no_certificate_is_refused(
    signed: Path, tmp_path: Path, verified_at: datetime, content: bytes
) -> None:
    path = tmp_path / "gốc.pem"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"gốc\.pem") as caught:
        verify_signatures(signed, [path], verified_at)
    assert caught.value.code == "trust_root_invalid"


def test_a_missing_root_is_refused(signed: Path, tmp_path: Path, verified_at: datetime) -> None:
    with pytest.raises(FileProblem, match=r"none\.pem"):
        verify_signatures(signed, [tmp_path / "none.pem"], verified_at)


def test_verified_after_the_certificates_end_it_is_no_longer_trusted(
    signed: Path, root: Path, now: datetime
) -> None:
    report = verify_signatures(signed, [root], now + timedelta(days=800))
    assert (report.intact, report.trusted) == (True, False)
    assert _kinds(report) == ["certificate_expired", "certificate_expired"]
    assert "không có dấu thời gian để chứng minh" in report.signatures[0].notes[0]


def test_a_signature_made_with_an_expired_certificate_is_not_trusted(
    tmp_path: Path,
    authority: CertificateAuthority,
    root: Path,
    now: datetime,
    verified_at: datetime,
) -> None:
    key = Pkcs12Key(authority.expired().write_p12(tmp_path / "old.p12"), PASSWORD)
    path = sign_as_another_program(write_plain_pdf(tmp_path / "a.pdf"), key, now)
    report = verify_signatures(path, [root], verified_at)
    assert (report.intact, report.trusted) == (True, False)
    assert "certificate_expired" in _kinds(report)
    assert "hết hạn từ 15/11/2026, trước thời gian ký" in report.signatures[0].notes[0]


def test_a_signature_backdated_before_its_certificate_is_not_trusted(
    tmp_path: Path, head_key: Pkcs12Key, root: Path, now: datetime, verified_at: datetime
) -> None:
    path = write_plain_pdf(tmp_path / "a.pdf")
    sign_as_another_program(path, head_key, now - timedelta(days=365))
    report = verify_signatures(path, [root], verified_at)
    assert (report.intact, report.trusted) == (True, False)
    assert "certificate_not_yet_valid" in _kinds(report)


def test_a_certificate_for_encryption_makes_no_trusted_signature(
    tmp_path: Path,
    authority: CertificateAuthority,
    root: Path,
    now: datetime,
    verified_at: datetime,
) -> None:
    key = Pkcs12Key(authority.wrong_usage().write_p12(tmp_path / "e.p12"), PASSWORD)
    path = sign_as_another_program(write_plain_pdf(tmp_path / "a.pdf"), key, now)
    report = verify_signatures(path, [root], verified_at)
    assert (report.intact, report.trusted) == (True, False)
    assert "certificate_wrong_usage" in _kinds(report)


def test_a_signature_from_the_future_is_pointed_out(
    signed: Path, root: Path, now: datetime
) -> None:
    report = verify_signatures(signed, [root], now - timedelta(days=1))
    assert report.intact
    assert _kinds(report).count("signed_in_future") == 2


def test_an_unsigned_dossier_is_neither_intact_nor_trusted(
    unsigned: Path, root: Path, verified_at: datetime
) -> None:
    report = verify_signatures(unsigned, [root], verified_at)
    assert (report.intact, report.trusted, report.signatures) == (False, False, ())
    assert report.unsigned_roles == ("head", "agency")
    assert [finding.message for finding in report.findings] == ["Tệp chưa ký số."]


def test_any_unsigned_pdf_can_be_asked_about(tmp_path: Path, verified_at: datetime) -> None:
    report = verify_signatures(write_plain_pdf(tmp_path / "a.pdf"), [], verified_at)
    assert _kinds(report) == ["unsigned"]
    assert report.unsigned_roles == ()


def test_the_heads_signature_alone_is_intact_and_the_agencys_is_missed(
    head_signed: Path, root: Path, verified_at: datetime
) -> None:
    report = verify_signatures(head_signed, [root], verified_at)
    assert (report.intact, report.trusted, report.unsigned_roles) == (True, True, ("agency",))
    assert _kinds(report) == ["agency_signature_missing"]
    # A dossier on its way from the head to the clerk is in order.
    assert report.findings[0].severity == "info"


def test_another_programs_signature_is_told_without_a_role(
    tmp_path: Path, head_key: Pkcs12Key, root: Path, now: datetime, verified_at: datetime
) -> None:
    path = sign_as_another_program(write_plain_pdf(tmp_path / "a.pdf"), head_key, now)
    report = verify_signatures(path, [root], verified_at)
    assert (report.intact, report.trusted) == (True, True)
    assert [(each.role, each.signer) for each in report.signatures] == [("unknown", PERSON)]
    assert "foreign_fields" in _kinds(report)


def test_a_third_signature_in_a_dossier_is_an_error(
    signed: Path, head_key: Pkcs12Key, root: Path, now: datetime, verified_at: datetime
) -> None:
    sign_as_another_program(signed, head_key, now)
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    assert "unexpected_field" in _kinds(report)


def test_a_dossier_with_hundreds_of_bookmarks_in_a_row_can_be_compared(
    tmp_path: Path,
    head_key: Pkcs12Key,
    agency_key: Pkcs12Key,
    appearance: SignatureAppearance,
    root: Path,
    now: datetime,
    verified_at: datetime,
) -> None:
    path = tmp_path / "a.pdf"
    write_small_dossier(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(f"TL {n}", n % 2) for n in range(700))
        pdf.save(path)
    sign_pdf(path, path, head_key, "head", appearance, now)
    sign_pdf(path, path, agency_key, "agency", appearance, now)
    report = verify_signatures(path, [root], verified_at)
    assert (report.intact, report.trusted, report.findings) == (True, True, ())


def test_the_network_is_never_used(
    signed: Path, root: Path, verified_at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert verify_signatures(signed, [root], verified_at).trusted
    assert not verify_signatures(signed, [], verified_at).trusted


def test_verifying_can_be_cancelled(signed: Path, root: Path, verified_at: datetime) -> None:
    with signed.open("ab") as stream:
        stream.write(b"\0" * 8_000_000)

    def cancel(done: int, total: int, what: str) -> None:
        assert 0 <= done <= total
        assert what == "Kiểm tra chữ ký"
        raise Cancelled

    with pytest.raises(Cancelled):
        verify_signatures(signed, [root], verified_at, cancel)


def test_a_moment_needs_a_time_zone(signed: Path, verified_at: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"):
        verify_signatures(signed, [], verified_at.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "missing"),
        (b"", "not_pdf"),
        (b"<html></html>", "not_pdf"),
        (b"%PDF-1.7\nstartxref\n9\n%%EOF", "pdf_damaged"),
        (b"%PDF-1.7\n" + b"[" * 200_000, "pdf_damaged"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    tmp_path: Path, verified_at: datetime, content: bytes | None, code: str
) -> None:
    path = tmp_path / "tệp.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FileProblem, match="tệp") as caught:
        verify_signatures(path, [], verified_at)
    assert caught.value.code == code


def test_a_folder_is_no_file(tmp_path: Path, verified_at: datetime) -> None:
    with pytest.raises(FileProblem) as caught:
        verify_signatures(tmp_path, [], verified_at)
    assert caught.value.code == "unreadable"


def test_an_encrypted_file_is_said(tmp_path: Path, verified_at: datetime) -> None:
    path = write_plain_pdf(tmp_path / "a.pdf")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(path) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(UserError, match="mật khẩu") as caught:
        verify_signatures(locked, [], verified_at)
    assert caught.value.code == "pdf_encrypted"


def test_facts_are_plain_values(signed: Path, root: Path, verified_at: datetime) -> None:
    report = verify_signatures(signed, [root], verified_at)
    assert report == verify_signatures(signed, [root], verified_at)
    assert replace(report, intact=False) != report
