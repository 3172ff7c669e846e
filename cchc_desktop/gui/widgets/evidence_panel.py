"""The documents that prove the page's leaf: list, findings, and what can be done with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cchc_desktop.core.completeness import (
    Finding,
    Severity,
    apply_waivers,
    evidence_findings,
    lacks_evidence,
)
from cchc_desktop.core.evidence_doctor import document_findings, twin_findings
from cchc_desktop.gui.models import evidence_rows
from cchc_desktop.gui.models.rows_model import RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.finding_banner import FindingBanner
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import IconLabel, show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.page_facts import DocumentFacts
    from cchc_desktop.core.score import LeafScore


class EvidencePanel(QWidget):
    """The evidence section of the criterion page.

    Signals:
        add_wanted: the person wants to choose files.
        files_dropped: paths dropped here, files and folders.
        paste_wanted: take what lies on the clipboard.
        open_wanted, view_wanted, edit_wanted, remove_wanted, rename_wanted, move_wanted,
            cite_wanted: number of the evidence.
        page_wanted: (number of the evidence, page to look at).
        place_wanted: (number of the evidence, its new place from 1).
        waive_wanted: the finding to leave aside.
        selection_changed: True while a document is selected.
    """

    add_wanted = Signal()
    files_dropped = Signal(list)
    paste_wanted = Signal()
    open_wanted = Signal(int)
    view_wanted = Signal(int)
    rename_wanted = Signal(int)
    move_wanted = Signal(int)
    cite_wanted = Signal(int)
    page_wanted = Signal(int, int)
    place_wanted = Signal(int, int)
    waive_wanted = Signal(object)
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)
    selection_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Evidence, ...] = ()
        self._read_only = False
        self._head = text_label("Tài liệu kiểm chứng", size="section")
        self._view = _icon_button("Xem nhanh", "eye_regular")
        self._open = _icon_button("Mở", "open_regular")
        self._edit = _icon_button("Sửa thông tin…", "edit_regular")
        self._remove = _icon_button("Xóa…", "delete_regular")
        self._more = _icon_button("Việc khác với tài liệu", "more_horizontal_regular")
        self._paste = Button("Dán ảnh", kind="link", icon="clipboard_paste_regular", small=True)
        self._paste.setToolTip("Dán ảnh hoặc tệp đã chép (Ctrl+V)")
        self._add = Button("Thêm tài liệu…", icon="add_regular", small=True)
        self._add.setToolTip("Thêm tài liệu kiểm chứng cho mục này (Ctrl+T)")
        self._model = RowsModel(evidence_rows.HEADS, parent=self)
        self._table = FittedTable("Danh sách tài liệu kiểm chứng", evidence_rows.STRETCH)
        self._table.setModel(self._model)
        self._table.set_widths(evidence_rows.WIDTHS)
        self._empty = _EmptyState()
        self._findings = [FindingBanner(), FindingBanner()]
        self._rest = text_label(tone="help", size="help")
        self._facts: Mapping[str, DocumentFacts] = {}
        self._assessment: Assessment | None = None
        self._build()
        self._connect()

    def show_evidence(self, assessment: Assessment, leaf: Leaf, result: LeafScore) -> None:
        """Show a leaf's documents and what is doubtful about them."""
        self._shown, self._assessment = assessment.evidence_of(leaf.code), assessment
        count = f" ({len(self._shown)})" if self._shown else ""
        self._head.setText(f"Tài liệu kiểm chứng{count}")
        self._model.set_rows(evidence_rows.evidence_rows(self._shown))
        show_if(self._table, bool(self._shown))
        self._table.fit()
        show_if(self._empty, not self._shown)
        show_if(self._add, bool(self._shown) and not self._read_only)
        show_if(self._paste, not self._read_only)
        self._empty.show_required(leaf.evidence, lacks_evidence(assessment, leaf, result))
        self._show_findings()
        self._on_selection()

    def show_facts(self, facts: Mapping[str, DocumentFacts]) -> None:
        """Take over what documents were found to look like, by their hashes."""
        self._facts = facts
        self._show_findings()

    def set_read_only(self, read_only: bool) -> None:
        """Let documents be opened only; takes effect when a leaf is shown."""
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        show_if(self._empty.add, not read_only)

    def selected(self) -> Evidence | None:
        """Give the selected document."""
        row = self._table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _show_findings(self) -> None:
        found = self._doubts()
        for banner, one in zip(self._findings, (*found, None, None), strict=False):
            if one is None:
                banner.hide()
            else:
                banner.show_finding(one, free=not self._read_only)
        more = len(found) - len(self._findings)
        self._rest.setText(f"Và {more} điều khác về tài liệu của mục này; xem ở Kiểm tra (F9).")
        show_if(self._rest, more > 0)

    def _doubts(self) -> list[Finding]:
        """Give what is doubtful about the documents shown, the worst first."""
        whole = self._assessment
        if whole is None:
            return []
        found: list[Finding] = []
        for one in self._shown:
            found += evidence_findings(one, whole.year)
            found += document_findings(one, self._facts.get(one.document.sha256))
        mine = {one.id for one in self._shown}
        if self._shown:
            found += [one for one in twin_findings(whole.evidence) if one.evidence_id in mine]
        kept = [one for one in apply_waivers(found, whole.work.waivers) if not one.waived]
        worst = list(Severity)
        kept.sort(key=lambda one: worst.index(one.severity))
        return [one for one in kept if one.severity is not Severity.INFO]

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._head)
        head.addStretch(1)
        for button in (self._view, self._open, self._edit, self._remove, self._more):
            head.addWidget(button)
        head.addSpacing(4)
        head.addWidget(self._paste)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._table)
        column.addWidget(self._empty)
        for banner in self._findings:
            column.addWidget(banner)
        column.addWidget(self._rest)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_wanted)
        self._empty.add.clicked.connect(self.add_wanted)
        self._table.row_activated.connect(lambda row: self.view_wanted.emit(self._shown[row].id))
        self._table.row_unwanted.connect(self._on_unwanted)
        self._paste.clicked.connect(self.paste_wanted)
        self._view.clicked.connect(lambda: self._emit(self.view_wanted))
        self._more.clicked.connect(self._on_more)
        for banner in self._findings:
            banner.waive_wanted.connect(self.waive_wanted)
            banner.edit_wanted.connect(self.edit_wanted)
            banner.page_wanted.connect(self.page_wanted)
        self._open.clicked.connect(lambda: self._emit(self.open_wanted))
        self._edit.clicked.connect(lambda: self._emit(self.edit_wanted))
        self._remove.clicked.connect(lambda: self._emit(self.remove_wanted))
        self._table.selectionModel().currentRowChanged.connect(self._on_selection)
        self._model.modelReset.connect(self._on_selection)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(self._on_menu)

    def _on_unwanted(self, row: int) -> None:
        if not self._read_only:
            self.remove_wanted.emit(self._shown[row].id)

    def _emit(self, signal) -> None:
        found = self.selected()
        if found:
            signal.emit(found.id)

    def _on_selection(self, *_args) -> None:
        chosen = self.selected() is not None
        for button in (self._view, self._open):
            show_if(button, chosen)
        for button in (self._edit, self._remove, self._more):
            show_if(button, chosen and not self._read_only)
        self.selection_changed.emit(chosen)

    def _on_more(self) -> None:
        self._menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _on_menu(self, place) -> None:
        if self.selected():
            self._menu().popup(self._table.viewport().mapToGlobal(place))

    def _menu(self) -> QMenu:
        """Make the menu of the selected document."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Xem nhanh, chọn trang…", lambda: self._emit(self.view_wanted))
        menu.addAction("Mở bằng chương trình khác", lambda: self._emit(self.open_wanted))
        if self._read_only:
            return menu
        row, last = self._table.currentIndex().row(), len(self._shown) - 1
        menu.addSeparator()
        menu.addAction("Sửa thông tin…", lambda: self._emit(self.edit_wanted))
        menu.addAction("Đổi tên tệp…", lambda: self._emit(self.rename_wanted))
        up = menu.addAction("Chuyển lên", lambda: self._place(row))
        down = menu.addAction("Chuyển xuống", lambda: self._place(row + 2))
        up.setEnabled(row > 0)
        down.setEnabled(row < last)
        menu.addAction("Chuyển sang mục khác…", lambda: self._emit(self.move_wanted))
        menu.addAction("Dẫn thêm cho mục khác…", lambda: self._emit(self.cite_wanted))
        menu.addSeparator()
        menu.addAction("Xóa khỏi mục này…", lambda: self._emit(self.remove_wanted))
        return menu

    def move_selected(self, by: int) -> None:
        """Move the selected document up (-1) or down (1) in the list."""
        row = self._table.currentIndex().row()
        if self.selected() and not self._read_only and 0 <= row + by < len(self._shown):
            self._place(row + 1 + by)

    def _place(self, place: int) -> None:
        found = self.selected()
        if found:
            self.place_wanted.emit(found.id, place)

    def select(self, number: int) -> None:
        """Select a document by its number."""
        for row, one in enumerate(self._shown):
            if one.id == number:
                self._table.setCurrentIndex(self._model.index(row, 0))

    def dragEnterEvent(self, event) -> None:
        """Take files and folders."""
        if _local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:
        """Tell what was dropped."""
        event.acceptProposedAction()
        self.files_dropped.emit(_local_files(event.mimeData()))


def _icon_button(word: str, icon: str) -> Button:
    button = Button("", kind="link", icon=icon, small=True)
    button.setAccessibleName(word)
    button.setToolTip(word)
    return button


def _local_files(data) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class _EmptyState(QFrame):
    """What is missing, what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "drop")
        self.add = Button("Thêm tài liệu…", icon="add_regular")
        self._icon = IconLabel("attach_regular", "text2", size=20)
        self._title = text_label("Chưa có tài liệu kiểm chứng", strong=True)
        self._words = text_label(tone="help", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_required(self, required: tuple[str, ...], missing: bool) -> None:
        """Name the documents that the set asks for."""
        self._icon.show_icon("attach_regular", "warn" if missing else "text2")
        words = "Kéo thả tệp hoặc thư mục vào đây, hoặc chọn tệp."
        if required:
            words += f" Mục này phải có: {'; '.join(required)}."
        self._words.setText(words)
