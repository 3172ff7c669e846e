"""Small files that would fill the memory or never end are refused in a moment."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.dossier.data_reader import read_dossier
from tests.support.hostile_pdfs import (
    one_page_named_often,
    page_tree_that_doubles,
    page_tree_that_loops,
)
from tests.support.sample_assessment import SampleFile, sample_assessment, with_documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet
    from tests.dossier.conftest import Dossier

MEGABYTE = 1 << 20


def pages_in_a_bomb(megabytes: int) -> bytes:
    """A PDF whose page tree lies in an object stream that unpacks to so much."""
    packer = zlib.compressobj(9)
    data = packer.compress(b"2 0 <</Type/Pages/Kids[]/Count 0>>")
    data += b"".join(packer.compress(b" " * MEGABYTE) for _ in range(megabytes)) + packer.flush()
    body, places = b"%PDF-1.5\n", {}
    for number, one in (
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (3, b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream"
         % (len(data), data)),
    ):  # fmt: skip
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    places[4] = len(body)
    row = {number: b"\1%s\0\0" % place.to_bytes(4, "big") for number, place in places.items()}
    rows = bytes(7) + row[1] + b"\2\0\0\0\3\0\0" + row[3] + row[4]
    table = b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n" % len(rows)
    return body + table + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[4]


READ = """
import resource, sys
from pathlib import Path
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.dossier.data_reader import read_dossier
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_dossier(Path(sys.argv[1]))
except FileProblem as problem:
    sys.stdout.write(problem.code + " ")
sys.stdout.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured with getrusage")
def test_a_page_tree_in_a_bomb_is_no_dossier(tmp_path: Path) -> None:
    path = tmp_path / "bom.pdf"
    path.write_bytes(pages_in_a_bomb(1000))
    assert path.stat().st_size < 1_100_000
    told = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, check=True, timeout=30
    )
    code, kilobytes = told.stdout.decode().split()
    assert code == "not_a_pdf"
    assert int(kilobytes) < 400_000
    assert told.stderr == b""


@pytest.mark.parametrize(
    "data", [page_tree_that_doubles(), one_page_named_often(300_000), page_tree_that_loops()]
)
@pytest.mark.timeout(20)
def test_a_page_tree_without_end_is_no_dossier(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "cay.pdf"
    path.write_bytes(data)
    with contextlib.suppress(FileProblem):
        assert read_dossier(path).data is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
@pytest.mark.timeout(20)
def test_a_pipe_a_device_and_a_folder_are_not_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "ống.pdf"
    os.mkfifo(pipe)
    for path in (pipe, type(pipe)("/dev/zero"), tmp_path):
        with pytest.raises(FileProblem) as problem:
            read_dossier(path)
        assert problem.value.code == "not_a_file"


@pytest.mark.parametrize(
    "data",
    [pages_in_a_bomb(300), page_tree_that_doubles(), one_page_named_often(300_000)],
)
@pytest.mark.timeout(60)
def test_such_evidence_is_attached_and_spoils_nothing(
    build: Callable[..., Dossier], departments_set: CriteriaSet, data: bytes
) -> None:
    sample = sample_assessment(departments_set, evidence=False)
    file = SampleFile("xấu.pdf", data, FileState.PDF, 2, (("1.1.1", ""),))
    dossier = build(with_documents(sample.assessment, [file]))
    assert dossier.built.attached == ("TL 01 - xấu.pdf",)
    assert dossier.pages_with("Tệp hỏng")
