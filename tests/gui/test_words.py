"""No English anywhere, keys that disturb no input method, mnemonics that can be typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from cchc_desktop.gui.actions import MENUS
from tests.support.person import spoken_name
from tests.support.screens import dialog_screens, window_screens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person

ENGLISH = re.compile(
    r"\b(the|and|of|to|open|save|cancel|close|file|files|name|size|type|date|back|next|finish|"
    r"yes|no|ok|undo|redo|cut|copy|paste|delete|select|all|page|help|error|warning|directory|"
    r"folder|look|new|view|list|detail|details|computer|show|hide|hidden|previous|month|year|"
    r"today|search|find|apply|discard|reset|retry|abort|ignore|modified|drive|forward|parent)\b",
    re.IGNORECASE,
)
ALLOWED = {"PgUp", "PgDn", "Ctrl", "Shift", "Alt", "Enter", "Tab", "Esc"}
NOT_WORDS = re.compile(r"(\S*[/\\]\S*|\S+\.(pdf|cchc|p12|pfx)\b|\*\.\w+|Ctrl\+\S+|Shift\+\S+)")


def _columns(view: QAbstractItemView) -> int:
    """Count a view's columns; Qt keeps those of a list's model to itself."""
    return 1 if isinstance(view, QListView) else view.model().columnCount()


def texts(widget: QWidget) -> Iterator[str]:
    """Give every text that the widget and what is in it can show or say."""
    for one in (widget, *widget.findChildren(QWidget)):
        yield from (one.windowTitle(), one.toolTip(), one.accessibleName(), spoken_name(one))
        yield one.accessibleDescription()
        if isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        if isinstance(one, QLineEdit | QPlainTextEdit):
            yield one.placeholderText()
        if isinstance(one, QComboBox):
            yield from (one.itemText(number) for number in range(one.count()))
        if isinstance(one, QMenu):
            yield from (action.text() for action in one.actions())
        if isinstance(one, QAbstractItemView) and one.model():
            model = one.model()
            yield from (
                str(model.headerData(column, Qt.Orientation.Horizontal) or "")
                for column in range(_columns(one))
            )


def english(widget: QWidget) -> set[str]:
    """Give the texts that have an English word in them."""
    found = set()
    for text in texts(widget):
        plain = NOT_WORDS.sub("", re.sub(r"<[^>]+>", "", text).replace("&", ""))
        words = {word for word in ENGLISH.findall(plain) if word not in ALLOWED}
        if words and not re.search("[à-ỹđ]", plain.lower()):
            found.add(text)
    return found


def test_the_walk_would_find_english(qapp, qtbot) -> None:
    label = QLabel("Open file")
    qtbot.addWidget(label)
    assert english(label) == {"Open file"}


def test_every_screen_speaks_vietnamese(
    window: MainWindow, at_work: Person, tmp_path: Path
) -> None:
    left = {name: english(widget) for name, widget in window_screens(window, at_work, tmp_path)}
    assert {name: found for name, found in left.items() if found} == {}


def test_every_dialog_speaks_vietnamese_qts_own_too(
    window: MainWindow, at_work: Person, prompts
) -> None:
    left = {name: english(widget) for name, widget in dialog_screens(window, prompts)}
    assert {name: found for name, found in left.items() if found} == {}


def test_no_text_breaks_the_tone(window: MainWindow, at_work: Person, tmp_path: Path) -> None:
    for name, widget in window_screens(window, at_work, tmp_path):
        for text in texts(widget):
            lower = text.lower()
            for word in (" bạn ", "vui lòng", "lỗi hệ thống", "khoá", "tỉ lệ", "hàng năm"):
                assert word not in f" {lower} ", (name, text)
            assert "!" not in text.replace("<!", ""), (name, text)


def test_keys_leave_input_methods_alone() -> None:
    used: dict[str, str] = {}
    for commands in MENUS.values():
        for command in commands:
            for key in command.keys:
                assert not re.search(r"Ctrl\+Shift|Shift\+Ctrl", key), key
                assert key not in ("Alt+Z", "Ctrl+Space", "Ctrl+E", "Ctrl+K", "Ctrl+U"), key
                assert "Ctrl+Alt" not in key
                assert re.fullmatch(r"(Ctrl\+.+|Alt\+(Left|Right)|(Shift\+)?F\d+)", key), key
                assert not QKeySequence(key).isEmpty()
                assert key not in used, (key, used.get(key), command.name)
                used[key] = command.name


def test_mnemonics_are_ascii_never_z_and_unique() -> None:
    def letters(labels: list[str]) -> list[str]:
        found = [re.search("&(.)", label) for label in labels]
        assert all(found), labels
        return [one[1].lower() for one in found]

    for labels in ([*MENUS], *([c.text for c in cs if c.text] for cs in MENUS.values())):
        used = letters(labels)
        assert len(set(used)) == len(used), labels
        assert all(re.fullmatch("[a-y]", one) for one in used), labels


def test_an_action_that_opens_a_dialog_ends_in_dots() -> None:
    asks = {"new", "open", "verify", "export", "go_to_code", "not_applicable", "clear"}
    asks |= {"add_evidence", "add_folder", "edit_evidence", "remove_evidence"}
    asks |= {"exemptions", "move_set", "undo_move", "lock", "view_evidence", "rename_evidence"}
    asks |= {"move_evidence", "cite_evidence", "assign", "remarks", "import_prior", "bin", "name"}
    for commands in MENUS.values():
        for command in commands:
            if command.text:
                assert command.text.endswith("…") == (command.name in asks), command
