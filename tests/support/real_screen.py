"""A screen of its own (Xvfb) with a window manager, and hands on its keyboard (xdotool)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool", "import")
PATIENCE_S = 60.0


def missing_programs() -> list[str]:
    """Name what this machine lacks for a real window."""
    return [name for name in NEEDED if shutil.which(name) is None]


class RealScreen:
    """Types and looks as somebody at the screen; knows nothing of the program."""

    def __init__(self, display: str, folder: Path) -> None:
        self.display = display
        self._folder = folder

    def environment(self) -> dict[str, str]:
        """Give the environment of a program on this screen."""
        kept = {name: one for name, one in os.environ.items() if name != "QT_QPA_PLATFORM"}
        return {**kept, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def title(self) -> str:
        """Give the active window's title, empty when there is none."""
        done = self._xdotool("getactivewindow", "getwindowname", check=False)
        return done.stdout.strip()

    def wait_for_title(self, beginning: str) -> None:
        """Wait until the active window is called so."""
        self.wait(
            lambda: self.title().startswith(beginning), f"“{beginning}”, not “{self.title()}”"
        )
        time.sleep(0.4)  # a window takes keys a moment after it has its title

    def press(self, *keys: str) -> None:
        """Press keys or chords, for example ``ctrl+n``."""
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            time.sleep(0.05)

    def type(self, text: str) -> None:
        """Type text, Vietnamese letters too."""
        for piece in re.findall(r"[ -~]+|[^ -~]", text):
            # A letter that no key has is put on a spare key, pressed, and taken off again; the
            # program must have read it by then.
            self._xdotool("type", "--delay", "25" if piece.isascii() else "300", piece)

    def picture(self, name: str) -> Path:
        """Take a picture of the whole screen."""
        path = self._folder / f"{name}.png"
        command = ["import", "-display", self.display, "-window", "root", str(path)]
        subprocess.run(command, check=True, timeout=30)
        return path

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Wait for something to become true; a picture is taken when it does not."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain for {what}; see {self.picture('stuck')}")
            time.sleep(0.1)

    def _xdotool(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(
            ["xdotool", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=check,
            timeout=60,
        )


@contextmanager
def real_screen(folder: Path, size: str = "1366x768x24") -> Iterator[RealScreen]:
    """Give a screen that nobody else uses; it is gone afterwards."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as stream:
            display = f":{stream.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display}
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        try:
            time.sleep(0.5)
            yield RealScreen(display, folder)
        finally:
            _end(manager)
    finally:
        _end(server)


def _end(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(10)
