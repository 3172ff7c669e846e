"""Sharing the work among colleagues: who sees to a leaf, the thread, findings left aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import MOST_IN_PARAGRAPH, not_longer, one_line
from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.completeness import Finding
    from cchc_desktop.operations.session import Session


def assign(session: Session, codes: Sequence[str], person: str) -> tuple[str, ...]:
    """Say who sees to leaves; a field or criterion stands for all its leaves.

    Args:
        session: an open workbook.
        codes: of fields, criteria or leaves.
        person: a name; empty takes it back.

    Returns:
        The leaves' codes.

    Raises:
        UserError: ``unknown_code``, ``too_long``.
    """
    whole = session.assessment.criteria_set
    name = one_line(person, "Tên người phụ trách")
    leaves = dict.fromkeys(leaf.code for code in codes for leaf in whole.leaves_under(code))
    session.workbook.work.assign(dict.fromkeys(leaves, name))
    session.refresh()
    return tuple(leaves)


def remark(session: Session, code: str, text: str) -> None:
    """Add to a leaf's thread; it stays among colleagues and is not in the dossier.

    Raises:
        UserError: ``unknown_code``, ``empty_remark``, ``too_long``.
    """
    session.assessment.criteria_set.leaf(code)
    said = not_longer(clean(text), "Ý kiến", MOST_IN_PARAGRAPH)
    if not said:
        raise UserError("empty_remark", f"Ý kiến cho mục {code} còn trống; ghi nội dung.")
    session.workbook.work.remark(code, said)
    session.refresh()


def remove_remark(session: Session, remark_id: int) -> None:
    """Take a remark back.

    Raises:
        UserError: ``unknown_remark``.
    """
    session.workbook.work.remove_remark(remark_id)
    session.refresh()


def waive(session: Session, finding: Finding, reason: str) -> None:
    """Leave a finding aside for a reason, which is recorded.

    Raises:
        UserError: ``may_not_waive``, ``no_reason``, ``too_long``.
    """
    if not finding.may_be_waived:
        raise UserError("may_not_waive", f"Không bỏ qua được: {finding.message} Mục này phải sửa.")
    said = one_line(reason, "Lý do bỏ qua", MOST_IN_PARAGRAPH)
    if not said:
        raise UserError("no_reason", "Bỏ qua cảnh báo phải có lý do; ghi lý do.")
    session.workbook.work.waive(finding.place, said)
    session.refresh()


def take_up_again(session: Session, finding: Finding) -> None:
    """Bring a finding back that was left aside."""
    session.workbook.work.waive(finding.place, "")
    session.refresh()
