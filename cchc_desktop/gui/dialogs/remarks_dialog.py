"""The thread of a leaf: what colleagues say to each other; never in the dossier."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.core.text import clean
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import show_if, text_label
from cchc_desktop.gui.window_place import within_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.work_notes import Remark

_HEADS = ("Lúc", "Người", "Ý kiến")
_WIDTHS = (124, 140, 0)
_SIZE = QSize(620, 420)
_ABOUT = "Chỉ để những người cùng làm trao đổi; không in trong hồ sơ gửi Hội đồng."


class RemarksDialog(QDialog):
    """Shows a thread; what is written is told at once and comes back with ``show_remarks``.

    Args:
        what: the leaf, in words.
        free: whether something may be written.

    Signals:
        written: the text.
        unwanted: number of the remark to take back.
    """

    written = Signal(str)
    unwanted = Signal(int)

    def __init__(self, what: str, parent: QWidget | None = None, *, free: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle("Trao đổi")
        self._remarks: tuple[Remark, ...] = ()
        self._model = RowsModel(_HEADS, parent=self)
        self._table = FittedTable("Các ý kiến", 2, fitted=False, least_row=28)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        self._empty = text_label("Chưa có ý kiến nào về mục này.", tone="help")
        self._text = QPlainTextEdit()
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(64)
        self._text.setAccessibleName("Ý kiến mới")
        self._text.setPlaceholderText("Ý kiến mới")
        self._send = Button("Ghi ý kiến", kind="main")
        self._send.setDefault(True)
        self._remove = Button("Bỏ ý kiến đã chọn", kind="link", icon="delete_regular", small=True)
        close = Button("Đóng")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._remove)
        foot.addStretch(1)
        foot.addWidget(self._send)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(text_label(what, strong=True, wrap=True))
        column.addWidget(text_label(_ABOUT, tone="help", size="help", wrap=True))
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._text)
        column.addLayout(foot)
        for widget in (self._text, self._send, self._remove):
            widget.setVisible(free)
        self._send.clicked.connect(self._on_send)
        self._remove.clicked.connect(self._on_remove)
        self._text.textChanged.connect(self._enable)
        self._table.selectionModel().currentRowChanged.connect(self._enable)
        close.clicked.connect(self.reject)
        self.resize(within_screen(self.sizeHint().expandedTo(_SIZE), self))
        self._text.setFocus()
        self._enable()

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show a thread, the oldest first."""
        self._remarks = tuple(remarks)
        rows = []
        for one in self._remarks:
            moment = datetime.fromisoformat(one.at).astimezone()
            rows.append((Cell(f"{moment:%H:%M %d/%m/%Y}"), Cell(one.who or "–"), Cell(one.text)))
        self._model.set_rows(rows)
        self._table.fit()
        show_if(self._table, bool(rows))
        show_if(self._empty, not rows)
        self._table.scrollToBottom()
        self._enable()

    def _on_send(self) -> None:
        self.written.emit(clean(self._text.toPlainText()))
        self._text.clear()

    def _on_remove(self) -> None:
        row = self._table.currentIndex().row()
        if 0 <= row < len(self._remarks):
            self.unwanted.emit(self._remarks[row].id)

    def _enable(self, *_args: object) -> None:
        self._send.setEnabled(bool(clean(self._text.toPlainText())))
        self._remove.setEnabled(0 <= self._table.currentIndex().row() < len(self._remarks))
