"""What a ruled table is made of: columns and rows of markup."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Align(Enum):
    """How a column's text stands; figures right, so that decimal commas lie in one line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class RowKind(Enum):
    """What a row is; it decides weight and shade."""

    ITEM = "item"
    FIELD = "field"
    CRITERION = "criterion"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head (markup), its width in mm, how it is aligned, its style if not usual."""

    head: str
    width: float
    align: Align = Align.LEFT
    style: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of markup, one text a column.

    Attributes:
        cells: as many as columns; a spanned cell stands in the first column of the span.
        kind: weight and shade.
        span: first and last column (counted from 0) that are one cell.
        plain: columns set upright although the row is bold.
        keep: how many following rows stay on the same page.
    """

    cells: tuple[str, ...]
    kind: RowKind = RowKind.ITEM
    span: tuple[int, int] | None = None
    plain: frozenset[int] = frozenset()
    keep: int = 0
