"""Fields for declared figures: numbers and dates, kept as typed, grouped when left."""

from __future__ import annotations

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from cchc_desktop.core.figures import Input, InputKind
from cchc_desktop.gui import icons, typed_values
from cchc_desktop.gui.own_undo import leaves_to_window

NUMBER_WIDTH, DATE_WIDTH = 120, 130
_MOST_CHARACTERS = 60


class FigureField(QLineEdit):
    """One figure.

    Signals:
        typed: the text to keep, at every key.
        left: the field was left.
        next_wanted: Enter was pressed.
    """

    typed = Signal(str)
    left = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure: Input | None = None
        self._year = 0
        self._kept = ""
        self.setMaxLength(_MOST_CHARACTERS)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(NUMBER_WIDTH)
        self._calendar = _CalendarButton(self)
        self._calendar.clicked.connect(self.open_calendar)
        self.textEdited.connect(self._on_edited)

    def show_figure(self, figure: Input, kept: str, year: int) -> None:
        """Show a figure's kept text; tells nobody."""
        self._figure, self._year, self._kept = figure, year, kept
        is_date = figure.kind is InputKind.DATE
        self._calendar.setVisible(is_date)
        self.setFixedWidth(DATE_WIDTH if is_date else NUMBER_WIDTH)
        self.setTextMargins(0, 0, 22 if is_date else 0, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter if is_date else Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("")
        unit = f", đơn vị {figure.unit}" if figure.unit and not is_date else ""
        self.setAccessibleName(f"{figure.label}{unit}")
        self._show_kept()

    def kept(self) -> str:
        """Give the text to keep."""
        return self._kept

    def set_bad(self, bad: bool) -> None:
        """Mark the figure as impossible."""
        if bool(self.property("bad")) != bad:
            self.setProperty("bad", bad)
            self.style().unpolish(self)
            self.style().polish(self)

    def open_calendar(self) -> None:
        """Let the person pick a day."""
        from cchc_desktop.gui.widgets.calendar_popup import CalendarPopup

        popup = CalendarPopup(self)
        popup.picked.connect(self._on_picked)
        popup.open_at(self.mapToGlobal(QPoint(0, self.height() + 2)), self._day())

    def focusInEvent(self, event) -> None:
        """Take the thousands dots out for typing."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.PopupFocusReason or not self._figure:
            return
        text = typed_values.edited_text(self._figure, self._kept, self._year)
        if text != self.text():
            self.setText(text)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event) -> None:
        """Put the thousands dots in, and tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._show_kept()
            self.left.emit()

    def keyPressEvent(self, event) -> None:
        """Enter goes on; F4 and Alt+Down open the calendar."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
            return
        alt_down = key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if self._calendar.isVisible() and (key == Qt.Key.Key_F4 or alt_down):
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event) -> None:
        """Keep the calendar's button at the right."""
        super().resizeEvent(event)
        self._calendar.move(self.width() - 28, (self.height() - 24) // 2)

    def _show_kept(self) -> None:
        if not self._figure:
            return
        show = typed_values.edited_text if self.hasFocus() else typed_values.shown_text
        text = show(self._figure, self._kept, self._year)
        if text != self.text():
            self.setText(text)

    def _on_edited(self, text: str) -> None:
        if self._figure:
            self._kept = typed_values.kept_text(self._figure, text, self._year)
            self.typed.emit(self._kept)

    def _on_picked(self, day: QDate) -> None:
        self._kept = day.toString("yyyy-MM-dd")
        self._show_kept()
        self.typed.emit(self._kept)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _day(self) -> QDate:
        found = QDate.fromString(self._kept, "yyyy-MM-dd")
        if found.isValid():
            return found
        today = QDate.currentDate()
        return today if today.year() == self._year else QDate(self._year, 1, 1)

    def event(self, event) -> bool:
        """Keep F4 from the window's shortcuts; leave it an undo that the field has none for."""
        if leaves_to_window(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            event.ignore()
            return True
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_F4
            and self._calendar.isVisible()
        ):
            event.accept()
            return True
        return super().event(event)


class _CalendarButton(QToolButton):
    """The button inside a date field; the keyboard has F4 for it."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.setFixedSize(24, 24)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName("Mở lịch")
        self.setToolTip("Mở lịch (F4)")
        self.hide()

    def paintEvent(self, event) -> None:
        """Draw the icon alone."""
        token = "text2" if self.isEnabled() else "placeholder"
        icons.paint(QPainter(self), 4, 4, "calendar_ltr_regular", token)
