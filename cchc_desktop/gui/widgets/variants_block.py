"""Which of a leaf's rules applies to the unit: one row each, chosen before any figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout, QWidget

from cchc_desktop.gui.widgets.option_row import RadioRow
from cchc_desktop.gui.widgets.text_label import rule, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import Leaf


class VariantsBlock(QWidget):
    """Rows of variants; made anew for each leaf that has some, as few have.

    Signals:
        picked: key of the variant.
    """

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[str] = []
        self._rows: list[RadioRow] = []
        self._leaf: Leaf | None = None
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda place: self.picked.emit(self._keys[place]))
        self._box = QFrame()
        self._box.setProperty("role", "card")
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(text_label("Trường hợp áp dụng", size="section"))
        whole.addWidget(self._box)

    def show_leaf(self, leaf: Leaf, picked: str) -> None:
        """Show a leaf's variants and which is picked; tells nobody."""
        if leaf is not self._leaf:
            self._make_rows(leaf)
        self._group.setExclusive(False)
        for key, row in zip(self._keys, self._rows, strict=True):
            row.setChecked(key == picked)
        self._group.setExclusive(True)

    def first_field(self) -> QWidget | None:
        """Give the row that takes the focus first."""
        return next((row for row in self._rows if row.isChecked()), next(iter(self._rows), None))

    def _make_rows(self, leaf: Leaf) -> None:
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        self._leaf, self._keys, self._rows = leaf, [], []
        for place, one in enumerate(leaf.variants):
            if place:
                self._column.addWidget(rule())
            row = RadioRow()
            row.show_row(one.label, "")
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._group.addButton(row, place)
            self._column.addWidget(row)
            self._keys.append(one.key)
            self._rows.append(row)
