"""The one push button: plain, main (filled), link or tool, with an icon at the right distance."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from cchc_desktop.gui import icons, theme

_GAP = 8
_TEXT_TOKEN = {"main": "on_accent", "link": "accent"}


class Button(QPushButton):
    """A push button.

    Args:
        text: verb and object; “…” only when a dialog follows.
        kind: ``plain``, ``main`` (one per screen), ``link`` or ``tool``.
        icon: name of a 16 px drawing, empty for none.
        icon_last: the icon stands behind the text.
        small: 24 px high instead of 30.
    """

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        kind: str = "plain",
        icon: str = "",
        icon_last: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._icon_name, self._icon_last = kind, icon, icon_last
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setAutoDefault(False)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Give room for icon, gap and text."""
        self.ensurePolished()
        label = self.text().replace("&", "")
        width = theme.metrics(theme.BODY, self._strong()).horizontalAdvance(label)
        width += (16 + (_GAP if label else 0)) if self._icon_name else 0
        side = {"link": 7, "tool": 10}.get(self._kind, 10 if self.property("small") else 13)
        return QSize(width + 2 * side, 24 if self.property("small") else 30)

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        """Let the style draw the box; draw icon and text here."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        self._paint_label(painter)
        if self._kind == "main" and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("on_accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 2, 2)

    def _paint_label(self, painter: QPainter) -> None:
        token = _TEXT_TOKEN.get(self._kind, "text") if self.isEnabled() else "placeholder"
        strong = self._strong()
        measures = theme.metrics(theme.BODY, strong)
        label = self.text()
        text_width = measures.horizontalAdvance(label.replace("&", ""))
        icon_width = (16 + (_GAP if label else 0)) if self._icon_name else 0
        left = (self.width() - text_width - icon_width) // 2
        top = (self.height() - 16) // 2
        if self._icon_name:
            icon_x = left + text_width + _GAP if self._icon_last else left
            icon_token = "accent" if self._kind == "tool" and self.isChecked() else token
            icons.paint(painter, icon_x, top, self._icon_name, icon_token)
        painter.setFont(theme.font(theme.BODY, strong))
        painter.setPen(theme.color(token))
        text_x = left if self._icon_last else left + icon_width
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(QRect(text_x, 0, text_width + 4, self.height()), int(flags), label)

    def _strong(self) -> bool:
        return self._kind == "main" or (self._kind == "tool" and self.isChecked())
