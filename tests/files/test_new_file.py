"""Whole or not at all, whatever happens in between."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import Cancelled, FileProblem, UserError
from cchc_desktop.files.new_file import new_file, work_folder

if TYPE_CHECKING:
    from pathlib import Path


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_file_appears_whole(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.pdf"
    with new_file(target) as temporary:
        temporary.write_bytes(b"whole")
        assert not target.exists()
    assert target.read_bytes() == b"whole"
    assert _names(tmp_path) == ["báo cáo.pdf"]


@pytest.mark.parametrize("error", [Cancelled(), ValueError("bug"), KeyboardInterrupt()])
def test_nothing_is_left_of_a_failure(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(type(error)), new_file(target) as temporary:
        temporary.write_bytes(b"half")
        raise error
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.pdf"]


def test_a_file_that_may_not_be_replaced_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.cchc"
    with pytest.raises(UserError, match="Đã có tệp"), new_file(target, replace=False) as temporary:
        temporary.write_bytes(b"mine")
        target.write_bytes(b"somebody was quicker")
    assert target.read_bytes() == b"somebody was quicker"
    assert _names(tmp_path) == ["a.cchc"]


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EIO, "io_error"), (errno.EROFS, "cannot_write")],
)
def test_the_systems_errors_become_sentences(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(FileProblem) as caught, new_file(tmp_path / "a.pdf"):
        raise OSError(number, "x")
    assert caught.value.code == code
    assert _names(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "khong-co" / "a.pdf"
    with pytest.raises(FileProblem, match="khong-co") as caught, new_file(missing) as temporary:
        temporary.write_bytes(b"x")
    assert caught.value.code == "no_folder"


def test_a_work_folder_is_swept_up(tmp_path: Path) -> None:
    with pytest.raises(Cancelled), work_folder(tmp_path / "a.pdf") as folder:
        (folder / "part").write_bytes(b"x")
        raise Cancelled
    assert _names(tmp_path) == []


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop"])
def test_only_an_ordinary_file_is_replaced(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "đích"
    if kind == "folder":
        target.mkdir()
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(target)
    before = target.lstat()
    with pytest.raises(UserError, match="đích"), new_file(target) as temporary:
        temporary.write_bytes(b"x")
    assert target.lstat().st_ino == before.st_ino
    assert _names(tmp_path) == ["đích"]


def test_what_a_killed_run_left_is_swept_up_once_it_is_old(tmp_path: Path) -> None:
    old, young, folder = (tmp_path / f".cchc-{name}.part" for name in ("a", "b", "c"))
    for path in (old, young):
        path.write_bytes(b"half")
    folder.mkdir()
    (folder / "evidence.pdf").write_bytes(b"copy")
    for path in (old, folder):
        os.utime(path, (0, 0))
    with new_file(tmp_path / "x.pdf") as temporary:
        temporary.write_bytes(b"whole")
    assert _names(tmp_path) == [".cchc-b.part", "x.pdf"]
