"""The frame: menus, which page is shown, and who is asked when something is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from cchc_desktop.gui import hold_constants, theme
from cchc_desktop.gui.actions import Needs, add_menus, command_names, enable, fill_menus
from cchc_desktop.gui.pages.start_page import StartPage
from cchc_desktop.gui.preferences import THEME_CHOICES, Preferences
from cchc_desktop.gui.window_place import USUAL, keep_place

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QDialog

    from cchc_desktop.gui.pages.help_page import HelpPage
    from cchc_desktop.gui.prompts import Prompts
    from cchc_desktop.gui.recent_workbooks import RecentWorkbooks
    from cchc_desktop.gui.workbook_parts import WorkbookParts

TITLE = "Hồ sơ CCHC"
_ENDED_BY_SYSTEM = 143
"""What shells call a program that SIGTERM ended."""


class MainWindow(QMainWindow):
    """The one window; the workbook's parts are made when the first workbook is wanted.

    Args:
        prompts: asks the person; tests pass a scripted one.
        open_file: shows a file or folder in the system's own program; tests pass their own.

    Signals:
        workbook_shown: a workbook is on screen.
        open_failed: why a workbook could not be opened.
        first_painted: the window has been on screen once.
    """

    workbook_shown = Signal()
    open_failed = Signal(str)
    first_painted = Signal()

    def __init__(
        self,
        preferences: Preferences,
        recent: RecentWorkbooks,
        prompts: Prompts | None = None,
        open_file=None,
    ) -> None:
        super().__init__()
        self._preferences, self._recent, self._prompts = preferences, recent, prompts
        self._open_file = open_file or _open_file
        self._parts: WorkbookParts | None = None
        self._may_close = self._painted = False
        self._opening_label: QWidget | None = None
        self._guide: HelpPage | None = None
        self.actions_by_name: dict[str, QAction] = {}
        self.setWindowTitle(TITLE)
        self.start = StartPage(recent)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.pages.currentChanged.connect(self._enable_commands)
        frame = QWidget()
        self.column = QVBoxLayout(frame)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.pages, 1)
        self.setCentralWidget(frame)
        self._menus = add_menus(self)
        self.first_painted.connect(self.start.refresh)
        self.first_painted.connect(self.make_actions)
        self._connect_start()
        self.setMinimumSize(640, 340)
        self.resize(USUAL)

    def make_actions(self) -> None:
        """Fill the menus; after the first paint, which shows their titles only."""
        if self.actions_by_name:
            return
        hold_constants()
        self.actions_by_name = fill_menus(self, self._menus, self._slots())
        self._enable_commands()
        self.actions_by_name["recent"].menu().aboutToShow.connect(self._fill_recent)
        self._fill_themes()

    @property
    def prompts(self) -> Prompts:
        """Asks the person; made at the first question."""
        if self._prompts is None:
            from cchc_desktop.gui.prompts import Prompts

            self._prompts = Prompts(self._preferences)
        return self._prompts

    @property
    def parts(self) -> WorkbookParts:
        """What an open workbook needs; made at the first call."""
        if self._parts is None:
            from cchc_desktop.gui.workbook_parts import WorkbookParts

            self._parts = WorkbookParts(self, self.prompts, self._recent, self._open_file)
            self._parts.opening.opened.connect(self._on_opened)
            self._parts.opening.closed.connect(self._on_closed)
            self._parts.opening.failed.connect(self.open_failed)
            self._parts.view.pages.currentChanged.connect(self._enable_commands)
            self._parts.locking.lock_changed.connect(self._enable_commands)
        return self._parts

    def show_opening(self, path: Path) -> None:
        """Say that a workbook is being opened, until it is on screen."""
        from cchc_desktop.gui.widgets.text_label import ElidedLabel

        if self._opening_label is None:
            self._opening_label = ElidedLabel("text2", Qt.AlignmentFlag.AlignHCenter)
        self._opening_label.setText(f"Đang mở {path.name}…")
        self.show_page(self._opening_label)

    def open_workbook(self, path: Path, work_list: str = "") -> None:
        """Open a workbook."""
        self.parts.opening.open(path, work_list)

    def verify(self, path: Path) -> None:
        """Verify a signed dossier and show what was found."""
        self.parts.verification.verify(path)

    def show_page(self, page: QWidget) -> None:
        """Show one of the pages, added when it is new."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    def go_back(self) -> None:
        """Show the open workbook, else the start page."""
        self.show_page(self._parts.view if self._is_open() else self.start)

    def paintEvent(self, event) -> None:
        """Tell of the first time."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event) -> None:
        """Write everything first; the window goes when that is done."""
        keep_place(self, self._preferences)
        if self._may_close or self._parts is None:
            event.accept()
            return
        event.ignore()
        if not self._parts.may_stop_job():
            return
        if self._is_open():
            self._parts.opening.leave(self._close_for_good)
        else:
            self._parts.shut_down()
            event.accept()

    def end_now(self) -> None:
        """Write what can be written and leave, asking nothing: the system wants it so."""
        self._may_close = True
        if self._parts is not None:
            self._parts.end_now()
        QApplication.exit(_ENDED_BY_SYSTEM)

    def _is_open(self) -> bool:
        return self._parts is not None and self._parts.desk.path is not None

    def _enable_commands(self, *_page: int) -> None:
        """Let keys and menus act only on what is on screen."""
        if not self.actions_by_name:
            return
        shown = self.pages.currentWidget()
        there, read_only = Needs.NOTHING, False
        if self._is_open() and shown is not self._opening_label:
            view = self._parts.view
            read_only = self._parts.desk.read_only or view.is_locked
            there = Needs.WORKBOOK
            if shown is view:
                on_item = view.pages.currentWidget() is view.workspace
                there = Needs.ITEM if on_item else Needs.LISTS
        enable(self.actions_by_name, there, read_only=read_only)
        lock = self.actions_by_name["lock"]
        locked = self._is_open() and self._parts.view.is_locked
        lock.setText("Mở &khóa hồ sơ…" if locked else "&Khóa hồ sơ…")
        if self._is_open() and self._parts.desk.read_only:
            lock.setEnabled(False)

    def _close_for_good(self) -> None:
        self._may_close = True
        self._parts.shut_down()
        self.close()

    def _on_opened(self) -> None:
        assessment = self.parts.view.workspace.assessment
        self.setWindowTitle(
            f"{assessment.unit} – Tự chấm điểm CCHC năm {assessment.year} – {TITLE}"
        )
        self.show_page(self.parts.view)
        self.make_actions()
        self._enable_commands()
        self.workbook_shown.emit()

    def _on_closed(self) -> None:
        self.setWindowTitle(TITLE)
        self.start.refresh()
        self.start.look_for_files()
        self.show_page(self.start)

    def _connect_start(self) -> None:
        self.start.new_wanted.connect(lambda: self.parts.opening.ask_new())
        self.start.open_wanted.connect(lambda: self.parts.opening.ask_open())
        self.start.prior_wanted.connect(
            lambda: self.parts.opening.ask_new(then=self.parts.prior.ask)
        )
        self.start.workbook_wanted.connect(lambda path, name: self.open_workbook(Path(path), name))
        self.start.verify_wanted.connect(lambda: self.parts.verification.ask())
        self.start.pdf_dropped.connect(lambda path: self.verify(Path(path)))
        self.start.folder_wanted.connect(self._on_folder)

    def _on_folder(self, path: str) -> None:
        self._open_file(Path(path).parent)

    def _slots(self) -> dict[str, object]:
        """Give what each command does; nothing is made before it is asked for."""
        slots = {name: (lambda name=name: self.parts.do(name)) for name in command_names()}
        slots["new"] = lambda: self.parts.opening.ask_new()
        slots["open"] = lambda: self.parts.opening.ask_open()
        slots["verify"] = lambda: self.parts.verification.ask()
        slots["name"] = lambda: self.parts.team.ask_name()
        slots["sets"] = lambda: self.parts.sets.ask()
        slots["close"] = lambda: self.parts.opening.leave(lambda: None)
        slots["quit"] = self.close
        slots["guide"] = self.show_guide
        slots["keys"] = self._show_keys
        slots["about"] = self._show_about
        return slots

    def show_guide(self) -> None:
        """Show the officer's guide where it tells of what is on screen."""
        from cchc_desktop.gui.guide import section_for, shown_guide

        words = section_for(self)
        page = self._guide = shown_guide(self._guide, self.go_back)
        self.show_page(page)
        page.show_section(words)
        page.focus_first()

    def _show_keys(self) -> None:
        from cchc_desktop.gui.dialogs.keys_dialog import KeysDialog

        self._show(KeysDialog(self))

    def _show_about(self) -> None:
        from cchc_desktop.gui.dialogs.about_dialog import AboutDialog

        self._show(AboutDialog(self))

    def _show(self, dialog: QDialog) -> None:
        self.prompts.run(dialog)
        dialog.deleteLater()

    def _fill_recent(self) -> None:
        menu = self.actions_by_name["recent"].menu()
        menu.clear()
        for entry in self._recent.entries():
            title = entry.title.replace("&", "&&")
            action = menu.addAction(title)
            action.setToolTip(entry.path)
            action.triggered.connect(
                lambda _checked=False, path=entry.path: self.open_workbook(Path(path))
            )
        if menu.isEmpty():
            menu.addAction("Chưa có hồ sơ nào").setEnabled(False)

    def _fill_themes(self) -> None:
        from PySide6.QtGui import QActionGroup

        menu = self.actions_by_name["theme"].menu()
        group = QActionGroup(self)
        for choice, words in THEME_CHOICES.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(choice == self._preferences.theme)
            action.triggered.connect(lambda _checked=False, choice=choice: self._set_theme(choice))
            group.addAction(action)

    def _set_theme(self, choice: str) -> None:
        self._preferences.theme = choice
        app = QApplication.instance()
        theme.apply(app, theme.choose(app, choice))


def _open_file(path: Path) -> None:
    """Show a file or folder in the system's own program."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
