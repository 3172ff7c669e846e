"""The window as a person meets it: our style and words, prompts that are answered beforehand."""

from __future__ import annotations

import gc
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.gui import hold_constants, theme
from cchc_desktop.gui.main_window import MainWindow
from cchc_desktop.gui.preferences import Preferences
from cchc_desktop.gui.program import make_application, set_vietnamese
from cchc_desktop.gui.recent_workbooks import RecentWorkbooks
from cchc_desktop.gui.tokens import LIGHT
from cchc_desktop.operations.sample import make_sample
from cchc_desktop.operations.session import create_session, open_session
from tests.support.person import Person
from tests.support.scripted_prompts import ScriptedPrompts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication

    from cchc_desktop.core.assessment import Assessment

CLIENT = (1366, 697)
"""What 1366×768 leaves under Windows' caption and over its task bar."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Qt's offscreen screen say what it can't do; any other warning fails the test."""
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Our own application object instead of a bare one."""
    app = make_application()
    hold_constants()
    set_vietnamese()
    return app


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    """Begin light, end without widgets that somebody forgot."""
    theme.apply(qapp, LIGHT)
    yield
    gc.collect()


@pytest.fixture(scope="session")
def blank_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new department's workbook, made once and copied."""
    path = tmp_path_factory.mktemp("blank") / "so-cong-thuong-2026.cchc"
    create_session(path, "so-nganh-2026", 2026, "Sở Công Thương", {"6.4": "QĐ 1120"}).close()
    return path


@pytest.fixture
def workbook(blank_workbook: Path, tmp_path: Path) -> Path:
    """A workbook of this test's own."""
    return Path(shutil.copy(blank_workbook, tmp_path))


@pytest.fixture
def prompts(tmp_path: Path) -> ScriptedPrompts:
    """Prompts whose answers a test lays out."""
    return ScriptedPrompts(tmp_path)


@pytest.fixture
def opened_files() -> list[Path]:
    """Files that were shown in the system's own program."""
    return []


@pytest.fixture
def window(qtbot, prompts: ScriptedPrompts, opened_files: list[Path]) -> Iterator[MainWindow]:
    """The main window at the smallest usual size."""
    made = MainWindow(Preferences(), RecentWorkbooks(), prompts, opened_files.append)
    made.resize(*CLIENT)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: bool(made.actions_by_name))
    yield made
    prompts.answers.append(1)  # whatever can't be written is given up
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=20_000)
    made.deleteLater()


@pytest.fixture
def person(window: MainWindow) -> Person:
    """Somebody in front of the window."""
    return Person(window)


@pytest.fixture
def at_work(window: MainWindow, person: Person, workbook: Path) -> Person:
    """Somebody with the new workbook open."""
    window.open_workbook(workbook)
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    return person


@pytest.fixture
def stored(workbook: Path) -> Callable[[], Assessment]:
    """What stands in the file, read by another session."""

    def read() -> Assessment:
        with open_session(workbook, read_only=True) as session:
            return session.assessment

    return read


@pytest.fixture(scope="session")
def sample_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample department's finished workbook; tests work on copies."""
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def full_workbook(sample_workbook: Path, tmp_path: Path) -> Path:
    """A workbook with everything declared and proved."""
    return Path(shutil.copy(sample_workbook, tmp_path / "đủ.cchc"))
