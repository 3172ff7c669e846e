"""The figures in the bar: words, field and joint of each, in one line or two."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.measures import Share
from cchc_desktop.core.score import LeafScore, Status
from cchc_desktop.gui import cell_edits, theme, typed_values
from cchc_desktop.gui.widgets.figure_field import FigureField
from cchc_desktop.gui.widgets.figures_block import doubtful
from cchc_desktop.gui.widgets.text_label import ElidedLabel, show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.figures import Input

_LEAST_WORDS = 60
_WANTED = 250
"""Pixels that a figure with its words should have."""


class FigureGroup(QWidget):
    """Words, field and joint in a row; the words give way where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self.field = FigureField()
        self.share = 1
        self._figure: Input | None = None
        self._words, self._joint = ElidedLabel("text"), text_label()
        self._words.setMinimumWidth(_LEAST_WORDS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.field)
        row.addWidget(self._joint)

    def show_figure(self, figure: Input, kept: str, year: int, joint: str, *, anew: bool) -> None:
        """Show a figure; the field itself only where it is another, or holds something else."""
        other = anew or figure is not self._figure
        if other:
            self._figure = figure
            self._words.setText(figure.label)
            width = theme.metrics().horizontalAdvance(figure.label) + 4
            self._words.setMaximumWidth(max(width, _LEAST_WORDS))
            self.share = max(width, _LEAST_WORDS)
            self._joint.setText(joint)
            show_if(self._joint, bool(joint))
        if other or (not self.field.hasFocus() and self.field.kept() != kept):
            self.field.show_figure(figure, kept, year)
        if other:
            beside = self._joint.sizeHint().width() + 8 if joint else 0
            self.setMaximumWidth(self._words.maximumWidth() + 8 + self.field.width() + beside)


class FigureLines(QWidget):
    """All figures of a leaf; made once and reused from row to row.

    Signals:
        typed: (name, text to keep), at every key.
        left: a field was left.
        next_wanted: Enter was pressed in a field.
    """

    typed = Signal(str, str)
    left = Signal()
    next_wanted = Signal()

    def __init__(self, watcher: QObject) -> None:
        super().__init__()
        self._watcher = watcher
        self._leaf: Leaf | None = None
        self._year = 0
        self._laid: tuple[int, int] = (0, 0)
        self._groups: list[FigureGroup] = []
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        for line in (self._first, self._second):
            line.setSpacing(12)
            line.addStretch()
            lines.addLayout(line)

    def show_figures(self, leaf: Leaf, values: Mapping[str, str], year: int, *, anew: bool) -> None:
        """Show a leaf's figures; a field in which somebody types is left alone."""
        self._leaf, self._year = leaf, year
        while len(self._groups) < len(leaf.inputs):
            self._add_group()
        marks, none = joints(leaf), cell_edits.none_input(leaf)
        free = not (none and values.get(none) == "")
        for number, group in enumerate(self._groups):
            used = number < len(leaf.inputs)
            show_if(group, used)
            if used:
                kept = values.get(leaf.inputs[number].name, "")
                group.show_figure(leaf.inputs[number], kept, year, marks[number], anew=anew)
                group.field.setEnabled(free)

    def mark_problems(self, result: LeafScore) -> str:
        """Mark the figures that can't be; give the sentence that says why."""
        leaf = self._leaf
        if leaf is None:
            return ""
        pairs = list(zip(leaf.inputs, self._groups, strict=False))
        problems = [
            typed_values.problem_of(one, group.field.kept(), self._year) for one, group in pairs
        ]
        invalid = result.status is Status.INVALID
        doubted = doubtful(leaf) if invalid and not any(problems) else set()
        for (figure, group), problem in zip(pairs, problems, strict=True):
            group.field.set_bad(bool(problem) or figure.name in doubted)
        return next((one for one in problems if one), result.problem if invalid else "")

    def fields(self) -> list[FigureField]:
        """Give the fields that are shown, in their order."""
        return [group.field for group in self._groups if not group.isHidden()]

    def minimumSizeHint(self) -> QSize:
        """Never hold the window wide: where it gets narrow, figures go to the second line."""
        return QSize(_WANTED, super().minimumSizeHint().height())

    def lay_out(self, room: int) -> None:
        """Put as many figures into the first line as a room has; the others stand under them."""
        shown = [group for group in self._groups if not group.isHidden()]
        first = max(1, min(len(shown), room // _WANTED))
        if (len(shown), first) != self._laid:
            self._laid = (len(shown), first)
            for number, group in enumerate(shown):
                line, place = self._first, number
                if number >= first:
                    line, place = self._second, number - first
                line.insertWidget(place, group)
        for group in shown:
            for line in (self._first, self._second):
                line.setStretchFactor(group, group.share)
        lines = (shown[:first], shown[first:])
        widest = max(sum(one.maximumWidth() + 12 for one in line) for line in lines)
        self.setMaximumWidth(widest)

    def _add_group(self) -> None:
        group = FigureGroup()
        group.field.typed.connect(self._on_typed)
        group.field.left.connect(self.left)
        group.field.next_wanted.connect(self.next_wanted)
        group.field.installEventFilter(self._watcher)
        self._groups.append(group)
        self._laid = (0, 0)
        self._first.insertWidget(len(self._groups) - 1, group)
        for before, after in pairwise(self._groups):
            QWidget.setTabOrder(before.field, after.field)

    def _on_typed(self, kept: str) -> None:
        if self._leaf is not None:
            for figure, group in zip(self._leaf.inputs, self._groups, strict=False):
                if group.field is self.sender():
                    self.typed.emit(figure.name, kept)


def joints(leaf: Leaf) -> list[str]:
    """Give what stands behind each figure: + and / of a share, else its unit."""
    measure, names = leaf.measure, [one.name for one in leaf.inputs]
    units = ["" if one.kind is InputKind.DATE else one.unit for one in leaf.inputs]
    if isinstance(measure, Share):
        above = [term.input for term in measure.num]
        below = [term.input for term in measure.den]
        if names == above + below and all(t.weight == 1 for t in (*measure.num, *measure.den)):
            marks = ["+"] * (len(above) - 1) + ["/"] + ["+"] * (len(below) - 1)
            return [*marks, units[-1]]
    return units
