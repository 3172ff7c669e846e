"""Last year's answer to a leaf, as a few lines beside this year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.widgets.text_label import rule, show_if, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.prior_year import PriorYear

_ROWS = ("Số liệu", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú")


class PriorBlock(QWidget):
    """Hidden while nothing is known of an earlier year."""

    def __init__(self) -> None:
        super().__init__()
        self._head = text_label(size="section")
        self._none = text_label("Năm trước không có mục này.", tone="help", wrap=True)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(rule(), 0, 0, 1, 2)
        self._grid.addWidget(self._head, 1, 0, 1, 2)
        self._grid.addWidget(self._none, 2, 0, 1, 2)
        self._rows = []
        for number, words in enumerate(_ROWS, 3):
            label, value = text_label(words, tone="help"), text_label(wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(label, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, number, 1)
            self._rows.append((label, value))
        self.hide()

    def show_leaf(self, prior: PriorYear | None, code: str) -> None:
        """Show what a leaf of this year's set had."""
        show_if(self, prior is not None)
        if prior is None:
            return
        self._head.setText(f"Năm {prior.year}")
        one = prior.result(code)
        show_if(self._none, one is None)
        texts = ["", "", "", ""]
        if one is not None:
            points = show_points(one.points) if one.points is not None else ""
            if points and one.max is not None:
                points = f"{points} / {show_points(one.max)}"
            appraised = show_points(one.appraised) if one.appraised is not None else ""
            texts = [one.declared, points, appraised, one.note]
            if not any(texts):
                texts[1] = "Chưa kê khai"
        for (label, value), text in zip(self._rows, texts, strict=True):
            value.setText(text)
            show_if(label, bool(text))
            show_if(value, bool(text))
