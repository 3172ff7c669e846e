"""Labels: text in a tone and size of the design, and icons that belong to a text."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from cchc_desktop.gui import icons, theme


def text_label(
    text: str = "",
    *,
    tone: str = "",
    size: str = "",
    strong: bool = False,
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a label.

    Args:
        text: plain text.
        tone: ``help``, ``bad``, ``warn``, ``ok`` or empty.
        size: ``score``, ``title``, ``section``, ``help``, ``small`` or empty for the body's.
        strong: semi-bold.
        wrap: the text breaks into lines instead of widening the page.
    """
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    for name, value in (("tone", tone), ("scale", size)):
        if value:
            label.setProperty(name, value)
    if strong:
        label.setProperty("strong", True)
    if wrap:
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def set_tone(label: QLabel, tone: str) -> None:
    """Change a label's tone, if it is another one."""
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)


def show_if(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget, if it is not so already: Qt relays out the page each time."""
    if widget.isHidden() == shown:
        widget.setVisible(shown)


def rule(parent: QWidget | None = None) -> QFrame:
    """Make a separating line."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    return line


class ElidedLabel(QWidget):
    """One line of text that ends in “…” when there is no room; then a tooltip holds it all."""

    def __init__(self, token: str = "text2", align=Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__()
        self._text, self._token, self._align = "", token, align
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show this text."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._tell_rest()
        self.update()

    def text(self) -> str:
        """Give the whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        """Ask for the whole text's width."""
        measures = theme.metrics()
        return QSize(measures.horizontalAdvance(self._text) + 2, measures.height())

    def resizeEvent(self, event) -> None:
        """Keep the tooltip to texts that are really cut."""
        self._tell_rest()

    def paintEvent(self, event) -> None:
        """Draw the text, cut at the right."""
        painter = QPainter(self)
        painter.setPen(theme.color(self._token))
        painter.setFont(theme.font())
        shown = theme.metrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self._align | Qt.AlignmentFlag.AlignVCenter), shown)

    def _tell_rest(self) -> None:
        cut = theme.metrics().horizontalAdvance(self._text) > self.width()
        self.setToolTip(self._text if cut else "")


class IconLabel(QWidget):
    """A 16 or 20 px icon in a token's colour; its word is its accessible name and tooltip."""

    def __init__(self, icon: str = "", token: str = "text", word: str = "", size: int = 16) -> None:
        super().__init__()
        self._size = size
        self.setFixedSize(size, size)
        self.show_icon(icon, token, word)

    def show_icon(self, icon: str, token: str, word: str = "") -> None:
        """Change drawing, colour and word."""
        self._icon, self._token = icon, token
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.update()

    def paintEvent(self, event) -> None:
        """Draw the icon."""
        if self._icon:
            icons.paint(QPainter(self), 0, 0, self._icon, self._token, self._size)
