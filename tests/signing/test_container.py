"""What a signature does not cover, inside the place reserved for it, can't be changed either."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from asn1crypto import cms, core
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from pyhanko.pdf_utils.reader import PdfFileReader

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.signing.key_sources import Pkcs12Key
from cchc_desktop.signing.signer import sign_pdf
from cchc_desktop.signing.verifier import verify_signatures
from tests.support import tampering
from tests.support.certificates import PASSWORD, CertificateAuthority
from tests.support.other_programs import pdfsig
from tests.support.other_signer import sign_as_another_program
from tests.support.small_dossier import write_plain_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from cchc_desktop.signing.appearance import SignatureAppearance
    from cchc_desktop.signing.report import SignatureReport

DIGITS = b"0123456789ABCDEF"


def _kinds(report: SignatureReport) -> list[str]:
    return [finding.kind for finding in report.findings]


def _value_place(data: bytes) -> tuple[int, int]:
    """Give where the last signature's value begins and ends, with its angle brackets."""
    _, first, second, _ = tampering.byte_ranges(data)[-1]
    return first, second


def _rewrite_container(path: Path, edit: Callable[[bytes], bytes]) -> None:
    """Put another container into the place of the last signature."""
    data = path.read_bytes()
    first, second = _value_place(data)
    contents = edit(bytes.fromhex(data[first + 1 : second - 1].decode()))
    digits = contents.hex().upper().encode()[: second - first - 2].ljust(second - first - 2, b"0")
    path.write_bytes(data[: first + 1] + digits + data[second - 1 :])


def _edited(edit: Callable[[cms.SignedData], None]) -> Callable[[bytes], bytes]:
    def rewrite(contents: bytes) -> bytes:
        container = cms.ContentInfo.load(contents)
        edit(container["content"])
        written: bytes = container.dump(force=True)
        return written

    return rewrite


def _variants(data: bytes, step: int) -> Iterator[tuple[int, int]]:
    """Give places in the value with another byte each: a flipped bit, or another digit."""
    first, second = _value_place(data)
    used = len(data[first:second].rstrip(b"0>"))
    # The padding is alike everywhere, so fewer places of it tell as much.
    places = [*range(first, first + used, step), *range(first + used, second, 10 * step)]
    for number, place in enumerate(places):
        digit = DIGITS.find(data[place : place + 1])
        if number % 2 and digit >= 0:
            yield place, DIGITS[(digit + 1 + number % 15) % 16]
        else:
            yield place, data[place] ^ 1 << number // 2 % 8


@pytest.mark.parametrize("which", ["head_signed", "signed"])
def test_no_byte_in_the_place_of_a_signature_can_change(
    request: pytest.FixtureRequest, which: str, root: Path, verified_at: datetime
) -> None:
    path: Path = request.getfixturevalue(which)
    report = verify_signatures(path, [root], verified_at)
    assert (report.intact, report.trusted) == (True, True)
    data = path.read_bytes()
    passed = []
    for place, byte in _variants(data, 7):
        with path.open("r+b") as stream:
            stream.seek(place)
            stream.write(bytes([byte]))
        try:
            if verify_signatures(path, [root], verified_at).intact:
                passed.append((place, byte))
        except FileProblem:
            pass
        path.write_bytes(data)
    assert passed == []


def _drop_root(signed_data: cms.SignedData) -> None:
    (signer,) = signed_data["signer_infos"]
    serial = signer["sid"].chosen["serial_number"].native
    kept = [each for each in signed_data["certificates"] if each.chosen.serial_number == serial]
    signed_data["certificates"] = kept


def _repeat_digest(signed_data: cms.SignedData) -> None:
    signed_data["digest_algorithms"] = [*signed_data["digest_algorithms"]] * 2


def _add_unsigned_attribute(signed_data: cms.SignedData) -> None:
    added = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.OctetString(b"score")]})
    signed_data["signer_infos"][0]["unsigned_attrs"] = [added]


@pytest.mark.parametrize(
    "edit", [_drop_root, _repeat_digest, _add_unsigned_attribute], ids=lambda edit: edit.__name__
)
def test_a_container_of_ours_written_differently_is_not_intact(
    signed: Path, root: Path, verified_at: datetime, edit: Callable[[cms.SignedData], None]
) -> None:
    _rewrite_container(signed, _edited(edit))
    assert all(each.valid for each in pdfsig(signed)), "poppler alone does not notice"
    report = verify_signatures(signed, [root], verified_at)
    assert [each.intact for each in report.signatures] == [True, False]
    assert _kinds(report) == ["container_changed"]
    assert "cơ quan" in report.findings[0].message


def _take_other_value(signed_data: cms.SignedData) -> None:
    """Write the other value that an elliptic key's signature may have as well."""
    (signer,) = signed_data["signer_infos"]
    r, s = decode_dss_signature(signer["signature"].native)
    signer["signature"] = encode_dss_signature(r, ec.SECP256R1().group_order - s)


def test_the_other_value_of_an_elliptic_signature_is_not_intact(
    unsigned: Path,
    tmp_path: Path,
    authority: CertificateAuthority,
    appearance: SignatureAppearance,
    root: Path,
    now: datetime,
    verified_at: datetime,
) -> None:
    key = Pkcs12Key(authority.elliptic_person().write_p12(tmp_path / "ec.p12"), PASSWORD)
    path = tmp_path / "ký.pdf"
    for _ in range(6):  # half of all values would come out right by chance
        sign_pdf(unsigned, path, key, "head", appearance, now)
        assert verify_signatures(path, [root], verified_at).intact
        _rewrite_container(path, _edited(_take_other_value))
        assert [each.valid for each in pdfsig(path)] == [True], "it is valid as such"
        report = verify_signatures(path, [root], verified_at)
        assert not report.intact
        assert _kinds(report)[0] == "container_changed"


def test_digits_of_the_other_case_are_not_intact(
    signed: Path, root: Path, verified_at: datetime
) -> None:
    data = signed.read_bytes()
    first, second = _value_place(data)
    signed.write_bytes(data[:first] + data[first:second].lower() + data[second:])
    assert _kinds(verify_signatures(signed, [root], verified_at)) == ["container_changed"]


def test_our_containers_say_who_signed_and_satisfy_another_program(signed: Path) -> None:
    assert [each.valid for each in pdfsig(signed)] == [True, True]
    with signed.open("rb") as stream:
        for embedded in PdfFileReader(stream).embedded_signatures:
            program = embedded.sig_object["/Prop_Build"]["/App"]
            assert program["/Name"] == "/cchc-desktop"


@pytest.fixture
def chained(tmp_path: Path, now: datetime) -> tuple[Path, Path]:
    """A PDF signed by plain pyHanko with the whole chain in it, and the chain's root."""
    top = CertificateAuthority(now, "CA gốc quốc gia")
    middle = CertificateAuthority(now, "CA công cộng", above=top)
    p12 = middle.person().write_p12(tmp_path / "a.p12", top.root)
    key = Pkcs12Key(p12, PASSWORD)
    path = sign_as_another_program(write_plain_pdf(tmp_path / "a.pdf"), key, now)
    return path, top.write_root(tmp_path / "top.pem")


def test_another_programs_signature_with_its_chain_still_holds(
    chained: tuple[Path, Path], verified_at: datetime
) -> None:
    path, top = chained
    report = verify_signatures(path, [top], verified_at)
    assert (report.intact, report.trusted) == (True, True)
    assert _kinds(report) == ["foreign_fields"]
    assert verify_signatures(path, [], verified_at).intact


@pytest.mark.parametrize("lower", [True, False])
def test_another_program_may_write_digits_in_either_case(
    chained: tuple[Path, Path], verified_at: datetime, lower: bool
) -> None:
    path, top = chained
    data = path.read_bytes()
    first, second = _value_place(data)
    digits = data[first:second]
    digits = digits.lower() if lower else digits.upper()
    path.write_bytes(data[:first] + digits + data[second:])
    assert verify_signatures(path, [top], verified_at).intact


def test_another_program_may_leave_the_issuers_out(
    chained: tuple[Path, Path], verified_at: datetime
) -> None:
    path, top = chained
    _rewrite_container(path, _edited(_drop_root))
    report = verify_signatures(path, [top], verified_at)
    assert (report.intact, report.trusted) == (True, False)


def test_a_changed_certificate_in_another_programs_chain_is_an_error(
    chained: tuple[Path, Path], verified_at: datetime
) -> None:
    path, top = chained

    def change(contents: bytes) -> bytes:
        along = [each.chosen for each in cms.ContentInfo.load(contents)["content"]["certificates"]]
        middle = next(each for each in along if each.ca and each.self_signed == "no").dump()
        return contents.replace(middle, middle[:-1] + bytes([middle[-1] ^ 1]))

    _rewrite_container(path, change)
    report = verify_signatures(path, [top], verified_at)
    assert not report.intact
    assert "container_changed" in _kinds(report)


def test_unknown_unsigned_data_of_another_program_is_pointed_out(
    chained: tuple[Path, Path], verified_at: datetime
) -> None:
    path, top = chained
    _rewrite_container(path, _edited(_add_unsigned_attribute))
    report = verify_signatures(path, [top], verified_at)
    assert report.intact
    assert "unsigned_attributes" in _kinds(report)
