"""Runs pip inside .venv, shows how far it is, and keeps what it said."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from bootstrap_steps.console import ProgressLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bootstrap_steps.checkout import Checkout

# Where and how to fetch is the machine's business and is kept. Anything else a person or
# an administrator may have set for pip (target folders, user installs, source builds)
# would put the packages elsewhere.
_KEPT_PIP_SETTINGS = frozenset(
    {
        "PIP_INDEX_URL",
        "PIP_EXTRA_INDEX_URL",
        "PIP_FIND_LINKS",
        "PIP_NO_INDEX",
        "PIP_PROXY",
        "PIP_CERT",
        "PIP_CLIENT_CERT",
        "PIP_TRUSTED_HOST",
        "PIP_CACHE_DIR",
        "PIP_NO_CACHE_DIR",
        "PIP_CONFIG_FILE",
        "PIP_TIMEOUT",
        "PIP_DEFAULT_TIMEOUT",
        "PIP_KEYRING_PROVIDER",
    }
)
_COLLECTING = re.compile(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)")
_REQUIREMENT = re.compile(r"^[A-Za-z0-9][\w.-]*==", re.MULTILINE)


class PipFailed(Exception):
    """pip ended with an error.

    Attributes:
        what: what pip was asked to do, in Vietnamese.
        output: what pip printed.
        changed_something: whether it had begun to write packages.
    """

    def __init__(self, what: str, output: str, changed_something: bool) -> None:
        super().__init__(output)
        self.what = what
        self.output = output
        self.changed_something = changed_something


def run_pip(
    checkout: Checkout, title: str, arguments: list[str], locks: Iterable[Path], lock: int
) -> None:
    """Run ``pip install`` with ``arguments``; ``locks`` tell how many packages to expect.

    Raises:
        PipFailed: with pip's output.
    """
    command = [str(checkout.python), "-m", "pip", "install", "--no-input", *arguments]
    scratch = checkout.venv / "cchc-scratch"
    scratch.mkdir(exist_ok=True)
    passed_on: dict[str, Any] = {} if os.name == "nt" else {"pass_fds": (lock,)}
    total = sum(len(_REQUIREMENT.findall(file.read_text(encoding="utf-8"))) for file in locks)
    process = subprocess.Popen(
        command,
        cwd=checkout.root,
        env=_environment(scratch),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        **passed_on,
    )
    line = ProgressLine(title)
    try:
        output, writing = _follow(process, line, total)
    except BaseException:
        process.terminate()
        process.wait()
        raise
    finally:
        line.close()
    if process.wait() != 0:
        raise PipFailed(title.split("] ")[-1], output, writing or total == 0)
    shutil.rmtree(scratch, ignore_errors=True)


def _follow(process: subprocess.Popen[str], line: ProgressLine, total: int) -> tuple[str, bool]:
    said: list[str] = []
    done, writing = 0, False
    assert process.stdout is not None
    for text in process.stdout:
        said.append(text)
        collecting = _COLLECTING.match(text)
        if collecting and total:
            done = min(done + 1, total)
            line.show(done, total, collecting[1])
        elif text.startswith("Installing collected packages"):
            writing = True
            line.show(total, total, "đang ghi vào .venv…") if total else None
    return "".join(said), writing


def _environment(scratch: Path) -> dict[str, str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON")) or name in _KEPT_PIP_SETTINGS
    }
    environment |= {
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PIP_USER": "0",
        "PIP_CONSTRAINT": os.devnull,
        "PIP_NO_COLOR": "1",
        # Without a second try pip doesn't say that the network was the reason.
        "PIP_RETRIES": "4",
        "PYTHONUTF8": "1",
    }
    # pip unpacks where TMPDIR says: beside .venv there is room, on a small /tmp may be none.
    return environment | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
