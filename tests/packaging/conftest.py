"""A small checkout with the real bootstrap, a one-package lock and a program that only talks."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]

WHEEL = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"

# Builds the editable install without any package from the network.
BACKEND = f"""
import zipfile
def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name, info = "small_program-1.0-py3-none-any.whl", "small_program-1.0.dist-info/"
    with zipfile.ZipFile(wheel_directory + "/" + name, "w") as wheel:
        wheel.writestr("small_program.pth", __file__.rpartition("backend.py")[0])
        wheel.writestr(
            info + "METADATA", "Metadata-Version: 2.1\\nName: small-program\\nVersion: 1"
        )
        wheel.writestr(info + "WHEEL", {WHEEL!r})
        wheel.writestr(info + "RECORD", "")
    return name
build_wheel = build_editable
"""
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "small-program"
version = "1"
"""
PROGRAM = """
import sys, pathlib
import small_library
print("program", *sys.argv[1:])
if sys.argv[1] == "sample":
    folder = pathlib.Path(sys.argv[2]); folder.mkdir(exist_ok=True)
    (folder / "so-cong-thuong-2026.cchc").touch()
"""


def make_wheel(folder: Path, name: str, modules: dict[str, str]) -> str:
    """Write NAME-1.0 with these files into ``folder``; give its line for a lock."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file, text in modules.items():
            wheel.writestr(file, text)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", WHEEL)
        wheel.writestr(f"{info}/RECORD", "")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


@dataclass
class SmallCheckout:
    """What a person has after copying the program to a machine, only small."""

    root: Path
    wheels: Path
    environment: dict[str, str] = field(default_factory=dict)
    python: str = sys.executable

    @classmethod
    def make(cls, parent: Path) -> SmallCheckout:
        # A blank and Vietnamese letters in the path, as on a real desktop.
        root, wheels = parent / "hồ sơ cải cách", parent / "wheels"
        wheels.mkdir()
        shutil.copytree(
            ROOT / "packaging",
            root / "packaging",
            ignore=shutil.ignore_patterns("*.lock", "__pycache__"),
        )
        lock = make_wheel(wheels, "small_library", {"small_library.py": ""})
        for name in ("requirements.lock", "requirements-test.lock"):
            (root / "packaging" / name).write_text(lock)
        (root / "packaging" / "requirements-build.lock").write_text("# nothing\n")
        (root / "packaging" / "debian-libraries.txt").write_text("[run]\nbase-files\n")
        (root / "pyproject.toml").write_text(PYPROJECT)
        (root / "backend.py").write_text(BACKEND)
        (root / "cchc_desktop").mkdir()
        (root / "cchc_desktop" / "__main__.py").write_text(PROGRAM)
        made = cls(root, wheels)
        made.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(parent),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": wheels.as_uri(),
        }
        return made

    @property
    def lock(self) -> Path:
        return self.root / "packaging" / "requirements.lock"

    @property
    def venv_python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    def add_package(self, lock: str, name: str, modules: dict[str, str]) -> None:
        """Put a package with these files into the wheels and into packaging/LOCK."""
        file = self.root / "packaging" / lock
        file.write_text(file.read_text() + make_wheel(self.wheels, name, modules))

    def command(self, *words: str) -> list[str]:
        return [self.python, str(self.root / "packaging" / "bootstrap.py"), *words]

    def use_index(self, address: str) -> None:
        """Fetch from this address instead of the folder of wheels."""
        self.environment.pop("PIP_NO_INDEX", None)
        self.environment.pop("PIP_FIND_LINKS", None)
        self.environment["PIP_INDEX_URL"] = address

    def bootstrap(
        self, *words: str, user: int | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            env=self.environment | environment,
            cwd="/",
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            user=user,
            check=False,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command(*words),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )


@pytest.fixture
def checkout(tmp_path: Path) -> SmallCheckout:
    """A checkout that fetches from a folder of wheels."""
    return SmallCheckout.make(tmp_path)


@dataclass
class SlowIndex:
    """A package index that holds every wheel back until it is told to let go."""

    address: str
    asked: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    downloads: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def slow_index(checkout: SmallCheckout) -> Iterator[SlowIndex]:
    """An index on this machine that ``checkout`` fetches from."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = Path(self.path).name
            if self.path.startswith("/simple/"):
                links = "".join(
                    f'<a href="/wheels/{p.name}">{p.name}</a>' for p in checkout.wheels.iterdir()
                )
                self.reply("text/html", links.encode())
                return
            index.asked.set()
            index.let_go.wait(60)
            index.downloads[name] += 1
            self.reply("application/zip", (checkout.wheels / name).read_bytes())

        def reply(self, kind: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a killed pip hangs up in the middle: that is what the tests are about

    with Server(("127.0.0.1", 0), Answer) as server:
        index = SlowIndex(f"http://127.0.0.1:{server.server_port}/simple")
        checkout.use_index(index.address)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield index
        index.let_go.set()
        server.shutdown()
        thread.join()
