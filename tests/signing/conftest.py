"""Keys of a small authority, and dossiers signed with them once per run."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.paths import fonts_dir
from cchc_desktop.signing.appearance import SignatureAppearance
from cchc_desktop.signing.key_sources import Pkcs12Key
from cchc_desktop.signing.signer import sign_pdf
from cchc_desktop.signing.vietnam_time import VIETNAM
from tests.support.certificates import PASSWORD, CertificateAuthority
from tests.support.small_dossier import write_small_dossier

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 25, 10, 12, 31, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Originals:
    """Files made once; tests work on copies."""

    unsigned: Path
    head_signed: Path
    signed: Path


@pytest.fixture(scope="session")
def now() -> datetime:
    """The moment of the head's signature."""
    return NOW


@pytest.fixture(scope="session")
def verified_at() -> datetime:
    """A moment after both signatures."""
    return NOW + timedelta(hours=1)


@pytest.fixture(scope="session")
def authority() -> CertificateAuthority:
    """The authority that issued both keys."""
    return CertificateAuthority(NOW)


@pytest.fixture(scope="session")
def keys_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the run's key files."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def root(authority: CertificateAuthority, keys_dir: Path) -> Path:
    """The authority's root, as a file to be trusted."""
    return authority.write_root(keys_dir / "root.pem")


@pytest.fixture(scope="session")
def head_key(authority: CertificateAuthority, keys_dir: Path) -> Pkcs12Key:
    """The head's key."""
    return Pkcs12Key(authority.person().write_p12(keys_dir / "head.p12"), PASSWORD)


@pytest.fixture(scope="session")
def agency_key(authority: CertificateAuthority, keys_dir: Path) -> Pkcs12Key:
    """The agency's key."""
    return Pkcs12Key(authority.agency().write_p12(keys_dir / "agency.p12"), PASSWORD)


@pytest.fixture(scope="session")
def appearance() -> SignatureAppearance:
    """What is seen of a director who signs without a picture."""
    return SignatureAppearance(fonts_dir(), title="Giám đốc")


@pytest.fixture(scope="session")
def originals(
    tmp_path_factory: pytest.TempPathFactory,
    head_key: Pkcs12Key,
    agency_key: Pkcs12Key,
    appearance: SignatureAppearance,
) -> Originals:
    """An unsigned dossier, the same signed by the head, and by both."""
    folder = tmp_path_factory.mktemp("originals")
    made = Originals(folder / "unsigned.pdf", folder / "head.pdf", folder / "both.pdf")
    write_small_dossier(made.unsigned)
    sign_pdf(made.unsigned, made.head_signed, head_key, "head", appearance, NOW)
    later = NOW + timedelta(minutes=2)
    sign_pdf(made.head_signed, made.signed, agency_key, "agency", appearance, later)
    return made


@pytest.fixture
def unsigned(originals: Originals, tmp_path: Path) -> Path:
    """A copy of the unsigned dossier."""
    return shutil.copy(originals.unsigned, tmp_path / "hồ sơ.pdf")


@pytest.fixture
def head_signed(originals: Originals, tmp_path: Path) -> Path:
    """A copy of the dossier that only the head signed."""
    return shutil.copy(originals.head_signed, tmp_path / "người đứng đầu.pdf")


@pytest.fixture
def signed(originals: Originals, tmp_path: Path) -> Path:
    """A copy of the dossier that both signed."""
    return shutil.copy(originals.signed, tmp_path / "đã ký.pdf")
