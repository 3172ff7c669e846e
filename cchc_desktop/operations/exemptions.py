"""What does not apply to the unit: a field, a criterion or a leaf, each with its legal basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import MOST_IN_PARAGRAPH, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.operations.session import Session


def exempt(session: Session, code: str, basis: str) -> None:
    """Leave a field, a criterion or a leaf out of the unit's own maximum.

    What was declared there is kept and counts again once the exemption is taken back.

    Raises:
        UserError: an unknown code, or no legal basis.
    """
    session.assessment.criteria_set.leaves_under(code)
    text = _basis(code, basis)
    session.workbook.save_exemptions({**session.assessment.exemptions, code: text})
    session.refresh()


def keep_exemptions(session: Session, exemptions: Mapping[str, str]) -> None:
    """Keep exactly these exemptions: legal basis by code.

    Raises:
        UserError: an unknown code, or one without a legal basis; nothing has been changed.
    """
    kept = {}
    for code, basis in exemptions.items():
        session.assessment.criteria_set.leaves_under(code)
        kept[code] = _basis(code, basis)
    session.workbook.save_exemptions(kept)
    session.refresh()


def apply_again(session: Session, code: str) -> None:
    """Take an exemption back.

    Raises:
        UserError: ``not_exempt`` when this very code carries none; the sentence names the one
            above it that does.
    """
    session.assessment.criteria_set.leaves_under(code)
    kept = dict(session.assessment.exemptions)
    if code not in kept:
        above = [one for one in kept if code.startswith(f"{one}.")]
        tail = f"; mục {above[0]} ở trên mới là mục khai miễn" if above else ""
        raise UserError("not_exempt", f"Mục {code} không khai miễn{tail}.")
    del kept[code]
    session.workbook.save_exemptions(kept)
    session.refresh()


def _basis(code: str, basis: str) -> str:
    text = one_line(basis, f"Căn cứ của mục {code}", MOST_IN_PARAGRAPH)
    if not text:
        raise UserError(
            "no_basis", f"Mục {code} không áp dụng nhưng chưa có căn cứ; ghi văn bản căn cứ."
        )
    return text
