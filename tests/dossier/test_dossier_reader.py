"""A dossier is read back truly, a changed one with what changed, a hostile one without harm."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.manifest import data_hash
from cchc_desktop.dossier.attachments import DATA_NAME
from cchc_desktop.dossier.data_reader import read_dossier
from tests.support import evidence_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.dossier.conftest import Dossier


@pytest.fixture
def changed(full: Dossier, tmp_path: Path) -> Callable[..., Any]:
    """Give a function that reads the dossier after a change to it."""

    def read(change: Callable[[pikepdf.Pdf], None]) -> Any:
        path = tmp_path / "doi.pdf"
        with pikepdf.open(full.path) as pdf:
            change(pdf)
            pdf.save(path)
        return read_dossier(path)

    return read


def kinds(contents: Any) -> list[str]:
    """Give the stable names of what is wrong."""
    return [one.kind for one in contents.problems]


def test_a_sound_dossier_gives_everything_back(full: Dossier) -> None:
    contents = read_dossier(full.path)
    assert contents.data == full.data
    assert contents.pages == full.built.pages
    assert set(contents.page_codes) == {full.code}
    assert contents.disagreeing_pages(data_hash(full.data)) == ()
    assert contents.problems == ()
    assert set(contents.attachments) == set(full.built.attached)
    for one in contents.attachments.values():
        assert one.sha256 in full.sample.files
        assert one.size == len(full.sample.files[one.sha256])
        assert one.relationship == "Supplement"


def test_other_data_disagrees_with_every_page(full: Dossier, changed: Callable[..., Any]) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AF[0].EF.F.write(full.data.replace(b"Nguy", b"Ngoy"))

    contents = changed(swap)
    assert contents.data != full.data
    wrong = contents.disagreeing_pages(data_hash(contents.data))
    assert len(wrong) == full.built.pages


def test_a_page_with_another_code_or_none_is_found(
    full: Dossier, changed: Callable[..., Any]
) -> None:
    def swap(pdf: pikepdf.Pdf) -> None:
        foot = pdf.pages[2].Resources.XObject.CchcFoot
        foot.write(foot.read_bytes().replace(full.code.encode(), b"0000 1111 2222 3333"))
        pdf.add_blank_page()

    contents = changed(swap)
    assert contents.page_codes[2] == "0000 1111 2222 3333"
    wrong = contents.disagreeing_pages(data_hash(full.data))
    assert wrong == (3, full.built.pages + 1)


def test_a_removed_file_is_no_longer_there(full: Dossier, changed: Callable[..., Any]) -> None:
    name = full.built.attached[0]

    def remove(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments[name]
        pdf.Root.AF = pikepdf.Array([one for one in pdf.Root.AF if str(one.UF) != name])

    assert name not in changed(remove).attachments


def test_an_exchanged_file_has_another_hash(full: Dossier, changed: Callable[..., Any]) -> None:
    name = full.built.attached[0]
    other = b"khac " * 100

    def swap(pdf: pikepdf.Pdf) -> None:
        next(one for one in pdf.Root.AF if str(one.UF) == name).EF.F.write(other)

    assert changed(swap).attachments[name].sha256 == hashlib.sha256(other).hexdigest()


def test_no_data_and_two_data_files_are_problems(changed: Callable[..., Any]) -> None:
    def remove(pdf: pikepdf.Pdf) -> None:
        del pdf.attachments[DATA_NAME]  # takes it out of /AF too

    def double(pdf: pikepdf.Pdf) -> None:
        spec = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Filespec,
                UF=DATA_NAME,
                F=DATA_NAME,
                EF=pikepdf.Dictionary(F=pdf.make_stream(b"{}")),
            )
        )
        pdf.Root.AF.append(spec)

    gone, twice = changed(remove), changed(double)
    assert gone.data is None
    assert kinds(gone) == ["no_data"]
    assert twice.data is None
    assert kinds(twice) == ["several_data"]


def test_a_bomb_is_not_unpacked(changed: Callable[..., Any]) -> None:
    bomb = zlib.compress(b"0" * 200_000_000, 9)

    def plant(pdf: pikepdf.Pdf) -> None:
        stream = pdf.Root.AF[0].EF.F
        stream.write(bomb, filter=pikepdf.Name.FlateDecode)
        foot = pdf.pages[0].Resources.XObject.CchcFoot
        foot.write(bomb, filter=pikepdf.Name.FlateDecode)

    path_free = changed(plant)
    assert path_free.data is None
    assert kinds(path_free) == ["bad_data", "no_data"]
    assert path_free.page_codes[0] == ""


def test_a_list_of_files_that_leads_into_itself_ends(changed: Callable[..., Any]) -> None:
    def loop(pdf: pikepdf.Pdf) -> None:
        tree = pdf.make_indirect(pikepdf.Dictionary())
        tree.Kids = pikepdf.Array([tree, pdf.Root.Names.EmbeddedFiles])
        pdf.Root.Names.EmbeddedFiles = tree
        pdf.Root.AF = pikepdf.Array([pikepdf.Dictionary(EF=5), 7, tree])

    assert set(kinds(changed(loop))) == {"not_associated"}


@pytest.mark.parametrize(
    "data",
    [b"", b"khong phai pdf", b"%PDF-1.7\n%%EOF", b"%PDF-1.4" + bytes(5000), b"PK\x03\x04" * 50],
)
def test_what_is_no_pdf_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "la.pdf"
    path.write_bytes(data)
    with pytest.raises(FileProblem) as problem:
        read_dossier(path)
    assert problem.value.code == "not_a_pdf"
    assert "la.pdf" in problem.value.message


def test_a_password_and_a_missing_file_are_said(tmp_path: Path) -> None:
    path = tmp_path / "kin.pdf"
    path.write_bytes(evidence_files.encrypted(evidence_files.paper("Kín", 1)))
    with pytest.raises(FileProblem) as problem:
        read_dossier(path)
    assert problem.value.code == "encrypted"
    with pytest.raises(FileProblem) as problem:
        read_dossier(tmp_path / "khong-co.pdf")
    assert problem.value.code == "missing"


def test_any_other_pdf_is_read_as_one_without_data(tmp_path: Path) -> None:
    path = tmp_path / "khac.pdf"
    path.write_bytes(evidence_files.paper("Khác", 3))
    contents = read_dossier(path)
    assert kinds(contents) == ["no_data"]
    assert contents.page_codes == ("", "", "")


@pytest.fixture(scope="module")
def small(bare: Dossier) -> bytes:
    """A dossier without documents, small enough to be spoilt often."""
    return bare.path.read_bytes()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choice=st.data())
def test_a_spoilt_file_never_ends_in_a_traceback(
    small: bytes, tmp_path: Path, choice: st.DataObject
) -> None:
    data = bytearray(small)
    if choice.draw(st.booleans()):
        del data[choice.draw(st.integers(0, len(data))) :]
    for _ in range(choice.draw(st.integers(0, 30))):
        if data:
            data[choice.draw(st.integers(0, len(data) - 1))] = choice.draw(st.integers(0, 255))
    path = tmp_path / "hong.pdf"
    path.write_bytes(bytes(data))
    with contextlib.suppress(FileProblem):
        contents = read_dossier(path)
        assert contents.pages == len(contents.page_codes)


def test_odd_values_in_place_of_dictionaries_do_no_harm(tmp_path: Path, bare: Dossier) -> None:
    for value in (pikepdf.Array([1]), 5, pikepdf.Name.X, pikepdf.String("x")):
        with pikepdf.open(io.BytesIO(bare.path.read_bytes())) as pdf:
            pdf.Root.Names = value
            pdf.Root.AF = value
            pdf.pages[0].obj.Resources = value
            pdf.pages[1].obj.Resources.XObject = value
            pdf.save(tmp_path / "la.pdf")
        contents = read_dossier(tmp_path / "la.pdf")
        assert contents.data is None
        assert contents.page_codes[:2] == ("", "")
