"""The frame of a page beside the criteria: title, what it is for, a banner, buttons, Đóng."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label

if TYPE_CHECKING:
    from collections.abc import Callable


class ToolPage(QFrame):
    """Pages put their widgets into ``body``.

    Signals:
        closed: back to where one was.
    """

    closed = Signal()

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._title = text_label(title, size="title")
        self._about = text_label(about, tone="help", wrap=True)
        self.banner = Banner()
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        self.close_button = Button("Đóng")
        self.close_button.clicked.connect(self.closed)
        self._foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        for widget in (self._title, self._about, self.banner):
            column.addWidget(widget)
        column.addLayout(self.body, 1)
        column.addLayout(self._foot)

    def set_title(self, title: str, about: str) -> None:
        """Change the head."""
        self._title.setText(title)
        self._about.setText(about)

    def add_action(
        self, text: str, action: Callable[[], object], *, icon: str = "", kind: str = "plain"
    ) -> Button:
        """Add a button to the foot: the main one beside Đóng, others at the left."""
        button = Button(text, kind=kind, icon=icon)
        button.clicked.connect(lambda: action())
        place = self._foot.count() - 1 if kind == "main" else self._plain_count()
        self._foot.insertWidget(place, button)
        return button

    def keyPressEvent(self, event) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _plain_count(self) -> int:
        """Give how many buttons stand before the stretch."""
        for place in range(self._foot.count()):
            if self._foot.itemAt(place).spacerItem() is not None:
                return place
        return 0
