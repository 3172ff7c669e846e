"""Ballots counted as they are read, by columns.

Two ways to the same count. ``count_words`` looks up each different text of a column: answers may be
digits or the scale's words. ``count_digits`` is for what nearly every table is, one digit or
nothing in a cell, and never looks at a cell by itself: fifty thousand ballots have over a million.
It says so where a table isn't like that. Neither counts a table with anything wrong in it;
``ballot_check`` says what.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cchc_desktop.core.ballot_tally import Tally
from cchc_desktop.surveys.ballot_words import scale_words, value_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from cchc_desktop.core.questionnaire import Questionnaire
    from cchc_desktop.surveys.ballot_words import Heads

    Row = list[str]
    Parts = Iterable[list[Row]]

_BAR = "\x1e"
"""Record separator: no answer; a table that has one in a cell is left to ``count_words``."""


class Uncountable(ValueError):
    """The table is not of the kind that this way counts."""


def count_digits(parts: Parts, heads: Heads, questionnaire: Questionnaire) -> Tally:
    """Count a table in which each answer is one digit or nothing.

    Some rows at a time are ordered by unit with a bar after each unit's, and a column of them is
    joined into one text: each part between bars is one unit's answers to one question.

    Args:
        parts: the rows below the heads, some at a time.
        heads: the columns.
        questionnaire: whose answers stand in them.

    Raises:
        Uncountable: a row has another width, a cell holds anything else, or two ballots have one
            number.
    """
    digits = {text: value for text, value in scale_words(questionnaire).items() if len(text) == 1}
    units = _Units(heads)
    ids: list[str] = []
    for rows in parts:
        if set(map(len, rows)) != {heads.width}:
            raise Uncountable
        if heads.id is not None:
            ids += [row[heads.id].strip() for row in rows]
        _gather_digits(rows, units)
    if len(set(ids)) != len(ids):
        raise Uncountable
    for unit in units.by_name.values():
        for code, texts in unit.texts.items():
            text = "".join(texts)
            found = {value: text.count(digit) for digit, value in digits.items()}
            if sum(found.values()) != len(text):
                raise Uncountable
            unit.counts[code].update({value: number for value, number in found.items() if number})
    return units.tally()


def count_words(
    parts: Parts, heads: Heads, questionnaire: Questionnaire, leave_out: Container[int]
) -> Tally:
    """Count a table whose answers are digits or the scale's words.

    Args:
        parts: the rows below the heads, some at a time.
        heads: the columns.
        questionnaire: whose answers stand in them.
        leave_out: numbers of rows not to be counted, as a spreadsheet numbers them.

    Raises:
        Uncountable: one of the other rows has another width or a cell that holds no answer.
    """
    words = scale_words(questionnaire)
    units = _Units(heads)
    number = 2
    for rows in parts:
        some = [row for own, row in enumerate(rows, number) if own not in leave_out]
        number += len(rows)
        if not set(map(len, some)) <= {heads.width}:
            raise Uncountable
        for name, own in units.part(some).items():
            _count_words(own, units.named(name), heads, words)
    return units.tally()


def _gather_digits(rows: list[Row], units: _Units) -> None:
    heads = units.heads
    groups = units.part(rows)
    ordered: list[Row] = []
    for own in groups.values():
        ordered += own
        ordered.append([_BAR] * heads.width)
    columns = list(zip(*ordered, strict=True))
    named = [units.named(name) for name in groups]
    fewest, fullest = len(rows) + 1, columns[0]
    for code, place in heads.questions.items():
        column = columns[place]
        empty = column.count("")
        joined = "".join(column)
        if empty + len(joined) != len(column):  # then some cell has more than one character
            raise Uncountable
        texts = joined.split(_BAR)
        if len(texts) != len(named) + 1:
            raise Uncountable
        for unit, text in zip(named, texts, strict=False):
            unit.texts[code].append(text)
        if empty < fewest:
            fewest, fullest = empty, column
    for unit, own in zip(named, groups.values(), strict=True):
        unit.rows += len(own)
    if fewest:  # only ballots blank in the fullest column can be wholly blank
        places = list(heads.questions.values())
        for row, text in zip(ordered, fullest, strict=True):
            if not text and not any(row[place] for place in places):
                units.of(row).blank += 1


def _count_words(rows: list[Row], unit: _UnitCount, heads: Heads, words: Mapping[str, int]) -> None:
    columns: list[Sequence[str]] = list(zip(*rows, strict=True))
    for code, place in heads.questions.items():
        for text, number in Counter(columns[place]).items():
            try:
                value = value_of(text, words)
            except ValueError:
                raise Uncountable from None
            if value is not None:
                unit.counts[code][value] += number
    places = list(heads.questions.values())
    unit.rows += len(rows)
    unit.blank += sum(not any(row[place].strip() for place in places) for row in rows)


class _UnitCount:
    """The ballots of one unit: counted, and texts of answers still to be counted."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.rows = 0
        self.blank = 0
        self.counts: dict[str, Counter[int]] = {code: Counter() for code in codes}
        self.texts: dict[str, list[str]] = {code: [] for code in self.counts}


class _Units:
    """Counts by unit; all under "" where the table names no units."""

    def __init__(self, heads: Heads) -> None:
        self.heads = heads
        self.by_name: dict[str, _UnitCount] = {}

    def part(self, rows: list[Row]) -> dict[str, list[Row]]:
        """Part rows by what stands in their unit's cell."""
        place = self.heads.unit
        if place is None:
            return {"": rows} if rows else {}
        groups: dict[str, list[Row]] = {}
        for row in rows:
            groups.setdefault(row[place], []).append(row)
        return groups

    def of(self, row: Row) -> _UnitCount:
        return self.named("" if self.heads.unit is None else row[self.heads.unit])

    def named(self, name: str) -> _UnitCount:
        name = name.strip()
        unit = self.by_name.get(name)
        if unit is None:
            unit = self.by_name[name] = _UnitCount(self.heads.questions)
        return unit

    def tally(self) -> Tally:
        """Give what is counted; by unit too where the table names units."""
        parts = {
            name: Tally(one.rows - one.blank, one.blank, one.counts)
            for name, one in sorted(self.by_name.items())
        }
        whole: dict[str, Counter[int]] = {code: Counter() for code in self.heads.questions}
        for part in parts.values():
            for code, counts in part.counts.items():
                whole[code].update(counts)
        return Tally(
            sum(one.ballots for one in parts.values()),
            sum(one.blank for one in parts.values()),
            whole,
            parts if self.heads.unit is not None else {},
        )
