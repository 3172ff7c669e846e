"""What was typed goes to disk by itself: soon, off the window's thread, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTime, QTimer, Signal

if TYPE_CHECKING:
    from cchc_desktop.core.answer import Answer

DELAY_MS = 400
LONGEST_MS = 2000
"""Written by then even if the person has not paused once."""
RETRY_MS = 5000

Save = Callable[[dict[str, "Answer"], Callable[[object], None], Callable[[Exception], None]], None]
"""Writes answers on the worker; then calls one of the two back on the main thread."""


class Saving(Enum):
    """Where saving stands."""

    SAVED = auto()
    WAITING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class SaveState:
    """What the status bar says.

    ``at`` is when the last change was written; ``count`` and ``since`` tell what is not.
    """

    saving: Saving
    at: QTime | None = None
    count: int = 0
    since: QTime | None = None
    problem: str = ""


class Autosave(QObject):
    """Gathers changed answers and writes them.

    Signals:
        changed: the SaveState, whenever it is another one.
        all_saved: nothing is left to write.
        failed_again: writing failed, at every try.
    """

    changed = Signal(object)
    all_saved = Signal()
    failed_again = Signal()

    def __init__(
        self,
        save: Save,
        parent: QObject | None = None,
        clock: Callable[[], QTime] = QTime.currentTime,
    ) -> None:
        super().__init__(parent)
        self._save, self._clock = save, clock
        self._waiting: dict[str, Answer] = {}
        self._under_way: dict[str, Answer] = {}
        self._since: QTime | None = None
        self._state = SaveState(Saving.SAVED)
        self._soon = _single_shot(self, DELAY_MS, self.flush)
        self._at_latest = _single_shot(self, LONGEST_MS, self.flush)
        self._again = _single_shot(self, RETRY_MS, self.flush)

    @property
    def state(self) -> SaveState:
        """Where saving stands."""
        return self._state

    @property
    def is_clean(self) -> bool:
        """True when everything typed is on disk."""
        return not (self._waiting or self._under_way)

    def unsaved(self) -> dict[str, Answer]:
        """Give what was typed and is not known to be on disk."""
        return {**self._under_way, **self._waiting}

    def note(self, code: str, answer: Answer) -> None:
        """Take an answer over, to be written 400 ms after the last change, or 2 s after the first.

        Without the second limit, what is typed without a pause would all be lost in a crash.
        """
        self._waiting[code] = answer
        self._since = self._since or self._clock()
        if self._state.saving is not Saving.FAILED:
            self._set(Saving.WAITING)
            self._soon.start()
            if not self._at_latest.isActive():
                self._at_latest.start()
        else:
            self._set(Saving.FAILED, self._state.problem)

    def flush(self) -> None:
        """Write now what waits."""
        self._stop_waiting()
        if self._under_way or not self._waiting:
            return  # what waits goes when the write under way has ended
        self._under_way, self._waiting = self._waiting, {}
        self._save(dict(self._under_way), self._on_saved, self._on_failed)

    def give_up(self) -> None:
        """Forget what can't be written; only on the person's word."""
        self._stop_waiting()
        self._waiting, self._under_way, self._since = {}, {}, None
        self._set(Saving.SAVED)

    def _stop_waiting(self) -> None:
        for timer in (self._soon, self._at_latest, self._again):
            timer.stop()

    def begin_anew(self) -> None:
        """Forget what was said of the last workbook; call only when nothing waits."""
        self._stop_waiting()
        self._since = None
        self._state = SaveState(Saving.SAVED)
        self.changed.emit(self._state)

    def _on_saved(self, _result: object) -> None:
        self._under_way = {}
        if self._waiting:
            self._set(Saving.WAITING)
            self.flush()
            return
        self._since = None
        self._set(Saving.SAVED)
        self.all_saved.emit()

    def _on_failed(self, error: Exception) -> None:
        self._waiting = {**self._under_way, **self._waiting}
        self._under_way = {}
        self._set(Saving.FAILED, getattr(error, "message", str(error)))
        self._again.start()
        self.failed_again.emit()

    def _set(self, saving: Saving, problem: str = "") -> None:
        saved_at = self._clock() if saving is Saving.SAVED else self._state.at
        count = len({**self._under_way, **self._waiting})
        state = SaveState(saving, saved_at, count, self._since, problem)
        if state != self._state:
            self._state = state
            self.changed.emit(state)


def _single_shot(parent: QObject, milliseconds: int, action: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(action)
    return timer
