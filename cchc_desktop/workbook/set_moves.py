"""Moves to another set, as rows that hold everything as it was before: nothing typed is lost."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass, replace
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.set_document import set_from_text
from cchc_desktop.core.set_return import Declared
from cchc_desktop.workbook.answers import read_answers, write_answers
from cchc_desktop.workbook.records import SINCE, read_links, write_links
from cchc_desktop.workbook.schema import file_version
from cchc_desktop.workbook.unit_record import read_exemptions, write_exemptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlite_utils import Database


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
    """One move as it was made.

    Attributes:
        id: its number; later moves have higher ones.
        at: the moment, as kept in the file.
        from_text: the set before it, byte for byte.
        to_sha256: hash of the set after it.
        before: everything declared before it.
        citations: the rows behind ``before.cited``.
        codes: old code → new code of all that was matched.
        moved: everything declared right after it.
    """

    id: int
    at: str
    from_text: str
    to_sha256: str
    before: Declared
    citations: tuple[Citation, ...]
    codes: Mapping[str, str]
    moved: Declared


@dataclass(frozen=True)
class NewState:
    """What the workbook is to hold.

    Citations that ``declared`` does not name are taken off; those that are no longer there are
    put back from ``restored``.
    """

    set_text: str
    declared: Declared
    codes: Mapping[str, str]
    restored: tuple[Citation, ...] = ()


def write_move(db: Database, state: NewState, at: str) -> None:
    """Move the workbook to another set and record what was there."""
    rows = _citations(db)
    present = _present(db, rows)
    _record(db, at, rows, present, state.set_text, state.codes, state.declared)
    _replace_set(db, state.set_text)
    declared = state.declared
    nothing = {code: Answer() for code in present.answers.keys() - declared.answers.keys()}
    write_answers(db, {**nothing, **declared.answers}, at)
    write_exemptions(db, declared.exemptions)
    for code in sorted(present.links.keys() | declared.links.keys()):
        write_links(db, code, declared.links.get(code, {}))
    _move_citations(db, rows, state)


@contextmanager
def recording_move(db: Database, at: str) -> Iterator[Callable[[str], None]]:
    """Record a move to a set that the workbook had before, whose rows are written in the block.

    Yields:
        What puts the set with a hash in place.
    """
    rows = _citations(db)
    present = _present(db, rows)
    old_text, old_hash = _own_set(db)
    wanted: list[str] = []

    def put(sha256: str) -> None:
        found = db.execute(
            "SELECT from_text FROM set_moves WHERE from_sha256 = ? ORDER BY id DESC", (sha256,)
        ).fetchone()
        if found is None:
            raise ValueError("the set moved from is not recorded")
        wanted.append(found[0])
        _replace_set(db, found[0])

    yield put
    if wanted:
        new_hash = hashlib.sha256(wanted[-1].encode()).hexdigest()
        codes = _codes_between(db, old_hash, new_hash)
        _insert(db, at, (old_text, old_hash, new_hash), _before(present, rows), codes,
                _present(db, _citations(db)))  # fmt: skip


def _present(db: Database, rows: Sequence[Citation]) -> Declared:
    cited = {one.id: one.code for one in rows}
    return Declared(read_answers(db), read_exemptions(db), read_links(db), cited)


def _own_set(db: Database) -> tuple[str, str]:
    text, sha256 = db.execute("SELECT text, sha256 FROM criteria_set WHERE id = 1").fetchone()
    return text, sha256


def _codes_between(db: Database, old_hash: str, new_hash: str) -> dict[str, str]:
    """Give old → new codes of a way back, from the move that went there."""
    found = db.execute(
        "SELECT mapping FROM set_moves WHERE from_sha256 = ? AND to_sha256 = ? ORDER BY id DESC",
        (new_hash, old_hash),
    ).fetchone()
    return {new: old for old, new in json.loads(found[0])["codes"].items()} if found else {}


def _record(
    db: Database,
    at: str,
    rows: Sequence[Citation],
    present: Declared,
    new_text: str,
    codes: Mapping[str, str],
    moved: Declared,
) -> None:
    old_text, old_hash = _own_set(db)
    new_hash = hashlib.sha256(new_text.encode()).hexdigest()
    _insert(db, at, (old_text, old_hash, new_hash), _before(present, rows), codes, moved)


def _before(present: Declared, rows: Sequence[Citation]) -> dict[str, Any]:
    return {**_declared_to(present), "citations": [list(astuple(one)) for one in rows]}


def _insert(
    db: Database,
    at: str,
    sets: tuple[str, str, str],
    before: dict[str, Any],
    codes: Mapping[str, str],
    moved: Declared,
) -> None:
    old_text, old_hash, new_hash = sets
    mapping = {"codes": dict(codes), "moved": _declared_to(moved)}
    db.execute(
        "INSERT INTO set_moves (at, from_sha256, to_sha256, from_text, before, mapping)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (at, old_hash, new_hash, old_text, _json(before), _json(mapping)),
    )


def _replace_set(db: Database, text: str) -> None:
    new_set = set_from_text(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    db.execute(
        "UPDATE criteria_set SET set_id = ?, version = ?, sha256 = ?, text = ? WHERE id = 1",
        (new_set.id, new_set.version, digest, text),
    )


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
            id=id_,
            at=at,
            from_text=text,
            to_sha256=to_hash,
            before=_declared_from(was),
            citations=tuple(Citation(*one) for one in was["citations"]),
            codes=became["codes"],
            moved=_declared_from(became["moved"]),
        )
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(f"no move: {wrong}") from None


def _citations(db: Database) -> list[Citation]:
    rows = db.execute(
        "SELECT id, code, document_id, cited_pages, position FROM citations ORDER BY id"
    )
    return [Citation(*row) for row in rows.fetchall()]


def _move_citations(db: Database, present: list[Citation], state: NewState) -> None:
    cited = state.declared.cited
    for one in present:
        code = cited.get(one.id)
        if code is None:
            db.execute("DELETE FROM citations WHERE id = ?", (one.id,))
        elif code != one.code:
            db.execute("UPDATE citations SET code = ? WHERE id = ?", (code, one.id))
    there = {one.id for one in present}
    for one in state.restored:
        if one.id in cited and one.id not in there:
            row = replace(one, code=cited[one.id])
            db.table("citations").insert(asdict(row))


def _declared_to(one: Declared) -> dict[str, Any]:
    return {
        "answers": {
            code: [dict(answer.values), answer.note, answer.not_applicable, answer.review]
            for code, answer in one.answers.items()
        },
        "exemptions": dict(one.exemptions),
        "links": {code: dict(names) for code, names in one.links.items()},
        "cited": {str(id_): code for id_, code in one.cited.items()},
    }


def _declared_from(data: Mapping[str, Any]) -> Declared:
    return Declared(
        {
            code: Answer({str(k): str(v) for k, v in values.items()}, note, basis, bool(review))
            for code, (values, note, basis, review) in data["answers"].items()
        },
        data["exemptions"],
        data["links"],
        {int(id_): code for id_, code in data["cited"].items()},
    )


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
