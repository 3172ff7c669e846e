"""In place of the tree when the filter shows nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label


class NoHit(QFrame):
    """What is missing and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.clear = Button("Bỏ lọc (Esc)", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        title = text_label("Không có mục nào khớp", strong=True)
        words = text_label("Đổi từ khóa hoặc bộ lọc để xem các mục khác.", tone="help", wrap=True)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
