"""Pages of a document as pictures, drawn off the window's thread: by QtPdf or by Pillow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

from cchc_desktop.core.evidence_item import FileState

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.gui.background import Background


class PagePictures(QObject):
    """Draws the pages of one file when asked.

    Args:
        path: the file; it must stay until this object is gone.
        state: PDF or picture.
        background: the thread for pictures.

    Signals:
        drawn: (page from 1, the size that was asked for, the picture).
    """

    drawn = Signal(int, QSize, QImage)

    def __init__(self, path: Path, state: FileState, background: Background, parent=None) -> None:
        super().__init__(parent)
        self._path, self._background = path, background
        self._asked: dict[int, tuple[int, QSize]] = {}
        self._document: QPdfDocument | None = None
        self.count = 0
        if state is not FileState.IMAGE:
            self._document = QPdfDocument(self)
            self._renderer = QPdfPageRenderer(self)
            self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
            self._renderer.setDocument(self._document)
            self._renderer.pageRendered.connect(self._on_rendered)
            if self._document.load(str(path)) == QPdfDocument.Error.None_:
                self.count = self._document.pageCount()

    def set_count(self, count: int) -> None:
        """Say how many frames a picture has."""
        if self._document is None:
            self.count = count

    def ask(self, page: int, room: QSize) -> None:
        """Have a page drawn so that it fits into a room, in pixels."""
        if self._document is None:
            self._ask_picture(page, room)
            return
        points = self._document.pagePointSize(page - 1)
        size = points.toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        number = self._renderer.requestPage(page - 1, size)
        self._asked[number] = (page, room)

    def _on_rendered(self, _page: int, _size: QSize, image: QImage, _options, number: int) -> None:
        if number in self._asked:
            page, room = self._asked.pop(number)
            self.drawn.emit(page, room, image)

    def _ask_picture(self, page: int, room: QSize) -> None:
        path = self._path

        def work(_progress) -> tuple[int, int, bytes]:
            from cchc_desktop.operations.examination import picture_of_frame

            return picture_of_frame(path, page, (room.width(), room.height()))

        def done(found: tuple[int, int, bytes]) -> None:
            width, height, data = found
            image = QImage(data, width, height, width * 3, QImage.Format.Format_RGB888).copy()
            self.drawn.emit(page, room, image)

        self._background.run(work, done, lambda _error: None)
