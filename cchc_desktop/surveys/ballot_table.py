"""Ballots of a survey read from a table, checked and counted."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.spreadsheets.streaming import stream_rows
from cchc_desktop.surveys.ballot_check import find_problems
from cchc_desktop.surveys.ballot_count import Uncountable, count_digits, count_words
from cchc_desktop.surveys.ballot_words import read_heads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cchc_desktop.core.ballot_tally import Tally
    from cchc_desktop.core.questionnaire import Questionnaire
    from cchc_desktop.surveys.ballot_check import BallotProblem
    from cchc_desktop.surveys.ballot_words import Heads

    Parts = Iterator[list[list[str]]]

MOST_BALLOTS = 200_000
MOST_LISTED = 200
"""Problems told one by one; the rest is counted."""

_AT_ONCE = 500


@dataclass(frozen=True)
class BallotTable:
    """What was read.

    Attributes:
        tally: the counted ballots. Those with a mark that the scale doesn't have are not in it;
            repeated ones are, unless bad ones were to be left out.
        problems: the first ``MOST_LISTED``; ``problem_count`` counts all.
        notes: what was passed over and does no harm: columns of other names.
        bad_rows: how many ballots have a problem.
    """

    tally: Tally
    problems: tuple[BallotProblem, ...]
    problem_count: int
    notes: tuple[str, ...]
    bad_rows: int


def read_ballots(
    path: Path, questionnaire: Questionnaire, *, leave_out_bad: bool = False
) -> BallotTable:
    """Read and count the ballots of a .csv or .xlsx.

    Args:
        path: first row heads (``q01``, ``1.1`` or the question itself), then a ballot a row.
        questionnaire: its questions and the scale.
        leave_out_bad: count the sound ballots though others have problems.

    Raises:
        UserError: it is no table of this questionnaire's ballots at all.
    """
    heads, parts = _read(path, questionnaire)
    with contextlib.suppress(Uncountable):
        tally = count_digits(parts, heads, questionnaire)
        return BallotTable(tally, (), 0, heads.notes, 0)
    heads, parts = _read(path, questionnaire)
    problems = find_problems(parts, heads, questionnaire)
    bad = {one.row for one in problems}
    left_out = {one.row for one in problems if one.uncountable or leave_out_bad}
    heads, parts = _read(path, questionnaire)
    try:
        tally = count_words(parts, heads, questionnaire, left_out)
    except Uncountable:  # what was sound a moment ago
        raise UserError("changed", f"Tệp {path.name} vừa bị thay đổi; đọc lại.") from None
    listed = tuple(problems[:MOST_LISTED])
    return BallotTable(tally, listed, len(problems), heads.notes, len(bad))


def _read(path: Path, questionnaire: Questionnaire) -> tuple[Heads, Parts]:
    """Give the heads, and the rows below some at a time."""
    parts = stream_rows(path, at_once=_AT_ONCE)
    first = next(parts, None)
    if first is None:
        raise UserError("empty", f"Tệp {path.name} không có dòng nào; chọn tệp phiếu khác.")
    heads = read_heads(path.name, first[0], questionnaire)
    return heads, _limited(path.name, _without_end(chain([first[1:]], parts)))


def _limited(name: str, parts: Parts) -> Parts:
    count = 0
    for rows in parts:
        count += len(rows)
        if count > MOST_BALLOTS:
            message = f"Tệp {name} có hơn {MOST_BALLOTS} phiếu; chia nhỏ tệp."
            raise UserError("too_large", message)
        yield rows
    if not count:
        raise UserError("empty", f"Tệp {name} chưa có phiếu nào dưới dòng tiêu đề.")


def _without_end(parts: Iterable[list[list[str]]]) -> Parts:
    """Give the parts without the blank rows at the end of the table."""
    blank: list[list[str]] = []
    for rows in parts:
        end = len(rows)
        while end and not any(rows[end - 1]):
            end -= 1
        if end:
            yield blank + rows[:end] if blank or end < len(rows) else rows
            blank = []
        blank += rows[end:]
