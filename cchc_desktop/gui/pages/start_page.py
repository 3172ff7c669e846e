"""The first page: make, open, verify; what was open last and what is left to do there.

It opens no workbook and imports nothing that does.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.choice_card import ChoiceCard
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import IconLabel, text_label

_ABOUT = (
    "Kê khai, gắn tài liệu kiểm chứng, ký số và gửi Hội đồng thẩm định. "
    "Dữ liệu chỉ nằm trên máy này."
)

_RIGHT = 336
"""Least width of the recent workbooks; the left side gives way to it."""


class StartPage(QFrame):
    """What there is to begin with.

    Signals:
        new_wanted, open_wanted, prior_wanted, verify_wanted: the large buttons.
        workbook_wanted: (path, name of the work list to show, empty for all).
        pdf_dropped: a PDF dropped here.
        folder_wanted: path whose folder should be shown.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    prior_wanted = Signal()
    verify_wanted = Signal()
    workbook_wanted = Signal(str, str)
    pdf_dropped = Signal(str)
    folder_wanted = Signal(str)

    def __init__(self, recent) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.setAcceptDrops(True)
        self._recent = recent
        self._list: QWidget | None = None
        self._empty: QWidget | None = None
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left_side())
        line = QFrame()
        line.setProperty("role", "upright")
        line.setFixedWidth(1)
        columns.addWidget(line)
        scroll = ScrollColumn((24, 32, 24, 20), 10)
        scroll.setMinimumWidth(_RIGHT)
        self._right = scroll.column
        self._right.addWidget(text_label("Hồ sơ gần đây", size="section"))
        self._right.addStretch(1)
        columns.addWidget(scroll, 1)

    def refresh(self) -> None:
        """Read the list of recent workbooks anew; first done once the page is on screen."""
        entries = self._recent.entries()
        if entries:
            self._made_list().show_entries(entries)
        elif self._empty is None:
            self._empty = _FirstTime()
            self._empty.new.clicked.connect(self.new_wanted)
            self._right.insertWidget(1, self._empty)
        for widget, shown in ((self._list, bool(entries)), (self._empty, not entries)):
            if widget is not None:
                widget.setVisible(shown)

    def look_for_files(self) -> None:
        """Find out which recent files are still there."""
        if self._list is not None:
            self._list.look_for_files()

    def _made_list(self):
        if self._list is None:
            from cchc_desktop.gui.widgets.recent_list import RecentList

            self._list = RecentList()
            self._list.workbook_wanted.connect(self.workbook_wanted)
            self._list.folder_wanted.connect(self.folder_wanted)
            self._list.forget_wanted.connect(self._on_forget)
            self._right.insertWidget(1, self._list)
        return self._list

    def _on_forget(self, path: str) -> None:
        self._recent.remove(path)
        self.refresh()

    def _left_side(self) -> QWidget:
        side = ScrollColumn((28, 30, 28, 20), 8)  # at 200 % the cards are taller than a screen
        side.setMaximumWidth(430)
        column = side.column
        column.addWidget(text_label("Hồ sơ tự chấm điểm CCHC", size="score"))
        column.addWidget(text_label(_ABOUT, tone="help", wrap=True))
        column.addSpacing(10)
        for icon, text, words, key, signal in (
            (
                "document_add_regular",
                "Tạo hồ sơ mới…",
                "Chọn bộ tiêu chí, đơn vị, năm đánh giá",
                "Ctrl+N",
                self.new_wanted,
            ),
            (
                "folder_open_regular",
                "Mở hồ sơ…",
                "Tệp .cchc trên máy, USB hoặc ổ mạng",
                "Ctrl+O",
                self.open_wanted,
            ),
            (
                "arrow_import_regular",
                "Làm tiếp từ hồ sơ năm trước…",
                "Hồ sơ mới, kèm kết quả năm trước",
                "",
                self.prior_wanted,
            ),
            (
                "shield_checkmark_regular",
                "Kiểm tra hồ sơ đã ký…",
                "Thả tệp PDF vào đây để xác minh",
                "Ctrl+R",
                self.verify_wanted,
            ),
        ):
            card = ChoiceCard(icon, text, words, key)
            card.clicked.connect(signal)
            column.addWidget(card)
        column.addStretch(1)
        side.setMinimumWidth(side.least_width() + side.verticalScrollBar().sizeHint().width())
        return side

    def dragEnterEvent(self, event) -> None:
        """Take one workbook or one PDF."""
        if _dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:
        """Open the workbook, verify the PDF."""
        path = _dropped(event.mimeData())
        if path:
            event.acceptProposedAction()
            if path.suffix.lower() == ".pdf":
                self.pdf_dropped.emit(str(path))
            else:
                self.workbook_wanted.emit(str(path), "")


def _dropped(data) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    fits = len(paths) == 1 and paths[0].suffix.lower() in (".cchc", ".pdf")
    return paths[0] if fits else None


class _FirstTime(QFrame):
    """When no workbook has ever been open here."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.new = Button("Tạo hồ sơ mới…", kind="main")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 28, 16, 28)
        column.setSpacing(8)
        icon = IconLabel("document_add_regular", "text2", size=20)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignCenter)
        title = text_label("Chưa có hồ sơ nào trên máy này", strong=True)
        words = text_label("Tạo hồ sơ mới cho năm đánh giá, hoặc mở tệp .cchc đã có.", tone="help")
        for label in (title, words):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(4)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignCenter)
