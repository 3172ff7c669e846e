"""One thing that is doubtful about a document: what, what to do, and the way to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cchc_desktop.core.completeness import Severity
from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.text_label import show_if

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cchc_desktop.core.completeness import Finding

_LOOKS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
_DESCRIBED = frozenset({"missing_number", "missing_date", "out_of_year", "pages", "same_document"})
"""Kinds that are mended in what is written about the document."""


class FindingBanner(Banner):
    """Shows a finding about a document.

    Signals:
        waive_wanted: the finding to leave aside.
        edit_wanted: number of the evidence whose details are to be written.
        page_wanted: (number of the evidence, page to look at).
    """

    waive_wanted = Signal(object)
    edit_wanted = Signal(int)
    page_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding: Finding | None = None
        self._waive = self.add_button("Bỏ qua, vì…", self._on_waive, kind="link")

    def show_finding(self, finding: Finding, *, free: bool) -> None:
        """Show a finding; ``free`` when something may be changed."""
        self._finding = finding
        text = finding.message.removeprefix(f"{finding.code} ")
        action = None
        if finding.page is not None:
            action = (f"Xem trang {finding.page}", self._on_page)
        elif finding.kind in _DESCRIBED and free:
            action = ("Ghi thông tin…", self._on_edit)
        self.tell(_LOOKS[finding.severity], text, "", action)
        show_if(self._waive, free and finding.may_be_waived)

    def _on_waive(self) -> None:
        if self._finding is not None:
            self.waive_wanted.emit(self._finding)

    def _on_page(self) -> None:
        one = self._finding
        if one is not None and one.evidence_id is not None and one.page is not None:
            self.page_wanted.emit(one.evidence_id, one.page)

    def _on_edit(self) -> None:
        if self._finding is not None and self._finding.evidence_id is not None:
            self.edit_wanted.emit(self._finding.evidence_id)
