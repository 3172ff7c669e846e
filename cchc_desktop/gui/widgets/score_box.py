"""The score of the page and, in one sentence, why it is that."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.score import LeafScore, Status
from cchc_desktop.gui.marks import Mark
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import IconLabel, rule, set_tone, show_if, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import Leaf

_TONES = {Mark.DECLARED: "ok", Mark.LACKS_EVIDENCE: "warn", Mark.INVALID: "bad"}


class ScoreBox(QFrame):
    """Computed, so it is grey and has no field in it.

    Signals:
        jump_wanted: code of the leaf that this one's points depend on.
    """

    jump_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "box")
        self._points = text_label(size="score")
        self._maximum = text_label(tone="help")
        self._flag = IconLabel(Mark.REVIEW.icon, Mark.REVIEW.token)
        self._flag_word = text_label(f"{Mark.REVIEW.word}  ·", tone="flag")
        self._state = text_label(tone="help")
        self._why = QLabel()
        self._why.setTextFormat(Qt.TextFormat.RichText)
        self._why.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._why.setSizePolicy(policy)
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = QHBoxLayout()
        top.setSpacing(8)
        self._head = text_label("Điểm tự chấm", strong=True)
        top.addWidget(self._head)
        top.addWidget(self._points)
        top.addWidget(self._maximum)
        top.addStretch(1)
        for widget in (self._flag, self._flag_word, self._state):
            top.addWidget(widget)
        why = QHBoxLayout()
        why.setSpacing(8)
        icon = IconLabel("question_circle_regular", "accent")
        why.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self._why, 1)
        self._required = ""
        self._jump = Button("", kind="link", icon="arrow_right_regular", small=True)
        self._jump.clicked.connect(lambda: self.jump_wanted.emit(self._required))
        self._more = Button("Từng bước", kind="link", icon="chevron_down_regular", small=True)
        self._more.setCheckable(True)
        self._more.clicked.connect(self._show_steps)
        for button in (self._jump, self._more):
            why.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._steps = text_label(wrap=True)
        self._steps.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._steps.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(rule())
        column.addLayout(why)
        column.addWidget(self._steps)

    def show_score(
        self, leaf: Leaf, result: LeafScore, state: Mark, *, flagged: bool, penalty: bool
    ) -> None:
        """Show a leaf's result; the points of a penalty are taken off, never lost."""
        show_if(self._flag, flagged)
        show_if(self._flag_word, flagged)
        self._head.setText("Điểm trừ" if penalty else _HEADS[leaf.scored_by])
        points = "–" if result.points is None else show_points(result.points)
        self._points.setText(points)
        # The dash hangs lower than digits do; it belongs in the middle of its line.
        self._points.setContentsMargins(0, 0, 0, 5 if result.points is None else 0)
        self._maximum.setText(f"/ {show_points(leaf.max)}")
        word = "Đã đủ số liệu" if state is Mark.DECLARED else state.word
        self._state.setText(word)
        set_tone(self._state, _TONES.get(state, "help"))
        self._why.setText(_why(result, penalty))
        forced = leaf.requires and result.steps and leaf.requires.code in result.steps[0]
        self._required = leaf.requires.code if leaf.requires and forced else ""
        show_if(self._jump, bool(self._required))
        self._jump.setText(f"Đến {self._required}")
        steps = [f"{number}. {line}" for number, line in enumerate(result.steps, 1)]
        self._steps.setText("\n".join(steps))
        self._steps.setAccessibleName(f"Từng bước tính điểm: {'; '.join(result.steps)}")
        show_if(self._more, len(steps) > 1)
        self._show_steps()
        words = f"{Mark.REVIEW.word.lower()}, {word}" if flagged else word
        self.setAccessibleName(
            f"{self._head.text()} {points} trên {show_points(leaf.max)}, {words}"
        )

    def _show_steps(self) -> None:
        show_if(self._steps, self._more.isChecked() and not self._more.isHidden())


_HEADS = {
    Scorer.UNIT: "Điểm tự chấm",
    Scorer.SURVEY: "Điểm khảo sát",
    Scorer.COUNCIL: "Điểm Hội đồng chấm",
}


def _why(result: LeafScore, penalty: bool) -> str:
    """Word the way to the points: figures → ratio → band → rounding → result."""
    lines = [html.escape(line) for line in result.steps]
    match result.status:
        case Status.INVALID:
            text = "chưa tính điểm vì số liệu sai."
        case Status.UNANSWERED:
            text = f"{'; '.join(lines).lower()}." if lines else "chưa có số liệu kê khai."
        case Status.NOT_APPLICABLE:
            text = f"{lines[0] if lines else 'không áp dụng'}. Điểm tối đa của mục này được trừ ra."
        case Status.SURVEY | Status.APPRAISED if result.points is not None:
            text = _scored(lines, result, penalty)
        case Status.SURVEY:
            text = "điểm do điều tra xã hội học xác định; chưa có kết quả, không tính là 0 điểm."
        case Status.APPRAISED:
            text = "điểm do Hội đồng hoặc cấp trên chấm; đơn vị không tự chấm."
        case _:
            text = _scored(lines, result, penalty)
    return f"<b>Vì sao được điểm này:</b> {text}"


def _scored(lines: list[str], result: LeafScore, penalty: bool) -> str:
    shown = show_points(result.points)
    way = " → ".join(lines)
    if way.endswith(shown):
        way = f"{way[: -len(shown)]}<b>{shown}</b>"
    elif not way.endswith((f"{shown} điểm", f"{shown}.")):
        way = f"{way} → <b>{shown}</b>"
    lost = f". Còn mất {show_points(result.lost)} điểm" if result.lost and not penalty else ""
    return f"{way}{lost}."
