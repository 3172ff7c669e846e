"""Ctrl+Z in a field takes back what was typed there; once there is nothing, the window's undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence


def leaves_to_window(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Tell whether a field's event is an undo or redo that the window should do.

    Qt's fields take Ctrl+Z and Ctrl+Y even when they have nothing to take back.

    Args:
        event: of the field.
        undo, redo: whether the field has something of its own.
    """
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and event.key() == Qt.Key.Key_Y and not redo
