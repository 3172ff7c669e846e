"""The one push button: plain, main (filled), link or tool, with an icon at the right distance."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from cchc_desktop.gui import icons, theme

_GAP = 8
_SIDES = {"plain": 13, "main": 13, "link": 7, "tool": 10}


class Button(QPushButton):
    """A push button, painted here: its ring grows inwards, so nothing moves by a pixel.

    Args:
        text: verb and object; “…” only when a dialog follows.
        kind: ``plain``, ``main`` (one per screen), ``link`` or ``tool``.
        icon: name of a 16 px drawing, empty for none.
        icon_last: the icon stands behind the text.
        small: 24 px high instead of 30.
        icon_on: (drawing, colour token) while the button stays pressed.
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
        icon_on: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self._kind, self._icon_name, self._icon_last = kind, icon, icon_last
        self._icon_on = icon_on
        self._height = 24 if small else 30
        self._side = 10 if small and kind in ("plain", "main") else _SIDES[kind]
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if kind == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_icon(self, icon: str) -> None:
        """Show another drawing."""
        self._icon_name = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Give room for icon, gap and text."""
        return QSize(self._label_width() + 2 * self._side, self._height)

    def minimumSizeHint(self) -> QSize:
        """Never cut the text."""
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        """Draw box, ring, icon and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        token = self._text_token()
        strong = self._strong()
        measures = theme.metrics(theme.BODY, strong)
        label = self.text()
        text_width = measures.horizontalAdvance(label.replace("&", ""))
        left = (self.width() - self._label_width()) // 2
        text_x = left
        if self._icon_name:
            icon_x = left + text_width + _GAP if self._icon_last else left
            text_x = left if self._icon_last else left + 16 + _GAP
            top = (self.height() - 16) // 2
            icons.paint(painter, icon_x, top, *self._icon_and_token(token))
        painter.setFont(theme.font(theme.BODY, strong))
        painter.setPen(theme.color(token))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextShowMnemonic)
        painter.drawText(QRect(text_x, 0, text_width + 4, self.height()), flags, label)

    def _icon_and_token(self, token: str) -> tuple[str, str]:
        if self.isChecked() and self._icon_on:
            return self._icon_on
        pressed = self._kind == "tool" and self.isChecked()
        return self._icon_name, "accent" if pressed else token

    def _paint_box(self, painter: QPainter) -> None:
        edge, ground = self._box_tokens()
        focused = self.hasFocus() and self._kind != "main"
        width = 2 if focused else 1
        painter.setPen(_pen("accent" if focused else edge, width))
        painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus() and self._kind == "main":
            painter.setPen(_pen("on_accent", 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 2, 2)

    def _box_tokens(self) -> tuple[str, str]:
        """Name the colours of edge and ground; empty for none."""
        hovered = self.underMouse() or self.isDown()
        if self._kind == "main":
            if not self.isEnabled():
                return "line", "header"
            token = "accent_hover" if hovered else "accent"
            return token, token
        if self._kind in ("link", "tool") and self.isChecked():
            return "accent", "selection"
        bare = self._kind in ("link", "tool")
        if not self.isEnabled():
            return ("", "") if bare else ("line", "sunken")
        ground = ("header" if self.isDown() else "sunken") if hovered else ""
        return (
            ("line" if self._kind == "tool" and hovered else "", ground)
            if bare
            else (
                "edge",
                ground or "surface",
            )
        )

    def _text_token(self) -> str:
        if not self.isEnabled():
            return "placeholder"
        return {"main": "on_accent", "link": "accent"}.get(self._kind, "text")

    def _label_width(self) -> int:
        label = self.text().replace("&", "")
        # A tool's text is semi-bold while it is pressed; its place is wide enough for that.
        strong = self._kind in ("main", "tool")
        width = theme.metrics(theme.BODY, strong).horizontalAdvance(label)
        return width + (16 + (_GAP if label else 0) if self._icon_name else 0)

    def _strong(self) -> bool:
        return self._kind == "main" or (self._kind == "tool" and self.isChecked())


def _pen(token: str, width: float):
    return QPen(theme.color(token), width) if token else Qt.PenStyle.NoPen
