"""Locking a finished workbook, and unlocking it for a reason (khóa hồ sơ, mở khóa)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import Finding, Severity
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import MOST_IN_PARAGRAPH, one_line
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.operations.scoring import findings

if TYPE_CHECKING:
    from collections.abc import Collection

    from cchc_desktop.operations.session import Session


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a workbook may be locked, and all that was found.

    ``doubts`` are the warnings, each of which needs an explicit yes.
    """

    errors: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    notes: tuple[Finding, ...]

    @property
    def all(self) -> tuple[Finding, ...]:
        """Give everything that was found."""
        return (*self.errors, *self.doubts, *self.notes)


def readiness(session: Session, progress: Progress = no_progress) -> Readiness:
    """Run every check there is.

    Raises:
        Cancelled: through ``progress``.
    """
    found = [
        Finding(None, "integrity", Severity.ERROR, one)
        for one in session.workbook.check_integrity(stage(progress, 0, 1, 2))
    ]
    found += findings(session, stage(progress, 1, 2, 2))
    parts = (
        tuple(one for one in found if one.severity is severity)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    )
    return Readiness(*parts)


def lock(
    session: Session,
    accepted: Collection[str] | None,
    progress: Progress = no_progress,
) -> Readiness:
    """Lock the workbook once nothing must be mended and each warning has its yes.

    Args:
        session: an open workbook.
        accepted: places of the warnings that were said yes to; None for all of them.
        progress: told how far the checks are.

    Returns:
        What was found.

    Raises:
        UserError: ``locked`` when it is already, ``not_ready``; nothing has been changed.
    """
    if session.assessment.work.lock.locked:
        raise UserError("locked", "Hồ sơ đã khóa rồi; không cần khóa lại.")
    found = readiness(session, progress)
    open_doubts = [
        one for one in found.doubts if accepted is not None and one.place not in accepted
    ]
    if found.errors or open_doubts:
        parts = [f"{len(found.errors)} lỗi phải sửa"] if found.errors else []
        parts += [f"{len(open_doubts)} cảnh báo chưa xác nhận"] if open_doubts else []
        raise UserError("not_ready", f"Chưa khóa được: còn {' và '.join(parts)}.")
    session.workbook.work.lock()
    session.refresh()
    return found


def unlock(session: Session, reason: str) -> None:
    """Let a locked workbook be changed again; the reason is recorded.

    Raises:
        UserError: ``not_locked``, ``no_reason``, ``too_long``.
    """
    if not session.assessment.work.lock.locked:
        raise UserError("not_locked", "Hồ sơ chưa khóa; sửa được ngay.")
    said = one_line(reason, "Lý do mở khóa", MOST_IN_PARAGRAPH)
    if not said:
        raise UserError("no_reason", "Mở khóa hồ sơ phải có lý do; ghi lý do.")
    session.workbook.work.unlock(said)
    session.refresh()
