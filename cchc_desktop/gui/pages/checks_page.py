"""What is missing or doubtful, each with a jump to its place; the last look before locking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cchc_desktop.core.completeness import Finding, Severity
from cchc_desktop.gui.models import finding_rows
from cchc_desktop.gui.models.rows_model import RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import IconLabel, set_tone, show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMPLETE = "Mọi mục đã kê khai và có tài liệu kiểm chứng."
_READY = "Đủ điều kiện khóa hồ sơ."


class ChecksPage(QFrame):
    """The list of findings.

    Signals:
        jump_wanted: code of the leaf to go to.
        again_wanted: check anew; True when it is the check before locking.
        waive_wanted, take_up_wanted: the finding to leave aside, or to bring back.
        lock_wanted: places of the warnings that were said yes to.
        closed: back to the criteria.
    """

    jump_wanted = Signal(str)
    again_wanted = Signal(bool)
    waive_wanted = Signal(object)
    take_up_wanted = Signal(object)
    lock_wanted = Signal(list)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._findings: tuple[Finding, ...] = ()
        self._rows: list[Finding | None] = []
        self._accepted: set[str] = set()
        self._locking, self._free = False, True
        self._counts = [(IconLabel(*icon), text_label(strong=True)) for icon in finding_rows.ICONS]
        self._all_well_icon = IconLabel("checkmark_circle_filled", "ok")
        self._all_well = text_label("Không có lỗi, không có cảnh báo", strong=True)
        self._when = text_label(tone="help")
        self._again = Button("Kiểm tra lại (F9)", icon="arrow_sync_regular", small=True)
        self._waive = Button("Bỏ qua, vì…", icon="prohibited_filled")
        self._accept = Button("Xác nhận cảnh báo", icon="checkmark_regular")
        self._lock = Button("Khóa hồ sơ", kind="main", icon="lock_closed_regular")
        self._close = Button("Đóng")
        self._why = text_label(wrap=True, strong=True)
        self._model = RowsModel(finding_rows.HEADS, parent=self)
        self._table = FittedTable("Kết quả kiểm tra", 2, fitted=False)
        self._table.setModel(self._model)
        self._table.set_widths(finding_rows.WIDTHS)
        self._build()
        self._connect()

    def show_findings(
        self,
        title: str,
        findings: Sequence[Finding],
        all_well: str = "",
        *,
        locking: bool = False,
        free: bool = True,
    ) -> None:
        """Show findings by severity, in the set's order within each.

        Args:
            title: of the page.
            findings: what was found.
            all_well: what it means that there is none; given for another check than F9's.
            locking: before the workbook is locked: each warning wants a yes.
            free: whether findings may be left aside now.
        """
        self._title.setText(title)
        self._findings, self._free = tuple(findings), free
        if locking != self._locking:
            self._accepted = set()
        self._locking = locking
        self._nothing.say(all_well or (_READY if locking else _COMPLETE))
        self._again.setVisible(not all_well)
        self._table.setColumnHidden(finding_rows.ACCEPTED, not locking)
        for widget in (self._accept, self._lock, self._why):
            show_if(widget, locking)
        self._when.setText(f"Kiểm tra lúc {QTime.currentTime().toString('HH:mm')}")
        self._fill()

    def focus_first(self) -> None:
        """Put the focus into the list, on the first finding."""
        place = next((row for row, one in enumerate(self._rows) if one is not None), None)
        if place is None:
            button = self._lock if self._locking else self._close
            button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._table.setCurrentIndex(self._model.index(place, 2))
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def is_locking(self) -> bool:
        """Whether it is the check before locking."""
        return self._locking

    def _fill(self) -> None:
        kept = self._table.currentIndex().row()
        accepted = self._accepted if self._locking else None
        rows, self._rows = finding_rows.rows_of(self._findings, accepted)
        for (icon, label), (count, words) in zip(
            self._counts, finding_rows.sums_of(self._findings, accepted), strict=True
        ):
            label.setText(words)
            for widget in (icon, label):
                widget.setVisible(bool(count))
        nothing = not rows
        self._all_well.setVisible(nothing)
        self._all_well_icon.setVisible(nothing)
        self._model.set_rows(rows)
        self._table.fit()
        if 0 <= kept < len(rows):
            self._table.setCurrentIndex(self._model.index(kept, 2))
        self._pages.setCurrentIndex(1 if nothing else 0)
        self._show_readiness()
        self._on_selection()

    def _show_readiness(self) -> None:
        problem = finding_rows.open_words(self._findings, self._accepted)
        self._lock.setEnabled(not problem and self._free)
        self._why.setText(f"Chưa khóa được: còn {problem}." if problem else _READY)
        set_tone(self._why, "bad" if problem else "ok")

    def _selected(self) -> Finding | None:
        row = self._table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _on_selection(self, *_args: object) -> None:
        one = self._selected()
        warning = one is not None and one.severity is Severity.WARNING
        self._accept.setEnabled(warning)
        accepted = warning and one.place in self._accepted
        self._accept.setText("Bỏ xác nhận" if accepted else "Xác nhận cảnh báo")
        waived = one is not None and bool(one.waived)
        self._waive.setText("Không bỏ qua nữa" if waived else "Bỏ qua, vì…")
        may = one is not None and one.may_be_waived and self._free
        self._waive.setEnabled(may and (waived or one.severity is not Severity.INFO))

    def _toggle_accepted(self) -> None:
        one = self._selected()
        if self._locking and one is not None and one.severity is Severity.WARNING:
            self._accepted ^= {one.place}
            self._fill()

    def _on_waive(self) -> None:
        if one := self._selected():
            (self.take_up_wanted if one.waived else self.waive_wanted).emit(one)

    def _on_row(self, row: int) -> None:
        one = self._rows[row]
        if one is not None and one.code:
            self.jump_wanted.emit(one.code)

    def _on_link(self, row: int, column: int) -> None:
        if column == finding_rows.ACCEPTED:
            self._toggle_accepted()
        else:
            self._on_row(row)

    def _build(self) -> None:
        self._title = text_label(size="title")
        summary = QFrame()
        summary.setProperty("role", "card")
        row = QHBoxLayout(summary)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(8)
        for icon, label in (*self._counts, (self._all_well_icon, self._all_well)):
            label.setContentsMargins(0, 0, 10, 0)
            row.addWidget(icon)
            row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self._when)
        row.addWidget(self._again)
        holder = QWidget()
        self._pages = QStackedLayout(holder)
        self._pages.addWidget(self._table)
        self._nothing = _NothingFound()
        self._pages.addWidget(self._nothing)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._waive)
        foot.addWidget(self._accept)
        foot.addWidget(self._why, 1)
        foot.addStretch(0)
        foot.addWidget(self._lock)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(summary)
        column.addWidget(holder, 1)
        column.addLayout(foot)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self._again.clicked.connect(lambda: self.again_wanted.emit(self._locking))
        self._close.clicked.connect(self.closed)
        self._waive.clicked.connect(self._on_waive)
        self._accept.clicked.connect(self._toggle_accepted)
        self._lock.clicked.connect(lambda: self.lock_wanted.emit(sorted(self._accepted)))
        self._table.row_activated.connect(self._on_row)
        self._table.row_ticked.connect(lambda _row: self._toggle_accepted())
        self._table.link_clicked.connect(self._on_link)
        self._table.selectionModel().currentRowChanged.connect(self._on_selection)
        self._model.modelReset.connect(self._on_selection)

    def keyPressEvent(self, event) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _NothingFound(QFrame):
    """When everything is in order."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(1)
        icon = IconLabel("checkmark_circle_filled", "ok", size=20)
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignCenter)
        title = text_label("Không có gì phải sửa", strong=True)
        self._words = text_label(tone="help")
        for label in (title, self._words):
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)

    def say(self, words: str) -> None:
        """Say what it means that nothing was found."""
        self._words.setText(words)
