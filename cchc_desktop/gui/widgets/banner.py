"""One line that stays until it is solved: what, what to do, at most two buttons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from cchc_desktop.gui import theme
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import IconLabel

_LOOKS = {
    "bad": ("error_circle_filled", "bad", "bad_bg", "bad"),
    "warn": ("warning_filled", "warn", "warn_bg", "warn_line"),
    "info": ("info_filled", "accent", "selection", "accent"),
    "ok": ("checkmark_circle_filled", "ok", "ok_bg", "ok"),
}


class Banner(QWidget):
    """A coloured strip with an icon, a sentence and buttons; hidden until ``tell``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = _LOOKS["info"]
        self._icon = IconLabel()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.RichText)
        self._text.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._text.setSizePolicy(policy)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 6, 8, 6)
        self._row.setSpacing(8)
        self._row.addWidget(self._icon)
        self._row.addWidget(self._text, 1)
        self._action: Button | None = None
        self.hide()

    def add_button(self, text: str, action, *, kind: str = "plain") -> Button:
        """Add a button at the right."""
        button = Button(text, kind=kind, small=True)
        button.clicked.connect(action)
        self._row.addWidget(button)
        return button

    def tell(self, look: str, what: str, then: str = "", action=None) -> None:
        """Show the strip.

        Args:
            look: ``bad``, ``warn``, ``info`` or ``ok``.
            what: what is the matter, plain text, shown semi-bold where something follows.
            then: what to do.
            action: (words, what it does) of one more button.
        """
        if self._action:
            self._action.deleteLater()
            self._action = None
        if action:
            self._action = Button(action[0], small=True)
            self._action.clicked.connect(action[1])
            self._row.insertWidget(2, self._action)
        self._look = _LOOKS[look]
        self._icon.show_icon(self._look[0], self._look[1])
        first = what.replace("&", "&amp;").replace("<", "&lt;")
        rest = then.replace("&", "&amp;").replace("<", "&lt;")
        self._text.setText(f"<b>{first}</b> {rest}" if rest else first)
        self.setAccessibleName(f"{what} {then}".strip())
        self.show()
        self.update()

    def words(self) -> str:
        """Give what it says now, empty when hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def paintEvent(self, event) -> None:
        """Draw ground and border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(self._look[3]), 1))
        painter.setBrush(theme.color(self._look[2]))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
