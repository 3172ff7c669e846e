"""A figure that another part of the workbook keeps and that a leaf may take over."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkedFigure:
    """One figure of a register or a survey.

    Attributes:
        key: its stable name, as a set's inputs name it: ``plan.done``.
        value: canonical text: "57", "86.08".
        label: what it counts, in Vietnamese.
        source: where it stands, within a sentence: sổ “Kế hoạch CCHC”.
    """

    key: str
    value: str
    label: str
    source: str
