"""Sizes and days in Qt's file dialog, written as Vietnamese documents write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileSystemModel, QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

_SIZE, _CHANGED = 1, 3
_STEP = 1024


class FileColumns(QStyledItemDelegate):
    """Qt asks the system's language, which may be English where ours is not."""

    def initStyleOption(self, option, index: QModelIndex) -> None:
        """Replace the texts of two columns."""
        super().initStyleOption(option, index)
        model = index.model()
        if not isinstance(model, QFileSystemModel):
            return
        if index.column() == _SIZE and not model.isDir(index):
            option.text = size_words(model.size(index))
        elif index.column() == _CHANGED:
            option.text = model.lastModified(index).toString("dd/MM/yyyy HH:mm")


def size_words(size: int) -> str:
    """Give a file's size, for example ``3,3 MB``; never 0 for what is not empty."""
    if size < _STEP:
        return f"{size} B"
    kilobytes = size / _STEP
    if kilobytes < _STEP:
        return f"{kilobytes:.0f} KB"
    return f"{kilobytes / _STEP:.1f} MB".replace(".", ",")
