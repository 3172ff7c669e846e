"""Work behind the window: one thread with a queue; progress, cancel, results on the main thread."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cchc_desktop.core.errors import Cancelled
from cchc_desktop.core.progress import Progress

Work = Callable[[Progress], Any]
"""One operation; runs on the thread, touches no widget."""

_TELL_EVERY_S = 0.05
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job:
    """One piece of work that was asked for."""

    work: Work
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    told: Callable[[int, int, str], None] | None
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Stop at the next report of progress; then ``failed`` gets ``Cancelled``."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """True once the person pressed Hủy."""
        return self._stop.is_set()


class Background(QObject):
    """A thread that does one job after the other, in the order they came.

    Everything a job opens belongs to this thread, so an SQLite connection stays where it was
    made. All callbacks run on the main thread.
    """

    _progressed = Signal(object, int, int, str)
    _ended = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: queue.Queue[Job | None] = queue.Queue()
        self._open: set[Job] = set()
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def run(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        told: Callable[[int, int, str], None] | None = None,
    ) -> Job:
        """Queue an operation.

        Args:
            work: gets the progress callable, which raises ``Cancelled`` after ``Job.cancel``.
            done: gets the result.
            failed: gets the error: ``UserError``, ``Cancelled`` or a bug.
            told: gets (done, total, what) about 20 times a second at most.
        """
        job = Job(work, done, failed, told)
        self._open.add(job)
        self._jobs.put(job)
        return job

    @property
    def is_busy(self) -> bool:
        """True while a job waits, runs, or its result has not been handed over."""
        return bool(self._open)

    def stop(self, seconds: float = 10.0) -> None:
        """End the thread once its queue is empty; the running job is cancelled first."""
        for job in list(self._open):
            if job.told:
                job.cancel()
        self._jobs.put(None)
        self._thread.join(seconds)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            result, error = None, None
            try:
                if job.is_cancelled:
                    raise Cancelled
                result = job.work(self._progress_of(job))
            except Exception as caught:
                error = caught
            self._tell(self._ended, job, result, error)
            del job, result, error

    def _progress_of(self, job: Job) -> Progress:
        last = 0.0

        def progress(done: int, total: int, what: str) -> None:
            nonlocal last
            if job.is_cancelled:
                raise Cancelled
            now = time.monotonic()
            if job.told and now - last >= _TELL_EVERY_S:
                last = now
                # Qt's int has 32 bits; bytes of large files have more.
                self._tell(self._progressed, job, done * 1000 // max(total, 1), 1000, what)

        return progress

    def _tell(self, signal, *values) -> None:
        # The window may be gone by the time that the thread ends.
        with contextlib.suppress(RuntimeError):
            signal.emit(*values)

    @Slot(object, int, int, str)
    def _on_progressed(self, job: Job, done: int, total: int, what: str) -> None:
        if job.told and not job.is_cancelled:
            job.told(done, total, what)

    @Slot(object, object, object)
    def _on_ended(self, job: Job, result: object, error: Exception | None) -> None:
        self._open.discard(job)
        if error is None:
            job.done(result)
        else:
            if not isinstance(error, Cancelled):
                _log.info("job failed", exc_info=error)
            job.failed(error)
