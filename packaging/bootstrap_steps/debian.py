"""System libraries on Debian and Ubuntu: which are missing, and getting them by apt."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap_steps.console import Problem, say
from bootstrap_steps.failures import explain

if TYPE_CHECKING:
    from bootstrap_steps.checkout import Kind

_APT = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]


def install_missing_libraries(table: Path, kind: Kind) -> None:
    """Install what ``table`` lists for ``kind`` and dpkg doesn't know; nothing elsewhere.

    Raises:
        Problem: no right to install (names the command to type), or apt failed.
    """
    if not _is_debian() or not (missing := _missing(_wanted(table, kind))):
        return
    install = ["install", "-y", "--no-install-recommends", *missing]
    by_hand = f"'apt-get update && apt-get {' '.join(install)}'"
    prefix = _right_to_install()
    if prefix is None:
        become_root = "sudo sh -c" if shutil.which("sudo") else "su -c"
        raise Problem(
            f"Máy thiếu {len(missing)} gói hệ thống và tài khoản này không có quyền cài. "
            f"Gõ lệnh sau rồi chạy lại:\n  {become_root} {by_hand}"
        )
    say(f"      cài {len(missing)} gói bằng apt-get, có thể mất vài phút: {' '.join(missing)}")
    _apt(prefix, ["update"])
    result = _apt(prefix, install)
    if "dpkg --configure -a" in result.stdout:  # an earlier apt was cut off
        _run([*prefix, "dpkg", "--configure", "-a"])
        result = _apt(prefix, install)
    if result.returncode != 0:
        raise Problem(explain(result.stdout, "cài gói hệ thống", Path("/")))


def _is_debian() -> bool:
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8")
    except OSError:
        return False
    kin = [line for line in release.splitlines() if line.startswith(("ID=", "ID_LIKE="))]
    known = any(name in line for line in kin for name in ("debian", "ubuntu"))
    return known and shutil.which("dpkg-query") is not None


def _wanted(table: Path, kind: Kind) -> list[str]:
    sections = {"run"} if kind == "run" else {"run", "test"}
    if not importlib.util.find_spec("ensurepip"):
        sections.add("venv")  # Debian's own Python comes without; others bring theirs
    wanted, section = [], ""
    for line in table.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            section = text.strip("[]")
        elif text and section in sections:
            wanted.append(text)
    return wanted


def _missing(wanted: list[str]) -> list[str]:
    # Provides: newer releases renamed libraries (libglib2.0-0t64 provides libglib2.0-0).
    known = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}\t${Package}, ${Provides}\n"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    installed: set[str] = set()
    for line in known.stdout.splitlines():
        status, _, names = line.partition("\t")
        if status == "installed":
            installed.update(name.split()[0] for name in names.split(",") if name.strip())
    return [name for name in wanted if name not in installed]


def _right_to_install() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _run(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def _apt(prefix: list[str], arguments: list[str]) -> subprocess.CompletedProcess[str]:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C"]
    return _run([*prefix, *quiet, *_APT, *arguments])


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
