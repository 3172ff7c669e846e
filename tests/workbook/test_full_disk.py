"""A full disk costs the change that did not fit, and nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.workbook.workbook import check_file
from tests.support.small_disk import fill_up, mounted_disk
from tests.support.workbooks import attach, reopen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.workbooks import Make

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is mounted, needs root")

MEGABYTE = 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    with mounted_disk(tmp_path / "đĩa") as disk:
        yield disk


def test_an_attachment_that_does_not_fit_is_refused_whole(make: Make, small_disk: Path) -> None:
    path = make(small_disk / "a.cchc")
    with reopen(path) as workbook:
        workbook.save_answers({"1.1.1": Answer({"a": "1"})})
        small = attach(workbook, "1.1.1", b"small enough")
        for size in (8, 20, 40):  # the later ones are larger than SQLite's cache
            with pytest.raises(FileProblem) as caught:
                attach(workbook, "1.1.1", os.urandom(size * MEGABYTE))
            assert caught.value.code == "disk_full"
            assert "a.cchc" in caught.value.message
            assessment = workbook.read_assessment()
            assert assessment.evidence == (small,)
            assert assessment.answer("1.1.1").values == {"a": "1"}
        workbook.save_answers({"1.1.2": Answer({"a": "2"})})
        assert workbook.check_integrity() == ()
    assert check_file(path) == ()
    assert [one.name for one in small_disk.iterdir()] == ["a.cchc"]


@pytest.mark.parametrize("left", [0, 4096, 16384, 40_000])
def test_an_answer_on_a_full_disk_is_kept_or_refused(
    make: Make, small_disk: Path, left: int
) -> None:
    path = make(small_disk / "a.cchc")
    with reopen(path) as workbook:
        workbook.save_answers({"1.1.1": Answer({"a": "1"})})
        filler = fill_up(small_disk, left)
        kept = "1"
        refused = 0
        for number in range(2, 30):
            try:
                workbook.save_answers({"1.1.1": Answer({"a": str(number)}, "dài " * 500)})
                kept = str(number)
            except FileProblem as problem:
                refused += problem.code == "disk_full"
            assert workbook.read_assessment().answer("1.1.1").values == {"a": kept}
        assert refused
        filler.unlink()
        workbook.save_answers({"1.1.1": Answer({"a": "cuối"})})  # the same window goes on
    with reopen(path) as workbook:
        assert workbook.read_assessment().answer("1.1.1").values == {"a": "cuối"}
        assert workbook.check_integrity() == ()


@pytest.mark.parametrize("left", [0, 100_000, 400_000])
def test_a_workbook_that_does_not_fit_leaves_nothing(
    make: Make, small_disk: Path, left: int
) -> None:
    filler = fill_up(small_disk, left)
    with pytest.raises(FileProblem) as caught:
        make(small_disk / "a.cchc")
    assert caught.value.code == "disk_full"
    assert list(small_disk.iterdir()) == [filler]


def test_an_extract_that_does_not_fit_leaves_nothing(
    make: Make, small_disk: Path, tmp_path: Path
) -> None:
    with reopen(make()) as workbook:
        attach(workbook, "1.1.1", os.urandom(12 * MEGABYTE))
        with pytest.raises(FileProblem) as caught:
            workbook.extract_document(1, small_disk / "ra.pdf")
        assert caught.value.code == "disk_full"
        assert not list(small_disk.iterdir())
        workbook.extract_document(1, tmp_path / "ra.pdf")
