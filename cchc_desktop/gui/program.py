"""The running program: style, fonts, words, and what to do when a bug shows itself."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from cchc_desktop import paths
from cchc_desktop.gui import theme
from cchc_desktop.gui.main_window import MainWindow
from cchc_desktop.gui.preferences import Preferences
from cchc_desktop.gui.qt_texts import QtTexts
from cchc_desktop.gui.recent_workbooks import RecentWorkbooks
from cchc_desktop.gui.window_place import show_in_place

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

LOG_NAME = "nhat-ky.log"


def run(path: Path | None, exit_after_first_paint: bool) -> int:
    """Show the window until it is closed; see ``application.run_window``."""
    app = make_application()
    preferences = Preferences()
    theme.apply(app, theme.choose(app, preferences.theme))
    follow_system_theme(app, preferences)
    window = MainWindow(preferences, RecentWorkbooks())
    keep_bugs(window)
    if exit_after_first_paint:
        window.first_painted.disconnect()  # what comes after the first paint is not measured
        window.first_painted.connect(_leave)
    else:
        window.first_painted.connect(lambda: _after_first_paint(window, path))
    if path is not None:
        window.show_opening(path)
    show_in_place(window, preferences)
    return app.exec()


def make_application() -> QApplication:
    """Make the QApplication with our style, fonts, locale and words."""
    # As an argument, not by setStyle: that would load the whole of QStyle into Python first.
    app = QApplication.instance() or QApplication(["cchc-desktop", "-style", "fusion"])
    app.installTranslator(QtTexts(app))
    theme.load_fonts(app)
    return app


def follow_system_theme(app: QApplication, preferences: Preferences) -> None:
    """Change with the system's theme as long as the person has not chosen one."""

    def changed(*_args) -> None:
        if preferences.theme == "system":
            theme.apply(app, theme.choose(app, "system"))

    app.styleHints().colorSchemeChanged.connect(changed)


def keep_bugs(window: MainWindow) -> None:
    """Write every unexpected error into the log and say so once; the window stays."""
    showing = False

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        import logging
        import traceback

        where = keep_log()
        logging.getLogger("cchc_desktop").error("unexpected", exc_info=(kind, error, trace))
        if sys.stderr is not None:
            traceback.print_exception(kind, error, trace)
        if not showing:
            showing = True
            what = "Chương trình gặp lỗi ngoài dự kiến."
            then = f"Nội dung đã lưu không bị ảnh hưởng. Chi tiết ghi trong {where}."
            window.prompts.tell(window, what, then)
            showing = False

    sys.excepthook = report


def keep_log() -> Path:
    """Write warnings and errors into a file from now on; gives the file."""
    # Imported here: it takes sockets and more along, and the first paint does not wait for it.
    import logging
    from logging.handlers import RotatingFileHandler

    log = logging.getLogger("cchc_desktop")
    path = paths.user_data_dir() / LOG_NAME
    if any(isinstance(one, RotatingFileHandler) for one in log.handlers):
        return path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=300_000, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return path
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    return path


def set_vietnamese() -> None:
    """Let Qt write dates and sizes the Vietnamese way wherever it does so by itself."""
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))


def _after_first_paint(window: MainWindow, path: Path | None) -> None:
    """Do what nobody sees on the first picture, and what the workbook needs."""
    from PySide6.QtGui import QIcon

    from cchc_desktop.gui.end_signals import end_on_signals
    from cchc_desktop.gui.viewing_copies import sweep_copies

    gc.enable()
    set_vietnamese()
    keep_log()
    sweep_copies()
    end_on_signals(window, window.end_now)
    window.setWindowIcon(QIcon(str(paths.icons_dir() / "cchc-256.png")))
    if path is None:
        window.start.look_for_files()
    else:
        window.open_workbook(path)


def _leave() -> None:
    """End the process at once, for measuring: taking Qt's objects down is no part of the start."""
    os._exit(0)
