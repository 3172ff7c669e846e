"""Declaring figures: strictly, as the command line does, or as typed, as the window does."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.criteria_set import Leaf, Scorer
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import MOST_IN_NOTE, MOST_IN_PARAGRAPH, not_longer, one_line
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_leaf
from cchc_desktop.core.text import clean
from cchc_desktop.files.small_text import read_small_text
from cchc_desktop.operations.declared_values import merged_values, plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cchc_desktop.operations.session import Session

NOTE, NOT_APPLICABLE = "note", "not_applicable"
"""Names that a leaf may carry in a JSON file beside its figures."""

MOST_BYTES = 20_000_000
"""A file of answers may be this large; one of a whole set is about 0.01 MB."""


def declare(
    session: Session, code: str, values: Mapping[str, object], note: str | None = None
) -> None:
    """Declare figures of one leaf; figures not named keep what they had.

    Args:
        session: an open workbook.
        code: the leaf.
        values: name → text, number, or list of keys for ``items``; empty text takes a figure
            back, or says that there is none where the rule foresees it.
        note: the leaf's note; None leaves it as it is.

    Raises:
        UserError: the sentence says what is wrong; nothing has been changed.
    """
    extra = {} if note is None else {NOTE: note}
    declare_many(session, {code: {**values, **extra}})


def declare_many(session: Session, data: Mapping[str, Mapping[str, object]]) -> None:
    """Declare figures of many leaves, all or none; see ``declare``."""
    changed: dict[str, Answer] = {}
    for code, values in data.items():
        leaf = session.assessment.criteria_set.leaf(code)
        changed[code] = _declared(session, leaf, values)
    session.workbook.save_answers(changed)
    session.refresh()


def read_answers_file(path: Path) -> dict[str, dict[str, object]]:
    """Read a JSON file of answers: {"1.1.1": {"ngay_ban_hanh": "2026-01-31"}, …}.

    Raises:
        UserError: ``bad_json`` when it is no such file, or names a leaf twice.
        FileProblem: it can't be read.
    """
    text = read_small_text(path, MOST_BYTES)
    try:
        data = json.loads(text, parse_float=Decimal, object_pairs_hook=_without_doubles)
    except (ValueError, ArithmeticError, RecursionError):
        raise UserError("bad_json", f"“{path.name}” không phải JSON hợp lệ; sửa tệp.") from None
    if (
        not data
        or not isinstance(data, dict)
        or not all(isinstance(one, dict) for one in data.values())
    ):
        raise UserError(
            "bad_json", f"“{path.name}” phải có dạng {{mã tiêu chí: {{tên số liệu: giá trị}}}}."
        )
    return data


def mark_not_applicable(session: Session, code: str, basis: str) -> None:
    """Say that a leaf does not apply to the unit.

    Raises:
        UserError: unknown code, or no legal basis given.
    """
    leaf = session.assessment.criteria_set.leaf(code)
    _refuse_others_leaf(leaf)
    text = _basis(basis, code)
    if not text:
        raise UserError("no_basis", f"Mục {code} không áp dụng phải có căn cứ; ghi văn bản căn cứ.")
    kept = session.assessment.answer(code)
    session.workbook.save_answers({code: replace(kept, values={}, not_applicable=text)})
    session.refresh()


def clear_answer(session: Session, code: str) -> None:
    """Take back what was declared for a leaf; its note stays.

    Raises:
        UserError: unknown code.
    """
    session.assessment.criteria_set.leaf(code)
    kept = session.assessment.answer(code)
    session.workbook.save_answers({code: replace(kept, values={}, not_applicable="")})
    session.refresh()


def keep_answers(session: Session, answers: Mapping[str, Answer]) -> None:
    """Keep answers as typed, readable or not: saving is never refused for what they say.

    Raises:
        UserError: a code that the set does not have.
        FileProblem: the file can't be written.
    """
    for code in answers:
        session.assessment.criteria_set.leaf(code)
    session.workbook.save_answers({code: _cleaned(one) for code, one in answers.items()})
    session.refresh()


def _declared(session: Session, leaf: Leaf, values: Mapping[str, object]) -> Answer:
    """Give the leaf's new answer, checked as it will be scored."""
    _refuse_others_leaf(leaf)
    if basis := session.assessment.exemption_of(leaf.code):
        raise UserError("exempt", f"Mục {leaf.code} đã khai không áp dụng ({basis}).")
    kept = session.assessment.answer(leaf.code)
    note = _note(values[NOTE], leaf) if NOTE in values else kept.note
    if NOT_APPLICABLE in values:
        basis = _basis(plain_text(values[NOT_APPLICABLE], NOT_APPLICABLE, leaf), leaf.code)
        if not basis or len(values) > 1 + (NOTE in values):
            raise UserError("no_basis", f"Mục {leaf.code}: không áp dụng chỉ đi với căn cứ.")
        return replace(kept, values={}, not_applicable=basis, note=note)
    figures = {name: one for name, one in values.items() if name != NOTE}
    if not figures and NOTE in values:
        return replace(kept, note=note)
    merged = merged_values(leaf, kept.values, figures, session.assessment.year)
    answer = Answer(merged, note, "", kept.review)
    trial = score_leaf(session.assessment.with_answer(leaf.code, answer), leaf)
    if trial.status is Status.INVALID:
        raise UserError("invalid", f"Mục {leaf.code}: {trial.problem}")
    return answer


def _note(value: object, leaf: Leaf) -> str:
    return not_longer(
        clean(plain_text(value, NOTE, leaf)), f"Ghi chú mục {leaf.code}", MOST_IN_NOTE
    )


def _basis(text: str, code: str) -> str:
    return one_line(text, f"Căn cứ của mục {code}", MOST_IN_PARAGRAPH)


def _refuse_others_leaf(leaf: Leaf) -> None:
    if leaf.scored_by is Scorer.SURVEY:
        who = "do điều tra xã hội học xác định"
    elif leaf.scored_by is Scorer.COUNCIL:
        who = "do Hội đồng hoặc cấp trên chấm"
    else:
        return
    raise UserError("not_self_scored", f"Mục {leaf.code} {who}; đơn vị không tự chấm.")


def _cleaned(answer: Answer) -> Answer:
    return replace(
        answer,
        values={name: clean(text) for name, text in answer.values.items()},
        note=clean(answer.note),
        not_applicable=clean(answer.not_applicable),
    )


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UserError("bad_json", f"“{twice}” có hai lần trong tệp; giữ lại một.")
    return data
