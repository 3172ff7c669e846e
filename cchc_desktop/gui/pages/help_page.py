"""The officer's guide inside the window: contents at the left, the text with its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextBrowser

from cchc_desktop.gui import theme
from cchc_desktop.gui.widgets.tool_page import ToolPage

if TYPE_CHECKING:
    from pathlib import Path

_MARGIN = 60
"""Pixels beside a picture."""


class HelpPage(ToolPage):
    """Shows the guide; ``show_section`` opens it at a heading."""

    def __init__(self) -> None:
        super().__init__("Hướng dẫn sử dụng", "Cũng có trong tệp docs/huong-dan-can-bo.md.")
        self._path: Path | None = None
        self._headings: list[tuple[str, int]] = []
        self._contents = QListWidget()
        self._contents.setAccessibleName("Mục lục hướng dẫn")
        self._contents.setFixedWidth(270)
        self._contents.setWordWrap(True)
        self._text = _Guide()
        self._text.setAccessibleName("Nội dung hướng dẫn")
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._on_link)
        self._contents.currentRowChanged.connect(self._on_chosen)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._contents)
        row.addWidget(self._text, 1)
        self.body.addLayout(row, 1)

    def show_guide(self, path: Path, text: str) -> None:
        """Show a guide; its pictures lie beside it."""
        self._path = path
        self._text.folder = path.parent
        self._text.document().setDefaultFont(theme.font(theme.BODY))
        self._text.document().setMarkdown(text)
        self._find_headings()

    def show_section(self, words: str) -> None:
        """Open the guide at the first heading that has these words."""
        for row, (title, _) in enumerate(self._headings):
            if words in title:
                self._contents.setCurrentRow(row)
                self._go_to(row)
                return
        self._contents.setCurrentRow(0)

    def section(self) -> str:
        """Give the heading that is chosen now."""
        row = self._contents.currentRow()
        return self._headings[row][0] if row >= 0 else ""

    def focus_first(self) -> None:
        """Put the focus on the text, so that PgDn reads on."""
        self._text.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event) -> None:
        """Give pictures the width there is."""
        super().resizeEvent(event)
        if self._path is not None:
            self._text.fit_pictures()

    def _find_headings(self) -> None:
        self._headings, block = [], self._text.document().begin()
        self._contents.blockSignals(True)
        self._contents.clear()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if 0 < level <= 2:
                self._headings.append((block.text(), block.position()))
                self._contents.addItem(block.text())
            block = block.next()
        self._contents.blockSignals(False)

    def _on_chosen(self, row: int) -> None:
        if row >= 0:
            self._go_to(row)

    def _go_to(self, row: int) -> None:
        """Bring a heading to the top, once the pictures above it have their heights."""
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(self._headings[row][1])
        self._text.setTextCursor(cursor)
        place = self._text.cursorRect(cursor).top() + self._text.verticalScrollBar().value()
        self._text.verticalScrollBar().setValue(max(place - 8, 0))

    def _on_link(self, url: QUrl) -> None:
        """Links lead to other files of the documentation; none is opened from here."""


class _Guide(QTextBrowser):
    """Loads pictures from the guide's own folder only, as wide as the page."""

    def __init__(self) -> None:
        super().__init__()
        self.folder: Path | None = None

    def loadResource(self, kind: int, name: QUrl):
        """Give a picture of the guide; nothing else is loaded."""
        wanted = name.toString()
        plain = "/" not in wanted.removeprefix("images/") and ".." not in wanted
        if kind != QTextDocument.ResourceType.ImageResource or not plain or self.folder is None:
            return None
        image = QImage(str(self.folder / wanted))
        width = max(self.viewport().width() - _MARGIN, 200)
        if image.width() > width:
            image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        return image

    def fit_pictures(self) -> None:
        """Load the pictures anew for the width there is."""
        document = self.document()
        block = document.begin()
        while block.isValid():
            part = block.begin()
            while not part.atEnd():
                form = part.fragment().charFormat().toImageFormat()
                if form.isValid() and form.name():
                    url = QUrl(form.name())
                    image = self.loadResource(QTextDocument.ResourceType.ImageResource, url)
                    document.addResource(QTextDocument.ResourceType.ImageResource, url, image)
                part += 1
            block = block.next()
        document.markContentsDirty(0, document.characterCount())
