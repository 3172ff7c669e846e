"""Judging what stands in a signature's container without being signed.

Our own containers must be as they were written, to the byte. Other programs encode theirs in
many ways; of those only what is certainly wrong is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from asn1crypto import cms
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509 import load_der_x509_certificate

from cchc_desktop.signing.container_seal import is_as_sealed, stated_seal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asn1crypto import x509
    from pyhanko.sign.validation import EmbeddedPdfSignature

# Time stamps, and what long-term signatures add (ETSI EN 319 122-1).
_KNOWN_UNSIGNED = frozenset(
    {"signature_time_stamp_token", "adobe_revocation_info_archival", "counter_signature"}
)


@dataclass(frozen=True)
class ContainerFacts:
    """What the place reserved for a signature shows.

    Attributes:
        padding_clean: only zeros fill up the place.
        sound: nothing in the container, or in the way it is written, is certainly changed.
        attributes_known: it carries no unsigned attribute of unknown meaning.
    """

    padding_clean: bool
    sound: bool
    attributes_known: bool


def judge_container(
    embedded: EmbeddedPdfSignature, written: bytes, roots: Sequence[x509.Certificate]
) -> ContainerFacts:
    """Judge the container of a signature whose value is right.

    Args:
        embedded: the signature.
        written: its hexadecimal digits as they stand in the file.
        roots: certificates that may have issued one that goes along.

    Raises whatever the parser raises on a hostile container.
    """
    contents = embedded.pkcs7_content
    seal = stated_seal(embedded)
    digits = contents.hex().upper().encode()
    if seal is not None:
        sound = written == digits and is_as_sealed(embedded, seal)
    else:
        sound = (
            written in (digits, digits.lower())
            and _names_one_digest(embedded)
            and _certificates_hold(embedded, roots)
        )
    return ContainerFacts(_padding_is_clean(contents), sound, _knows_attributes(embedded))


def _padding_is_clean(contents: bytes) -> bool:
    """Tell whether only zeros follow the container."""
    used = len(cms.ContentInfo.load(contents).dump())
    return not contents[used:].strip(b"\0")


def _names_one_digest(embedded: EmbeddedPdfSignature) -> bool:
    used = embedded.signer_info["digest_algorithm"]["algorithm"].native
    named = [each["algorithm"].native for each in embedded.signed_data["digest_algorithms"]]
    return named == [used]


def _knows_attributes(embedded: EmbeddedPdfSignature) -> bool:
    attributes = embedded.signer_info["unsigned_attrs"]
    return all(each["type"].native in _KNOWN_UNSIGNED for each in attributes)


def _certificates_hold(embedded: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]) -> bool:
    choices = embedded.signed_data["certificates"]
    along = [choice.chosen for choice in choices if choice.name == "certificate"]
    try:
        return all(_holds(each, along, roots) for each in along)
    except (ValueError, TypeError):  # what goes along is no certificate
        return False


def _holds(
    certificate: x509.Certificate,
    along: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
) -> bool:
    """Tell whether the certificate is as issued; true when its issuer does not go along."""
    load_der_x509_certificate(certificate.dump())
    issuers = [each for each in along if _names_as_issuer(certificate, each)]
    if not issuers:
        return True
    issuers += [each for each in roots if _names_as_issuer(certificate, each)]
    return any(_was_issued_by(certificate, each) for each in issuers)


def _names_as_issuer(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    wanted, held = certificate.authority_key_identifier, issuer.key_identifier
    same_name: bool = certificate.issuer.dump() == issuer.subject.dump()
    return same_name and (not wanted or not held or wanted == held)


def _was_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    issued, by = (load_der_x509_certificate(each.dump()) for each in (certificate, issuer))
    try:
        issued.verify_directly_issued_by(by)
    except (InvalidSignature, ValueError, TypeError):
        return False
    except UnsupportedAlgorithm:
        return True  # an old kind that can't be judged
    return True
