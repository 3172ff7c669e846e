"""The tree at the left: two-line rows, marks, points; found and filtered by what is typed."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QToolTip,
    QTreeView,
    QWidget,
)

from cchc_desktop.gui import icons, theme
from cchc_desktop.gui.models.criteria_tree_model import CriteriaTreeModel, Role

_LINE = 18
_CHEVRON_X, _TEXT_X = (8, 24, 40), (26, 42, 62)
_POINTS_WIDTH = 92
_LEFT = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)


@lru_cache(maxsize=4000)
def _two_lines(text: str, width: int, strong: bool) -> tuple[str, ...]:
    """Break a title into at most two lines, the second one cut with “…”."""
    layout = QTextLayout(text, theme.font(theme.BODY, strong))
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    end = first.textLength()
    layout.endLayout()
    if end >= len(text):
        return (text,)
    measures = theme.metrics(theme.BODY, strong)
    rest = measures.elidedText(text[end:].strip(), Qt.TextElideMode.ElideRight, width)
    return (text[:end].rstrip(), rest)


@lru_cache(maxsize=4000)
def _is_long(text: str, width: int, strong: bool) -> bool:
    """Whether a title takes more than one line; far quicker than breaking it."""
    return theme.metrics(theme.BODY, strong).horizontalAdvance(text) > width


class CriteriaTreeDelegate(QStyledItemDelegate):
    """Draws one row; the style draws nothing."""

    def sizeHint(self, option, index: QModelIndex) -> QSize:
        """28 px for one line, 44 for two; branches with a count are never lower than it."""
        width = self.parent().viewport().width()
        node = index.internalPointer()
        if _is_long(*_title(node, width)):
            return QSize(width, 44)
        return QSize(width, 40 if node.count else 28)

    def paint(self, painter: QPainter, option, index: QModelIndex) -> None:
        """Draw ground, chevron or mark, title, points and count."""
        rect, node = option.rect, index.internalPointer()
        level = node.level
        self._paint_ground(painter, option, level)
        top = rect.top() + 5
        if node.mark:
            icons.paint(painter, _CHEVRON_X[2], top + 1, node.mark.icon, node.mark.token)
        elif node.children:
            name = "chevron_down" if self.parent().isExpanded(index) else "chevron_right"
            icons.paint(painter, _CHEVRON_X[level], top + 1, f"{name}_regular", "text2")
        text, width, strong = _title(node, rect.width())
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(theme.BODY, strong))
        for number, line in enumerate(_two_lines(text, width, strong)):
            box = QRect(_TEXT_X[level], top + number * _LINE, width + 4, _LINE)
            painter.drawText(box, _LEFT, line)
        self._paint_points(painter, rect, top, node, strong)

    def _paint_ground(self, painter: QPainter, option, level: int) -> None:
        rect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("accent"))
        elif level == 0:
            painter.fillRect(rect, theme.color("sunken"))
        view_focused = self.parent().hasFocus()
        if view_focused and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))

    def _paint_points(self, painter, rect: QRect, top: int, node, strong: bool) -> None:
        right = QRect(rect.width() - _POINTS_WIDTH - 12, top, _POINTS_WIDTH, _LINE)
        painter.setFont(theme.font(theme.BODY, strong and node.level == 0))
        painter.drawText(right, _RIGHT, node.points)
        if node.count:
            painter.setFont(theme.font(theme.SMALL))
            painter.setPen(theme.color("text2"))
            painter.drawText(right.translated(0, _LINE - 2), _RIGHT, node.count)

    def helpEvent(self, event, view, option, index: QModelIndex) -> bool:
        """Tell the mark's word, and the whole title where it is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        node = index.internalPointer()
        text, width, strong = _title(node, option.rect.width())
        parts = []
        if "…" in "".join(_two_lines(text, width, strong)):
            parts.append(text)
        if node.mark:
            parts.append(node.words)
        QToolTip.showText(event.globalPos(), "\n".join(parts), view)
        return True


def _title(node, width: int) -> tuple[str, int, bool]:
    points = 62 if node.leaf else 84
    room = max(width - _TEXT_X[node.level] - points - 16, 60)
    return node.label, room, node.leaf is None


class CriteriaTree(QTreeView):
    """The tree.

    Signals:
        leaf_chosen: code of the leaf that the person went to.
    """

    leaf_chosen = Signal(str)

    def __init__(self, model: CriteriaTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._hidden: set[str] = set()
        self.setModel(model)
        model.modelReset.connect(self._hidden.clear)
        self.setItemDelegate(CriteriaTreeDelegate(self))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setStyleSheet("QTreeView { border: 0 }")
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("Danh mục tiêu chí")

    def go_to(self, code: str) -> None:
        """Select a leaf, opened and in view, without telling anybody."""
        index = self.model().index_of(code)
        if not index.isValid():
            return
        self._quiet = True
        self.setCurrentIndex(index)
        self.scrollTo(index)
        hint = QAbstractItemView.ScrollHint
        if not self.viewport().rect().contains(self.visualRect(index).adjusted(0, -30, 0, 30)):
            self.scrollTo(index, hint.PositionAtCenter)
        self._quiet = False

    def show_only(self, keep) -> int:
        """Hide the leaves for which ``keep(node)`` is false, and branches left empty.

        Only rows that change are touched: that is what keeps typing in the search field quick.
        Returns how many leaves are still shown.
        """
        shown = sum(self._filter(node, keep) for node in self.model().roots)
        self.scheduleDelayedItemsLayout()
        return shown

    def _filter(self, node, keep) -> int:
        if node.leaf is not None:
            shown = int(keep(node))
        else:
            shown = sum([self._filter(child, keep) for child in node.children])
        if (node.code in self._hidden) == bool(shown):
            index = self.model().index_of(node.code)
            self.setRowHidden(index.row(), index.parent(), not shown)
            if shown:
                self._hidden.discard(node.code)
            else:
                self._hidden.add(node.code)
        return shown

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell which leaf is current now."""
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid() and current.data(Role.IS_LEAF):
            self.leaf_chosen.emit(current.data(Role.CODE))

    def mousePressEvent(self, event) -> None:
        """A click on a branch opens or closes it."""
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and not index.data(Role.IS_LEAF):
            self.setExpanded(index, not self.isExpanded(index))

    def keyPressEvent(self, event) -> None:
        """Enter opens a branch; letters never search here (Telex types in the search field)."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            index = self.currentIndex()
            if index.isValid() and not index.data(Role.IS_LEAF):
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().keyPressEvent(event)

    def keyboardSearch(self, text: str) -> None:
        """Do nothing."""

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        """Do nothing: the delegate draws the chevrons."""

    def resizeEvent(self, event) -> None:
        """Break the titles anew when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


class TreeHead(QWidget):
    """The head over the tree: what the two sides are."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(26)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 12, 0)
        for text, stretch in (("Tiêu chí", 1), ("Điểm tự chấm", 0)):
            label = QLabel(text)
            label.setProperty("strong", True)
            row.addWidget(label, stretch)

    def paintEvent(self, event) -> None:
        """Draw the ground of a table's head."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("header"))
        painter.setPen(theme.color("line"))
        bottom = self.height() - 0.5
        painter.drawLine(QPointF(0, bottom), QPointF(self.width(), bottom))
