"""Undo and redo from the log: over restarts, through every kind of change, exactly."""

from __future__ import annotations

import contextlib
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.prior_year import PriorResult, PriorYear
from cchc_desktop.core.registers import RegisterRow
from cchc_desktop.workbook.workbook import Workbook, check_file, open_workbook
from tests.support.workbooks import Make, attach, fill, reopen

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(make: Make) -> Path:
    """A new workbook."""
    return make()


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 20, 3, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def everything(book: Workbook) -> object:
    """Give all that a person could see."""
    return (
        book.read_assessment(),
        [book.records.register(key) for key in ("plan", "signing")],
        book.records.surveys(),
        book.records.published(),
    )


def acts(book: Workbook, number: int, choice: int) -> None:
    """Do one of the things a person can do."""
    code = f"1.1.{number % 3 + 1}"
    cited = book.read_assessment().evidence
    match choice:
        case 0:
            book.save_answers({code: Answer({"x": str(number)}, "ghi chú" * (number % 2))})
        case 1:
            book.save_answers({code: Answer(not_applicable=f"QĐ {number}", review=True)})
        case 2:
            book.save_answers({code: Answer()})
        case 3:
            attach(book, code, b"bytes %d" % number, name=f"{number}.pdf", cited_pages="1")
        case 4 if cited:
            book.remove_evidence(cited[number % len(cited)].id)
        case 5 if cited:
            one = cited[number % len(cited)]
            book.update_evidence(
                one.id, number=f"{number}/BC", date="2026-01-02", issuer="Sở", title="",
                cited_pages="2",
            )  # fmt: skip
        case 6:
            book.save_exemptions({"2": f"căn cứ {number}"} if number % 2 else {})
        case 7:
            book.save_particulars(Particulars(number=f"{number}/BC-SNV"))
        case 8:
            book.records.save_register("signing", [RegisterRow({"period": str(number)})])
        case 9:
            book.work.assign({code: f"Người {number}"})
        case 10:
            book.work.remark(code, f"Ý kiến {number}")
        case 11:
            book.work.waive(f"{code}|kind|", f"lý do {number}")
        case 12:
            result = PriorResult(code, f"Tên {number}")
            book.work.keep_prior(PriorYear(2025, {code: result}))
        case 13 if cited:
            book.documents.rename(cited[0].id, f"tên {number}.pdf")
        case 14 if len(cited) > 1 and not book.read_assessment().evidence_of("2.1.1"):
            book.documents.move(cited[0].id, "2.1.1")
        case 15:
            first = cited[0].code if cited else "1.1.1"
            ids = [one.id for one in book.read_assessment().evidence_of(first)]
            book.documents.reorder(first, ids[::-1])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 15)), min_size=1, max_size=14))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_all_is_undone_and_done_again_step_by_step(
    path: Path, wanted: list[tuple[int, int]]
) -> None:
    copy = path.with_name("bản thử.cchc")
    shutil.copy(path, copy)
    clock = Clock()
    with open_workbook(copy, clock=clock, who="Lan") as book:
        states = [everything(book)]
        for number, choice in wanted:
            clock.move(60)
            with contextlib.suppress(UserError):  # the same pages are there already
                acts(book, number, choice)
            if everything(book) != states[-1]:
                states.append(everything(book))
    with open_workbook(copy, clock=clock, who="Lan") as book:
        for state in reversed(states[:-1]):
            book.log.undo()
            assert everything(book) == state
        assert book.log.next_undo() is None
    with open_workbook(copy, clock=clock, who="Hạnh") as book:
        for state in states[1:]:
            book.log.redo()
            assert everything(book) == state
        assert book.log.next_redo() is None
    assert check_file(copy) == ()


def test_a_new_change_forgets_what_could_be_done_again(path: Path) -> None:
    with reopen(path) as book:
        book.save_answers({"1.1.1": Answer({"a": "1"})})
        book.log.undo()
        assert book.log.next_redo() is not None
        book.save_answers({"1.1.2": Answer({"a": "2"})})
        assert book.log.next_redo() is None
        with pytest.raises(UserError, match="Không có thay đổi nào đã hoàn tác") as caught:
            book.log.redo()
        assert caught.value.code == "nothing_to_redo"


def test_what_is_typed_in_one_go_is_one_step(path: Path) -> None:
    clock = Clock()
    with open_workbook(path, clock=clock, who="Lan") as book:
        before = everything(book)
        for text in ("2", "24", "245", "2450"):
            book.save_answers({"3.4.1": Answer({"b": text})})
            clock.move(2)
        first = everything(book)
        book.save_answers({"3.4.1": Answer({"b": "2450", "a": "2"})})  # another field
        clock.move(30)  # a pause
        second = everything(book)
        book.save_answers({"3.4.1": Answer({"b": "2450", "a": "2453"})})
        assert len(book.log.steps()[-1].acts) == 1
        assert len(book.log.steps()[-3].acts) == 4
        book.log.undo()
        assert everything(book) == second
        book.log.undo()
        assert everything(book) == first
        book.log.undo()
        assert everything(book) == before
        book.log.redo()
        assert everything(book) == first


def test_typing_of_another_person_is_another_step(path: Path) -> None:
    for who, text in (("Lan", "24"), ("Hạnh", "2450")):
        with open_workbook(path, clock=Clock(), who=who) as book:
            book.save_answers({"3.4.1": Answer({"b": text})})
    with reopen(path) as book:
        book.log.undo()
        assert book.read_assessment().answer("3.4.1").values == {"b": "24"}


def test_a_document_taken_off_is_in_the_bin_and_comes_back_by_undo(path: Path) -> None:
    with reopen(path) as book:
        one = attach(book, "1.1.1", b"x" * 3_000_000, number="1/BC", cited_pages="1-2")
        book.remove_evidence(one.id)
        (item,) = book.documents.bin()
        assert (item.document, item.code, item.cited_pages) == (one.document, "1.1.1", "1-2")
        assert item.who == "Lan"
        book.log.undo()
        assert book.read_assessment().evidence == (one,)
        assert book.documents.bin() == ()
        assert book.check_integrity() == ()


def test_emptying_the_bin_ends_undoing_and_gives_the_room_back(path: Path) -> None:
    with reopen(path) as book:
        kept = attach(book, "1.1.1", b"kept", name="giữ.pdf")
        gone = attach(book, "1.1.2", b"x" * 3_000_000)
        book.remove_evidence(gone.id)
        size = path.stat().st_size
        assert book.documents.empty_bin() == 3_000_000
        assert path.stat().st_size < size - 2_900_000
        assert book.documents.bin() == ()
        assert book.read_assessment().evidence == (kept,)
        assert book.log.next_undo() is None
        book.save_answers({"1.1.1": Answer({"a": "1"})})
        book.log.undo()
        assert book.log.next_undo() is None
        assert book.check_integrity() == ()
    assert check_file(path) == ()


def test_a_locked_workbook_changes_in_no_way_but_one(path: Path) -> None:
    with reopen(path) as book:
        fill(book)
        book.work.lock()
        before = everything(book)
        cited = book.read_assessment().evidence
        for choice in range(16):
            with pytest.raises(UserError) as caught:
                acts(book, 1, choice)
                if choice == 14:  # nothing to move in this case: refused all the same
                    book.documents.move(cited[0].id, "2.1.1")
            assert caught.value.code == "locked"
        for other in (book.log.undo, book.work.lock, book.documents.empty_bin):
            with pytest.raises(UserError) as caught:
                other()
            assert caught.value.code == "locked"
        assert everything(book) == before
    with reopen(path) as book:  # still after a restart
        assert book.read_assessment().work.lock.who == "Lan"
        book.work.unlock("Sửa số liệu mục 3.4.1")
        assert book.read_assessment().work.lock.reason == "Sửa số liệu mục 3.4.1"
        book.log.undo()  # what was done before the lock can still be taken back
        assert len(book.read_assessment().evidence) == len(cited) + 1
    assert check_file(path) == ()


def test_a_row_that_is_not_what_the_log_says_is_not_written_over(path: Path) -> None:
    with reopen(path) as book:
        book.save_answers({"1.1.1": Answer({"a": "1"})})
        step = book.log.next_undo()
        assert step is not None
        from cchc_desktop.workbook import undoing

        book.save_answers({"1.1.1": Answer({"a": "2"})})
        after = everything(book)
        with pytest.raises(UserError) as caught, book._file.act("undo:1-1") as (db, at):
            undoing.take_back(db, step, at)
        assert caught.value.code == "undo_conflict"
        assert everything(book) == after
        assert book.check_integrity() == ()
