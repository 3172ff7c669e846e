"""Where things lie in the checkout, and whether .venv fits what the checkout asks for."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["run", "test"]


@dataclass(frozen=True)
class Checkout:
    """A checkout of the program and the .venv that belongs to it."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def scripts(self) -> Path:
        return self.venv / ("Scripts" if os.name == "nt" else "bin")

    @property
    def python(self) -> Path:
        return self.scripts / ("python.exe" if os.name == "nt" else "python")

    @property
    def packaging(self) -> Path:
        return self.root / "packaging"

    @property
    def debian_libraries(self) -> Path:
        return self.packaging / "debian-libraries.txt"

    @property
    def unfinished_mark(self) -> Path:
        """Stands in .venv from before the first change until the last one is done."""
        return self.venv / "cchc-unfinished"

    @property
    def stamp(self) -> Path:
        return self.venv / "cchc-stamp.json"

    def locks(self, kind: Kind) -> list[Path]:
        """Give the hash-locked files to install; the test lock contains the run lock."""
        name = "requirements-test.lock" if kind == "test" else "requirements.lock"
        return [self.packaging / "requirements-build.lock", self.packaging / name]

    def fingerprint(self, kind: Kind) -> str:
        """Give the SHA-256 over everything that decides what must be installed."""
        digest = hashlib.sha256()
        sources = [*self.locks(kind), self.debian_libraries, self.root / "pyproject.toml"]
        for source in sources:
            digest.update(hashlib.sha256(source.read_bytes()).digest())
        return digest.hexdigest()

    def is_ready(self, kind: Kind) -> bool:
        """Tell whether .venv is whole and holds what the locks ask for; no network, no dpkg."""
        return self.can_be_kept() and self._read_stamp().get(kind) == self.fingerprint(kind)

    def can_be_kept(self) -> bool:
        """Tell whether .venv is whole, and was made for this place and a Python still there.

        A moved checkout has scripts that point to the old place; after an upgrade of the
        system .venv/bin/python may be another Python, which sees none of the packages.
        """
        stamp = self._read_stamp()
        return (
            not self.unfinished_mark.exists()
            and self.python.exists()
            and stamp.get("root") == str(self.root)
            and os.path.lexists(stamp.get("python", ""))  # Store Pythons can't be followed
        )

    def write_stamp(self, kind: Kind) -> None:
        """Record that everything for ``kind`` is in place."""
        stamp = {"root": str(self.root), "python": str(Path(base_python()).resolve())}
        stamp["run"] = self.fingerprint("run")
        if kind == "test":
            stamp["test"] = self.fingerprint("test")
        self.stamp.write_text(json.dumps(stamp, indent=1), encoding="utf-8")

    def _read_stamp(self) -> dict[str, str]:
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}


def base_python() -> str:
    """Give the Python that .venv is made from, also when we run inside .venv itself."""
    if sys.prefix != sys.base_prefix:
        return str(getattr(sys, "_base_executable", sys.executable))
    return sys.executable
