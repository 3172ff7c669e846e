"""The table of recent workbooks: state, progress and score, each in its own column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QDate, QDateTime, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QTableView,
)

from cchc_desktop.gui import icons, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.gui.recent_workbooks import RecentWorkbook

_HEADS = ("Hồ sơ", "Tình trạng", "Tiến độ kê khai", "Điểm tự chấm", "Mở lần cuối")
_WIDTHS = (0, 166, 146, 122, 112)
_LEAST_TITLE = 220
_LEAST_FIRST = (4, 2, 1)
"""Columns in the order in which a narrow window leaves them out."""
_RIGHT = (3, 4)
_ROW = 58
_LEFT_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT_FLAGS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RecentModel(QAbstractTableModel):
    """One row for each workbook; ``set_missing`` says which files are not there."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._entries: list[RecentWorkbook] = []
        self._missing: frozenset[str] = frozenset()

    def set_entries(self, entries: Sequence[RecentWorkbook]) -> None:
        """Show these workbooks."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def set_missing(self, paths: frozenset[str]) -> None:
        """Mark files that were not found."""
        self._missing = paths
        if self._entries:
            last = self.index(len(self._entries) - 1, len(_HEADS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def entry(self, row: int) -> RecentWorkbook | None:
        """Give a row's workbook."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def is_missing(self, row: int) -> bool:
        """True when the file was not found."""
        return self._entries[row].path in self._missing

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Count the workbooks."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Give a cell's text."""
        if not index.isValid():
            return None
        entry, missing = self._entries[index.row()], self.is_missing(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return f"{entry.title}\n{entry.path}"
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return f"{entry.title}, {entry.path}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT_FLAGS if index.column() in _RIGHT else _LEFT_FLAGS
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return entry.title
            case 1:
                state = "Đã khóa" if entry.locked else "Đang kê khai"
                return "Không tìm thấy tệp" if missing else state
            case 2:
                return "–" if missing else f"{entry.answered} / {entry.applicable} mục"
            case 3:
                return "–" if missing else f"{entry.score} / {entry.maximum}"
        return _when(entry.opened)

    def headerData(self, section: int, orientation, role: int = Qt.ItemDataRole.DisplayRole):
        """Give a column's head, aligned as its column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(_HEADS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT_FLAGS if section in _RIGHT else _LEFT_FLAGS
        return None


def _when(iso: str) -> str:
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODate)
    if not moment.isValid():
        return "–"
    if moment.date() == QDate.currentDate():
        return f"{moment.toString('HH:mm')} hôm nay"
    return moment.toString("dd/MM/yyyy")


def title_within(unit: str, year: int, width: int) -> str:
    """Shorten the unit, never the year: it tells this year's workbook from last year's."""
    measures, end = theme.metrics(theme.BODY, True), f", năm {year}"
    room = width - measures.horizontalAdvance(end)
    return measures.elidedText(unit, Qt.TextElideMode.ElideRight, room) + end


class _RecentDelegate(QStyledItemDelegate):
    """Two lines for the workbook, a bar for its progress."""

    def sizeHint(self, option, index: QModelIndex) -> QSize:
        """All rows are alike."""
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option, index: QModelIndex) -> None:
        """Draw a cell."""
        rect, column = option.rect, index.column()
        if self.parent().selectionModel().isRowSelected(index.row(), QModelIndex()):
            painter.fillRect(rect, theme.color("selection"))
            if column == 0:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("accent"))
        missing = index.model().is_missing(index.row())
        inner = rect.adjusted(12 if column == 0 else 7, 0, -7, 0)
        draw = (self._title, self._state, self._progress, self._score, self._opened)[column]
        draw(painter, inner, index, missing)
        view = self.parent()
        if view.hasFocus() and index.row() == view.currentIndex().row():
            painter.setPen(QPen(theme.color("accent"), 2))
            top, bottom = rect.top() + 1, rect.bottom()
            painter.drawLine(rect.left(), top, rect.right(), top)
            painter.drawLine(rect.left(), bottom, rect.right(), bottom)

    def _title(self, painter, rect: QRect, index, missing: bool) -> None:
        entry = index.model().entry(index.row())
        middle = rect.center().y()
        measures = theme.metrics(theme.HELP)
        # Where the state has no column of its own, a missing file is said here.
        said = missing and self.parent().isColumnHidden(1)
        path = f"Không tìm thấy tệp: {entry.path}" if said else entry.path
        path = measures.elidedText(path, Qt.TextElideMode.ElideMiddle, rect.width())
        title = title_within(entry.unit, entry.year, rect.width())
        lines = (
            (title, theme.BODY, True, "text2" if missing else "text", middle - 21),
            (path, theme.HELP, False, "text2", middle),
        )
        for shown, size, strong, token, top in lines:
            painter.setFont(theme.font(size, strong))
            painter.setPen(theme.color(token))
            box = QRect(rect.left(), top, rect.width(), 20)
            painter.drawText(box, int(_LEFT_FLAGS), shown)

    def _state(self, painter, rect: QRect, index, missing: bool) -> None:
        locked = index.model().entry(index.row()).locked
        icon = ("lock_closed_regular" if locked else "edit_regular", "text2")
        if missing:
            icon = ("warning_filled", "warn")
        icons.paint(painter, rect.left(), rect.center().y() - 7, *icon)
        painter.setPen(theme.color("warn" if missing else "text"))
        painter.setFont(theme.font())
        painter.drawText(rect.adjusted(23, 0, 0, 0), int(_LEFT_FLAGS), index.data())

    def _progress(self, painter, rect: QRect, index, missing: bool) -> None:
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font())
        if missing:
            painter.drawText(rect, int(_LEFT_FLAGS), "–")
            return
        painter.drawText(rect.adjusted(0, -9, 0, -9), int(_LEFT_FLAGS), index.data())
        entry = index.model().entry(index.row())
        track = QRect(rect.left(), rect.center().y() + 12, 120, 6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for token, part in (("bar", 1.0), ("accent", entry.answered / max(entry.applicable, 1))):
            if part > 0:
                painter.setBrush(theme.color(token))
                track.setWidth(max(round(120 * min(part, 1.0)), 6))
                painter.drawRoundedRect(track, 3, 3)
        painter.restore()

    def _score(self, painter, rect: QRect, index, missing: bool) -> None:
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(theme.BODY, True))
        painter.drawText(rect, int(_RIGHT_FLAGS), index.data())

    def _opened(self, painter, rect: QRect, index, missing: bool) -> None:
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font())
        painter.drawText(rect, int(_RIGHT_FLAGS), index.data())


class RecentTable(QTableView):
    """Rows of 58 px; Enter and double-click open."""

    def __init__(self, model: RecentModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_RecentDelegate(self))
        self.setAccessibleName("Hồ sơ gần đây")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.horizontalHeader()
        head.setFixedHeight(29)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        for column, width in enumerate(_WIDTHS):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(column, mode)
            if width:
                self.setColumnWidth(column, width)

    def resizeEvent(self, event) -> None:
        """Leave out, where there is no room, what matters least."""
        room = event.size().width() - _LEAST_TITLE - sum(_WIDTHS)
        for column in _LEAST_FIRST:
            self.setColumnHidden(column, room < 0)
            if room < 0:
                room += _WIDTHS[column]
        super().resizeEvent(event)

    def keyboardSearch(self, text: str) -> None:
        """Do nothing."""

    def keyPressEvent(self, event) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        """Be as high as the rows, within reason."""
        rows = min(max(self.model().rowCount(), 1), 6)
        self.setFixedHeight(29 + rows * _ROW + 2)
