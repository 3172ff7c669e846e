"""“Điểm còn mất”: where points are lost, what each leaf needs, and what would be if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.text import code_order
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.bars_chart import BarsChart
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import rule, show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from cchc_desktop.core.lost_points import LeafLoss, LostPoints, WhatIf

_HEADS = ("Thử", "Mã", "Tiêu chí thành phần", "Hiện tại", "Còn mất", "Cần gì để lấy lại")
_WIDTHS = (42, 62, 250, 176, 74, 0)
_TICK, _CODE, _NEEDS = 0, 1, 5
_NARROW = 960
"""Pixels of width below which the what-if stands under the chart."""


class LostPointsPage(QFrame):
    """Shows a board; what is ticked is tried out by whoever holds the workbook.

    Signals:
        jump_wanted: code of a leaf to go to.
        tried: codes of the ticked leaves, at every change.
        review_wanted: codes of the leaves to put on the work list.
        print_wanted: print this board.
    """

    jump_wanted = Signal(str)
    tried = Signal(list)
    review_wanted = Signal(list)
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._board: LostPoints | None = None
        self._rows: list[LeafLoss] = []
        self._ticked: set[str] = set()
        self._by_loss = True
        self._sums = text_label(tone="help", wrap=True)
        self._sort = Button("", small=True, icon="arrow_sort_regular")
        self._print = Button("In bảng này…", small=True, icon="print_regular")
        self._chart = BarsChart()
        self._model = RowsModel(_HEADS, right=(4,), parent=self)
        self._table = FittedTable("Các mục còn mất điểm", _NEEDS, least_row=28)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        self._nothing = text_label("Không còn mất điểm nào ở phần tự chấm.", strong=True)
        self._values: dict[str, QLabel] = {}
        self._clear = Button("Bỏ chọn hết", small=True)
        self._review = Button("Đưa vào việc cần làm", kind="main", small=True)
        self._build()
        self._connect()
        self._name_sort()

    def show_board(
        self,
        board: LostPoints,
        prior: Mapping[str, Decimal] | None = None,
        prior_year: int | None = None,
        *,
        free: bool = True,
    ) -> None:
        """Show where points are lost; ``free`` when leaves may be put on the work list."""
        self._board = board
        self._free = free
        whole = board.whole
        self._sums.setText(
            f"{show_points(whole.lost)} điểm ở mục đã kê khai, "
            f"{show_points(whole.undeclared)} điểm ở mục chưa kê khai"
        )
        self._chart.show_board(board, prior, prior_year)
        self._ticked &= {one.code for one in board.leaves if one.recoverable}
        self._fill()
        self.tried.emit(sorted(self._ticked))

    def show_what_if(self, found: WhatIf) -> None:
        """Show what the score would be."""
        count = len(found.codes)
        texts = {
            "count": f"{count} mục" if count else "Chưa chọn mục nào",
            "before": show_points(found.before),
            "gain": f"+ {show_points(found.gain)}" if found.gain else "–",
            "after": show_points(found.after),
            "maximum": f"/ {show_points(found.maximum)}",
            "percent": _percents(found),
        }
        for name, text in texts.items():
            self._values[name].setText(text)
        self._clear.setEnabled(bool(count))
        self._review.setEnabled(bool(count) and self._free)

    def focus_first(self) -> None:
        """Put the focus into the list."""
        if self._rows:
            if not self._table.currentIndex().isValid():
                self._table.setCurrentIndex(self._model.index(0, _CODE))
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._print.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        assert self._board is not None
        kept = self._table.currentIndex().row()
        self._rows = list(self._board.leaves)
        if self._by_loss:
            self._rows.sort(key=lambda one: (-one.lost, code_order(one.code)))
        self._model.set_rows([_row(one, one.code in self._ticked) for one in self._rows])
        self._table.fit()
        if 0 <= kept < len(self._rows):
            self._table.setCurrentIndex(self._model.index(kept, _CODE))
        show_if(self._table, bool(self._rows))
        show_if(self._nothing, not self._rows)

    def _toggle(self, row: int) -> None:
        one = self._rows[row]
        if one.recoverable:
            self._ticked ^= {one.code}
            self._fill()
            self.tried.emit(sorted(self._ticked))

    def _on_link(self, row: int, column: int) -> None:
        if column == _TICK:
            self._toggle(row)
        else:
            self.jump_wanted.emit(self._rows[row].code)

    def _on_sort(self) -> None:
        self._by_loss = not self._by_loss
        self._name_sort()
        self._fill()

    def _name_sort(self) -> None:
        self._sort.setText(f"Sắp theo: {'điểm còn mất' if self._by_loss else 'mã tiêu chí'}")
        self._sort.updateGeometry()

    def _on_clear(self) -> None:
        self._ticked = set()
        self._fill()
        self.tried.emit([])

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(text_label("Điểm còn mất", size="title"))
        head.addWidget(self._sums, 1)
        head.addWidget(self._sort)
        head.addWidget(self._print)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(self._chart)
        inside.addStretch(1)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(12)
        self._cards.addWidget(card, 1)
        self._cards.addWidget(self._what_if_card())
        self._scroll = ScrollColumn((16, 12, 16, 12), 10)
        column = self._scroll.column
        column.addLayout(head)
        column.addLayout(self._cards)
        column.addWidget(self._table)
        column.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _what_if_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(300)
        column = QVBoxLayout(card)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(5)
        column.addWidget(text_label("Thử tính", size="section"))
        about = "Chỉ là phép thử. Không thay đổi số liệu đã kê khai."
        column.addWidget(text_label(about, tone="help", wrap=True))
        for name, words, look in (
            ("count", "Đã chọn", {}),
            ("before", "Điểm tự chấm hiện tại", {}),
            ("gain", "Cộng thêm tối đa", {"tone": "ok", "strong": True}),
        ):
            column.addLayout(self._line(name, words, look))
        column.addWidget(rule())
        row = QHBoxLayout()
        row.addWidget(text_label("Nếu đạt", strong=True))
        row.addStretch(1)
        self._values["after"] = text_label(size="score")
        self._values["maximum"] = text_label(tone="help")
        row.addWidget(self._values["after"])
        row.addWidget(self._values["maximum"])
        column.addLayout(row)
        column.addLayout(self._line("percent", "Tỷ lệ so với tối đa", {}))
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._clear)
        buttons.addStretch(1)
        buttons.addWidget(self._review)
        column.addLayout(buttons)
        return card

    def _line(self, name: str, words: str, look: dict[str, object]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(text_label(words, tone="help"))
        row.addStretch(1)
        self._values[name] = text_label(**look)
        row.addWidget(self._values[name])
        return row

    def _connect(self) -> None:
        self._sort.clicked.connect(self._on_sort)
        self._print.clicked.connect(self.print_wanted)
        self._clear.clicked.connect(self._on_clear)
        self._review.clicked.connect(lambda: self.review_wanted.emit(sorted(self._ticked)))
        self._table.row_ticked.connect(self._toggle)
        self._table.row_activated.connect(lambda row: self.jump_wanted.emit(self._rows[row].code))
        self._table.link_clicked.connect(self._on_link)

    def resizeEvent(self, event) -> None:
        """Put the what-if under the chart where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        way = QBoxLayout.Direction
        self._cards.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        if self._table.isColumnHidden(3) != narrow:
            self._table.setColumnHidden(3, narrow)
            self._table.fit()


def _row(one: LeafLoss, ticked: bool) -> tuple[Cell, ...]:
    tone = "" if one.recoverable else "text2"
    if one.recoverable:
        icon = ("checkbox_checked_filled", "accent") if ticked else (
            "checkbox_unchecked_regular", "text2")  # fmt: skip
        spoken = f"Thử mục {one.code}, {'đã chọn' if ticked else 'chưa chọn'}"
        tick = Cell(icon=icon, link=True, spoken=spoken)
    else:
        tick = Cell(spoken="Không còn lấy lại được")
    return (
        tick,
        Cell(one.code, link=True),
        Cell(one.title, tone=tone),
        Cell(one.now, tone="text2" if one.undeclared else tone),
        Cell(show_points(one.lost), strong=one.lost >= 1),
        Cell(one.needs, tone=tone),
    )


def _percents(found: WhatIf) -> str:
    if not found.maximum:
        return "–"
    now, then = (
        f"{value / found.maximum * 100:.2f}%".replace(".", ",")
        for value in (found.before, found.after)
    )
    return now if found.before == found.after else f"{now} → {then}"
