"""Moving an open workbook to another version of its set, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.set_document import set_from_text, set_to_text
from cchc_desktop.core.set_move import MovePlan, plan_move
from cchc_desktop.core.set_return import Declared, Passage, go_back
from cchc_desktop.operations.criteria_sets import load_set

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import CriteriaSet
    from cchc_desktop.operations.session import Session
    from cchc_desktop.workbook.set_moves import SetMove


def preview_move(session: Session, reference: str) -> MovePlan:
    """Say what moving to a set would do; nothing is changed.

    Raises:
        UserError: the set can't be used; ``same_set`` when it is the workbook's own.
    """
    return plan_move(session.assessment, _other_set(session, reference))


def warnings_of(session: Session, new_set: CriteriaSet) -> tuple[str, ...]:
    """Say what should make one look twice before moving."""
    old, found = session.assessment.criteria_set, []
    if new_set.year != session.assessment.year:
        found.append(f"Bộ mới là của năm {new_set.year}, hồ sơ của năm {session.assessment.year}.")
    if new_set.applies_to != old.applies_to:
        found.append(f"Bộ mới áp dụng cho {new_set.applies_to}, bộ cũ cho {old.applies_to}.")
    if new_set.id != old.id:
        found.append(f"Bộ mới có mã khác: {old.id} → {new_set.id}.")
    return tuple(found)


def move(session: Session, reference: str) -> MovePlan:
    """Move the workbook to a set; everything as it was is kept in the workbook.

    Raises:
        UserError: as ``preview_move``.
        FileProblem: it can't be written; nothing has been changed.
    """
    plan = preview_move(session, reference)
    _write(session, plan)
    return plan


def moves(session: Session) -> tuple[SetMove, ...]:
    """Give the moves that the workbook remembers, the oldest first."""
    return session.workbook.set_moves()


def undo_move(session: Session) -> Declared:
    """Go back to the set and everything as it was before the last move.

    What was typed since is carried back where its leaf is in the old set too. Undoing is a move
    like any other: doing it again goes forward.

    Returns:
        What was declared since and has no place in the old set, by the new set's codes; it stays
        recorded in the workbook.

    Raises:
        UserError: ``no_move``.
        FileProblem: it can't be written; nothing has been changed.
    """
    from cchc_desktop.workbook.set_moves import NewState

    made = session.workbook.set_moves()
    if not made:
        raise UserError(
            "no_move", "Hồ sơ chưa chuyển bộ tiêu chí lần nào; không có gì để hoàn tác."
        )
    last, now = made[-1], session.assessment
    passage = Passage(
        set_from_text(last.from_text), now.criteria_set, last.codes, last.before, last.moved
    )
    there, apart = go_back(passage, _declared(now))
    back = {new: old for old, new in last.codes.items()}
    session.workbook.move_set(NewState(last.from_text, there, back, last.citations))
    session.refresh()
    return apart


def _other_set(session: Session, reference: str) -> CriteriaSet:
    new_set = load_set(reference)
    if set_to_text(new_set) == set_to_text(session.assessment.criteria_set):
        raise UserError("same_set", "Hồ sơ đang dùng đúng bộ tiêu chí này; không có gì để chuyển.")
    return new_set


def _write(session: Session, plan: MovePlan) -> None:
    from cchc_desktop.workbook.set_moves import NewState

    after = plan.after
    text = set_to_text(after.criteria_set)
    session.workbook.move_set(NewState(text, _declared(after), plan.codes))
    session.refresh()


def _declared(one: Assessment) -> Declared:
    cited = {evidence.id: evidence.code for evidence in one.evidence}
    return Declared(one.answers, one.exemptions, one.links, cited)
