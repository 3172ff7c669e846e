"""What is missing or doubtful, each with a jump to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cchc_desktop.core.completeness import Finding, Severity
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import IconLabel, text_label

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEADS = ("", "Mã", "Nội dung kiểm tra", "Cần làm gì", "")
_WIDTHS = (36, 64, 0, 280, 112)
_GROUPS = (
    (Severity.ERROR, "Lỗi phải sửa", ("error_circle_filled", "bad"), "lỗi phải sửa"),
    (Severity.WARNING, "Cảnh báo", ("warning_filled", "warn"), "cảnh báo"),
    (Severity.INFO, "Thông tin", ("info_filled", "accent"), "thông tin"),
)
_LINK = 4
_COMPLETE = "Mọi mục đã kê khai và có tài liệu kiểm chứng."


class ChecksPage(QFrame):
    """The list of findings.

    Signals:
        jump_wanted: code of the leaf to go to.
        again_wanted: check anew.
        closed: back to the criteria.
    """

    jump_wanted = Signal(str)
    again_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._codes: list[str] = []
        self._counts = [(IconLabel(*icon), text_label(strong=True)) for _, _, icon, _ in _GROUPS]
        self._all_well_icon = IconLabel("checkmark_circle_filled", "ok")
        self._all_well = text_label("Không có lỗi, không có cảnh báo", strong=True)
        self._when = text_label(tone="help")
        self._again = Button("Kiểm tra lại (F9)", icon="arrow_sync_regular", small=True)
        self._close = Button("Đóng")
        self._model = RowsModel(_HEADS, parent=self)
        self._table = FittedTable("Kết quả kiểm tra", 2, fitted=False)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        self._build()
        self._again.clicked.connect(self.again_wanted)
        self._close.clicked.connect(self.closed)
        self._table.row_activated.connect(self._on_row)
        self._table.link_clicked.connect(lambda row, _column: self._on_row(row))

    def show_findings(self, title: str, findings: Sequence[Finding], all_well: str = "") -> None:
        """Show findings by severity, in the set's order within each.

        ``all_well`` says what it means that there is none; given for another check than F9's.
        """
        self._title.setText(title)
        self._nothing.say(all_well or _COMPLETE)
        self._again.setVisible(not all_well)
        rows, self._codes = [], []
        for (severity, words, icon, short), (label_icon, label) in zip(
            _GROUPS, self._counts, strict=True
        ):
            found = [one for one in findings if one.severity is severity]
            label.setText(f"{len(found)} {short}")
            for widget in (label_icon, label):
                widget.setVisible(bool(found))
            if found:
                rows.append(_head_row(f"{words} ({len(found)})", icon))
                self._codes.append("")
                rows.extend(_row(one, icon) for one in found)
                self._codes.extend(one.code or "" for one in found)
        self._all_well.setVisible(not rows)
        self._all_well_icon.setVisible(not rows)
        self._model.set_rows(rows)
        self._table.fit()
        self._when.setText(f"Kiểm tra lúc {QTime.currentTime().toString('HH:mm')}")
        self._pages.setCurrentIndex(0 if rows else 1)

    def focus_first(self) -> None:
        """Put the focus into the list, on the first finding."""
        if self._codes:
            self._table.setCurrentIndex(self._model.index(min(1, len(self._codes) - 1), 2))
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._close.setFocus(Qt.FocusReason.TabFocusReason)

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
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(summary)
        column.addWidget(holder, 1)
        column.addLayout(foot)

    def _on_row(self, row: int) -> None:
        if self._codes[row]:
            self.jump_wanted.emit(self._codes[row])

    def keyPressEvent(self, event) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _head_row(words: str, icon: tuple[str, str]) -> tuple[Cell, ...]:
    look = {"ground": "header"}
    return (
        Cell(icon=icon, spoken=words, **look),
        Cell(**look),
        Cell(words, strong=True, **look),
        Cell(**look),
        Cell(**look),
    )


def _row(one: Finding, icon: tuple[str, str]) -> tuple[Cell, ...]:
    what, _, remedy = one.message.rpartition("; ")
    if not what:
        what, remedy = one.message, ""
    what = what.removeprefix(f"{one.code} ")
    remedy = remedy[:1].upper() + remedy[1:].rstrip(".")
    word = {"error_circle_filled": "Lỗi", "warning_filled": "Cảnh báo"}.get(icon[0], "Thông tin")
    return (
        Cell(icon=icon, spoken=word),
        Cell(one.code or "–"),
        Cell(what if what.endswith(".") else f"{what}."),
        Cell(remedy),
        Cell("Đến chỗ sửa" if one.code else "", link=bool(one.code)),
    )


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
