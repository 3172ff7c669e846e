"""Whatever stops a build, nothing half-made is left: no target, no temporary file."""

from __future__ import annotations

import contextlib
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import Cancelled, FileProblem
from tests.support.sample_assessment import Sample, sample_assessment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cchc_desktop.core.criteria_set import CriteriaSet
    from cchc_desktop.core.evidence_item import Document
    from tests.dossier.conftest import Dossier


@pytest.fixture(scope="module")
def sample(departments_set: CriteriaSet) -> Sample:
    """The sample department with all its documents."""
    return sample_assessment(departments_set)


def test_progress_names_each_document_and_never_goes_back(
    build: Callable[..., Dossier], sample: Sample
) -> None:
    reports: list[tuple[int, int, str]] = []
    build(sample, progress=lambda *report: reports.append(report))
    shares = [done / total for done, total, _ in reports]
    assert shares == sorted(shares)
    assert min(shares) >= 0
    assert max(shares) <= 1
    names = " ".join(what for _, _, what in reports)
    for document in {one.document.name for one in sample.assessment.evidence}:
        assert document in names
    assert len(reports) > 300


@pytest.mark.parametrize("share", [0.0, 0.02, 0.2, 0.5, 0.8, 0.95])
def test_cancelling_leaves_nothing(
    build: Callable[..., Dossier], sample: Sample, tmp_path: Path, share: float
) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done / total >= share:
            raise Cancelled

    target = tmp_path / "ho-so.pdf"
    with pytest.raises(Cancelled):
        build(sample, progress=stop, target=target)
    assert list(tmp_path.iterdir()) == []
    # Where a file can't be deleted while it is open, an open one would stay behind.
    assert [one for one in _open_files() if "dossier" in one or "ho-so" in one] == []


def test_a_file_that_stood_there_stays_when_cancelled(
    build: Callable[..., Dossier], sample: Sample, tmp_path: Path
) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done / total > 0.9:
            raise Cancelled

    target = tmp_path / "ho-so.pdf"
    target.write_bytes(b"ban truoc")
    with pytest.raises(Cancelled):
        build(sample, progress=stop, target=target)
    assert target.read_bytes() == b"ban truoc"
    assert list(tmp_path.iterdir()) == [target]


def test_trouble_while_fetching_a_document_is_passed_on(
    build: Callable[..., Dossier], sample: Sample, tmp_path: Path
) -> None:
    class Rotten(Sample):
        def extract(self, document: Document, target: Path) -> None:
            if document.name.startswith("31"):
                raise FileProblem("damaged", "Tài liệu hỏng.")
            super().extract(document, target)

    target = tmp_path / "ho-so.pdf"
    with pytest.raises(FileProblem, match="Tài liệu hỏng"):
        build(Rotten(sample.assessment, sample.files), target=target)
    assert list(tmp_path.iterdir()) == []


def _open_files() -> list[str]:
    found = []
    for one in Path("/proc/self/fd").glob("*"):
        with contextlib.suppress(OSError):
            found.append(str(one.readlink()))
    return found


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs root to make a small disk")
    place = tmp_path / "dia-nho"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("this machine lets nobody mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_leaves_nothing(
    build: Callable[..., Dossier], sample: Sample, small_disk: Path
) -> None:
    target = small_disk / "ho-so.pdf"
    with pytest.raises(FileProblem) as problem:
        build(sample, target=target)
    assert problem.value.code == "disk_full"
    assert list(small_disk.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(
    build: Callable[..., Dossier], sample: Sample, tmp_path: Path
) -> None:
    with pytest.raises(FileProblem):
        build(sample, target=tmp_path / "khong-co" / "ho-so.pdf")
