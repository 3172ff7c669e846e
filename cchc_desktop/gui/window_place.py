"""How large windows open: never larger than the screen, the main one as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QWidget

    from cchc_desktop.gui.preferences import Preferences

USUAL = QSize(1366, 697)
_FRAME = QSize(16, 40)
"""Room for borders and caption, which nobody knows before the window is on screen."""


def within_screen(wanted: QSize, widget: QWidget) -> QSize:
    """Give a size with whose frame a window still fits on its screen."""
    return wanted.boundedTo(widget.screen().availableSize() - _FRAME)


def show_in_place(window: QMainWindow, preferences: Preferences) -> None:
    """Show the main window as it was left; whole screen where its usual size has no room."""
    kept = preferences.window_size
    wanted = kept or (USUAL.width(), USUAL.height())
    size = within_screen(QSize(*wanted), window)
    window.resize(size)
    if preferences.window_maximized or (kept is None and size != USUAL):
        window.showMaximized()
    else:
        window.show()


def keep_place(window: QMainWindow, preferences: Preferences) -> None:
    """Remember the main window's size, and the one below it while it fills the screen."""
    size = window.normalGeometry().size() if window.isMaximized() else window.size()
    if not size.isEmpty():
        preferences.keep_window(size.width(), size.height(), window.isMaximized())
