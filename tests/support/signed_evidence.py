"""A digitally signed PDF, as documents come out of a government's document system."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from tests.support.certificates import PASSWORD, CertificateAuthority

if TYPE_CHECKING:
    from pathlib import Path


def signed(data: bytes, folder: Path) -> bytes:
    """Sign a PDF with a throw-away key.

    Args:
        data: the PDF.
        folder: where the key file may lie.
    """
    issued = CertificateAuthority(datetime.now(UTC)).person()
    key = issued.write_p12(folder / "key.p12")
    signer = signers.SimpleSigner.load_pkcs12(key, passphrase=PASSWORD.encode())
    out = io.BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(io.BytesIO(data)),
        signers.PdfSignatureMetadata(field_name="ChuKy1"),
        signer=signer,
        output=out,
    )
    return out.getvalue()
