"""The bar above the official table: the figures of the row where the person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.core.answer import NO_ANSWER, OPTION, VARIANT, Answer
from cchc_desktop.core.chosen_measures import option_letter
from cchc_desktop.core.measures import Choice, DaysLate, Share, Ticks
from cchc_desktop.core.score import LeafScore, Status
from cchc_desktop.gui import cell_edits
from cchc_desktop.gui.widgets.cell_choices import ChoiceBox, TicksButton
from cchc_desktop.gui.widgets.figure_group import FigureLines
from cchc_desktop.gui.widgets.options_block import option_worths
from cchc_desktop.gui.widgets.text_label import (
    ElidedLabel,
    IconLabel,
    set_tone,
    show_if,
    text_label,
)

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.gui.widgets.figure_field import FigureField

_LEAD, _HINT = "Số liệu kê khai:", "F2 sửa ô · Ctrl+D chép xuống"
_CODE_WIDTH, _BESIDE, _HINTS_FROM = 56, 290, 1150
"""Pixels: the code's place, all that stands beside the figures, where hints have room."""


class CellBar(QFrame):
    """Fields for what does not fit into one cell; every row shows its figures here.

    Signals:
        edited: the leaf's new Answer, at every change.
        entered: the focus has come into the bar.
        left: a field was left.
        next_wanted: Enter in the last field.
        cancelled: Esc.
    """

    edited = Signal(object)
    entered = Signal()
    left = Signal()
    next_wanted = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._leaf: Leaf | None = None
        self._applied: Leaf | None = None
        self._answer = NO_ANSWER
        self._free = False
        self.figures = FigureLines(self)
        self._code = text_label(strong=True)
        self._lead = text_label(_LEAD, tone="help")
        self._words = ElidedLabel("text")
        self.variant = ChoiceBox("Chọn trường hợp áp dụng")
        self.options = ChoiceBox("Chọn mức đạt được")
        self.ticks = TicksButton()
        self.none = QCheckBox("Không có")
        self._result = text_label(strong=True)
        self._hint = text_label(_HINT, tone="help", size="help")
        self._problem_icon = IconLabel("error_circle_filled", "bad", "Số liệu sai")
        self._problem = text_label(tone="bad", wrap=True)
        self._build()
        self._connect()

    def show_leaf(
        self, assessment: Assessment, leaf: Leaf, result: LeafScore, *, free: bool
    ) -> None:
        """Show a leaf's figures; a field in which somebody types is left alone."""
        answer, other = assessment.answer(leaf.code), leaf is not self._leaf
        self._leaf, self._answer = leaf, answer
        self._applied, self._free = leaf.under(answer.values), free
        self._code.setText(leaf.code)
        self._lead.setText(_LEAD)
        applied = self._applied if free else None
        measure = applied.measure if applied else None
        chosen = isinstance(measure, Choice | Ticks)
        show_if(self.variant, free and bool(leaf.variants))
        show_if(self.options, isinstance(measure, Choice))
        show_if(self.ticks, isinstance(measure, Ticks))
        show_if(self.none, bool(applied and cell_edits.none_input(applied)))
        show_if(self._words, not free)
        if not free:
            self._words.setText(_why_closed(assessment, leaf, result))
        if leaf.variants:
            pairs = [(one.key, one.label) for one in leaf.variants]
            self.variant.setAccessibleName(f"Trường hợp áp dụng, mục {leaf.code}")
            self.variant.show_choices(pairs, answer.values.get(VARIANT, ""))
        if applied is not None and chosen:
            self._show_chosen(assessment, applied)
        counted = applied if applied is not None and applied.inputs and not chosen else None
        show_if(self.figures, counted is not None)
        if counted is not None:
            none = cell_edits.none_input(counted)
            self.none.setChecked(bool(none) and answer.values.get(none) == "")
            self.figures.show_figures(counted, answer.values, assessment.year, anew=other)
        self._show_result(counted, result)
        self._lay_out()
        if other:
            self.tell(_HINT if free else "")

    def show_branch(self, code: str, words: str) -> None:
        """Show a field's or criterion's name; nothing is edited there."""
        self._leaf = self._applied = None
        self._free = False
        self._code.setText(code)
        self._lead.setText("")
        inputs = (self.variant, self.figures, self.options, self.ticks, self.none)
        for widget in (*inputs, self._result):
            show_if(widget, False)
        self._tell_problem("")
        show_if(self._words, True)
        self._words.setText(words)
        self.tell("")

    def tell(self, words: str, tone: str = "help") -> None:
        """Say something short at the right."""
        self._hint.setText(words)
        set_tone(self._hint, tone)
        roomy = self.width() >= _HINTS_FROM and len(self._fields()) < 3
        show_if(self._hint, bool(words) and (roomy or tone != "help"))

    def inputs(self) -> list[QWidget]:
        """Give the inputs that are shown, in their order."""
        rest = [self.variant, *self._fields(), self.options, self.ticks, self.none]
        return [one for one in rest if not one.isHidden() and one.isEnabled()]

    def focus_first(self, key: QEvent | None = None) -> bool:
        """Put the focus into the first input; a digit that began it is typed there."""
        found = self.inputs()
        if not found:
            return False
        first = next((one for one in found if one is not self.variant), found[0])
        if VARIANT not in self._answer.values:
            first = found[0]
        first.setFocus(Qt.FocusReason.TabFocusReason)
        if key is not None and first in self._fields():
            QApplication.sendEvent(first, key)
        return True

    def eventFilter(self, watched, event: QEvent) -> bool:
        """Esc takes back what was typed here; coming in from elsewhere is told."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return True
        came = event.type() == QEvent.Type.FocusIn
        if came and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.entered.emit()
        return False

    def resizeEvent(self, event) -> None:
        """Break the fields into lines anew."""
        super().resizeEvent(event)
        self._lay_out()
        self.tell(self._hint.text(), self._hint.property("tone") or "help")

    def _show_chosen(self, assessment: Assessment, applied: Leaf) -> None:
        values, year = self._answer.values, assessment.year
        policy = assessment.criteria_set.policy
        if isinstance(applied.measure, Ticks):
            self.ticks.setAccessibleName(f"Các yêu cầu đạt được, mục {applied.code}")
            self.ticks.show_leaf(applied, values, year, policy)
        elif isinstance(applied.measure, Choice):
            gives = option_worths(applied, year, policy)
            pairs = [
                (one.key, f"{option_letter(place)} {one.label}: {gives[one.key]}")
                for place, one in enumerate(applied.measure.options)
            ]
            self.options.setAccessibleName(f"Mức đạt được, mục {applied.code}")
            self.options.show_choices(pairs, values.get(OPTION, ""))

    def _show_result(self, counted: Leaf | None, result: LeafScore) -> None:
        measure, shown = counted.measure if counted else None, result.trace.measured
        text = f"= {shown}" if shown and isinstance(measure, Share) else ""
        if shown and isinstance(measure, DaysLate):
            text = shown
        self._result.setText(text)
        set_tone(self._result, "warn" if shown.startswith("chậm") else "")
        show_if(self._result, bool(text))
        invalid = result.problem if result.status is Status.INVALID else ""
        self._tell_problem(self.figures.mark_problems(result) if counted else invalid)

    def _tell_problem(self, words: str) -> None:
        self._problem.setText(words)
        for widget in (self._problem, self._problem_icon):
            show_if(widget, bool(words))

    def _fields(self) -> list[FigureField]:
        return [] if self.figures.isHidden() else self.figures.fields()

    def _lay_out(self) -> None:
        """Give the figures what code, lead and share leave over."""
        beside = 0 if self.variant.isHidden() else self.variant.maximumWidth() // 2
        self.figures.lay_out(self.width() - _BESIDE - beside)

    def _on_typed(self, name: str, kept: str) -> None:
        self._change(cell_edits.with_figure(self._answer, name, kept))

    def _on_chosen(self, key: str) -> None:
        if self._leaf is not None:
            self._change(cell_edits.with_values(self._leaf, self._answer, {OPTION: key}))

    def _on_ticked(self, values: dict[str, str]) -> None:
        if self._leaf is not None:
            self._change(cell_edits.with_values(self._leaf, self._answer, values))

    def _on_none(self, ticked: bool) -> None:
        if self._leaf is None or self._applied is None:
            return
        own = {cell_edits.none_input(self._applied): ""} if ticked else {}
        self._change(cell_edits.with_values(self._leaf, self._answer, own))

    def _change(self, answer: Answer) -> None:
        self._answer = answer
        self.edited.emit(answer)

    def _on_next(self) -> None:
        found = self.inputs()
        focused = QApplication.focusWidget()
        place = found.index(focused) if focused in found else len(found) - 1
        if place + 1 < len(found) and found[place + 1] is not self.none:
            found[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.next_wanted.emit()

    def _build(self) -> None:
        self._code.setFixedWidth(_CODE_WIDTH)
        upright = QFrame()
        upright.setProperty("role", "upright")
        upright.setFixedSize(1, 30)
        inner = QHBoxLayout()
        inner.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        parts = ((self._lead, 0), (self.variant, 2), (self.figures, 60), (self.options, 60),
                 (self.ticks, 0), (self.none, 0), (self._words, 60), (self._result, 0))  # fmt: skip
        for widget, stretch in parts:
            widget.setMinimumHeight(30)
            inner.addWidget(widget, stretch, top if widget is self._lead else Qt.AlignmentFlag(0))
        inner.addStretch(1)
        inner.addWidget(self._hint)
        problem = QHBoxLayout()
        problem.setSpacing(6)
        problem.addWidget(self._problem_icon, 0, Qt.AlignmentFlag.AlignTop)
        problem.addWidget(self._problem, 1)
        lines = QVBoxLayout()
        lines.setSpacing(4)
        lines.addLayout(inner)
        lines.addLayout(problem)
        row = QHBoxLayout(self)
        row.setContentsMargins(7, 6, 12, 6)
        row.setSpacing(8)
        for widget in (self._code, upright):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self._code.setFixedHeight(30)
        self.setMinimumHeight(43)
        self._tell_problem("")

    def _connect(self) -> None:
        self.variant.picked.connect(
            lambda key: self._change(cell_edits.with_variant(self._answer, key))
        )
        self.figures.typed.connect(self._on_typed)
        self.figures.left.connect(self.left)
        self.figures.next_wanted.connect(self._on_next)
        self.options.picked.connect(self._on_chosen)
        self.ticks.ticked.connect(self._on_ticked)
        self.none.clicked.connect(self._on_none)
        for widget in (self.variant, self.options, self.ticks):
            widget.next_wanted.connect(self._on_next)
        for widget in (self.variant, self.options, self.ticks, self.none):
            widget.installEventFilter(self)


def _why_closed(assessment: Assessment, leaf: Leaf, result: LeafScore) -> str:
    """Say why a row's figures can't be edited here."""
    basis = assessment.exemption_of(leaf.code) or assessment.answer(leaf.code).not_applicable
    if basis:
        return f"Không áp dụng: {basis}"
    match result.status:
        case Status.SURVEY:
            return "Điểm do điều tra xã hội học xác định"
        case Status.APPRAISED:
            return "Điểm do Hội đồng hoặc cấp trên chấm"
    return result.trace.declared or "Chưa kê khai"
