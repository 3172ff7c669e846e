"""bootstrap.py sets up, starts at once the second time, and starts the program."""

from __future__ import annotations

import ast
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import SmallCheckout

BOOTSTRAP = Path(__file__).parents[2] / "packaging" / "bootstrap.py"
DEAD_PORT = "http://127.0.0.1:9/simple"


def test_first_run_sets_up_and_second_needs_no_network_and_no_second(
    checkout: SmallCheckout, tmp_path: Path
) -> None:
    first = checkout.bootstrap("run", "--headless", str(tmp_path / "mẫu"))
    assert first.returncode == 0, first.stderr
    assert f"program sample {tmp_path / 'mẫu'} --headless-job" in first.stdout

    nothing_else = tmp_path / "no tools"
    nothing_else.mkdir()
    checkout.use_index(DEAD_PORT)
    spent = []
    for _ in range(3):
        start = time.monotonic()
        second = checkout.bootstrap("setup", PATH=str(nothing_else))
        spent.append(time.monotonic() - start)
        assert second.returncode == 0, second.stderr
        assert "[1/4]" not in second.stdout
    assert min(spent) < 1


def test_settings_of_pip_on_the_machine_do_not_lead_packages_astray(
    checkout: SmallCheckout, tmp_path: Path
) -> None:
    settings = tmp_path / "pip.conf"
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("small-library<1\n")
    settings.write_text(f"[global]\nconstraint = {constraints}\n[install]\nuser = true\n")
    result = checkout.bootstrap(
        "setup",
        PIP_CONFIG_FILE=str(settings),
        PIP_TARGET=str(tmp_path / "elsewhere"),
        PIP_NO_BINARY=":all:",
        PYTHONPATH=str(tmp_path),
    )
    assert result.returncode == 0, result.stderr
    assert not (tmp_path / "elsewhere").exists()
    imported = subprocess.run([checkout.venv_python, "-c", "import small_library"], check=False)
    assert imported.returncode == 0


def test_changed_lock_is_installed_into_the_same_environment(checkout: SmallCheckout) -> None:
    assert checkout.bootstrap("setup").returncode == 0
    kept = checkout.root / ".venv" / "kept"
    kept.touch()
    checkout.lock.write_text("# another comment\n" + checkout.lock.read_text())
    again = checkout.bootstrap("setup")
    assert "[3/4]" in again.stdout
    assert kept.exists()


def test_update_without_network_leaves_what_worked(checkout: SmallCheckout) -> None:
    assert checkout.bootstrap("setup").returncode == 0
    old = checkout.lock.read_text()
    checkout.lock.write_text(old + f"unknown_library==1.0 --hash=sha256:{'0' * 64}\n")
    checkout.use_index(DEAD_PORT)
    refused = checkout.bootstrap("setup")
    assert refused.returncode == 2
    assert "Không có mạng" in refused.stderr
    checkout.lock.write_text(old)
    assert checkout.bootstrap("setup").returncode == 0


def test_moved_checkout_is_set_up_anew(checkout: SmallCheckout, tmp_path: Path) -> None:
    assert checkout.bootstrap("setup").returncode == 0
    checkout.root = checkout.root.rename(tmp_path / "chỗ khác")
    moved = checkout.bootstrap("setup")
    assert moved.returncode == 0, moved.stderr
    assert "làm lại từ đầu" in moved.stdout


def test_without_a_screen_that_answers_the_job_is_done_without_a_window(
    checkout: SmallCheckout,
) -> None:
    assert checkout.bootstrap("setup").returncode == 0
    for screen in (
        {},
        {"DISPLAY": ":987"},
        {"DISPLAY": "localhost:987.0"},
        {"DISPLAY": "nonsense"},
        {"WAYLAND_DISPLAY": "wayland-9"},
    ):
        result = checkout.bootstrap("run", **screen)
        job = f"program sample {checkout.root / 'mau'} --headless-job\n"
        assert result.stdout == job, result.stderr


def test_with_a_screen_the_window_opens_on_a_sample_made_once(
    checkout: SmallCheckout, tmp_path: Path
) -> None:
    assert checkout.bootstrap("setup").returncode == 0
    workbook = checkout.root / "mau" / "so-cong-thuong-2026.cchc"
    with socket.socket(socket.AF_UNIX) as screen:
        screen.bind(str(tmp_path / "w"))
        screen.listen()
        display = {"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": str(tmp_path)}
        first = checkout.bootstrap("run", **display)
        second = checkout.bootstrap("run", **display)
    assert f"program sample {workbook.parent}\nprogram open {workbook}\n" in first.stdout
    assert second.stdout == f"program open {workbook}\n"


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 9), (3, 10, 14)])
def test_old_python_gets_one_sentence(tmp_path: Path, version: tuple[int, ...]) -> None:
    alone = shutil.copy(BOOTSTRAP, tmp_path)  # nothing newer can be imported by chance
    start = f"runpy.run_path({alone!r}, run_name='__main__')"
    old = f"import sys, runpy; sys.version_info = {version}; {start}"
    result = subprocess.run(
        [sys.executable, "-c", old], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 2
    assert result.stderr.startswith(
        f"Cần Python 3.11 trở lên, máy này có {version[0]}.{version[1]}."
    )
    assert result.stderr.count("\n") == 1


def test_first_file_has_no_syntax_that_an_old_python_refuses() -> None:
    tree = ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 4))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr | ast.AnnAssign)]


@pytest.mark.parametrize("words", [[], ["--help"], ["nonsense"]])
def test_usage_names_the_three_commands_in_vietnamese(words: list[str]) -> None:
    result = subprocess.run(
        [sys.executable, BOOTSTRAP, *words], capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == (0 if words == ["--help"] else 2)
    said = result.stdout + result.stderr
    assert all(f"\n  {command} " in said for command in ("run", "setup", "test"))
    assert not re.search("usage|argument|option", said)
