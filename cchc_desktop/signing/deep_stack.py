"""Running deeply recursive library code away from the caller's stack.

Comparing revisions follows chains such as the bookmarks of an outline one call per link; a few
hundred of them exceed Python's usual limit.
"""

from __future__ import annotations

import sys
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.progress import Progress

Result = TypeVar("Result")

# Enough for some 2500 bookmarks in a row; time grows with the square (6 s there), hence a limit.
_DEPTH = 8000
_STACK_BYTES = 64 * 1024 * 1024
_one_at_a_time = threading.Lock()  # the limit belongs to the whole interpreter


class _Call(Generic[Result]):
    """One call on its own thread; reports are handed over to the caller's thread."""

    def __init__(self, work: Callable[[Progress], Result]) -> None:
        self._work = work
        self._reports: SimpleQueue[tuple[int, int, str] | None] = SimpleQueue()
        self._stop: BaseException | None = None
        self.result: Result | None = None
        self.error: BaseException | None = None

    def report(self, done: int, total: int, what: str) -> None:
        if self._stop is not None:
            raise self._stop
        self._reports.put((done, total, what))

    def run(self) -> None:
        try:
            self.result = self._work(self.report)
        except BaseException as error:  # handed to the caller, who raises it
            self.error = error
        finally:
            self._reports.put(None)

    def relay(self, progress: Progress) -> None:
        while (report := self._reports.get()) is not None:
            if self._stop is None:
                try:
                    progress(*report)
                except BaseException as stop:  # cancel: the next report ends the work
                    self._stop = stop
        if self._stop is not None and self.error is None:
            self.error = self._stop


def on_deep_stack(work: Callable[[Progress], Result], progress: Progress) -> Result:
    """Call ``work`` with room for deep recursion; ``progress`` is called on this thread.

    Raises whatever the work or ``progress`` raises.
    """
    call = _Call(work)
    with _one_at_a_time:
        usual_limit, usual_stack = sys.getrecursionlimit(), threading.stack_size(_STACK_BYTES)
        try:
            sys.setrecursionlimit(max(usual_limit, _DEPTH))
            thread = threading.Thread(target=call.run, name="deep stack", daemon=True)
            thread.start()
            call.relay(progress)
            thread.join()
        finally:
            sys.setrecursionlimit(usual_limit)
            threading.stack_size(usual_stack)
    if call.error is not None:
        raise call.error
    return call.result  # type: ignore[return-value]
