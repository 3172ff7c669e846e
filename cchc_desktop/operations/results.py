"""Results that others give: the sociological survey, the council, the Chairman, the ministry.

They are entered when they are known. Until then they are “chưa có”, which is not 0, and they
never enter the self-assessed score.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import MOST_IN_PARAGRAPH, one_line
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_leaf
from cchc_desktop.operations.declared_values import merged_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.operations.session import Session


def enter_result(
    session: Session, code: str, values: Mapping[str, object], source: str = ""
) -> None:
    """Keep what the survey found or the council gave for a leaf.

    Args:
        session: an open workbook.
        code: of a leaf that the unit does not score itself.
        values: name → text or number, as the leaf's rule names them; others stay.
        source: the document that it stands in (“Thông báo số 12/TB-HĐTĐ ngày …”); it becomes
            the leaf's note. Empty leaves the note as it is.

    Raises:
        UserError: ``self_scored``, ``exempt``, or as for a declared figure; nothing was changed.
    """
    leaf = _others_leaf(session, code)
    if basis := session.assessment.exemption_of(code):
        raise UserError("exempt", f"Mục {code} đã khai không áp dụng ({basis}).")
    kept = session.assessment.answer(code)
    merged = merged_values(leaf, kept.values, values, session.assessment.year)
    note = one_line(source, f"Nguồn kết quả mục {code}", MOST_IN_PARAGRAPH) or kept.note
    answer = replace(kept, values=merged, not_applicable="", note=note)
    trial = score_leaf(session.assessment.with_answer(code, answer), leaf)
    if trial.status is Status.INVALID:
        raise UserError("invalid", f"Mục {code}: {trial.problem}")
    session.workbook.save_answers({code: answer})
    session.refresh()


def clear_result(session: Session, code: str) -> None:
    """Take an entered result back: the leaf is “chưa có” again, its source goes too.

    Raises:
        UserError: ``self_scored`` or an unknown code.
    """
    _others_leaf(session, code)
    kept = session.assessment.answer(code)
    session.workbook.save_answers({code: replace(kept, values={}, not_applicable="", note="")})
    session.refresh()


def _others_leaf(session: Session, code: str) -> Leaf:
    leaf = session.assessment.criteria_set.leaf(code)
    if leaf.scored_by is Scorer.UNIT:
        raise UserError(
            "self_scored", f"Mục {code} do đơn vị tự chấm; kê khai bằng lệnh cchc answer."
        )
    return leaf
