"""What a set says about rounding, bounds, classes and ranks (policy)."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from cchc_desktop.core.numbers import Rounding

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ClassBand:
    """One class of the index (xếp loại), reached from ``from_percent`` on."""

    key: str
    label: str
    from_percent: Decimal


@dataclass(frozen=True, slots=True)
class Block:
    """A kind of units (khối) that is classified and ranked by itself, with its own bounds."""

    key: str
    label: str
    classes: tuple[ClassBand, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition that bars a unit from every class above ``highest``, whatever its index."""

    condition: str
    highest: str
    """A class's key."""


class TieRule(StrEnum):
    """What decides between units of one index; the greater figure stands first."""

    BEFORE_EXTRAS = "before_extras"
    """Points before bonus and penalty."""
    SURVEY = "survey"
    """Points of the sociological survey."""
    FIELD = "field"
    """Points of one field."""


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One step of breaking a tie; units still equal after the last share a rank (1, 2, 2, 4)."""

    by: TieRule
    code: str = ""
    """The field's code, for ``FIELD``."""


@dataclass(frozen=True)
class Policy:
    """What the set says about rounding, bounds, classes and ranks.

    ``leaf_decimals`` and ``index_decimals`` are numbers of decimals kept. ``remarks`` are the
    set's own words, by heading, on points that the program does not compute.
    """

    rounding: Rounding = Rounding.HALF_UP
    leaf_decimals: int = 2
    index_decimals: int = 2
    index_floor: Decimal = Decimal(0)
    index_cap: Decimal = Decimal(100)
    classes: tuple[ClassBand, ...] = ()
    blocks: tuple[Block, ...] = ()
    """Kinds of units whose bounds differ from ``classes``."""
    gates: tuple[Gate, ...] = ()
    tie_breaks: tuple[TieBreak, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)

    def classes_of(self, block: str = "") -> tuple[ClassBand, ...]:
        """Give the classes of a block of units, or the set's own where it has none by that key."""
        return next((one.classes for one in self.blocks if one.key == block), self.classes)

    def class_of(self, percent: Decimal, block: str = "") -> ClassBand | None:
        """Give the class that an index in % reaches; None where the set has no classes."""
        bands = sorted(self.classes_of(block), key=lambda one: one.from_percent, reverse=True)
        return next((one for one in bands if percent >= one.from_percent), None)
