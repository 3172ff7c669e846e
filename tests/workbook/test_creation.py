"""A new workbook appears whole, or not at all."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.set_document import set_from_text
from cchc_desktop.workbook.workbook import create_workbook
from tests.support.other_programs import run
from tests.support.workbooks import NOW, reopen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.workbooks import Make


def test_a_new_workbook_holds_what_it_was_made_of(make: Make, set_text: str) -> None:
    with reopen(make()) as workbook:
        assessment = workbook.read_assessment()
    assert (assessment.unit, assessment.year) == ("Sở Nội vụ", 2026)
    assert assessment.criteria_set == set_from_text(set_text)
    assert assessment.exemptions == {"6.4": "QĐ 1120/QĐ-UBND"}
    assert not assessment.answers
    assert not assessment.evidence
    assert assessment.particulars == Particulars()


def test_sqlite_itself_reads_the_file(make: Make, set_text: str) -> None:
    path = make()
    ask = ("sqlite3", "-readonly", str(path))
    pragmas = "application_id; PRAGMA user_version; PRAGMA page_size; PRAGMA auto_vacuum"
    said = run(*ask, f"PRAGMA {pragmas}; PRAGMA integrity_check").split()
    assert said == [str(0x43434843), "3", "16384", "2", "ok"]
    assert run(*ask, "SELECT value FROM meta WHERE key = 'unit'").strip() == "Sở Nội vụ"
    assert run(*ask, "SELECT text FROM criteria_set").rstrip("\n") == set_text.rstrip("\n")


def test_nothing_lies_beside_it(make: Make) -> None:
    path = make()
    reopen(path).close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_an_existing_file_is_never_replaced(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "năm ngoái.cchc"
    path.write_bytes("việc của người khác".encode())
    with pytest.raises(UserError, match=r"năm ngoái\.cchc.*tên khác") as caught:
        make(path)
    assert caught.value.code == "exists"
    assert path.read_bytes() == "việc của người khác".encode()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_text_that_is_no_set_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        create_workbook(
            tmp_path / "a.cchc",
            set_text="{}",
            unit="A",
            year=2026,
            exemptions={},
            who="",
            now=NOW,
        )
    assert caught.value.code == "bad_set"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["không có/a.cchc", "x" * 300 + ".cchc"])
def test_a_place_that_takes_no_file_is_named(make: Make, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileProblem) as caught:
        make(tmp_path / name)
    assert "\n" not in caught.value.message
    assert not list(tmp_path.iterdir())


def test_of_several_who_make_the_same_file_one_wins(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "chung.cchc"

    def attempt(_: int) -> str:
        try:
            make(path)
        except UserError as error:
            return error.code
        return "made"

    with ThreadPoolExecutor(4) as threads:
        outcomes = sorted(threads.map(attempt, range(4)))
    assert outcomes == ["exists", "exists", "exists", "made"]
    with reopen(path) as workbook:
        assert workbook.check_integrity() == ()
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_the_start_page_does_not_pay_for_the_database() -> None:
    script = (
        "import sys, cchc_desktop.workbook, cchc_desktop.workbook.workbook\n"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
