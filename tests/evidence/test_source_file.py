"""Only ordinary, steady files get in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.evidence.source_file import LARGEST, open_source_file


def _refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught, open_source_file(path):
        pass
    assert not isinstance(caught.value, FileProblem)  # bad input, not a broken workbook
    assert "\n" not in caught.value.message
    return caught.value


def test_a_file_is_read_whole_and_named(tmp_path: Path) -> None:
    path = tmp_path / "Báo cáo.pdf"
    path.write_bytes(b"abc" * 1_000_000)
    with open_source_file(path) as source:
        assert (source.name, source.size) == ("Báo cáo.pdf", 3_000_000)
        assert source.stream.read(5) == b"abcab"
        source.stream.seek(0)
        assert source.stream.read() == b"abc" * 1_000_000


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "file_missing"),
        (lambda path: path.mkdir(), "file_is_folder"),
        (lambda path: path.write_bytes(b""), "file_empty"),
        (lambda path: os.mkfifo(path), "not_a_file"),
        (lambda path: path.symlink_to(__file__), "not_a_file"),
        (lambda path: path.symlink_to(path), "not_a_file"),
    ],
    ids=["missing", "folder", "empty", "pipe", "link", "link to itself"],
)
def test_what_is_no_ordinary_file_is_refused_by_name(tmp_path: Path, make, code: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "chứng cứ.pdf"
    make(path)
    refusal = _refusal(path)
    assert refusal.code == code
    assert "chứng cứ.pdf" in refusal.message


def test_a_device_is_refused_unread() -> None:
    assert _refusal(Path("/dev/zero")).code == "not_a_file"


def test_a_path_through_a_file_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    assert _refusal(tmp_path / "a" / "b.pdf").code == "file_missing"


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "a\0b").code == "file_unreadable"


def test_a_file_of_4_gb_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "thưa.pdf"
    with path.open("wb") as stream:
        stream.truncate(4 * 1024**3)
    refusal = _refusal(path)
    assert refusal.code == "file_too_large"
    assert "4096 MB" in refusal.message
    assert f"{LARGEST // 1024**2} MB" in refusal.message


def test_a_file_without_the_right_to_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kín.pdf"
    path.write_bytes(b"x")
    path.chmod(0)
    if os.geteuid():
        assert _refusal(path).code == "file_unreadable"
        return
    # As root nothing is out of reach; another user tries instead.
    tmp_path.chmod(0o755)
    for folder in list(tmp_path.parents)[:3]:
        folder.chmod(0o755)
    script = (
        "import os, sys; from pathlib import Path\n"
        "from cchc_desktop.evidence.source_file import open_source_file\n"
        "from cchc_desktop.core.errors import UserError\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "try:\n"
        "    with open_source_file(Path(sys.argv[1])): print('read')\n"
        "except UserError as error: print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "file_unreadable"


def test_a_file_that_grows_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "đang ghi.pdf"
    path.write_bytes(b"x" * 100)
    with open_source_file(path) as source:
        source.stream.read(10)
        with path.open("ab") as other:
            other.write(b"y" * 5_000_000)
        with pytest.raises(UserError) as caught:
            while source.stream.read(1000):
                pass
    assert caught.value.code == "file_changed"


def test_a_file_rewritten_at_the_same_size_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "đang ghi.pdf"
    path.write_bytes(b"x" * 100)
    with open_source_file(path) as source:
        path.write_bytes(b"y" * 100)
        os.utime(path, ns=(1, 1))
        with pytest.raises(UserError) as caught:
            source.stream.read()
    assert caught.value.code == "file_changed"


def test_a_file_cut_short_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "đang ghi.pdf"
    path.write_bytes(b"x" * 5_000_000)
    with open_source_file(path) as source:
        source.stream.read(10)
        os.truncate(path, 20)
        with pytest.raises(UserError) as caught:
            source.stream.read()
    assert caught.value.code == "file_changed"


def test_a_file_deleted_while_it_is_read_is_still_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x" * 5_000_000)
    with open_source_file(path) as source:
        source.stream.read(10)
        path.unlink()
        source.stream.seek(0)
        assert len(source.stream.read()) == 5_000_000
