"""The open workbook on screen: tree, page, side panel; where one is, and what is on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from cchc_desktop.core.answer import VARIANT
from cchc_desktop.gui.dialogs.code_dialog import code_named
from cchc_desktop.gui.leaf_filter import LeafFilter
from cchc_desktop.gui.marks import Mark, Tag
from cchc_desktop.gui.models.criteria_tree_model import CriteriaTreeModel
from cchc_desktop.gui.pages.criterion_page import CriterionPage
from cchc_desktop.gui.visited import Visited
from cchc_desktop.gui.widgets.criteria_tree import CriteriaTree, TreeHead
from cchc_desktop.gui.widgets.folding_panes import FoldingPanes
from cchc_desktop.gui.widgets.legend import Legend
from cchc_desktop.gui.widgets.no_hit import NoHit
from cchc_desktop.gui.widgets.page_foot import Neighbours
from cchc_desktop.gui.widgets.side_panel import SidePanel
from cchc_desktop.operations.scoring import rescore, rescore_leaf

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.score import ScoreSheet

_SUMS_MS = 120


class Workspace(QWidget):
    """Shows an assessment and tells what the person changed.

    Attributes:
        assessment, sheet: what is on screen now, typed changes included.
        listed: which leaves the tree shows.
        is_read_only: whether nothing may be changed here.
        unsaved: gives what has been typed and is not in the file yet, by code.

    Signals:
        answer_edited: (code, Answer) at every change.
        scored: the ScoreSheet, when the sums have caught up with what was typed.
        leave: what was typed should be on disk now.
        leaf_shown: code of the leaf that is shown now.
        result_shown: code of the leaf whose score has been shown anew.
        left_filter: the leaf shown now is not among the filtered ones.
    """

    answer_edited = Signal(str, object)
    scored = Signal(object)
    leave = Signal()
    leaf_shown = Signal(str)
    result_shown = Signal(str)
    left_filter = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.assessment: Assessment | None = None
        self.sheet: ScoreSheet | None = None
        self.is_read_only = False
        self._visited = Visited()
        self.unsaved: Callable[[], dict[str, Answer]] = dict
        self.model = CriteriaTreeModel(self)
        self.tree = CriteriaTree(self.model)
        self.listed = LeafFilter(self.tree, self.model)
        self.page = CriterionPage()
        self.side = SidePanel()
        self._no_hit = NoHit()
        self._sums = QTimer(self)
        self._sums.setSingleShot(True)
        self._sums.setInterval(_SUMS_MS)
        self._sums.timeout.connect(self.settle)
        self._build()
        self._connect()

    def show_assessment(self, assessment: Assessment, sheet: ScoreSheet) -> None:
        """Show a workbook from its first undeclared leaf on."""
        self.assessment, self.sheet = assessment, sheet
        self._visited = Visited()
        self.model.set_criteria(assessment.criteria_set)
        self.model.show(assessment, sheet)
        self.scored.emit(sheet)
        codes = self.model.leaf_codes()
        first = next((one for one in codes if Mark.UNDECLARED in self.model.marks(one)), codes[0])
        self.go_to(first)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed, or everything again."""
        self.is_read_only = read_only
        self.page.set_read_only(read_only)
        self.side.set_read_only(read_only)
        if self.code and self.assessment and self.assessment.criteria_set.find_leaf(self.code):
            self._show(self.code)

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
        if remember:
            self._visited.note(code)
        self._show(code)
        if not self.listed.lists(code):
            self.left_filter.emit()
        self.tree.go_to(code)
        if focus:
            self.page.focus_first()
        self.leaf_shown.emit(code)

    def step(self, by: int) -> None:
        """Go to the next leaf or the one before, within the work list where one is shown."""
        if self.code and (beside := self.listed.beside(self.code, by)):
            self.go_to(beside, focus=True)

    def step_undeclared(self, by: int) -> bool:
        """Go to the next undeclared or impossible leaf, round the end; False when none is left."""
        self.settle()
        codes = self.model.leaf_codes()
        start = codes.index(self.code) if self.code else 0
        for offset in range(1, len(codes) + 1):
            code = codes[(start + by * offset) % len(codes)]
            if self.model.marks(code) & {Mark.UNDECLARED, Mark.INVALID}:
                self.go_to(code, focus=True)
                return True
        return False

    def step_visited(self, by: int) -> None:
        """Go back or forward among the leaves that were visited."""
        if code := self._visited.step(by):
            self.go_to(code, remember=False)

    def filter(self, text: str, marks: frozenset[Mark | Tag]) -> int:
        """Show only leaves that match; empty arguments show all. Gives how many are shown."""
        other = self.listed.marks != marks
        shown = self.listed.apply(text, marks)
        self._no_hit.setVisible(not shown)
        self.tree.setVisible(bool(shown))
        if other and self.code:
            self.page.show_neighbours(self._neighbours(self.code))
        self.tree.go_to(self.code)
        return shown

    def go_to_hit(self, text: str) -> None:
        """Go to the leaf whose code was typed, else to the next one that the filter shows."""
        named = code_named(text, self.model.leaf_codes()) if text[:1].isdigit() else ""
        if named and named != self.code and self.listed.lists(named):
            self.go_to(named)
        else:
            self.step_hit(1)

    def step_hit(self, by: int) -> None:
        """Go to the next leaf that the filter shows, round the end."""
        if code := self.listed.next_hit(self.code, by):
            self.go_to(code)

    def take_edit(self, code: str, answer: Answer) -> None:
        """Take over what was typed in another view of the same workbook."""
        self.assessment = self.assessment.with_answer(code, answer)
        if code == self.code:
            self._show(code)
        self.answer_edited.emit(code, answer)
        self._sums.start()

    def settle(self) -> None:
        """Bring all sums and marks up to date with what was typed."""
        self._sums.stop()
        if self.assessment is None:
            return
        self.sheet = rescore(self.assessment, self.sheet)
        self.model.show(self.assessment, self.sheet)
        if self.code:
            self._show_result(self.code)
        self.scored.emit(self.sheet)

    def next_pane(self, by: int) -> None:
        """Move the focus to the next pane: tree, page, side panel."""
        panes = (self.tree, self.page, self.side)
        focused = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if pane.isAncestorOf(focused)), None)
        if focused is self.tree:
            here = 0
        target = panes[(1 if here is None else here + by) % 3]
        if target is self.tree:
            self.open_tree()
        elif target is self.page:
            self._panes.fold_again()
            self.page.focus_first()
        else:
            self._panes.unfold(self.side)
            self.side.focus_first()

    def open_guidance(self) -> None:
        """Show the guidance, over the page where it has no room of its own."""
        self._panes.unfold(self.side)
        self.side.focus_guidance()

    def open_tree(self) -> None:
        """Show the tree, over the page where it has no room of its own."""
        self._panes.unfold(self._tree_pane)
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def take_assessment(self, assessment: Assessment, code: str = "") -> None:
        """Take over the workbook as it is in the file now; ``code`` is the leaf to show anew.

        What was typed since is on its way to the file and stays on screen.
        """
        for typed, answer in self.unsaved().items():
            assessment = assessment.with_answer(typed, answer)
        self.assessment = assessment
        self.settle()
        if self.code and code in ("", self.code):
            self._show(self.code)

    def _show(self, code: str) -> None:
        whole = self.assessment.criteria_set
        leaf = whole.leaf(code)
        result = rescore_leaf(self.assessment, code)
        self.page.show_leaf(self.assessment, leaf, result, self._neighbours(code))
        self.side.show_leaf(self.assessment, leaf)
        self.side.show_result(result, len(self.assessment.evidence_of(code)))
        self.result_shown.emit(code)

    def _show_result(self, code: str) -> None:
        result = rescore_leaf(self.assessment, code)
        self.page.show_result(self.assessment, result)
        self.result_shown.emit(code)
        self.side.show_result(result, len(self.assessment.evidence_of(code)))

    def _neighbours(self, code: str) -> Neighbours:
        return Neighbours(
            self._words(self.listed.beside(code, -1)), self._words(self.listed.beside(code, 1))
        )

    def _words(self, code: str) -> str:
        if not code:
            return ""
        return f"{code} {self.assessment.criteria_set.leaf(code).title}"

    def _on_edited(self, code: str, answer: Answer) -> None:
        before = self.assessment.answer(code)
        self.assessment = self.assessment.with_answer(code, answer)
        picked = before.values.get(VARIANT) != answer.values.get(VARIANT)
        emptied = before.values and not answer.values
        if picked or emptied or before.not_applicable != answer.not_applicable:
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
        self._panes = FoldingPanes(
            (self._tree_pane, "Danh mục"), self.page, (self.side, "Hướng dẫn, ghi chú")
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._panes)
        self.page.set_guidance_folded(False)

    def _connect(self) -> None:
        self.tree.leaf_chosen.connect(self.go_to)
        self.page.answer_edited.connect(self._on_edited)
        self.page.field_left.connect(self.leave)
        self.page.before_wanted.connect(lambda: self.step(-1))
        self.page.next_wanted.connect(lambda: self.step(1))
        self.page.undeclared_wanted.connect(lambda: self.step_undeclared(1))
        self.page.guidance_wanted.connect(self.open_guidance)
        self.page.jump_wanted.connect(lambda code: self.go_to(code, focus=True))
        self.side.note_edited.connect(self.page.set_note)
        self.side.note_left.connect(self.leave)
        self._panes.side_folded.connect(self.page.set_guidance_folded)
        self.tree_folded = self._panes.left_folded
        self._panes.closed.connect(self.page.focus_first)
        self.clear_filter = self._no_hit.clear.clicked
