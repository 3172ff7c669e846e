"""One thread, one job after the other; results, errors and progress on the main thread."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import Cancelled, UserError
from cchc_desktop.gui.background import Background

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def background(qapp) -> Iterator[Background]:
    """A worker that is ended afterwards."""
    made = Background("test")
    yield made
    made.stop()


def test_jobs_run_in_order_on_one_other_thread(qtbot, background: Background) -> None:
    threads, results = [], []

    def work(number: int):
        def run(_progress) -> int:
            threads.append(threading.get_ident())
            return number

        return run

    for number in range(5):
        background.run(work(number), results.append, results.append)
    qtbot.waitUntil(lambda: not background.is_busy)
    assert results == [0, 1, 2, 3, 4]
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


def test_callbacks_come_on_the_main_thread(qtbot, background: Background) -> None:
    seen = []

    def work(progress) -> None:
        progress(1, 2, "nửa chừng")
        raise UserError("x", "Không được.")

    background.run(
        work,
        seen.append,
        lambda error: seen.append((threading.get_ident(), error.message)),
        lambda *told: seen.append((threading.get_ident(), told)),
    )
    qtbot.waitUntil(lambda: not background.is_busy)
    here = threading.get_ident()
    assert seen == [(here, (500, 1000, "nửa chừng")), (here, "Không được.")]


def test_a_cancelled_job_stops_at_its_next_report(qtbot, background: Background) -> None:
    began, ended = threading.Event(), []

    def work(progress) -> None:
        while True:
            began.set()
            progress(0, 1, "")
            time.sleep(0.002)

    job = background.run(work, ended.append, ended.append)
    assert began.wait(5)
    asked = time.monotonic()
    job.cancel()
    qtbot.waitUntil(lambda: bool(ended))
    assert time.monotonic() - asked < 0.2
    assert isinstance(ended[0], Cancelled)


def test_a_job_cancelled_while_waiting_never_begins(qtbot, background: Background) -> None:
    gate, ran, ended = threading.Event(), [], []
    background.run(lambda _progress: gate.wait(5), lambda _r: None, lambda _e: None)
    job = background.run(lambda _progress: ran.append(1), ended.append, ended.append)
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert ran == []
    assert isinstance(ended[0], Cancelled)


def test_a_bug_in_a_job_reaches_its_owner(qtbot, background: Background) -> None:
    ended = []
    background.run(lambda _progress: 1 / 0, ended.append, ended.append)
    qtbot.waitUntil(lambda: bool(ended))
    assert isinstance(ended[0], ZeroDivisionError)


def test_large_totals_fit(qtbot, background: Background) -> None:
    told = []
    background.run(
        lambda progress: progress(3 * 2**40, 4 * 2**40, "tệp lớn"),
        lambda _r: None,
        lambda _e: None,
        lambda *one: told.append(one),
    )
    qtbot.waitUntil(lambda: not background.is_busy)
    assert told == [(750, 1000, "tệp lớn")]
