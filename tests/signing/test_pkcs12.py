"""Key files that can't sign, each with its own sentence, none with its password."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.signing.key_sources import Pkcs12Key, TokenKey, open_signer
from tests.support.certificates import ORGANISATION, PASSWORD, PERSON, CertificateAuthority

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

SECRET = "bí mật 731"


def _refused(key: Pkcs12Key, now: datetime) -> UserError:
    with pytest.raises(UserError) as caught, open_signer(key, now):
        pass
    assert "\n" not in caught.value.message
    return caught.value


def test_a_good_key_gives_its_certificates_facts(head_key: Pkcs12Key, now: datetime) -> None:
    with open_signer(head_key, now) as opened:
        facts = opened.certificate
    assert (facts.subject, facts.organisation) == (PERSON, ORGANISATION)
    assert facts.issuer == "CA thử nghiệm"
    assert facts.valid_from < now < facts.valid_until
    assert facts.state_words(now) == "Dùng được"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "key_missing"),
        (b"", "key_not_pkcs12"),
        (b"not a key", "key_not_pkcs12"),
        (b"\x30\x03\x02\x01\x03", "key_not_pkcs12"),
        (b"\x00" * 5_000_000, "key_not_pkcs12"),
    ],
)
def test_a_file_that_is_no_key_is_said(
    tmp_path: Path, now: datetime, content: bytes | None, code: str
) -> None:
    path = tmp_path / "khóa.p12"
    if content is not None:
        path.write_bytes(content)
    error = _refused(Pkcs12Key(path, SECRET), now)
    assert isinstance(error, FileProblem)
    assert error.code == code
    assert "khóa.p12" in error.message


def test_a_folder_is_no_key(tmp_path: Path, now: datetime) -> None:
    assert _refused(Pkcs12Key(tmp_path, SECRET), now).code == "key_unreadable"


def test_a_certificate_file_is_no_key(
    tmp_path: Path, authority: CertificateAuthority, now: datetime
) -> None:
    path = tmp_path / "a.p12"
    path.write_bytes(authority.person().certificate_der())
    assert _refused(Pkcs12Key(path, SECRET), now).code == "key_not_pkcs12"


def test_a_wrong_password_is_said_and_shown_nowhere(
    head_key: Pkcs12Key, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    key = Pkcs12Key(head_key.path, SECRET)
    error = _refused(key, now)
    assert error.code == "wrong_password"
    assert "Sai mật khẩu" in error.message
    shown = "".join(traceback.format_exception(error)) + caplog.text + repr(key) + str(key)
    assert SECRET not in shown


@pytest.mark.parametrize("password", ["a\0b", "\0", "\ud800", "a" * 100_000])
def test_a_password_that_no_file_can_have_is_wrong(
    head_key: Pkcs12Key, now: datetime, capfd: pytest.CaptureFixture[str], password: str
) -> None:
    assert _refused(Pkcs12Key(head_key.path, password), now).code == "wrong_password"
    assert capfd.readouterr() == ("", "")


def test_a_file_that_makes_the_library_panic_is_no_key(
    head_key: Pkcs12Key, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        pass

    def panic(data: bytes, password: bytes | None) -> None:
        raise PanicException

    monkeypatch.setattr(pkcs12, "load_pkcs12", panic)
    assert _refused(head_key, now).code == "key_not_pkcs12"


def test_a_pin_is_shown_nowhere(tmp_path: Path) -> None:
    key = TokenKey(tmp_path / "m.so", "VGCA Token", SECRET)
    assert SECRET not in repr(key) + str(key)


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("expired", "certificate_expired", "hết hạn từ 15/11/2026"),
        ("not_yet_valid", "certificate_not_yet_valid", "chỉ có hiệu lực từ 05/12/2026"),
        ("wrong_usage", "certificate_wrong_usage", "không được cấp để ký số"),
    ],
)
def test_a_certificate_that_may_not_sign_is_refused(
    tmp_path: Path,
    authority: CertificateAuthority,
    now: datetime,
    kind: str,
    code: str,
    words: str,
) -> None:
    issued = getattr(authority, kind)()
    error = _refused(Pkcs12Key(issued.write_p12(tmp_path / "a.p12"), PASSWORD), now)
    assert error.code == code
    assert words in error.message
    assert PERSON in error.message


def test_a_file_without_a_private_key_is_said(
    tmp_path: Path, authority: CertificateAuthority, now: datetime
) -> None:
    path = tmp_path / "a.p12"
    encryption = serialization.BestAvailableEncryption(b"x")
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            None, None, authority.person().certificate, None, encryption
        )
    )
    assert _refused(Pkcs12Key(path, "x"), now).code == "no_private_key"


def test_a_file_without_the_keys_certificate_is_said(
    tmp_path: Path, authority: CertificateAuthority, now: datetime
) -> None:
    path = tmp_path / "a.p12"
    encryption = serialization.BestAvailableEncryption(b"x")
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            None, authority.person().key, None, [authority.root], encryption
        )
    )
    assert _refused(Pkcs12Key(path, "x"), now).code == "no_certificate"


def test_a_file_without_a_password_opens_with_an_empty_one(
    tmp_path: Path, authority: CertificateAuthority, now: datetime
) -> None:
    path = tmp_path / "a.p12"
    issued = authority.person()
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            None, issued.key, issued.certificate, None, serialization.NoEncryption()
        )
    )
    with open_signer(Pkcs12Key(path, ""), now) as opened:
        assert opened.certificate.subject == PERSON


def test_an_authoritys_own_certificate_may_not_sign(
    tmp_path: Path, authority: CertificateAuthority, now: datetime
) -> None:
    from tests.support.certificates import IssuedKey, private_key

    issued = IssuedKey(private_key("root CA thử nghiệm"), authority.root, authority.root)
    key = Pkcs12Key(issued.write_p12(tmp_path / "a.p12"), PASSWORD)
    assert _refused(key, now).code == "certificate_wrong_usage"
