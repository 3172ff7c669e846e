"""The roots that the person chose to trust; the machine's own list is never used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from asn1crypto import pem, x509

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.files.reasons import reason
from cchc_desktop.files.regular_file import read_regular
from cchc_desktop.signing.certificate_facts import certificate_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

TrustRoot = Path | bytes
_LARGEST = 4 * 1024 * 1024


def load_trust_roots(roots: Sequence[TrustRoot]) -> list[x509.Certificate]:
    """Read certificates from PEM or DER, out of files or given as bytes.

    Raises:
        FileProblem: ``trust_root_missing`` or ``trust_root_unreadable``.
        UserError: ``trust_root_invalid``.
    """
    loaded: list[x509.Certificate] = []
    for root in roots:
        shown = root.name if isinstance(root, Path) else "đã chọn"
        try:
            data = _read(root) if isinstance(root, Path) else root
            loaded.extend(_certificates(data))
        except (ValueError, TypeError):
            raise UserError(
                "trust_root_invalid",
                f"Tệp chứng thư gốc {shown} không phải chứng thư (.pem, .crt, .cer);"
                " chọn tệp khác.",
            ) from None
    return loaded


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, _LARGEST)
    except FileNotFoundError:
        raise FileProblem(
            "trust_root_missing", f"Không tìm thấy tệp chứng thư gốc {path}; chọn lại tệp."
        ) from None
    except OSError as error:
        raise FileProblem(
            "trust_root_unreadable", f"Không đọc được tệp chứng thư gốc {path}: {reason(error)}."
        ) from None


def _certificates(data: bytes) -> list[x509.Certificate]:
    parts = [data]
    if pem.detect(data):
        parts = [part for _, _, part in pem.unarmor(data, multiple=True)]
    certificates = [x509.Certificate.load(part, strict=True) for part in parts]
    for certificate in certificates:
        # Parsing is lazy: ask for what path building needs, so that damage shows here.
        certificate_facts(certificate)
        _ = certificate.public_key.algorithm
    if not certificates:
        raise ValueError("no certificate")
    return certificates
