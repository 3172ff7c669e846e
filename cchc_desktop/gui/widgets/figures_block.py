"""The input block of figures: counts, numbers, dates, with what they amount to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.declared_words import value_words
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.measures import Count, DaysLate, Points, Share
from cchc_desktop.core.numbers import show_date, show_points
from cchc_desktop.core.score import LeafScore, Status
from cchc_desktop.gui import typed_values
from cchc_desktop.gui.widgets.figure_field import FigureField
from cchc_desktop.gui.widgets.text_label import IconLabel, set_tone, show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.prior_year import PriorYear

_ROWS = 4
"""Rows made beforehand; a leaf with more figures gets more."""
_DATE_HELP = "Gõ tự do: 6-3-26, 06/03/2026, 6.3.2026. F4 mở lịch."


@dataclass(slots=True)
class _Row:
    label: QLabel
    field: FigureField
    unit: QLabel
    prior: QLabel

    def set_visible(self, visible: bool) -> None:
        for widget in (self.label, self.field, self.unit, self.prior):
            show_if(widget, visible)


class FiguresBlock(QWidget):
    """Fields one under the other; rows are kept and reused from page to page.

    Signals:
        edited: the leaf's values, name → kept text, at every key.
        left: a field was left.
        next_wanted: Enter in the last field.
    """

    edited = Signal(dict)
    left = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._leaf: Leaf | None = None
        self._year = 0
        self._rows: list[_Row] = []
        self._head = text_label(size="section")
        self._year_head = text_label(tone="help", size="help")
        self._prior_head = text_label(tone="help", size="help")
        self._none = QCheckBox()
        self._none.clicked.connect(self._on_none)
        self._results = [self._result_row() for _ in range(2)]
        self._help = text_label(tone="help", size="help", wrap=True)
        self._problem_icon = IconLabel("error_circle_filled", "bad")
        self._problem = text_label(tone="bad", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(2, 64)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addLayout(self._grid)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._help)
        problem = QGridLayout()
        problem.addWidget(self._problem_icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        problem.addWidget(self._problem, 0, 1)
        problem.setColumnStretch(1, 1)
        column.addLayout(problem)
        self._grid.addWidget(self._year_head, 0, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(self._prior_head, 0, 3, Qt.AlignmentFlag.AlignRight)
        for _ in range(_ROWS):
            self._add_row()

    def show_leaf(self, leaf: Leaf, values: Mapping[str, str], year: int) -> None:
        """Show a leaf's fields with what is kept; tells nobody."""
        self._leaf, self._year = leaf, year
        dates = leaf.inputs[0].kind is InputKind.DATE if leaf.inputs else False
        self._head.setText("Ngày thực hiện" if dates else "Số liệu kê khai")
        self._year_head.setText(f"Năm {year}")
        while len(self._rows) < len(leaf.inputs):
            self._add_row()
        for number, row in enumerate(self._rows):
            used = number < len(leaf.inputs)
            if used:
                figure = leaf.inputs[number]
                row.label.setText(figure.label)
                row.unit.setText("" if figure.kind is InputKind.DATE else figure.unit)
                row.field.show_figure(figure, values.get(figure.name, ""), year)
            row.set_visible(used)
        self._show_none(leaf, values)
        self._help.setText(_DATE_HELP if dates else _help(leaf))
        show_if(self._help, bool(self._help.text()))

    def show_prior(self, prior: PriorYear | None) -> None:
        """Show what the same figures were in an earlier year, in a column beside."""
        leaf = self._leaf
        result = prior.result(leaf.code) if prior and leaf else None
        values = result.values if result else {}
        show_if(self._prior_head, bool(values))
        if prior is not None:
            self._prior_head.setText(f"Năm {prior.year}")
        for figure, row in zip(leaf.inputs if leaf else (), self._rows, strict=False):
            known = figure.name in values
            text = value_words(leaf, figure.name, values[figure.name]) if known else ""
            row.prior.setText(text)
            spoken = f"{figure.label}, năm trước: {text}" if text else ""
            row.prior.setAccessibleName(spoken)

    def name_result(self, scorer: Scorer) -> None:
        """Say that these are not the unit's own figures."""
        survey = scorer is Scorer.SURVEY
        self._head.setText("Kết quả khảo sát" if survey else "Kết quả chấm")

    def show_result(self, result: LeafScore) -> None:
        """Show what the figures amount to, and what is wrong with them."""
        leaf = self._leaf
        assert leaf is not None
        lines = _result_lines(leaf, result, self._year)
        for (label, value), line in zip(self._results, (*lines, None, None), strict=False):
            show_if(label, line is not None)
            show_if(value, line is not None)
            if line:
                label.setText(line[0])
                value.setText(line[1])
                set_tone(value, line[2])
        problems = [
            typed_values.problem_of(figure, row.field.kept(), self._year)
            for figure, row in zip(leaf.inputs, self._rows, strict=False)
        ]
        first = next((one for one in problems if one), result.problem)
        self._problem.setText(first)
        show_if(self._problem, bool(first))
        show_if(self._problem_icon, bool(first))
        impossible = result.status is Status.INVALID and not any(problems)
        doubted = doubtful(leaf) if impossible else set()
        for figure, row, problem in zip(leaf.inputs, self._rows, problems, strict=False):
            row.field.set_bad(bool(problem) or figure.name in doubted)

    def first_field(self) -> QWidget | None:
        """Give the field that takes the focus first."""
        return self._rows[0].field if self._leaf and self._leaf.inputs else None

    def _add_row(self) -> None:
        number = len(self._rows) + 1
        help_label = text_label(tone="help")
        row = _Row(text_label(wrap=True), FigureField(), help_label, text_label(tone="help"))
        row.label.setBuddy(row.field)
        self._grid.addWidget(row.label, number, 0)
        self._grid.addWidget(row.field, number, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(row.unit, number, 2)
        self._grid.addWidget(row.prior, number, 3, Qt.AlignmentFlag.AlignRight)
        row.field.typed.connect(self._on_typed)
        row.field.left.connect(self.left)
        row.field.next_wanted.connect(self._on_next)
        if self._rows:
            QWidget.setTabOrder(self._rows[-1].field, row.field)
        self._rows.append(row)
        for offset, (label, value) in enumerate(self._results):
            self._grid.addWidget(label, number + 1 + offset, 0)
            self._grid.addWidget(value, number + 1 + offset, 1, Qt.AlignmentFlag.AlignRight)

    def _result_row(self) -> tuple[QLabel, QLabel]:
        value = text_label(strong=True)
        value.setContentsMargins(0, 0, 9, 0)
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        return text_label(), value

    def _show_none(self, leaf: Leaf, values: Mapping[str, str]) -> None:
        measure = leaf.measure
        offered = isinstance(measure, DaysLate) and measure.if_none is not None
        show_if(self._none, offered)
        if offered:
            points = show_points(measure.if_none)
            self._none.setText(f"Không có (không ban hành, không gửi): {points} điểm")
            self._none.setChecked(values.get(measure.input) == "")
        for row in self._rows:
            row.field.setEnabled(not (offered and self._none.isChecked()))

    def _on_typed(self, _text: str) -> None:
        self.edited.emit(self._values())

    def _values(self) -> dict[str, str]:
        assert self._leaf is not None
        pairs = zip(self._leaf.inputs, self._rows, strict=False)
        return {figure.name: row.field.kept() for figure, row in pairs if row.field.kept()}

    def _on_none(self, ticked: bool) -> None:
        assert self._leaf is not None
        for row in self._rows:
            row.field.setEnabled(not ticked)
        if ticked:
            self.edited.emit({self._leaf.measure.input: ""})
        else:
            self.edited.emit(self._values())

    def _on_next(self) -> None:
        assert self._leaf is not None
        fields = [row.field for row in self._rows[: len(self._leaf.inputs)]]
        place = fields.index(self.sender())
        if place + 1 < len(fields):
            fields[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.next_wanted.emit()


def _help(leaf: Leaf) -> str:
    if isinstance(leaf.measure, Points):
        step = f"Bước {show_points(leaf.measure.step)} điểm, tối đa {show_points(leaf.max)} điểm."
        guide = leaf.measure.guide
        end = "" if not guide or guide.endswith((".", "!", "?")) else "."
        return f"{guide}{end} {step}".strip()
    if any(figure.kind is InputKind.NUMBER for figure in leaf.inputs):
        return "Dấu phẩy hoặc dấu chấm đều nhận là dấu thập phân."
    return ""


def doubtful(leaf: Leaf) -> set[str]:
    """Name the figures to mark when each can be read but together they can't be true."""
    match leaf.measure:
        case Share(num=parts):
            return {term.input for term in parts}
        case Count(terms=terms):
            return {term.input for term in terms if term.part_of}
    return {figure.name for figure in leaf.inputs}


def _result_lines(leaf: Leaf, result: LeafScore, year: int) -> list[tuple[str, str, str]]:
    """Give (words, value, tone) of what stands under the fields."""
    shown = result.trace.measured or "–"
    measure = leaf.measure
    if isinstance(measure, Share):
        return [("Tỷ lệ", shown, "")]
    if isinstance(measure, DaysLate):
        due = measure.due
        late = "warn" if shown.startswith("chậm") else ""
        limit = show_date(due.in_year(year)) if due else measure.due_text
        return [("Thời hạn", limit, ""), ("So với thời hạn (ngày theo lịch)", shown, late)]
    # A weighted sum of several counts is no figure of its own; its points say it all.
    if isinstance(measure, Count) and len(leaf.inputs) > 1 and len(measure.terms) == 1:
        return [("Tính ra", shown, "")]
    return []
