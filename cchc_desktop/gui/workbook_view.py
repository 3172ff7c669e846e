"""Everything of an open workbook: tool bar, banner, one of the views, status bar."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop.core.work_notes import LockState
from cchc_desktop.gui.autosave import SaveState, Saving
from cchc_desktop.gui.pages.checks_page import ChecksPage
from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.figures_bar import FiguresBar
from cchc_desktop.gui.widgets.work_bar import WorkBar
from cchc_desktop.gui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.completeness import Finding


class WorkbookView(QWidget):
    """The workbook's part of the window.

    Signals:
        check_wanted, export_wanted: the tool bar's buttons.
        retry_wanted: write again what could not be written.
        view_wanted: name of the view to show: ``criteria``, ``table`` or ``lost``.
    """

    check_wanted = Signal()
    export_wanted = Signal()
    retry_wanted = Signal()
    view_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.workspace = Workspace()
        self.checks = ChecksPage()
        self.figures = FiguresBar()
        self.bar = WorkBar()
        self.search, self.work_list = self.bar.search, self.bar.work_list
        self.disk_banner = Banner()
        self.disk_banner.add_button("Thử lại", self.retry_wanted)
        self.message = Banner()
        self.message.add_button("Đóng", self.message.hide)
        self.view_only = Banner()
        self._lock = LockState()
        self._read_only = False
        self.pages = QStackedWidget()
        self._build()
        self._connect()

    @property
    def is_locked(self) -> bool:
        """Whether the workbook has been locked."""
        return self._lock.locked

    def show_work_list(self, name: str) -> None:
        """Show only one kind of leaves; empty shows all."""
        self.bar.show_work_list(name)

    def begin(self, *, read_only: bool) -> None:
        """Drop what was said about the last workbook, and say when this one can't be changed."""
        self.message.hide()
        self.disk_banner.hide()
        self._read_only = read_only
        assessment = self.workspace.assessment
        self.show_lock(assessment.work.lock if assessment else LockState())
        if read_only:
            self.figures.show_view_only()

    def show_lock(self, lock: LockState) -> None:
        """Say whether the workbook can be changed, and let it be."""
        self._lock = lock
        self.bar.show_lock(lock.locked)
        self.workspace.set_read_only(self._read_only or lock.locked)
        if self._read_only:
            what = "Hồ sơ đang mở chỉ để xem."
            self.view_only.tell("info", what, "Không sửa được; vẫn kiểm tra và xuất hồ sơ được.")
        elif lock.locked:
            moment = datetime.fromisoformat(lock.at).astimezone()
            who = f", {lock.who}" if lock.who else ""
            what = f"Hồ sơ đã khóa ({moment:%H:%M %d/%m/%Y}{who})."
            self.view_only.tell(
                "info", what, "Không sửa được; mở khóa (Ctrl+L) thì phải ghi lý do."
            )
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

    def show_findings(
        self,
        title: str,
        findings: Sequence[Finding],
        all_well: str = "",
        *,
        locking: bool = False,
        free: bool = True,
    ) -> None:
        """Show what was found instead of the criteria; see ``ChecksPage.show_findings``."""
        self.checks.show_findings(title, findings, all_well, locking=locking, free=free)
        self.show_view("checks", self.checks)
        self.checks.focus_first()

    def show_criteria(self) -> None:
        """Show the criteria again."""
        self.show_view("criteria", self.workspace)

    def show_view(self, name: str, page: QWidget) -> None:
        """Show one of the views, added when it is new."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.bar.show_view(name)

    def clear_filter(self) -> None:
        """Show all leaves again."""
        self.search.clear()
        self.work_list.setCurrentIndex(0)

    def jump(self, code: str) -> None:
        """Show a leaf among the criteria, ready to be typed into."""
        self.show_criteria()
        self.workspace.go_to(code, focus=True)

    def _on_filter(self) -> None:
        self.workspace.filter(self.search.text(), self.bar.marks)

    def _on_tree(self) -> None:
        self.show_criteria()
        self.workspace.open_tree()

    def _on_check(self) -> None:
        shown = self.pages.currentWidget() is self.checks
        self.bar.check.setChecked(shown)
        if shown:
            self.show_criteria()
        else:
            self.check_wanted.emit()

    def _build(self) -> None:
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
        for widget in (self.bar, self._banners):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        column.addWidget(self.figures)
        for banner in self._all_banners():
            banner.installEventFilter(self)
        self._banners.hide()

    def _connect(self) -> None:
        self.bar.filter_changed.connect(self._on_filter)
        self.search.entered.connect(lambda: self.workspace.go_to_hit(self.search.text().strip()))
        self.workspace.left_filter.connect(self.clear_filter)
        self.search.dropped.connect(self._on_search_dropped)
        # What is searched for or filtered is to be seen in the tree.
        self.search.textEdited.connect(self._show_filtered)
        self.work_list.activated.connect(self._show_filtered)
        self.bar.tree_wanted.connect(self._on_tree)
        self.workspace.tree_folded.connect(self.bar.tree.setVisible)
        self.workspace.clear_filter.connect(self.clear_filter)
        self.workspace.scored.connect(self.figures.show_figures)
        self.bar.check_wanted.connect(self._on_check)
        self.bar.export_wanted.connect(self.export_wanted)
        self.bar.view_wanted.connect(self.view_wanted)
        self.checks.closed.connect(self.show_criteria)
        self.checks.jump_wanted.connect(self.jump)
        self.bar.show_view("criteria")

    def _show_filtered(self) -> None:
        if self.pages.currentWidget() is self.checks:
            self.show_criteria()

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
