"""Results are never written over what they are made from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.command_line import refused

if TYPE_CHECKING:
    from tests.support.signed_dossier import Made


@pytest.fixture
def db(made: Made, tmp_path: Path) -> Path:
    """A copy of the workbook."""
    return shutil.copy(made.db, tmp_path / "so.cchc")


@pytest.mark.parametrize("way", ["--pdf", "--xlsx", "--json-data"])
@pytest.mark.parametrize("through", ["itself", "link", "hard link", "another workbook"])
def test_a_workbook_survives_an_export_onto_it(
    db: Path, tmp_path: Path, way: str, through: str
) -> None:
    target = tmp_path / "đích"
    match through:
        case "itself":
            target = db
        case "link":
            target.symlink_to(db)
        case "hard link":
            os.link(db, target)
        case _:
            shutil.copy(db, target)
    before = db.read_bytes()
    assert "chọn tên khác" in refused("export", db, way, target)
    assert db.read_bytes() == target.read_bytes() == before


def test_keys_and_passwords_survive_too(db: Path, made: Made, tmp_path: Path) -> None:
    key, secret = (
        shutil.copy(path, tmp_path / path.name) for path in (made.keys.head, made.keys.password)
    )
    options = ("--sign-p12", key, "--password-file", secret)
    before = key.read_bytes(), secret.read_bytes()
    for target in (key, secret):
        refused("export", db, "--pdf", target, *options)
        refused("sign", made.pdf, target, *options)
    assert (key.read_bytes(), secret.read_bytes()) == before


def test_two_results_need_two_names(db: Path, tmp_path: Path) -> None:
    one = tmp_path / "ra"
    refused("export", db, "--pdf", one, "--xlsx", one)
    assert not one.exists()


def test_a_pipe_stays_a_pipe(db: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "ống"
    os.mkfifo(pipe)
    refused("export", db, "--pdf", pipe)
    refused("answer", db, "--json-file", pipe)
    refused("export", db, "--pdf", tmp_path / "a.pdf", "--sign-p12", pipe, "--password-file", pipe)
    assert pipe.is_fifo()


def _process(*words: str | Path, stdout: int | None = subprocess.PIPE, **environment: str):
    return subprocess.run(
        [sys.executable, "-m", "cchc_desktop", *map(str, words)],
        stdout=stdout, stderr=subprocess.PIPE, check=False, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_output_is_no_traceback(db: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _process("score", db, "--json", stdout=full.fileno())
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


def test_a_reader_who_has_gone_is_no_error(db: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = _process("score", db, stdout=writing)
    os.close(writing)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    words = ["new", tmp_path / "a.cchc", "--set", "so-nganh-2026", "--year", "2026", "--unit"]
    done = _process(*words, os.fsdecode(b"S\xff"))
    assert done.returncode == 2
    assert not (tmp_path / "a.cchc").exists()


def test_a_stopped_export_leaves_nothing(db: Path, tmp_path: Path) -> None:
    import signal
    import time

    out = tmp_path / "ra"
    out.mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "cchc_desktop", "export", str(db), "--pdf", str(out / "a.pdf")],
        stderr=subprocess.PIPE,
    )
    while running.poll() is None and not any(out.iterdir()):
        time.sleep(0.005)
    running.send_signal(signal.SIGTERM)
    _, words = running.communicate(timeout=30)
    assert running.returncode in (0, 130)
    assert b"Traceback" not in words
    assert [path.name for path in out.iterdir()] in ([], ["a.pdf"])
