"""Says that a leaf does not apply, always with the legal basis."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label


class NotApplicableDialog(QDialog):
    """Asks for the basis.

    Args:
        what: code and title of the leaf.
        proposed: the set's own words for it, empty where it has none.
    """

    def __init__(self, what: str, proposed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Không áp dụng")
        self._basis = QPlainTextEdit(proposed)
        self._basis.setTabChangesFocus(True)
        self._basis.setAccessibleName("Căn cứ không áp dụng")
        self._basis.setPlaceholderText("Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/01/2026, Điều 2")
        self._basis.setFixedHeight(84)
        self._reason = text_label("Phải ghi căn cứ.", tone="help")
        self._save = Button("Đánh dấu không áp dụng", kind="main")
        cancel = Button("Hủy")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.accept)
        self._save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._reason)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(text_label(what, strong=True, wrap=True))
        words = (
            "Điểm tối đa của mục này được trừ khỏi điểm tối đa của đơn vị. Số liệu đã gõ vẫn giữ."
        )
        column.addWidget(text_label(words, tone="help", wrap=True))
        label = text_label("Căn cứ")
        label.setBuddy(self._basis)
        column.addWidget(label)
        column.addWidget(self._basis)
        column.addLayout(buttons)
        self.setMinimumWidth(520)
        self._basis.textChanged.connect(self._check)
        self._basis.setFocus(Qt.FocusReason.OtherFocusReason)
        self._check()

    def basis(self) -> str:
        """Give the basis."""
        return self._basis.toPlainText().strip()

    def _check(self) -> None:
        self._save.setEnabled(bool(self.basis()))
        self._reason.setVisible(not self.basis())
