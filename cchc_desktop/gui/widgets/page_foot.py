"""The foot of the criterion page: before, next undeclared, next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import ElidedLabel


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Words of the leaves before and after; empty where there is none."""

    before: str = ""
    after: str = ""


class PageFoot(QFrame):
    """Trước, Tiếp and the next undeclared leaf, always in the same place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.setFixedHeight(44)
        self.before = Button("Trước", icon="chevron_left_regular")
        self.before.setToolTip("Mục trước (Ctrl+PgUp)")
        self.after = Button("Tiếp", kind="main", icon="chevron_right_regular", icon_last=True)
        self.after.setToolTip("Mục kế tiếp (Ctrl+PgDn)")
        self.undeclared = Button("Mục chưa kê khai kế tiếp", kind="link")
        self.undeclared.setToolTip("Mục chưa kê khai kế tiếp (F8)")
        self._before_words = ElidedLabel()
        self._after_words = ElidedLabel(align=Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(8)
        row.addWidget(self.before)
        row.addWidget(self._before_words, 1)
        row.addWidget(self.undeclared)
        row.addWidget(self._after_words, 1)
        row.addWidget(self.after)

    def show_neighbours(self, near: Neighbours) -> None:
        """Name the leaves before and after."""
        self.before.setEnabled(bool(near.before))
        self.after.setEnabled(bool(near.after))
        self._before_words.setText(near.before)
        self._after_words.setText(near.after)
