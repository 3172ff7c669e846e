"""The keys of the program on one sheet, read from the commands themselves."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.gui.actions import MENUS
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable

_OTHERS = (
    ("Enter", "Ô kế tiếp; sau ô cuối là mục kế tiếp"),
    ("Tab, Shift+Tab", "Ô kế tiếp, ô trước theo thứ tự đọc"),
    ("F4, Alt+↓", "Mở lịch ở ô ngày"),
    ("Esc", "Bỏ lọc, đóng danh sách, đóng ngăn hướng dẫn"),
)


class KeysDialog(QDialog):
    """A table of keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Phím tắt")
        model = RowsModel(("Phím", "Việc"), parent=self)
        model.set_rows([*_rows(), *((Cell(key, strong=True), Cell(what)) for key, what in _OTHERS)])
        table = FittedTable("Phím tắt", 1, fitted=False)
        table.setModel(model)
        table.set_widths((150, 0))
        close = Button("Đóng")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(table, 1)
        column.addLayout(foot)
        self.resize(520, 560)
        table.fit()


def _rows() -> list[tuple[Cell, Cell]]:
    rows = []
    for commands in MENUS.values():
        for command in commands:
            if command.keys:
                shown = [
                    QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
                    for key in command.keys
                ]
                words = command.text.replace("&", "")
                rows.append((Cell(", ".join(shown), strong=True), Cell(words)))
    return rows
