"""Chooses the face: with words after the name the command line, with none the window."""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """Run the command line, or open the window when no word was given."""
    if len(sys.argv) == 1:
        return open_window(None, exit_after_first_paint=False)
    try:
        from cchc_desktop.cli.main import run

        return run(sys.argv[1:], open_window)
    except KeyboardInterrupt:  # before the command began, or after it ended
        return 130


def main_window() -> int:
    """Open the window on the workbook that was double-clicked, if any."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    return open_window(path, exit_after_first_paint=False)


def open_window(path: Path | None, *, exit_after_first_paint: bool) -> int:
    """Start the window; nothing of Qt is loaded before."""
    from cchc_desktop.gui.application import run_window

    return run_window(path, exit_after_first_paint=exit_after_first_paint)


if __name__ == "__main__":
    sys.exit(main())
