"""The system wants the program to end: what was typed is written, nothing is asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.gui.workbook_lock import lock_file_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person

WITH_A_BOX = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from cchc_desktop.gui.application import run_window
from cchc_desktop.gui import program

made = program.make_application
def make():
    app = made()
    timer = QTimer(app)
    def look():
        if app.activeModalWidget() is not None:
            timer.stop()
            print("box", flush=True)
    timer.timeout.connect(look)
    timer.start(50)
    return app
program.make_application = make
sys.exit(run_window(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_box_that_waits_does_not_keep_the_program(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITH_A_BOX, str(tmp_path / "không có.cchc")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout.readline() == "box\n"
        process.send_signal(signal.SIGTERM)
        try:
            assert process.wait(15) == 143
        finally:
            process.kill()


def test_what_was_typed_last_is_written_and_the_file_closed(
    window: MainWindow, at_work: Person, workbook: Path, stored: Callable[[], Assessment]
) -> None:
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    at_work.type("2450")
    window.parts.end_now()
    window._may_close = True
    assert stored().answer("3.4.1").values == {"b": "2450"}
    assert not lock_file_of(workbook).exists()
    assert [one.name for one in workbook.parent.iterdir()] == [workbook.name]
