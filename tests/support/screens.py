"""Every screen of the window one after the other, for walks over all texts, names and sizes."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget, QWizard

from cchc_desktop.core.evidence_item import Document, FileState
from cchc_desktop.core.registers import RegisterRow
from cchc_desktop.core.work_notes import Remark
from cchc_desktop.gui.dialogs.about_dialog import AboutDialog
from cchc_desktop.gui.dialogs.assign_dialog import AssignDialog
from cchc_desktop.gui.dialogs.bin_dialog import BinDialog
from cchc_desktop.gui.dialogs.code_dialog import CodeDialog
from cchc_desktop.gui.dialogs.document_dialog import DocumentDialog
from cchc_desktop.gui.dialogs.evidence_dialog import EvidenceDialog
from cchc_desktop.gui.dialogs.exemptions_dialog import ExemptionsDialog
from cchc_desktop.gui.dialogs.keys_dialog import KeysDialog
from cchc_desktop.gui.dialogs.new_workbook_wizard import NewWorkbookWizard
from cchc_desktop.gui.dialogs.not_applicable_dialog import NotApplicableDialog
from cchc_desktop.gui.dialogs.reason_dialog import ReasonDialog
from cchc_desktop.gui.dialogs.remarks_dialog import RemarksDialog
from cchc_desktop.gui.page_pictures import PagePictures
from cchc_desktop.gui.preferences import Preferences
from cchc_desktop.gui.printing import preview_dialog
from cchc_desktop.gui.prompts import WORKBOOKS, Prompts
from cchc_desktop.gui.widgets.calendar_popup import CalendarPopup
from cchc_desktop.operations import published_results, registers, surveys
from cchc_desktop.workbook.evidence_records import BinItem
from tests.support.documents import write_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person

SAMPLE = Path(__file__).parents[1] / "data/sipas-sample.csv"
LEAVES = ("3.4.1", "1.1.1", "1.1.2", "2.2.1", "4.3.2", "6.2", "6.4.1", "7.4", "8.1", "8.3.2", "8.4")
"""One leaf of each measure and scorer, and an exempt one."""


def window_screens(
    window: MainWindow, person: Person, folder: Path
) -> Iterator[tuple[str, QWidget]]:
    """Show each page of the window with a workbook open; each is on screen when given."""
    yield "start", window
    work = window.parts.view.workspace
    work.page.evidence.files_dropped.emit([write_pdf(folder / "tài liệu.pdf", pages=2)])
    person.wait(lambda: work.assessment.evidence)
    for code in LEAVES:
        work.go_to(code, focus=True)
        person.pause(20)
        yield code, window
    work.go_to("3.4.1", focus=True)
    person.type("mười")
    person.pause(200)
    yield "impossible", window
    window.parts.do("check")
    person.wait(lambda: window.parts.view.pages.currentWidget() is window.parts.view.checks)
    yield "checks", window
    window.parts.do("lock")
    person.wait(lambda: window.parts.view.checks.is_locking)
    person.wait(lambda: not window.parts.jobs.is_running)
    yield "lock", window
    window.parts.do("lost")
    person.wait(lambda: type(window.parts.view.pages.currentWidget()).__name__ == "LostPointsPage")
    person.pause(250)
    yield "lost points", window
    window.parts.do("table")
    person.pause(150)
    yield "table", window
    window.parts.do("history")
    person.wait(lambda: type(window.pages.currentWidget()).__name__ == "HistoryPage")
    yield "history", window
    window.show_guide()
    person.pause(50)
    yield "guide", window
    window.go_back()
    window.parts.view.show_criteria()
    window.parts.view.message.tell("bad", "Không đọc được tệp.", "Chọn tệp khác.")
    yield "message", window
    window.parts.view.message.hide()
    window.parts.do("export")
    person.wait(lambda: window.pages.currentWidget() is window.parts.export.page)
    yield "export", window
    window.parts.export.show_preview(folder / "tài liệu.pdf")
    person.pause(50)
    yield "preview", window
    window.verify(folder / "tài liệu.pdf")
    person.wait(lambda: type(window.pages.currentWidget()).__name__ == "VerificationPage")
    yield "verification", window
    window.go_back()
    yield from _tool_pages(window, person, folder)
    window.go_back()


def _tool_pages(window: MainWindow, person: Person, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Show registers, survey, indices, sets and another set, filled as they would be."""
    parts, done = window.parts, []

    def fill(session, _progress) -> None:
        rows = [
            RegisterRow({"task": f"Nhiệm vụ {n}", "kind": "key", "state": "done"}) for n in (1, 2)
        ]
        registers.save_rows(session, "plan", rows)
        registers.save_rows(session, "signing", [RegisterRow({"period": "1", "documents": "x"})])
        surveys.import_ballots(session, SAMPLE)
        for year, total, rank in ((2020, "86.02", "9"), (2021, "87.61", "16")):
            published_results.enter_result(session, "pci", year, {"total": total, "rank": rank})

    parts.desk.run(fill, lambda _: done.append(1), lambda error: done.append(error))
    person.wait(lambda: done == [1])
    for name in ("registers", "survey", "index", "sets"):
        parts.sets.ask() if name == "sets" else parts.do(name)
        person.pause(150)
        yield name, window
    parts.registers.show("signing")
    person.pause(60)
    window.show_page(parts.registers._page)
    yield "bad register", window
    parts.surveys.ask_index("pci")
    person.pause(60)
    yield "pci", window
    bad = folder / "bộ.json"
    bad.write_text("{}", "utf-8")
    parts.sets.ask()
    parts.sets.load(bad)
    person.pause(150)
    yield "bad set", window
    parts.sets.show_move("xa-phuong-2026")
    person.pause(250)
    yield "move set", window


def dialog_screens(window: MainWindow, prompts: object) -> Iterator[tuple[str, QWidget]]:
    """Show each dialog, ours and Qt's; each is closed and freed afterwards."""
    asks = Prompts(Preferences())
    codes = window.parts.view.workspace.model.leaf_codes()
    made = {
        "evidence": lambda: EvidenceDialog("kế hoạch.pdf", None, window),
        "not applicable": lambda: NotApplicableDialog("3.4.1 Tỷ lệ", parent=window),
        "code": lambda: CodeDialog(codes, window),
        "exemptions": lambda: ExemptionsDialog(
            window.parts.view.workspace.assessment.criteria_set, {"6.4": "QĐ 1"}, "3.4.1", window
        ),
        "reason": lambda: ReasonDialog("Mở khóa hồ sơ", "Ghi lý do.", "Lý do", "Mở khóa", window),
        "assign": lambda: AssignDialog(
            [("3.4.1", "Mục 3.4.1"), ("3", "Cả lĩnh vực 3")], ["Hạnh"], "Hạnh", "Lan", window
        ),
        "remarks": lambda: _talk(RemarksDialog("3.4.1 Tỷ lệ", window)),
        "bin": lambda: _thrown(BinDialog("3.4.1", window)),
        "empty bin": lambda: BinDialog("3.4.1", window),
        "document": lambda: DocumentDialog("kế hoạch.pdf", _pages(window), "1-2", parent=window),
        "print preview": lambda: preview_dialog("In bảng", lambda _printer: None, window),
        "keys": lambda: KeysDialog(window),
        "about": lambda: AboutDialog(window),
        "question": lambda: asks._box(window, "Xóa?", "Không lấy lại được.", "info_filled", "bad"),
        "open file": lambda: asks._dialog(window, "Mở hồ sơ", "workbook", WORKBOOKS),
        "save file": lambda: _saving(asks._dialog(window, "Nơi lưu", "workbook", WORKBOOKS)),
    }
    for name, make in made.items():
        with _open(make()) as dialog:
            yield name, dialog
    with _open(NewWorkbookWizard(prompts, window)) as wizard:
        yield "wizard 1", wizard
        for line in wizard.currentPage().findChildren(QLineEdit):
            line.setText("Sở Công Thương")
        for number in (2, 3):
            wizard.button(QWizard.WizardButton.NextButton).click()
            yield f"wizard {number}", wizard
    popup = CalendarPopup(window)
    popup.open_at(QPoint(10, 10), QDate(2026, 11, 25))
    yield "calendar", popup
    popup.close()
    field = window.parts.view.search
    menu = field.createStandardContextMenu()
    yield "context menu", menu
    menu.deleteLater()


def _talk(dialog: RemarksDialog) -> RemarksDialog:
    dialog.show_remarks([Remark(1, "3.4.1", "2026-11-25T03:00:00.000Z", "Hạnh", "Đã có số liệu")])
    return dialog


def _thrown(dialog: BinDialog) -> BinDialog:
    document = Document(1, "ab" * 32, "bc.pdf", 2_500_000, FileState.PDF, 3, title="Báo cáo")
    dialog.show_items([BinItem(document, "3.4.1", "", "2026-11-25T03:00:00.000Z", "Hạnh")])
    return dialog


def _pages(window: MainWindow) -> PagePictures:
    path = write_pdf(Path(tempfile.mkdtemp()) / "a.pdf", pages=3)
    return PagePictures(path, FileState.PDF, window.parts.desk.background)


@contextmanager
def _open(dialog) -> Iterator:
    dialog.open() if not isinstance(dialog, QWizard) else dialog.show()
    try:
        yield dialog
    finally:
        dialog.close()
        dialog.deleteLater()


def _saving(dialog: QFileDialog) -> QFileDialog:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return dialog
