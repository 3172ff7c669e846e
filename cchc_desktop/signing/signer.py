"""Signing a PDF: PAdES B-B, SHA-256, the first signature certifying, the source untouched."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.files.new_file import new_file
from cchc_desktop.files.write_problem import write_problems
from cchc_desktop.signing.appearance import Occasion, SignatureAppearance, draw_appearance
from cchc_desktop.signing.container_seal import seal_for
from cchc_desktop.signing.fields import add_missing_fields, last_page_boxes, placed_boxes
from cchc_desktop.signing.key_sources import OpenSigner, SigningKey, open_signer
from cchc_desktop.signing.pdf_reading import (
    DECODE_LIMITS,
    FoundField,
    hostile_file,
    require_end_at_end,
    require_pdf,
    signature_fields,
)
from cchc_desktop.signing.roles import (
    AGENCY,
    EXPECTED_FIELDS,
    FIELD_OF_ROLE,
    HEAD_FIELD,
    Role,
    role_words,
)
from cchc_desktop.signing.source_file import copy_file, open_source
from cchc_desktop.signing.stamp import stamp_of_pdf
from cchc_desktop.signing.vietnam_time import require_time_zone
from cchc_desktop.signing.watched_file import open_watched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pyhanko.sign.signers.pdf_signer import PdfSigningSession

    from cchc_desktop.signing.certificate_facts import CertificateFacts

_HASH_BLOCK = 1024 * 1024
_DIGEST = "sha256"


@dataclass(frozen=True)
class SignedFile:
    """What was signed, by whom and when (in Vietnamese time)."""

    path: Path
    role: Role
    certificate: CertificateFacts
    time: datetime


@dataclass(frozen=True)
class _Order:
    """One order to sign, without the key."""

    role: Role
    appearance: SignatureAppearance
    time: datetime


def sign_pdf(
    source: Path,
    target: Path,
    key: SigningKey,
    role: Role,
    appearance: SignatureAppearance,
    now: datetime,
    progress: Progress = no_progress,
) -> SignedFile:
    """Sign ``source`` into ``target`` (which may be the same file) as an incremental update.

    The signature is written to a temporary file beside the target and moved over it when it is
    whole; after an error or a cancel nothing is left and the source is as it was. The document
    is looked at before the key is opened, so that no PIN is spent in vain.

    Args:
        source: a dossier with both fields, or a PDF without signatures, which gets both fields
            at the foot of its last page.
        target: written only at the end.
        key: PKCS#12 file or token.
        role: whose field is signed; in a dossier the head signs first.
        appearance: what is seen.
        now: signing time, with time zone.
        progress: copying and hashing, in thousandths.

    Raises:
        UserError: ``pdf_encrypted``, ``already_signed``, ``head_not_signed``,
            ``signed_elsewhere``, ``signing_refused``, or the key's own reasons.
        FileProblem: the source can't be read, the target can't be written.
        Cancelled: from ``progress``.
    """
    order = _Order(role, appearance, require_time_zone(now))
    _require_signable(source, role)
    with open_signer(key, now) as opened, new_file(target) as temporary:
        copy_file(source, temporary, stage(progress, 0, 500, 1000), "Chép hồ sơ")
        _sign_file(temporary, source, opened, order, stage(progress, 500, 1000, 1000))
    return SignedFile(target, role, opened.certificate, order.time)


def sign_in_place(
    path: Path,
    key: SigningKey,
    role: Role,
    appearance: SignatureAppearance,
    now: datetime,
    progress: Progress = no_progress,
) -> SignedFile:
    """Sign a temporary file of the caller's own, which a failure may leave half written.

    Saves the copy of a large dossier that was only just built. Raises as ``sign_pdf`` does.
    """
    order = _Order(role, appearance, require_time_zone(now))
    _require_signable(path, role)
    with open_signer(key, now) as opened, write_problems(path):
        _sign_file(path, path, opened, order, progress)
    return SignedFile(path, role, opened.certificate, order.time)


def _require_signable(source: Path, role: Role) -> None:
    with open_source(source) as stream:
        require_pdf(stream, source)
        require_end_at_end(stream, source)
        with hostile_file(source):
            reader = PdfFileReader(stream, strict=False, decode_limits=DECODE_LIMITS)
            if reader.encrypted:
                raise UserError(
                    "pdf_encrypted",
                    f"Tệp {source.name} đặt mật khẩu nên không ký được; bỏ mật khẩu rồi ký lại.",
                )
            _require_free_field(signature_fields(reader), role, source)


def _require_free_field(fields: Sequence[FoundField], role: Role, source: Path) -> None:
    """Refuse what would sign twice, in the wrong order, or break a signature already there."""
    names = {field.name for field in fields}
    signed = {field.name for field in fields if field.value is not None}
    if FIELD_OF_ROLE[role] in signed:
        raise UserError(
            "already_signed",
            f"Tệp {source.name} đã có chữ ký số của {role_words(role)}, không ký lần nữa.",
        )
    if signed and FIELD_OF_ROLE[role] not in names:
        raise UserError(
            "signed_elsewhere",
            f"Tệp {source.name} đã ký bằng phần mềm khác, ký thêm sẽ làm hỏng chữ ký đó;"
            " ký bản chưa có chữ ký.",
        )
    if role == AGENCY and names >= EXPECTED_FIELDS and HEAD_FIELD not in signed:
        raise UserError(
            "head_not_signed",
            f"Hồ sơ {source.name} chưa có chữ ký số của người đứng đầu;"
            " người đứng đầu ký trước, cơ quan ký sau.",
        )


def _sign_file(
    file: Path, shown: Path, opened: OpenSigner, order: _Order, progress: Progress
) -> None:
    stream = open_watched(file, progress, passes=1, what="Ký hồ sơ", writable=True)
    with stream, hostile_file(shown):
        try:
            writer = IncrementalPdfFileWriter(stream, strict=False, decode_limits=DECODE_LIMITS)
            session = _session(writer, opened, order)
            asyncio.run(_embed(session, order.time))
        except SigningError as error:
            raise UserError(
                "signing_refused",
                f"Tệp {shown.name} không cho ký thêm; ký bản chưa có chữ ký.",
            ) from error
        stream.flush()


def _session(
    writer: IncrementalPdfFileWriter, opened: OpenSigner, order: _Order
) -> PdfSigningSession:
    fields = signature_fields(writer.prev)
    placed = placed_boxes(writer.prev)
    if not {field.name for field in fields} >= EXPECTED_FIELDS:
        placed = last_page_boxes(writer.prev)
        add_missing_fields(writer, placed[0])
    style = None
    if placed is not None:
        occasion = Occasion(
            order.role, opened.certificate.subject, order.time, _signing_time(fields, HEAD_FIELD)
        )
        style = stamp_of_pdf(draw_appearance(order.appearance, occasion, *placed))
    metadata = PdfSignatureMetadata(
        field_name=FIELD_OF_ROLE[order.role],
        md_algorithm=_DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=all(field.value is None for field in fields),
        # Filling in the agency's field afterwards stays allowed, nothing else.
        docmdp_permissions=MDPPerm.FILL_FORMS,
        name=opened.certificate.subject,
        app_build_props=seal_for(opened.signer, _DIGEST),
    )
    signer = PdfSigner(metadata, opened.signer, stamp_style=style)
    session = signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = order.time
    return session


async def _embed(session: PdfSigningSession, time: datetime) -> None:
    reserved = await session.estimate_signature_container_size(None)
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    digest, output = prepared.digest_tbs_document(in_place=True, chunk_size=_HASH_BLOCK)
    done = await prepared.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=time),
    )
    await done.post_signature_processing(output)


def _signing_time(fields: Sequence[FoundField], name: str) -> datetime | None:
    for field in fields:
        if field.name == name and field.value is not None and "/M" in field.value:
            return generic.parse_pdf_date(field.value["/M"], strict=False)
    return None
