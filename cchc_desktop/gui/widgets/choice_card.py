"""A large button of the start page: what, with what, and its key."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from cchc_desktop.gui import icons, theme


class ChoiceCard(QAbstractButton):
    """60 px high, as wide as its column."""

    def __init__(self, icon: str, text: str, words: str, key: str) -> None:
        super().__init__()
        self._icon, self._words, self._key = icon, words, key
        self.setText(text)
        self.setAccessibleDescription(f"{words} ({key})" if key else words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """The usual size."""
        return QSize(374, 60)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        small, large = theme.metrics(theme.HELP), theme.metrics(theme.SECTION, True)
        words = small.horizontalAdvance(self._words) + 14
        key = small.horizontalAdvance(self._key)
        return QSize(46 + max(words, large.horizontalAdvance(self.text()) + 21 + key), 60)

    def keyPressEvent(self, event) -> None:
        """Enter presses, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if self.hasFocus() else 1
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "edge"), width))
        hovered = self.underMouse() or self.isDown()
        painter.setBrush(theme.color("sunken" if hovered else "surface"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        icons.paint(painter, 15, 13, self._icon, "accent", 20)
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font(theme.SECTION, True))
        painter.setPen(theme.color("text"))
        key = theme.metrics(theme.HELP).horizontalAdvance(self._key)
        painter.drawText(QRect(46, 10, self.width() - 67 - key, 20), flags, self.text())
        painter.setFont(theme.font(theme.HELP))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRect(46, 31, self.width() - 56, 18), flags, self._words)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(0, 10, self.width() - 13, 20), right, self._key)
