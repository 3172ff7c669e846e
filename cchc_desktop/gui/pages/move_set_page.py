"""“Chuyển sang bộ tiêu chí khác”: leaf by leaf, before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.set_move import Fate, LeafMove, MovePlan
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import text_label
from cchc_desktop.gui.widgets.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.score import LeafScore

_ABOUT = (
    "Chưa có gì thay đổi. Mọi số đã nhập được giữ; phần không có chỗ ở bộ mới được cất lại và "
    "hoàn tác được."
)
_FATES = {
    Fate.CHANGED: ("Đổi", ("arrow_sync_regular", "warn")),
    Fate.DROPPED: ("Bỏ", ("subtract_regular", "bad")),
    Fate.NEW: ("Mới", ("add_regular", "accent")),
    Fate.KEPT: ("Giữ", ("checkmark_regular", "ok")),
}


class MoveSetPage(ToolPage):
    """Shows what moving would do.

    Signals:
        move_wanted: id or path of the set to move to.
        undo_wanted: go back to the set before the last move.
        other_wanted: choose another set.
    """

    move_wanted = Signal(str)
    undo_wanted = Signal()
    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Chuyển sang bộ tiêu chí khác", _ABOUT)
        self._reference = ""
        self._plan: MovePlan | None = None
        self.words = text_label(strong=True, wrap=True)
        self.warnings = text_label(tone="warn", wrap=True)
        self.filter = QComboBox()
        self.filter.setAccessibleName("Lọc theo loại thay đổi")
        self.filter.addItem("Có thay đổi")
        self.filter.addItem("Tất cả")
        for fate, (word, _) in _FATES.items():
            self.filter.addItem(word, fate)
        self._model = RowsModel(
            ("", "Mã cũ", "Mã mới", "Tiêu chí", "Khác gì", "Trước", "Sau"), (5, 6), self
        )
        self.table = FittedTable("Thay đổi của từng mục", 4, fitted=False)
        self.table.setModel(self._model)
        self.table.set_widths((76, 64, 70, 380, 0, 66, 66))
        top = QHBoxLayout()
        top.addWidget(self.words, 1)
        top.addWidget(self.filter)
        self.body.addLayout(top)
        self.body.addWidget(self.warnings)
        self.body.addWidget(self.table, 1)
        self._undo = self.add_action(
            "Hoàn tác lần chuyển trước…", self.undo_wanted.emit, icon="arrow_undo_regular"
        )
        self.add_action("Chọn bộ khác…", self.other_wanted.emit)
        self._move = self.add_action(
            "Chuyển", lambda: self.move_wanted.emit(self._reference), kind="main"
        )
        self.filter.currentIndexChanged.connect(self._fill)

    def show_plan(
        self,
        reference: str,
        plan: MovePlan,
        warnings: Sequence[str],
        *,
        moved_before: bool,
    ) -> None:
        """Show a plan.

        Args:
            reference: of the set to move to.
            plan: what it does.
            warnings: what should make one look twice.
            moved_before: whether an earlier move can be undone.
        """
        self._reference, self._plan = reference, plan
        before, after = plan.scores
        counts = ", ".join(f"{word.lower()} {plan.count(f)}" for f, (word, _) in _FATES.items())
        was = f"{show_points(before.self_score)} / {show_points(before.self_max)}"
        will = f"{show_points(after.self_score)} / {show_points(after.self_max)}"
        title = plan.after.criteria_set.title
        self.words.setText(f"{title}: {counts} mục. Điểm tự chấm {was} → {will}.")
        told = [*warnings]
        leaves = {one.old.code for one in plan.moves if one.old}
        told += [
            f"Phần không áp dụng {code} không có chỗ ở bộ mới, được cất lại."
            for code in plan.lost_exemptions
            if code not in leaves  # a leaf's own stands in its row
        ]
        self.warnings.setText(" ".join(told))
        self.warnings.setVisible(bool(told))
        self._move.setText(f"Chuyển {plan.carried} mục")
        self._move.updateGeometry()
        self._undo.setVisible(moved_before)
        self._fill()

    def _fill(self) -> None:
        plan = self._plan
        if plan is None:
            return
        wanted = self.filter.currentData()
        moves = [
            one
            for one in plan.moves
            if (wanted is None and (self.filter.currentIndex() == 1 or one.fate is not Fate.KEPT))
            or one.fate is wanted
        ]
        self._model.set_rows([self._row(one) for one in moves])
        self.table.fit()

    def _row(self, one: LeafMove) -> tuple[Cell, ...]:
        word, icon = _FATES[one.fate]
        leaf = one.new or one.old
        title = leaf.title if leaf else ""
        if one.old and one.new and one.old.title != one.new.title:
            title = f"{one.old.title}\n→ {one.new.title}"
        scores = self._plan.scores if self._plan else None
        before = scores[0].leaf(one.old.code) if one.old and scores else None
        after = scores[1].leaf(one.new.code) if one.new and scores else None
        return (
            Cell(word, icon=icon),
            Cell(one.old.code if one.old else "–"),
            Cell(one.new.code if one.new else "–"),
            Cell(title),
            Cell("\n".join(_what_differs(one))),
            Cell(_points(before)),
            Cell(_points(after)),
        )


def _points(result: LeafScore | None) -> str:
    return "–" if result is None or result.points is None else show_points(result.points)


def _what_differs(one: LeafMove) -> list[str]:
    """Give a line for all that is different, and one for each thing that has no place."""
    changes = "; ".join(one.changes)
    lines = [f"Khác: {changes}"] if changes else []
    if one.new is None:  # its title says that it is gone; no need to say so for each figure
        lines += [f"Cất lại {part.words}" for part in one.lost]
    else:
        lines += [f"Cất lại {part.words} ({part.reason})" for part in one.lost]
    lines += [f"Cất lại tài liệu “{cited.document.name}”" for cited in one.evidence]
    if one.exempt_basis:
        lines.append(f"Cất lại căn cứ không áp dụng: {one.exempt_basis}")
    return lines
