"""Scores, what is missing, and whether the file is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import Finding, Severity, find_gaps
from cchc_desktop.core.progress import Progress, no_progress
from cchc_desktop.core.scoring import score_assessment, score_leaf

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import LeafScore, ScoreSheet
    from cchc_desktop.operations.session import Session


def rescore(assessment: Assessment) -> ScoreSheet:
    """Score everything declared; quick enough for the window's own thread."""
    return score_assessment(assessment)


def rescore_leaf(assessment: Assessment, code: str) -> LeafScore:
    """Score one leaf.

    Raises:
        UserError: ``unknown_code``.
    """
    return score_leaf(assessment, assessment.criteria_set.leaf(code))


def findings(session: Session) -> tuple[Finding, ...]:
    """List what is missing or doubtful in the open workbook."""
    return find_gaps(session.assessment, session.sheet)


def integrity(session: Session, progress: Progress = no_progress) -> tuple[Finding, ...]:
    """Check every stored byte against its hashes; one finding for each thing that is not sound."""
    return tuple(
        Finding(None, "integrity", Severity.ERROR, problem)
        for problem in session.workbook.check_integrity(progress)
    )
