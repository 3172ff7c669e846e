"""“Đến mã tiêu chí”: a code such as 3.4.1, found as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label

if TYPE_CHECKING:
    from collections.abc import Sequence


class CodeDialog(QDialog):
    """Asks for a code; “3.4” leads to the first leaf below it, “341” to 3.4.1."""

    def __init__(self, codes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đến mã tiêu chí")
        self._codes = list(codes)
        self._field = QLineEdit()
        self._field.setAccessibleName("Mã tiêu chí")
        self._field.setPlaceholderText("3.4.1")
        self._found = text_label(tone="help")
        self._go = Button("Đến mục", kind="main")
        self._go.setDefault(True)
        self._go.clicked.connect(self.accept)
        cancel = Button("Hủy")
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._found, 1)
        buttons.addWidget(self._go)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        label = text_label("Mã tiêu chí")
        label.setBuddy(self._field)
        column.addWidget(label)
        column.addWidget(self._field)
        column.addLayout(buttons)
        self.setMinimumWidth(360)
        self._field.textChanged.connect(self._check)
        self._check()

    def code(self) -> str:
        """Give the code found, empty for none."""
        return code_named(self._field.text(), self._codes)

    def _check(self) -> None:
        found = self.code()
        self._go.setEnabled(bool(found))
        if self._field.text() and not found:
            self._found.setText("Không có mã này.")
        else:
            self._found.setText(f"Mục {found}" if found else "")


def code_named(text: str, codes: Sequence[str]) -> str:
    """Give the leaf's code that a person means by ``8.1``, ``8,1`` or ``811``; empty for none."""
    typed = text.strip().strip(".").replace(",", ".").replace(" ", "")
    if not typed:
        return ""
    exact = (one for one in codes if one == typed)
    bare = (one for one in codes if one.replace(".", "") == typed)
    below = (one for one in codes if one.startswith(f"{typed}."))
    return next(exact, "") or next(bare, "") or next(below, "")
