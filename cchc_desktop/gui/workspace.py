"""The open workbook on screen: tree, page, side panel; where one is, and what is on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from cchc_desktop.core.text import fold
from cchc_desktop.gui.marks import Mark, mark_of
from cchc_desktop.gui.models.criteria_tree_model import CriteriaTreeModel, Role
from cchc_desktop.gui.pages.criterion_page import CriterionPage, Neighbours
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.criteria_tree import CriteriaTree, TreeHead
from cchc_desktop.gui.widgets.legend import Legend
from cchc_desktop.gui.widgets.side_panel import SidePanel
from cchc_desktop.gui.widgets.text_label import text_label
from cchc_desktop.operations.scoring import rescore, rescore_leaf

if TYPE_CHECKING:
    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.score import ScoreSheet

_SUMS_MS = 120
_THREE_PANES, _TWO_PANES = 1200, 900
_TREE_WIDTH, _TREE_LEAST, _SIDE_WIDTH, _SIDE_LEAST = 326, 260, 320, 280


class Workspace(QWidget):
    """Shows an assessment and tells what the person changed.

    Attributes:
        assessment, sheet: what is on screen now, typed changes included.

    Signals:
        answer_edited: (code, Answer) at every change.
        scored: the ScoreSheet, when the sums have caught up with what was typed.
        leave: what was typed should be on disk now.
        leaf_shown: code of the leaf that is shown now.
    """

    answer_edited = Signal(str, object)
    scored = Signal(object)
    leave = Signal()
    leaf_shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.assessment: Assessment | None = None
        self.sheet: ScoreSheet | None = None
        self._visited: list[str] = []
        self._place = -1
        self._panes = 3
        self.model = CriteriaTreeModel(self)
        self.tree = CriteriaTree(self.model)
        self.page = CriterionPage()
        self.side = SidePanel()
        self._no_hit = _NoHit()
        self._sums = QTimer(self)
        self._sums.setSingleShot(True)
        self._sums.setInterval(_SUMS_MS)
        self._sums.timeout.connect(self.settle)
        self._build()
        self._connect()

    def show_assessment(self, assessment: Assessment, sheet: ScoreSheet) -> None:
        """Show a workbook from its first undeclared leaf on."""
        self.assessment, self.sheet = assessment, sheet
        self._visited, self._place = [], -1
        self.model.set_criteria(assessment.criteria_set)
        self.model.show(assessment, sheet)
        self.scored.emit(sheet)
        codes = self.model.leaf_codes()
        first = next((one for one in codes if self.model.mark(one) is Mark.UNDECLARED), codes[0])
        self.go_to(first)

    def set_evidence(self, evidence: tuple[Evidence, ...]) -> None:
        """Take over the documents as they are in the file now."""
        if self.assessment:
            self.assessment = replace(self.assessment, evidence=evidence)
            self.settle()

    @property
    def code(self) -> str:
        """The shown leaf's code."""
        return self.page.code

    def go_to(self, code: str, *, focus: bool = False, remember: bool = True) -> None:
        """Show a leaf; ``focus`` puts the cursor into its first field."""
        if self.assessment is None or code not in self.model.leaf_codes():
            return
        if self.code and self.code != code:
            self.leave.emit()
        if remember and (self._place < 0 or self._visited[self._place] != code):
            self._visited = [*self._visited[: self._place + 1], code]
            self._place += 1
        self._show(code)
        self.tree.go_to(code)
        if focus:
            self.page.focus_first()
        self.leaf_shown.emit(code)

    def step(self, by: int) -> None:
        """Go to the next leaf or the one before."""
        codes = self.model.leaf_codes()
        if self.code:
            place = codes.index(self.code) + by
            if 0 <= place < len(codes):
                self.go_to(codes[place], focus=True)

    def step_undeclared(self, by: int) -> bool:
        """Go to the next undeclared or impossible leaf, round the end; False when none is left."""
        self.settle()
        codes = self.model.leaf_codes()
        start = codes.index(self.code) if self.code else 0
        for offset in range(1, len(codes) + 1):
            code = codes[(start + by * offset) % len(codes)]
            if self.model.mark(code) in (Mark.UNDECLARED, Mark.INVALID):
                self.go_to(code, focus=True)
                return True
        return False

    def step_visited(self, by: int) -> None:
        """Go back or forward among the leaves that were visited."""
        if 0 <= self._place + by < len(self._visited):
            self._place += by
            self.go_to(self._visited[self._place], remember=False)

    def filter(self, text: str, marks: frozenset[Mark]) -> int:
        """Show only leaves that match; empty arguments show all. Gives how many are shown."""
        words = fold(text).split()

        def keep(index) -> bool:
            if marks and index.data(Role.MARK) not in marks:
                return False
            folded = index.data(Role.FOLDED)
            return all(word in folded for word in words)

        shown = self.tree.show_only(keep)
        if words or marks:
            self.tree.expandAll()
        self._no_hit.setVisible(not shown)
        self.tree.setVisible(bool(shown))
        self.tree.go_to(self.code)
        return shown

    def step_hit(self, by: int) -> None:
        """Go to the next leaf that the filter shows, round the end."""
        codes = self.model.leaf_codes()
        start = codes.index(self.code) if self.code else -1
        for offset in range(1, len(codes) + 1):
            code = codes[(start + by * offset) % len(codes)]
            index = self.model.index_of(code)
            if not self.tree.isRowHidden(index.row(), index.parent()):
                self.go_to(code)
                return

    def settle(self) -> None:
        """Bring all sums and marks up to date with what was typed."""
        self._sums.stop()
        if self.assessment is None:
            return
        self.sheet = rescore(self.assessment)
        self.model.show(self.assessment, self.sheet)
        if self.code:
            self._show_result(self.code)
        self.scored.emit(self.sheet)

    def next_pane(self, by: int) -> None:
        """Move the focus to the next pane: tree, page, side panel."""
        panes = (self.tree, self.page, self.side)
        focused = self.focusWidget()
        here = next((n for n, pane in enumerate(panes) if pane.isAncestorOf(focused)), None)
        if focused is self.tree:
            here = 0
        target = panes[(1 if here is None else here + by) % 3]
        if target is self.tree:
            self._unfold(self._tree_pane)
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        elif target is self.page:
            self._fold_again()
            self.page.focus_first()
        else:
            self.open_guidance()

    def open_guidance(self) -> None:
        """Show the side panel, over the page where it has no room of its own."""
        self._unfold(self.side)
        self.side.focus_first()

    def _show(self, code: str) -> None:
        whole = self.assessment.criteria_set
        leaf = whole.leaf(code)
        result = rescore_leaf(self.assessment, code)
        mark = mark_of(self.assessment, leaf, result)
        codes = self.model.leaf_codes()
        place = codes.index(code)
        before = self._words(codes[place - 1]) if place else ""
        after = self._words(codes[place + 1]) if place + 1 < len(codes) else ""
        near = Neighbours(before, after)
        self.page.show_leaf(self.assessment, leaf, result, mark, near)
        self.side.show_leaf(whole, leaf, self.assessment.answer(code))
        self.side.show_result(result, len(self.assessment.evidence_of(code)))

    def _show_result(self, code: str) -> None:
        leaf = self.assessment.criteria_set.leaf(code)
        result = rescore_leaf(self.assessment, code)
        self.page.show_result(self.assessment, result, mark_of(self.assessment, leaf, result))
        self.side.show_result(result, len(self.assessment.evidence_of(code)))

    def _words(self, code: str) -> str:
        return f"{code} {self.assessment.criteria_set.leaf(code).title}"

    def _on_edited(self, code: str, answer: Answer) -> None:
        before = self.assessment.answer(code)
        self.assessment = self.assessment.with_answer(code, answer)
        if before.not_applicable != answer.not_applicable or (before.values and not answer.values):
            self._show(code)
        else:
            self._show_result(code)
        self.answer_edited.emit(code, answer)
        self._sums.start()

    def _build(self) -> None:
        self._tree_pane = QFrame()
        self._tree_pane.setProperty("role", "pane")
        column = QVBoxLayout(self._tree_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(TreeHead())
        column.addWidget(self.tree, 1)
        column.addWidget(self._no_hit, 1)
        column.addWidget(Legend())
        self._no_hit.hide()
        self._tree_pane.setMinimumWidth(_TREE_LEAST)
        self.side.setMinimumWidth(_SIDE_LEAST)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        for number, pane in enumerate((self._tree_pane, self.page, self.side)):
            self._splitter.addWidget(pane)
            self._splitter.setStretchFactor(number, int(number == 1))
            self._splitter.setCollapsible(number, False)
        self._splitter.setSizes([_TREE_WIDTH, 720, _SIDE_WIDTH])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        self.page.set_guidance_folded(False)

    def _connect(self) -> None:
        self.tree.leaf_chosen.connect(self.go_to)
        self.page.answer_edited.connect(self._on_edited)
        self.page.field_left.connect(self.leave)
        self.page.before_wanted.connect(lambda: self.step(-1))
        self.page.next_wanted.connect(lambda: self.step(1))
        self.page.undeclared_wanted.connect(lambda: self.step_undeclared(1))
        self.page.guidance_wanted.connect(self.open_guidance)
        self.side.note_edited.connect(self.page.set_note)
        self.side.note_left.connect(self.leave)
        self.clear_filter = self._no_hit.clear.clicked

    def resizeEvent(self, event) -> None:
        """Fold the panes that have no room."""
        super().resizeEvent(event)
        width = event.size().width()
        panes = 3 if width >= _THREE_PANES else 2 if width >= _TWO_PANES else 1
        if panes != self._panes:
            self._panes = panes
            self._fold_again()
            self.page.set_guidance_folded(panes < 3)
        self._place_overlays()

    def _is_folded(self, pane: QWidget) -> bool:
        return self._panes < (3 if pane is self.side else 2)

    def _fold_again(self) -> None:
        """Put every pane where the width wants it: into the splitter, or away."""
        for number, pane in ((0, self._tree_pane), (2, self.side)):
            if self._is_folded(pane):
                pane.hide()
                pane.setParent(self)
            elif pane.parentWidget() is not self._splitter:
                self._splitter.insertWidget(number, pane)
                self._splitter.setCollapsible(number, False)
                pane.show()
        tree = _TREE_WIDTH if self._panes == 3 else 300
        rest = max(self.width() - tree - _SIDE_WIDTH, 300)
        sizes = {3: [tree, rest, _SIDE_WIDTH], 2: [tree, self.width() - tree], 1: [self.width()]}
        self._splitter.setSizes(sizes[self._panes])

    def _unfold(self, pane: QWidget) -> None:
        if self._is_folded(pane):
            pane.show()
            pane.raise_()
            self._place_overlays()

    def _place_overlays(self) -> None:
        for pane, left, width in (
            (self._tree_pane, 0, _TREE_WIDTH),
            (self.side, self.width() - _SIDE_WIDTH, _SIDE_WIDTH),
        ):
            if self._is_folded(pane) and not pane.isHidden():
                pane.setGeometry(left, 0, width, self.height())

    def event(self, event) -> bool:
        """Esc folds an opened pane again."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            for pane in (self.side, self._tree_pane):
                if self._is_folded(pane) and not pane.isHidden():
                    pane.hide()
                    self.page.focus_first()
                    return True
        return super().event(event)


class _NoHit(QFrame):
    """In place of the tree when the filter shows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self.clear = Button("Bỏ lọc (Esc)", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        title = text_label("Không có mục nào khớp", strong=True)
        words = text_label("Đổi từ khóa hoặc bộ lọc để xem các mục khác.", tone="help", wrap=True)
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
