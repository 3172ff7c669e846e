"""Surveys of satisfaction (SIPAS): ballots counted, kept in the workbook, linked to leaves."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.ballot_tally import (
    SurveyResult,
    Tally,
    compute_result,
    tally_from_text,
    tally_to_text,
)
from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.linked_figure import LinkedFigure
from cchc_desktop.core.numbers import round_points
from cchc_desktop.core.progress import Progress, no_progress
from cchc_desktop.core.questionnaire import (
    Pooling,
    Questionnaire,
    questionnaire_from_data,
    questionnaire_to_text,
)
from cchc_desktop.operations.criteria_sets import load_document

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path

    from cchc_desktop.operations.session import Session
    from cchc_desktop.surveys.ballot_table import BallotTable

DEFAULT = "sipas-2640"

POOLING_WORDS = {
    Pooling.ALL_ANSWERS: "gộp mọi câu trả lời",
    Pooling.MEAN_OF_QUESTIONS: "trung bình các câu",
    Pooling.MEAN_OF_FACTORS: "trung bình các yếu tố",
}


@dataclass(frozen=True)
class CountedSurvey:
    """A survey with its indices by the questionnaire's own pooling.

    ``source`` is the imported file's name, ``imported_at`` the moment as kept; both are empty
    for one that is not kept in a workbook.
    """

    questionnaire: Questionnaire
    tally: Tally
    result: SurveyResult
    source: str = ""
    imported_at: str = ""

    def percent(self, value: Fraction | None) -> str:
        """Write an index in % as the questionnaire rounds it, with a dot; empty where none."""
        if value is None:
            return ""
        one = self.questionnaire
        return str(round_points(value * 100, one.decimals, one.rounding))

    def by_pooling(self) -> dict[Pooling, str]:
        """Give the whole's index by each of the three poolings."""
        return {
            how: self.percent(compute_result(self.questionnaire, self.tally, how).whole.value)
            for how in Pooling
        }

    def by_unit(self) -> dict[str, tuple[int, str]]:
        """Give each unit's ballots and index; small groups are left without an index."""
        found = {}
        for name, tally in self.tally.groups.items():
            value = compute_result(self.questionnaire, tally).whole.value
            small = tally.ballots < self.questionnaire.least_ballots
            found[name] = (tally.ballots, "" if small else self.percent(value))
        return found


def load_questionnaire(reference: str = DEFAULT) -> Questionnaire:
    """Load a questionnaire by its id or from a file.

    Raises:
        UserError: there is none, or it is another kind of document.
    """
    document = load_document(reference)
    if not isinstance(document, Questionnaire):
        raise UserError(
            "not_a_questionnaire", f"“{reference}” không phải phiếu khảo sát; chọn phiếu khác."
        )
    return document


def read_ballot_file(
    path: Path, reference: str = DEFAULT, *, leave_out_bad: bool = False
) -> tuple[CountedSurvey, BallotTable]:
    """Read and count ballots without keeping them.

    Returns:
        The indices, and the table with every problem found in it.

    Raises:
        UserError: no such questionnaire, or no table of its ballots at all.
    """
    from cchc_desktop.surveys.ballot_table import read_ballots

    questionnaire = load_questionnaire(reference)
    table = read_ballots(path, questionnaire, leave_out_bad=leave_out_bad)
    result = compute_result(questionnaire, table.tally)
    return CountedSurvey(questionnaire, table.tally, result, path.name), table


def import_ballots(
    session: Session,
    path: Path,
    reference: str = DEFAULT,
    *,
    leave_out_bad: bool = False,
    progress: Progress = no_progress,
) -> tuple[CountedSurvey | None, BallotTable]:
    """Count ballots and keep the outcome in the workbook.

    Returns:
        The survey as kept, or None where the table has problems and ``leave_out_bad`` is not
        given: then nothing has been changed.

    Raises:
        UserError: as ``read_ballot_file``.
        Cancelled: through ``progress``.
    """
    progress(0, 3, "Đọc phiếu")
    counted, table = read_ballot_file(path, reference, leave_out_bad=leave_out_bad)
    if table.problem_count and not leave_out_bad:
        return None, table
    progress(2, 3, "Lưu kết quả")
    questionnaire = counted.questionnaire
    session.workbook.records.save_survey(
        questionnaire.id,
        questionnaire_to_text(questionnaire),
        path.name,
        hashlib.sha256(path.read_bytes()).hexdigest(),
        tally_to_text(counted.tally),
    )
    progress(3, 3, "Xong")
    return next(one for one in surveys(session) if one.questionnaire.id == questionnaire.id), table


def surveys(session: Session) -> tuple[CountedSurvey, ...]:
    """Give the surveys that the workbook keeps.

    Raises:
        FileProblem: what is kept can't be read.
    """
    found = []
    for one in session.workbook.records.surveys():
        try:
            questionnaire = questionnaire_from_data(json.loads(one.questionnaire))
            tally = tally_from_text(one.tally)
        except (ValueError, UserError):
            raise FileProblem(
                "damaged", f"Kết quả khảo sát {one.questionnaire_id} trong tệp không đọc được."
            ) from None
        result = compute_result(questionnaire, tally)
        found.append(CountedSurvey(questionnaire, tally, result, one.source, one.imported_at))
    return tuple(found)


def remove_survey(session: Session, questionnaire_id: str) -> None:
    """Take a survey's outcome out of the workbook; leaves keep what they took over.

    Raises:
        UserError: ``no_survey``.
    """
    if not session.workbook.records.remove_survey(questionnaire_id):
        raise UserError("no_survey", f"Hồ sơ chưa có kết quả khảo sát “{questionnaire_id}”.")


def survey_figures(session: Session) -> dict[str, LinkedFigure]:
    """Give the indices that a leaf may take over, in % as the questionnaire rounds them."""
    found: dict[str, LinkedFigure] = {}
    for one in surveys(session):
        key = f"survey.{one.questionnaire.id}"
        source = f"kết quả khảo sát “{one.questionnaire.id}”"
        if one.questionnaire.id == DEFAULT:  # there is one such survey, and everybody calls it so
            source = "kết quả khảo sát hài lòng (SIPAS)"
        indices = [(f"{key}.index", "Chỉ số chung", one.result.whole.value)]
        indices += [
            (f"{key}.factor.{factor.code}", f"Yếu tố {factor.code}: {factor.title}", factor.value)
            for factor in one.result.factors
        ]
        indices += [
            (f"{key}.item.{q.code}", f"Câu {q.code}: {q.title}", q.value)
            for q in one.result.questions
        ]
        for name, label, value in indices:
            if value is not None:
                found[name] = LinkedFigure(name, one.percent(value), label, source)
        ballots = str(one.tally.ballots)
        found[f"{key}.ballots"] = LinkedFigure(f"{key}.ballots", ballots, "Số phiếu", source)
    return found
