"""Says that a leaf does not apply, always with the legal basis."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label

_WIDTH = 560


class NotApplicableDialog(QDialog):
    """Asks for the basis.

    Args:
        what: code and title of the leaf.
        known: the basis as it was given before, empty for a new one.
        reason: the set's own words for it, empty where it has none; they name a kind of document,
            so number and date are still to be written behind them.
    """

    def __init__(
        self, what: str, known: str = "", reason: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Không áp dụng")
        title, _, document = reason.partition(" (")
        self._begun = f"{title}: " if title and not known else ""
        self._basis = QPlainTextEdit(known or self._begun)
        self._basis.moveCursor(QTextCursor.MoveOperation.End)
        self._basis.setTabChangesFocus(True)
        self._basis.setAccessibleName("Căn cứ không áp dụng")
        self._basis.setPlaceholderText("Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/01/2026, Điều 2")
        self._basis.setFixedHeight(84)
        self._words = _missing(document.removesuffix(")"))
        self._reason = text_label(tone="help", wrap=True)
        self._save = Button("Đánh dấu không áp dụng", kind="main")
        cancel = Button("Hủy")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.accept)
        self._save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._reason, 1)
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
        self.setMinimumWidth(_WIDTH)
        self._basis.textChanged.connect(self._check)
        self._basis.setFocus(Qt.FocusReason.OtherFocusReason)
        self._check()
        self.ensurePolished()
        self.resize(_WIDTH, column.totalHeightForWidth(_WIDTH))

    def basis(self) -> str:
        """Give the basis."""
        return self._basis.toPlainText().strip()

    def _check(self) -> None:
        complete = self.basis() not in ("", self._begun.strip())
        self._save.setEnabled(complete)
        # Kept in its place when there is nothing to say, so that the buttons stay in theirs.
        self._reason.setText("" if complete else self._words)


def _missing(document: str) -> str:
    return f"Phải ghi số, ngày {document}." if document else "Phải ghi căn cứ."
