"""The result of scoring: points, how they came about, and the sums."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_desktop.core.score_trace import Trace


class Status(StrEnum):
    """Where a leaf stands."""

    SCORED = "scored"
    UNANSWERED = "unanswered"
    INVALID = "invalid"
    """Declared figures can't be true or can't be read: kept as typed, not scored."""
    NOT_APPLICABLE = "not_applicable"
    SURVEY = "survey"
    APPRAISED = "appraised"
    """The council, the Chairman or the ministry gives the points."""


@dataclass(frozen=True)
class LeafScore:
    """A leaf's result; ``points`` is None unless the status is SCORED."""

    code: str
    title: str
    max: Decimal
    status: Status
    points: Decimal | None
    trace: Trace
    problem: str = ""
    """For INVALID: what is wrong, where, what to do."""
    basis: str = ""
    """For NOT_APPLICABLE: the legal basis, empty when none has been written yet."""

    @property
    def steps(self) -> tuple[str, ...]:
        """The way to the points, a line a step, figures with decimal comma."""
        return self.trace.lines

    @property
    def lost(self) -> Decimal:
        """Points that the leaf could still have; 0 where it has none to give."""
        return self.max - self.points if self.points is not None else Decimal(0)


@dataclass(frozen=True)
class GroupScore:
    """The sums of a criterion or a field over what the unit scores itself.

    ``max`` is the set's maximum; ``self_max`` the unit's own: scored by the unit and applicable.
    """

    code: str
    title: str
    max: Decimal
    self_max: Decimal
    points: Decimal
    answered: int
    applicable: int


@dataclass(frozen=True)
class ScoreSheet:
    """All results of one assessment; every figure is in points, ``percent`` in %.

    Sums hold what the unit scores itself, without bonus and penalty, which stand apart under
    their caps. ``percent`` is None when nothing applies.
    """

    leaves: tuple[LeafScore, ...]
    extras: tuple[LeafScore, ...]
    """Bonus and penalty leaves."""
    criteria: tuple[GroupScore, ...]
    fields: tuple[GroupScore, ...]
    self_score: Decimal
    self_max: Decimal
    survey_max: Decimal
    appraised_max: Decimal
    bonus: Decimal
    penalty: Decimal
    total_max: Decimal
    percent: Decimal | None
    answered: int
    applicable: int

    @cached_property
    def _by_code(self) -> dict[str, LeafScore]:
        return {one.code: one for one in (*self.leaves, *self.extras)}

    @cached_property
    def _groups(self) -> dict[str, GroupScore]:
        return {one.code: one for one in (*self.criteria, *self.fields)}

    def leaf(self, code: str) -> LeafScore:
        """Give a leaf's result, bonus and penalty included."""
        return self._by_code[code]

    def group(self, code: str) -> GroupScore:
        """Give the sums of a field or a criterion."""
        return self._groups[code]
