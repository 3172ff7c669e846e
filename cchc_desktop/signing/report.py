"""What the verification found out, as separate facts that nobody has to parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from cchc_desktop.signing.certificate_facts import CertificateFacts
    from cchc_desktop.signing.roles import Role, SignatureRole

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class SignatureFinding:
    """One thing to report about the file.

    Attributes:
        kind: stable name, for example ``bytes_after_end``.
        severity: ``error`` when the signed content can't be relied on, ``warning`` when a person
            must look, ``info`` otherwise.
        message: one Vietnamese sentence.
    """

    kind: str
    severity: Severity
    message: str


@dataclass(frozen=True)
class SignatureFacts:
    """One signature.

    Attributes:
        field_name: name of the form field that holds it.
        role: read from the field's name; ``unknown`` for a field that is not ours.
        signer: the certificate's holder, "" when the signature can't be read.
        certificate: the facts of the signer's certificate, None when it can't be read.
        time: signing time by the signer's own clock, in Vietnamese time; None when not stated.
        covered_bytes: length of the part of the file that it covers, from the start.
        covers_whole_file: nothing follows that part.
        intact: the covered bytes are as signed, and what was added since is only what the
            document's certification allows.
        trusted: the certificate leads to a given root, and was in force both at the stated
            signing time and at the time of verification. Independent of ``intact``.
        notes: Vietnamese sentences on what limits these facts.
    """

    field_name: str
    role: SignatureRole
    signer: str
    certificate: CertificateFacts | None
    time: datetime | None
    covered_bytes: int
    covers_whole_file: bool
    intact: bool
    trusted: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class SignatureReport:
    """All signatures of a file, oldest first, and what concerns the file as a whole.

    Attributes:
        signatures: empty for a file that nobody signed.
        unsigned_roles: roles whose field is there and still empty.
        intact: there are signatures, all are intact, the last covers the whole file, and no
            finding is an error.
        trusted: there are signatures, and all are trusted.
        findings: in the order of their weight.
    """

    signatures: tuple[SignatureFacts, ...]
    unsigned_roles: tuple[Role, ...]
    intact: bool
    trusted: bool
    findings: tuple[SignatureFinding, ...]
