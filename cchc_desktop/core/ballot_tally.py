"""Ballots counted: how often each answer was given to each question, and the indices from it.

A blank is no answer: it is in no denominator and never counts as dissatisfied. A question that
nobody answered has no index; it is “không có”, not 0, and is left out of means.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.questionnaire import Pooling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cchc_desktop.core.questionnaire import Factor, Questionnaire

Counts = Mapping[str, Mapping[int, int]]
"""Question's code → answer's value → how often."""


@dataclass(frozen=True)
class Tally:
    """What the ballots say.

    Attributes:
        ballots: those with at least one answer.
        blank: those without any, which are not counted.
        counts: over all ballots.
        groups: the same by unit (đơn vị), when the table has such a column.
    """

    ballots: int
    blank: int
    counts: Counts
    groups: Mapping[str, Tally] = field(default_factory=dict)

    def answers(self, code: str) -> int:
        """Give how many answered a question."""
        return sum(self.counts.get(code, {}).values())


@dataclass(frozen=True, slots=True)
class Index:
    """One index: exact, as a ratio of 1; ``value`` is None where nobody answered."""

    code: str
    title: str
    satisfied: int
    answers: int
    value: Fraction | None


@dataclass(frozen=True)
class SurveyResult:
    """The indices of a questionnaire: of the whole, of factors, of questions."""

    whole: Index
    factors: tuple[Index, ...]
    questions: tuple[Index, ...]
    pooling: Pooling


def compute_result(
    questionnaire: Questionnaire, tally: Tally, pooling: Pooling | None = None
) -> SurveyResult:
    """Give all indices.

    Args:
        questionnaire: says which answers are satisfied and how answers are pooled.
        tally: the counted ballots.
        pooling: another way than the questionnaire's own, to compare.
    """
    how = pooling or questionnaire.pooling
    satisfied = {level.value for level in questionnaire.levels if level.satisfied}
    questions = {
        q.code: _question(q.code, q.title, tally, satisfied) for q in questionnaire.questions
    }
    factors = tuple(
        _pooled(factor.code, factor.title, [questions[q.code] for q in factor.questions])
        for factor in questionnaire.factors
    )
    every = tuple(questions.values())
    whole = _pooled("", questionnaire.title, every)
    if how is Pooling.MEAN_OF_QUESTIONS:
        whole = _mean(whole, every)
    elif how is Pooling.MEAN_OF_FACTORS:
        whole = _mean(whole, factors)
    return SurveyResult(whole, factors, every, how)


def factor_of(questionnaire: Questionnaire, code: str) -> Factor | None:
    """Find a factor by its code."""
    return next((one for one in questionnaire.factors if one.code == code), None)


def tally_to_text(tally: Tally) -> str:
    """Write a tally as JSON, as a workbook keeps it."""
    return json.dumps(_to_data(tally), ensure_ascii=False, sort_keys=True)


def tally_from_text(text: str) -> Tally:
    """Read a tally.

    Raises:
        ValueError: it is none.
    """
    return _from_data(json.loads(text))


def _question(code: str, title: str, tally: Tally, satisfied: set[int]) -> Index:
    counts = tally.counts.get(code, {})
    good = sum(number for value, number in counts.items() if value in satisfied)
    return _index(code, title, good, sum(counts.values()))


def _pooled(code: str, title: str, parts: Iterable[Index]) -> Index:
    parts = tuple(parts)
    return _index(
        code, title, sum(one.satisfied for one in parts), sum(one.answers for one in parts)
    )


def _mean(whole: Index, parts: Iterable[Index]) -> Index:
    known = [one.value for one in parts if one.value is not None]
    value = sum(known, Fraction(0)) / len(known) if known else None
    return Index(whole.code, whole.title, whole.satisfied, whole.answers, value)


def _index(code: str, title: str, satisfied: int, answers: int) -> Index:
    return Index(code, title, satisfied, answers, Fraction(satisfied, answers) if answers else None)


def _to_data(tally: Tally) -> dict[str, Any]:
    data: dict[str, Any] = {
        "ballots": tally.ballots,
        "blank": tally.blank,
        "counts": {
            code: {str(value): number for value, number in sorted(counts.items())}
            for code, counts in tally.counts.items()
        },
    }
    if tally.groups:
        data["groups"] = {name: _to_data(one) for name, one in tally.groups.items()}
    return data


def _from_data(data: Any) -> Tally:
    try:
        return Tally(
            int(data["ballots"]),
            int(data["blank"]),
            {
                str(code): Counter({int(value): int(n) for value, n in counts.items()})
                for code, counts in data["counts"].items()
            },
            {str(name): _from_data(one) for name, one in data.get("groups", {}).items()},
        )
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"no tally: {wrong}") from None
