"""The input block of a choice (one option) and of a checklist (requirements met)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from cchc_desktop.core.answer import ITEMS, OPTION, Answer
from cchc_desktop.core.chosen_measures import option_letter
from cchc_desktop.core.leaf_scoring import evaluate
from cchc_desktop.core.measures import Choice, Ticks
from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.widgets.option_row import CheckRow, RadioRow
from cchc_desktop.gui.widgets.text_label import rule, show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.policy import Policy

_ROWS = 6
"""Rows of each kind made beforehand; a leaf with more options gets more."""
_CHOICE_HELP = "Phím ↑ ↓ chọn mức, Enter sang mục kế tiếp."
_TAKES_OUT = "Mục này được trừ ra; ghi căn cứ (số, ngày văn bản) vào Ghi chú, giải trình."
_CLEARED = "Đã bỏ dấu {} yêu cầu; bỏ dấu dòng “Không đạt yêu cầu nào” để lấy lại."
_TICKS_HELP = "Phím cách để đánh dấu, Enter sang dòng kế tiếp."


class OptionsBlock(QWidget):
    """Rows of options; rows are kept and reused from page to page.

    Signals:
        edited: the leaf's values, name → kept text.
        next_wanted: Enter in the last row.
    """

    edited = Signal(dict)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._leaf: Leaf | None = None
        self._keys: list[str] = []
        self._aside: list[CheckRow] = []
        self._worths: dict[str, tuple[Leaf, dict[str, str]]] = {}
        self._is_choice = True
        self._radios: list[RadioRow] = []
        self._ticks: list[CheckRow] = []
        self._lines: dict[QWidget, QFrame] = {}
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_chosen)
        self._head = text_label("Mức đạt được", size="section")
        self._help = text_label(tone="help", size="help")
        box = QFrame()
        box.setProperty("role", "card")
        self._rows = QVBoxLayout(box)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(box)
        column.addWidget(self._help)
        for pool, make in ((self._radios, RadioRow), (self._ticks, CheckRow)):
            for _ in range(_ROWS):
                self._add_row(pool, make)

    def show_leaf(self, leaf: Leaf, values: Mapping[str, str], year: int, policy: Policy) -> None:
        """Show a leaf's options and what is chosen; tells nobody."""
        measure = leaf.measure
        self._is_choice = isinstance(measure, Choice)
        if isinstance(measure, Choice):
            self._keys = [one.key for one in measure.options]
            worths = self._worths_of(leaf, year, policy)
            texts = [
                (f"{option_letter(place)} {one.label}", worths[one.key])
                for place, one in enumerate(measure.options)
            ]
            rows = self._use(self._radios, RadioRow, texts)
            self._choose(rows, values.get(OPTION, ""))
        elif isinstance(measure, Ticks):
            self._keys = [one.key for one in measure.items]
            texts = [(one.label, f"{show_points(one.points)} điểm") for one in measure.items]
            texts.append(("Không đạt yêu cầu nào", "0,00 điểm"))
            rows = self._use(self._ticks, CheckRow, texts)
            self._tick(rows, values)
        self._head.setText("Mức đạt được" if self._is_choice else "Các yêu cầu đạt được")
        if leaf is not self._leaf:
            self._aside = []
        self._leaf = leaf
        self._show_help(values.get(OPTION, ""))

    def _show_help(self, chosen: str) -> None:
        measure = self._leaf.measure if self._leaf else None
        options = measure.options if isinstance(measure, Choice) else ()
        takes_out = any(one.key == chosen and one.not_applicable for one in options)
        usual = _CHOICE_HELP if self._is_choice else _TICKS_HELP
        self._help.setText(_TAKES_OUT if takes_out else usual)

    def first_field(self) -> QWidget | None:
        """Give the row that takes the focus first."""
        rows = self._shown()
        return next((row for row in rows if row.isChecked()), rows[0] if rows else None)

    def _worths_of(self, leaf: Leaf, year: int, policy: Policy) -> dict[str, str]:
        """Say what each option gives, as the rule itself computes it; kept for the next time."""
        known = self._worths.get(leaf.code)
        if known is None or known[0] is not leaf:
            known = (leaf, option_worths(leaf, year, policy))
            self._worths[leaf.code] = known
        return known[1]

    def _shown(self) -> list:
        rows = self._radios if self._is_choice else self._ticks
        return rows[: len(self._keys) + (0 if self._is_choice else 1)]

    def _use(self, pool: list, make, texts: list[tuple[str, str]]) -> list:
        while len(pool) < len(texts):
            self._add_row(pool, make)
        for other in (self._radios, self._ticks):
            for number, row in enumerate(other):
                used = other is pool and number < len(texts)
                show_if(row, used)
                show_if(self._lines[row], used and number > 0)
        for row, (words, gives) in zip(pool, texts, strict=False):
            row.show_row(words, gives)
        return pool[: len(texts)]

    def _add_row(self, pool: list, make) -> None:
        row, line = make(), rule()
        self._lines[row] = line
        self._rows.addWidget(line)
        self._rows.addWidget(row)
        row.next_wanted.connect(self._on_next)
        if make is RadioRow:
            self._group.addButton(row, len(pool))
        else:
            row.clicked.connect(self._on_ticked)
        if pool:
            QWidget.setTabOrder(pool[-1], row)
        pool.append(row)

    def _choose(self, rows: list[RadioRow], key: str) -> None:
        self._group.setExclusive(False)
        for row, one in zip(rows, self._keys, strict=True):
            row.setChecked(one == key)
        for row in self._radios[len(rows) :]:
            row.setChecked(False)
        self._group.setExclusive(True)

    def _tick(self, rows: list[CheckRow], values: Mapping[str, str]) -> None:
        ticked = values.get(ITEMS, "").split(",")
        for row, key in zip(rows[:-1], self._keys, strict=True):
            row.setChecked(key in ticked)
        rows[-1].setChecked(values.get(ITEMS) == "")

    def _on_chosen(self, number: int) -> None:
        self._show_help(self._keys[number])
        self.edited.emit({OPTION: self._keys[number]})

    def _on_ticked(self) -> None:
        rows = self._shown()
        none = rows[-1]
        if self.sender() is none:
            self._put_aside(rows, none.isChecked())
        keys = [key for row, key in zip(rows[:-1], self._keys, strict=True) if row.isChecked()]
        if self.sender() is not none:
            none.setChecked(not keys)
            self._aside = []
            self._help.setText(_TICKS_HELP)
        self.edited.emit({ITEMS: ",".join(keys)} if keys or none.isChecked() else {})

    def _put_aside(self, rows: list[CheckRow], none: bool) -> None:
        """Clear the ticks when none is met, saying so; they come back when that is taken back."""
        if none:
            self._aside = [row for row in rows[:-1] if row.isChecked()]
        for row in self._aside:
            row.setChecked(not none)
        cleared = none and self._aside
        self._help.setText(_CLEARED.format(len(self._aside)) if cleared else _TICKS_HELP)

    def _on_next(self) -> None:
        rows = self._shown()
        place = rows.index(self.sender())
        if self._is_choice or place == len(rows) - 1:
            self.next_wanted.emit()
        else:
            rows[place + 1].setFocus(Qt.FocusReason.TabFocusReason)


def option_worths(leaf: Leaf, year: int, policy: Policy) -> dict[str, str]:
    """Say what each option of a choice gives, by key, as the rule itself computes it."""
    measure = leaf.measure
    options = measure.options if isinstance(measure, Choice) else ()
    return {one.key: _worth(leaf, one.key, year, policy) for one in options}


def _worth(leaf: Leaf, key: str, year: int, policy: Policy) -> str:
    """Say what an option gives, as the rule itself computes it."""
    points = evaluate(leaf, Answer({OPTION: key}), year, policy).points
    return "Không áp dụng" if points is None else f"{show_points(points)} điểm"
