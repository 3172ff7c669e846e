"""How a dossier is signed: with a certificate file and its password, or later."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from cchc_desktop.gui.prompts import KEYS
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label

if TYPE_CHECKING:
    from cchc_desktop.gui.prompts import Prompts


class KeyForm(QWidget):
    """Two ways, one chosen.

    Signals:
        changed: the choice, the file or the password.
    """

    changed = Signal()

    def __init__(self, prompts: Prompts) -> None:
        super().__init__()
        self._prompts = prompts
        self.now = QRadioButton("Ký ngay bằng tệp chứng thư số (.p12, .pfx)")
        self.later = QRadioButton("Xuất chờ ký, người đứng đầu ký sau")
        self.file, self.password = QLineEdit(), QLineEdit()
        self.file.setAccessibleName("Tệp chứng thư số")
        self.file.setPlaceholderText("Chọn tệp .p12 hoặc .pfx")
        self.password.setAccessibleName("Mật khẩu tệp chứng thư số")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._choose = Button("Chọn tệp…")
        self._choose.clicked.connect(self._on_choose)
        grid = QGridLayout()
        grid.setContentsMargins(24, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for row, (words, field) in enumerate(
            (("Tệp chứng thư số", self.file), ("Mật khẩu", self.password))
        ):
            label = text_label(words, tone="help")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._choose, 0, 2)
        grid.setColumnMinimumWidth(1, 160)
        hint = (
            "Chữ ký hiện ở khối chữ ký của báo cáo, bao trùm toàn bộ tệp. Mật khẩu không được lưu."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.now)
        column.addLayout(grid)
        column.addWidget(self.later)
        column.addWidget(text_label(hint, tone="help", size="help", wrap=True))
        for one, following in pairwise(self.tab_stops()):
            QWidget.setTabOrder(one, following)
        self.now.setChecked(True)
        self.now.toggled.connect(self._on_changed)
        for field in (self.file, self.password):
            field.textChanged.connect(self._on_changed)
        self._on_changed()

    def tab_stops(self) -> list[QWidget]:
        """Give what Tab stops at, in reading order."""
        return [self.now, self.file, self._choose, self.password, self.later]

    def forget(self) -> None:
        """Clear the password."""
        self.password.clear()

    def missing(self) -> str:
        """Say what is still to be given; empty when all is there."""
        if self.later.isChecked():
            return ""
        if not self.file.text().strip():
            return "Chưa chọn tệp chứng thư số."
        if not Path(self.file.text().strip()).is_file():
            return "Không có tệp chứng thư số này."
        return "" if self.password.text() else "Chưa nhập mật khẩu tệp chứng thư số."

    def key(self):
        """Give the key to sign with; None to sign later."""
        if self.later.isChecked():
            return None
        from cchc_desktop.operations.signing import file_key

        return file_key(Path(self.file.text().strip()), self.password.text())

    def _on_changed(self, *_args) -> None:
        for widget in (self.file, self.password, self._choose):
            widget.setEnabled(self.now.isChecked())
        self.changed.emit()

    def _on_choose(self) -> None:
        path = self._prompts.open_file(self, "Tệp chứng thư số", "key", KEYS)
        if path:
            self.file.setText(str(path))
            self.password.setFocus()
