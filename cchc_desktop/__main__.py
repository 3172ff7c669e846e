"""Chooses the face: with words after the name the command line, with none the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

EXIT_AFTER_FIRST_PAINT = "--exit-after-first-paint"
EXAMINE_DOCUMENTS = "--examine-documents"
"""The frozen program as the process that looks at documents (evidence/examination.py)."""


def main() -> int:
    """Run the command line, or open the window when no word was given."""
    words = sys.argv[1:]
    if not words:
        return open_window(None, exit_after_first_paint=False)
    if words == [EXAMINE_DOCUMENTS]:
        return _examine_documents()
    # Opening needs none of the command line's modules: the window need not wait for them.
    given = [word for word in words if word != EXIT_AFTER_FIRST_PAINT]
    if words[0] == "open" and len(given) == 2 and Path(given[1]).is_file():
        early = EXIT_AFTER_FIRST_PAINT in words
        return open_window(Path(given[1]), exit_after_first_paint=early)
    try:
        from cchc_desktop.cli.main import run

        return run(words, open_window)
    except KeyboardInterrupt:  # before the command began, or after it ended
        return 130


def main_window() -> int:
    """Open the window on the workbook that was double-clicked, if any."""
    if sys.argv[1:] == [EXAMINE_DOCUMENTS]:
        return _examine_documents()
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    return open_window(path, exit_after_first_paint=False)


def open_window(path: Path | None, *, exit_after_first_paint: bool) -> int:
    """Start the window; nothing of Qt is loaded before."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(map(os.environ.get, screens)):
        # Qt itself would end the process with a page of English.
        sys.stderr.write("Máy này không có màn hình để mở cửa sổ; dùng dòng lệnh: cchc --help.\n")
        return 2
    from cchc_desktop.gui.application import run_window

    return run_window(path, exit_after_first_paint=exit_after_first_paint)


def _examine_documents() -> int:
    from cchc_desktop.operations.examination import work_for_others

    return work_for_others()


if __name__ == "__main__":
    sys.exit(main())
