"""The recent workbooks of the start page, what to do with one, and what is left to do in it."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.recent_table import RecentModel, RecentTable
from cchc_desktop.gui.widgets.text_label import IconLabel, text_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.gui.recent_workbooks import RecentWorkbook

_TASKS = (
    ("circle_regular", "mute", "{} tiêu chí thành phần chưa kê khai", "undeclared"),
    ("document_error_filled", "warn", "{} mục đã kê khai nhưng thiếu tài liệu", "lacking"),
    ("flag_filled", "flag", "{} mục đánh dấu cần xem lại", "review"),
)


class RecentList(QWidget):
    """A table with its buttons.

    Signals:
        workbook_wanted: (path, name of the work list to show, empty for all).
        folder_wanted: path whose folder should be shown.
        forget_wanted: path to take off the list.
    """

    workbook_wanted = Signal(str, str)
    folder_wanted = Signal(str)
    forget_wanted = Signal(str)
    _looked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = RecentModel(self)
        self._table = RecentTable(self._model)
        self._open = Button("Mở", kind="main")
        self._folder = Button("Mở thư mục chứa tệp")
        self._forget = Button("Bỏ khỏi danh sách")
        self._tasks_head = text_label(size="section", wrap=True)
        self._tasks = QFrame()
        self._tasks.setProperty("role", "card")
        self._task_rows: list[tuple[QWidget, ...]] = []
        self._build()
        self._connect()

    def show_entries(self, entries: Sequence[RecentWorkbook]) -> None:
        """Show these workbooks, the first one selected."""
        self._model.set_entries(entries)
        self._table.fit()
        self._table.selectRow(0)
        self._on_selection()

    def look_for_files(self) -> None:
        """Find out, without waiting, which files are still there (a share may be long away)."""
        paths = [self._model.entry(row).path for row in range(self._model.rowCount())]
        threading.Thread(target=_look, args=(paths, self._looked.emit), daemon=True).start()

    def _on_looked(self, missing: frozenset[str]) -> None:
        self._model.set_missing(missing)
        self._on_selection()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._table)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(8)
        self._buttons.setColumnStretch(3, 1)
        self._place_buttons()
        column.addLayout(self._buttons)
        column.addSpacing(6)
        column.addWidget(self._tasks_head)
        column.addWidget(self._tasks)
        grid = QGridLayout(self._tasks)
        grid.setContentsMargins(12, 6, 12, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (icon, token, _words, name) in enumerate(_TASKS):
            link = Button("Mở danh sách", kind="link", small=True)
            link.clicked.connect(lambda _checked=False, name=name: self._open_current(name))
            widgets = (IconLabel(icon, token), text_label(wrap=True), link)
            for place, widget in enumerate(widgets):
                grid.addWidget(widget, row, place)
            self._task_rows.append(widgets)

    def minimumSizeHint(self) -> QSize:
        """Two buttons side by side; the third has its place below them."""
        pair = (self._open, self._folder)
        width = sum(one.sizeHint().width() for one in pair) + self._buttons.spacing()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event) -> None:
        """Put the last button below the others where there is no room beside them."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        buttons = (self._open, self._folder, self._forget)
        needed = sum(one.sizeHint().width() for one in buttons) + 2 * self._buttons.spacing()
        places = ((0, 0), (0, 1), (0, 2) if needed <= self.width() else (1, 1))
        for button, place in zip(buttons, places, strict=True):
            left = Qt.AlignmentFlag.AlignLeft
            self._buttons.addWidget(button, *place, left)

    def _connect(self) -> None:
        self._open.clicked.connect(lambda: self._open_current(""))
        self._table.activated.connect(lambda _index: self._open_current(""))
        self._folder.clicked.connect(lambda: self.folder_wanted.emit(self._current().path))
        self._forget.clicked.connect(lambda: self.forget_wanted.emit(self._current().path))
        self._table.selectionModel().currentRowChanged.connect(self._on_selection)
        self._looked.connect(self._on_looked, Qt.ConnectionType.QueuedConnection)

    def _current(self) -> RecentWorkbook | None:
        return self._model.entry(self._table.currentIndex().row())

    def _open_current(self, work_list: str) -> None:
        entry = self._current()
        if entry:
            self.workbook_wanted.emit(entry.path, work_list)

    def _on_selection(self, *_args) -> None:
        entry = self._current()
        missing = entry is not None and self._model.is_missing(self._table.currentIndex().row())
        self._open.setEnabled(entry is not None and not missing)
        self._show_tasks(None if missing else entry)

    def _show_tasks(self, entry: RecentWorkbook | None) -> None:
        self._tasks_head.setText(f"Việc cần làm: {entry.title}" if entry else "")
        left = 0
        for (icon, words, link), task in zip(self._task_rows, _TASKS, strict=True):
            count = getattr(entry, task[3]) if entry else 0
            words.setText(task[2].format(count) + (_extras(entry) if task[3] == "lacking" else ""))
            link.setAccessibleName(f"Mở danh sách: {words.text()}")
            for widget in (icon, words, link):
                widget.setVisible(count > 0)
            left += count
        self._tasks_head.setVisible(left > 0)
        self._tasks.setVisible(left > 0)


def _extras(entry: RecentWorkbook | None) -> str:
    """Say which part of a count the progress does not count."""
    count = entry.lacking_extras if entry else 0
    return f", trong đó có {count} mục điểm thưởng, điểm trừ" if count else ""


def _look(paths: list[str], tell) -> None:
    missing = set()
    for path in paths:
        try:
            Path(path).stat()
        except OSError:
            missing.add(path)
    try:
        tell(frozenset(missing))
    except RuntimeError:
        return  # the window has been closed meanwhile
