"""A row that is chosen or ticked: its words at the left, its points at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from cchc_desktop.gui import theme

_INDICATOR, _TEXT_X, _RIGHT, _PAD = 12, 34, 12, 9


class _PaintedRow:
    """What the radio button and the check box have in common."""

    next_wanted: Signal

    def set_up(self) -> None:
        """Let the height follow the width."""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words, self._gives = "", ""

    def show_row(self, words: str, gives: str) -> None:
        """Show these words and points."""
        if (words, gives) == (self._words, self._gives):
            return
        self._words, self._gives = words, gives
        self.setAccessibleName(f"{words}, {gives}" if gives else words)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """36 px for one line."""
        return max(36, self._text_box(width).height() + 2 * _PAD)

    def sizeHint(self) -> QSize:
        """Ask for the height of the present width."""
        return QSize(300, self.heightForWidth(max(self.width(), 300)))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(200, 36)

    def hitButton(self, point) -> bool:
        """The whole row can be clicked."""
        return self.rect().contains(point)

    def keyPressEvent(self, event) -> None:
        """Enter goes on to the next field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        """Draw ground, indicator, words and points."""
        painter = QPainter(self)
        chosen = self.isChecked()
        if chosen:
            painter.fillRect(self.rect(), theme.color("selection"))
        elif self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.color("sunken"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_indicator(painter, QRectF(_INDICATOR, self.height() / 2 - 7.5, 15, 15))
        painter.setFont(theme.font(theme.BODY, chosen))
        painter.setPen(theme.color("text" if self.isEnabled() else "placeholder"))
        box = self._text_box(self.width())
        box.moveTop((self.height() - box.height()) // 2)
        painter.drawText(box, int(Qt.TextFlag.TextWordWrap), self._words)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(0, 0, -_RIGHT, 0), int(flags), self._gives)
        if chosen or self.hasFocus():
            width = 2 if self.hasFocus() else 1
            painter.setPen(QPen(theme.color("accent"), width))
            inset = width / 2
            painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    def edge_pen(self, width: float = 1.2) -> QPen:
        """Give the pen of an indicator's edge."""
        return QPen(theme.color("edge" if self.isEnabled() else "line"), width)

    def _text_box(self, width: int) -> QRect:
        right = theme.metrics(theme.BODY, True).horizontalAdvance(self._gives) + _RIGHT + 16
        room = max(width - _TEXT_X - right, 80)
        return QRect(_TEXT_X, 0, room, theme.wrapped_height(self._words, room, True))


class RadioRow(_PaintedRow, QRadioButton):
    """One of several options."""

    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_up()

    def paint_indicator(self, painter: QPainter, box: QRectF) -> None:
        """Draw the circle."""
        painter.setBrush(theme.color("edit"))
        if self.isChecked():
            painter.setPen(QPen(theme.color("accent" if self.isEnabled() else "edge"), 5))
            painter.drawEllipse(box.adjusted(2.5, 2.5, -2.5, -2.5))
        else:
            painter.setPen(self.edge_pen())
            painter.drawEllipse(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)


class CheckRow(_PaintedRow, QCheckBox):
    """A requirement that is met or not."""

    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_up()

    def paint_indicator(self, painter: QPainter, box: QRectF) -> None:
        """Draw the box and its tick."""
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent" if self.isEnabled() else "edge"))
            painter.drawRoundedRect(box, 3, 3)
            pen = QPen(theme.color("on_accent"), 1.7)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            corner = box.topLeft()
            way = [QPointF(3.6, 7.8), QPointF(6.4, 10.6), QPointF(11.6, 4.8)]
            painter.drawPolyline([corner + point for point in way])
        else:
            painter.setBrush(theme.color("edit"))
            painter.setPen(self.edge_pen())
            painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
