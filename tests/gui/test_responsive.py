"""The window never keeps its person waiting: no turn of its loop works longer than 50 ms.

Measured in the thread's own processor time, so that a busy machine fails nothing; what waits for
disks is on other threads, which other tests see to.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

from cchc_desktop.core.set_document import set_to_text
from cchc_desktop.operations.session import create_session
from tests.support.documents import write_pdf
from tests.support.made_sets import thousand_leaves
from tests.support.person import let_pass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person

LIMIT_S = 0.05
LARGE_LIMIT_S = 0.1
"""For a set of 1,000 leaves, ten times a real one, whose whole tree is opened by a filter."""


class Watchdog(QObject):
    """Notes how long each turn of the event loop worked, from one wait to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last: float | None = None
        self._dispatcher = QAbstractEventDispatcher.instance()
        self._dispatcher.aboutToBlock.connect(self._on_wait)

    def stop(self) -> None:
        self._dispatcher.aboutToBlock.disconnect(self._on_wait)

    def _on_wait(self) -> None:
        now = time.thread_time()
        if self._last is not None:
            self.longest = max(self.longest, now - self._last)
        self._last = now


@contextmanager
def watched(
    what: str, limit: float = LIMIT_S
) -> Iterator[Callable[[Callable[[], object], int], None]]:
    """Give what does something in the event loop, and fail when a turn of it worked too long."""
    dog = Watchdog()

    def do(action: Callable[[], object], milliseconds: int = 500) -> None:
        QTimer.singleShot(0, action)
        let_pass(milliseconds)

    try:
        yield do
    finally:
        dog.stop()
    assert dog.longest <= limit, f"{what}: {dog.longest * 1000:.0f} ms"


def opened(window: MainWindow, person: Person, path: Path) -> None:
    window.open_workbook(path)
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    let_pass(400)


def test_a_day_s_work_never_stops_the_window(
    window: MainWindow, person: Person, full_workbook: Path, tmp_path: Path
) -> None:
    opened(window, person, full_workbook)
    parts, space = window.parts, window.parts.view.workspace
    parts.do("history")  # each page once, so that it is made
    person.wait(lambda: type(window.pages.currentWidget()).__name__ == "HistoryPage")
    window.go_back()
    field = space.page.fields.figures
    with watched("going from leaf to leaf") as do:
        for code in ("3.4.1", "2.2.1", "1.1.1", "6.1.2", "3.4.1"):
            do(lambda code=code: space.go_to(code, focus=True), 120)
    with watched("typing, saved meanwhile") as do:
        for text in ("2", "24", "244", "2449"):
            do(lambda text=text: field.first_field().textEdited.emit(text), 200)
        let_pass(700)
    with watched("undo and redo") as do:
        do(lambda: parts.do("undo"))
        do(lambda: parts.do("redo"))
    with watched("attaching and looking at documents") as do:
        files = [write_pdf(tmp_path / f"{n}.pdf", pages=3) for n in range(5)]
        do(lambda: space.page.evidence.files_dropped.emit(files), 2500)
    with watched("checking") as do:
        do(lambda: parts.do("check"), 1500)
        do(parts.view.show_criteria, 200)
    with watched("the board of lost points") as do:
        do(lambda: parts.do("lost"), 900)
        do(parts.view.show_criteria, 200)
    with watched("the history") as do:
        do(lambda: parts.do("history"), 900)
        do(window.go_back, 200)
    person.wait(lambda: not parts.jobs.is_running)


@pytest.fixture(scope="module")
def big_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of a made-up set of 1,000 leaves."""
    folder = tmp_path_factory.mktemp("big")
    document = folder / "bo-1000.json"
    document.write_text(set_to_text(thousand_leaves()), "utf-8")
    path = folder / "to.cchc"
    create_session(path, str(document), 2026, "Sở", {}).close()
    return path


def test_a_set_of_a_thousand_leaves_is_as_quick(
    window: MainWindow, person: Person, big_workbook: Path
) -> None:
    opened(window, person, big_workbook)
    view, space = window.parts.view, window.parts.view.workspace
    codes = space.model.leaf_codes()
    assert len(codes) >= 1000
    with watched("filtering as one types", LARGE_LIMIT_S) as do:
        for text in ("h", "ho", "ho s", "ho so", ""):
            do(lambda text=text: view.search.setText(text), 150)
    with watched("typing in a large set", LARGE_LIMIT_S) as do:
        space.go_to(codes[500], focus=True)
        first = space.page.fields.first_field()
        let_pass(100)
        if hasattr(first, "textEdited"):
            for text in ("1", "12"):
                do(lambda text=text: first.textEdited.emit(text), 400)
