"""The way in: light, alive under Python 3.11, and helpful when a bug shows itself."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.gui.program import LOG_NAME, keep_bugs, keep_log

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.scripted_prompts import ScriptedPrompts

HEAVY = (
    "sqlite3",
    "sqlite_utils",
    "reportlab",
    "pikepdf",
    "pyhanko",
    "openpyxl",
    "cryptography",
    "PIL",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "cchc_desktop.core",
    "cchc_desktop.operations",
    "cchc_desktop.workbook",
)
START = """
import sys
from cchc_desktop.gui import program
from PySide6.QtCore import QTimer
window_class = program.MainWindow

class Watched(window_class):
    def paintEvent(self, event):
        print(*sorted(sys.modules), flush=True)
        import os
        os._exit(0)

program.MainWindow = Watched
program.run(None, False)
"""
MANY = """
from cchc_desktop.gui import hold_constants
from PySide6.QtCore import QObject, Signal
hold_constants()
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rang = Signal(bool)

app = QApplication(["x", "-platform", "offscreen"])
bell, label = Bell(), QLabel()
bell.rang.connect(label.setVisible)
for number in range(30_000):
    bell.rang.emit(False)
    label.setText("x")
    label.buddy()
print("alive")
"""


def run(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_first_paint_needs_nothing_heavy() -> None:
    done = run(START)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "PySide6.QtWidgets" in loaded
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="constants are immortal from 3.12 on")
def test_tens_of_thousands_of_signals_do_not_end_the_process() -> None:
    done = run(MANY)
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr


def test_the_start_can_be_measured(tmp_path: Path) -> None:
    code = "from cchc_desktop.gui.application import run_window; run_window(None, True)"
    assert run(code).returncode == 0


def test_a_bug_is_logged_and_said_once_in_vietnamese(
    window: MainWindow, prompts: ScriptedPrompts, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    keep_bugs(window)
    try:
        raise ZeroDivisionError("no such luck")
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(prompts.told) == 1
    assert prompts.told[0].startswith("Chương trình gặp lỗi ngoài dự kiến.")
    log = keep_log()
    assert log.name == LOG_NAME
    assert "no such luck" in log.read_text(encoding="utf-8")
    assert "no such luck" in capsys.readouterr().err


def test_a_failed_job_that_is_a_bug_is_said_without_its_trace(
    window: MainWindow, prompts: ScriptedPrompts, qtbot, caplog
) -> None:
    jobs = window.parts.jobs
    jobs.begin("Thử", "Hủy thử")
    window.parts.desk.run_apart(lambda _progress: {}["không có"], jobs.ended, jobs.failed)
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert "Có lỗi ngoài dự kiến" in prompts.told[0]
    assert "KeyError" not in prompts.told[0]
    assert "KeyError" in caplog.text
