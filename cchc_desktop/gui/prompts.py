"""The only file that opens file and message dialogs; tests pass a scripted twin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QMessageBox,
    QToolButton,
    QTreeView,
    QWidget,
)

from cchc_desktop.gui import icons
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.file_columns import FileColumns
from cchc_desktop.gui.window_place import within_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.gui.preferences import Preferences

WORKBOOKS = "Hồ sơ CCHC (*.cchc)"
PDFS = "Tệp PDF (*.pdf)"
KEYS = "Tệp chứng thư (*.p12 *.pfx)"
CERTIFICATES = "Chứng thư gốc (*.pem *.crt *.cer)"
TABLES = "Bảng tính (*.xlsx *.csv)"
TABLES_OUT = "Bảng Excel (*.xlsx)"
SETS = "Bộ tiêu chí (*.xlsx *.json)"
ANY = "Tất cả các tệp (*)"


class Prompts:
    """Asks the person; every answer may be None, which means Hủy."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def folder(self, purpose: str) -> str:
        """Give the folder last used for a purpose."""
        return self._preferences.folder(purpose)

    def open_file(self, parent: QWidget, title: str, purpose: str, kinds: str) -> Path | None:
        """Ask for an existing file."""
        chosen = self._files(parent, title, purpose, kinds, QFileDialog.FileMode.ExistingFile)
        return chosen[0] if chosen else None

    def open_files(self, parent: QWidget, title: str, purpose: str) -> list[Path]:
        """Ask for existing files, several at once."""
        return self._files(parent, title, purpose, ANY, QFileDialog.FileMode.ExistingFiles)

    def open_folder(self, parent: QWidget, title: str, purpose: str) -> Path | None:
        """Ask for a folder."""
        dialog = self._dialog(parent, title, purpose, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        chosen = self._run(dialog, purpose)
        return chosen[0] if chosen else None

    def save_file(
        self, parent: QWidget, title: str, purpose: str, kinds: str, name: str
    ) -> Path | None:
        """Ask where to write a file; the suffix of ``name`` is added where it is missing."""
        dialog = self._dialog(parent, title, purpose, f"{kinds};;{ANY}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
        dialog.selectFile(name)
        chosen = self._run(dialog, purpose)
        return chosen[0] if chosen else None

    def confirm(self, parent: QWidget, what: str, then: str, yes: str) -> bool:
        """Ask before something that can't be taken back; ``yes`` is verb and object."""
        return self.choose(parent, what, then, (yes,)) == 0

    def choose(self, parent: QWidget, what: str, then: str, choices: Sequence[str]) -> int | None:
        """Ask which way to go; gives the choice's number, None for Hủy."""
        box = self._box(parent, what, then, "question_circle_filled", "accent")
        buttons = [Button(text) for text in choices]
        for button in buttons:
            box.addButton(button, QMessageBox.ButtonRole.AcceptRole)
        cancel = Button("Hủy")
        box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        return buttons.index(clicked) if clicked in buttons else None

    def tell(self, parent: QWidget | None, what: str, then: str = "") -> None:
        """Say what went wrong and what to do."""
        box = self._box(parent, what, then, "error_circle_filled", "bad")
        close = Button("Đóng")
        box.addButton(close, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        box.exec()

    def run(self, dialog: QDialog) -> bool:
        """Show one of our own dialogs; True when its main button was pressed."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _box(self, parent, what: str, then: str, icon: str, token: str) -> QMessageBox:
        box = QMessageBox(parent)
        box.setWindowTitle("Hồ sơ CCHC")
        box.setText(what)
        box.setInformativeText(then)
        ratio = box.devicePixelRatioF()
        box.setIconPixmap(icons.pixmap(icon, token, 20, ratio))
        return box

    def _files(self, parent, title: str, purpose: str, kinds: str, mode) -> list[Path]:
        filters = kinds if kinds == ANY else f"{kinds};;{ANY}"
        dialog = self._dialog(parent, title, purpose, filters)
        dialog.setFileMode(mode)
        return self._run(dialog, purpose)

    def _dialog(self, parent, title: str, purpose: str, filters: str) -> QFileDialog:
        folder = self._preferences.folder(purpose)
        dialog = QFileDialog(parent, title, folder, filters)
        # Windows' own dialog speaks Windows' language; elsewhere ours speaks Vietnamese.
        dialog.resize(within_screen(QSize(860, 540), dialog))
        native = sys.platform == "win32"
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, not native)
        if not native:
            _dress(dialog)
        return dialog

    def _run(self, dialog: QFileDialog, purpose: str) -> list[Path]:
        try:
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return []
            chosen = [Path(name) for name in dialog.selectedFiles()]
        finally:
            dialog.deleteLater()
        if chosen:
            self._preferences.keep_folder(purpose, chosen[0])
        return chosen


_FILE_DIALOG_ICONS = {
    "backButton": "arrow_left_regular",
    "forwardButton": "arrow_right_regular",
    "toParentButton": "chevron_up_regular",
    "newFolderButton": "add_regular",
    "listModeButton": "more_horizontal_regular",
    "detailModeButton": "table_regular",
}


def _dress(dialog: QFileDialog) -> None:
    """Give Qt's file dialog icons that can be seen in the dark, and room for its columns."""
    ratio = dialog.devicePixelRatioF()
    for name, icon in _FILE_DIALOG_ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if button:
            button.setIcon(QIcon(icons.pixmap(icon, "text", 16, ratio)))
    details = dialog.findChild(QTreeView, "treeView")
    if details:
        details.setItemDelegate(FileColumns(details))
        details.header().resizeSection(0, 340)
        details.header().resizeSection(1, 100)
        details.header().resizeSection(3, 150)
