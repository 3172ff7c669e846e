"""Gives a leaf, its criterion or its whole field to a colleague."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.core.limits import MOST_IN_LINE
from cchc_desktop.core.text import clean
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label

if TYPE_CHECKING:
    from collections.abc import Sequence


class AssignDialog(QDialog):
    """Asks who, and how much of the set.

    Args:
        scopes: (code, words) from the leaf up to its field.
        people: names that were given before.
        person: who sees to the leaf now; empty for nobody.
        me: the name of the person at this machine.
    """

    def __init__(
        self,
        scopes: Sequence[tuple[str, str]],
        people: Sequence[str],
        person: str,
        me: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Giao việc")
        self._codes = [code for code, _ in scopes]
        self._person = QComboBox()
        self._person.setEditable(True)
        self._person.setAccessibleName("Người phụ trách")
        self._person.lineEdit().setAccessibleName("Người phụ trách")
        self._person.lineEdit().setMaxLength(MOST_IN_LINE)
        self._person.lineEdit().setPlaceholderText("Tên, ví dụ Nguyễn Thị Hạnh")
        names = dict.fromkeys([*people, me])
        self._person.addItems([name for name in names if name])
        self._person.setCurrentText(person)
        self._scopes = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(text_label("Người phụ trách", strong=True))
        column.addWidget(self._person)
        mine = Button(f"Tôi ({me})", kind="link", icon="person_regular", small=True)
        mine.setVisible(bool(me))
        mine.clicked.connect(lambda: self._person.setCurrentText(me))
        row = QHBoxLayout()
        row.addWidget(mine)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(text_label("Phần việc", strong=True))
        for number, (_, words) in enumerate(scopes):
            button = QRadioButton(words)
            button.setChecked(number == 0)
            self._scopes.addButton(button, number)
            column.addWidget(button)
        give = Button("Giao việc", kind="main")
        give.setDefault(True)
        give.clicked.connect(self.accept)
        cancel = Button("Hủy")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        note = text_label("Để trống tên là thôi giao.", tone="help", size="help")
        buttons.addWidget(note, 1)
        buttons.addWidget(give)
        buttons.addWidget(cancel)
        column.addSpacing(6)
        column.addLayout(buttons)
        self.setMinimumWidth(480)
        self._person.setFocus()
        self._person.lineEdit().selectAll()

    def code(self) -> str:
        """Give the code of the leaf, criterion or field that is given."""
        return self._codes[self._scopes.checkedId()]

    def person(self) -> str:
        """Give the name; empty takes it back."""
        return clean(self._person.currentText())
