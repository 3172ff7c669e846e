"""The mark of a leaf: shape, colour and word, always all three."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import lacks_evidence
from cchc_desktop.core.due_dates import due_date
from cchc_desktop.core.score import Status
from cchc_desktop.core.text import fold

if TYPE_CHECKING:
    from datetime import date

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.score import LeafScore


class Mark(Enum):
    """One state of a leaf: (icon, colour token, word)."""

    DECLARED = ("checkmark_circle_filled", "ok", "Đã kê khai")
    UNDECLARED = ("circle_regular", "mute", "Chưa kê khai")
    LACKS_EVIDENCE = ("document_error_filled", "warn", "Thiếu tài liệu")
    REVIEW = ("flag_filled", "flag", "Cần xem lại")
    INVALID = ("error_circle_filled", "bad", "Số liệu sai")
    NOT_APPLICABLE = ("prohibited_filled", "mute", "Không áp dụng")
    SURVEY = ("data_bar_vertical_filled", "mute", "Khảo sát")
    COUNCIL = ("gavel_filled", "mute", "Hội đồng chấm")

    @property
    def icon(self) -> str:
        """Name of the drawing."""
        return self.value[0]

    @property
    def token(self) -> str:
        """Name of the colour."""
        return self.value[1]

    @property
    def word(self) -> str:
        """The state in words, for tooltips and screen readers."""
        return self.value[2]


class Tag(Enum):
    """What the work lists know of a leaf beside its mark."""

    LOSES = "loses"
    """Points can still be won here."""
    MINE = "mine"
    """Assigned to the person at this machine."""
    DUE = "due"
    """Not declared, and the set's due date is near or past."""


DUE_SOON_DAYS = 14
"""How long before its due date a leaf is called to mind."""


LEGEND = (
    Mark.DECLARED,
    Mark.UNDECLARED,
    Mark.LACKS_EVIDENCE,
    Mark.REVIEW,
    Mark.INVALID,
    Mark.NOT_APPLICABLE,
)


def tags_of(
    assessment: Assessment, leaf: Leaf, result: LeafScore, me: str, today: date
) -> frozenset[Tag]:
    """Give what the work lists know of a leaf.

    Args:
        assessment, leaf, result: the leaf as it stands.
        me: the name of the person at this machine.
        today: for due dates.
    """
    found = set()
    if result.lost > 0:
        found.add(Tag.LOSES)
    person = assessment.work.person(leaf.code)
    if person and fold(person) == fold(me):
        found.add(Tag.MINE)
    if result.status is Status.UNANSWERED:
        due = due_date(leaf, assessment.answer(leaf.code), assessment.year)
        if due is not None and (due - today).days <= DUE_SOON_DAYS:
            found.add(Tag.DUE)
    return frozenset(found)


def mark_of(assessment: Assessment, leaf: Leaf, result: LeafScore) -> Mark:
    """Give the mark that matters most for this leaf now."""
    state = state_of(assessment, leaf, result)
    flagged = assessment.answer(leaf.code).review
    return Mark.REVIEW if flagged and state is not Mark.INVALID else state


def state_of(assessment: Assessment, leaf: Leaf, result: LeafScore) -> Mark:
    """Give how far a leaf is, whether it is flagged or not."""
    match result.status:
        case Status.INVALID:
            return Mark.INVALID
        case Status.NOT_APPLICABLE:
            return Mark.NOT_APPLICABLE
        case Status.SURVEY:
            return Mark.SURVEY
        case Status.APPRAISED:
            return Mark.COUNCIL
        case Status.UNANSWERED:
            return Mark.UNDECLARED
    return Mark.LACKS_EVIDENCE if lacks_evidence(assessment, leaf, result) else Mark.DECLARED
