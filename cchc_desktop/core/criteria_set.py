"""A criteria set (bộ tiêu chí): fields, criteria, leaves, and the policy that goes with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import Rounding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_desktop.core.figures import Input
    from cchc_desktop.core.measures import Measure
    from cchc_desktop.core.scales import Scale


class Scorer(StrEnum):
    """Who gives the points of a leaf."""

    UNIT = "unit"
    """The unit itself: the self-assessment."""
    SURVEY = "survey"
    """A sociological survey (điều tra xã hội học)."""
    COUNCIL = "council"
    """The appraisal council, the Chairman or the ministry; never self-assessed."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """The leaf without which this one gets nothing: no plan issued, no points for its quality."""

    code: str
    evidence: bool
    """The required leaf's documents prove this one too."""


@dataclass(frozen=True)
class Leaf:
    """The smallest scored item: a sub-criterion, or a criterion that has none.

    ``max`` is in points. ``measure`` says what the declared figures amount to, ``scale`` how
    that becomes points.
    """

    code: str
    title: str
    max: Decimal
    scored_by: Scorer
    measure: Measure
    scale: Scale
    inputs: tuple[Input, ...] = ()
    evidence: tuple[str, ...] = ()
    """The documents that must prove it, as the set words them."""
    exemptible: bool = False
    exempt_basis: str = ""
    requires: Requirement | None = None
    note: str = ""
    basis: str = ""
    source: str = ""

    def input(self, name: str) -> Input | None:
        """Find a declared figure by its name."""
        return next((one for one in self.inputs if one.name == name), None)


@dataclass(frozen=True)
class Criterion:
    """A criterion (tiêu chí): the sub-criteria below it, or itself as the only leaf."""

    code: str
    title: str
    max: Decimal
    leaves: tuple[Leaf, ...]
    exemptible: bool = False
    exempt_basis: str = ""

    @property
    def is_leaf(self) -> bool:
        """True when the criterion has no sub-criteria and is scored itself."""
        return len(self.leaves) == 1 and self.leaves[0].code == self.code


@dataclass(frozen=True)
class Field:
    """A field (lĩnh vực)."""

    code: str
    title: str
    max: Decimal
    criteria: tuple[Criterion, ...]
    exemptible: bool = False
    exempt_basis: str = ""

    @property
    def leaves(self) -> Iterator[Leaf]:
        """All leaves of the field, in the set's order."""
        for criterion in self.criteria:
            yield from criterion.leaves


@dataclass(frozen=True)
class ExtraBlock:
    """Bonus (điểm thưởng) or penalty (điểm trừ): outside the maximum, with a cap of its own."""

    code: str
    title: str
    cap: Decimal
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class ClassBand:
    """One class of the index (xếp loại), reached from ``from_percent`` on."""

    key: str
    label: str
    from_percent: Decimal


@dataclass(frozen=True)
class Policy:
    """What the set says about rounding, bounds and classes.

    ``leaf_decimals`` and ``index_decimals`` are numbers of decimals kept. ``remarks`` are the
    set's own words on points that the program does not compute.
    """

    rounding: Rounding = Rounding.HALF_UP
    leaf_decimals: int = 2
    index_decimals: int = 2
    index_floor: Decimal = Decimal(0)
    index_cap: Decimal = Decimal(100)
    classes: tuple[ClassBand, ...] = ()
    remarks: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class CriteriaSet:
    """A whole set as its decision lays it down for one kind of unit and one year."""

    id: str
    version: str
    title: str
    year: int
    applies_to: str
    legal_basis: tuple[str, ...]
    disclaimer: str
    """Says that the set is a sample (bộ mẫu), where it is; empty for an official one."""
    policy: Policy
    fields: tuple[Field, ...]
    bonus: ExtraBlock | None = None
    penalty: ExtraBlock | None = None

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Leaves inside the maximum, in order; without bonus and penalty."""
        return tuple(leaf for one in self.fields for leaf in one.leaves)

    @cached_property
    def extra_leaves(self) -> tuple[Leaf, ...]:
        """Leaves of bonus and penalty, in order."""
        return tuple(leaf for block in (self.bonus, self.penalty) if block for leaf in block.leaves)

    @cached_property
    def _leaf_by_code(self) -> dict[str, Leaf]:
        return {leaf.code: leaf for leaf in (*self.leaves, *self.extra_leaves)}

    @cached_property
    def path_by_code(self) -> dict[str, tuple[Field | None, Criterion | None]]:
        """The field and criterion above each leaf; (None, None) for bonus and penalty."""
        paths: dict[str, tuple[Field | None, Criterion | None]] = {
            leaf.code: (None, None) for leaf in self.extra_leaves
        }
        for one in self.fields:
            for criterion in one.criteria:
                paths.update((leaf.code, (one, criterion)) for leaf in criterion.leaves)
        return paths

    @cached_property
    def exemptible_codes(self) -> frozenset[str]:
        """Codes of fields, criteria and leaves that the set lets a unit leave out."""
        nodes: list[Field | Criterion | Leaf] = [*self.leaves, *self.extra_leaves]
        for one in self.fields:
            nodes += [one, *one.criteria]
        return frozenset(node.code for node in nodes if node.exemptible)

    def leaf(self, code: str) -> Leaf:
        """Find a leaf by its code.

        Raises:
            UserError: ``unknown_code`` when the set has no such leaf.
        """
        try:
            return self._leaf_by_code[code]
        except KeyError:
            raise UserError("unknown_code", self._unknown(code)) from None

    def leaves_under(self, code: str) -> tuple[Leaf, ...]:
        """Give the leaves of a field, a criterion or a leaf.

        Raises:
            UserError: ``unknown_code`` when the set has no such code.
        """
        for one in self.fields:
            if one.code == code:
                return tuple(one.leaves)
            for criterion in one.criteria:
                if criterion.code == code:
                    return criterion.leaves
        return (self.leaf(code),)

    def _unknown(self, code: str) -> str:
        under = [c for c in self._leaf_by_code if c.startswith(code + ".")]
        if under:
            return (
                f"“{code}” là mục cha, không chấm trực tiếp; "
                f"chọn một mục bên dưới, ví dụ {under[0]}."
            )
        return (
            f"Không có tiêu chí “{code}” trong bộ {self.id}; "
            f"xem danh sách mã bằng lệnh: cchc sets show {self.id}."
        )
