"""A month in Vietnamese: weeks from Monday, T2 … CN, days of the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.gui import icons, theme
from cchc_desktop.gui.widgets.text_label import text_label

_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_WIDTH = 7 * 34


class CalendarPopup(QFrame):
    """Opens under a date field and closes with a choice, Esc or a click elsewhere.

    Signals:
        picked: the day chosen.
    """

    picked = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName("Lịch")
        self._month = _Month()
        self._month.clicked.connect(self._on_picked)
        self._month.activated.connect(self._on_picked)
        self._month.currentPageChanged.connect(self._show_title)
        self._title = text_label(strong=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addWidget(_Weekdays())
        column.addWidget(self._month)

    def open_at(self, corner: QPoint, day: QDate) -> None:
        """Show the month of ``day`` with its top left corner at a point of the screen."""
        self._month.setSelectedDate(day)
        self._show_title(day.year(), day.month())
        self.adjustSize()
        free = self.parentWidget().screen().availableGeometry()
        corner.setX(min(corner.x(), free.right() - self.width()))
        if corner.y() + self.height() > free.bottom():
            corner.setY(corner.y() - self.height() - self.parentWidget().height() - 4)
        self.move(corner)
        self.show()
        self._month.setFocus()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        before = _Arrow("chevron_left_regular", "Tháng trước")
        after = _Arrow("chevron_right_regular", "Tháng sau")
        before.clicked.connect(self._month.showPreviousMonth)
        after.clicked.connect(self._month.showNextMonth)
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.addWidget(before)
        row.addWidget(self._title, 1)
        row.addWidget(after)
        return row

    def _show_title(self, year: int, month: int) -> None:
        self._title.setText(f"Tháng {month} năm {year}")

    def _on_picked(self, day: QDate) -> None:
        self.picked.emit(day)
        self.close()


class _Month(QCalendarWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setNavigationBarVisible(False)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.NoHorizontalHeader)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        plain = QTextCharFormat()
        plain.setForeground(theme.color("text"))
        for day in Qt.DayOfWeek:
            self.setWeekdayTextFormat(day, plain)
        self.setFixedSize(_WIDTH, 6 * 28)
        for widget in (self, self.findChild(QTableView)):
            widget.setAccessibleName("Các ngày trong tháng")

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:
        """Draw one day: the chosen one filled, today with an edge, other months' days faint."""
        chosen = day == self.selectedDate()
        inner = rect.adjusted(2, 1, -3, -2)
        if chosen:
            painter.fillRect(inner, theme.color("accent"))
        elif day == QDate.currentDate():
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRect(inner)
        other = day.month() != self.monthShown()
        token = "on_accent" if chosen else "placeholder" if other else "text"
        painter.setPen(theme.color(token))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(day.day()))


class _Weekdays(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for word in _WEEKDAYS:
            label = text_label(word, tone="help", size="help")
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(label, 1)
        self.setFixedWidth(_WIDTH)


class _Arrow(QToolButton):
    def __init__(self, icon: str, word: str) -> None:
        super().__init__()
        self._icon = icon
        self.setFixedSize(28, 28)
        self.setToolTip(word)
        self.setAccessibleName(word)

    def paintEvent(self, event) -> None:
        """Draw the icon, and the ring when focused."""
        painter = QPainter(self)
        icons.paint(painter, 6, 6, self._icon, "text")
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)
