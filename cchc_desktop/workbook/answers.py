"""Answers as rows: one per leaf that has anything worth keeping."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.answer import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

_WRITE = """
    INSERT INTO answers (code, entered, note, not_applicable, review, changed_at)
    VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (code) DO UPDATE SET
        entered = excluded.entered, note = excluded.note,
        not_applicable = excluded.not_applicable, review = excluded.review,
        changed_at = excluded.changed_at
    WHERE (entered, note, not_applicable, review)
        <> (excluded.entered, excluded.note, excluded.not_applicable, excluded.review)
"""


def write_answers(db: Database, answers: Mapping[str, Answer], at: str) -> None:
    """Keep these answers; an empty one takes its row away, an unchanged one is not written.

    Args:
        db: the workbook, inside a transaction.
        answers: by the code of the leaf; other leaves' answers stay as they are.
        at: the moment, as kept in the file.
    """
    for code, answer in answers.items():
        if answer.is_empty:
            db.execute("DELETE FROM answers WHERE code = ?", (code,))
            continue
        entered = json.dumps(dict(answer.values), ensure_ascii=False, sort_keys=True)
        row = (code, entered, answer.note, answer.not_applicable, int(answer.review), at)
        db.execute(_WRITE, row)


def read_answers(db: Database) -> dict[str, Answer]:
    """Give all answers by code.

    Raises:
        ValueError: a row does not hold an answer.
    """
    rows = db.execute("SELECT code, entered, note, not_applicable, review FROM answers")
    return {
        code: Answer(_values(entered), note, not_applicable, bool(review))
        for code, entered, note, not_applicable, review in rows
    }


def _values(entered: str) -> dict[str, str]:
    data: Any = json.loads(entered)
    if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
        raise ValueError("entered values are no object of texts")
    return data
