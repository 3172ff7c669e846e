"""Signing a dossier with a PKCS#12 file or a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.manifest import assessment_from_manifest, manifest_from_bytes
from cchc_desktop.core.progress import Progress, no_progress
from cchc_desktop.files.small_text import read_small_text
from cchc_desktop.operations.session import now
from cchc_desktop.operations.targets import require_separate
from cchc_desktop.paths import fonts_dir

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.signing.appearance import SignatureAppearance
    from cchc_desktop.signing.certificate_facts import CertificateFacts
    from cchc_desktop.signing.key_sources import SigningKey

Role = Literal["head", "agency"]
LONGEST_SECRET = 4096


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """What the person gave to name a key; exactly one of ``p12`` and ``module``."""

    p12: Path | None = None
    module: Path | None = None
    token: str | None = None
    secret_file: Path | None = None
    certificate: str | None = None


def chosen_key(choice: KeyChoice) -> SigningKey | None:
    """Turn the given options into a key; None when none was named.

    Raises:
        UserError: ``usage`` when the options don't go together.
        FileProblem: the file with the password or PIN can't be read.
    """
    from cchc_desktop.signing.key_sources import Pkcs12Key, TokenKey

    if choice.p12 and choice.module:
        raise UserError("usage", "Chỉ chọn một khóa: tệp PKCS#12 hoặc token.")
    if choice.p12:
        if choice.secret_file is None:
            raise UserError("usage", "Thiếu --password-file: tệp chứa mật khẩu của khóa PKCS#12.")
        return Pkcs12Key(choice.p12, _secret(choice.secret_file))
    if choice.module:
        if choice.token is None or choice.secret_file is None:
            raise UserError("usage", "Ký bằng token cần --token và --pin-file.")
        return TokenKey(
            choice.module, choice.token, _secret(choice.secret_file), choice.certificate
        )
    if choice.token or choice.secret_file or choice.certificate:
        raise UserError("usage", "Chưa chọn khóa: thêm --sign-p12 hoặc --sign-pkcs11.")
    return None


def file_key(path: Path, password: str) -> SigningKey:
    """Name the key in a PKCS#12 file; nothing is opened yet."""
    from cchc_desktop.signing.key_sources import Pkcs12Key

    return Pkcs12Key(path, password)


def sign_file(
    source: Path,
    target: Path,
    key: SigningKey,
    role: Role = "head",
    progress: Progress = no_progress,
) -> CertificateFacts:
    """Sign a dossier, or any PDF; the source stays as it is unless it is the target too.

    Raises:
        UserError: the key, the role or the document does not allow it.
        FileProblem: a file can't be read or written; nothing half-made is left.
    """
    from cchc_desktop.signing.signer import sign_pdf
    from cchc_desktop.signing.source_file import open_source

    require_separate(target, key_files(key))
    open_source(source).close()  # a pipe or a device is refused before anything reads it
    unit, particulars = _named_in(source)
    appearance = appearance_of(unit, particulars, role)
    return sign_pdf(source, target, key, role, appearance, now(), progress).certificate


def appearance_of(unit: str, particulars: Particulars, role: Role) -> SignatureAppearance:
    """Give what the visible signature of this role says."""
    from cchc_desktop.signing.appearance import SignatureAppearance

    if role == "agency":
        return SignatureAppearance(fonts_dir(), signer_name=unit)
    return SignatureAppearance(
        fonts_dir(), signer_name=particulars.signer_name, title=particulars.signer_title
    )


def key_files(key: SigningKey | None) -> tuple[Path, ...]:
    """Give the files that a key is read from."""
    from cchc_desktop.signing.keys import Pkcs12Key

    if key is None:
        return ()
    return (key.path,) if isinstance(key, Pkcs12Key) else (key.module,)


def check_key(key: SigningKey) -> CertificateFacts:
    """Open a key and let go of it again: before a long job, say what is wrong with it.

    Raises:
        UserError: wrong password, expired certificate and the like.
        FileProblem: the key file can't be read.
    """
    from cchc_desktop.signing.key_sources import open_signer

    with open_signer(key, now()) as opened:
        return opened.certificate


def _named_in(source: Path) -> tuple[str, Particulars]:
    """Find whose dossier it is; nothing is known of a PDF that is none of ours."""
    from cchc_desktop.dossier.data_reader import read_dossier

    try:
        data = read_dossier(source).data
        if data is None:
            return "", Particulars(signer_title="")
        assessment = assessment_from_manifest(manifest_from_bytes(data))
    except UserError as error:
        if isinstance(error, FileProblem):
            raise
        return "", Particulars(signer_title="")
    return assessment.unit, assessment.particulars


def _secret(path: Path) -> str:
    return read_small_text(path, LONGEST_SECRET).rstrip("\r\n")
