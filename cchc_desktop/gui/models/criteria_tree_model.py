"""The criteria tree: fields, criteria, leaves, with the state and points of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.text import fold
from cchc_desktop.gui.marks import Mark, Tag, mark_of, state_of, tags_of

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import CriteriaSet, ExtraBlock, Leaf
    from cchc_desktop.core.score import GroupScore, LeafScore, ScoreSheet


class Role(IntEnum):
    """What the delegate asks for beside the usual roles."""

    CODE = Qt.ItemDataRole.UserRole + 1
    IS_LEAF = Qt.ItemDataRole.UserRole + 2
    LEVEL = Qt.ItemDataRole.UserRole + 3
    MARK = Qt.ItemDataRole.UserRole + 4
    POINTS = Qt.ItemDataRole.UserRole + 5
    COUNT = Qt.ItemDataRole.UserRole + 6
    FOLDED = Qt.ItemDataRole.UserRole + 7
    MARKS = Qt.ItemDataRole.UserRole + 8


@dataclass(slots=True, eq=False)
class _Node:
    """One row. ``level`` is 0 for fields, 1 for criteria, 2 for leaves (also those without one)."""

    code: str
    title: str
    level: int
    parent: _Node | None
    leaf: Leaf | None = None
    row: int = 0
    children: list[_Node] = field(default_factory=list)
    mark: Mark | None = None
    state: Mark | None = None
    flagged: bool = False
    tags: frozenset[Tag] = frozenset()
    folded: str = ""
    """The label without diacritics, as it is searched."""
    points: str = ""
    count: str = ""

    @property
    def marks(self) -> frozenset[Mark | Tag]:
        known = (self.state, Mark.REVIEW if self.flagged else None)
        return frozenset(mark for mark in known if mark) | self.tags

    @property
    def words(self) -> str:
        """The mark in words, and the state that a flag stands before."""
        known = dict.fromkeys(mark.word for mark in (self.mark, self.state) if mark)
        return ", ".join(known)

    @property
    def label(self) -> str:
        return f"{self.code}. {self.title}" if self.level == 0 else f"{self.code} {self.title}"


class CriteriaTreeModel(QAbstractItemModel):
    """Rows of a criteria set; ``show`` brings the states up to date and tells only what changed.

    Attributes:
        me: the name of the person at this machine, for what is assigned.
    """

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._roots: list[_Node] = []
        self._by_code: dict[str, _Node] = {}
        self._codes: list[str] = []
        self.me = ""

    def set_criteria(self, criteria_set: CriteriaSet) -> None:
        """Show another set, all rows new."""
        self.beginResetModel()
        self._roots, self._by_code, self._codes = [], {}, []
        for one in criteria_set.fields:
            top = self._add(one.code, one.title, 0, None)
            for criterion in one.criteria:
                if criterion.is_leaf:
                    self._add(criterion.code, criterion.title, 2, top, criterion.leaves[0])
                    continue
                middle = self._add(criterion.code, criterion.title, 1, top)
                for leaf in criterion.leaves:
                    self._add(leaf.code, leaf.title, 2, middle, leaf)
        for block in (criteria_set.bonus, criteria_set.penalty):
            if block:
                self._add_extra(block)
        self.endResetModel()

    def show(self, assessment: Assessment, sheet: ScoreSheet) -> None:
        """Bring marks, points and counts up to date."""
        today = date.today()
        for node in list(self._by_code.values()):
            if node.leaf:
                result = sheet.leaf(node.code)
                mark = mark_of(assessment, node.leaf, result)
                node.state = state_of(assessment, node.leaf, result)
                node.flagged = assessment.answer(node.code).review
                node.tags = tags_of(assessment, node.leaf, result, self.me, today)
                self._update(node, mark, _leaf_points(result, mark), "")
        whole = assessment.criteria_set
        for group in (*sheet.fields, *sheet.criteria):
            node = self._by_code.get(group.code)
            if node and not node.leaf:
                self._update(node, None, *_group_texts(group, node))
        for block, points in ((whole.bonus, sheet.bonus), (whole.penalty, sheet.penalty)):
            if block:
                text = f"{show_points(points)}/{show_points(block.cap)}"
                self._update(self._by_code[block.code], None, text, "")

    @property
    def roots(self) -> list[_Node]:
        """The fields' rows, with those below them."""
        return self._roots

    def index_of(self, code: str) -> QModelIndex:
        """Give the row of a field, criterion or leaf."""
        node = self._by_code.get(code)
        return self.createIndex(node.row, 0, node) if node else QModelIndex()

    def leaf_codes(self) -> list[str]:
        """Give all leaves' codes in the order of the tree."""
        return self._codes

    def mark(self, code: str) -> Mark | None:
        """Give a leaf's mark."""
        return self._by_code[code].mark

    def marks(self, code: str) -> frozenset[Mark | Tag]:
        """Give how far a leaf is, the flag where it has one, and its tags."""
        return self._by_code[code].marks

    def codes_with(self, mark: Mark) -> list[str]:
        """Give the leaves that have a mark, shown or hidden by the flag."""
        return [code for code in self._codes if mark in self.marks(code)]

    def index(self, row: int, column: int, parent: QModelIndex | None = None) -> QModelIndex:
        """Give the index of a child row."""
        rows = self._children(parent)
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row])

    def parent(self, index: QModelIndex) -> QModelIndex:
        """Give the row above."""
        above = index.internalPointer().parent if index.isValid() else None
        return self.createIndex(above.row, 0, above) if above else QModelIndex()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Count the rows below."""
        if parent is not None and parent.isValid() and parent.column() != 0:
            return 0
        return len(self._children(parent))

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """One column: the delegate draws the points at its right."""
        return 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole):
        """Give a row's text, or what the delegate needs."""
        if not index.isValid():
            return None
        node: _Node = index.internalPointer()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.label
            case Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(node)
            case Role.CODE:
                return node.code
            case Role.IS_LEAF:
                return node.leaf is not None
            case Role.LEVEL:
                return node.level
            case Role.MARK:
                return node.mark
            case Role.MARKS:
                return node.marks
            case Role.POINTS:
                return node.points
            case Role.COUNT:
                return node.count
            case Role.FOLDED:
                return node.folded
        return None

    def _add(self, code: str, title: str, level: int, parent: _Node | None, leaf=None) -> _Node:
        node = _Node(code, title, level, parent, leaf)
        node.folded = fold(node.label)
        rows = parent.children if parent else self._roots
        node.row = len(rows)
        rows.append(node)
        self._by_code[code] = node
        if leaf:
            self._codes.append(code)
        return node

    def _add_extra(self, block: ExtraBlock) -> None:
        top = self._add(block.code, block.title, 0, None)
        for leaf in block.leaves:
            self._add(leaf.code, leaf.title, 2, top, leaf)

    def _children(self, parent: QModelIndex | None) -> list[_Node]:
        if parent is None or not parent.isValid():
            return self._roots
        return parent.internalPointer().children

    def _update(self, node: _Node, mark: Mark | None, points: str, count: str) -> None:
        if (node.mark, node.points, node.count) == (mark, points, count):
            return
        node.mark, node.points, node.count = mark, points, count
        index = self.createIndex(node.row, 0, node)
        self.dataChanged.emit(index, index)


def _leaf_points(result: LeafScore, mark: Mark) -> str:
    if mark is Mark.SURVEY and result.points is None:
        return "Khảo sát"
    if mark is Mark.COUNCIL and result.points is None:
        return "Hội đồng"
    return "–" if result.points is None else show_points(result.points)


def _group_texts(group: GroupScore, node: _Node) -> tuple[str, str]:
    """Points over the unit's own maximum and count; words where nothing is its to score."""
    if group.applicable:
        points = f"{show_points(group.points)}/{show_points(group.self_max)}"
        count = f"{group.answered}/{group.applicable} mục"
        if group.own_max != group.max:  # something does not apply: the set's maximum beside it
            count += f" · bộ {show_points(group.max)}"
        return points, count
    marks = {leaf.mark for leaf in _leaves_below(node)}
    if marks == {Mark.SURVEY}:
        return "Khảo sát", ""
    return ("Hội đồng" if marks == {Mark.COUNCIL} else "–"), ""


def _leaves_below(node: _Node) -> list[_Node]:
    if node.leaf:
        return [node]
    return [leaf for child in node.children for leaf in _leaves_below(child)]


def _spoken(node: _Node) -> str:
    parts = [node.label]
    if node.mark:
        parts.append(node.words)
    if node.points:
        parts.append(f"{node.points} điểm" if node.points[0].isdigit() else node.points)
    if node.count:
        parts.append(f"{node.count} đã kê khai")
    return ", ".join(parts)
