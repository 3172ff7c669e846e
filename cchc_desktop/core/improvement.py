"""How a leaf wins more points: answers tried through its own rule, never a second rule.

Every promise made here is a score that ``score_leaf`` gave for the answer that belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT, Answer
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.measures import (
    Choice,
    Count,
    DaysLate,
    Difference,
    Percent,
    Points,
    Share,
    Ticks,
)
from cchc_desktop.core.numbers import keep_number, show_number, show_points
from cchc_desktop.core.scales import Bands
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.figures import Input

_MOST_MORE = 2**22
"""How far a figure is tried; no department counts more things."""
_HUNDREDTHS = 10_000
"""Steps of a percentage: it is found to two decimals."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to more points.

    Attributes:
        words: what to do.
        answer: the leaf's answer once it is done.
        points: what that gives.
    """

    words: str
    answer: Answer
    points: Decimal


class Trial:
    """Tries answers of one leaf on an assessment that is not changed."""

    def __init__(self, assessment: Assessment, leaf: Leaf) -> None:
        self._assessment, self.leaf = assessment, leaf
        self.answer = assessment.answer(leaf.code)
        self.applied = leaf.under(self.answer.values) or leaf
        self.now = self.points(self.answer) or Decimal(0)

    def points(self, answer: Answer) -> Decimal | None:
        """Give an answer's points; None where it can't be scored."""
        result = score_leaf(self.with_answer(answer), self.leaf)
        return result.points if result.status is Status.SCORED else None

    def with_values(self, **values: str) -> Answer:
        """Give the present answer with other values."""
        return replace(self.answer, values={**self.answer.values, **values}, not_applicable="")

    def with_answer(self, answer: Answer) -> Assessment:
        """Give the assessment with another answer of the leaf."""
        return self._assessment.with_answer(self.leaf.code, answer)

    def way(self, words: str, answer: Answer) -> Way | None:
        """Give a way, if it gives more than now."""
        points = self.points(answer)
        better = points is not None and points > self.now
        return Way(words, answer, points) if better and points is not None else None


def ways_of(assessment: Assessment, leaf: Leaf) -> tuple[Way, ...]:
    """Give ways to more points than now: the nearest step first, the best last.

    None where the rule gives none by itself: a day that has passed, points that depend on
    another leaf.
    """
    trial = Trial(assessment, leaf)
    if leaf.variants and VARIANT not in trial.answer.values:
        return ()
    measure = trial.applied.measure
    found: list[Way | None] = []
    match measure:
        case Choice():
            found = _options(trial, measure)
        case Ticks():
            found = _ticks(trial, measure)
        case Points():
            most = keep_number(leaf.max)
            found = [trial.way("Tự cho điểm cao hơn khi có căn cứ",
                               trial.with_values(**{measure.input: most}))]  # fmt: skip
        case Percent():
            found = [_percent(trial, measure)]
        case Share():
            inside = {term.input for term in measure.den}
            # What is not counted in the whole helps most, then what weighs most.
            parts = sorted(measure.num, key=lambda term: (term.input in inside, -term.weight))
            found = [
                *_figures(trial, [term.input for term in parts], 1),
                _all_into_one(trial, [term.input for term in parts]),
            ]
        case Count():
            found = _counts(trial, measure)
        case Difference():
            found = _figures(trial, [measure.current], 1)
        case DaysLate() if measure.input not in trial.answer.values:
            found = [_in_time(trial, measure)]
    better = {one.points: one for one in found if one is not None}
    return tuple(better[points] for points in sorted(better))


def best_answer(assessment: Assessment, leaf: Leaf) -> Answer | None:
    """Give an answer that wins all that can be won; None where none can be found."""
    for start in _starts(assessment, leaf):
        trial = Trial(assessment.with_answer(leaf.code, start), leaf)
        if trial.points(start) == leaf.max:
            return start
        ways = ways_of(assessment.with_answer(leaf.code, start), leaf)
        if ways:
            return ways[-1].answer
    return None


def _starts(assessment: Assessment, leaf: Leaf) -> Iterator[Answer]:
    """Give the present answer, then made-up ones for a leaf that is not declared."""
    answer = assessment.answer(leaf.code)
    if answer.values and not (leaf.variants and VARIANT not in answer.values):
        yield answer
        if Trial(assessment, leaf).points(answer) is not None:
            return
    picked = {VARIANT: leaf.variants[0].key} if leaf.variants else {}
    applied = leaf.under({**answer.values, **picked}) or leaf
    kept = {**picked, **({VARIANT: answer.values[VARIANT]} if VARIANT in answer.values else {})}
    measure = applied.measure
    for filled in ("0", "100"):
        values = dict.fromkeys((one.name for one in applied.inputs), "0")
        if isinstance(measure, Share):
            values |= dict.fromkeys((term.input for term in measure.den), "0")
            values[measure.den[0].input] = filled
        elif isinstance(measure, DaysLate | Percent):
            values = {}
        yield replace(answer, values={**kept, **values}, not_applicable="")


def _options(trial: Trial, measure: Choice) -> list[Way | None]:
    return [
        trial.way(f"Đạt “{one.label}”", trial.with_values(**{OPTION: one.key}))
        for one in measure.options
        if not one.not_applicable
    ]


def _ticks(trial: Trial, measure: Ticks) -> list[Way | None]:
    ticked = [key for key in trial.answer.values.get(ITEMS, "").split(",") if key]
    missing = [one for one in measure.items if one.key not in ticked]
    ways = []
    if len(missing) > 1:
        first = max(missing, key=lambda one: one.points)
        keys = ",".join([*ticked, first.key])
        ways.append(trial.way(f"Thêm “{first.label}”", trial.with_values(**{ITEMS: keys})))
    every = ",".join([*ticked, *(one.key for one in missing)])
    labels = "; ".join(f"“{one.label}”" for one in missing)
    ways.append(trial.way(f"Đủ {labels}", trial.with_values(**{ITEMS: every})))
    return ways


def _percent(trial: Trial, measure: Percent) -> Way | None:
    """Find the least percentage, to two decimals, that gives the most."""

    def answer(hundredths: int) -> Answer:
        text = keep_number(Decimal(hundredths) / 100)
        return trial.with_values(**{measure.input: text})

    most = trial.points(answer(_HUNDREDTHS))
    if most is None:
        return None
    least = _least(_HUNDREDTHS, lambda n: (trial.points(answer(n)) or 0) >= most)
    found = answer(least)
    return trial.way(f"Đạt từ {show_number(Decimal(least) / 100)}%", found)


def _counts(trial: Trial, measure: Count) -> list[Way | None]:
    ways: list[Way | None] = []
    for gate in measure.zero_if:
        ways += _figures(trial, [gate.input], -1)
    if any(ways):
        return ways
    more = [term.input for term in measure.terms if term.weight > 0]
    fewer = [term.input for term in measure.terms if term.weight < 0]
    if _scale_falls(trial):
        more, fewer = fewer, more
    ways += _figures(trial, more, 1) or _figures(trial, fewer, -1)
    if len(fewer) > 1:
        none = trial.with_values(**dict.fromkeys(fewer, "0"))
        ways.append(trial.way("Không còn trường hợp nào bị trừ", none))
    return ways


def _all_into_one(trial: Trial, parts: list[str]) -> Way | None:
    """Move every part into the one that counts most: half-done things done, for example."""
    figure = trial.applied.input(parts[0])
    amounts = [_whole(trial.answer.values.get(name, "")) for name in dict.fromkeys(parts)]
    if figure is None or len(amounts) < 2 or None in amounts:
        return None
    whole = sum((one for one in amounts if one is not None), Decimal(0))
    values = {**dict.fromkeys(parts, "0"), parts[0]: keep_number(whole)}
    best = trial.way(f"Đưa hết vào “{figure.label}”", trial.with_values(**values))
    if best is None:
        return None
    further = Trial(trial.with_answer(best.answer), trial.leaf)
    more = _figures(further, parts[:1], 1)
    last = next((one for one in reversed(more) if one is not None), None)
    if last is None:
        return best
    words = f"{best.words}, rồi {last.words[:1].lower()}{last.words[1:]}"
    return trial.way(words, last.answer)


def _scale_falls(trial: Trial) -> bool:
    return getattr(trial.applied.scale, "per", Decimal(1)) < 0


def _figures(trial: Trial, names: list[str], sign: int) -> list[Way | None]:
    """Change the first of these figures that can win more: to the next step, and to the most."""
    for name in names:
        figure = trial.applied.input(name)
        value = _whole(trial.answer.values.get(name, ""))
        if figure is None or value is None:
            continue

        def answer(by: int, name: str = name, value: Decimal = value) -> Answer:
            return trial.with_values(**{name: keep_number(value + sign * by)})

        furthest = int(value) if sign < 0 else _furthest(trial, answer)
        if furthest < 1:
            continue
        ways = _steps(trial, figure, sign, furthest, answer)
        if ways:
            return list(ways)
    return []


def _steps(
    trial: Trial, figure: Input, sign: int, furthest: int, answer: Callable[[int], Answer]
) -> list[Way]:
    most = trial.points(answer(furthest))
    if most is None or most <= trial.now:
        return []

    def reaches(points: Decimal) -> Callable[[int], bool]:
        return lambda by: (trial.points(answer(by)) or Decimal(0)) >= points

    targets = [_least(furthest, reaches(most))]
    if isinstance(trial.applied.scale, Bands):
        nearest = _least(furthest, lambda by: (trial.points(answer(by)) or 0) > trial.now)
        targets.insert(0, nearest)
    verb = "Thêm" if sign > 0 else "Bớt"
    found = []
    for by in dict.fromkeys(targets):
        words = f"{verb} {_counted(by)} {figure.unit} ({figure.label})"
        if way := trial.way(words, answer(by)):
            found.append(way)
    return found


def _furthest(trial: Trial, answer: Callable[[int], Answer]) -> int:
    """Find how far a figure can grow: up to what is possible, or until the maximum is reached."""
    by = 1
    while by <= _MOST_MORE:
        points = trial.points(answer(by))
        if points is None:
            return _least(by, lambda n: trial.points(answer(n)) is None) - 1
        if points == trial.leaf.max:
            return by
        by *= 2
    return _MOST_MORE


def _least(most: int, fits: Callable[[int], bool]) -> int:
    """Find the least number from 1 on that fits, where all above a fitting one fit; else most."""
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if fits(middle):
            high = middle
        else:
            low = middle
    return high


def _in_time(trial: Trial, measure: DaysLate) -> Way | None:
    if measure.due is None:
        return None
    day = measure.due.in_year(trial._assessment.year)
    answer = trial.with_values(**{measure.input: day.isoformat()})
    return trial.way(f"Kê khai ngày thực hiện, chậm nhất {day:%d/%m/%Y}", answer)


def _whole(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except (ArithmeticError, ValueError, UserError):
        return None


def _counted(number: int) -> str:
    return f"{number:02}" if number < 10 else show_number(number)


def promise(way: Way) -> str:
    """Say a way with what it gives."""
    return f"{way.words} được {show_points(way.points)}"
