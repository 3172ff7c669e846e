"""The panel at the right: how the points are found, guidance, documents asked for, the note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.rule_table import rule_table
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.own_undo import leaves_to_window
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.prior_block import PriorBlock
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import IconLabel, rule, show_if, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf
    from cchc_desktop.core.score import LeafScore

_NO_GUIDANCE = "Bộ tiêu chí không có hướng dẫn riêng cho mục này."


class SidePanel(QFrame):
    """Reads along with the page.

    Signals:
        note_edited: the note, at every change.
        note_left: the note was left.
    """

    note_edited = Signal(str)
    note_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "pane")
        self._rule_rows: tuple = ()
        self._rules_head = text_label("Cách tính điểm", size="section")
        self._rules = FittedTable("Cách tính điểm", 0)
        self._rules_model = RowsModel(("Mức đạt", "Điểm"), right=(1,), parent=self)
        self._rules.setModel(self._rules_model)
        self._rules.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rules.setSelectionMode(FittedTable.SelectionMode.NoSelection)
        self._guidance_head = text_label("Hướng dẫn", size="section")
        self._guidance = text_label(wrap=True)
        self._basis = text_label(tone="help", size="help", wrap=True)
        self._required_line, self._required_head = rule(), text_label(size="section")
        self._required = QGridLayout()
        self._required.setHorizontalSpacing(8)
        self._required.setVerticalSpacing(6)
        self._required.setColumnStretch(1, 1)
        self._required_rows: list[tuple[IconLabel, QWidget]] = []
        self._prior = PriorBlock()
        self._note = _NoteEdit()
        self._note.textChanged.connect(self._on_note)
        self._note.left.connect(self.note_left)
        self._quiet = False
        self._build()

    def show_leaf(self, assessment: Assessment, leaf: Leaf) -> None:
        """Show another leaf; tells nobody."""
        whole, answer = assessment.criteria_set, assessment.answer(leaf.code)
        self._prior.show_leaf(assessment.prior, leaf.code)
        self._rule_rows = rule_table(leaf.under(answer.values) or leaf)
        self._show_guidance(whole, leaf)
        self._show_required(leaf)
        self._quiet = True
        if self._note.toPlainText() != answer.note:
            self._note.setPlainText(answer.note)
        self._quiet = False
        self._note.setAccessibleName(f"Ghi chú, giải trình cho mục {leaf.code}")

    def set_read_only(self, read_only: bool) -> None:
        """Let the note be read only, or written again."""
        self._note.setReadOnly(read_only)

    def show_result(self, result: LeafScore, documents: int) -> None:
        """Mark the row that was reached, and the required document when it must be there."""
        band = result.trace.band
        rows = []
        for number, row in enumerate(self._rule_rows):
            hit = number == band
            look = {"ground": "selection" if hit else ""}
            tick = ("checkmark_regular", "ok") if hit else None
            spoken = f"{row.reached}, mức đạt được" if hit else row.reached
            rows.append(
                (Cell(row.reached, icon=tick, spoken=spoken, **look), Cell(row.gives, **look))
            )
        self._rules_model.set_rows(rows)
        self._fit_rules()
        shown = [pair for pair in self._required_rows if not pair[0].isHidden()]
        for icon, _label in shown:
            if documents and len(shown) == 1:
                icon.show_icon("checkmark_circle_filled", "ok", "Đã có tài liệu")
            elif documents:
                icon.show_icon("document_regular", "text2", "Tài liệu phải có")
            else:
                icon.show_icon("circle_regular", "mute", "Chưa có tài liệu")

    def focus_guidance(self) -> None:
        """Put the focus on the guidance: keys scroll it, and none is typed anywhere."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the focus into the note, the one field here."""
        self._note.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event) -> None:
        """Give the points' column what it needs."""
        super().resizeEvent(event)
        self._fit_rules()

    def _fit_rules(self) -> None:
        shown = bool(self._rule_rows)
        show_if(self._rules, shown)
        show_if(self._rules_head, shown)
        if shown:
            model = self._rules_model
            texts = [str(model.index(row, 1).data()) for row in range(model.rowCount())]
            measures = self._rules.fontMetrics()
            widest = max((measures.horizontalAdvance(text) for text in texts), default=40)
            self._rules.set_widths((0, min(max(widest + 18, 60), 130)))
            self._rules.fit()

    def _show_guidance(self, whole: CriteriaSet, leaf: Leaf) -> None:
        words = [leaf.note] if leaf.note else []
        if leaf.requires:
            required = whole.leaf(leaf.requires.code)
            words.append(f"Mục {required.code} khai không có thì mục này 0 điểm.")
        if leaf.scored_by is not Scorer.UNIT and not words:
            words.append("Đơn vị không tự chấm mục này.")
        show_if(self._guidance_head, not self._rule_rows or bool(words))
        self._guidance.setText(" ".join(_sentence(one) for one in words) or _NO_GUIDANCE)
        show_if(self._guidance, bool(words) or not self._rule_rows)
        basis = leaf.basis or (whole.legal_basis[0] if whole.legal_basis else "")
        self._basis.setText(f"Căn cứ: {basis}." if basis else "")
        show_if(self._basis, bool(basis))

    def _show_required(self, leaf: Leaf) -> None:
        self._required_head.setText("Tài liệu phải có")
        for widget in (self._required_head, self._required_line):
            show_if(widget, bool(leaf.evidence))
        while len(self._required_rows) < len(leaf.evidence):
            pair = (IconLabel(), text_label(wrap=True))
            number = len(self._required_rows)
            self._required.addWidget(pair[0], number, 0, Qt.AlignmentFlag.AlignTop)
            self._required.addWidget(pair[1], number, 1)
            self._required_rows.append(pair)
        for number, (icon, label) in enumerate(self._required_rows):
            used = number < len(leaf.evidence)
            label.setText(leaf.evidence[number] if used else "")
            show_if(icon, used)
            show_if(label, used)

    def _build(self) -> None:
        # Its ring is 2 px wide, seen or not.
        self._scroll = ScrollColumn((14, 10, 14, 10), 8)
        self._scroll.setProperty("role", "reading")
        self._scroll.setAccessibleName("Hướng dẫn")
        column = self._scroll.column
        for widget in (
            self._rules_head,
            self._rules,
            self._guidance_head,
            self._guidance,
            self._basis,
            self._required_line,
            self._required_head,
        ):
            column.addWidget(widget)
        column.addLayout(self._required)
        column.addWidget(self._prior)
        column.addStretch(1)
        foot = QFrame()
        foot.setProperty("role", "foot")
        bottom = QVBoxLayout(foot)
        bottom.setContentsMargins(16, 8, 16, 10)
        bottom.setSpacing(6)
        head = text_label("Ghi chú, giải trình", size="section")
        head.setBuddy(self._note)
        bottom.addWidget(head)
        bottom.addWidget(self._note)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(foot)

    def _on_note(self) -> None:
        if not self._quiet:
            self.note_edited.emit(self._note.toPlainText())


class _NoteEdit(QPlainTextEdit):
    """The note: Tab leaves it, Ctrl+Enter too."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setPlaceholderText("Gửi Hội đồng thẩm định (không bắt buộc)")
        self.setFixedHeight(70)

    def event(self, event) -> bool:
        """Leave the window an undo that the note has none for."""
        own = self.document()
        if leaves_to_window(event, undo=own.isUndoAvailable(), redo=own.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def focusOutEvent(self, event) -> None:
        """Tell that the note was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
