"""A column that scrolls up and down when it has to, and is never cut at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout


class ScrollColumn(QScrollArea):
    """A scroll area around one column; put widgets into ``column``."""

    def __init__(self, margins: tuple[int, int, int, int], spacing: int) -> None:
        super().__init__()
        body = _Body()
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(spacing)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def least_width(self) -> int:
        """Give the width below which something would be cut."""
        return self.widget().minimumSizeHint().width()


class _Body(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")

    def minimumSizeHint(self) -> QSize:
        """Leave the height to heightForWidth: wrapped text is lower in a wide column."""
        return QSize(super().minimumSizeHint().width(), 0)
