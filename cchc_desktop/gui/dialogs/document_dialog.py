"""A document to look at, and its cited pages to pick: small pages at the left, one large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.page_ranges import read_page_ranges, show_page_ranges
from cchc_desktop.gui import theme
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import show_if, text_label
from cchc_desktop.gui.window_place import within_screen

if TYPE_CHECKING:
    from cchc_desktop.gui.page_pictures import PagePictures

_THUMB = QSize(104, 140)
_AT_ONCE = 2
_ZOOM_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.25, 1.0, 4.0


class DocumentDialog(QDialog):
    """Ticks in the list and the field of pages are two views of the same choice.

    Args:
        name: the file's name.
        pictures: draws its pages.
        cited: pages as written; empty means the whole document.
        page: the page to begin with, from 1.
        pick: whether cited pages may be picked here.
    """

    def __init__(
        self,
        name: str,
        pictures: PagePictures,
        cited: str,
        page: int = 1,
        *,
        pick: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Xem tài liệu: {name}")
        self._pictures, self._pick = pictures, pick
        pictures.setParent(self)
        self._waiting: list[int] = []
        self._zoom = 1.0
        self._asked = QSize()
        self._quiet = False
        self._list = QListWidget()
        self._page = QLabel()
        self._scroll = QScrollArea()
        self._pages = QLineEdit(cited)
        self._problem = text_label(tone="bad")
        self._where = text_label(tone="help")
        self._save = Button("Lưu trang trích dẫn", kind="main")
        self._whole = Button("Dẫn cả tài liệu", kind="link", small=True)
        self._build()
        self._connect()
        self._fill()
        self._on_pages()
        self.resize(within_screen(QSize(980, 660), self))
        self._list.setCurrentRow(min(max(page, 1), max(pictures.count, 1)) - 1)
        self._list.setFocus()

    def cited_pages(self) -> str:
        """Give the pages as they were picked; empty means the whole document."""
        return self._pages.text().strip()

    def _build(self) -> None:
        self._list.setViewMode(QListWidget.ViewMode.ListMode)
        self._list.setIconSize(_THUMB)
        self._list.setFixedWidth(_THUMB.width() + 104)
        self._list.setSpacing(2)
        self._list.setUniformItemSizes(True)
        palette = self._list.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.color("selection"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.color("text"))
        self._list.setPalette(palette)
        self._list.setAccessibleName("Các trang của tài liệu")
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setAccessibleName("Trang đang xem")
        self._scroll.setWidget(self._page)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("Trang đang xem")
        self._scroll.setProperty("role", "desk")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        # a bar that comes and goes would change the page's width, and so come and go for ever
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pages.setAccessibleName("Trang trích dẫn")
        self._pages.setPlaceholderText("3-5, 8")
        self._pages.setFixedWidth(150)
        smaller = Button("", icon="zoom_out_regular", small=True)
        larger = Button("", icon="zoom_in_regular", small=True)
        for button, word, factor in (
            (smaller, "Thu nhỏ", 1 / _ZOOM_STEP),
            (larger, "Phóng to", _ZOOM_STEP),
        ):
            button.setAccessibleName(word)
            button.setToolTip(word)
            button.clicked.connect(lambda _checked=False, factor=factor: self._on_zoom(factor))
        close = Button("Hủy" if self._pick else "Đóng")
        close.clicked.connect(self.reject)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._list)
        middle.addWidget(self._scroll, 1)
        label = text_label("Trang trích dẫn", strong=True)
        label.setBuddy(self._pages)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(8)
        for widget in (label, self._pages, self._whole):
            foot.addWidget(widget)
            show_if(widget, self._pick)
        foot.addWidget(self._problem, 1)
        foot.addWidget(self._where)
        foot.addWidget(smaller)
        foot.addWidget(larger)
        foot.addSpacing(8)
        foot.addWidget(self._save)
        show_if(self._save, self._pick)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._pictures.drawn.connect(self._on_drawn)
        self._list.currentRowChanged.connect(lambda _row: self._show_page())
        self._list.itemChanged.connect(self._on_ticked)
        self._pages.textChanged.connect(self._on_pages)
        self._whole.clicked.connect(self._pages.clear)
        self._save.clicked.connect(self.accept)
        self._save.setDefault(True)
        self._scroll.viewport().installEventFilter(self)

    def _fill(self) -> None:
        empty = QPixmap(_THUMB)
        empty.fill(QColor("white"))
        for number in range(1, self._pictures.count + 1):
            item = QListWidgetItem(_icon(empty), f"Trang {number}")
            if self._pick:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._waiting = list(range(1, self._pictures.count + 1))
        for _ in range(_AT_ONCE):
            self._ask_next()

    def _ask_next(self) -> None:
        if self._waiting:
            self._pictures.ask(self._waiting.pop(0), _THUMB)

    def _room(self) -> QSize:
        view = self._scroll.viewport().size()
        wide = int((view.width() - 24) * self._zoom)
        return QSize(max(wide, 200), max(wide, 200) * 3)

    def _show_page(self) -> None:
        row = self._list.currentRow()
        if row >= 0:
            self._where.setText(f"Trang {row + 1} / {self._pictures.count}")
            self._asked = self._room()
            self._pictures.ask(row + 1, self._asked)

    def _on_drawn(self, page: int, room: QSize, image: QImage) -> None:
        if room == _THUMB:
            self._quiet = True
            self._list.item(page - 1).setIcon(_icon(_on_sheet(image)))
            self._quiet = False
            self._ask_next()
        elif page == self._list.currentRow() + 1 and room == self._asked:
            self._page.setPixmap(QPixmap.fromImage(_on_white(image)))

    def _on_ticked(self, _item: QListWidgetItem) -> None:
        if self._quiet:
            return
        rows = range(self._list.count())
        ticked = [n + 1 for n in rows if self._list.item(n).checkState() is Qt.CheckState.Checked]
        self._quiet = True
        self._pages.setText(show_page_ranges(tuple(ticked)).replace("–", "-"))
        self._quiet = False
        self._check()

    def _on_pages(self) -> None:
        self._check()
        if self._quiet or not self._pick:
            return
        try:
            wanted = set(read_page_ranges(self._pages.text(), self._pictures.count))
        except UserError:
            return
        whole = not self.cited_pages()
        self._quiet = True
        for row in range(self._list.count()):
            ticked = row + 1 in wanted and not whole
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            self._list.item(row).setCheckState(state)
        self._quiet = False

    def _check(self) -> None:
        problem = ""
        try:
            read_page_ranges(self._pages.text(), self._pictures.count)
        except UserError as error:
            problem = error.message
        self._problem.setText(problem)
        self._save.setEnabled(not problem)

    def _on_zoom(self, factor: float) -> None:
        self._zoom = min(max(self._zoom * factor, _LEAST_ZOOM), _MOST_ZOOM)
        self._show_page()

    def eventFilter(self, watched, event) -> bool:
        """Draw the page anew when its room has changed, at whatever moment it was laid out."""
        if event.type() == QEvent.Type.Resize and self._room() != self._asked:
            self._show_page()
        return super().eventFilter(watched, event)


def _icon(picture: QPixmap) -> QIcon:
    """Give an icon that Qt does not tint where it is selected."""
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected, QIcon.Mode.Active):
        icon.addPixmap(picture, mode)
    return icon


def _on_white(image: QImage) -> QImage:
    """Put a page that QtPdf leaves clear onto paper."""
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def _on_sheet(image: QImage) -> QPixmap:
    """Give a small page with an edge, in the middle of the list's room."""
    sheet = QPixmap(_THUMB)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    left = (_THUMB.width() - image.width()) // 2
    top = (_THUMB.height() - image.height()) // 2
    painter.drawImage(left, top, _on_white(image))
    painter.setPen(theme.color("edge"))
    painter.drawRect(left, top, image.width() - 1, image.height() - 1)
    painter.end()
    return sheet
