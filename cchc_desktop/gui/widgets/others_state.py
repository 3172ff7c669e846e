"""In place of the fields where somebody else gives the points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.widgets.text_label import IconLabel, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import Leaf

_OTHERS = {
    Scorer.SURVEY: (
        "data_bar_vertical_filled",
        "Điểm do điều tra xã hội học xác định",
        "Không nằm trong điểm tự chấm.",
    ),
    Scorer.COUNCIL: (
        "gavel_filled",
        "Điểm do Hội đồng hoặc cấp trên chấm",
        "Đơn vị không tự chấm; không nằm trong điểm tự chấm.",
    ),
}


class OthersState(QFrame):
    """Says who gives the points, and that they are not 0."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._icon = IconLabel(size=20)
        self._title = text_label(strong=True)
        self._words = text_label(tone="help", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_scorer(self, leaf: Leaf, *, known: bool = False) -> None:
        """Say who gives the points, and whether the result is known."""
        icon, title, words = _OTHERS[leaf.scored_by]
        self._icon.show_icon(icon, "mute")
        self._title.setText(title)
        state = "Đã nhập kết quả" if known else "Chưa có kết quả, không phải 0 điểm"
        self._words.setText(f"{state}. Tối đa {show_points(leaf.max)} điểm. {words}")
