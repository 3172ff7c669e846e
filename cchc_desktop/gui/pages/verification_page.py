"""What is known of a signed dossier: separate facts, never one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cchc_desktop.core.numbers import show_number
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import ElidedLabel, IconLabel, text_label

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.operations.verification_report import Fact, VerificationReport

_HEADS = ("Kết luận", "Nội dung", "Kết quả", "Chi tiết")
_WIDTHS = (118, 188, 262, 0)
_VIETNAM_S = 7 * 3600
_NOT_OURS = "Tệp này không phải hồ sơ tự chấm điểm."
_CHOOSE = "Trong tệp không có dữ liệu kê khai, chữ ký và tài liệu của một hồ sơ; chọn tệp khác."
_LOOKS = {
    "Đạt": ("checkmark_circle_filled", "ok", ""),
    "Lưu ý": ("warning_filled", "warn", "warn_bg"),
    "Thông tin": ("info_filled", "accent", ""),
    "Không đạt": ("error_circle_filled", "bad", "bad_bg"),
}


class VerificationPage(QFrame):
    """Shows a VerificationReport.

    Signals:
        other_wanted: choose another file.
        root_wanted: add a root certificate that the person trusts.
        closed: back.
    """

    other_wanted = Signal()
    root_wanted = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._name, self._about = text_label(size="section"), ElidedLabel()
        self._banner = Banner()
        self._model = RowsModel(_HEADS, parent=self)
        self._table = FittedTable("Các nội dung kiểm tra", 3, least_row=38)
        self._table.setModel(self._model)
        self._table.set_widths(_WIDTHS)
        self._when = text_label(tone="help", size="help")
        self._close = Button("Đóng")
        self._build()

    def show_report(self, path: Path, report: VerificationReport) -> None:
        """Show what was found of a file."""
        self._name.setText(path.name)
        self._about.setText("  ·  ".join(_about(path, report)))
        self._model.set_rows([_row(fact) for fact in report.facts])
        self._table.fit()
        self._show_banner(report)
        # In Vietnam's time as the signatures' times are, whatever this machine's zone is.
        now = QDateTime.currentDateTimeUtc().toOffsetFromUtc(_VIETNAM_S)
        shown = now.toString("dd/MM/yyyy HH:mm")
        self._when.setText(f"Kiểm tra lúc {shown} (+07:00) trên máy này, không cần mạng.")

    def focus_first(self) -> None:
        """Put the focus into the list of facts."""
        self._table.setCurrentIndex(self._model.index(0, 0))
        self._table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_banner(self, report: VerificationReport) -> None:
        failed = [fact for fact in report.facts if fact.verdict == "Không đạt"]
        apart = "Các nội dung còn lại được ghi riêng dưới đây, không gộp thành một kết luận chung."
        if _is_something_else(report):
            self._banner.tell("bad", _NOT_OURS, _CHOOSE)
        elif failed:
            titles = "; ".join(fact.title.lower() for fact in failed)
            self._banner.tell("bad", f"{len(failed):02} nội dung không đạt: {titles}.", apart)
        elif not report.signatures.signatures:
            self._banner.tell("warn", "Hồ sơ chưa ký.", apart)
        else:
            self._banner.hide()

    def _build(self) -> None:
        head = QFrame()
        head.setProperty("role", "card")
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel("document_pdf_regular", "accent", size=20))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        words.addWidget(self._about)
        row.addLayout(words, 1)
        for text, signal in (
            ("Chọn tệp khác…", self.other_wanted),
            ("Thêm chứng thư gốc…", self.root_wanted),
        ):
            button = Button(text)
            button.clicked.connect(signal)
            row.addWidget(button)
        scroll = ScrollColumn((0, 0, 0, 0), 10)
        scroll.column.addWidget(self._banner)
        scroll.column.addWidget(self._table)
        scroll.column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._when, 1)
        foot.addWidget(self._close)
        self._close.clicked.connect(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(text_label("Kiểm tra hồ sơ đã ký", size="title"))
        column.addWidget(head)
        column.addWidget(scroll, 1)
        column.addLayout(foot)

    def keyPressEvent(self, event) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _is_something_else(report: VerificationReport) -> bool:
    """True for a PDF without anything that only a dossier has."""
    marked = report.signatures.unsigned_roles or any(
        one.role != "unknown" for one in report.signatures.signatures
    )
    return not (report.data.sha256 or report.data.evidence.count or marked)


def _row(fact: Fact) -> tuple[Cell, ...]:
    icon, token, ground = _LOOKS[fact.verdict]
    return (
        Cell(fact.verdict, tone=token, icon=(icon, token), ground=ground),
        Cell(fact.title, ground=ground),
        Cell(fact.result, strong=True, ground=ground),
        Cell(fact.detail, ground=ground),
    )


def _about(path: Path, report: VerificationReport) -> list[str]:
    parts = [str(path.parent)]
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    if size:
        parts.append(f"{show_number(size // 1024 + 1)} KB")
    assessment = report.data.assessment
    if assessment:
        parts.append(f"{assessment.unit}, năm {assessment.year}")
    return parts
