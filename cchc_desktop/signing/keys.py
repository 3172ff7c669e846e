"""What names a signing key, and a key once it is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pyhanko.sign.signers import Signer

    from cchc_desktop.signing.certificate_facts import CertificateFacts


@dataclass(frozen=True)
class Pkcs12Key:
    """A key in a .p12 or .pfx file; the password never shows in repr, logs or errors."""

    path: Path
    password: str = field(repr=False)


@dataclass(frozen=True)
class TokenKey:
    """A key on a token behind a PKCS#11 module; the PIN never shows in repr, logs or errors.

    Attributes:
        module: the maker's library (.so, .dll).
        token_label: label of the token, as ``list_certificates`` gives it.
        pin: tried exactly once, since tokens lock after three wrong ones.
        cert_label: label of the certificate on the token, or its holder's name; may be left out
            when only one certificate there can sign today.
        accept_last_try: go on although the token reports that one more wrong PIN locks it.
    """

    module: Path
    token_label: str
    pin: str = field(repr=False)
    cert_label: str | None = None
    accept_last_try: bool = False


SigningKey = Pkcs12Key | TokenKey


@dataclass(frozen=True)
class OpenSigner:
    """An opened key: pyHanko's signer and the facts of its certificate."""

    signer: Signer
    certificate: CertificateFacts
