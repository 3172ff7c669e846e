"""Files of earlier versions open for ever: viewed as they are, given the new tables for work."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.registers import RegisterRow
from cchc_desktop.workbook.workbook import check_file
from tests.support.workbooks import fingerprint, reopen

DATA = Path(__file__).parents[1] / "data"
FIRST = DATA / "ho-so-phien-ban-1.cchc"
SECOND = DATA / "ho-so-phien-ban-2.cchc"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A copy of the file that the first version made."""
    copy = tmp_path / "cũ.cchc"
    shutil.copy(FIRST, copy)
    return copy


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        found: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return found
    finally:
        connection.close()


def test_viewing_changes_nothing(path: Path) -> None:
    before = fingerprint(path.parent)
    with reopen(path, read_only=True) as book:
        assessment = book.read_assessment()
        assert assessment.answer("3.3.1").note == "Ghi chú"
        assert book.records.register("plan") == ()
        assert book.records.surveys() == book.records.published() == book.set_moves() == ()
        assert book.check_integrity() == ()
    assert fingerprint(path.parent) == before


def test_working_brings_it_up_to_date_and_loses_nothing(path: Path) -> None:
    with reopen(path, read_only=True) as book:
        before = book.read_assessment()
    with reopen(path) as book:
        assert book.read_assessment() == before
        book.save_answers({"1.3": Answer({"so_luot": "5"})})
        book.records.save_register("signing", [RegisterRow({"period": "1"})])
    assert version(path) == 3
    assert check_file(path) == ()
    with reopen(path) as book:
        assert book.read_assessment().evidence == before.evidence
        assert [row.values for row in book.records.register("signing")] == [{"period": "1"}]
    assert version(FIRST) == 1


def test_a_strangers_table_is_not_taken_for_one_of_the_new_ones(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE register_rows (x)")
    connection.commit()
    connection.close()
    with pytest.raises(Exception, match="cũ"):
        reopen(path)
    assert version(path) == 1


def test_rows_of_the_new_tables_are_sealed_and_logged(path: Path) -> None:
    with reopen(path) as book:
        book.records.save_register("signing", [RegisterRow({"period": "1", "signed": "3"})])
    connection = sqlite3.connect(path)
    connection.execute("UPDATE register_rows SET entered = replace(entered, '3', '9')")
    connection.commit()
    connection.close()
    assert any("sổ theo dõi" in one for one in check_file(path))


def test_a_file_of_the_second_version_keeps_all_and_can_be_undone_to_its_beginning(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cũ.cchc"
    shutil.copy(SECOND, path)
    with reopen(path, read_only=True) as book:
        before = book.read_assessment()
        assert before.work.assignments == {}
        assert before.prior is None
    assert version(path) == 2
    with reopen(path) as book:
        assert book.read_assessment() == before
        book.work.assign({"3.4.1": "Hạnh"})
        assert before.answer("3.4.1").values == {"a": "2453", "b": "2451"}
        for _ in range(4):
            book.log.undo()
        assert book.log.next_undo() is None
        assert book.read_assessment().answers == {}
        assert book.read_assessment().exemptions == before.exemptions
    assert version(path) == 3
    assert check_file(path) == ()
