"""Ballots of a survey from a table: checked, then counted column by column.

Counting goes by columns and not by cells, so that fifty thousand ballots cost little more than
reading them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.ballot_tally import Tally
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.text import fold
from cchc_desktop.spreadsheets.streaming import stream_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from cchc_desktop.core.questionnaire import Questionnaire

MOST_BALLOTS = 200_000
MOST_LISTED = 200
"""Problems told one by one; the rest is counted."""

_ID_HEADS = {"ma phieu", "so phieu", "phieu", "id"}
_UNIT_HEADS = {"don vi", "co quan", "unit"}
_KNOWN_HEADS = {"doi tuong", "ngay", "ngay khao sat", "stt", "ghi chu"}

_AT_ONCE = 300

Rows = list[list[str]]
RawCounts = dict[str, Counter[str]]
"""Question's code → what stands in its cells → how often."""


@dataclass(frozen=True, slots=True)
class BallotProblem:
    """One thing wrong in the table, with its row and column as a spreadsheet numbers them."""

    row: int
    column: str
    message: str

    @property
    def place(self) -> str:
        """Say where."""
        if not self.row:
            return "tiêu đề"
        return f"dòng {self.row}, cột {self.column}" if self.column else f"dòng {self.row}"


@dataclass(frozen=True)
class BallotTable:
    """What was read.

    Attributes:
        tally: the counted ballots; without those left out.
        problems: the first ``MOST_LISTED``; ``problem_count`` counts all.
        notes: what was passed over and does no harm: columns of other names.
        bad_rows: how many ballots have a problem.
    """

    tally: Tally
    problems: tuple[BallotProblem, ...]
    problem_count: int
    notes: tuple[str, ...]
    bad_rows: int


@dataclass(frozen=True, slots=True)
class _Heads:
    questions: dict[str, int]
    id: int | None
    unit: int | None
    notes: tuple[str, ...]


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
    rows = list(stream_rows(path))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise UserError("empty", f"Tệp {path.name} không có dòng nào; chọn tệp phiếu khác.")
    heads = _read_heads(path.name, rows[0], questionnaire)
    body = rows[1:]
    if not body:
        raise UserError("empty", f"Tệp {path.name} chưa có phiếu nào dưới dòng tiêu đề.")
    if len(body) > MOST_BALLOTS:
        message = f"Tệp {path.name} có {len(body)} phiếu, tối đa {MOST_BALLOTS}; chia nhỏ tệp."
        raise UserError("too_large", message)
    width = len(rows[0])
    values = _scale_words(questionnaire)
    problems = _crooked(body, width)
    if problems:
        body = [(row + [""] * (width - len(row)))[:width] for row in body]
    groups = _by_unit(body, heads)
    raw = {name: _raw_counts(own, heads) for name, own in groups.items()}
    if not problems:  # columns can't be trusted until the rows are straight
        problems = _find_problems(body, heads, raw.values(), values)
    bad = {one.row for one in problems if one.row}
    if bad and leave_out_bad:
        body = [row for number, row in enumerate(body, 2) if number not in bad]
        groups = _by_unit(body, heads)
        raw = {name: _raw_counts(own, heads) for name, own in groups.items()}
    tallies = {name: _tally(groups[name], heads, raw[name], values) for name in groups}
    tally = _added(tallies, by_unit=heads.unit is not None)
    return BallotTable(tally, tuple(problems[:MOST_LISTED]), len(problems), heads.notes, len(bad))


def _read_heads(name: str, row: Sequence[str], questionnaire: Questionnaire) -> _Heads:
    words: dict[str, str] = {}
    for question in questionnaire.questions:
        for word in (question.column, question.code, question.title):
            words[_head_word(word)] = question.code
    found: dict[str, int] = {}
    id_ = unit = None
    notes = []
    for place, text in enumerate(row):
        word = _head_word(text)
        if code := words.get(word):
            if code in found:
                message = f"Tệp {name}: câu {code} có hai cột; để lại một cột."
                raise UserError("duplicate_column", message)
            found[code] = place
        elif word in _ID_HEADS:
            id_ = place
        elif word in _UNIT_HEADS:
            unit = place
        elif re.fullmatch(r"q ?\d+", word):
            message = f"Tệp {name}: cột “{text.strip()}” không có trong phiếu {questionnaire.id}."
            raise UserError("unknown_column", message)
        elif word and word not in _KNOWN_HEADS:
            notes.append(f"Bỏ qua cột “{text.strip()}”.")
    missing = [q.column for q in questionnaire.questions if q.code not in found]
    if missing:
        some = ", ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
        raise UserError(
            "missing_column",
            f"Tệp {name} thiếu cột của {len(missing)} câu ({some}); kiểm tra dòng tiêu đề.",
        )
    return _Heads(found, id_, unit, tuple(notes))


def _head_word(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())


def _scale_words(questionnaire: Questionnaire) -> dict[str, int]:
    """Give what may stand in a cell → the level's value: the digit or the level's words."""
    words: dict[str, int] = {}
    for level in questionnaire.levels:
        words[str(level.value)] = level.value
        words[f"{level.value}.0"] = level.value
        words[level.label] = level.value
        words[fold(level.label)] = level.value
    return words


def _value_of(raw: str, values: dict[str, int]) -> int | None:
    """Give an answer's value; None for a blank.

    Raises:
        ValueError: it is neither.
    """
    text = raw.strip()
    if not text:
        return None
    value = values.get(text)
    if value is None:
        value = values.get(fold(text))
    if value is None:
        raise ValueError(text)
    return value


def _crooked(body: Rows, width: int) -> list[BallotProblem]:
    if set(map(len, body)) == {width}:
        return []
    return [
        BallotProblem(number, "", f"Dòng có {len(row)} ô, tiêu đề có {width}; sửa dòng này.")
        for number, row in enumerate(body, 2)
        if len(row) != width
    ]


def _find_problems(
    body: Rows, heads: _Heads, raw: Iterable[RawCounts], values: dict[str, int]
) -> list[BallotProblem]:
    counted = list(raw)
    problems: list[BallotProblem] = []
    for code, place in heads.questions.items():
        texts = {text for one in counted for text in one[code]}
        bad = {text for text in texts if not _is_known(text, values)}
        if bad:
            problems += [
                BallotProblem(
                    number,
                    _letters(place),
                    f"Câu {code}: “{row[place].strip()}” không có trong thang.",
                )
                for number, row in enumerate(body, 2)
                if row[place] in bad
            ]
    if heads.id is not None:
        problems += _repeated(body, heads.id)
    problems.sort(key=lambda one: one.row)
    return problems


def _repeated(body: Rows, place: int) -> list[BallotProblem]:
    ids = [row[place].strip() for row in body]
    if len(set(ids)) == len(ids):
        return []
    first: dict[str, int] = {}
    found = []
    for number, one in enumerate(ids, 2):
        if one and one in first:
            message = f"Mã phiếu “{one}” đã có ở dòng {first[one]}; bỏ phiếu trùng."
            found.append(BallotProblem(number, _letters(place), message))
        else:
            first.setdefault(one, number)
    return found


def _is_known(raw: str, values: dict[str, int]) -> bool:
    try:
        _value_of(raw, values)
    except ValueError:
        return False
    return True


def _by_unit(body: Rows, heads: _Heads) -> dict[str, Rows]:
    """Part the ballots by their unit; all under "" where the table has no such column."""
    if heads.unit is None:
        return {"": body}
    written: dict[str, Rows] = {}
    for row in body:
        written.setdefault(row[heads.unit], []).append(row)
    groups: dict[str, Rows] = {}
    for name, rows in written.items():
        groups.setdefault(name.strip(), []).extend(rows)
    return dict(sorted(groups.items()))


def _raw_counts(rows: Rows, heads: _Heads) -> RawCounts:
    """Count what stands in each question's cells.

    A few hundred rows at a time: all at once they fall out of the processor's cache, which was
    measured to cost half as much again.
    """
    counts: RawCounts = {code: Counter() for code in heads.questions}
    for first in range(0, len(rows), _AT_ONCE):
        columns = list(zip(*rows[first : first + _AT_ONCE], strict=True))
        for code, place in heads.questions.items():
            counts[code].update(columns[place])
    return counts


def _tally(rows: Rows, heads: _Heads, raw: RawCounts, values: dict[str, int]) -> Tally:
    counts: dict[str, Counter[int]] = {}
    blanks: list[tuple[int, int]] = []
    for code, place in heads.questions.items():
        own: Counter[int] = Counter()
        empty = 0
        for text, number in raw[code].items():
            try:
                value = _value_of(text, values)
            except ValueError:
                continue  # told as a problem; such a table is not taken over
            if value is None:
                empty += number
            else:
                own[value] += number
        counts[code] = own
        blanks.append((empty, place))
    blank = _blank_ballots(rows, heads.questions.values(), min(blanks))
    return Tally(len(rows) - blank, blank, counts)


def _blank_ballots(rows: Rows, places: Iterable[int], fewest: tuple[int, int]) -> int:
    """Count ballots without any answer; only those blank in the fullest column can be such."""
    empty, place = fewest
    if not empty:
        return 0
    others = list(places)
    return sum(
        not row[place].strip() and not any(row[one].strip() for one in others) for row in rows
    )


def _added(tallies: dict[str, Tally], *, by_unit: bool) -> Tally:
    counts: dict[str, Counter[int]] = {}
    for one in tallies.values():
        for code, own in one.counts.items():
            counts.setdefault(code, Counter()).update(own)
    return Tally(
        sum(one.ballots for one in tallies.values()),
        sum(one.blank for one in tallies.values()),
        counts,
        tallies if by_unit else {},
    )


def _letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)
