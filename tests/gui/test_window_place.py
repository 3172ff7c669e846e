"""The window opens no larger than the screen, and again as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cchc_desktop.gui.main_window import MainWindow
from cchc_desktop.gui.preferences import Preferences
from cchc_desktop.gui.recent_workbooks import RecentWorkbooks
from cchc_desktop.gui.window_place import show_in_place
from tests.support.person import let_pass
from tests.support.screens import dialog_screens

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.person import Person


def opened(preferences: Preferences) -> MainWindow:
    window = MainWindow(preferences, RecentWorkbooks())
    show_in_place(window, preferences)
    let_pass(50)
    return window


def on_screen(window) -> bool:
    return window.screen().availableGeometry().contains(window.frameGeometry())


def test_the_first_time_the_window_fits_on_a_small_screen(qapp, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "window.json")
    window = opened(preferences)
    assert window.screen().availableSize().width() < 1366, "this screen is no test"
    assert window.isMaximized()
    assert on_screen(window)
    window.close()
    window.deleteLater()


@pytest.mark.parametrize(("left_at", "opens_at"), [((700, 500), (700, 500)), ((5000, 3000), None)])
def test_the_window_opens_as_it_was_left(
    qapp, tmp_path: Path, left_at: tuple[int, int], opens_at: tuple[int, int] | None
) -> None:
    path = tmp_path / "window.json"
    first = opened(Preferences(path))
    first.showNormal()
    first.resize(*left_at)
    let_pass(50)
    first.close()
    second = opened(Preferences(path))
    assert not second.isMaximized()
    assert on_screen(second)
    assert opens_at is None or (second.width(), second.height()) == opens_at
    for window in (first, second):
        window.close()
        window.deleteLater()


@pytest.mark.parametrize("kept", ['{"window.size": [1e9, "x"]}', '{"window.size": [-1, 0]}', "[]"])
def test_a_size_that_makes_no_sense_is_not_taken(qapp, tmp_path: Path, kept: str) -> None:
    path = tmp_path / "window.json"
    path.write_text(kept, encoding="utf-8")
    assert Preferences(path).window_size is None


def test_dialogs_open_no_larger_than_the_screen(
    window: MainWindow, at_work: Person, prompts
) -> None:
    room = window.screen().availableSize()
    for name, widget in dialog_screens(window, prompts):
        assert widget.width() <= room.width(), name
        assert widget.height() <= room.height(), name
