"""Which leaves take figures of a register or a survey: one chosen, taken into, or looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping


class FeedsBar(QWidget):
    """One line of choices.

    Signals:
        take_wanted, jump_wanted: code of the chosen leaf.
    """

    take_wanted = Signal(str)
    jump_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._none = text_label(
            "Bộ tiêu chí này không có mục lấy số ở đây.", tone="help", wrap=True
        )
        self.leaves = QComboBox()
        self.leaves.setAccessibleName("Mục lấy số liệu")
        self.leaves.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.take = Button("Đưa vào mục", icon="arrow_right_regular", small=True)
        self.jump = Button("Xem mục", kind="link", small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._none, 1)
        row.addWidget(self.leaves, 1)
        row.addWidget(self.take)
        row.addWidget(self.jump)
        self.take.clicked.connect(lambda: self.take_wanted.emit(self.leaves.currentData()))
        self.jump.clicked.connect(lambda: self.jump_wanted.emit(self.leaves.currentData()))

    def show_leaves(self, leaves: Mapping[str, str]) -> None:
        """Offer these leaves: code → title."""
        chosen = self.leaves.currentData()
        self.leaves.clear()
        for code, title in leaves.items():
            self.leaves.addItem(f"{code} {title}", code)
        self.leaves.setCurrentIndex(max(self.leaves.findData(chosen), 0))
        show_if(self._none, not leaves)
        for widget in (self.leaves, self.take, self.jump):
            show_if(widget, bool(leaves))

    def set_ready(self, ready: bool) -> None:
        """Let figures be taken, or not while there are none."""
        self.take.setEnabled(ready)
