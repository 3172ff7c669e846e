"""A key and its root made on the spot, to try signing without a real certificate."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from pathlib import Path

KEY_BITS = 2048
VALID_FOR = timedelta(days=30)
ROOT_NAME = "Chứng thư gốc dùng thử, không có giá trị pháp lý"


def make_trial_key(key: Path, root: Path, password: str, *, holder: str, now: datetime) -> None:
    """Write a PKCS#12 file for ``holder`` and the root certificate that it leads to.

    Args:
        key: the .p12 file.
        root: the .pem file, to be given to ``cchc verify --trust``.
        password: of the .p12 file.
        holder: the name in the certificate.
        now: both certificates are valid from an hour before, for 30 days.

    Raises:
        OSError: a file can't be written.
    """
    root_key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    own_key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    root_name, own_name = _name(ROOT_NAME), _name(holder)
    root_certificate = (
        _begin(root_name, root_name, root_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    certificate = (
        _begin(own_name, root_name, own_key.public_key(), now)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .sign(root_key, hashes.SHA256())
    )
    encryption = serialization.BestAvailableEncryption(password.encode())
    key.write_bytes(
        pkcs12.serialize_key_and_certificates(
            holder.encode(), own_key, certificate, [root_certificate], encryption
        )
    )
    key.chmod(0o600)
    root.write_bytes(root_certificate.public_bytes(serialization.Encoding.PEM))


def _begin(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPublicKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + VALID_FOR)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
