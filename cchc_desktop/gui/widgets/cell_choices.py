"""Choices in the bar above the official table: one of several, or a list to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QVBoxLayout, QWidget

from cchc_desktop.core.answer import ITEMS
from cchc_desktop.core.measures import Ticks
from cchc_desktop.gui import theme
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.options_block import OptionsBlock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.policy import Policy

_WIDEST_BOX, _WIDEST_LIST, _POPUP = 460, 760, 480


class ChoiceBox(QComboBox):
    """One of several keys, each with its words. The wheel scrolls the page, never the choice.

    Signals:
        picked: the key that the person chose.
        next_wanted: Enter was pressed.
    """

    picked = Signal(str)
    next_wanted = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._keys: list[str] = []
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST_BOX)
        self.setMinimumWidth(160)
        self.activated.connect(lambda place: self.picked.emit(self._keys[place]))

    def show_choices(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Show (key, words) pairs and which is chosen; tells nobody."""
        if [self.itemText(n) for n in range(self.count())] != [words for _, words in choices]:
            self.clear()
            self.addItems([words for _, words in choices])
            widest = max(
                (theme.metrics().horizontalAdvance(text) for _, text in choices), default=0
            )
            self.view().setMinimumWidth(min(widest + 40, _WIDEST_LIST))
            self.setMaximumWidth(min(widest + 52, _WIDEST_BOX))
        self._keys = [key for key, _ in choices]
        place = self._keys.index(chosen) if chosen in self._keys else -1
        if self.currentIndex() != place:
            self.setCurrentIndex(place)
        self.setToolTip(self.currentText())

    def wheelEvent(self, event) -> None:
        """Leave the choice alone."""
        event.ignore()

    def keyPressEvent(self, event) -> None:
        """Enter goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
            return
        super().keyPressEvent(event)


class TicksButton(Button):
    """Says how many requirements are met; opens the list in which they are ticked.

    Signals:
        ticked: the leaf's values, name → kept text.
        next_wanted: Enter in the last row.
    """

    ticked = Signal(dict)
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("", icon="chevron_down_regular", icon_last=True)
        self._leaf: Leaf | None = None
        self._values: Mapping[str, str] = {}
        self._year = 0
        self._policy: Policy | None = None
        self._popup: _TicksPopup | None = None
        self.clicked.connect(self.open_list)

    def show_leaf(self, leaf: Leaf, values: Mapping[str, str], year: int, policy: Policy) -> None:
        """Show how much is ticked; tells nobody."""
        self._leaf, self._values, self._year, self._policy = leaf, values, year, policy
        assert isinstance(leaf.measure, Ticks)
        keys = [key for key in values.get(ITEMS, "").split(",") if key]
        count = f"{len(keys)}/{len(leaf.measure.items)} yêu cầu đạt"
        text = count if ITEMS in values else "Chọn các yêu cầu đạt được"
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def open_list(self) -> None:
        """Let the person tick."""
        if self._leaf is None or self._policy is None:
            return
        popup = self._popup = _TicksPopup(self)
        popup.block.show_leaf(self._leaf, self._values, self._year, self._policy)
        popup.block.edited.connect(self.ticked)
        popup.block.next_wanted.connect(popup.close)
        popup.block.next_wanted.connect(self.next_wanted)
        popup.adjustSize()
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        if first := popup.block.first_field():
            first.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event) -> None:
        """Enter, Space, F4 and Alt+Down open the list."""
        alt_down = (
            event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F4) or alt_down:
            self.open_list()
            return
        super().keyPressEvent(event)


class _TicksPopup(QFrame):
    """The list over the table; Esc and a click elsewhere close it, what was ticked stays."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self.setAccessibleName("Các yêu cầu đạt được")
        self.setFixedWidth(_POPUP)
        self.block = OptionsBlock()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.block)

    def keyPressEvent(self, event) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)
