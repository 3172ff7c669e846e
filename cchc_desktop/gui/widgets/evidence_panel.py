"""The documents that prove the page's leaf: list, findings, and what can be done with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cchc_desktop.core.completeness import Severity, evidence_findings, lacks_evidence
from cchc_desktop.gui.models import evidence_rows
from cchc_desktop.gui.models.rows_model import RowsModel
from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import IconLabel, show_if, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.score import LeafScore


class EvidencePanel(QWidget):
    """The evidence section of the criterion page.

    Signals:
        add_wanted: the person wants to choose files.
        files_dropped: paths dropped here, files and folders.
        open_wanted, edit_wanted, remove_wanted: number of the evidence.
        selection_changed: True while a document is selected.
    """

    add_wanted = Signal()
    files_dropped = Signal(list)
    open_wanted = Signal(int)
    edit_wanted = Signal(int)
    remove_wanted = Signal(int)
    selection_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Evidence, ...] = ()
        self._read_only = False
        self._head = text_label("Tài liệu kiểm chứng", size="section")
        self._open = Button("Mở", kind="link", icon="open_regular", small=True)
        self._edit = Button("Sửa thông tin…", kind="link", icon="edit_regular", small=True)
        self._remove = Button("Xóa…", kind="link", icon="delete_regular", small=True)
        self._add = Button("Thêm tài liệu…", icon="add_regular", small=True)
        self._add.setToolTip("Thêm tài liệu kiểm chứng cho mục này (Ctrl+T)")
        self._model = RowsModel(evidence_rows.HEADS, parent=self)
        self._table = FittedTable("Danh sách tài liệu kiểm chứng", evidence_rows.STRETCH)
        self._table.setModel(self._model)
        self._table.set_widths(evidence_rows.WIDTHS)
        self._empty = _EmptyState()
        self._findings = [Banner(), Banner()]
        self._build()
        self._connect()

    def show_evidence(self, assessment: Assessment, leaf: Leaf, result: LeafScore) -> None:
        """Show a leaf's documents and what is doubtful about them."""
        self._shown = assessment.evidence_of(leaf.code)
        count = f" ({len(self._shown)})" if self._shown else ""
        self._head.setText(f"Tài liệu kiểm chứng{count}")
        self._model.set_rows(evidence_rows.evidence_rows(self._shown))
        show_if(self._table, bool(self._shown))
        self._table.fit()
        show_if(self._empty, not self._shown)
        show_if(self._add, bool(self._shown) and not self._read_only)
        self._empty.show_required(leaf.evidence, lacks_evidence(assessment, leaf, result))
        self._show_findings(assessment.year)
        self._on_selection()

    def set_read_only(self, read_only: bool) -> None:
        """Let documents be opened only; takes effect when a leaf is shown."""
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        show_if(self._empty.add, not read_only)

    def selected(self) -> Evidence | None:
        """Give the selected document."""
        row = self._table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _show_findings(self, year: int) -> None:
        found = [one for evidence in self._shown for one in evidence_findings(evidence, year)]
        found.sort(key=lambda one: one.severity is not Severity.ERROR)
        for banner, one in zip(self._findings, (*found, None, None), strict=False):
            if one is None:
                banner.hide()
                continue
            text = one.message.removeprefix(f"{one.code} ")
            banner.tell("bad" if one.severity is Severity.ERROR else "warn", text)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._head)
        head.addStretch(1)
        for button in (self._open, self._edit, self._remove):
            head.addWidget(button)
        head.addSpacing(4)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._table)
        column.addWidget(self._empty)
        for banner in self._findings:
            column.addWidget(banner)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_wanted)
        self._empty.add.clicked.connect(self.add_wanted)
        self._table.row_activated.connect(lambda row: self.open_wanted.emit(self._shown[row].id))
        self._table.row_unwanted.connect(self._on_unwanted)
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
        show_if(self._open, chosen)
        for button in (self._edit, self._remove):
            show_if(button, chosen and not self._read_only)
        self.selection_changed.emit(chosen)

    def _on_menu(self, place) -> None:
        if not self.selected():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Mở", lambda: self._emit(self.open_wanted))
        if not self._read_only:
            menu.addAction("Sửa thông tin…", lambda: self._emit(self.edit_wanted))
            menu.addSeparator()
            menu.addAction("Xóa…", lambda: self._emit(self.remove_wanted))
        menu.popup(self._table.viewport().mapToGlobal(place))

    def dragEnterEvent(self, event) -> None:
        """Take files and folders."""
        if _local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:
        """Tell what was dropped."""
        event.acceptProposedAction()
        self.files_dropped.emit(_local_files(event.mimeData()))


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
