"""The fields that open inside a cell of the official table: one figure, or the note."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from cchc_desktop.gui import typed_values
from cchc_desktop.gui.own_undo import leaves_to_window
from cchc_desktop.gui.widgets.figure_field import FigureField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cchc_desktop.core.figures import Input

_NO_LIMIT = 16_777_215
"""Qt's own word for any width (QWIDGETSIZE_MAX)."""


class Leaving(Enum):
    """How a cell is left, and where to."""

    STAY = 0
    DOWN = 1
    UP = 2
    RIGHT = 3
    LEFT = 4
    CANCEL = 5


class CellFigureField(FigureField):
    """One figure, as wide as its cell; shows what is kept once and is never shown anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code, self.closing = "", False
        self._fresh = True

    def begin(self, figure: Input, kept: str, year: int) -> None:
        """Show the kept figure as it is typed: without thousands dots."""
        self.show_figure(figure, kept, year)
        self.setMinimumWidth(0)
        self.setMaximumWidth(_NO_LIMIT)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setText(typed_values.edited_text(figure, kept, year))

    def focusInEvent(self, event) -> None:
        """Mark what is there, so that typing replaces it, unless typing has begun already."""
        fresh = self._fresh and not self.isModified()
        typed = self.text()
        super().focusInEvent(event)
        if fresh:
            self.selectAll()
        elif self.text() != typed:
            # Composed before the focus came: what was typed stands as it was typed.
            self.setText(typed)
        self._fresh = False

    def leaving(self, event: QKeyEvent) -> Leaving | None:
        """Tell where a key leads out of the cell; None when it is the field's own."""
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            return Leaving.UP if event.key() == Qt.Key.Key_Up else Leaving.DOWN
        return _common(event) if plain else None


class NoteEditor(QPlainTextEdit):
    """The note. Enter leaves it as in a spreadsheet; Alt+Enter or Shift+Enter breaks the line.

    Signals:
        typed: the note, at every change.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code, self.closing = "", False
        self._quiet = False
        self.setTabChangesFocus(True)
        self.setPlaceholderText("Gửi Hội đồng thẩm định (không bắt buộc)")
        self.textChanged.connect(self._on_changed)

    def begin(self, note: str) -> None:
        """Show the note, the cursor at its end; tells nobody."""
        self._quiet = True
        self.setPlainText(note)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._quiet = False

    def leaving(self, event: QKeyEvent) -> Leaving | None:
        """Tell where a key leads out of the cell; None when it is the field's own."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and modifiers:
            return None
        return _common(event) if not modifiers & ~Qt.KeyboardModifier.ShiftModifier else None

    def keyPressEvent(self, event) -> None:
        """Alt+Enter breaks the line, as Shift+Enter does."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers():
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)

    def event(self, event) -> bool:
        """Leave the window an undo that the note has none for."""
        own = self.document()
        if leaves_to_window(event, undo=own.isUndoAvailable(), redo=own.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def _on_changed(self) -> None:
        if not self._quiet:
            self.typed.emit(self.toPlainText())


def _common(event: QKeyEvent) -> Leaving | None:
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    match event.key():
        case Qt.Key.Key_Return | Qt.Key.Key_Enter:
            return Leaving.UP if shifted else Leaving.DOWN
        case Qt.Key.Key_Tab:
            return Leaving.RIGHT
        case Qt.Key.Key_Backtab:
            return Leaving.LEFT
        case Qt.Key.Key_Escape:
            return Leaving.CANCEL
    return None
