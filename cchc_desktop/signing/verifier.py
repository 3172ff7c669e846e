"""Verifying the signatures of a file, offline, with separate facts and named findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast

from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.sign.validation import EmbeddedPdfSignature

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.progress import Progress, no_progress
from cchc_desktop.signing.deep_stack import on_deep_stack
from cchc_desktop.signing.examined import Examined, ExaminedFile
from cchc_desktop.signing.findings import file_findings
from cchc_desktop.signing.pdf_reading import (
    DECODE_LIMITS,
    FoundField,
    LeanReader,
    blames_the_file,
    hostile_file,
    pdf_end,
    require_pdf,
    signature_fields,
)
from cchc_desktop.signing.report import SignatureFacts, SignatureReport
from cchc_desktop.signing.roles import FIELD_OF_ROLE, role_of_field
from cchc_desktop.signing.signature_check import check_signature
from cchc_desktop.signing.source_file import source_problem
from cchc_desktop.signing.trust import TrustRoot, load_trust_roots
from cchc_desktop.signing.vietnam_time import require_time_zone
from cchc_desktop.signing.watched_file import open_watched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from asn1crypto import x509

_UNREADABLE = "Chữ ký số hỏng hoặc thuộc kiểu chưa hỗ trợ, không đọc được."


def verify_signatures(
    path: Path,
    trust_roots: Sequence[TrustRoot],
    now: datetime,
    progress: Progress = no_progress,
) -> SignatureReport:
    """Check every signature of a PDF and what happened to the file since; never uses the network.

    Args:
        path: any file.
        trust_roots: certificates (PEM or DER, paths or bytes) of the authorities that the person
            trusts; with none, signatures can be intact but not trusted.
        now: moment of verification, with time zone.
        progress: bytes hashed, roughly.

    Raises:
        FileProblem: the file is missing, unreadable, no PDF, or too damaged to find signatures in.
        UserError: ``pdf_encrypted``, or a trust root that is no certificate.
        Cancelled: from ``progress``.
    """
    moment = require_time_zone(now)
    roots = load_trust_roots(trust_roots)
    try:
        return on_deep_stack(lambda report: _verify(path, roots, moment, report), progress)
    except OSError as error:
        raise source_problem(error, path) from error


def _verify(
    path: Path, roots: Sequence[x509.Certificate], now: datetime, progress: Progress
) -> SignatureReport:
    with open_watched(path, progress, passes=3, what="Kiểm tra chữ ký") as stream:
        require_pdf(stream, path)
        size, end = stream.seek(0, 2), pdf_end(stream, path)
    # What stands behind the end would hide the structure from the reader; it is counted later.
    with open_watched(path, progress, passes=3, what="Kiểm tra chữ ký", end=end) as stream:
        return _report(path, cast("BinaryIO", stream), size, roots, now)


def _report(
    path: Path, stream: BinaryIO, size: int, roots: Sequence[x509.Certificate], now: datetime
) -> SignatureReport:
    with hostile_file(path):
        reader, standard = _open(stream, path)
        fields = signature_fields(reader)
        signed = [_embedded(reader, field) for field in fields if field.value is not None]
        revisions = [each.revision for each in signed if each.embedded is not None]
        reader.drop_before = min(revisions, default=None)
        examined = sorted(
            (_examine(each, size, roots, now) for each in signed), key=lambda each: each.revision
        )
        file = ExaminedFile(
            reader=reader,
            size=size,
            standard=standard,
            field_names=tuple(field.name for field in fields),
            empty_fields=tuple(field.name for field in fields if field.value is None),
            signatures=tuple(examined),
            roots_given=bool(roots),
            now=now,
        )
        findings = file_findings(file)
    facts = tuple(_facts(each) for each in examined)
    errors = any(finding.severity == "error" for finding in findings)
    return SignatureReport(
        signatures=facts,
        unsigned_roles=tuple(
            role for role, name in FIELD_OF_ROLE.items() if name in file.empty_fields
        ),
        intact=bool(facts) and all(each.intact for each in facts) and not errors,
        trusted=bool(facts) and all(each.trusted for each in facts),
        findings=findings,
    )


def _open(stream: BinaryIO, path: Path) -> tuple[LeanReader, bool]:
    """Open strictly if possible; tell whether the structure is the standard one."""
    standard = True
    try:
        reader = LeanReader(stream, decode_limits=DECODE_LIMITS)
        # Files of common office programs hold a second table for old readers.
        standard = not reader.xrefs.hybrid_xrefs_present
    except PdfReadError:
        standard = False
    if not standard:
        reader = LeanReader(stream, strict=False, decode_limits=DECODE_LIMITS)
    if reader.encrypted and not _opens_without_password(reader):
        raise UserError(
            "pdf_encrypted",
            f"Tệp {path.name} đặt mật khẩu nên không kiểm tra được; bỏ mật khẩu rồi kiểm tra lại.",
        )
    return reader, standard


def _opens_without_password(reader: LeanReader) -> bool:
    from pyhanko.pdf_utils.crypt import AuthStatus

    return reader.decrypt(b"").status != AuthStatus.FAILED


def _embedded(reader: LeanReader, field: FoundField) -> Examined:
    try:
        embedded = EmbeddedPdfSignature(reader, field.field, field.name)
    except Exception as error:
        if not blames_the_file(error):
            raise
        return Examined(field.name)
    return Examined(field.name, embedded, None, embedded.signed_revision)


def _examine(
    found: Examined, size: int, roots: Sequence[x509.Certificate], now: datetime
) -> Examined:
    if found.embedded is None:
        return found
    try:
        checked = check_signature(found.embedded, size, roots, now)
    except Exception as error:
        if not blames_the_file(error):
            raise
        return Examined(found.field_name, None, None, found.revision)
    return Examined(found.field_name, found.embedded, checked, found.revision)


def _facts(examined: Examined) -> SignatureFacts:
    role = role_of_field(examined.field_name)
    checked = examined.checked
    if checked is None:
        return SignatureFacts(
            examined.field_name, role, "", None, None, 0, False, False, False, (_UNREADABLE,)
        )
    return SignatureFacts(
        field_name=examined.field_name,
        role=role,
        signer=checked.certificate.subject,
        certificate=checked.certificate,
        time=checked.time,
        covered_bytes=checked.covered_bytes,
        covers_whole_file=checked.whole_file,
        intact=checked.intact,
        trusted=checked.trusted,
        notes=checked.notes,
    )
