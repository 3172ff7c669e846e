"""The one reusable page of a leaf: figures, their arithmetic, their proof, in that order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cchc_desktop.core.answer import NO_ANSWER, Answer
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui.marks import Mark, state_of
from cchc_desktop.gui.widgets.answer_block import AnswerBlock
from cchc_desktop.gui.widgets.banner import Banner
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.evidence_panel import EvidencePanel
from cchc_desktop.gui.widgets.page_foot import Neighbours, PageFoot
from cchc_desktop.gui.widgets.score_box import ScoreBox
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.team_line import DueLine, TeamLine
from cchc_desktop.gui.widgets.text_label import ElidedLabel, show_if, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.score import LeafScore


class CriterionPage(QFrame):
    """Takes values, tells what the person did.

    Signals:
        answer_edited: (code, the leaf's new Answer), at every change.
        field_left: a field was left; what was typed should be on disk now.
        not_applicable_wanted: the person wants to say that the leaf does not apply.
        clear_wanted: the person wants to take back what is declared.
        take_wanted: code of the leaf that is to take its registers' figures over.
        jump_wanted: code of a leaf that the score depends on.
        assign_wanted, remarks_wanted: who sees to the leaf; what is said about it.
        before_wanted, next_wanted, undeclared_wanted, guidance_wanted: where to go.
    """

    answer_edited = Signal(str, object)
    field_left = Signal()
    not_applicable_wanted = Signal()
    clear_wanted = Signal()
    take_wanted = Signal(str)
    jump_wanted = Signal(str)
    assign_wanted = Signal()
    remarks_wanted = Signal()
    before_wanted = Signal()
    next_wanted = Signal()
    undeclared_wanted = Signal()
    guidance_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._leaf: Leaf | None = None
        self._answer = NO_ANSWER
        self._exempt = ""
        self._read_only = False
        self.evidence = EvidencePanel()
        self._path = ElidedLabel()
        self._title = text_label(size="title", wrap=True)
        self._over, self._maximum = text_label(tone="help"), text_label(size="title")
        self._guidance = Button("Hướng dẫn (F6)", kind="link", icon="lightbulb_regular", small=True)
        self._review = Button(
            Mark.REVIEW.word,
            kind="link",
            icon="flag_regular",
            small=True,
            icon_on=(Mark.REVIEW.icon, Mark.REVIEW.token),
        )
        self._review.setCheckable(True)
        self._not_applicable = Button(
            "Không áp dụng…", kind="link", icon="prohibited_filled", small=True
        )
        self._team, self._due = TeamLine(), DueLine()
        self._exempt_banner = Banner()
        self._back_in = self._exempt_banner.add_button("Áp dụng lại", self._on_back_in)
        self.fields = AnswerBlock()
        self._score = ScoreBox()
        self._foot = PageFoot()
        self._build()
        self._connect()

    @property
    def code(self) -> str:
        """The shown leaf's code, empty before the first."""
        return self._leaf.code if self._leaf else ""

    @property
    def answer(self) -> Answer:
        """What is declared on the page now."""
        return self._answer

    def show_leaf(
        self, assessment: Assessment, leaf: Leaf, result: LeafScore, near: Neighbours
    ) -> None:
        """Show a leaf; tells nobody."""
        other = leaf is not self._leaf
        self._leaf, self._answer = leaf, assessment.answer(leaf.code)
        self._exempt = assessment.exemption_of(leaf.code)
        field, criterion = assessment.criteria_set.path_by_code[leaf.code]
        parts = [f"Lĩnh vực {field.code}. {field.title}"] if field else ["Điểm thưởng, điểm trừ"]
        if criterion and not criterion.is_leaf:
            parts.append(f"{criterion.code} {criterion.title}")
        self._path.setText("  ›  ".join(parts))
        self._title.setText(f"{leaf.code}  {leaf.title}")
        self._over.setText("Điểm trừ tối đa" if _is_penalty(assessment, leaf) else "Điểm tối đa")
        self._maximum.setText(show_points(leaf.max))
        self._show_inputs(assessment)
        self.show_result(assessment, result)
        self._foot.show_neighbours(near)
        if other:
            self._scroll.verticalScrollBar().setValue(0)

    def show_result(self, assessment: Assessment, result: LeafScore) -> None:
        """Show the leaf's score and documents as they are now; the fields stay as they are."""
        leaf = self._leaf
        assert leaf is not None
        self._score.show_score(
            leaf,
            result,
            state_of(assessment, leaf, result),
            flagged=self._answer.review,
            penalty=_is_penalty(assessment, leaf),
        )
        self.fields.show_result(result)
        self._review.setChecked(self._answer.review)
        self._team.show_leaf(assessment, leaf, free=not self._read_only)
        self._due.show_leaf(assessment, leaf, result)
        self.evidence.show_evidence(assessment, leaf, result)
        proves = leaf.scored_by is Scorer.UNIT or bool(assessment.evidence_of(leaf.code))
        show_if(self.evidence, proves)

    def show_neighbours(self, near: Neighbours) -> None:
        """Name the leaves that Trước and Tiếp lead to."""
        self._foot.show_neighbours(near)

    def set_guidance_folded(self, folded: bool) -> None:
        """Offer the side panel by a button when it has no room of its own."""
        show_if(self._guidance, folded)
        self._team.set_narrow(folded)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed here; takes effect when a leaf is shown."""
        self._read_only = read_only
        self.evidence.set_read_only(read_only)

    def set_note(self, note: str) -> None:
        """Take over the note typed beside the page."""
        self._change(replace(self._answer, note=note))

    def set_not_applicable(self, basis: str) -> None:
        """Say that the leaf does not apply; empty takes it back. Figures typed are kept."""
        self._change(replace(self._answer, not_applicable=basis))

    def clear_values(self) -> None:
        """Take back what was declared; the note stays."""
        self._change(replace(self._answer, values={}, not_applicable=""))

    def toggle_review(self) -> None:
        """Flag for review, or take the flag away."""
        self._change(replace(self._answer, review=not self._answer.review))

    def focus_first(self) -> None:
        """Put the focus into the first field, else on the button that goes on."""
        if first := self.fields.first_field():
            first.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._foot.after.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_inputs(self, assessment: Assessment) -> None:
        leaf, answer = self._leaf, self._answer
        ours = leaf.scored_by is Scorer.UNIT
        basis = self._exempt or answer.not_applicable
        may_type = not basis and not self._read_only
        self.fields.show_leaf(assessment, leaf, answer.values, free=may_type)
        free = not self._read_only
        show_if(self._not_applicable, ours and not basis and free)
        show_if(self._review, ours and free)
        show_if(self._back_in, not self._exempt and free)
        if basis:
            self._exempt_banner.tell("info", "Mục này không áp dụng.", f"Căn cứ: {basis}")
        else:
            self._exempt_banner.hide()

    def _change(self, answer: Answer) -> None:
        if self._leaf and answer != self._answer and not self._read_only:
            self._answer = answer
            self.answer_edited.emit(self._leaf.code, answer)

    def _on_back_in(self) -> None:
        self.set_not_applicable("")

    def _build(self) -> None:
        maximum = QVBoxLayout()
        maximum.setSpacing(0)
        for label in (self._over, self._maximum):
            maximum.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        title = QHBoxLayout()
        title.setSpacing(16)
        title.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        title.addLayout(maximum)
        links = QHBoxLayout()
        links.setSpacing(4)
        links.addWidget(self._team)
        links.addStretch(1)
        for button in (self._guidance, self._review, self._not_applicable):
            links.addWidget(button)
        self._scroll = ScrollColumn((20, 10, 20, 12), 8)
        column = self._scroll.column
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self._path, 1)
        above.addWidget(self._due)
        column.addLayout(above)
        column.addLayout(title)
        column.addLayout(links)
        for widget in (self._exempt_banner, self.fields, self._score, self.evidence):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)

    def _connect(self) -> None:
        fields = self.fields
        fields.edited.connect(lambda values: self._change(replace(self._answer, values=values)))
        fields.next_wanted.connect(self.next_wanted)
        fields.left.connect(self.field_left)
        fields.clear_wanted.connect(self.clear_wanted)
        fields.take_wanted.connect(lambda: self.take_wanted.emit(self.code))
        self._team.assign_wanted.connect(self.assign_wanted)
        self._team.remarks_wanted.connect(self.remarks_wanted)
        self._score.jump_wanted.connect(self.jump_wanted)
        self._review.clicked.connect(self.toggle_review)
        self._not_applicable.clicked.connect(self.not_applicable_wanted)
        self._guidance.clicked.connect(self.guidance_wanted)
        self._foot.before.clicked.connect(self.before_wanted)
        self._foot.after.clicked.connect(self.next_wanted)
        self._foot.undeclared.clicked.connect(self.undeclared_wanted)


def _is_penalty(assessment: Assessment, leaf: Leaf) -> bool:
    block = assessment.criteria_set.penalty
    return block is not None and leaf in block.leaves
