"""A PDF signed the way another program does it: a field of its own, no certification."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

    from cchc_desktop.signing.key_sources import Pkcs12Key


def sign_as_another_program(
    path: Path, key: Pkcs12Key, time: datetime, field: str = "Signature1"
) -> Path:
    """Sign in place with an invisible field named ``field``, asking nothing of the certificate."""
    signer = SimpleSigner.load_pkcs12(key.path, passphrase=key.password.encode())
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    with path.open("r+b") as stream:
        writer = IncrementalPdfFileWriter(stream)
        session = PdfSigner(metadata, signer).init_signing_session(writer)
        session.system_time = time
        asyncio.run(_sign(session, time))
    return path


async def _sign(session: PdfSigningSession, time: datetime) -> None:
    size = await session.estimate_signature_container_size(None)
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=size)
    digest, output = document.digest_tbs_document(in_place=True)
    done = await document.perform_signature(
        digest.document_digest, PdfCMSSignedAttributes(signing_time=time)
    )
    await done.post_signature_processing(output)
