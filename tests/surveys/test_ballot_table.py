"""Ballots from a table: the sample's three poolings, blanks, and every kind of mistake."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.ballot_tally import (
    Tally,
    compute_result,
    tally_from_text,
    tally_to_text,
)
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.questionnaire import Pooling, Questionnaire
from cchc_desktop.operations.surveys import load_questionnaire, read_ballot_file
from cchc_desktop.surveys.ballot_table import read_ballots

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLE = Path(__file__).parents[1] / "data/sipas-sample.csv"
HEADS = [f"q{n:02}" for n in range(1, 23)]


@pytest.fixture(scope="module")
def sipas() -> Questionnaire:
    return load_questionnaire()


def table(tmp_path: Path, rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS) -> Path:
    path = tmp_path / "phieu.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([list(heads), *rows])
    return path


def test_three_poolings_give_three_figures() -> None:
    counted, found = read_ballot_file(SAMPLE)
    assert found.problem_count == 0
    assert counted.by_pooling() == {
        Pooling.ALL_ANSWERS: "86.08",
        Pooling.MEAN_OF_QUESTIONS: "85.85",
        Pooling.MEAN_OF_FACTORS: "85.80",
    }
    assert (counted.tally.ballots, counted.tally.blank) == (400, 2)


def test_a_question_nobody_answered_has_no_index(sipas: Questionnaire) -> None:
    tally = read_ballots(SAMPLE, sipas).tally.groups["DV04"]
    last = compute_result(sipas, tally).questions[-1]
    assert (last.answers, last.value) == (0, None)
    mean = compute_result(sipas, tally, Pooling.MEAN_OF_QUESTIONS).whole.value
    assert mean is not None
    assert mean > Fraction(8, 10)  # counted as 0 it would be far lower


def test_the_same_from_excel_with_words_for_answers(tmp_path: Path, sipas: Questionnaire) -> None:
    words = {str(level.value): level.label for level in sipas.levels}
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    with SAMPLE.open(encoding="utf-8") as stream:
        for number, row in enumerate(csv.reader(stream)):
            page.append(row if number == 0 else [*row[:3], *(words.get(c, c) for c in row[3:])])
    book.save(tmp_path / "phieu.xlsx")
    assert read_ballots(tmp_path / "phieu.xlsx", sipas).tally == read_ballots(SAMPLE, sipas).tally


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_other_encodings_and_signs(
    tmp_path: Path, sipas: Questionnaire, encoding: str, sign: str
) -> None:
    path = tmp_path / "phieu.csv"
    text = SAMPLE.read_text("utf-8").replace(",", sign)
    path.write_text(text, encoding)
    assert read_ballots(path, sipas).tally.ballots == 400


def test_every_mistake_is_told_with_its_place(tmp_path: Path, sipas: Questionnaire) -> None:
    good = ["4"] * 22
    rows = [["P1", *good], ["P2", "9", *good[1:]], ["P1", *good], ["P3", *good[:-1], "tốt"]]
    path = table(tmp_path, rows, ["ma_phieu", *HEADS])
    found = read_ballots(path, sipas)
    assert [(one.row, one.column) for one in found.problems] == [(3, "B"), (4, "A"), (5, "W")]
    assert found.bad_rows == 3
    left = read_ballots(path, sipas, leave_out_bad=True)
    assert left.tally.ballots == 1


def test_only_two_hundred_are_listed_and_the_rest_counted(
    tmp_path: Path, sipas: Questionnaire
) -> None:
    found = read_ballots(table(tmp_path, [["x"] * 22] * 20), sipas)
    assert (len(found.problems), found.problem_count) == (200, 440)


@pytest.mark.parametrize(
    ("heads", "rows", "code"),
    [
        (HEADS[:-1], [["4"] * 21], "missing_column"),
        ([*HEADS, "q23"], [["4"] * 23], "unknown_column"),
        ([*HEADS, "q01"], [["4"] * 23], "duplicate_column"),
        (HEADS, [], "empty"),
    ],
)
def test_a_table_that_is_no_ballots(
    tmp_path: Path, sipas: Questionnaire, heads: list[str], rows: list[list[str]], code: str
) -> None:
    with pytest.raises(UserError) as caught:
        read_ballots(table(tmp_path, rows, heads), sipas)
    assert caught.value.code == code


def test_rows_of_another_width_are_told(tmp_path: Path, sipas: Questionnaire) -> None:
    found = read_ballots(table(tmp_path, [["4"] * 22, ["4"] * 21, ["4"] * 23]), sipas)
    assert [one.row for one in found.problems] == [3, 4]


@given(st.lists(st.lists(st.sampled_from(["", "1", "2", "3", "4", "5"]), min_size=22, max_size=22)))
def test_counting_agrees_with_counting_by_hand(rows: list[list[str]]) -> None:
    import tempfile

    while rows and not any(rows[-1]):  # blank lines at the end of a table are no ballots
        rows.pop()
    if not rows:
        return
    sipas = load_questionnaire()
    with tempfile.TemporaryDirectory() as folder:
        tally = read_ballots(table(Path(folder), rows), sipas).tally
    answers = [cell for row in rows for cell in row if cell]
    result = compute_result(sipas, tally).whole
    assert (result.satisfied, result.answers) == (
        sum(one in "45" for one in answers),
        len(answers),
    )
    assert tally.blank == sum(not any(row) for row in rows)
    assert tally.ballots + tally.blank == len(rows)


UNITS = st.sampled_from(["Sở A", "Sở A ", "Xã B", ""])
CELLS = st.sampled_from(["", "", "1", "2", "3", "4", "5"])
BALLOTS = st.lists(st.tuples(UNITS, st.lists(CELLS, min_size=22, max_size=22)), min_size=1)


@given(BALLOTS)
def test_words_and_digits_count_alike_in_every_unit(ballots: list[tuple[str, list[str]]]) -> None:
    import tempfile

    sipas = load_questionnaire()
    words = {str(level.value): f" {level.label.upper()}" for level in sipas.levels} | {"": "  "}
    heads = ["don_vi", *HEADS]
    digits = [["P", *cells] if not unit and not any(cells) else [unit, *cells]
              for unit, cells in ballots]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        plain = read_ballots(table(Path(folder), digits, heads), sipas)
        worded = [[unit, *(words[one] for one in cells)] for unit, *cells in digits]
        spoken = read_ballots(table(Path(folder), worded, heads), sipas)
    assert (plain.problem_count, spoken.problem_count) == (0, 0)
    assert plain.tally == spoken.tally
    for name, one in plain.tally.groups.items():
        own = [row[1:] for row in digits if row[0].strip() == name]
        assert one.ballots == sum(any(row) for row in own)
        assert one.blank == len(own) - one.ballots
        assert one.answers("1.1") == sum(bool(row[0]) for row in own)


def test_bad_ballots_are_left_out_and_repeated_ones_only_on_request(
    tmp_path: Path, sipas: Questionnaire
) -> None:
    good = ["4"] * 22
    rows = [["P1", *good], ["P1", *good], ["P2", *good, "5"], ["P3", "0", *good[1:]]]
    path = table(tmp_path, rows, ["ma_phieu", *HEADS])
    found = read_ballots(path, sipas)
    assert [(one.row, one.column) for one in found.problems] == [(3, "A"), (4, ""), (5, "B")]
    assert found.tally.ballots == 2
    assert read_ballots(path, sipas, leave_out_bad=True).tally.ballots == 1


def test_a_repeated_number_alone_is_told(tmp_path: Path, sipas: Questionnaire) -> None:
    rows = [["P1", *["4"] * 22], ["", *["4"] * 22], ["", *["3"] * 22], [" P1", *["4"] * 22]]
    found = read_ballots(table(tmp_path, rows, ["ma_phieu", *HEADS]), sipas)
    assert [(one.row, one.column) for one in found.problems] == [(5, "A")]


def test_a_separator_in_a_cell_is_a_blank(tmp_path: Path, sipas: Questionnaire) -> None:
    rows = [["\x1e", *["4"] * 21], ["4"] * 22]
    tally = read_ballots(table(tmp_path, rows), sipas).tally
    assert (tally.ballots, tally.answers("1.1"), tally.answers("1.2")) == (2, 1, 2)


def test_a_kept_tally_reads_back() -> None:
    tally = Tally(2, 0, {"1.1": Counter({5: 2})}, {"A": Tally(2, 0, {"1.1": Counter({5: 2})})})
    assert tally_from_text(tally_to_text(tally)) == tally
    with pytest.raises(ValueError, match="no tally"):
        tally_from_text("{}")
