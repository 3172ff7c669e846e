"""Moves to another set, as rows that hold everything as it was before: nothing typed is lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.set_document import set_from_text
from cchc_desktop.workbook.answers import read_answers, write_answers
from cchc_desktop.workbook.records import SINCE, read_links, write_links
from cchc_desktop.workbook.schema import file_version
from cchc_desktop.workbook.unit_record import read_exemptions, write_exemptions

if TYPE_CHECKING:
    from sqlite_utils import Database

Links = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Citation:
    """A row of citations as it was."""

    id: int
    code: str
    document_id: int
    cited_pages: str
    position: int


@dataclass(frozen=True)
class SetMove:
    """One move: the set before it as text, everything declared then, and what it became.

    ``codes`` maps old codes to new ones; ``moved`` holds the answers right after the move.
    """

    id: int
    at: str
    from_text: str
    to_sha256: str
    answers: Mapping[str, Answer]
    exemptions: Mapping[str, str]
    links: Links
    citations: tuple[Citation, ...]
    codes: Mapping[str, str]
    moved: Mapping[str, Answer]


@dataclass(frozen=True)
class NewState:
    """What the workbook holds after a move.

    ``citations`` are kept under these codes, all others are taken off; ``restored`` are put back
    as they were.
    """

    set_text: str
    answers: Mapping[str, Answer]
    exemptions: Mapping[str, str]
    links: Links
    citations: Mapping[int, str]
    codes: Mapping[str, str]
    restored: tuple[Citation, ...] = ()


def write_move(db: Database, state: NewState, at: str) -> None:
    """Move the workbook to another set and record what was there."""
    old_text, old_hash = db.execute("SELECT text, sha256 FROM criteria_set WHERE id = 1").fetchone()
    new_hash = hashlib.sha256(state.set_text.encode()).hexdigest()
    before = {
        "answers": _answers_to(read_answers(db)),
        "exemptions": read_exemptions(db),
        "links": read_links(db),
        "citations": [list(vars(one).values()) for one in _citations(db)],
    }
    mapping = {"codes": dict(state.codes), "moved": _answers_to(state.answers)}
    db.execute(
        "INSERT INTO set_moves (at, from_sha256, to_sha256, from_text, before, mapping)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (at, old_hash, new_hash, old_text, _json(before), _json(mapping)),
    )
    new_set = set_from_text(state.set_text)
    db.execute(
        "UPDATE criteria_set SET set_id = ?, version = ?, sha256 = ?, text = ? WHERE id = 1",
        (new_set.id, new_set.version, new_hash, state.set_text),
    )
    nothing = {code: Answer() for code in read_answers(db).keys() - state.answers.keys()}
    write_answers(db, {**nothing, **state.answers}, at)
    write_exemptions(db, state.exemptions)
    for code in read_links(db).keys() | state.links.keys():
        write_links(db, code, state.links.get(code, {}))
    _move_citations(db, state)


def read_moves(db: Database) -> tuple[SetMove, ...]:
    """Give the moves, the oldest first.

    Raises:
        ValueError: a row holds no move.
    """
    if file_version(db) < SINCE:
        return ()
    rows = db.execute(
        "SELECT id, at, from_text, to_sha256, before, mapping FROM set_moves ORDER BY id"
    ).fetchall()
    return tuple(_move(*row) for row in rows)


def _move(id_: int, at: str, text: str, to_hash: str, before: str, mapping: str) -> SetMove:
    was, became = json.loads(before), json.loads(mapping)
    try:
        return SetMove(
            id_, at, text, to_hash,
            _answers_from(was["answers"]),
            was["exemptions"],
            was["links"],
            tuple(Citation(*one) for one in was["citations"]),
            became["codes"],
            _answers_from(became["moved"]),
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"no move: {wrong}") from None


def _citations(db: Database) -> list[Citation]:
    rows = db.execute(
        "SELECT id, code, document_id, cited_pages, position FROM citations ORDER BY id"
    )
    return [Citation(*row) for row in rows.fetchall()]


def _move_citations(db: Database, state: NewState) -> None:
    restored = {one.id for one in state.restored}
    for one in _citations(db):
        code = state.citations.get(one.id)
        if code is None and one.id not in restored:
            db.execute("DELETE FROM citations WHERE id = ?", (one.id,))
        elif code is not None and code != one.code:
            db.execute("UPDATE citations SET code = ? WHERE id = ?", (code, one.id))
    present = {one.id for one in _citations(db)}
    for one in state.restored:
        if one.id not in present:
            db.execute("INSERT INTO citations (id, code, document_id, cited_pages, position)"
                       " VALUES (?, ?, ?, ?, ?)", tuple(vars(one).values()))  # fmt: skip


def _answers_to(answers: Mapping[str, Answer]) -> dict[str, Any]:
    return {
        code: [dict(one.values), one.note, one.not_applicable, one.review]
        for code, one in answers.items()
    }


def _answers_from(data: Mapping[str, Any]) -> dict[str, Answer]:
    return {
        code: Answer({str(k): str(v) for k, v in values.items()}, note, basis, bool(review))
        for code, (values, note, basis, review) in data.items()
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
