"""A criteria set (bộ tiêu chí): fields, criteria, leaves, and the policy that goes with them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import VARIANT
from cchc_desktop.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cchc_desktop.core.figures import Input
    from cchc_desktop.core.measures import Measure
    from cchc_desktop.core.policy import Policy
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
    """The leaf without which this one gets nothing: no plan issued, no points for its quality.

    It fails when the required leaf was declared as “there is none”, when one of ``options`` was
    chosen there, when it has fewer than ``least_points``, or when its own requirement fails.
    """

    code: str
    evidence: bool
    """The required leaf's documents prove this one too."""
    options: tuple[str, ...] = ()
    """Keys of the required leaf's options that mean “there is none”."""
    least_points: Decimal | None = None
    """Points that the required leaf must have; None where its points don't matter."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One of several rules of a leaf; the unit picks the one that applies to it.

    For example “Đơn vị có TTHC” and “Đơn vị không có TTHC”.
    """

    key: str
    label: str
    measure: Measure
    scale: Scale


@dataclass(frozen=True)
class Leaf:
    """The smallest scored item: a sub-criterion, or a criterion that has none.

    ``max`` is in points. ``measure`` says what the declared figures amount to, ``scale`` how
    that becomes points. Where the set has several ``variants``, these two are the first one's:
    ``under`` gives the leaf by the rule that the unit has picked.
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
    variants: tuple[Variant, ...] = ()

    def under(self, values: Mapping[str, str]) -> Leaf | None:
        """Give the leaf with the one rule that applies, and only the figures that rule needs.

        Args:
            values: the leaf's declared values; ``variant`` holds the picked key.

        Returns:
            The leaf itself where it has no variants; None where none, or an unknown one, is picked.
        """
        if not self.variants:
            return self
        return self._by_variant.get(values.get(VARIANT, ""))

    @cached_property
    def _by_variant(self) -> dict[str, Leaf]:
        return {one.key: self._with(one) for one in self.variants}

    def _with(self, one: Variant) -> Leaf:
        used = one.measure.input_names
        return replace(
            self,
            measure=one.measure,
            scale=one.scale,
            inputs=tuple(figure for figure in self.inputs if figure.name in used),
            variants=(),
        )

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

    def max_of(self, scorer: Scorer) -> Decimal:
        """Give the points that one of the three may give, as the set lays them down."""
        return sum((leaf.max for leaf in self.leaves if leaf.scored_by is scorer), Decimal("0.00"))

    @cached_property
    def dependents(self) -> dict[str, frozenset[str]]:
        """Codes of the leaves whose requirement leads to a leaf, directly or through others."""
        found: dict[str, set[str]] = {}
        for leaf in (*self.leaves, *self.extra_leaves):
            needed, seen = leaf.requires, {leaf.code}
            while needed is not None and needed.code not in seen:
                found.setdefault(needed.code, set()).add(leaf.code)
                seen.add(needed.code)
                required = self.find_leaf(needed.code)
                needed = required.requires if required else None
        return {code: frozenset(codes) for code, codes in found.items()}

    def find_leaf(self, code: str) -> Leaf | None:
        """Find a leaf by its code; None when the set has no such leaf."""
        return self._leaf_by_code.get(code)

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
