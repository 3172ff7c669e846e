"""Where the signing key comes from: a PKCS#12 file or a token, opened for one signature."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cchc_desktop.signing.keys import OpenSigner, Pkcs12Key, SigningKey, TokenKey

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

__all__ = ["OpenSigner", "Pkcs12Key", "SigningKey", "TokenKey", "open_signer"]


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
