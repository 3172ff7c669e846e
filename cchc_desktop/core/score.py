"""The result of scoring: points, how they came about, and the sums."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score_trace import Trace

ZERO = Decimal("0.00")


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
    """A leaf's result.

    ``points`` is None unless the status is SCORED, or SURVEY or APPRAISED with an entered result.
    """

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
        """Points that the unit could still win here; 0 where it has none to win itself."""
        if self.status is not Status.SCORED or self.points is None:
            return Decimal(0)
        return self.max - self.points


@dataclass(frozen=True, slots=True)
class Sums:
    """What leaves add up to, in points; those that don't apply are not in it.

    ``answered`` of the ``applicable`` ones that the unit scores itself have been declared;
    ``surveyed`` and ``appraised`` count those whose result has been entered.
    """

    self_max: Decimal = ZERO
    survey_max: Decimal = ZERO
    appraised_max: Decimal = ZERO
    points: Decimal = ZERO
    survey_points: Decimal = ZERO
    appraised_points: Decimal = ZERO
    answered: int = 0
    applicable: int = 0
    surveyed: int = 0
    appraised: int = 0

    @property
    def own_max(self) -> Decimal:
        """The unit's own maximum: all that applies to it, whoever scores."""
        return self.self_max + self.survey_max + self.appraised_max

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.self_max + other.self_max,
            self.survey_max + other.survey_max,
            self.appraised_max + other.appraised_max,
            self.points + other.points,
            self.survey_points + other.survey_points,
            self.appraised_points + other.appraised_points,
            self.answered + other.answered,
            self.applicable + other.applicable,
            self.surveyed + other.surveyed,
            self.appraised + other.appraised,
        )


@dataclass(frozen=True)
class GroupScore:
    """The sums of a criterion or a field; ``max`` is the set's maximum."""

    code: str
    title: str
    max: Decimal
    sums: Sums

    @property
    def self_max(self) -> Decimal:
        """The maximum of what applies and the unit scores itself."""
        return self.sums.self_max

    @property
    def own_max(self) -> Decimal:
        """The unit's own maximum: all that applies to it, whoever scores."""
        return self.sums.own_max

    @property
    def points(self) -> Decimal:
        """The self-assessed points."""
        return self.sums.points

    @property
    def answered(self) -> int:
        """How many of the applicable leaves have been declared."""
        return self.sums.answered

    @property
    def applicable(self) -> int:
        """How many leaves apply and are scored by the unit itself."""
        return self.sums.applicable


@dataclass(frozen=True)
class ScoreSheet:
    """All results of one assessment; every figure is in points, ``percent`` in %.

    ``sums`` hold what lies inside the maximum; bonus and penalty stand apart under their caps.
    ``percent`` is of what the unit scores itself, None when nothing applies.
    """

    leaves: tuple[LeafScore, ...]
    extras: tuple[LeafScore, ...]
    """Bonus and penalty leaves."""
    criteria: tuple[GroupScore, ...]
    fields: tuple[GroupScore, ...]
    sums: Sums
    bonus: Decimal
    penalty: Decimal
    percent: Decimal | None
    assessment: Assessment = field(repr=False, compare=False)
    """What was scored, so that the next scoring need only look at what has changed."""

    @property
    def self_score(self) -> Decimal:
        """The self-assessed points, without bonus and penalty."""
        return self.sums.points

    @property
    def self_max(self) -> Decimal:
        """The maximum of what applies and the unit scores itself."""
        return self.sums.self_max

    @property
    def survey_max(self) -> Decimal:
        """The maximum of what the survey decides and applies."""
        return self.sums.survey_max

    @property
    def appraised_max(self) -> Decimal:
        """The maximum of what the council or those above give and applies."""
        return self.sums.appraised_max

    @property
    def total_max(self) -> Decimal:
        """The unit's own maximum: all that applies to it."""
        return self.sums.own_max

    @property
    def answered(self) -> int:
        """How many of the applicable leaves have been declared."""
        return self.sums.answered

    @property
    def applicable(self) -> int:
        """How many leaves apply and are scored by the unit itself."""
        return self.sums.applicable

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
