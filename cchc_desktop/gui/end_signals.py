"""What the system's wish that the program ends (SIGTERM, SIGHUP) does: write, then leave."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject


def end_on_signals(parent: QObject, end: Callable[[], object]) -> None:
    """Call ``end`` on the main thread at such a signal, even while a box waits for an answer.

    Python's own handlers only run when Python runs, and Qt may wait for hours without it; a
    byte in a pipe wakes Qt. Windows has no such signals and tells the window itself.
    """
    if sys.platform == "win32":
        return
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    os.set_blocking(writing, False)
    signals = (signal.SIGTERM, signal.SIGHUP)
    for one in signals:
        signal.signal(one, lambda *_args: None)
    signal.set_wakeup_fd(writing)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, parent)

    def woken(*_args: object) -> None:
        came = os.read(reading, 64)
        if any(one in came for one in signals):
            end()

    notifier.activated.connect(woken)
