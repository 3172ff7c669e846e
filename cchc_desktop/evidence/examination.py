"""Examines documents in a process of their own, which may crash, stall or grow without harm."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.page_facts import DocumentFacts, facts_from_data
from cchc_desktop.core.progress import Progress, no_progress

if TYPE_CHECKING:
    from types import TracebackType
    from typing import IO, Self

SECONDS = 60.0
"""For one document; the largest scans take some ten."""
WORKER_WORD = "--examine-documents"
"""The word that makes the program itself the worker; a frozen one can't run a module."""
EXAMINED = frozenset({FileState.PDF, FileState.SIGNED_PDF, FileState.IMAGE})
"""States of files whose pages can be looked at."""

TOO_LONG = "đọc quá lâu"
CRASHED = "tệp làm dừng bộ đọc"
UNREADABLE = "không mở được"

_ASK_SECONDS = 0.1


class Examiner:
    """Examines one document after the other; used with ``with``.

    The process starts with the first document and is started anew after one that ended it.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None
        self._answers: queue.Queue[str] = queue.Queue()

    @property
    def process_id(self) -> int | None:
        """The system's number of the process that looks; None while there is none."""
        return self._process.pid if self._process else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def examine(
        self, path: Path, state: FileState, progress: Progress = no_progress
    ) -> DocumentFacts:
        """Look at a file; whatever it is, an answer comes.

        Raises:
            Cancelled: through ``progress``, which is asked ten times a second.
        """
        if state not in EXAMINED:
            return DocumentFacts()
        try:
            answer = self._ask(path, state, progress)
        except BaseException:
            self._stop()
            raise
        if answer is None:
            self._stop()
            return DocumentFacts(failure=TOO_LONG)
        facts = _facts(answer)
        if facts is None:
            self._stop()
            return DocumentFacts(failure=CRASHED)
        return facts

    def _ask(self, path: Path, state: FileState, progress: Progress) -> str | None:
        """Give the worker's line; empty when it has ended, None when it takes too long."""
        until = time.monotonic() + self._seconds
        try:
            stream = self._start()
            stream.write(json.dumps([str(path), state.value]) + "\n")
            stream.flush()
        except OSError:
            return ""
        while True:
            try:
                return self._answers.get(timeout=_ASK_SECONDS)
            except queue.Empty:
                progress(0, 1, path.name)
                if time.monotonic() > until:
                    return None

    def _start(self) -> IO[str]:
        process = self._process
        if process is None or process.poll() is not None:
            self._stop()
            process = _launch()
            answers: queue.Queue[str] = queue.Queue()
            assert process.stdout is not None  # both are pipes
            threading.Thread(target=_pass_on, args=(process.stdout, answers), daemon=True).start()
            self._process, self._answers = process, answers
        assert process.stdin is not None
        return process.stdin

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream is not None:
                    stream.close()


def _facts(answer: str) -> DocumentFacts | None:
    """Read the worker's line; None where it is none, as when the worker died while writing it."""
    try:
        data = json.loads(answer)
        return replace(facts_from_data(data), text=str(data["text"]))
    except (ValueError, KeyError, TypeError):
        return None


def _pass_on(stream: IO[str], answers: queue.Queue[str]) -> None:
    with contextlib.suppress(OSError, ValueError):  # closed while it waits
        for line in stream:
            answers.put(line)
    answers.put("")


def _launch() -> subprocess.Popen[str]:
    frozen = getattr(sys, "frozen", False)
    words = [WORKER_WORD] if frozen else ["-m", "cchc_desktop.evidence.examination_worker"]
    package = Path(__file__).resolve().parents[2]
    paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
