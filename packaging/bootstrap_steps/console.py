"""What the person sees: steps, a progress line, and one sentence when something is wrong."""

from __future__ import annotations

import contextlib
import shutil
import sys


class Problem(Exception):
    """Something the person can put right; the message is one or two Vietnamese sentences."""


def use_utf8() -> None:
    """Make Vietnamese printable on consoles and pipes with an old code page."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def say(text: str) -> None:
    """Print one line at once, also through a pipe."""
    print(text, flush=True)


class ProgressLine:
    """One line that is rewritten on a terminal; through a pipe, a line now and then."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._live = sys.stdout.isatty()
        self._shown = ""
        say(title) if not self._live else self._rewrite(title)

    def show(self, done: int, total: int, what: str) -> None:
        """Tell that ``done`` of ``total`` pieces are through and name the current one."""
        text = f"{self._title}: {done}/{total} {what}"
        if self._live:
            self._rewrite(text)
        elif done == total or done % 10 == 0:
            say(text)

    def close(self) -> None:
        """End the line, so that the next text starts on its own."""
        if self._live and self._shown:
            print(flush=True)
            self._shown = ""

    def _rewrite(self, text: str) -> None:
        # Blanks instead of an escape sequence: consoles of Windows 10 may not know those.
        width = shutil.get_terminal_size().columns - 1
        text = text[:width]
        print("\r" + text.ljust(min(len(self._shown), width)), end="", flush=True)
        self._shown = text
