"""Scores, what is missing, and whether the file is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import Finding, Severity, apply_waivers, find_gaps
from cchc_desktop.core.progress import Progress, no_progress
from cchc_desktop.core.scoring import score_assessment, score_leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import LeafScore, ScoreSheet
    from cchc_desktop.operations.session import Session


def rescore(assessment: Assessment, before: ScoreSheet | None = None) -> ScoreSheet:
    """Score everything declared; after an earlier sheet only what has changed since."""
    return score_assessment(assessment, before)


def rescore_leaf(assessment: Assessment, code: str) -> LeafScore:
    """Score one leaf.

    Raises:
        UserError: ``unknown_code``.
    """
    return score_leaf(assessment, assessment.criteria_set.leaf(code))


def findings(session: Session, progress: Progress = no_progress) -> tuple[Finding, ...]:
    """List what is missing or doubtful in the open workbook, its documents' pages included.

    What a person has left aside is there as information, with the reason.

    Raises:
        Cancelled: through ``progress``.
    """
    from cchc_desktop.operations.examination import doctor, examine_evidence

    facts = examine_evidence(session, session.assessment.evidence, progress)
    seen = doctor(session.assessment, facts)
    return in_order(session.assessment, (*gaps(session), *seen))


def gaps(session: Session) -> tuple[Finding, ...]:
    """List what ``findings`` does without looking into documents: all errors are among it."""
    found = (*find_gaps(session.assessment, session.sheet), *_linked_figures_that_differ(session))
    return apply_waivers(found, session.assessment.work.waivers)


def in_order(assessment: Assessment, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Put findings in the set's order; what is about no leaf comes first."""
    whole = assessment.criteria_set
    leaves = (*whole.leaves, *whole.extra_leaves)
    places = {leaf.code: number for number, leaf in enumerate(leaves)}
    return tuple(sorted(found, key=lambda one: places.get(one.code or "", -1)))


def _linked_figures_that_differ(session: Session) -> Iterator[Finding]:
    """Tell figures that were taken over from a register which says something else now."""
    assessment = session.assessment
    if not assessment.links:
        return
    from cchc_desktop.operations.registers import link_states, linked_figures

    figures = linked_figures(session)
    for code in assessment.links:
        if assessment.criteria_set.find_leaf(code) is None:
            continue
        for one in link_states(assessment, figures, code):
            if one.differs:
                now = (
                    "sổ chưa có số liệu đúng"
                    if one.figure is None
                    else f"sổ ghi {one.figure.value}"
                )
                message = f"{code}, “{one.name}”: số đã lấy khác sổ ({now}); lấy lại hoặc sửa sổ."
                yield Finding(code, "linked_figure_differs", Severity.WARNING, message)


def integrity(path: Path, progress: Progress = no_progress) -> tuple[Finding, ...]:
    """Check every stored byte of a workbook; one finding for each thing that is not sound.

    The file may be too damaged to be opened for work.

    Raises:
        FileProblem: it is missing, no workbook of this program, or in use.
    """
    from cchc_desktop.workbook.workbook import check_file

    return tuple(
        Finding(None, "integrity", Severity.ERROR, problem)
        for problem in check_file(path, progress)
    )
