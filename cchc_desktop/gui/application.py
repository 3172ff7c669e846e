"""The way in: ``run_window``. Nothing of Qt is imported before it is called."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def run_window(path: Path | None, exit_after_first_paint: bool = False) -> int:
    """Open the window and stay until it is closed.

    Args:
        path: the workbook to open; None shows the start page.
        exit_after_first_paint: for measuring: end as soon as the window is on screen.

    Returns:
        The process's exit code.
    """
    # Loading Qt makes thousands of objects that stay: looking for garbage among them takes a
    # fifth of the start. ``run`` turns the search on again once the page is on screen.
    gc.disable()
    from cchc_desktop.gui.program import run

    return run(path, exit_after_first_paint)
