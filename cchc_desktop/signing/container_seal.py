"""Binding the unsigned parts of our own signatures to what is signed.

A signature leaves most of its container unsigned: the certificates that go along, the names of
the algorithms, the way all of it is encoded. Their digest is therefore stated in the signature
dictionary, which is signed; the rest follows from signed values, so the container is written
once more from them and compared byte for byte.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asn1crypto import algos, cms, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.signers.pdf_byterange import BuildProps

from cchc_desktop.signing.elliptic_value import settled
from cchc_desktop.signing.pdf_objects import entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyhanko.sign.signers import Signer
    from pyhanko.sign.validation import EmbeddedPdfSignature

_PROGRAM = "cchc-desktop"
# Names that begin with XX are free for private use (ISO 32000-1, Annex E).
_ENTRY = "/XXContainer"


@dataclass(frozen=True)
class ContainerSeal(BuildProps):
    """The signature dictionary's note on the program that signed, with the digest."""

    digest: str = ""

    def as_pdf_object(self) -> generic.DictionaryObject:
        """Give the dictionary /App of /Prop_Build."""
        properties = super().as_pdf_object()
        properties[pdf_name(_ENTRY)] = generic.pdf_string(self.digest)
        return properties


def seal_for(signer: Signer, digest_algorithm: str) -> ContainerSeal:
    """Give the seal over what the signer is going to put into the container unsigned."""
    assert signer.signing_cert is not None
    algorithms = (
        algos.DigestAlgorithm({"algorithm": digest_algorithm}),
        signer.get_signature_mechanism_for_digest(digest_algorithm),
    )
    certificates = [*signer.cert_registry, signer.signing_cert]
    return ContainerSeal(
        _PROGRAM,
        digest=_digest(
            (each.dump() for each in certificates), (each.dump() for each in algorithms)
        ),
    )


def stated_seal(embedded: EmbeddedPdfSignature) -> str | None:
    """Give the digest that the signature dictionary states; None when this program did not sign."""
    stated = entry(entry(entry(embedded.sig_object, "/Prop_Build"), "/App"), _ENTRY)
    return None if stated is None else str(stated)


def is_as_sealed(embedded: EmbeddedPdfSignature, seal: str) -> bool:
    """Tell whether the container, with its padding, is byte for byte as this program wrote it.

    Means something only where the signature's value is right; else raises whatever the parser
    raises.
    """
    # Parsed afresh: what others have looked into may be encoded anew.
    signed_data = cms.ContentInfo.load(embedded.pkcs7_content)["content"]
    certificates = [choice.dump() for choice in signed_data["certificates"]]
    (signer,) = signed_data["signer_infos"]
    algorithms = (signer["digest_algorithm"].dump(), signer["signature_algorithm"].dump())
    if _digest(certificates, algorithms) != seal:
        return False
    written = _written_again(signer, embedded.signer_cert, certificates)
    return embedded.pkcs7_content == written.ljust(len(embedded.pkcs7_content), b"\0")


def _digest(certificates: Iterable[bytes], algorithms: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join([*sorted(certificates), *algorithms])).hexdigest()


def _written_again(
    parsed: cms.SignerInfo, certificate: x509.Certificate, certificates: Iterable[bytes]
) -> bytes:
    """Write the container from what the seal binds and what the signer signed."""
    issued = {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number", cms.IssuerAndSerialNumber(issued)
            ),
            "digest_algorithm": parsed["digest_algorithm"],
            "signature_algorithm": parsed["signature_algorithm"],
            "signed_attrs": cms.CMSAttributes.load(parsed["signed_attrs"].untag().dump()),
            "signature": settled(parsed["signature"].native, certificate),
        }
    )
    signed_data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [parsed["digest_algorithm"]],
            "encap_content_info": {"content_type": "data"},
            "certificates": [
                cms.CertificateChoices("certificate", x509.Certificate.load(each))
                for each in certificates
            ],
            "signer_infos": [signer],
        }
    )
    written: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed_data}).dump()
    return written
