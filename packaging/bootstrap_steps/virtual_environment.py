"""Makes .venv from the locks, or brings a whole one up to date."""

from __future__ import annotations

import errno
import importlib.util
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from bootstrap_steps.checkout import Checkout, Kind, base_python
from bootstrap_steps.console import Problem, say
from bootstrap_steps.debian import install_missing_libraries
from bootstrap_steps.failures import disk_is_full, explain
from bootstrap_steps.one_at_a_time import one_at_a_time
from bootstrap_steps.pip_run import PipFailed, run_pip

if TYPE_CHECKING:
    from pathlib import Path

# Measured on Debian 12: .venv 640 MB with the test tools, plus the largest wheel while it
# is being unpacked; the rest is air.
NEEDED_MB = 1200


def set_up(checkout: Checkout, kind: Kind) -> None:
    """Make .venv fit the checkout; returns at once when it does already.

    Raises:
        Problem: with the sentence to show. A .venv that was whole stays usable when the
            new packages could not be fetched.
    """
    if checkout.is_ready(kind):
        return
    try:
        with one_at_a_time(checkout.root / ".bootstrap.lock") as lock:
            if checkout.is_ready(kind):
                return  # the one we waited for did it
            _install(checkout, kind, lock)
    except OSError as error:
        raise _problem_of(error, checkout.root) from error


def _install(checkout: Checkout, kind: Kind, lock: int) -> None:
    keep = checkout.can_be_kept()
    _check_disk(checkout.root, NEEDED_MB // 4 if keep else NEEDED_MB)
    say("[1/4] Gói hệ thống")
    install_missing_libraries(checkout.debian_libraries, kind)
    _check_python()
    say("[2/4] Môi trường Python trong .venv")
    if not keep:
        _make_empty(checkout)
    checkout.unfinished_mark.touch()
    try:
        _install_packages(checkout, kind, lock)
    except PipFailed as failure:
        if keep and not failure.changed_something:
            checkout.unfinished_mark.unlink()
        raise Problem(explain(failure.output, failure.what, checkout.root)) from failure
    checkout.write_stamp(kind)
    checkout.unfinished_mark.unlink()
    say("Đã cài đặt xong.")


def _install_packages(checkout: Checkout, kind: Kind, lock: int) -> None:
    locks = checkout.locks(kind)
    wanted = [argument for file in locks for argument in ("-r", str(file))]
    exactly = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    run_pip(checkout, "[3/4] Thư viện Python", [*exactly, *wanted], locks, lock)
    itself = ["--no-deps", "--no-build-isolation", "-e", str(checkout.root)]
    run_pip(checkout, "[4/4] Chương trình", itself, [], lock)


def _make_empty(checkout: Checkout) -> None:
    if checkout.venv.exists():
        say("      .venv cũ dở dang hoặc không hợp với máy này: làm lại từ đầu")
        shutil.rmtree(checkout.venv)
    checkout.venv.mkdir()
    checkout.unfinished_mark.touch()
    made = subprocess.run(
        [base_python(), "-m", "venv", str(checkout.venv)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if made.returncode != 0:
        raise Problem(explain(made.stdout, "tạo môi trường .venv", checkout.root))


def _check_python() -> None:
    importlib.invalidate_caches()  # apt may have brought the module a moment ago
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        version = "{}.{}".format(*sys.version_info[:2])
        raise Problem(
            f"Python {version} trên máy này thiếu mô-đun venv hoặc ensurepip. "
            f"Gõ: sudo apt-get install -y python{version}-venv, rồi chạy lại."
        )
    if os.name == "nt" and sys.maxsize < 2**32:
        raise Problem("Python này là bản 32-bit. Cài bản 64-bit từ python.org rồi chạy lại.")


def _check_disk(root: Path, needed_mb: int) -> None:
    free_mb = shutil.disk_usage(root).free // 1_000_000
    if free_mb < needed_mb:
        raise Problem(disk_is_full(root, free_mb, needed_mb))


def _problem_of(error: OSError, root: Path) -> Problem:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(disk_is_full(root, 0, NEEDED_MB))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Problem(
            f"Không ghi được {error.filename or root}: {error.strerror}. "
            "Đóng chương trình nếu đang mở, hoặc chép sang thư mục ghi được rồi chạy lại."
        )
    return Problem(f"Cài đặt dừng ở {error.filename or root}: {error.strerror}.")
