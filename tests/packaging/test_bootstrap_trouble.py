"""What the person reads when the set-up can't go on, and that the next start mends it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import SlowIndex, SmallCheckout

NOBODY = 65534


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_set_up_is_mended_by_the_next(
    checkout: SmallCheckout, slow_index: SlowIndex, how: signal.Signals
) -> None:
    cut_off = checkout.start("setup")
    assert slow_index.asked.wait(60)
    cut_off.send_signal(how)
    said = cut_off.communicate(timeout=30)[0]  # ends only when pip has ended as well
    assert cut_off.returncode == 130
    assert "lần chạy sau sẽ làm tiếp" in said
    assert "Traceback" not in said
    slow_index.let_go.set()
    mended = checkout.bootstrap("setup")
    assert mended.returncode == 0, mended.stderr
    subprocess.run([checkout.venv_python, "-c", "import small_library"], check=True)


def test_after_a_kill_the_next_waits_for_the_orphaned_pip_and_then_mends(
    checkout: SmallCheckout, slow_index: SlowIndex
) -> None:
    killed = checkout.start("setup")
    assert slow_index.asked.wait(60)
    killed.kill()
    assert killed.wait(30) == -signal.SIGKILL
    assert killed.stdout is not None
    killed.stdout.close()
    assert (checkout.root / ".venv" / "cchc-unfinished").exists()
    following = checkout.start("setup")
    assert following.stdout is not None
    assert "đang chờ" in following.stdout.readline()
    slow_index.let_go.set()
    assert "làm lại từ đầu" in following.communicate(timeout=60)[0]
    assert following.returncode == 0
    subprocess.run([checkout.venv_python, "-c", "import small_library"], check=True)


def test_second_one_at_the_same_time_waits_and_uses_what_the_first_made(
    checkout: SmallCheckout, slow_index: SlowIndex
) -> None:
    first = checkout.start("setup")
    assert slow_index.asked.wait(60)
    second = checkout.start("setup")
    assert second.stdout is not None
    assert "đang chờ" in second.stdout.readline()
    slow_index.let_go.set()
    assert "Đã cài đặt xong." in first.communicate(timeout=60)[0]
    said = second.communicate(timeout=60)[0]
    assert (first.returncode, second.returncode) == (0, 0)
    assert "[1/4]" not in said
    assert list(slow_index.downloads.values()) == [1]


def test_no_network_is_one_sentence(checkout: SmallCheckout) -> None:
    checkout.use_index("http://127.0.0.1:9/simple")
    result = checkout.bootstrap("setup")
    assert result.returncode == 2
    assert result.stderr.startswith("Không có mạng")
    assert result.stderr.count("\n") == 1


def test_file_that_does_not_match_its_hash_is_refused(checkout: SmallCheckout) -> None:
    name, _, digest = checkout.lock.read_text().partition("sha256:")
    checkout.lock.write_text(f"{name}sha256:{digest.strip()[::-1]}\n")
    result = checkout.bootstrap("setup")
    assert result.returncode == 2
    assert "không khớp mã băm" in result.stderr


def test_package_that_this_machine_cannot_have_is_named(checkout: SmallCheckout) -> None:
    checkout.lock.write_text(f"unknown_library==7.0 --hash=sha256:{'0' * 64}\n")
    result = checkout.bootstrap("setup")
    assert result.returncode == 2
    assert "unknown_library==7.0" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 60 MB of its own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=60m", "none", disk], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def _on(disk: Path, checkout: SmallCheckout) -> None:
    checkout.root = shutil.move(checkout.root, disk / "cchc")


def test_disk_too_small_is_said_before_anything_is_written(
    checkout: SmallCheckout, small_disk: Path
) -> None:
    _on(small_disk, checkout)
    result = checkout.bootstrap("setup")
    assert result.returncode == 2
    assert "không đủ chỗ: cần 1200 MB, còn" in result.stderr
    assert not (checkout.root / ".venv").exists()


def test_disk_that_fills_up_on_the_way_is_one_sentence(
    checkout: SmallCheckout, small_disk: Path
) -> None:
    checkout.add_package("requirements.lock", "large_library", {"large.py": "#" * 80_000_000})
    _on(small_disk, checkout)
    rules = checkout.root / "packaging" / "bootstrap_steps" / "virtual_environment.py"
    rules.write_text(rules.read_text().replace("NEEDED_MB = 1200", "NEEDED_MB = 4"))
    result = checkout.bootstrap("setup")
    assert result.returncode == 2
    assert "không đủ chỗ" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.fixture
def ordinary_user(checkout: SmallCheckout) -> Iterator[int | None]:
    """Someone who is not root, with the checkout where they can read it."""
    if os.geteuid() != 0:
        yield None
        return
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        checkout.root = shutil.move(checkout.root, Path(place) / "cchc")
        checkout.python = _python_for(NOBODY)
        yield NOBODY


def _python_for(user: int) -> str:
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            subprocess.run([python, "-c", ""], user=user, check=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return python
    pytest.skip("no Python here that an ordinary user may start")


def test_folder_that_cannot_be_written_is_one_sentence(
    checkout: SmallCheckout, ordinary_user: int | None
) -> None:
    checkout.root.chmod(0o555)
    result = checkout.bootstrap("setup", user=ordinary_user)
    checkout.root.chmod(0o755)
    assert result.returncode == 2
    assert result.stderr.startswith(f"Không ghi được vào thư mục {checkout.root}")
    assert result.stderr.count("\n") == 1


def _tool(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def tools(checkout: SmallCheckout) -> Iterator[Path]:
    """A folder before all others in PATH, and a table that wants two packages."""
    table = checkout.root / "packaging" / "debian-libraries.txt"
    table.write_text("[run]\nlibhave0 # here\nliblack0\nlibold0\n[test]\ntestlack\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        checkout.environment["PATH"] = f"{folder}:{os.environ['PATH']}"
        listing = r"installed\tlibhave0, \ninstalled\tlibold0t64, libold0 (= 2), libx\n"
        _tool(folder, "dpkg-query", f"printf '{listing}config-files\\tliblack0, \\n'")
        yield folder


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="not a Debian system")
@pytest.mark.usefixtures("ordinary_user")
class TestDebianPackages:
    def test_without_the_right_to_install_the_one_command_is_printed(
        self, checkout: SmallCheckout, tools: Path, ordinary_user: int | None
    ) -> None:
        _tool(tools, "sudo", "exit 1")
        checkout.root.chmod(0o777)
        result = checkout.bootstrap("setup", user=ordinary_user)
        assert result.returncode == 2
        command = result.stderr.splitlines()[-1].strip()
        assert command == (
            "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends liblack0'"
        )

    def test_with_the_right_apt_brings_only_what_is_missing(
        self, checkout: SmallCheckout, tools: Path
    ) -> None:
        called = tools / "called"
        _tool(tools, "apt-get", f'echo "$@" >> {called}')
        _tool(tools, "sudo", 'test "$1" = -n && shift && exec "$@"')
        result = checkout.bootstrap("test")
        assert "[2/4]" in result.stdout, result.stderr
        update, install = called.read_text().splitlines()
        assert update.endswith("update")
        assert install.endswith("install -y --no-install-recommends liblack0 testlack")

    def test_failing_apt_is_one_sentence(self, checkout: SmallCheckout, tools: Path) -> None:
        _tool(tools, "apt-get", "echo 'E: Unable to locate package liblack0'; exit 100")
        _tool(tools, "sudo", 'test "$1" = -n && shift && exec "$@"')
        result = checkout.bootstrap("setup")
        assert result.returncode == 2
        assert "Unable to locate package liblack0" in result.stderr
        assert result.stderr.count("\n") == 1
