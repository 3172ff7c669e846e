"""What the columns and cells of a table of ballots say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cchc_desktop.core.questionnaire import Questionnaire

_ID_HEADS = {"ma phieu", "so phieu", "phieu", "id"}
_UNIT_HEADS = {"don vi", "co quan", "unit"}
_KNOWN_HEADS = {"doi tuong", "ngay", "ngay khao sat", "stt", "ghi chu"}


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands in which column, from 0.

    Attributes:
        width: how many columns there are.
        questions: by the question's code.
        id, unit: of the ballot's number and of the unit; None where the table has none.
        notes: what was passed over.
    """

    width: int
    questions: Mapping[str, int]
    id: int | None
    unit: int | None
    notes: tuple[str, ...]


def read_heads(name: str, row: Sequence[str], questionnaire: Questionnaire) -> Heads:
    """Read the first row of the file of this name.

    Raises:
        UserError: a question has no column or two, or a column belongs to no question.
    """
    words: dict[str, str] = {}
    for question in questionnaire.questions:
        for word in (question.column, question.code, question.title):
            words[_head_word(word)] = question.code
    found: dict[str, int] = {}
    id_ = unit = None
    notes = []
    for place, text in enumerate(row):
        word = _head_word(text)
        if code := words.get(word):
            if code in found:
                message = f"Tệp {name}: câu {code} có hai cột; để lại một cột."
                raise UserError("duplicate_column", message)
            found[code] = place
        elif word in _ID_HEADS:
            id_ = place
        elif word in _UNIT_HEADS:
            unit = place
        elif re.fullmatch(r"q ?\d+", word):
            message = f"Tệp {name}: cột “{text.strip()}” không có trong phiếu {questionnaire.id}."
            raise UserError("unknown_column", message)
        elif word and word not in _KNOWN_HEADS:
            notes.append(f"Bỏ qua cột “{text.strip()}”.")
    missing = [q.column for q in questionnaire.questions if q.code not in found]
    if missing:
        some = ", ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
        raise UserError(
            "missing_column",
            f"Tệp {name} thiếu cột của {len(missing)} câu ({some}); kiểm tra dòng tiêu đề.",
        )
    return Heads(len(row), found, id_, unit, tuple(notes))


def _head_word(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())


def scale_words(questionnaire: Questionnaire) -> dict[str, int]:
    """Give what may stand in a cell → the level's value: the digit or the level's words."""
    words: dict[str, int] = {}
    for level in questionnaire.levels:
        words[str(level.value)] = level.value
        words[f"{level.value}.0"] = level.value
        words[level.label] = level.value
        words[fold(level.label)] = level.value
    return words


def value_of(raw: str, words: Mapping[str, int]) -> int | None:
    """Give an answer's value; None for a blank.

    Raises:
        ValueError: it is neither.
    """
    text = raw.strip()
    if not text:
        return None
    value = words.get(text)
    if value is None:
        value = words.get(fold(text))
    if value is None:
        raise ValueError(text)
    return value
