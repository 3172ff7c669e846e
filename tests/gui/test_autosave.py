"""What was typed is written soon, once, in order, and kept when it can't be."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QElapsedTimer, QTime

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.gui import autosave as module
from cchc_desktop.gui.autosave import Autosave, Saving
from tests.support.person import let_pass

ONE, TWO = Answer({"a": "1"}), Answer({"a": "2"})


class Disk:
    """Takes writes and answers when told to."""

    def __init__(self) -> None:
        self.writes: list[dict[str, Answer]] = []
        self._waiting: list[tuple] = []

    def save(self, answers, done, failed) -> None:
        self.writes.append(answers)
        self._waiting.append((done, failed))

    def answer(self, error: Exception | None = None) -> None:
        done, failed = self._waiting.pop(0)
        done(None) if error is None else failed(error)


@pytest.fixture
def disk() -> Disk:
    """A disk that waits."""
    return Disk()


@pytest.fixture
def autosave(qapp, disk: Disk) -> Autosave:
    """An autosave at 10:31 for ever."""
    return Autosave(disk.save, clock=lambda: QTime(10, 31))


def test_several_keys_are_one_write(qtbot, autosave: Autosave, disk: Disk) -> None:
    autosave.note("3.4.1", ONE)
    autosave.note("3.4.1", TWO)
    assert disk.writes == []
    qtbot.waitUntil(lambda: bool(disk.writes), timeout=module.DELAY_MS * 4)
    assert disk.writes == [{"3.4.1": TWO}]
    assert autosave.state.saving is Saving.WAITING
    disk.answer()
    assert autosave.state.saving is Saving.SAVED
    assert autosave.state.at == QTime(10, 31)
    assert autosave.is_clean


def test_typing_without_a_pause_is_written_all_the_same(autosave: Autosave, disk: Disk) -> None:
    clock = QElapsedTimer()
    clock.start()
    while not disk.writes and clock.elapsed() < 2 * module.LONGEST_MS:
        autosave.note("3.4.1", Answer({}, note=str(clock.elapsed())))
        let_pass(module.DELAY_MS // 4)
    assert disk.writes
    assert clock.elapsed() < module.LONGEST_MS + 2 * module.DELAY_MS
    first = len(disk.writes)
    disk.answer()
    clock.restart()
    while len(disk.writes) == first and clock.elapsed() < 2 * module.LONGEST_MS:
        autosave.note("3.4.1", Answer({}, note=f"sau {clock.elapsed()}"))
        let_pass(module.DELAY_MS // 4)
    assert len(disk.writes) == first + 1


def test_leaving_a_field_writes_at_once(autosave: Autosave, disk: Disk) -> None:
    autosave.note("3.4.1", ONE)
    autosave.flush()
    assert disk.writes == [{"3.4.1": ONE}]


def test_what_is_typed_during_a_write_follows_it(autosave: Autosave, disk: Disk) -> None:
    autosave.note("3.4.1", ONE)
    autosave.flush()
    autosave.note("3.4.1", TWO)
    autosave.flush()
    assert len(disk.writes) == 1
    disk.answer()
    assert disk.writes == [{"3.4.1": ONE}, {"3.4.1": TWO}]
    disk.answer()
    assert autosave.is_clean


def test_a_failure_keeps_everything_and_newer_wins(autosave: Autosave, disk: Disk) -> None:
    autosave.note("3.4.1", ONE)
    autosave.note("3.4.2", ONE)
    autosave.flush()
    autosave.note("3.4.1", TWO)
    disk.answer(FileProblem("disk_full", "Ổ đĩa đầy."))
    state = autosave.state
    assert (state.saving, state.count, state.problem) == (Saving.FAILED, 2, "Ổ đĩa đầy.")
    assert state.since == QTime(10, 31)
    autosave.note("1.1.1", ONE)
    assert autosave.state.count == 3
    autosave.flush()
    assert disk.writes[-1] == {"3.4.1": TWO, "3.4.2": ONE, "1.1.1": ONE}
    disk.answer()
    assert autosave.state.saving is Saving.SAVED


def test_it_tries_again_by_itself(qtbot, monkeypatch, disk: Disk, qapp) -> None:
    monkeypatch.setattr(module, "RETRY_MS", 30)
    autosave = Autosave(disk.save)
    autosave.note("3.4.1", ONE)
    autosave.flush()
    disk.answer(FileProblem("disk_full", "Ổ đĩa đầy."))
    qtbot.waitUntil(lambda: len(disk.writes) == 2)


def test_giving_up_forgets(autosave: Autosave, disk: Disk) -> None:
    autosave.note("3.4.1", ONE)
    autosave.flush()
    disk.answer(FileProblem("disk_full", "Ổ đĩa đầy."))
    autosave.give_up()
    assert autosave.is_clean
    autosave.flush()
    assert len(disk.writes) == 1
