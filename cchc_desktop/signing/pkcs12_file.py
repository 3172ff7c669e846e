"""A signing key out of a PKCS#12 file (.p12, .pfx)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asn1crypto import keys, x509
from asn1crypto import pkcs12 as asn1_pkcs12
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.files.reasons import reason
from cchc_desktop.files.regular_file import read_regular
from cchc_desktop.signing.certificate_facts import certificate_facts, require_usable
from cchc_desktop.signing.elliptic_value import settled
from cchc_desktop.signing.keys import OpenSigner, Pkcs12Key

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from cryptography import x509 as pyca_x509

# A key file holds a key and a few certificates; anything larger is some other file.
_LARGEST = 4 * 1024 * 1024


def open_pkcs12(key: Pkcs12Key, now: datetime) -> OpenSigner:
    """Load the key and its certificate, refusing what can't sign at ``now``.

    Raises:
        FileProblem: ``key_missing``, ``key_unreadable`` or ``key_not_pkcs12``.
        UserError: ``wrong_password``, ``key_unsupported``, ``no_private_key``,
            ``no_certificate`` or one of the certificate's own reasons.
    """
    data = _read(key.path)
    content = _decrypt(data, key)
    if content.key is None:
        raise UserError(
            "no_private_key",
            f"Tệp {key.path.name} không có khóa bí mật; xuất lại tệp khóa kèm khóa bí mật.",
        )
    if content.cert is None or content.cert.certificate.public_key() != content.key.public_key():
        raise UserError(
            "no_certificate",
            f"Tệp {key.path.name} không có chứng thư của khóa; xuất lại tệp khóa kèm chứng thư.",
        )
    certificate = _to_asn1(content.cert.certificate)
    facts = certificate_facts(certificate)
    require_usable(facts, now)
    private = content.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([_to_asn1(extra.certificate) for extra in content.additional_certs])
    signer = _FileSigner(certificate, keys.PrivateKeyInfo.load(private), store)
    return OpenSigner(signer, facts)


class _FileSigner(SimpleSigner):
    """A signer whose value can be written in one way only."""

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Sign with the key of the file."""
        signature: bytes = await super().async_sign_raw(data, digest_algorithm, dry_run)
        return signature if dry_run else settled(signature, self.signing_cert)


def _read(path: Path) -> bytes:
    try:
        data = read_regular(path, _LARGEST)
    except FileNotFoundError:
        raise FileProblem(
            "key_missing", f"Không tìm thấy tệp khóa {path}; chọn lại tệp .p12 hoặc .pfx."
        ) from None
    except OSError as error:
        raise FileProblem(
            "key_unreadable", f"Không đọc được tệp khóa {path}: {reason(error)}."
        ) from None
    except ValueError:  # too large
        raise _not_pkcs12(path) from None
    try:
        container = asn1_pkcs12.Pfx.load(data, strict=True)
        # Parsing is lazy: these two tell a key file from other DER, such as a certificate.
        if container["version"].native != "v3" or container["auth_safe"].native is None:
            raise ValueError("no PKCS#12")
    except (ValueError, TypeError):
        raise _not_pkcs12(path) from None
    return data


def _not_pkcs12(path: Path) -> FileProblem:
    return FileProblem(
        "key_not_pkcs12",
        f"Tệp {path.name} không phải tệp khóa PKCS#12 hoặc đã hỏng; chọn tệp .p12 hoặc .pfx khác.",
    )


def _decrypt(data: bytes, key: Pkcs12Key) -> pkcs12.PKCS12KeyAndCertificates:
    for candidate in _passwords(key.password):
        try:
            return pkcs12.load_pkcs12(data, candidate)
        except UnsupportedAlgorithm:
            raise UserError(
                "key_unsupported",
                f"Tệp {key.path.name} mã hóa bằng thuật toán cũ không còn dùng được;"
                " xuất lại tệp khóa với AES-256.",
            ) from None
        except ValueError:
            continue
        except BaseException as error:
            # What the library did not foresee in a file ends as a panic, which is no Exception.
            if type(error).__name__ != "PanicException":
                raise
            raise _not_pkcs12(key.path) from None
    raise UserError(
        "wrong_password", f"Sai mật khẩu của tệp khóa {key.path.name}; nhập lại mật khẩu."
    )


def _passwords(password: str) -> list[bytes | None]:
    """Give what may open the file; nothing when no key file can have such a password."""
    if not password:
        # The file may have been written with an empty one or with none.
        return [None, b""]
    try:
        encoded = password.encode("utf-8")
    except UnicodeEncodeError:
        return []
    # The library can't pass on a NUL and panics.
    return [] if b"\0" in encoded else [encoded]


def _to_asn1(certificate: pyca_x509.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
