"""Who sees to the leaf, until when, and what colleagues say about it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cchc_desktop.core.due_dates import due_date
from cchc_desktop.core.numbers import show_date
from cchc_desktop.core.score import Status
from cchc_desktop.gui import theme
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import IconLabel, set_tone, show_if, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.score import LeafScore

_LONGEST, _LONGEST_NARROW = 150, 84
"""Pixels of a name; a longer one is cut, its tooltip holds it all."""


class TeamLine(QWidget):
    """Shows; tells what was wanted.

    Signals:
        assign_wanted: give the leaf to somebody.
        remarks_wanted: read and write the thread.
    """

    assign_wanted = Signal()
    remarks_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person = Button("Giao việc…", kind="link", icon="person_regular", small=True)
        self._remarks = Button("Trao đổi", kind="link", icon="comment_regular", small=True)
        self._longest, self._name, self._count = _LONGEST, "", 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._person)
        row.addWidget(self._remarks)
        self._person.clicked.connect(self.assign_wanted)
        self._remarks.clicked.connect(self.remarks_wanted)

    def set_narrow(self, narrow: bool) -> None:
        """Keep names short where there is little room."""
        self._longest = _LONGEST_NARROW if narrow else _LONGEST
        self._show_name()
        self._show_count()

    def show_leaf(self, assessment: Assessment, leaf: Leaf, *, free: bool) -> None:
        """Show how a leaf stands among colleagues; ``free`` when it may be changed."""
        person = self._name = assessment.work.person(leaf.code)
        self._show_name()
        words = f"Người phụ trách: {person}" if person else "Giao việc…"
        self._person.setAccessibleName(words)
        self._person.setToolTip(f"{words} (bấm để giao lại)" if person else "Giao cho một người")
        self._person.setEnabled(free)
        self._count = len(assessment.work.remarks_of(leaf.code))
        self._show_count()

    def _show_count(self) -> None:
        words = f"Trao đổi ({self._count})" if self._count else "Trao đổi"
        narrow = self._longest == _LONGEST_NARROW
        self._remarks.setText((f"({self._count})" if self._count else "") if narrow else words)
        self._remarks.setAccessibleName(words)
        self._remarks.setToolTip(f"{words}: ý kiến của những người cùng làm")
        self._remarks.updateGeometry()

    def _show_name(self) -> None:
        measures = theme.metrics(theme.BODY)
        short = measures.elidedText(self._name, Qt.TextElideMode.ElideRight, self._longest)
        self._person.setText(short or "Giao việc…")
        self._person.updateGeometry()


class DueLine(QWidget):
    """Until when nothing is late, and how long that still is; hidden where the set names no day."""

    def __init__(self) -> None:
        super().__init__()
        self._words = text_label(tone="help")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("calendar_ltr_regular", "text2"))
        row.addWidget(self._words)
        self.hide()

    def show_leaf(self, assessment: Assessment, leaf: Leaf, result: LeafScore) -> None:
        """Show a leaf's due date."""
        due = due_date(leaf, assessment.answer(leaf.code), assessment.year)
        show_if(self, due is not None)
        if due is None:
            return
        left = (due - date.today()).days
        words, tone = f"Hạn {show_date(due)}", "help"
        if result.status is Status.UNANSWERED:
            if left < 0:
                words, tone = f"{words}, quá {-left} ngày", "bad"
            elif left <= 30:
                words, tone = f"{words}, còn {left} ngày", "warn"
        self._words.setText(words)
        set_tone(self._words, tone)
