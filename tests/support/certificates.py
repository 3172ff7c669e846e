"""A small certificate authority for tests, and the key files it gives out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pathlib import Path

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

PERSON = "Nguyễn Thị Hạnh"
AGENCY = "Sở Công Thương"
ORGANISATION = "Sở Công Thương tỉnh Thái Nguyên"
PASSWORD = "Mật khẩu thử 1"


@dataclass(frozen=True)
class IssuedKey:
    """A private key with its certificate and the certificate of the root that issued it."""

    key: PrivateKey
    certificate: x509.Certificate
    root: x509.Certificate

    def write_p12(self, path: Path, *others: x509.Certificate, password: str = PASSWORD) -> Path:
        """Write the key, its certificate, its issuer's and others as a PKCS#12 file."""
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"key",
                self.key,
                self.certificate,
                [self.root, *others],
                serialization.BestAvailableEncryption(password.encode()),
            )
        )
        return path

    def certificate_der(self) -> bytes:
        """Give the certificate as a token stores it."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def key_pem(self) -> bytes:
        """Give the unencrypted key as the token tools import it."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


class CertificateAuthority:
    """A root and what it issues, with validity counted from ``now``.

    With an authority above, ``root`` is the certificate that it issued to this one.
    """

    def __init__(
        self, now: datetime, name: str = "CA thử nghiệm", above: CertificateAuthority | None = None
    ) -> None:
        self.now = now
        self._name = _subject(name, name)
        self._key = private_key(f"root {name}")
        issuer = above or self
        self.root = issuer._issue(name, name, self._key, -3650, 3650, authority=True)

    def write_root(self, path: Path) -> Path:
        """Write the root as a PEM file, as a council would import it."""
        path.write_bytes(self.root.public_bytes(serialization.Encoding.PEM))
        return path

    def person(self) -> IssuedKey:
        """Give the head's key."""
        return self.issue(PERSON)

    def agency(self) -> IssuedKey:
        """Give the agency's key."""
        return self.issue(AGENCY)

    def expired(self) -> IssuedKey:
        """Give a key whose certificate ended ten days ago."""
        return self.issue(PERSON, first_day=-400, last_day=-10)

    def not_yet_valid(self) -> IssuedKey:
        """Give a key whose certificate begins in ten days."""
        return self.issue(PERSON, first_day=10, last_day=400)

    def wrong_usage(self) -> IssuedKey:
        """Give a key whose certificate is for encryption only."""
        return self.issue(PERSON, may_sign=False)

    def elliptic_person(self) -> IssuedKey:
        """Give the head a key on curve P-256."""
        return self.issue(PERSON, key=ec.generate_private_key(ec.SECP256R1()))

    def issue(
        self,
        name: str,
        *,
        first_day: int = -30,
        last_day: int = 700,
        may_sign: bool = True,
        key: PrivateKey | None = None,
    ) -> IssuedKey:
        """Issue a certificate valid from ``first_day`` to ``last_day``, counted from now."""
        key = key or private_key(name)
        certificate = self._issue(name, ORGANISATION, key, first_day, last_day, may_sign=may_sign)
        return IssuedKey(key, certificate, self.root)

    def _issue(
        self,
        name: str,
        organisation: str,
        key: PrivateKey,
        first_day: int,
        last_day: int,
        *,
        authority: bool = False,
        may_sign: bool = True,
    ) -> x509.Certificate:
        usage = x509.KeyUsage(
            digital_signature=may_sign,  # real roots often carry it too
            content_commitment=may_sign and not authority,
            key_encipherment=not may_sign,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=authority,
            crl_sign=authority,
            encipher_only=False,
            decipher_only=False,
        )
        builder = (
            x509.CertificateBuilder()
            .subject_name(_subject(name, organisation))
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.now + timedelta(days=first_day))
            .not_valid_after(self.now + timedelta(days=last_day))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
        )
        return builder.sign(self._key, hashes.SHA256())


@cache
def private_key(owner: str) -> rsa.RSAPrivateKey:
    """Make a key once per owner and run; generating them is the slow part."""
    del owner
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _subject(name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
