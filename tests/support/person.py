"""A person at the window: looks, clicks by the words on things, types Vietnamese, waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAccessible,
    QDragEnterEvent,
    QDropEvent,
    QInputMethodEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE_S = 20.0


def spoken_name(widget: QWidget) -> str:
    """Give what a screen reader calls a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def let_pass(milliseconds: int) -> None:
    """Let the window live for a moment, and other threads with it (QTest.qWait keeps the GIL)."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Person:
    """Works with one window, as somebody in front of it would."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def wait(self, until: Callable[[], object], what: str = "") -> None:
        """Wait for something to become true."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            assert time.monotonic() < end, what or "waited in vain"
            let_pass(10)

    def pause(self, milliseconds: int) -> None:
        """Do nothing for a moment."""
        let_pass(milliseconds)

    def click(self, words: str, kind: type[QAbstractButton] = QAbstractButton) -> None:
        """Click a button, option or tick box that is called so."""
        button = self.button(words, kind)
        assert button.isEnabled(), f"“{words}” is disabled"
        self.click_on(button)

    def click_on(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())

    def button(self, words: str, kind: type[QAbstractButton] = QAbstractButton) -> QAbstractButton:
        """Find a visible button by what it is called, whole or from the beginning."""
        found = [one for one in self._visible(kind) if _called(spoken_name(one), words)]
        assert found, f"no button “{words}”; there are {sorted(self.buttons())}"
        return min(found, key=lambda one: len(spoken_name(one)))

    def buttons(self) -> set[str]:
        """Give what the visible buttons are called."""
        return {spoken_name(one) for one in self._visible(QAbstractButton)}

    def field(self, name: str) -> QWidget:
        """Find a visible input by its name."""
        kinds = (QLineEdit, QPlainTextEdit, QComboBox)
        found = [w for kind in kinds for w in self._visible(kind) if _called(spoken_name(w), name)]
        assert found, f"no field “{name}”"
        return found[0]

    def fill(self, name: str, text: str) -> None:
        """Click into an input, take out what is there, and type."""
        field = self.field(name)
        self.click_on(field)
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        self.type(text, field)

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Type as a Vietnamese input method does: compose each word, then commit it."""
        target = into or QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        for piece in _pieces(text):
            if piece == "\n":
                QTest.keyClick(target, Qt.Key.Key_Return)
                continue
            for end in range(1, len(piece)):
                QApplication.sendEvent(target, QInputMethodEvent(piece[:end], []))
            commit = QInputMethodEvent("", [])
            commit.setCommitString(piece)
            QApplication.sendEvent(target, commit)

    def compose(self, text: str, into: QWidget) -> None:
        """Leave a word half composed, as between two keys of Telex."""
        QApplication.sendEvent(into, QInputMethodEvent(text, []))

    def paste(self, text: str, into: QWidget) -> None:
        """Paste from the clipboard."""
        QApplication.clipboard().setText(text)
        QTest.keyClick(into, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def press(
        self,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        into: QWidget | None = None,
    ) -> None:
        """Press a key where the focus is."""
        target = into or QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, modifiers)

    def menu(self, *words: str) -> None:
        """Choose from the menu bar by the words, for example ("Hồ sơ", "Mở hồ sơ…")."""
        actions = self.window.findChild(QMenuBar).actions()
        for word in words:
            action = next(one for one in actions if one.text().replace("&", "") == word)
            if action.menu():
                action.menu().aboutToShow.emit()
                actions = action.menu().actions()
        assert action.isEnabled(), f"“{words[-1]}” is disabled"
        action.trigger()

    def drop(self, target: QWidget, *files: Path) -> None:
        """Drag files from a folder window onto a widget and let go."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPointF(5, 5), copy, data, button, none)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted(), "this can't be dropped here"
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, button, none))

    def sees(self, words: str) -> bool:
        """Tell whether a visible label says this."""
        return any(words in text for text in self.labels())

    def labels(self) -> list[str]:
        """Give the visible labels' texts."""
        found = [_plain(label.text()) for label in self._visible(QLabel)]
        return [*found, *(w.accessibleName() for w in self._visible(QWidget) if w.accessibleName())]

    def _visible(self, kind: type) -> Iterator:
        for widget in self.window.findChildren(kind):
            if widget.isVisible():
                yield widget


def _called(name: str, words: str) -> bool:
    return name == words or name.startswith((f"{words},", f"{words} ("))


def _plain(text: str) -> str:
    return text.replace("<b>", "").replace("</b>", "")


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into words, blanks and line ends."""
    word = ""
    for character in text:
        if character in " \n":
            if word:
                yield word
                word = ""
            yield character
        else:
            word += character
    if word:
        yield word
