"""“Sổ theo dõi”: the registers that feed criteria, one at a time, typed into or from Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar

from cchc_desktop.core.registers import REGISTERS
from cchc_desktop.gui.widgets.feeds_bar import FeedsBar
from cchc_desktop.gui.widgets.register_table import RegisterTable
from cchc_desktop.gui.widgets.text_label import set_tone, text_label
from cchc_desktop.gui.widgets.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.registers import RegisterRow
    from cchc_desktop.operations.registers import RegisterView

_MOST_TOLD = 3


class RegistersPage(ToolPage):
    """Shows one register.

    Signals:
        register_wanted: key of the register to show.
        rows_edited: (key, rows) at every change.
        import_wanted, export_wanted: key of the register.
        take_wanted: code of the leaf that is to take its figures over.
        jump_wanted: code of a leaf to go to.
    """

    register_wanted = Signal(str)
    rows_edited = Signal(str, list)
    import_wanted = Signal(str)
    export_wanted = Signal(str)
    take_wanted = Signal(str)
    jump_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Sổ theo dõi", "")
        self.key = next(iter(REGISTERS))
        self._read_only = False
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Chọn sổ")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for register in REGISTERS.values():
            self.tabs.addTab(register.title)
        self.table = RegisterTable()
        self.rates = text_label(strong=True, wrap=True)
        self.problems = text_label(tone="help", wrap=True)
        self.feeds = FeedsBar()
        self.feeds.take_wanted.connect(self.take_wanted)
        self.feeds.jump_wanted.connect(self.jump_wanted)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self.table, 1)
        for widget in (self.rates, self.problems):
            self.body.addWidget(widget)
        self.body.addWidget(self.feeds)
        self._remove = self.add_action("Xóa dòng", self.table.remove_rows, icon="delete_regular")
        self._add = self.add_action("Thêm dòng", self.table.add_row, icon="add_regular")
        self._import = self.add_action(
            "Nhập từ Excel…", lambda: self.import_wanted.emit(self.key), icon="arrow_import_regular"
        )
        self._export = self.add_action(
            "Xuất Excel…", lambda: self.export_wanted.emit(self.key), icon="arrow_export_regular"
        )
        self.tabs.currentChanged.connect(self._on_tab)
        self.table.edited.connect(lambda rows: self.rows_edited.emit(self.key, rows))

    def show_register(
        self, view: RegisterView, feeds: Mapping[str, str], *, read_only: bool
    ) -> None:
        """Show a register from the workbook."""
        self.key, self._read_only = view.register.key, read_only
        self.set_title(f"Sổ theo dõi: {view.register.title}", view.register.about)
        place = list(REGISTERS).index(self.key)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        self.table.show_register(view.register, view.rows, read_only=read_only)
        for button in (self._add, self._remove, self._import):
            button.setEnabled(not read_only)
        self.feeds.show_leaves(feeds)
        self.show_outcome(view)

    def show_outcome(self, view: RegisterView) -> None:
        """Show what the rows amount to; the cells stay as they are typed."""
        if view.register.key != self.key:
            return
        self.table.take_ids(view.rows)
        self.table.mark(view.problems)
        rates = "; ".join(f"{one.label}: {one.text}" for one in view.rates)
        empty = "Sổ chưa có dòng nào." if not view.rows else ""
        self.rates.setText(rates or empty)
        told = [f"Dòng {one.row + 1}: {one.message}" for one in view.problems[:_MOST_TOLD]]
        more = len(view.problems) - len(told)
        if more > 0:
            told.append(f"Còn {more} chỗ nữa, ô được tô màu.")
        if told:
            told.insert(0, "Chưa đưa được số liệu vào tiêu chí:")
        self.problems.setText(" ".join(told))
        set_tone(self.problems, "bad" if told else "help")
        self.problems.setVisible(bool(told))
        self.feeds.set_ready(bool(view.figures) and not self._read_only)

    def rows(self) -> list[RegisterRow]:
        """Give the rows as typed."""
        return self.table.rows()

    def _on_tab(self, place: int) -> None:
        self.register_wanted.emit(list(REGISTERS)[place])
