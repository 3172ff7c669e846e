"""“Lịch sử thay đổi”: who did what and when, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from cchc_desktop.core.text import fold
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import show_if, text_label
from cchc_desktop.gui.widgets.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.operations.history import HistoryLine

_HEADS = ("Giờ", "Người làm", "Thay đổi", "")
_WIDTHS = (70, 170, 0, 90)
_CHANGE, _LINK = 2, 3
_STEP = 300
"""Lines shown at once; older ones on request."""
_ABOUT = (
    "Mỗi lần nhập, sửa, thêm, gỡ đều được ghi lại, kể cả hoàn tác. Lịch sử đi theo hồ sơ và không "
    "sửa được; mã băm của nó được in trong hồ sơ đã ký."
)


class HistoryPage(ToolPage):
    """Lists what was done.

    Signals:
        jump_wanted: code of a leaf to go to.
        leaf_wanted: the code whose history is wanted; empty for all.
    """

    jump_wanted = Signal(str)
    leaf_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Lịch sử thay đổi", _ABOUT)
        self._lines: tuple[HistoryLine, ...] = ()
        self._shown: list[HistoryLine | None] = []
        self._most = _STEP
        self._search = QLineEdit()
        self._search.setPlaceholderText("Tìm trong lịch sử")
        self._search.setAccessibleName("Tìm trong lịch sử")
        self._search.setMaximumWidth(320)
        self._search.textChanged.connect(self._on_search)
        self._all = Button("Xem cả hồ sơ", kind="link", icon="history_regular", small=True)
        self._all.clicked.connect(lambda: self.leaf_wanted.emit(""))
        self._count = text_label(tone="help")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._search, 1)
        row.addWidget(self._all)
        row.addStretch(1)
        row.addWidget(self._count)
        self._model = RowsModel(_HEADS, parent=self)
        self._table = FittedTable("Lịch sử thay đổi", _CHANGE, fitted=False, least_row=28)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        self._table.row_activated.connect(self._on_row)
        self._table.link_clicked.connect(lambda row, _column: self._on_row(row))
        self._nothing = text_label("Không có thay đổi nào như vậy.", tone="help")
        self._more = Button("Xem các thay đổi cũ hơn", kind="link", small=True)
        self._more.clicked.connect(self._on_more)
        self.body.addLayout(row)
        self.body.addWidget(self._table, 1)
        self.body.addWidget(self._nothing, 1, Qt.AlignmentFlag.AlignCenter)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, lines: Sequence[HistoryLine], code: str) -> None:
        """Show a history; ``code`` names the leaf that it is of."""
        self._lines, self._most = tuple(lines), _STEP
        self.set_title(f"Lịch sử thay đổi{f' của mục {code}' if code else ''}", _ABOUT)
        show_if(self._all, bool(code))
        self._search.clear()
        self._fill()

    def focus_first(self) -> None:
        """Put the focus into the search field."""
        self._search.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        words = fold(self._search.text()).split()
        fitting = [
            one
            for one in reversed(self._lines)
            if all(word in fold(f"{one.who} {one.text}") for word in words)
        ]
        rows, self._shown, day = [], [], ""
        for one in fitting[: self._most]:
            moment = one.at.astimezone()
            if (today := moment.strftime("%d/%m/%Y")) != day:
                day = today
                rows.append(_day_row(f"Ngày {day}"))
                self._shown.append(None)
            code = one.codes[0] if len(one.codes) == 1 else ""
            rows.append(
                (
                    Cell(moment.strftime("%H:%M")),
                    Cell(one.who or "–"),
                    Cell(one.text, tone="text2" if one.act in ("undo", "redo") else ""),
                    Cell("Đến mục" if code else "", link=bool(code)),
                )
            )
            self._shown.append(one)
        self._model.set_rows(rows)
        self._table.fit()
        self._count.setText(f"{len(fitting)} thay đổi")
        show_if(self._table, bool(rows))
        show_if(self._nothing, not rows)
        show_if(self._more, len(fitting) > self._most)

    def _on_search(self) -> None:
        self._most = _STEP
        self._fill()

    def _on_more(self) -> None:
        self._most += _STEP
        self._fill()

    def _on_row(self, row: int) -> None:
        one = self._shown[row]
        if one is not None and len(one.codes) == 1:
            self.jump_wanted.emit(one.codes[0])


def _day_row(words: str) -> tuple[Cell, ...]:
    look = {"ground": "header"}
    return (Cell(**look), Cell(**look), Cell(words, strong=True, **look), Cell(**look))
