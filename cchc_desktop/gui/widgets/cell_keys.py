"""What a key means in the official table, and what its cells are as copied text."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent


class KeyAct(Enum):
    """What a key does while no field is open."""

    COPY = 1
    COPY_DOWN = 2
    DOWN = 3
    UP = 4
    TO_BAR = 5
    TYPE_IN_BAR = 6
    CLOSE = 7
    OTHER = 8


def act_of(event: QKeyEvent, *, in_bar: bool) -> KeyAct:
    """Tell what a key does.

    Args:
        event: the key.
        in_bar: the current cell is edited in the bar above.
    """
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    if event.matches(QKeySequence.StandardKey.Copy):
        return KeyAct.COPY
    if key == Qt.Key.Key_D and modifiers == control:
        return KeyAct.COPY_DOWN
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers & ~shift:
        return KeyAct.UP if modifiers else KeyAct.DOWN
    if key == Qt.Key.Key_Escape:
        return KeyAct.CLOSE
    if not in_bar:
        return KeyAct.OTHER
    alt_down = key == Qt.Key.Key_Down and modifiers == Qt.KeyboardModifier.AltModifier
    if key in (Qt.Key.Key_F2, Qt.Key.Key_F4) or alt_down:
        return KeyAct.TO_BAR
    if event.text() and event.text().isprintable() and not modifiers & ~shift:
        return KeyAct.TYPE_IN_BAR
    return KeyAct.OTHER


def copied_text(cells: Sequence[QModelIndex]) -> str:
    """Give cells as rows of tab-separated text, as spreadsheets read it."""
    rows: dict[int, dict[int, str]] = {}
    for one in cells:
        rows.setdefault(one.row(), {})[one.column()] = _quoted(str(one.data() or ""))
    lines = ("\t".join(texts[n] for n in sorted(texts)) for _, texts in sorted(rows.items()))
    return "\n".join(lines)


def _quoted(text: str) -> str:
    if not any(mark in text for mark in '\t\n"'):
        return text
    return '"' + text.replace('"', '""') + '"'
