"""A read-only table of plain cells: the one model behind every list of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows; tokens are names of colours, ``icon`` is (drawing, token)."""

    text: str = ""
    tone: str = ""
    ground: str = ""
    strong: bool = False
    icon: tuple[str, str] | None = None
    link: bool = False
    spoken: str = ""
    """What a screen reader says where the text alone would not do."""


class RowsModel(QAbstractTableModel):
    """Rows of cells under heads; ``set_rows`` is the only way in.

    Args:
        heads: the columns' heads.
        right: numbers of the columns that hold figures.
    """

    def __init__(self, heads: Sequence[str], right: Sequence[int] = (), parent=None) -> None:
        super().__init__(parent)
        self._heads, self._right = tuple(heads), frozenset(right)
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def set_rows(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Show these rows; does nothing when they are the same."""
        new = tuple(tuple(row) for row in rows)
        if new == self._rows:
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell whole."""
        return self._rows[row][column]

    def is_right(self, column: int) -> bool:
        """True for columns of figures."""
        return column in self._right

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Give a cell's text or look."""
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return cell.spoken or cell.text
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if index.column() in self._right else _LEFT
        return None

    def headerData(self, section: int, orientation, role: int = Qt.ItemDataRole.DisplayRole):
        """Give a column's head, aligned as its column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in self._right else _LEFT
        return None
