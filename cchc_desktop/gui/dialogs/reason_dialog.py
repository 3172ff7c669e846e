"""Asks for a reason that is going to be recorded."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.core.limits import MOST_IN_PARAGRAPH
from cchc_desktop.core.text import clean
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label


class ReasonDialog(QDialog):
    """The main button waits until a reason has been written.

    Args:
        title: of the dialog.
        about: what it is for.
        label: of the field.
        verb: on the main button: verb and object.
        known: the text that stands in the field at first.
    """

    def __init__(
        self,
        title: str,
        about: str,
        label: str,
        verb: str,
        parent: QWidget | None = None,
        *,
        known: str = "",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._field = QLineEdit(known)
        self._field.setMaxLength(MOST_IN_PARAGRAPH)
        self._field.setAccessibleName(label)
        self._go = Button(verb, kind="main")
        self._go.setDefault(True)
        self._go.clicked.connect(self.accept)
        cancel = Button("Hủy")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._go)
        buttons.addWidget(cancel)
        name = text_label(label, strong=True)
        name.setBuddy(self._field)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(text_label(about, wrap=True))
        column.addSpacing(4)
        column.addWidget(name)
        column.addWidget(self._field)
        column.addSpacing(4)
        column.addLayout(buttons)
        self.setMinimumWidth(520)
        self._field.textChanged.connect(self._check)
        self._check()

    def reason(self) -> str:
        """Give what was written."""
        return clean(self._field.text())

    def _check(self) -> None:
        self._go.setEnabled(bool(self.reason()))
