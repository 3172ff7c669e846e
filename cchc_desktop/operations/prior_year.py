"""Last year's results beside this year's: taken over from last year's workbook."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.prior_matching import PriorMatch, match_prior
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.operations.session import Session

_BLOCK = 1024 * 1024


def preview_prior(session: Session, path: Path, year: int | None = None) -> PriorMatch:
    """Say what last year's workbook gives this one; nothing is changed.

    Args:
        session: this year's workbook.
        path: last year's.
        year: the year it must be of; None takes the file's own.

    Raises:
        UserError: ``wrong_year`` when it is not of an earlier year, or of another than ``year``.
        FileProblem: it is no workbook, or can't be read.
    """
    with open_session(path, read_only=True) as earlier:
        found = earlier.assessment.year
        if year is not None and year != found:
            raise UserError("wrong_year", f"{path.name} là hồ sơ năm {found}, không phải {year}.")
        if found >= session.assessment.year:
            raise UserError(
                "wrong_year",
                f"{path.name} là hồ sơ năm {found}; chọn hồ sơ của năm trước "
                f"{session.assessment.year}.",
            )
        source = {"file": path.name, "sha256": _sha256(path), "unit": earlier.assessment.unit}
        return match_prior(earlier.sheet, session.assessment.criteria_set, source)


def import_prior(session: Session, path: Path, year: int | None = None) -> PriorMatch:
    """Keep last year's results beside this year's answers, which stay what they are.

    Raises:
        UserError, FileProblem: as ``preview_prior``; also ``locked``.
    """
    match = preview_prior(session, path, year)
    session.workbook.work.keep_prior(match.prior)
    session.refresh()
    return match


def warnings_of(session: Session, match: PriorMatch) -> tuple[str, ...]:
    """Say what should make one look twice."""
    found = []
    units = {one.source.get("unit", "") for one in match.prior.results.values()}
    for unit in sorted(units - {session.assessment.unit, ""}):
        found.append(f"Hồ sơ năm trước là của “{unit}”; kiểm tra lại có đúng đơn vị không.")
    return tuple(found)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
