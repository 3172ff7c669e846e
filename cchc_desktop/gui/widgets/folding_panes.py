"""Three panes side by side; those without room fold away and open over the middle one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

THREE_PANES, TWO_PANES = 1200, 900
"""Widths from which three or two panes stand side by side."""
_LEFT_WIDTH, _LEFT_LEAST, _RIGHT_WIDTH, _RIGHT_LEAST = 326, 260, 320, 280
_LEFT_OF_TWO = 300


class FoldingPanes(QWidget):
    """A splitter that lets go of its side panes.

    Signals:
        side_folded: whether the right pane has no room of its own.
        closed: a pane that lay over the middle one was closed by Esc.
    """

    side_folded = Signal(bool)
    closed = Signal()

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._left, self._right, self._count = left, right, 3
        left.setMinimumWidth(_LEFT_LEAST)
        right.setMinimumWidth(_RIGHT_LEAST)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        for number, pane in enumerate((left, middle, right)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(number, int(number == 1))
            self._splitter.setCollapsible(number, False)
        self._splitter.setSizes([_LEFT_WIDTH, 720, _RIGHT_WIDTH])
        self._edge = QFrame(self)
        self._edge.setProperty("role", "edge")
        self._edge.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def unfold(self, pane: QWidget) -> None:
        """Open a folded pane over the middle one."""
        if self._is_folded(pane):
            pane.show()
            pane.raise_()
            self._edge.show()
            self._edge.raise_()
            self._place_overlays()

    def fold_again(self) -> None:
        """Put every pane where the width wants it: into the splitter, or away."""
        for number, pane in ((0, self._left), (2, self._right)):
            if self._is_folded(pane):
                pane.hide()
                self._edge.hide()
                pane.setParent(self)
            elif pane.parentWidget() is not self._splitter:
                self._splitter.insertWidget(number, pane)
                self._splitter.setCollapsible(number, False)
                pane.show()

    def resizeEvent(self, event) -> None:
        """Fold the panes that have no room."""
        super().resizeEvent(event)
        width = event.size().width()
        count = 3 if width >= THREE_PANES else 2 if width >= TWO_PANES else 1
        if count != self._count:
            self._count = count
            self.fold_again()
            self._share_out(width)
            self.side_folded.emit(count < 3)
        self._place_overlays()

    def event(self, event) -> bool:
        """Esc folds an opened pane again."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            for pane in (self._right, self._left):
                if self._is_folded(pane) and not pane.isHidden():
                    pane.hide()
                    self._edge.hide()
                    self.closed.emit()
                    return True
        return super().event(event)

    def _share_out(self, width: int) -> None:
        left = _LEFT_WIDTH if self._count == 3 else _LEFT_OF_TWO
        sizes = {
            3: [left, max(width - left - _RIGHT_WIDTH, 300), _RIGHT_WIDTH],
            2: [left, width - left],
            1: [width],
        }
        self._splitter.setSizes(sizes[self._count])

    def _is_folded(self, pane: QWidget) -> bool:
        return self._count < (3 if pane is self._right else 2)

    def _place_overlays(self) -> None:
        for pane, left, width in (
            (self._left, 0, _LEFT_WIDTH),
            (self._right, self.width() - _RIGHT_WIDTH, _RIGHT_WIDTH),
        ):
            if self._is_folded(pane) and not pane.isHidden():
                pane.setGeometry(left, 0, width, self.height())
                edge = left - 2 if left else width
                self._edge.setGeometry(edge, 0, 2, self.height())
