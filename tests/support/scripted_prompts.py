"""The scripted twin of the window's prompts: answers are laid out before, questions are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class ScriptedPrompts:
    """Asks nobody.

    Attributes:
        files: the paths that the next questions for a file get, one each; [] is Hủy.
        answers: the answers to the next yes-or-no and which-way questions.
        dialogs: what is done with the next dialogs of ours; each gets the open dialog and gives
            whether its main button was pressed.
        asked, told: what was said, in order.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.files: list[list[Path]] = []
        self.answers: list[int | None] = []
        self.dialogs: list[Callable[[QDialog], bool]] = []
        self.asked: list[str] = []
        self.told: list[str] = []

    def folder(self, purpose: str) -> str:
        """Give the test's own folder."""
        return str(self._folder)

    def open_file(self, parent: QWidget, title: str, purpose: str, kinds: str) -> Path | None:
        """Give the next file."""
        return self._next_file(title)

    def open_files(self, parent: QWidget, title: str, purpose: str) -> list[Path]:
        """Give the next files."""
        self.asked.append(title)
        return self.files.pop(0)

    def open_folder(self, parent: QWidget, title: str, purpose: str) -> Path | None:
        """Give the next folder."""
        return self._next_file(title)

    def save_file(
        self, parent: QWidget, title: str, purpose: str, kinds: str, name: str
    ) -> Path | None:
        """Give the next place."""
        return self._next_file(title)

    def confirm(self, parent: QWidget, what: str, then: str, yes: str) -> bool:
        """Give the next answer; 0 is the button named ``yes``."""
        return self.choose(parent, what, then, (yes,)) == 0

    def choose(self, parent: QWidget, what: str, then: str, choices: Sequence[str]) -> int | None:
        """Give the next answer."""
        self.asked.append(f"{what} {then} [{' | '.join(choices)}]")
        return self.answers.pop(0)

    def tell(self, parent: QWidget | None, what: str, then: str = "") -> None:
        """Keep what was said."""
        self.told.append(f"{what} {then}".strip())

    def run(self, dialog: QDialog) -> bool:
        """Show a dialog without waiting for anybody, and do the next thing with it."""
        dialog.open()
        QApplication.processEvents()
        pressed = self.dialogs.pop(0)(dialog)
        dialog.hide()
        return pressed

    def _next_file(self, title: str) -> Path | None:
        self.asked.append(title)
        chosen = self.files.pop(0)
        return chosen[0] if chosen else None
