"""“Chỉ số công bố”: PAPI and PCI by year, as published, compared year on year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QTabBar, QWidget

from cchc_desktop.core.numbers import show_number
from cchc_desktop.core.published_result import CLASS, RANK, SOURCE, TOTAL, UNITS
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import text_label
from cchc_desktop.gui.widgets.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from cchc_desktop.core.published_index import PublishedIndex
    from cchc_desktop.core.published_result import Change
    from cchc_desktop.operations.published_results import IndexView

_ABOUT = "Số do nơi khác công bố, giữ nguyên như công bố; chỗ không khớp thì cảnh báo, không sửa."
_OWN = (
    (TOTAL, "Tổng điểm"),
    (RANK, "Hạng"),
    (UNITS, "Số đơn vị xếp hạng"),
    (CLASS, "Nhóm"),
    (SOURCE, "Nguồn"),
)
_FIELD = 170


class IndexPage(ToolPage):
    """Shows one index: a form for one year at the left, the years side by side at the right.

    Signals:
        index_wanted: id of the index to show.
        entered: (id, year as typed, name → text).
        remove_wanted: (id, year).
    """

    index_wanted = Signal(str)
    entered = Signal(str, str, dict)
    remove_wanted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__("Chỉ số công bố", _ABOUT)
        self.id = ""
        self._ids: list[str] = []
        self._view: IndexView | None = None
        self._fields: dict[str, QLineEdit] = {}
        self._shown_year = ""
        self._shown: dict[str, str] = {}
        self._sent: dict[str, str] = {}
        self._pending: tuple[str, dict[str, str]] = ("", {})
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Chọn chỉ số")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.year = QLineEdit()
        self.year.setAccessibleName("Năm công bố")
        self.year.setFixedWidth(_FIELD)
        self._form = ScrollColumn((0, 0, 8, 0), 4)
        self._form.setFixedWidth(430)
        self._grid_holder: QWidget | None = None
        self.words = text_label(strong=True, wrap=True)
        self._model = RowsModel(("",), parent=self)
        self.table = FittedTable("Các năm đã nhập", 0, fitted=False)
        self.table.setModel(self._model)
        right = QWidget()
        from PySide6.QtWidgets import QVBoxLayout

        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._form)
        row.addWidget(right, 1)
        self.body.addWidget(self.tabs)
        self.body.addLayout(row, 1)
        self._remove = self.add_action("Bỏ năm này…", self._on_remove, icon="delete_regular")
        self._save = self.add_action("Lưu số đã công bố", self._on_save, kind="main")
        self.tabs.currentChanged.connect(self._on_tab)
        self.year.editingFinished.connect(self._on_year)

    def show_index(
        self, view: IndexView, indices: Sequence[PublishedIndex], *, read_only: bool
    ) -> None:
        """Show an index as it stands in the workbook."""
        other = view.index.id != self.id
        self.id, self._view = view.index.id, view
        self._show_tabs(indices)
        if other:
            self._make_form(view.index)
            last = view.results[-1].year if view.results else None
            self.year.setText(str(last) if last else "")
        self._save.setEnabled(not read_only)
        for field in (*self._fields.values(), self.year):
            field.setReadOnly(read_only)
        self._fill()
        self._remove.setEnabled(not read_only and bool(view.results))
        self.words.setText(view.changes[-1].words if view.changes else _nothing(view))
        self._show_years(view)
        doubts = [f"Năm {year}: {text}" for year, found in view.doubts.items() for text in found]
        if doubts:
            self.banner.tell("warn", "Số công bố không khớp.", " ".join(doubts))
        else:
            self.banner.hide()

    def _show_tabs(self, indices: Sequence[PublishedIndex]) -> None:
        ids = [one.id for one in indices]
        self.tabs.blockSignals(True)
        if ids != self._ids:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for one in indices:
                self.tabs.addTab(one.id.upper())
                self.tabs.setTabToolTip(self.tabs.count() - 1, one.title)
            self._ids = ids
        self.tabs.setCurrentIndex(ids.index(self.id))
        self.tabs.blockSignals(False)

    def _make_form(self, index: PublishedIndex) -> None:
        if self._grid_holder is not None:
            self.year.setParent(None)
            self._grid_holder.setParent(None)
            self._grid_holder.deleteLater()
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self._fields, self._shown, self._sent = {}, {}, {}
        grid.addWidget(text_label("Năm"), 0, 0)
        grid.addWidget(self.year, 0, 1)
        own = [*_OWN, *((part.code, f"{part.code}. {part.title}") for part in index.parts)]
        for row, (name, label) in enumerate(own, 1):
            words = text_label(label, wrap=True)
            field = QLineEdit()
            field.setAccessibleName(label)
            field.setFixedWidth(_FIELD)
            words.setBuddy(field)
            grid.addWidget(words, row, 0)
            grid.addWidget(field, row, 1)
            self._fields[name] = field
        self._form.column.addWidget(self._grid_holder)

    def not_saved(self) -> None:
        """Take note that what was last sent to be kept could not be, and show it again."""
        year, texts = self._pending
        self._sent = {}
        untouched = all(self._is_kept(name, field) for name, field in self._fields.items())
        if untouched and texts.keys() == self._fields.keys():
            self.year.setText(year)
            self._shown_year = year
            for name, field in self._fields.items():
                field.setText(texts[name])

    def _fill(self) -> None:
        """Show what is kept for the typed year; what was typed and is not kept yet stays."""
        year = self.year.text().strip()
        results = {str(one.year): one for one in self._view.results} if self._view else {}
        kept = results.get(year)
        for name, field in self._fields.items():
            text = kept.values.get(name, "") if kept else ""
            text = text if name in (CLASS, SOURCE) else text.replace(".", ",")
            if self._is_kept(name, field):
                field.setText(text)
            self._shown[name] = text
        self._shown_year, self._sent = year, {}

    def _is_kept(self, name: str, field: QLineEdit) -> bool:
        return field.text() in (self._shown.get(name, ""), self._sent.get(name))

    def _leaves_unsaved(self) -> bool:
        """Tell whether something typed would be gone, and say so."""
        if all(self._is_kept(name, field) for name, field in self._fields.items()):
            return False
        year = self._shown_year or "đang nhập"
        self.banner.tell(
            "warn",
            f"Số của năm {year} chưa lưu.",
            "Bấm Lưu số đã công bố trước khi sang chỗ khác.",
            ("Bỏ phần chưa lưu", self._forget_typed),
        )
        return True

    def _forget_typed(self) -> None:
        for name, field in self._fields.items():
            field.setText(self._shown.get(name, ""))
        self.banner.hide()

    def _on_year(self) -> None:
        year = self.year.text().strip()
        if year == self._shown_year:
            return
        if self._shown_year and self._leaves_unsaved():
            self.year.setText(self._shown_year)
        else:
            self._fill()

    def _on_tab(self, place: int) -> None:
        if self._leaves_unsaved():
            self.tabs.blockSignals(True)
            self.tabs.setCurrentIndex(self._ids.index(self.id))
            self.tabs.blockSignals(False)
        else:
            self.index_wanted.emit(self._ids[place])

    def _show_years(self, view: IndexView) -> None:
        years = [one.year for one in view.results]
        heads = (
            "Thành phần",
            *(str(year) for year in years),
            *(["Thay đổi"] if view.changes else []),
        )
        right = tuple(range(1, len(heads)))
        self._model = RowsModel(heads, right=right, parent=self)
        self.table.setModel(self._model)
        self.table.set_widths((0, *(84,) * len(years), *((130,) if view.changes else ())))
        change = view.changes[-1] if view.changes else None
        rows = [self._row("Tổng", TOTAL, view, change.total if change else None, strong=True)]
        if any(one.values.get(RANK) for one in view.results):
            cells = [Cell(one.values.get(RANK, "–")) for one in view.results]
            moved = [] if change is None else [_rank_cell(change.rank)]
            rows.append((Cell("Hạng"), *cells, *moved))
        parts = {one.name: one for one in change.parts} if change else {}
        for part in view.index.parts:
            rows.append(
                self._row(f"{part.code}. {part.title}", part.code, view, parts.get(part.code))
            )
        self._model.set_rows(rows)
        self.table.fit()

    @staticmethod
    def _row(
        label: str, name: str, view: IndexView, change: Change | None, *, strong: bool = False
    ) -> tuple[Cell, ...]:
        cells = [
            Cell(one.values.get(name, "–").replace(".", ","), strong=strong) for one in view.results
        ]
        moved = [_points_cell(change.points if change else None)] if view.changes else []
        return (Cell(label, strong=strong), *cells, *moved)

    def _on_save(self) -> None:
        self._sent = {name: field.text() for name, field in self._fields.items()}
        year = self.year.text().strip()
        self._pending = year, self._sent
        self.entered.emit(
            self.id, year, {k: text for k, text in self._sent.items() if text.strip()}
        )

    def _on_remove(self) -> None:
        text = self.year.text().strip()
        if text.isdecimal():
            self.remove_wanted.emit(self.id, int(text))


def _nothing(view: IndexView) -> str:
    return "Nhập hai năm trở lên để so từng năm." if view.results else "Chưa nhập năm nào."


def _points_cell(points: Decimal | None) -> Cell:
    if points is None:
        return Cell("–", tone="text2")
    if points == 0:
        return Cell("giữ nguyên", tone="text2")
    up = points > 0
    icon = ("chevron_up_regular", "ok") if up else ("chevron_down_regular", "bad")
    return Cell(f"{'tăng' if up else 'giảm'} {show_number(abs(points))}", icon=icon,
                tone="ok" if up else "bad")  # fmt: skip


def _rank_cell(rank: int | None) -> Cell:
    if rank is None:
        return Cell("–", tone="text2")
    if rank == 0:
        return Cell("giữ nguyên", tone="text2")
    up = rank > 0
    icon = ("chevron_up_regular", "ok") if up else ("chevron_down_regular", "bad")
    return Cell(
        f"{'tăng' if up else 'giảm'} {abs(rank)} bậc", icon=icon, tone="ok" if up else "bad"
    )
