"""What the program is, its version, and whose work it stands on."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop import __version__
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label

_WORDS = (
    "Kê khai, chấm điểm và ký số hồ sơ tự đánh giá cải cách hành chính. "
    "Chạy trên máy này, không gửi dữ liệu đi đâu.",
    "Dùng Qt (PySide6), SQLite, reportlab, pikepdf, pyHanko; phông Open Sans và Liberation; "
    "biểu tượng Fluent của Microsoft. Giấy phép đi kèm trong thư mục chương trình.",
)
_WIDTH = 480


class AboutDialog(QDialog):
    """A few lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Giới thiệu")
        close = Button("Đóng")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(text_label("Hồ sơ CCHC", size="title"))
        column.addWidget(text_label(f"Phiên bản {__version__}", tone="help"))
        for words in _WORDS:
            column.addWidget(text_label(words, wrap=True))
        column.addLayout(foot)
        self.ensurePolished()
        self.setFixedSize(_WIDTH, column.totalHeightForWidth(_WIDTH))
