"""What a person needs to know about a certificate, and whether it may sign today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.text import clean
from cchc_desktop.signing.vietnam_time import date_text

if TYPE_CHECKING:
    from datetime import datetime

    from asn1crypto import x509

# Either bit lets a certificate sign documents (RFC 5280, 4.2.1.3); Vietnamese authorities
# issue both kinds.
SIGNING_USAGES = frozenset({"digital_signature", "non_repudiation"})

CertificateState = Literal["usable", "expired", "not_yet_valid", "wrong_usage"]


@dataclass(frozen=True)
class CertificateFacts:
    """One certificate, in values only.

    Attributes:
        subject: common name of the holder, else the whole subject.
        organisation: organisation of the holder, "" when not stated.
        issuer: common name of the authority that issued it.
        serial: serial number in hexadecimal.
        valid_from, valid_until: with time zone.
        sha256: fingerprint in hexadecimal.
        may_sign: its key usage allows signing and it is not an authority's certificate.
    """

    subject: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    sha256: str
    may_sign: bool

    def state(self, now: datetime) -> CertificateState:
        """Tell whether it can sign at ``now`` (with time zone), or the first reason why not."""
        if now > self.valid_until:
            return "expired"
        if now < self.valid_from:
            return "not_yet_valid"
        return "usable" if self.may_sign else "wrong_usage"

    def state_words(self, now: datetime) -> str:
        """Give the state in the words of the certificate list."""
        words = {
            "usable": "Dùng được",
            "expired": f"Hết hạn từ {date_text(self.valid_until)}",
            "not_yet_valid": "Chưa đến hạn",
            "wrong_usage": "Không dùng để ký",
        }
        return words[self.state(now)]


def certificate_facts(certificate: x509.Certificate) -> CertificateFacts:
    """Read the facts of a certificate.

    Raises:
        ValueError: the certificate is malformed.
    """
    usage = certificate.key_usage_value
    usages: set[str] = set(usage.native) if usage is not None else set(SIGNING_USAGES)
    return CertificateFacts(
        subject=_name(certificate.subject, "common_name"),
        organisation=_name(certificate.subject, "organization_name", or_all=False),
        issuer=_name(certificate.issuer, "common_name"),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        sha256=certificate.sha256.hex(),
        may_sign=bool(usages & SIGNING_USAGES) and not certificate.ca,
    )


def require_usable(facts: CertificateFacts, now: datetime) -> None:
    """Refuse to sign with a certificate that is not in force at ``now`` or is not for signing.

    Raises:
        UserError: ``certificate_expired``, ``certificate_not_yet_valid`` or
            ``certificate_wrong_usage``.
    """
    state = facts.state(now)
    if state == "expired":
        raise UserError(
            "certificate_expired",
            f"Chứng thư số của {facts.subject} hết hạn từ {date_text(facts.valid_until)};"
            " ký bằng chứng thư còn hạn.",
        )
    if state == "not_yet_valid":
        raise UserError(
            "certificate_not_yet_valid",
            f"Chứng thư số của {facts.subject} chỉ có hiệu lực từ {date_text(facts.valid_from)};"
            " kiểm tra lại ngày giờ của máy hoặc chọn chứng thư khác.",
        )
    if state == "wrong_usage":
        raise UserError(
            "certificate_wrong_usage",
            f"Chứng thư số của {facts.subject} không được cấp để ký số; chọn chứng thư ký số.",
        )


def _name(name: x509.Name, attribute: str, *, or_all: bool = True) -> str:
    native = name.native
    value = native.get(attribute) if isinstance(native, dict) else None
    if isinstance(value, list):
        value = value[-1]
    if value is None:
        value = name.human_friendly if or_all else ""
    return clean(str(value))
