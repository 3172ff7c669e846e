"""What is no ordinary file is refused at once, wherever signing reads one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.signing.key_sources import Pkcs12Key, open_signer
from cchc_desktop.signing.pkcs11_token import list_certificates
from cchc_desktop.signing.signer import sign_in_place, sign_pdf
from cchc_desktop.signing.verifier import verify_signatures
from tests.support.command_line import cchc

if TYPE_CHECKING:
    from datetime import datetime

    from cchc_desktop.signing.appearance import SignatureAppearance

# A regression would wait for ever.
pytestmark = [
    pytest.mark.timeout(20),
    pytest.mark.skipif(os.name == "nt", reason="needs pipes and devices with names"),
]


@pytest.fixture(params=["pipe", "link to a pipe", "endless device", "empty device"])
def no_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A name under which no ordinary file stands."""
    if "device" in request.param:
        return Path("/dev/zero" if request.param == "endless device" else "/dev/null")
    pipe = tmp_path / "ống.pdf"
    os.mkfifo(pipe)
    if request.param == "pipe":
        return pipe
    link = tmp_path / "liên kết.pdf"
    link.symlink_to(pipe)
    return link


def test_as_a_document_to_verify(no_file: Path, now: datetime) -> None:
    with pytest.raises(FileProblem, match="không phải tệp") as caught:
        verify_signatures(no_file, [], now)
    assert caught.value.code == "not_a_file"
    assert no_file.name in caught.value.message


def test_as_a_document_to_sign(
    no_file: Path,
    tmp_path: Path,
    head_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
) -> None:
    target = tmp_path / "ký.pdf"
    for source in (no_file, tmp_path / "a\0b.pdf"):
        with pytest.raises(FileProblem) as caught:
            sign_pdf(source, target, head_key, "head", appearance, now)
        assert caught.value.code == ("not_a_file" if source == no_file else "unreadable")
    with pytest.raises(FileProblem):
        sign_in_place(no_file, head_key, "head", appearance, now)
    assert not target.exists()


def test_as_a_key(no_file: Path, now: datetime) -> None:
    with (
        pytest.raises(FileProblem, match="thiết bị hoặc ống dẫn") as caught,
        open_signer(Pkcs12Key(no_file, "x"), now),
    ):
        pass
    assert caught.value.code == "key_unreadable"


def test_as_a_root(no_file: Path, signed: Path, now: datetime) -> None:
    with pytest.raises(FileProblem, match="thiết bị hoặc ống dẫn") as caught:
        verify_signatures(signed, [no_file], now)
    assert caught.value.code == "trust_root_unreadable"


def test_as_a_picture(
    no_file: Path,
    unsigned: Path,
    head_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
) -> None:
    before = unsigned.read_bytes()
    with pytest.raises(UserError, match="không đọc được") as caught:
        sign_pdf(unsigned, unsigned, head_key, "head", replace(appearance, picture=no_file), now)
    assert caught.value.code == "picture_unreadable"
    assert unsigned.read_bytes() == before


def test_as_a_tokens_library(no_file: Path, now: datetime) -> None:
    with pytest.raises(FileProblem, match="Không tìm thấy thư viện"):
        list_certificates(no_file, now)


def test_a_root_of_some_megabytes_is_refused(
    signed: Path, root: Path, tmp_path: Path, now: datetime
) -> None:
    large = tmp_path / "gốc.pem"
    large.write_bytes(root.read_bytes() + b"\n" * 5_000_000)
    with pytest.raises(UserError, match=r"gốc\.pem") as caught:
        verify_signatures(signed, [large], now)
    assert caught.value.code == "trust_root_invalid"


def test_a_link_to_an_ordinary_file_is_followed(
    signed: Path, root: Path, tmp_path: Path, verified_at: datetime
) -> None:
    link = tmp_path / "liên kết.pdf"
    link.symlink_to(signed)
    assert verify_signatures(link, [root], verified_at).intact


def test_as_a_document_named_on_the_command_line(no_file: Path, root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "mật khẩu.txt"
    secret.write_text("x", encoding="utf-8")
    key = ("--sign-p12", root, "--password-file", secret)
    done = cchc("sign", no_file, tmp_path / "ký.pdf", *key)
    assert (done.code, done.out) == (3, "")
    assert "không phải tệp" in done.err
