"""A dossier on screen: one page at a time, its number, its size, its bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLoggingCategory, QMargins, QPointF, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtPdf import QPdfBookmarkModel, QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QToolTip,
    QTreeView,
    QVBoxLayout,
)

from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import ElidedLabel, text_label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_NOTCH = 120
"""One step of a mouse's wheel, in Qt's eighths of a degree."""
_ZOOM_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.25, 0.25, 5.0


class PreviewPage(QFrame):
    """Shows a PDF.

    Args:
        open_file: shows a file or folder in the system's own program.

    Signals:
        verify_wanted: path to verify.
        closed: back.
    """

    verify_wanted = Signal(object)
    closed = Signal()

    def __init__(self, open_file: Callable[[Path], object]) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        # Qt warns of every bookmark that names a page without a place on it, as ours do.
        QLoggingCategory.setFilterRules("qt.pdf.bookmarks.warning=false")
        self._open_file = open_file
        self._path: Path | None = None
        self._wheel = 0
        self._document = QPdfDocument(self)
        self._view = QPdfView()
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.SinglePage)
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        # A page fitted to the view forgets its margins and would always scroll a little.
        self._view.setDocumentMargins(QMargins())
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setAccessibleName("Trang hồ sơ")
        self._view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._bookmarks = QPdfBookmarkModel(self)
        self._bookmarks.setDocument(self._document)
        self._tree = _Bookmarks()
        self._tree.setModel(self._bookmarks)
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName("Mục lục hồ sơ")
        self._said, self._above = Banner(), QFrame()
        self._name = ElidedLabel("text")
        self._number = QLineEdit()
        self._number.setFixedWidth(64)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._number.setAccessibleName("Trang")
        self._count = text_label(tone="help")
        self._build()
        self._connect()

    def show_file(self, path: Path, look: str = "ok", words: str = "") -> bool:
        """Load a file and show its first page; False when it can't be shown.

        ``words``, in a banner of that look, say what the file is.
        """
        self._path = path
        self._above.setVisible(bool(words))
        if words:
            self._said.tell(look, words)
        if self._document.load(str(path)) != QPdfDocument.Error.None_:
            return False
        self._name.setText(path.name)
        self._count.setText(f"/ {self._document.pageCount()}")
        self._number.setValidator(QIntValidator(1, max(self._document.pageCount(), 1), self))
        self._view.setZoomMode(QPdfView.ZoomMode.FitInView)
        self._tree.setVisible(self._bookmarks.rowCount() > 0)
        self._tree.expandToDepth(0)
        self._go_to(0)
        return True

    def focus_first(self) -> None:
        """Put the focus on the page, so that PgDn turns it."""
        self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def page_count(self) -> int:
        """Give how many pages are shown."""
        return self._document.pageCount()

    def current_page(self) -> int:
        """Give the page on screen, counted from 1."""
        return self._view.pageNavigator().currentPage() + 1

    def _build(self) -> None:
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setFixedHeight(44)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        self._before = Button("Trang trước", icon="chevron_left_regular", small=True)
        self._after = Button("Trang sau", icon="chevron_right_regular", icon_last=True, small=True)
        self._smaller = Button("", icon="zoom_out_regular", small=True)
        self._larger = Button("", icon="zoom_in_regular", small=True)
        for button, word in ((self._smaller, "Thu nhỏ"), (self._larger, "Phóng to")):
            button.setAccessibleName(word)
            button.setToolTip(word)
        self._whole = Button("Vừa trang", small=True)
        self._wide = Button("Vừa bề rộng", small=True)
        row.addWidget(self._name, 1)
        for widget in (
            self._before,
            text_label("Trang", tone="help"),
            self._number,
            self._count,
            self._after,
            self._smaller,
            self._larger,
            self._whole,
            self._wide,
        ):
            row.addWidget(widget)
        foot = QFrame()
        foot.setProperty("role", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(12, 7, 12, 7)
        buttons.setSpacing(8)
        self._verify = Button("Kiểm tra chữ ký", icon="shield_checkmark_regular")
        self._outside = Button("Mở bằng trình xem PDF", icon="open_regular")
        self._folder = Button("Mở thư mục chứa tệp", icon="folder_open_regular")
        self._close = Button("Đóng")
        for button in (self._verify, self._outside, self._folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.addWidget(self._tree)
        desk = QFrame()
        desk.setProperty("role", "desk")
        around = QVBoxLayout(desk)
        around.setContentsMargins(8, 8, 8, 8)
        around.addWidget(self._view)
        middle.addWidget(desk)
        middle.setStretchFactor(1, 1)
        middle.setSizes([280, 900])
        self._above.setProperty("role", "bar")
        above = QVBoxLayout(self._above)
        above.setContentsMargins(12, 6, 12, 6)
        above.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._above)
        column.addWidget(middle, 1)
        column.addWidget(foot)

    def _connect(self) -> None:
        self._view.installEventFilter(self)
        self._view.viewport().installEventFilter(self)
        self._before.clicked.connect(lambda: self._go_to(self.current_page() - 2))
        self._after.clicked.connect(lambda: self._go_to(self.current_page()))
        self._number.returnPressed.connect(lambda: self._go_to(int(self._number.text()) - 1))
        self._view.pageNavigator().currentPageChanged.connect(self._on_page)
        self._smaller.clicked.connect(lambda: self._zoom(1 / _ZOOM_STEP))
        self._larger.clicked.connect(lambda: self._zoom(_ZOOM_STEP))
        self._whole.clicked.connect(lambda: self._view.setZoomMode(QPdfView.ZoomMode.FitInView))
        self._wide.clicked.connect(lambda: self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth))
        self._tree.clicked.connect(self._on_bookmark)
        self._tree.activated.connect(self._on_bookmark)
        self._verify.clicked.connect(lambda: self.verify_wanted.emit(self._path))
        self._outside.clicked.connect(lambda: self._open_file(self._path))
        self._folder.clicked.connect(lambda: self._open_file(self._path.parent))
        self._close.clicked.connect(self.closed)

    def _go_to(self, page: int) -> None:
        last = self._document.pageCount() - 1
        self._view.pageNavigator().jump(min(max(page, 0), last), QPointF(), 0)
        self._on_page(self._view.pageNavigator().currentPage())

    def _on_page(self, page: int) -> None:
        self._number.setText(str(page + 1))
        self._before.setEnabled(page > 0)
        self._after.setEnabled(page < self._document.pageCount() - 1)

    def _on_bookmark(self, index) -> None:
        role = QPdfBookmarkModel.Role.Page
        self._go_to(int(index.data(int(role.value))))

    def _zoom(self, factor: float) -> None:
        if self._view.zoomMode() != QPdfView.ZoomMode.Custom:
            points = self._document.pagePointSize(self.current_page() - 1)
            fit = self._view.viewport().height() / max(points.height() * 96 / 72, 1)
            wide = self._view.viewport().width() / max(points.width() * 96 / 72, 1)
            fits = self._view.zoomMode() == QPdfView.ZoomMode.FitInView
            self._view.setZoomFactor(min(fit, wide) if fits else wide)
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
        zoom = self._view.zoomFactor() * factor
        self._view.setZoomFactor(min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM))

    def eventFilter(self, watched, event) -> bool:
        """Turn the page where the view by itself would only scroll the one page it shows."""
        if event.type() == QEvent.Type.KeyPress and watched is self._view:
            return self._turn_by_key(event.key())
        if event.type() == QEvent.Type.Wheel and not event.modifiers():
            turned = event.angleDelta().y()
            return bool(turned) and self._turn_by_wheel(turned)
        return False

    def _turn_by_key(self, key: int) -> bool:
        page, last = self.current_page() - 1, self.page_count() - 1
        targets = {
            Qt.Key.Key_PageDown: page + 1,
            Qt.Key.Key_PageUp: page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key not in targets or self._scrolls(key):
            return False
        self._go_to(targets[key])
        return True

    def _scrolls(self, key: int) -> bool:
        """Tell whether an enlarged page has more to show before it is turned."""
        bar = self._view.verticalScrollBar()
        below = key == Qt.Key.Key_PageDown and bar.value() < bar.maximum()
        return below or (key == Qt.Key.Key_PageUp and bar.value() > bar.minimum())

    def _turn_by_wheel(self, turned: int) -> bool:
        """Go on to the next page from the end of this one; a touchpad's small steps add up."""
        bar = self._view.verticalScrollBar()
        at_end = bar.value() == (bar.maximum() if turned < 0 else bar.minimum())
        self._wheel = self._wheel + turned if at_end else 0
        if abs(self._wheel) >= _NOTCH:
            forward = self._wheel < 0
            self._wheel = 0
            self._go_to(self.current_page() if forward else self.current_page() - 2)
            bar.setValue(bar.minimum() if forward else bar.maximum())
        return at_end

    def keyPressEvent(self, event) -> None:
        """PgDn, PgUp, Home and End turn the page, Esc goes back."""
        if self._turn_by_key(event.key()):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _Bookmarks(QTreeView):
    """Titles that are cut have a tooltip."""

    def viewportEvent(self, event) -> bool:
        """Show the whole title."""
        if event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), str(index.data() or ""), self)
            return True
        return super().viewportEvent(event)
