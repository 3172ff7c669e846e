"""Three panes side by side; those without room fold away and open over the middle one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label

THREE_PANES, TWO_PANES = 1200, 900
"""Widths from which three or two panes stand side by side."""
_LEFT_WIDTH, _LEFT_LEAST, _RIGHT_WIDTH, _RIGHT_LEAST = 326, 260, 320, 280
_LEFT_OF_TWO = 300
_STRIP = 33


class FoldingPanes(QWidget):
    """A splitter that lets go of its side panes.

    Signals:
        side_folded: whether the right pane has no room of its own.
        left_folded: the same of the left one.
        closed: Esc was pressed in the right pane, or a pane over the middle one was closed.
    """

    side_folded = Signal(bool)
    left_folded = Signal(bool)
    closed = Signal()

    def __init__(
        self, named_left: tuple[QWidget, str], middle: QWidget, named_right: tuple[QWidget, str]
    ) -> None:
        super().__init__()
        (left, left_name), (right, right_name) = named_left, named_right
        self._names = {left: left_name, right: right_name}
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
        self._strip = _Strip(self)
        self._strip.shut.clicked.connect(self._close)
        self._hide_frame()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    def unfold(self, pane: QWidget) -> None:
        """Open a folded pane over the middle one."""
        if self._is_folded(pane):
            other = self._opened()
            if other not in (None, pane):
                other.hide()
            pane.show()
            self._strip.tell(self._names[pane])
            for widget in (pane, self._edge, self._strip):
                widget.show()
                widget.raise_()
            self._place_overlays()

    def fold_again(self) -> None:
        """Put every pane where the width wants it: into the splitter, or away."""
        for number, pane in ((0, self._left), (2, self._right)):
            if self._is_folded(pane):
                pane.hide()
                self._hide_frame()
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
            self.left_folded.emit(count < 2)
        self._place_overlays()

    def event(self, event) -> bool:
        """Esc folds an opened pane again, or leaves the right one."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            if self._opened() is not None:
                self._close()
                return True
            if self._right.isAncestorOf(QApplication.focusWidget()):
                self.closed.emit()
                return True
        return super().event(event)

    def _opened(self) -> QWidget | None:
        """Give the pane that lies over the middle one."""
        panes = (self._right, self._left)
        return next((one for one in panes if self._is_folded(one) and not one.isHidden()), None)

    def _close(self) -> None:
        pane = self._opened()
        if pane is not None:
            pane.hide()
            self._hide_frame()
            self.closed.emit()

    def _hide_frame(self) -> None:
        self._edge.hide()
        self._strip.hide()

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
                self._strip.setGeometry(left, 0, width, _STRIP)
                pane.setGeometry(left, _STRIP, width, self.height() - _STRIP)
                edge = left - 2 if left else width
                self._edge.setGeometry(edge, 0, 2, self.height())


class _Strip(QFrame):
    """Over an opened pane: what it is, and the way to close it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.shut = Button("", kind="link", icon="dismiss_regular", small=True)
        self._name = text_label(strong=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 6, 0)
        row.addWidget(self._name, 1)
        row.addWidget(self.shut)

    def tell(self, name: str) -> None:
        """Name the pane."""
        self._name.setText(name)
        self.shut.setAccessibleName(f"Đóng ngăn {name}")
        self.shut.setToolTip("Đóng (Esc)")
