"""Every known way to change a signed dossier is noticed, and called by its name."""

from __future__ import annotations

import contextlib
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.signing.signer import sign_pdf
from cchc_desktop.signing.verifier import verify_signatures
from tests.support import tampering
from tests.support.other_programs import pdfsig
from tests.support.small_dossier import DATA_NAME, EVIDENCE_NAME, write_small_dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    from cchc_desktop.signing.appearance import SignatureAppearance
    from cchc_desktop.signing.key_sources import Pkcs12Key
    from cchc_desktop.signing.report import SignatureReport
    from tests.signing.conftest import Originals

    Edit = Callable[[IncrementalPdfFileWriter], None]

EDITS = [
    (tampering.change_score_on_page, "page_changed", "trang 1"),
    (tampering.replace_content_stream, "page_changed", "trang 1"),
    (tampering.lay_note_over_page, "page_changed", "trang 1"),
    (tampering.drop_last_page, "page_count_changed", "từ 2 thành 1"),
    (tampering.remove_first_attachment, "attachment_removed", EVIDENCE_NAME),
    (tampering.swap_attachment_data, "attachment_changed", DATA_NAME),
    (tampering.swap_appearance, "structure_changed", "đối tượng"),
    (tampering.add_open_action, "structure_changed", "đối tượng"),
]


def _messages(report: SignatureReport) -> dict[str, str]:
    return {finding.kind: finding.message for finding in report.findings}


@pytest.mark.parametrize(("edit", "kind", "named"), EDITS)
def test_an_update_after_both_signatures_is_named(
    signed: Path, root: Path, verified_at: datetime, edit: Edit, kind: str, named: str
) -> None:
    tampering.update(signed, edit)
    assert all(each.valid for each in pdfsig(signed)), "poppler alone does not notice"
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    assert [each.intact for each in report.signatures] == [False, False]
    found = _messages(report)
    assert {"changed_after_signing", "updated_after_signing"} <= found.keys()
    assert named in found[kind]


@pytest.mark.parametrize(("edit", "kind", "named"), EDITS)
def test_an_update_between_the_signatures_is_named_though_the_last_covers_all(
    head_signed: Path,
    root: Path,
    agency_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
    verified_at: datetime,
    edit: Edit,
    kind: str,
    named: str,
) -> None:
    tampering.update(head_signed, edit)
    sign_pdf(head_signed, head_signed, agency_key, "agency", appearance, now)
    report = verify_signatures(head_signed, [root], verified_at)
    assert not report.intact
    assert [each.intact for each in report.signatures] == [False, True]
    assert report.signatures[1].covers_whole_file
    found = _messages(report)
    assert "người đứng đầu" in found["changed_after_signing"]
    assert named in found[kind]


def test_a_large_stream_replaced_by_as_many_other_bytes_is_noticed(
    tmp_path: Path,
    root: Path,
    head_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
    verified_at: datetime,
) -> None:
    path = write_small_dossier(tmp_path / "a.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Large = pdf.make_stream(b"a" * 200_000)
        pdf.save(path, compress_streams=False)
    sign_pdf(path, path, head_key, "head", appearance, now)

    def replace(writer: IncrementalPdfFileWriter) -> None:
        reference = writer.root.raw_get("/Large").reference
        other = generic.StreamObject(encoded_data=b"b" * 200_000)
        writer.objects[(reference.generation, reference.idnum)] = other

    tampering.update(path, replace)
    report = verify_signatures(path, [root], verified_at)
    assert "changed_after_signing" in _messages(report)


def test_two_fields_of_one_name_are_an_error(
    unsigned: Path,
    root: Path,
    head_key: Pkcs12Key,
    appearance: SignatureAppearance,
    now: datetime,
    verified_at: datetime,
) -> None:
    with pikepdf.open(unsigned, allow_overwriting_input=True) as pdf:
        fields = pdf.Root.AcroForm.Fields
        fields.append(pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T=fields[0].T)))
        pdf.save(unsigned)
    sign_pdf(unsigned, unsigned, head_key, "head", appearance, now)
    report = verify_signatures(unsigned, [root], verified_at)
    assert not report.intact
    assert "nguoi_ky" in _messages(report)["duplicate_field"]


def test_an_added_attachment_is_named(signed: Path, root: Path, verified_at: datetime) -> None:
    def add(writer: IncrementalPdfFileWriter) -> None:
        from pyhanko.pdf_utils.embed import EmbeddedFileObject, FileSpec, embed_file

        data = EmbeddedFileObject.from_file_data(writer, b"new")
        embed_file(writer, FileSpec("thêm.txt", embedded_data=data))

    tampering.update(signed, add)
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    assert "thêm.txt" in _messages(report)["attachment_added"]


@pytest.mark.parametrize("number", [1, 700, 5000, 3_000_000])
def test_bytes_after_the_end_are_counted(
    signed: Path, root: Path, verified_at: datetime, number: int
) -> None:
    with signed.open("ab") as stream:
        stream.write(b"x" * number)
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    shown = f"{number:,}".replace(",", ".")
    assert f"{shown} byte" in _messages(report)["bytes_after_end"]
    assert not any(each.covers_whole_file for each in report.signatures)


def test_cutting_back_to_the_first_signature_misses_the_agencys(
    signed: Path, root: Path, verified_at: datetime
) -> None:
    tampering.cut_back_to_first_signature(signed)
    assert [each.valid for each in pdfsig(signed)] == [True]
    report = verify_signatures(signed, [root], verified_at)
    assert report.unsigned_roles == ("agency",)
    assert "bị cắt bớt" in _messages(report)["agency_signature_missing"]


@pytest.mark.parametrize("left_out", [1, 40, 300, 900])
def test_a_file_cut_within_the_last_signature_is_not_intact(
    signed: Path, root: Path, verified_at: datetime, left_out: int
) -> None:
    signed.write_bytes(signed.read_bytes()[:-left_out])
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    assert report.findings[0].severity == "error"


def test_a_flipped_byte_on_the_first_page_breaks_both(
    signed: Path, root: Path, verified_at: datetime
) -> None:
    data = bytearray(signed.read_bytes())
    data[data.index(b"stream") + 20] ^= 1
    signed.write_bytes(data)
    report = verify_signatures(signed, [root], verified_at)
    assert (report.intact, report.trusted) == (False, False)
    assert [each.intact for each in report.signatures] == [False, False]
    kinds = [finding.kind for finding in report.findings]
    assert kinds == ["content_changed", "content_changed"]
    assert "Chưa xét nguồn tin cậy" in report.signatures[0].notes[0]


@pytest.mark.parametrize("program", ["qpdf", "pikepdf"])
def test_a_file_written_anew_is_named(
    signed: Path, root: Path, verified_at: datetime, tmp_path: Path, program: str
) -> None:
    again = tmp_path / "again.pdf"
    if program == "qpdf":
        subprocess.run(["qpdf", str(signed), str(again)], check=True)
    else:
        with pikepdf.open(signed) as pdf:
            pdf.save(again, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    report = verify_signatures(again, [root], verified_at)
    assert not report.intact
    assert "ghi lại sau khi ký" in _messages(report)["rewritten_after_signing"]


def test_a_range_of_zeros_is_not_intact(signed: Path, root: Path, verified_at: datetime) -> None:
    data = signed.read_bytes()
    for numbers in tampering.byte_ranges(data):
        text = "/ByteRange [{} {} {} {}".format(*numbers).encode()
        data = data.replace(text, b"/ByteRange [0 0 0 0".ljust(len(text)))
    signed.write_bytes(data)
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    assert [each.intact for each in report.signatures] == [False, False]


def test_data_hidden_in_the_room_for_the_signature_is_an_error(
    signed: Path, root: Path, verified_at: datetime
) -> None:
    data = bytearray(signed.read_bytes())
    _, _, second, _ = tampering.byte_ranges(bytes(data))[-1]
    assert data[second - 9 : second - 1] == b"00000000"
    data[second - 9 : second - 1] = b"deadbeef"
    signed.write_bytes(data)
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    assert [each.intact for each in report.signatures] == [True, False]
    assert "dữ liệu lạ" in _messages(report)["hidden_in_signature"]


def test_a_broken_signature_value_is_named(signed: Path, root: Path, verified_at: datetime) -> None:
    data = bytearray(signed.read_bytes())
    _, first, _, _ = tampering.byte_ranges(bytes(data))[-1]
    data[first + 1 : first + 9] = b"ffffffff"
    signed.write_bytes(data)
    report = verify_signatures(signed, [root], verified_at)
    assert not report.intact
    assert "cơ quan" in _messages(report)["broken_signature"]
    assert report.signatures[-1].signer == "" or report.signatures[0].signer == ""


@settings(max_examples=200)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_noticed(
    originals: Originals,
    root: Path,
    verified_at: datetime,
    tmp_path_factory: pytest.TempPathFactory,
    place: float,
    bit: int,
) -> None:
    data = bytearray(originals.signed.read_bytes())
    position = int(place * len(data))
    data[position] ^= 1 << bit
    path = tmp_path_factory.mktemp("flip") / "a.pdf"
    path.write_bytes(data)
    try:
        report = verify_signatures(path, [root], verified_at)
    except FileProblem:
        return
    assert not report.intact


@settings(max_examples=200)
@given(
    cut=st.floats(0, 1),
    junk=st.binary(max_size=40),
    place=st.floats(0, 1),
    skip=st.integers(0, 400),
)
def test_a_damaged_file_never_ends_in_a_traceback(
    originals: Originals,
    verified_at: datetime,
    tmp_path_factory: pytest.TempPathFactory,
    cut: float,
    junk: bytes,
    place: float,
    skip: int,
) -> None:
    data = originals.signed.read_bytes()
    position = int(place * len(data))
    damaged = data[:position] + junk + data[position + skip :]
    path = tmp_path_factory.mktemp("damage") / "a.pdf"
    path.write_bytes(damaged[: max(int(cut * len(damaged)), 1)])
    with contextlib.suppress(UserError):
        verify_signatures(path, [], verified_at)
