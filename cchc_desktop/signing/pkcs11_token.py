"""A signing key on a token, through the maker's PKCS#11 module."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, Mechanism, ObjectClass, PKCS11Error, TokenFlag
from pyhanko.sign.pkcs11 import PKCS11Signer

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.text import clean
from cchc_desktop.signing.certificate_facts import (
    CertificateFacts,
    certificate_facts,
    require_usable,
)
from cchc_desktop.signing.elliptic_value import settled
from cchc_desktop.signing.keys import OpenSigner, TokenKey

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from pkcs11 import Session, Token

_LOCKED = "Thiết bị ký {label} đã khóa mã PIN; mở khóa bằng phần mềm quản lý của thiết bị."
_LAST_TRY = (
    "Thiết bị ký {label} chỉ còn một lần nhập mã PIN trước khi khóa; đăng nhập đúng một lần bằng"
    " phần mềm quản lý của thiết bị rồi ký lại."
)


@dataclass(frozen=True)
class TokenCertificate:
    """A certificate on a token, as the list shows it before any PIN is asked for.

    Attributes:
        token_label: the token it lies on.
        label: its own label there, to be given as ``TokenKey.cert_label``.
        facts: holder, issuer, validity.
        state: "Dùng được", "Hết hạn từ dd/MM/yyyy", "Chưa đến hạn" or "Không dùng để ký".
        usable: it can sign now.
    """

    token_label: str
    label: str
    facts: CertificateFacts
    state: str
    usable: bool


@dataclass(frozen=True)
class _Held:
    """A certificate object of a token with what finds its key."""

    label: str
    key_id: bytes
    certificate: x509.Certificate
    facts: CertificateFacts


def list_certificates(module: Path, now: datetime) -> tuple[TokenCertificate, ...]:
    """List the holders' certificates on every token of a module; needs no PIN.

    The authorities' own certificates are left out. ``now`` (with time zone) decides the states.

    Raises:
        FileProblem: ``module_missing`` or ``module_unloadable``.
        UserError: ``token_failed`` when a token answers with an error.
    """
    found: list[TokenCertificate] = []
    for token in _tokens(module):
        for held in _holders(_read_certificates(token)):
            state = held.facts.state(now)
            found.append(
                TokenCertificate(
                    clean(token.label),
                    held.label,
                    held.facts,
                    held.facts.state_words(now),
                    state == "usable",
                )
            )
    return tuple(found)


@contextmanager
def open_token(key: TokenKey, now: datetime) -> Iterator[OpenSigner]:
    """Choose the certificate first, then try the PIN exactly once and give the signer.

    Raises:
        FileProblem: ``module_missing`` or ``module_unloadable``.
        UserError: ``token_missing``, ``certificate_missing``, ``several_certificates``,
            ``pin_locked``, ``pin_last_try``, ``wrong_pin``, ``no_private_key``, ``token_failed``
            or one of the certificate's own reasons.
    """
    token = _find_token(key)
    every = _read_certificates(token)
    held = _choose(_holders(every), key, now)
    _refuse_risky_login(token, key)
    session = _login(token, key)
    try:
        _require_private_key(session, held, key)
        yield OpenSigner(_signer(session, token, held, every), held.facts)
    finally:
        session.close()


def _tokens(module: Path) -> list[Token]:
    if not module.is_file():
        raise FileProblem(
            "module_missing",
            f"Không tìm thấy thư viện của thiết bị ký {module};"
            " cài phần mềm của thiết bị hoặc chọn lại tệp thư viện.",
        )
    try:
        slots = pkcs11.lib(str(module)).get_slots(token_present=True)
    except (PKCS11Error, OSError, RuntimeError):
        raise FileProblem(
            "module_unloadable",
            f"Không nạp được {module} làm thư viện của thiết bị ký (PKCS#11); chọn đúng thư viện"
            " của nhà sản xuất, cùng loại 32 hay 64 bit với chương trình.",
        ) from None
    tokens = []
    for slot in slots:
        try:
            tokens.append(slot.get_token())
        except PKCS11Error:
            continue  # an empty or unknown device in another slot must not hide the right one
    return [token for token in tokens if TokenFlag.TOKEN_INITIALIZED in token.flags]


def _find_token(key: TokenKey) -> Token:
    tokens = _tokens(key.module)
    wanted = clean(key.token_label)
    for token in tokens:
        if clean(token.label) == wanted:
            return token
    present = ", ".join(clean(token.label) for token in tokens)
    there = f"đang có: {present}" if present else "không có thiết bị nào đang cắm"
    raise UserError(
        "token_missing",
        f"Không thấy thiết bị ký tên {wanted} ({there}); cắm thiết bị hoặc chọn đúng tên.",
    )


def _read_certificates(token: Token) -> list[_Held]:
    held = []
    try:
        with token.open() as session:
            for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                try:
                    certificate = x509.Certificate.load(item[Attribute.VALUE])
                    facts = certificate_facts(certificate)
                except ValueError:
                    continue  # not an X.509 certificate: nothing that we could sign with
                label = clean(item[Attribute.LABEL] or "")
                held.append(_Held(label, item[Attribute.ID] or b"", certificate, facts))
    except PKCS11Error as error:
        raise _token_failed(token.label, error) from None
    return held


def _holders(held: Sequence[_Held]) -> list[_Held]:
    return [each for each in held if not each.certificate.ca]


def _choose(held: Sequence[_Held], key: TokenKey, now: datetime) -> _Held:
    named = [each for each in held if _answers_to(each, key.cert_label)]
    if not named:
        raise UserError("certificate_missing", _missing_sentence(held, key))
    # A renewed token keeps the expired certificate beside the new one.
    usable = [each for each in named if each.facts.state(now) == "usable"]
    if len(usable) > 1:
        labels = ", ".join(each.label or each.facts.subject for each in usable)
        raise UserError(
            "several_certificates",
            f"Thiết bị ký {key.token_label} có nhiều chứng thư ({labels}); chọn một chứng thư.",
        )
    chosen = usable[0] if usable else named[0]
    require_usable(chosen.facts, now)
    return chosen


def _answers_to(held: _Held, wanted: str | None) -> bool:
    return wanted is None or clean(wanted) in (held.label, held.facts.subject)


def _missing_sentence(held: Sequence[_Held], key: TokenKey) -> str:
    labels = ", ".join(each.label or each.facts.subject for each in held)
    if not labels:
        return f"Thiết bị ký {key.token_label} không có chứng thư số nào của người dùng."
    return (
        f"Thiết bị ký {key.token_label} không có chứng thư tên {key.cert_label}"
        f" (đang có: {labels}); chọn đúng tên."
    )


def _refuse_risky_login(token: Token, key: TokenKey) -> None:
    flags = token.flags
    if TokenFlag.USER_PIN_LOCKED in flags:
        raise UserError("pin_locked", _LOCKED.format(label=key.token_label))
    if TokenFlag.USER_PIN_FINAL_TRY in flags and not key.accept_last_try:
        raise UserError("pin_last_try", _LAST_TRY.format(label=key.token_label))


def _login(token: Token, key: TokenKey) -> Session:
    try:
        return token.open(user_pin=key.pin)
    except pkcs11.exceptions.PinLocked:
        raise UserError("pin_locked", _LOCKED.format(label=key.token_label)) from None
    except (
        pkcs11.exceptions.PinIncorrect,
        pkcs11.exceptions.PinInvalid,
        pkcs11.exceptions.PinLenRange,
    ):
        raise UserError("wrong_pin", _wrong_pin_sentence(token, key)) from None
    except PKCS11Error as error:
        raise _token_failed(key.token_label, error) from None


def _wrong_pin_sentence(token: Token, key: TokenKey) -> str:
    sentence = f"Sai mã PIN của thiết bị ký {key.token_label}; chương trình không tự thử lại."
    try:
        flags = token.slot.get_token().flags  # read again: the wrong PIN has just changed them
    except PKCS11Error:
        return sentence
    if TokenFlag.USER_PIN_LOCKED in flags:
        return f"Sai mã PIN. {_LOCKED.format(label=key.token_label)}"
    if TokenFlag.USER_PIN_FINAL_TRY in flags:
        return f"{sentence} Thiết bị báo chỉ còn một lần nhập trước khi khóa."
    if TokenFlag.USER_PIN_COUNT_LOW in flags:
        return f"{sentence} Thiết bị báo số lần nhập còn lại ít, nhập sai nữa có thể bị khóa."
    return sentence


def _require_private_key(session: Session, held: _Held, key: TokenKey) -> None:
    query = {Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True, **_key_query(held)}
    try:
        keys = list(session.get_objects(query))
    except PKCS11Error as error:
        raise _token_failed(key.token_label, error) from None
    if len(keys) != 1:
        raise UserError(
            "no_private_key",
            f"Thiết bị ký {key.token_label} không có đúng một khóa bí mật của chứng thư"
            f" {held.label or held.facts.subject}; chọn chứng thư khác.",
        )


def _key_query(held: _Held) -> dict[Attribute, bytes | str]:
    return {Attribute.ID: held.key_id} if held.key_id else {Attribute.LABEL: held.label}


class _TokenSigner(PKCS11Signer):
    """A signer whose token's errors are sentences, wherever in the signing they come up.

    Its value can be written in one way only.
    """

    token_label = ""

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Sign on the token.

        Raises:
            UserError: ``token_failed``.
        """
        try:
            signature: bytes = await super().async_sign_raw(data, digest_algorithm, dry_run)
        except PKCS11Error as error:
            raise _token_failed(self.token_label, error) from None
        return signature if dry_run else settled(signature, self.signing_cert)


def _signer(session: Session, token: Token, held: _Held, every: Sequence[_Held]) -> _TokenSigner:
    elliptic = held.certificate.public_key.algorithm == "ec"
    hashing = Mechanism.ECDSA_SHA256 if elliptic else Mechanism.SHA256_RSA_PKCS
    signer = _TokenSigner(
        session,
        signing_cert=held.certificate,
        ca_chain=[each.certificate for each in every if each is not held],
        key_id=held.key_id or None,
        key_label=None if held.key_id else held.label,
        # Some tokens only sign a finished digest.
        use_raw_mechanism=hashing not in token.slot.get_mechanisms(),
    )
    signer.token_label = token.label
    return signer


def _token_failed(label: str, error: PKCS11Error) -> UserError:
    return UserError(
        "token_failed",
        f"Thiết bị ký {clean(label)} báo lỗi {type(error).__name__}; rút ra, cắm lại rồi ký lại.",
    )
