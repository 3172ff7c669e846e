"""The one of two equally valid values that a signature by an elliptic key has.

Whoever holds a value (r, s) can write (r, n − s) in its place without the key. Our signatures
take the smaller s, so that the other one is noticed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import load_der_public_key

if TYPE_CHECKING:
    from asn1crypto import x509


def settled(value: bytes, certificate: x509.Certificate) -> bytes:
    """Give the value with the smaller s; that of another kind of key as it is.

    Raises:
        ValueError: it is no value of such a key.
    """
    if certificate.public_key.algorithm != "ec":
        return value
    key = load_der_public_key(certificate.public_key.dump())
    assert isinstance(key, EllipticCurvePublicKey)
    r, s = decode_dss_signature(value)
    return encode_dss_signature(r, min(s, key.curve.group_order - s))
