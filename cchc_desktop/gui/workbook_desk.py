"""The open workbook behind the window: its thread, its autosave, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cchc_desktop.core.progress import Progress
from cchc_desktop.gui.autosave import Autosave
from cchc_desktop.gui.background import Background, Job
from cchc_desktop.gui.workbook_lock import Opening, lock_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QLockFile

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.operations.evidence import EvidenceDetails
    from cchc_desktop.operations.session import Session

Failed = Callable[[Exception], None]
Told = Callable[[int, int, str], None]
SessionWork = Callable[["Session", Progress], Any]


class WorkbookDesk(QObject):
    """Holds the one Session; only the thread of ``_writing`` ever touches it.

    Long work that only reads (export) has a thread and a connection of its own, so that what is
    typed meanwhile still goes to disk.

    Signals:
        evidence_changed: all documents of the workbook, as they are in the file now.
        written: something may have been written.
    """

    evidence_changed = Signal(tuple)
    written = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.read_only = False
        self._session: Session | None = None
        self._lock: QLockFile | None = None
        self._writing = Background("workbook", self)
        self._reading = Background("reading", self)
        self.autosave = Autosave(self._save, self)
        self.autosave.all_saved.connect(self.written)

    def open(
        self,
        path: Path,
        done: Callable[[Any], None],
        failed: Failed,
        how: Opening = Opening.WRITE,
    ) -> None:
        """Open a workbook in place of the open one, which stays when that fails.

        Call only once ``autosave`` is clean. ``done`` gets (Assessment, ScoreSheet).
        """
        view = how is Opening.VIEW

        def work(_progress: Progress) -> tuple:
            from cchc_desktop.operations.session import open_session

            take_over = how is Opening.TAKE_OVER
            lock = None if view else lock_workbook(path, take_over=take_over)
            try:
                session = open_session(path, read_only=view)
            except BaseException:
                _unlock(lock)
                raise
            return self._take(session, lock)

        self._start(path, work, done, failed, read_only=view)

    def create(
        self,
        path: Path,
        set_reference: str,
        year: int,
        unit: str,
        exemptions: dict[str, str],
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        """Make a new workbook and open it in place of the open one; see ``open``."""

        def work(_progress: Progress) -> tuple:
            from cchc_desktop.operations.session import create_session

            session = create_session(path, set_reference, year, unit, exemptions)
            try:
                lock = lock_workbook(path)
            except BaseException:
                session.close()
                raise
            return self._take(session, lock)

        self._start(path, work, done, failed)

    def run(
        self,
        work: SessionWork,
        done: Callable[[Any], None],
        failed: Failed,
        told: Told | None = None,
    ) -> Job:
        """Do something with the Session, after everything typed so far has been written."""
        self.autosave.flush()

        def ended(after: Callable[[Any], None]) -> Callable[[Any], None]:
            def tell(result: Any) -> None:
                after(result)
                self.written.emit()

            return tell

        return self._writing.run(
            lambda progress: work(self._open(), progress), ended(done), ended(failed), told
        )

    def look(self, work: SessionWork, done: Callable[[Any], None], failed: Failed) -> Job:
        """Look at something short with the Session; nothing is written, before or by it."""
        return self._writing.run(lambda progress: work(self._open(), progress), done, failed)

    def run_reading(
        self,
        work: SessionWork,
        done: Callable[[Any], None],
        failed: Failed,
        told: Told | None = None,
    ) -> Job:
        """Do long reading work with a Session of its own; saving goes on meanwhile."""
        path = self.path
        assert path is not None

        def with_own_session(progress: Progress) -> Any:
            from cchc_desktop.operations.session import open_session

            with open_session(path, read_only=True) as session:
                return work(session, progress)

        return self._reading.run(with_own_session, done, failed, told)

    def run_apart(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Failed,
        told: Told | None = None,
    ) -> Job:
        """Do long work that needs no workbook."""
        return self._reading.run(work, done, failed, told)

    def attach(
        self,
        code: str,
        paths: list[Path],
        details: EvidenceDetails,
        done: Callable[[Any], None],
        failed: Failed,
        told: Told,
    ) -> Job:
        """Attach files, and all files in the folders among them; what was stored stays.

        ``done`` gets an ``Attached``.
        """

        def work(session: Session, progress: Progress) -> object:
            from cchc_desktop.gui.dropped_files import attach_each, files_of

            return attach_each(session, code, files_of(paths), details, progress)

        def then_read(after: Callable[[Any], None]) -> Callable[[Any], None]:
            def ended(outcome: Any) -> None:
                after(outcome)
                self._read_evidence()

            return ended

        return self.run(work, then_read(done), then_read(failed), told)

    def change_details(self, number: int, details: EvidenceDetails, failed: Failed) -> None:
        """Describe a document anew."""

        def work(session: Session, _progress: Progress) -> tuple[Evidence, ...]:
            from cchc_desktop.operations.evidence import change_details

            change_details(session, number, details)
            return session.assessment.evidence

        self.run(work, self.evidence_changed.emit, failed)

    def detach(self, number: int, failed: Failed) -> None:
        """Take a document away from its leaf."""

        def work(session: Session, _progress: Progress) -> tuple[Evidence, ...]:
            from cchc_desktop.operations.evidence import detach

            detach(session, number)
            return session.assessment.evidence

        self.run(work, self.evidence_changed.emit, failed)

    def extract(
        self, number: int, target: Path, done: Callable[[Any], None], failed: Failed, told: Told
    ) -> Job:
        """Write a document out; ``done`` gets the path."""

        def work(session: Session, progress: Progress) -> Path:
            from cchc_desktop.operations.evidence import extract

            extract(session, number, target, progress)
            return target

        return self.run_reading(work, done, failed, told)

    def close_workbook(self, done: Callable[[], None]) -> None:
        """Close the file; call only once ``autosave`` is clean or has given up."""

        def work(_progress: Progress) -> None:
            self._let_go()

        def closed(_result: object) -> None:
            self.path, self.read_only = None, False
            done()

        self._writing.run(work, closed, lambda _error: closed(None))

    def stop(self) -> None:
        """End both threads."""
        self._reading.stop()
        self._writing.stop()
        _unlock(self._lock)

    @property
    def background(self) -> Background:
        """The thread for long work that only reads."""
        return self._reading

    @property
    def is_reading(self) -> bool:
        """True while a long job runs."""
        return self._reading.is_busy

    def _read_evidence(self) -> None:
        self.run(
            lambda session, _progress: session.assessment.evidence,
            self.evidence_changed.emit,
            lambda _error: None,
        )

    def _start(
        self,
        path: Path,
        work,
        done: Callable[[Any], None],
        failed: Failed,
        *,
        read_only: bool = False,
    ) -> None:
        def opened(result: tuple) -> None:
            self.path, self.read_only = path, read_only
            self.autosave.begin_anew()
            done(result)
            self.written.emit()

        self._writing.run(work, opened, failed)

    def _take(self, session: Session, lock: QLockFile | None) -> tuple:
        shown = session.assessment, session.sheet
        self._let_go()
        self._session, self._lock = session, lock
        return shown

    def _let_go(self) -> None:
        session, self._session = self._session, None
        lock, self._lock = self._lock, None
        try:
            if session is not None:
                session.close()
        finally:
            _unlock(lock)

    def _open(self) -> Session:
        assert self._session is not None
        return self._session

    def _save(
        self, answers: dict[str, Answer], done: Callable[[object], None], failed: Failed
    ) -> None:
        def work(_progress: Progress) -> None:
            from cchc_desktop.operations.answers import keep_answers

            keep_answers(self._open(), answers)

        self._writing.run(work, done, failed)


def _unlock(lock: QLockFile | None) -> None:
    if lock is not None:
        lock.unlock()
