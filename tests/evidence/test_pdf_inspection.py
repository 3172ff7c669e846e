"""What a PDF's bytes say about it."""

from __future__ import annotations

import io
import resource
import time
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.evidence.file_inspection import Inspection, inspect_file, inspect_stream
from tests.support import hostile_pdfs
from tests.support.documents import write_pdf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def ten_pages(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_pdf(tmp_path_factory.mktemp("pdf") / "a.pdf", pages=10).read_bytes()


def inspect(data: bytes) -> Inspection:
    return inspect_stream(io.BytesIO(data))


def saved(data: bytes, **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def test_a_sound_pdf_and_its_pages(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "không phải tên này.docx", pages=3)
    assert inspect_file(path) == Inspection(FileState.PDF, 3, "application/pdf")


def test_a_pdf_with_packed_objects(ten_pages: bytes) -> None:
    data = saved(ten_pages, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert inspect(data) == Inspection(FileState.PDF, 10, "application/pdf")


def test_a_nested_page_tree_is_counted_by_its_leaves() -> None:
    data = hostile_pdfs.pdf_of_objects(
        hostile_pdfs.CATALOG,
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 3>>",
        hostile_pdfs.PAGE,
        b"<</Type/Pages/Parent 2 0 R/Kids[5 0 R 6 0 R]/Count 2>>",
        hostile_pdfs.PAGE,
        hostile_pdfs.PAGE,
    )
    assert inspect(data).pages == 3


def test_a_pdf_that_asks_for_a_password(ten_pages: bytes) -> None:
    locked = saved(ten_pages, encryption=pikepdf.Encryption(user="mật khẩu", owner="chủ"))
    assert inspect(locked) == Inspection(FileState.ENCRYPTED, None, "application/pdf")


def test_a_pdf_that_forbids_changes_is_read_but_not_joined(ten_pages: bytes) -> None:
    allow = pikepdf.Permissions(modify_other=False)
    locked = saved(ten_pages, encryption=pikepdf.Encryption(user="", owner="chủ", allow=allow))
    assert inspect(locked) == Inspection(FileState.ENCRYPTED, 10, "application/pdf")


def test_a_pdf_encrypted_without_restrictions_is_joined(ten_pages: bytes) -> None:
    opened = saved(ten_pages, encryption=pikepdf.Encryption(user="", owner="chủ"))
    assert inspect(opened).state is FileState.PDF


def test_a_pdf_locked_to_certificates() -> None:
    assert inspect(hostile_pdfs.rights_managed()).state is FileState.ENCRYPTED


def _with_field(data: bytes, value: object, *, nested: bool) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        field = pikepdf.Dictionary(T=pikepdf.String("Signature1"))
        if value is not None:
            field.V = pdf.make_indirect(value)
        if nested:  # the kind is inherited from the parent
            field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, Kids=[pdf.make_indirect(field)])
        else:
            field.FT = pikepdf.Name.Sig
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)])
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("nested", [False, True])
def test_a_signed_pdf_is_told_from_one_with_an_empty_field(ten_pages: bytes, nested: bool) -> None:
    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"))
    signed = _with_field(ten_pages, signature, nested=nested)
    assert inspect(signed) == Inspection(FileState.SIGNED_PDF, 10, "application/pdf")
    assert inspect(_with_field(ten_pages, None, nested=nested)).state is FileState.PDF


@pytest.mark.parametrize("part", [0.99, 0.9, 0.7, 0.5, 0.2, 0.01])
@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_cut_short_is_damaged(ten_pages: bytes, part: float, packed: bool) -> None:
    data = ten_pages
    if packed:
        data = saved(data, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    cut = inspect(data[: int(len(data) * part)])
    assert cut == Inspection(FileState.DAMAGED, None, "application/pdf")


def test_a_hole_in_a_pdf_is_damage(ten_pages: bytes) -> None:
    middle = len(ten_pages) // 2
    assert inspect(ten_pages[: middle - 800] + bytes(1600) + ten_pages[middle + 800 :]).state is (
        FileState.DAMAGED
    )


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b"startxref\n", b"startxref\n1"),
        lambda data: data + bytes(3000),
        lambda data: b"scanner junk\n" * 5 + data,
    ],
    ids=["wrong offset", "zeros behind", "junk before"],
)
def test_what_scanners_get_wrong_does_not_make_a_pdf_unusable(ten_pages: bytes, spoil) -> None:  # type: ignore[no-untyped-def]
    assert inspect(spoil(ten_pages)) == Inspection(FileState.PDF, 10, "application/pdf")


def test_a_pdf_without_pages_is_damaged() -> None:
    data = hostile_pdfs.pdf_of_objects(hostile_pdfs.CATALOG, b"<</Type/Pages/Kids[]/Count 0>>")
    assert inspect(data).state is FileState.DAMAGED


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (hostile_pdfs.page_tree_that_loops(), FileState.DAMAGED),
        (hostile_pdfs.page_tree_that_doubles(), FileState.DAMAGED),
        (hostile_pdfs.one_page_named_often(800_000), FileState.OTHER),
        (hostile_pdfs.table_that_unpacks_to(1500), FileState.DAMAGED),
        (b"%PDF-1.7\n" + b"x y obj \n" * 3_000_000, FileState.DAMAGED),
        (b"%PDF-1.7\n" + b"[" * 3_000_000, FileState.DAMAGED),
    ],
    ids=["loop", "doubling", "one page often", "unpacking", "junk", "brackets"],
)
def test_a_bomb_costs_little_time_and_memory(data: bytes, state: FileState) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    assert inspect(data).state is state
    assert time.perf_counter() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400 * 1024


@settings(max_examples=150)
@given(data=st.data())
def test_spoiled_bytes_never_raise(ten_pages: bytes, data: st.DataObject) -> None:
    spoiled = bytearray(ten_pages)
    for _ in range(data.draw(st.integers(1, 20))):
        place = data.draw(st.integers(0, len(spoiled) - 1))
        spoiled[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(spoiled)))
    assert inspect(bytes(spoiled[:cut])).state in FileState
