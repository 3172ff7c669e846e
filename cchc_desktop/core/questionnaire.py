"""A satisfaction questionnaire (phiếu hỏi): factors, questions, the answer scale, the pooling."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import Rounding
from cchc_desktop.core.plain_data import (
    flag_from_data,
    list_from_data,
    name_from_data,
    refusing,
    text_from_data,
    whole_from_data,
)
from cchc_desktop.core.set_findings import SetFinding, error, warning

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "cchc-questionnaire/1"


class Pooling(StrEnum):
    """How the answers become one index; the three give different figures."""

    ALL_ANSWERS = "all_answers"
    """Satisfied answers of all questions over all valid answers."""
    MEAN_OF_QUESTIONS = "mean_of_questions"
    MEAN_OF_FACTORS = "mean_of_factors"


@dataclass(frozen=True, slots=True)
class AnswerLevel:
    """One level of the scale; ``value`` is the digit on the ballot."""

    value: int
    label: str
    satisfied: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``column`` is its name in a table of ballots."""

    code: str
    title: str
    column: str


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor (yếu tố) with its questions."""

    code: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Questionnaire:
    """A whole questionnaire.

    ``decimals`` are those of a shown percentage. Groups of fewer than ``least_ballots`` are not
    shown apart, so that no single answer can be told.
    """

    id: str
    version: str
    title: str
    year: int
    legal_basis: tuple[str, ...]
    disclaimer: str
    levels: tuple[AnswerLevel, ...]
    factors: tuple[Factor, ...]
    pooling: Pooling
    rounding: Rounding
    decimals: int
    least_ballots: int
    remarks: Mapping[str, str]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(one for factor in self.factors for one in factor.questions)


def questionnaire_from_data(data: Any) -> Questionnaire:
    """Read a questionnaire from plain data.

    Raises:
        UserError: ``bad_set``; the sentence says what is missing or wrong.
    """
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UserError("bad_set", f"Không phải phiếu khảo sát dạng {FORMAT}; chọn tệp khác.")
    with refusing("Phiếu khảo sát"):
        return Questionnaire(
            id=name_from_data(data["id"]),
            version=name_from_data(data["version"]),
            title=name_from_data(data["title"]),
            year=whole_from_data(data["year"]),
            legal_basis=tuple(map(text_from_data, data["legal_basis"])),
            disclaimer=text_from_data(data["disclaimer"]),
            levels=tuple(
                AnswerLevel(
                    whole_from_data(one["value"]),
                    name_from_data(one["label"]),
                    flag_from_data(one["satisfied"]),
                )
                for one in list_from_data(data["levels"])
            ),
            factors=tuple(_factor_from(one) for one in list_from_data(data["factors"])),
            pooling=Pooling(data["pooling"]),
            rounding=Rounding(data["rounding"]),
            decimals=whole_from_data(data["decimals"]),
            least_ballots=whole_from_data(data["least_ballots"]),
            remarks={
                name_from_data(name): text_from_data(words)
                for name, words in data.get("remarks", {}).items()
            },
        )


def questionnaire_to_data(one: Questionnaire) -> dict[str, Any]:
    """Write a questionnaire as plain data, in the order in which people read it."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "id": one.id,
        "version": one.version,
        "title": one.title,
        "year": one.year,
        "legal_basis": list(one.legal_basis),
        "disclaimer": one.disclaimer,
        "pooling": one.pooling.value,
        "rounding": one.rounding.value,
        "decimals": one.decimals,
        "least_ballots": one.least_ballots,
        "levels": [
            {"value": level.value, "label": level.label, "satisfied": level.satisfied}
            for level in one.levels
        ],
        "factors": [
            {
                "code": factor.code,
                "title": factor.title,
                "questions": [
                    {"code": q.code, "title": q.title, "column": q.column} for q in factor.questions
                ],
            }
            for factor in one.factors
        ],
    }
    if one.remarks:
        data["remarks"] = dict(one.remarks)
    return data


def questionnaire_to_text(one: Questionnaire) -> str:
    """Write a questionnaire as canonical JSON."""
    return json.dumps(questionnaire_to_data(one), ensure_ascii=False, indent=1) + "\n"


def check_questionnaire(one: Questionnaire) -> tuple[SetFinding, ...]:
    """List everything that is wrong or doubtful."""
    found: list[SetFinding] = []
    values = [level.value for level in one.levels]
    if len(set(values)) != len(values):
        found.append(error("levels", "Thang trả lời có hai mức cùng một số; sửa số của mức."))
    if not any(level.satisfied for level in one.levels):
        found.append(error("levels", "Không mức nào được tính là hài lòng; đánh dấu ít nhất một."))
    if all(level.satisfied for level in one.levels):
        found.append(warning("levels", "Mọi mức đều tính là hài lòng; kiểm tra lại thang."))
    seen: set[str] = set()
    columns: set[str] = set()
    for factor in one.factors:
        for code in (factor.code, *(q.code for q in factor.questions)):
            if code in seen:
                found.append(error("duplicate", f"Mã {code} có hai lần; đổi một mã.", code, "code"))
            seen.add(code)
        if not factor.questions:
            found.append(error("empty", f"Yếu tố {factor.code} chưa có câu hỏi.", factor.code))
        for q in factor.questions:
            if q.column in columns:
                message = f"Cột “{q.column}” dùng cho hai câu; mỗi câu một cột."
                found.append(error("duplicate", message, q.code, "code"))
            columns.add(q.column)
    if not one.legal_basis:
        found.append(warning("legal_basis", "Chưa ghi căn cứ pháp lý; ghi số văn bản."))
    return tuple(found)


def _factor_from(data: Mapping[str, Any]) -> Factor:
    return Factor(
        name_from_data(data["code"]),
        name_from_data(data["title"]),
        tuple(
            Question(
                name_from_data(q["code"]), name_from_data(q["title"]), name_from_data(q["column"])
            )
            for q in list_from_data(data["questions"])
        ),
    )
