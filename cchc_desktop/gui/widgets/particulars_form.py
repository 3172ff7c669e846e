"""What the report's form needs beside the figures (NĐ 30/2020/NĐ-CP): who writes to whom."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import read_date, show_date
from cchc_desktop.core.text import clean
from cchc_desktop.gui.widgets.text_label import text_label

_LINES = (
    ("parent_agency", "Cơ quan chủ quản", "UBND tỉnh Thái Nguyên"),
    ("number", "Số, ký hiệu báo cáo", "135/BC-SCT"),
    ("place", "Nơi ban hành", "Thái Nguyên"),
    ("date", "Ngày báo cáo", "31/01/2026"),
    ("signer_authority", "Quyền hạn ký (để trống khi người đứng đầu ký)", "KT. GIÁM ĐỐC"),
    ("signer_title", "Chức vụ người ký", "GIÁM ĐỐC"),
    ("signer_name", "Họ tên người ký", "Nguyễn Văn A"),
)
_LISTS = (
    ("addressees", "Kính gửi (mỗi nơi một dòng)", "Sở Nội vụ"),
    ("recipients", "Nơi nhận (mỗi nơi một dòng)", "Như trên\nLưu: VT"),
)
_TEXTS = (
    ("organisation", "Việc tổ chức tự đánh giá"),
    ("difficulties", "Khó khăn, vướng mắc"),
    ("proposals", "Đề xuất, kiến nghị"),
)


class ParticularsForm(QWidget):
    """Fields in two columns; whatever stays empty is left blank on paper.

    Signals:
        changed: something was typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known = Particulars()
        self._lines: dict[str, QLineEdit] = {}
        self._blocks: dict[str, QPlainTextEdit] = {}
        self._problem = text_label(tone="bad", wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for number, (name, words, example) in enumerate(_LINES):
            self._lines[name] = field = QLineEdit()
            field.setPlaceholderText(example)
            field.textChanged.connect(self._on_changed)
            grid.addLayout(_labelled(words, field), number // 2, number % 2)
        row = (len(_LINES) + 1) // 2
        for column, (name, words, example) in enumerate(_LISTS):
            grid.addLayout(_labelled(words, self._block(name, example, 76)), row, column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        for name, words in _TEXTS:
            block = self._block(name, "", 58)
            column.addLayout(_labelled(f"{words} (không bắt buộc)", block))
        column.addWidget(self._problem)
        self._on_changed()

    def show_particulars(self, known: Particulars) -> None:
        """Show what is kept in the workbook."""
        self._known = known
        for name, field in self._lines.items():
            value = getattr(known, name)
            if name == "date" and value:
                value = show_date(read_date(value))
            field.setText(value)
        for name, block in self._blocks.items():
            value = getattr(known, name)
            block.setPlainText(value if isinstance(value, str) else "\n".join(value))
        self._on_changed()

    def particulars(self) -> Particulars:
        """Give what was typed; a date that can't be read is left out."""
        values: dict[str, object] = {n: clean(f.text()) for n, f in self._lines.items()}
        values["date"] = self._day() or ""
        for name, block in self._blocks.items():
            text = clean(block.toPlainText())
            lines = (clean(line) for line in text.splitlines())
            is_list = any(name == one[0] for one in _LISTS)
            values[name] = tuple(line for line in lines if line) if is_list else text
        return replace(self._known, **values)

    def problem(self) -> str:
        """Say what can't be used; empty when all is well."""
        try:
            self._read_day()
        except UserError as error:
            return error.message
        return ""

    def _mark_day(self, bad: bool) -> None:
        field = self._lines["date"]
        if bool(field.property("bad")) != bad:
            field.setProperty("bad", bad)
            field.style().unpolish(field)
            field.style().polish(field)

    def _read_day(self) -> str:
        text = self._lines["date"].text().strip()
        return read_date(text).isoformat() if text else ""

    def _day(self) -> str:
        try:
            return self._read_day()
        except UserError:
            return ""

    def _block(self, name: str, example: str, height: int) -> QPlainTextEdit:
        self._blocks[name] = block = QPlainTextEdit()
        block.setTabChangesFocus(True)
        block.setPlaceholderText(example)
        block.setFixedHeight(height)
        block.textChanged.connect(self._on_changed)
        return block

    def _on_changed(self) -> None:
        self._problem.setText(self.problem())
        self._mark_day(bool(self._problem.text()))
        self._problem.setVisible(bool(self._problem.text()))
        self.changed.emit()


def _labelled(words: str, field: QWidget) -> QVBoxLayout:
    label = text_label(words, tone="help")
    label.setBuddy(field)
    field.setAccessibleName(words)
    column = QVBoxLayout()
    column.setSpacing(3)
    column.addWidget(label)
    column.addWidget(field)
    column.setAlignment(Qt.AlignmentFlag.AlignTop)
    return column
