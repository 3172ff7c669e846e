"""The official self-assessment table as a model: one row a field, criterion, leaf or sum."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from cchc_desktop.core.answer import NO_ANSWER
from cchc_desktop.gui.marks import Mark, mark_of
from cchc_desktop.gui.models.rows_model import Cell
from cchc_desktop.gui.models.score_table_cells import (
    BROKEN_HEADS,
    HEADS,
    RIGHT,
    Column,
    InputWay,
    block_cells,
    group_cells,
    input_way,
    leaf_cells,
    spoken_words,
    total_cells,
)

if TYPE_CHECKING:
    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.score import ScoreSheet

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_BLANK = (Cell(),) * len(HEADS)
_MANY = 40
"""From so many changed rows on, they are told in one piece."""


class TableRole(IntEnum):
    """What a cell tells beside the usual roles."""

    CODE = Qt.ItemDataRole.UserRole + 1
    IS_LEAF = Qt.ItemDataRole.UserRole + 2
    EDITABLE = Qt.ItemDataRole.UserRole + 3
    """True where the person may change something, in the cell or in the bar above."""
    MARK = Qt.ItemDataRole.UserRole + 4
    WAY = Qt.ItemDataRole.UserRole + 5


@dataclass(slots=True, eq=False)
class TableRow:
    """One row; ``level`` is 0 for fields, blocks and the sum, 1 for criteria, 2 for leaves."""

    code: str
    level: int
    top: int
    """Number of the field's row that this one belongs to."""
    leaf: Leaf | None = None
    cells: tuple[Cell, ...] = _BLANK
    mark: Mark | None = None
    way: InputWay = InputWay.NOWHERE
    seen: tuple[object, ...] = ()
    """What the cells were made from: a row is made anew only when one of these is another."""


class ScoreTableModel(QAbstractTableModel):
    """Rows of a criteria set; ``show`` brings them up to date and tells only what changed."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._rows: list[TableRow] = []
        self._place: dict[str, int] = {}
        self._groups: frozenset[str] = frozenset()
        self._set: CriteriaSet | None = None
        self._assessment: Assessment | None = None
        self._by_code: dict[str, tuple[Evidence, ...]] = {}
        self._read_only = False

    @property
    def criteria_set(self) -> CriteriaSet | None:
        """The set whose rows these are."""
        return self._set

    @property
    def assessment(self) -> Assessment | None:
        """What was shown last."""
        return self._assessment

    def set_criteria(self, criteria_set: CriteriaSet) -> None:
        """Show another set, all rows new."""
        self.beginResetModel()
        self._set, self._assessment = criteria_set, None
        self._rows, self._place = [], {}
        criteria = [one.code for field in criteria_set.fields for one in field.criteria]
        self._groups = frozenset([*criteria, *(one.code for one in criteria_set.fields)])
        for one in criteria_set.fields:
            top = len(self._rows)
            self._add(TableRow(one.code, 0, top))
            for criterion in one.criteria:
                if not criterion.is_leaf:
                    self._add(TableRow(criterion.code, 1, top))
                for leaf in criterion.leaves:
                    self._add(TableRow(leaf.code, 2, top, leaf))
        for block in (criteria_set.bonus, criteria_set.penalty):
            if block:
                top = len(self._rows)
                self._add(TableRow(block.code, 0, top))
                for leaf in block.leaves:
                    self._add(TableRow(leaf.code, 2, top, leaf))
        self._rows.append(TableRow("", 0, len(self._rows)))
        self.endResetModel()

    def show(self, assessment: Assessment, sheet: ScoreSheet) -> list[int]:
        """Bring all rows up to date; give the numbers of those that changed."""
        before, self._assessment = self._assessment, assessment
        if before is None or before.evidence is not assessment.evidence:
            self._group_evidence(assessment)
        changed = [n for n, row in enumerate(self._rows) if self._renew(row, assessment, sheet)]
        if len(changed) > _MANY:
            self._tell(changed[0], changed[-1])
        else:
            for number in changed:
                self._tell(number, number)
        return changed

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed, or everything again."""
        if self._read_only != read_only:
            self._read_only = read_only
            if self._rows:
                self._tell(0, len(self._rows) - 1)

    def row(self, number: int) -> TableRow:
        """Give a row whole."""
        return self._rows[number]

    def row_of(self, code: str) -> int:
        """Give the number of a field's, criterion's or leaf's row; -1 where there is none."""
        return self._place.get(code, -1)

    def leaf_codes(self) -> list[str]:
        """Give all leaves' codes in the order of the rows."""
        return [row.code for row in self._rows if row.leaf is not None]

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell whole."""
        return self._rows[row].cells[column]

    def answer(self, code: str) -> Answer:
        """Give what is declared for a leaf now."""
        return self._assessment.answer(code) if self._assessment else NO_ANSWER

    def is_editable(self, row: int, column: int) -> bool:
        """True where the person may change something, in the cell or in the bar above."""
        one = self._rows[row]
        if self._read_only or one.leaf is None:
            return False
        if column == Column.FIGURES:
            return one.way is not InputWay.NOWHERE
        return column == Column.NOTE

    def edited_in_cell(self, row: int, column: int) -> bool:
        """True where the cell itself opens for typing."""
        in_cell = column == Column.NOTE or self._rows[row].way is InputWay.CELL
        return in_cell and self.is_editable(row, column)

    def edited_in_bar(self, row: int, column: int) -> bool:
        """True where the figures are edited in the bar above."""
        return self.is_editable(row, column) and not self.edited_in_cell(row, column)

    def looks_free(self, row: int, column: int) -> bool:
        """True for cells that hold what the person gives; the documents are given elsewhere."""
        if column == Column.EVIDENCE:
            return self.is_editable(row, Column.FIGURES)
        return self.is_editable(row, column)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Count the rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Cells that open for typing are editable; several figures are edited in the bar."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        in_cell = self.edited_in_cell(index.row(), index.column())
        return _FIXED | Qt.ItemFlag.ItemIsEditable if in_cell else _FIXED

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Give a cell's text, words for screen readers, or what the delegate needs."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return row.cells[column].text
            case Qt.ItemDataRole.AccessibleTextRole:
                mine = self.is_editable(index.row(), column)
                return spoken_words(row.code, column, row.cells[column], editable=mine)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case TableRole.CODE:
                return row.code
            case TableRole.IS_LEAF:
                return row.leaf is not None
            case TableRole.EDITABLE:
                return self.is_editable(index.row(), column)
            case TableRole.MARK:
                return row.mark
            case TableRole.WAY:
                return row.way
        return None

    def headerData(self, section: int, orientation, role: int = Qt.ItemDataRole.DisplayRole):
        """Give a column's head, aligned as its column."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return BROKEN_HEADS.get(section, HEADS[section])
            case Qt.ItemDataRole.AccessibleTextRole:
                return HEADS[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def _add(self, row: TableRow) -> None:
        self._place[row.code] = len(self._rows)
        self._rows.append(row)

    def _group_evidence(self, assessment: Assessment) -> None:
        grouped: dict[str, list[Evidence]] = {}
        for one in assessment.evidence:
            grouped.setdefault(one.code, []).append(one)
        self._by_code = {code: tuple(found) for code, found in grouped.items()}

    def _renew(self, row: TableRow, assessment: Assessment, sheet: ScoreSheet) -> bool:
        """Make a row's cells anew if what they say may be another; tell whether it is."""
        sources = self._sources(row, assessment, sheet)
        if len(sources) == len(row.seen) and all(
            now is then for now, then in zip(sources, row.seen, strict=True)
        ):
            return False
        row.seen = sources
        way, mark = row.way, row.mark
        if row.leaf is not None:
            result = sheet.leaf(row.code)
            documents = self._by_code.get(row.code, ())
            cells = leaf_cells(assessment, row.leaf, result, documents)
            way, mark = input_way(assessment, row.leaf), mark_of(assessment, row.leaf, result)
        else:
            cells = self._branch_cells(row, assessment, sheet)
        if (cells, way, mark) == (row.cells, row.way, row.mark):
            return False
        row.cells, row.way, row.mark = cells, way, mark
        return True

    def _sources(
        self, row: TableRow, assessment: Assessment, sheet: ScoreSheet
    ) -> tuple[object, ...]:
        if row.leaf is None:
            # Bonus, penalty and the sum are made anew each time; they are three rows.
            return (sheet.group(row.code) if row.code in self._groups else sheet,)
        needed = row.leaf.requires
        shared = self._by_code.get(needed.code) if needed and needed.evidence else None
        answer, own = assessment.answer(row.code), self._by_code.get(row.code)
        return sheet.leaf(row.code), answer, own, shared, assessment.exemptions

    def _branch_cells(
        self, row: TableRow, assessment: Assessment, sheet: ScoreSheet
    ) -> tuple[Cell, ...]:
        whole = assessment.criteria_set
        if not row.code:
            return total_cells(sheet)
        if whole.bonus and row.code == whole.bonus.code:
            return block_cells(whole.bonus, sheet.bonus, penalty=False)
        if whole.penalty and row.code == whole.penalty.code:
            return block_cells(whole.penalty, sheet.penalty, penalty=True)
        return group_cells(sheet.group(row.code), field=row.level == 0)

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADS) - 1))


def _alignment(column: int) -> Qt.AlignmentFlag:
    if column == Column.STATE:
        return _MIDDLE
    return _RIGHT if column in RIGHT else _LEFT
