"""“Xuất hồ sơ”: what is in the report, where the file goes, and how it is signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from cchc_desktop.core.completeness import Severity
from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.prompts import PDFS
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.key_form import KeyForm
from cchc_desktop.gui.widgets.particulars_form import ParticularsForm
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import IconLabel, rule, text_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.completeness import Finding
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.gui.prompts import Prompts

_TWO_COLUMNS = 1000


class ExportPage(QFrame):
    """One page, four sections, one filled button with its reason beside it.

    Signals:
        export_wanted: go.
        findings_wanted: show the list of what is missing.
        closed: back to the criteria.
    """

    export_wanted = Signal()
    findings_wanted = Signal()
    closed = Signal()

    def __init__(self, prompts: Prompts) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._prompts = prompts
        self._busy = self._read_only = False
        self.particulars = ParticularsForm()
        self.keys = KeyForm(prompts)
        self.target = QLineEdit()
        self.target.setAccessibleName("Tệp hồ sơ PDF")
        self._icon = IconLabel("info_filled", "accent")
        self._state = text_label(strong=True, wrap=True)
        self._state_words = text_label(tone="help", wrap=True)
        self._see = Button("Xem danh sách", kind="link", small=True)
        self._reason = text_label(tone="help", wrap=True)
        self._reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._go = Button("Xuất và ký hồ sơ", kind="main", icon="document_signature_regular")
        self._close = Button("Đóng")
        self._build()
        self._connect()

    def show_workbook(
        self,
        assessment: Assessment,
        sheet: ScoreSheet,
        findings: Sequence[Finding],
        target: Path,
        *,
        read_only: bool = False,
    ) -> None:
        """Show what would be exported and what is known already."""
        self._read_only = read_only
        self.particulars.setEnabled(not read_only)
        self.particulars.show_particulars(assessment.particulars)
        self.target.setText(str(target))
        errors = sum(one.severity is Severity.ERROR for one in findings)
        warnings = sum(one.severity is Severity.WARNING for one in findings)
        done = f"{sheet.answered} / {sheet.applicable} tiêu chí thành phần đã kê khai"
        points = f"{show_points(sheet.self_score)} / {show_points(sheet.self_max)} điểm tự chấm"
        self._state.setText(f"{done}; {points}.")
        if errors or warnings:
            self._icon.show_icon("warning_filled", "warn", "Chưa đủ")
            self._state_words.setText(
                f"Còn {errors} lỗi phải sửa, {warnings} cảnh báo. Hồ sơ chưa đủ vẫn xuất được; "
                "mục chưa kê khai không có điểm và được ghi rõ là chưa kê khai."
            )
        else:
            self._icon.show_icon("checkmark_circle_filled", "ok", "Đã đủ")
            self._state_words.setText("Mọi mục đã kê khai và có tài liệu kiểm chứng.")
        self._see.setVisible(bool(findings))
        self._check()

    def set_busy(self, busy: bool) -> None:
        """Keep the form from being changed while the dossier is made."""
        self._busy = busy
        self.particulars.setEnabled(not busy and not self._read_only)
        for widget in (self.keys, self.target, self._choose):
            widget.setEnabled(not busy)
        if not busy:
            self.keys.forget()
        self._check()

    def path(self) -> Path:
        """Give the file to write."""
        path = Path(self.target.text().strip())
        return path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.particulars.setFocus(Qt.FocusReason.TabFocusReason)
        self.particulars.focusNextChild()

    def _missing(self) -> str:
        if self._busy:
            return "Đang lập hồ sơ; có thể quay lại kê khai trong lúc chờ."
        if problem := self.particulars.problem():
            return problem
        if not self.target.text().strip():
            return "Chưa chọn nơi lưu."
        if Path(self.target.text().strip()).is_dir():
            return "Nơi lưu đang là thư mục; ghi thêm tên tệp PDF."
        if not self.path().parent.is_dir():
            return "Không có thư mục để lưu; chọn nơi khác."
        return self.keys.missing()

    def _check(self) -> None:
        missing = self._missing()
        self._reason.setText(missing)
        self._go.setEnabled(not missing)
        now = self.keys.now.isChecked()
        self._go.setText("Xuất và ký hồ sơ" if now else "Xuất hồ sơ chờ ký")
        self._go.updateGeometry()

    def _build(self) -> None:
        scroll = ScrollColumn((16, 14, 16, 14), 10)
        self._choose = Button("Chọn nơi lưu…")
        scroll.column.addWidget(text_label("Xuất hồ sơ", size="title"))
        scroll.column.addWidget(self._summary())
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addLayout(self._report(), 3)
        self._columns.addLayout(self._place_and_key(), 2)
        scroll.column.addLayout(self._columns)
        scroll.column.addStretch(1)
        foot = QFrame()
        foot.setProperty("role", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 8, 16, 8)
        buttons.setSpacing(8)
        buttons.addWidget(self._reason, 1)
        buttons.addWidget(self._go)
        buttons.addWidget(self._close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(foot)

    def _report(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(text_label("Thể thức báo cáo", size="section"))
        column.addWidget(self.particulars)
        column.addStretch(1)
        return column

    def _place_and_key(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(text_label("Nơi lưu", size="section"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.target, 1)
        row.addWidget(self._choose)
        column.addLayout(row)
        column.addSpacing(6)
        column.addWidget(rule())
        column.addWidget(text_label("Chữ ký số", size="section"))
        column.addWidget(self.keys)
        column.addStretch(1)
        return column

    def resizeEvent(self, event) -> None:
        """Put the columns one under the other where there is no room for two."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = event.size().width() >= _TWO_COLUMNS
        self._columns.setDirection(way.LeftToRight if wide else way.TopToBottom)

    def _summary(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._state)
        words.addWidget(self._state_words)
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._see)
        return card

    def _connect(self) -> None:
        self.particulars.changed.connect(self._check)
        self.keys.changed.connect(self._check)
        self.target.textChanged.connect(self._check)
        self._choose.clicked.connect(self._on_choose)
        self._go.clicked.connect(self.export_wanted)
        self.keys.password.returnPressed.connect(self._go.click)
        self._see.clicked.connect(self.findings_wanted)
        self._close.clicked.connect(self.closed)

    def _on_choose(self) -> None:
        title = "Nơi lưu hồ sơ PDF"
        path = self._prompts.save_file(self, title, "dossier", PDFS, self.path().name)
        if path:
            self.target.setText(str(path))

    def keyPressEvent(self, event) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
