"""The bin (thùng tài liệu): documents taken off, to be brought back or deleted for good."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import show_if, text_label
from cchc_desktop.gui.window_place import within_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.workbook.evidence_records import BinItem

_HEADS = ("Mục cũ", "Số, ký hiệu", "Tên tệp, trích yếu", "Cỡ", "Gỡ lúc")
_WIDTHS = (76, 120, 0, 84, 130)
_ABOUT = (
    "Tài liệu đã gỡ khỏi mọi mục vẫn nằm trong tệp hồ sơ. Lấy lại được cho đến khi dọn tệp; dọn "
    "rồi thì không hoàn tác được các việc trước đó."
)
_SIZE = QSize(760, 420)
_MEGABYTE = 1024 * 1024


class BinDialog(QDialog):
    """Shows the bin; what is wanted is told at once.

    Args:
        code: of the leaf that is shown, which documents can be brought to.
        free: whether something may be changed.

    Signals:
        restore_wanted: (number of the document, code of the leaf or empty for the old one).
        purge_wanted: delete all of them for good.
    """

    restore_wanted = Signal(int, str)
    purge_wanted = Signal()

    def __init__(self, code: str, parent: QWidget | None = None, *, free: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thùng tài liệu")
        self._items: tuple[BinItem, ...] = ()
        self._code = code
        self._model = RowsModel(_HEADS, right=(3,), parent=self)
        self._table = FittedTable("Tài liệu đã gỡ", 2, fitted=False, least_row=28)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        self._empty = text_label("Thùng tài liệu trống.", tone="help")
        self._back = Button("Lấy lại về mục cũ", kind="main", icon="arrow_undo_regular")
        self._here = Button(f"Lấy về mục {code}")
        self._purge = Button("Dọn tệp…", kind="link", icon="delete_regular")
        close = Button("Đóng")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._purge)
        foot.addStretch(1)
        for button in (self._here, self._back, close):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        column.addWidget(text_label(_ABOUT, tone="help", wrap=True))
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignCenter)
        column.addLayout(foot)
        for button in (self._here, self._back, self._purge):
            button.setVisible(free)
        self._back.clicked.connect(lambda: self._restore(""))
        self._here.clicked.connect(lambda: self._restore(self._code))
        self._purge.clicked.connect(self.purge_wanted)
        self._table.row_activated.connect(lambda _row: self._restore("") if free else None)
        self._table.selectionModel().currentRowChanged.connect(self._enable)
        close.clicked.connect(self.reject)
        self.resize(within_screen(_SIZE, self))

    def show_items(self, items: Sequence[BinItem]) -> None:
        """Show what lies in the bin, the last taken off first."""
        self._items = tuple(items)
        self._model.set_rows([_row(one) for one in self._items])
        self._table.fit()
        show_if(self._table, bool(self._items))
        show_if(self._empty, not self._items)
        if self._items:
            self._table.setCurrentIndex(self._model.index(0, 2))
            self._table.setFocus()
        self._enable()

    def _restore(self, code: str) -> None:
        row = self._table.currentIndex().row()
        if 0 <= row < len(self._items):
            self.restore_wanted.emit(self._items[row].document.id, code)

    def _enable(self, *_args: object) -> None:
        row = self._table.currentIndex().row()
        chosen = self._items[row] if 0 <= row < len(self._items) else None
        self._back.setEnabled(chosen is not None and bool(chosen.code))
        self._here.setEnabled(chosen is not None and bool(self._code))
        self._purge.setEnabled(bool(self._items))


def _row(one: BinItem) -> tuple[Cell, ...]:
    document = one.document
    when = f"{datetime.fromisoformat(one.at).astimezone():%H:%M %d/%m/%Y}" if one.at else "–"
    words = f"{document.name}: {document.title}" if document.title else document.name
    return (
        Cell(one.code or "–"),
        Cell(document.number or "Chưa ghi số", tone="" if document.number else "text2"),
        Cell(words),
        Cell(_size(document.size)),
        Cell(when),
    )


def _size(count: int) -> str:
    if count >= _MEGABYTE:
        return f"{count / _MEGABYTE:.1f} MB".replace(".", ",")
    return f"{max(count // 1024, 1)} KB"
