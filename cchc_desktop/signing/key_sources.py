"""Where the signing key comes from: a PKCS#12 file or a token, opened for one signature."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
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


@contextmanager
def open_signer(key: SigningKey, now: datetime) -> Iterator[OpenSigner]:
    """Open a key for signing at ``now`` (with time zone); a token's session ends with the block.

    Raises:
        UserError: wrong password or PIN, no or several certificates, a certificate that is
            expired, not yet valid or not for signing, a token that is absent or locked.
        FileProblem: the key file or the module is missing, unreadable or of another kind.
    """
    if isinstance(key, Pkcs12Key):
        from cchc_desktop.signing.pkcs12_file import open_pkcs12

        yield open_pkcs12(key, now)
        return
    from cchc_desktop.signing.pkcs11_token import open_token

    with open_token(key, now) as signer:
        yield signer
