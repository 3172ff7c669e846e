"""What a document is: number, date, issuer, title, and the pages that are cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import read_date, show_date
from cchc_desktop.core.page_ranges import read_page_ranges
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import show_if, text_label
from cchc_desktop.operations.evidence import EvidenceDetails

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.evidence.proposals import Proposal


class EvidenceDialog(QDialog):
    """Asks for a document's details; the main button waits until date and pages can be read.

    Args:
        name: the file's name.
        known: the document as it is described now; None for a new one.
        pages: how many pages a new one has, where that is known.
        proposal: what its text and name propose, shown in fields that are empty, marked as such.
        pick_pages: gets the pages as written, lets the person pick them by their looks, and gives
            them back; None where the pages can't be shown.
    """

    def __init__(
        self,
        name: str,
        known: Evidence | None,
        parent: QWidget | None = None,
        *,
        pages: int | None = None,
        proposal: Proposal | None = None,
        pick_pages: Callable[[str], str | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thông tin tài liệu kiểm chứng")
        self._pages_of_file = known.document.pages if known else pages
        self._number, self._date = QLineEdit(), QLineEdit()
        self._issuer, self._title, self._pages = QLineEdit(), QLineEdit(), QLineEdit()
        self._problem = text_label(tone="bad", wrap=True)
        self._pick_pages = pick_pages
        self._proposed = text_label(tone="help", size="help", wrap=True)
        self._save = Button("Lưu thông tin" if known else "Thêm tài liệu", kind="main")
        self._build(name)
        if known:
            self._show(known)
        self._propose(proposal)
        for field in (self._date, self._pages):
            field.textChanged.connect(self._check)
        self._check()

    def details(self) -> EvidenceDetails:
        """Give what was typed."""
        fields = (self._number, self._date, self._issuer, self._title, self._pages)
        return EvidenceDetails(*(field.text() for field in fields))

    def _show(self, known: Evidence) -> None:
        document = known.document
        self._number.setText(document.number)
        self._date.setText(show_date(read_date(document.date)) if document.date else "")
        self._issuer.setText(document.issuer)
        self._title.setText(document.title)
        self._pages.setText(known.cited_pages)

    def _propose(self, proposal: Proposal | None) -> None:
        """Fill empty fields with what is proposed, and say which these are."""
        said = []
        if proposal is not None:
            day = show_date(read_date(proposal.date)) if proposal.date else ""
            for field, text in (
                (self._number, proposal.number),
                (self._date, day),
                (self._issuer, proposal.issuer),
                (self._title, proposal.title),
            ):
                if text and not field.text():
                    field.setText(text)
                    field.setCursorPosition(0)
                    said.append(field.accessibleName().lower())
        words = f"Đề xuất từ tệp, cần xem lại: {', '.join(said)}." if said else ""
        self._proposed.setText(words)
        show_if(self._proposed, bool(words))

    def _on_pick(self) -> None:
        picked = self._pick_pages(self._pages.text()) if self._pick_pages else None
        if picked is not None:
            self._pages.setText(picked)

    def _build(self, name: str) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._date.setFixedWidth(130)
        self._pages.setFixedWidth(130)
        pages = f" (tài liệu có {self._pages_of_file} trang)" if self._pages_of_file else ""
        for label, field, example in (
            ("Số, ký hiệu", self._number, "ví dụ 12/KH-SNV, hoặc Không số"),
            ("Ngày", self._date, "31/01/2026"),
            ("Cơ quan ban hành", self._issuer, ""),
            ("Trích yếu nội dung", self._title, ""),
            ("Trang trích dẫn", self._pages, "3-5, 8"),
        ):
            field.setPlaceholderText(example)
            field.setAccessibleName(label)
            form.addRow(label, self._with_picker(field) if field is self._pages else field)
        cancel = Button("Hủy")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.accept)
        self._save.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._problem, 1)
        buttons.addWidget(self._save)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(text_label(name, strong=True, wrap=True))
        column.addLayout(form)
        column.addWidget(self._proposed)
        hint = f"Để trống trang trích dẫn là dẫn cả tài liệu{pages}."
        column.addWidget(text_label(hint, tone="help", size="help", wrap=True))
        column.addLayout(buttons)
        self.setMinimumWidth(520)

    def _with_picker(self, field: QLineEdit) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(field)
        pick = Button("Chọn trang…", kind="link", icon="eye_regular", small=True)
        pick.clicked.connect(self._on_pick)
        row.addWidget(pick)
        row.addStretch(1)
        show_if(pick, self._pick_pages is not None)
        return holder

    def _check(self) -> None:
        problem = ""
        try:
            if self._date.text().strip():
                read_date(self._date.text())
            read_page_ranges(self._pages.text(), self._pages_of_file)
        except UserError as error:
            problem = error.message
        self._problem.setText(problem)
        self._save.setEnabled(not problem)
