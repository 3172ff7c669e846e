"""The open file is deleted, renamed or replaced behind the program's back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.errors import FileProblem
from tests.support.workbooks import reopen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.workbooks import Make

ONE, TWO = {"1.1.1": Answer({"a": "1"})}, {"1.1.2": Answer({"a": "2"})}


def test_a_deleted_file_is_said_to_be_gone(make: Make) -> None:
    path = make()
    with reopen(path) as workbook:
        workbook.save_answers(ONE)
        path.unlink()
        for _ in range(2):
            with pytest.raises(FileProblem, match="không còn trong") as caught:
                workbook.save_answers(TWO)
            assert caught.value.code == "gone"
        assert not path.exists()


def test_a_file_that_comes_back_is_written_again(make: Make, tmp_path: Path) -> None:
    path, aside = make(), tmp_path / "cất.cchc"
    with reopen(path) as workbook:
        workbook.save_answers(ONE)
        path.rename(aside)
        with pytest.raises(FileProblem, match="không còn trong"):
            workbook.save_answers(TWO)
        shutil.copy(aside, path)  # as a stick put back: the same content, another number
        workbook.save_answers(TWO)
        assert set(workbook.read_assessment().answers) == {"1.1.1", "1.1.2"}
    with reopen(path) as opened:
        assert set(opened.read_assessment().answers) == {"1.1.1", "1.1.2"}


@pytest.mark.parametrize("first_gone", [True, False])
def test_an_older_copy_in_its_place_is_not_written(
    make: Make, tmp_path: Path, first_gone: bool
) -> None:
    path, older = make(), tmp_path / "cũ.cchc"
    shutil.copy(path, older)
    before = older.read_bytes()
    with reopen(path) as workbook:
        workbook.save_answers(ONE)
        path.rename(tmp_path / "cất.cchc")
        if first_gone:
            with pytest.raises(FileProblem, match="không còn trong"):
                workbook.save_answers(TWO)
        shutil.copy(older, path)
        for _ in range(2):
            with pytest.raises(FileProblem, match="bị thay bằng bản khác") as caught:
                workbook.save_answers(TWO)
            assert caught.value.code == "replaced"
        assert path.read_bytes() == before
    with reopen(tmp_path / "cất.cchc") as kept:
        assert set(kept.read_assessment().answers) == {"1.1.1"}
