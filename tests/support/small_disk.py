"""Disks of a test's own: small ones that fill up, and ones that become read-only. Needs root."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def mounted_disk(place: Path, size: str = "8m") -> Iterator[Path]:
    """Give an empty disk; that it can be taken away again shows that no file on it is open."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk")
    try:
        yield place
    finally:
        busy = subprocess.run(["umount", str(place)], check=False).returncode
        if busy:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
    assert not busy, "a file on the disk was left open"


def fill_up(disk: Path, leave: int) -> Path:
    """Fill a disk but for so many bytes."""
    filler = disk / "đầy"
    free = os.statvfs(disk)
    filler.write_bytes(bytes(free.f_bavail * free.f_frsize - leave))
    return filler
