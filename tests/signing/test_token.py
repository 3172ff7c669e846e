"""Signing with a token, on a real PKCS#11 module; a wrong PIN is tried once and no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pkcs11
import pytest
from pkcs11 import TokenFlag

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.signing import pkcs11_token
from cchc_desktop.signing.key_sources import TokenKey, open_signer
from cchc_desktop.signing.pkcs11_token import list_certificates
from cchc_desktop.signing.signer import sign_pdf
from cchc_desktop.signing.verifier import verify_signatures
from tests.support.certificates import AGENCY, PERSON, CertificateAuthority
from tests.support.other_programs import pdfsig
from tests.support.soft_token import MODULES, PIN, SPIES, SoftToken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from cchc_desktop.signing.appearance import SignatureAppearance

MODULE = next((path for path in MODULES if path.exists()), None)
SPY = next((path for path in SPIES if path.exists()), None)
pytestmark = pytest.mark.skipif(MODULE is None, reason="needs SoftHSM2 (apt: softhsm2, opensc)")
TOKEN = "VGCA Token"


@pytest.fixture(scope="module")
def soft(
    tmp_path_factory: pytest.TempPathFactory, authority: CertificateAuthority
) -> Iterator[SoftToken]:
    """Tokens as they come: one for signing, one renewed, one with two people, one empty."""
    assert MODULE is not None
    made = SoftToken(MODULE, tmp_path_factory.mktemp("softhsm"))
    made.prepare()
    for label in (TOKEN, "Văn thư", "Hai người", "Trống"):
        made.add_token(label)
    made.add_certificate(TOKEN, "hanh-cu", "01", authority.expired())
    made.add_certificate(TOKEN, "hanh", "02", authority.person())
    made.add_certificate("Văn thư", "mã hóa", "03", authority.wrong_usage(), with_key=False)
    made.add_certificate("Hai người", "một", "04", authority.person())
    made.add_certificate("Hai người", "hai", "05", authority.agency())
    made.add_certificate("Hai người", "không khóa", "06", authority.agency(), with_key=False)
    made.add_token("Elip")
    made.add_certificate("Elip", "elip", "07", authority.elliptic_person())
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ.update(made.environment)
    pkcs11.lib(str(MODULE)).reinitialize()  # it may have read another configuration before
    yield made
    pkcs11.unload(str(MODULE))
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def _key(soft: SoftToken, token: str = TOKEN, pin: str = PIN, label: str | None = None) -> TokenKey:
    return TokenKey(soft.module, token, pin, label)


def _refused(key: TokenKey, now: datetime) -> UserError:
    with pytest.raises(UserError) as caught, open_signer(key, now):
        pass
    assert key.pin not in caught.value.message
    assert "\n" not in caught.value.message
    return caught.value


def test_a_token_signs_and_others_call_it_valid(
    soft: SoftToken,
    unsigned: Path,
    root: Path,
    appearance: SignatureAppearance,
    now: datetime,
    verified_at: datetime,
) -> None:
    result = sign_pdf(unsigned, unsigned, _key(soft), "head", appearance, now)
    assert result.certificate.subject == PERSON
    agency = _key(soft, "Hai người", label="hai")
    sign_pdf(unsigned, unsigned, agency, "agency", appearance, now)
    assert [(each.signer, each.valid) for each in pdfsig(unsigned)] == [
        (PERSON, True),
        (AGENCY, True),
    ]
    report = verify_signatures(unsigned, [root], verified_at)
    assert (report.intact, report.trusted, report.findings) == (True, True, ())


def test_a_token_with_an_elliptic_key_signs(
    soft: SoftToken,
    unsigned: Path,
    root: Path,
    appearance: SignatureAppearance,
    now: datetime,
    verified_at: datetime,
) -> None:
    sign_pdf(unsigned, unsigned, _key(soft, "Elip"), "head", appearance, now)
    report = verify_signatures(unsigned, [root], verified_at)
    assert (report.intact, report.trusted) == (True, True)


def test_certificates_are_listed_without_a_pin(soft: SoftToken, now: datetime) -> None:
    listed = {each.label: each for each in list_certificates(soft.module, now)}
    assert {each.token_label for each in listed.values()} == {TOKEN, "Văn thư", "Hai người", "Elip"}
    assert listed["hanh"].state == "Dùng được"
    assert listed["hanh-cu"].state == "Hết hạn từ 15/11/2026"
    assert listed["mã hóa"].state == "Không dùng để ký"
    assert [listed[label].usable for label in ("hanh", "hanh-cu", "mã hóa")] == [True, False, False]
    assert listed["hanh"].facts.subject == PERSON
    assert listed["hanh"].facts.issuer == "CA thử nghiệm"


def test_the_expired_certificate_beside_the_renewed_one_is_passed_over(
    soft: SoftToken, now: datetime
) -> None:
    with open_signer(_key(soft), now) as opened:
        assert opened.certificate.valid_until > now


def test_the_expired_certificate_asked_for_by_name_is_refused(
    soft: SoftToken, now: datetime
) -> None:
    error = _refused(_key(soft, label="hanh-cu"), now)
    assert error.code == "certificate_expired"


def test_of_several_certificates_one_must_be_named(soft: SoftToken, now: datetime) -> None:
    error = _refused(_key(soft, "Hai người"), now)
    assert error.code == "several_certificates"
    assert "một" in error.message
    assert "hai" in error.message
    with open_signer(_key(soft, "Hai người", label=PERSON), now) as opened:
        assert opened.certificate.subject == PERSON


@pytest.mark.parametrize(
    ("token", "label", "code"),
    [
        ("Không có", None, "token_missing"),
        ("Trống", None, "certificate_missing"),
        (TOKEN, "người khác", "certificate_missing"),
        ("Văn thư", None, "certificate_wrong_usage"),
        ("Hai người", "không khóa", "no_private_key"),
    ],
)
def test_what_is_not_there_is_said(
    soft: SoftToken, now: datetime, token: str, label: str | None, code: str
) -> None:
    error = _refused(_key(soft, token, label=label), now)
    assert error.code == code
    if code == "token_missing":
        assert TOKEN in error.message, "the tokens that are present are named"


def test_a_missing_module_and_one_of_another_kind_are_said(tmp_path: Path, now: datetime) -> None:
    other = tmp_path / "khác.so"
    other.write_bytes(b"no library")
    for path, code in ((tmp_path / "none.so", "module_missing"), (other, "module_unloadable")):
        with pytest.raises(FileProblem) as caught:
            list_certificates(path, now)
        assert caught.value.code == code
        assert path.name in caught.value.message


def test_a_library_that_is_no_pkcs11_module_is_said(now: datetime) -> None:
    from pathlib import Path

    from cryptography.hazmat.bindings import _rust

    with pytest.raises(FileProblem) as caught:
        list_certificates(Path(_rust.__file__), now)
    assert caught.value.code == "module_unloadable"


_TRY_WRONG_PIN = """
import json, sys
from datetime import datetime
from pathlib import Path
from cchc_desktop.core.errors import UserError
from cchc_desktop.signing.key_sources import TokenKey, open_signer
module, token, moment = sys.argv[1:]
try:
    with open_signer(TokenKey(Path(module), token, "000000"), datetime.fromisoformat(moment)):
        raise SystemExit("signed with a wrong PIN")
except UserError as error:
    print(json.dumps([error.code, error.message]))
"""


@pytest.mark.skipif(SPY is None, reason="needs OpenSC's pkcs11-spy (apt: opensc-pkcs11)")
def test_a_wrong_pin_is_tried_exactly_once(soft: SoftToken, tmp_path: Path, now: datetime) -> None:
    log = tmp_path / "spy.log"
    environment = {
        **os.environ,
        **soft.environment,
        "PKCS11SPY": str(soft.module),
        "PKCS11SPY_OUTPUT": str(log),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", _TRY_WRONG_PIN, str(SPY), TOKEN, now.isoformat()],
        env=environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    code, message = json.loads(done.stdout)
    assert code == "wrong_pin"
    assert "Sai mã PIN" in message
    assert "không tự thử lại" in message
    assert "số lần nhập còn lại ít" in message, "SoftHSM2 raises the count-low flag"
    assert log.read_text(errors="replace").count(": C_Login") == 1


def test_nothing_is_tried_when_the_document_can_not_be_signed(
    soft: SoftToken, tmp_path: Path, appearance: SignatureAppearance, now: datetime
) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"no PDF")
    with pytest.raises(FileProblem):
        sign_pdf(source, source, _key(soft, pin="000000"), "head", appearance, now)


class _Token:
    """A token that reports what SoftHSM2 never does."""

    label = "VGCA Token"

    def __init__(self, flags: TokenFlag, after: TokenFlag | None = None) -> None:
        self.flags = flags
        self.slot = SimpleNamespace(get_token=lambda: _Token(after or flags))
        self.logins = 0

    def open(self, **_: Any) -> None:
        self.logins += 1
        raise pkcs11.exceptions.PinIncorrect


@pytest.mark.parametrize(
    ("flags", "accept", "code", "logins"),
    [
        (TokenFlag.USER_PIN_LOCKED, True, "pin_locked", 0),
        (TokenFlag.USER_PIN_FINAL_TRY, False, "pin_last_try", 0),
        (TokenFlag.USER_PIN_FINAL_TRY, True, "wrong_pin", 1),
    ],
)
def test_a_token_about_to_lock_is_not_touched_unasked(
    tmp_path: Path, flags: TokenFlag, accept: bool, code: str, logins: int
) -> None:
    token: Any = _Token(flags)
    key = TokenKey(tmp_path, "VGCA Token", "1", accept_last_try=accept)
    with pytest.raises(UserError) as caught:
        pkcs11_token._refuse_risky_login(token, key)
        pkcs11_token._login(token, key)
    assert (caught.value.code, token.logins) == (code, logins)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (TokenFlag.USER_PIN_COUNT_LOW, "số lần nhập còn lại ít"),
        (TokenFlag.USER_PIN_FINAL_TRY, "chỉ còn một lần nhập"),
        (TokenFlag.USER_PIN_LOCKED, "đã khóa mã PIN"),
    ],
)
def test_a_wrong_pin_tells_what_the_token_reports_afterwards(
    tmp_path: Path, after: TokenFlag, words: str
) -> None:
    token: Any = _Token(TokenFlag.TOKEN_INITIALIZED, after)
    with pytest.raises(UserError) as caught:
        pkcs11_token._login(token, TokenKey(tmp_path, "VGCA Token", "1"))
    assert words in caught.value.message
    assert token.logins == 1
