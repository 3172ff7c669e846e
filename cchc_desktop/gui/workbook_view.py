"""Everything of an open workbook: tool bar, banner, criteria or findings, status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.gui import icons
from cchc_desktop.gui.autosave import SaveState, Saving
from cchc_desktop.gui.marks import Mark
from cchc_desktop.gui.pages.checks_page import ChecksPage
from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.figures_bar import FiguresBar
from cchc_desktop.gui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.completeness import Finding

FILTERS: tuple[tuple[str, str, frozenset[Mark]], ...] = (
    ("", "Tất cả tiêu chí", frozenset()),
    ("undeclared", "Chưa kê khai", frozenset({Mark.UNDECLARED})),
    ("lacking", "Thiếu tài liệu", frozenset({Mark.LACKS_EVIDENCE})),
    ("review", "Cần xem lại", frozenset({Mark.REVIEW})),
    ("invalid", "Số liệu sai", frozenset({Mark.INVALID})),
    ("not_applicable", "Không áp dụng", frozenset({Mark.NOT_APPLICABLE})),
)
"""(name, words, marks to show) of the work lists."""


class WorkbookView(QWidget):
    """The workbook's part of the window.

    Signals:
        check_wanted, export_wanted: the tool bar's buttons.
        retry_wanted: write again what could not be written.
    """

    check_wanted = Signal()
    export_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.workspace = Workspace()
        self.checks = ChecksPage()
        self.figures = FiguresBar()
        self.disk_banner = Banner()
        self.disk_banner.add_button("Thử lại", self.retry_wanted)
        self.message = Banner()
        self.message.add_button("Đóng", self.message.hide)
        self.view_only = Banner()
        self.search = _SearchField()
        self.work_list = QComboBox()
        self._tree = Button("", kind="tool", icon="table_regular")
        self.pages = QStackedWidget()
        self._check = Button("Kiểm tra", kind="tool", icon="checkmark_regular")
        self._check.setCheckable(True)
        self._export = Button("Xuất hồ sơ…", kind="tool", icon="document_signature_regular")
        self._build()
        self._connect()

    def show_work_list(self, name: str) -> None:
        """Show only one kind of leaves; empty shows all."""
        names = [one[0] for one in FILTERS]
        self.work_list.setCurrentIndex(names.index(name) if name in names else 0)

    def begin(self, *, read_only: bool) -> None:
        """Drop what was said about the last workbook, and say when this one can't be changed."""
        self.message.hide()
        self.disk_banner.hide()
        self.workspace.set_read_only(read_only)
        if read_only:
            what = "Hồ sơ đang mở chỉ để xem."
            self.figures.show_view_only()
            self.view_only.tell("info", what, "Không sửa được; vẫn kiểm tra và xuất hồ sơ được.")
        else:
            self.view_only.hide()

    def show_saving(self, state: SaveState) -> None:
        """Say whether what was typed is on disk."""
        self.figures.show_saving(state)
        if state.saving is Saving.FAILED:
            since = state.since.toString("HH:mm") if state.since else ""
            what = f"Chưa ghi được {state.count} thay đổi từ {since}."
            then = (
                "Nội dung vừa gõ vẫn được giữ và sẽ tự ghi khi được. Không tắt máy trước khi lưu."
            )
            self.disk_banner.tell("bad", what, f"{state.problem} {then}")
        elif state.saving is Saving.SAVED:
            self.disk_banner.hide()

    def show_findings(self, title: str, findings: Sequence[Finding], all_well: str = "") -> None:
        """Show what was found instead of the criteria."""
        self.checks.show_findings(title, findings, all_well)
        self.pages.setCurrentWidget(self.checks)
        self._check.setChecked(True)
        self.checks.focus_first()

    def show_criteria(self) -> None:
        """Show the criteria again."""
        self.pages.setCurrentWidget(self.workspace)
        self._check.setChecked(False)

    def clear_filter(self) -> None:
        """Show all leaves again."""
        self.search.clear()
        self.work_list.setCurrentIndex(0)

    def _on_filter(self) -> None:
        marks = FILTERS[self.work_list.currentIndex()][2]
        self.workspace.filter(self.search.text(), marks)

    def _on_tree(self) -> None:
        self.show_criteria()
        self.workspace.open_tree()

    def _on_check(self) -> None:
        self._check.setChecked(self.pages.currentWidget() is self.checks)
        if self._check.isChecked():
            self.show_criteria()
        else:
            self.check_wanted.emit()

    def _jump(self, code: str) -> None:
        self.show_criteria()
        self.workspace.go_to(code, focus=True)

    def _build(self) -> None:
        self.search.setPlaceholderText("Tìm tiêu chí (Ctrl+F)")
        self.search.setAccessibleName("Tìm tiêu chí")
        self.work_list.setAccessibleName("Lọc tiêu chí")
        self.work_list.addItems([one[1] for one in FILTERS])
        self.work_list.setMinimumWidth(150)
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setFixedHeight(41)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(6)
        self._tree.setAccessibleName("Danh mục tiêu chí, mở")
        self._tree.setToolTip("Mở danh mục tiêu chí")
        self._tree.hide()
        row.addWidget(self._tree)
        row.addWidget(self.search, 1)
        row.addWidget(self.work_list)
        row.addStretch(2)
        row.addWidget(self._check)
        row.addWidget(self._export)
        self.pages.addWidget(self.workspace)
        self.pages.addWidget(self.checks)
        banners = QVBoxLayout()
        banners.setContentsMargins(12, 6, 12, 6)
        banners.setSpacing(6)
        banners.addWidget(self.view_only)
        banners.addWidget(self.disk_banner)
        banners.addWidget(self.message)
        self._banners = QFrame()
        self._banners.setProperty("role", "bar")
        self._banners.setLayout(banners)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (bar, self._banners):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        column.addWidget(self.figures)
        for banner in self._all_banners():
            banner.installEventFilter(self)
        self._banners.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_filter)
        self.search.entered.connect(lambda: self.workspace.go_to_hit(self.search.text().strip()))
        self.workspace.left_filter.connect(self.clear_filter)
        self.search.dropped.connect(self._on_search_dropped)
        self.work_list.currentIndexChanged.connect(self._on_filter)
        # What is searched for or filtered is to be seen in the tree.
        self.search.textEdited.connect(self.show_criteria)
        self.work_list.activated.connect(self.show_criteria)
        self._tree.clicked.connect(self._on_tree)
        self.workspace.tree_folded.connect(self._tree.setVisible)
        self.workspace.clear_filter.connect(self.clear_filter)
        self.workspace.scored.connect(self.figures.show_figures)
        self._check.clicked.connect(self._on_check)
        self._export.clicked.connect(self.export_wanted)
        self.checks.closed.connect(self.show_criteria)
        self.checks.again_wanted.connect(self.check_wanted)
        self.checks.jump_wanted.connect(self._jump)

    def _on_search_dropped(self) -> None:
        self.clear_filter()
        self.workspace.page.focus_first()

    def _all_banners(self) -> tuple[Banner, ...]:
        return self.view_only, self.disk_banner, self.message

    def eventFilter(self, watched, event) -> bool:
        """Give the banners' strip no room while all are hidden."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._banners.setVisible(any(not one.isHidden() for one in self._all_banners()))
        return False


class _SearchField(QLineEdit):
    """The search field: Enter goes to the next hit, Esc drops the search.

    Signals:
        entered: Enter.
        dropped: Esc.
    """

    entered = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(170)
        self.setMaximumWidth(300)
        self.setTextMargins(24, 0, 0, 0)

    def keyPressEvent(self, event) -> None:
        """Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        """Draw the magnifier before the text."""
        super().paintEvent(event)
        icons.paint(QPainter(self), 9, (self.height() - 16) // 2, "search_regular", "text2")
