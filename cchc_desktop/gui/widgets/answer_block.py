"""All that is declared for a leaf: which rule applies, options or figures, results of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.core.answer import ITEMS, OPTION, VARIANT
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.measures import Choice, Ticks
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.figures_block import FiguresBlock
from cchc_desktop.gui.widgets.linked_figures_bar import LinkedFiguresBar
from cchc_desktop.gui.widgets.options_block import OptionsBlock
from cchc_desktop.gui.widgets.others_state import OthersState
from cchc_desktop.gui.widgets.text_label import show_if
from cchc_desktop.gui.widgets.variants_block import VariantsBlock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.score import LeafScore
    from cchc_desktop.operations.registers import LinkState


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the block: the leaf, its values, whether it may be changed."""

    leaf: Leaf
    values: Mapping[str, str]
    free: bool


class AnswerBlock(QWidget):
    """The fields of one leaf, whichever it needs.

    Signals:
        edited: the leaf's values, name → kept text.
        left: a field was left.
        next_wanted: Enter in the last field.
        clear_wanted: the person wants to take an entered result back.
        take_wanted: take the registers' figures over.
    """

    edited = Signal(dict)
    left = Signal()
    next_wanted = Signal()
    clear_wanted = Signal()
    take_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self._entering = ""
        self._assessment: Assessment | None = None
        self._result: LeafScore | None = None
        self.variants, self.options, self.figures = VariantsBlock(), OptionsBlock(), FiguresBlock()
        self.others, self.links = OthersState(), LinkedFiguresBar()
        self._enter = Button("Nhập kết quả…", icon="edit_regular", small=True)
        self._clear = Button("Bỏ kết quả", kind="link", icon="delete_regular", small=True)
        results = QHBoxLayout()
        results.addStretch(1)
        results.addWidget(self._clear)
        results.addWidget(self._enter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.others)
        column.addLayout(results)
        for widget in (self.variants, self.options, self.figures, self.links):
            column.addWidget(widget)
        self.variants.picked.connect(self._on_picked)
        self._enter.clicked.connect(self._on_enter)
        self._clear.clicked.connect(self.clear_wanted)
        self.links.take_wanted.connect(self.take_wanted)
        for block in (self.options, self.figures):
            block.edited.connect(self._on_edited)
            block.next_wanted.connect(self.next_wanted)
        self.figures.left.connect(self.left)

    def show_leaf(
        self, assessment: Assessment, leaf: Leaf, values: Mapping[str, str], *, free: bool
    ) -> None:
        """Show a leaf's fields with what is kept; tells nobody.

        Args:
            assessment: whose it is.
            leaf: of its set.
            values: what is declared.
            free: False where the leaf does not apply or the workbook is only viewed.
        """
        self._shown, self._assessment = Shown(leaf, values, free), assessment
        ours = leaf.scored_by is Scorer.UNIT
        known = bool(values) or self._entering == leaf.code
        show_if(self.others, not ours)
        show_if(self._enter, not ours and not known and free)
        show_if(self._clear, not ours and bool(values) and free)
        if not ours:
            self.others.show_scorer(leaf, known=bool(values))
        show_if(self.variants, bool(leaf.variants) and (ours or known))
        if leaf.variants:
            self.variants.show_leaf(leaf, values.get(VARIANT, ""))
        applied = leaf.under(values)
        by_options = applied is not None and isinstance(applied.measure, Choice | Ticks)
        fields = applied is not None and (ours or known)
        show_if(self.options, fields and by_options)
        show_if(self.figures, fields and not by_options)
        if fields and applied is not None:
            year, policy = assessment.year, assessment.criteria_set.policy
            if by_options:
                self.options.show_leaf(applied, values, year, policy)
            else:
                self.figures.show_leaf(applied, values, year)
                self.figures.show_prior(assessment.prior)
                if not ours:
                    self.figures.name_result(leaf.scored_by)
        for block in (self.variants, self.options, self.figures):
            block.setEnabled(free)

    def show_links(self, states: Sequence[LinkState]) -> None:
        """Say how the figures stand to their registers."""
        shown = self._shown
        if shown is not None:
            labels = {one.name: one.label for one in shown.leaf.inputs}
            self.links.show_states(states, labels, free=shown.free)

    def show_result(self, result: LeafScore) -> None:
        """Show what the figures amount to, and what is wrong with them."""
        self._result = result
        if not self.figures.isHidden():
            self.figures.show_result(result)

    def first_field(self) -> QWidget | None:
        """Give the field that takes the focus first."""
        blocks = (self.variants, self.options, self.figures)
        if self._shown is not None and VARIANT in self._shown.values:
            blocks = (self.options, self.figures)
        for block in blocks:
            if not block.isHidden() and block.isEnabled() and (first := block.first_field()):
                return first
        return None if self._enter.isHidden() else self._enter

    def _on_picked(self, key: str) -> None:
        shown, assessment = self._shown, self._assessment
        if shown is None or assessment is None:
            return
        values = {**shown.values, VARIANT: key}
        self.show_leaf(assessment, shown.leaf, values, free=shown.free)
        self.edited.emit(values)

    def _on_edited(self, values: dict[str, str]) -> None:
        """Keep what belongs to other variants: the person may pick them again."""
        shown = self._shown
        if shown is None:
            return
        if shown.leaf.variants:
            applied = shown.leaf.under(shown.values)
            own = {OPTION, ITEMS, *(one.name for one in (applied.inputs if applied else ()))}
            others = {name: text for name, text in shown.values.items() if name not in own}
            values = {**others, **values}
        self._shown = Shown(shown.leaf, values, shown.free)
        show_if(self._clear, shown.leaf.scored_by is not Scorer.UNIT and bool(values))
        self.edited.emit(values)

    def _on_enter(self) -> None:
        shown, assessment = self._shown, self._assessment
        if shown is None or assessment is None:
            return
        self._entering = shown.leaf.code
        self.show_leaf(assessment, shown.leaf, shown.values, free=shown.free)
        if self._result is not None:
            self.show_result(self._result)
        if first := self.first_field():
            first.setFocus()
