"""What was done to a workbook, taking the last thing back, and doing it again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cchc_desktop.core.change_words import ChangeTeller, RowChange, Told

if TYPE_CHECKING:
    from cchc_desktop.operations.session import Session
    from cchc_desktop.workbook.undoing import Step

_MOST_NAMED = 3
_BEFORE = {"undo": "Hoàn tác: ", "redo": "Làm lại: "}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that one person did at one moment.

    Attributes:
        at: the moment, with its time zone.
        who: the person; empty where the machine knew none.
        act: its stable name for scripts.
        told: what changed, each with the leaf it is about.
        first, last: the acts' numbers.
    """

    at: datetime
    who: str
    act: str
    told: tuple[Told, ...]
    first: int
    last: int

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the leaves it is about, in order."""
        return tuple(dict.fromkeys(one.code for one in self.told if one.code))

    @property
    def text(self) -> str:
        """Give it as one line."""
        together: dict[str, list[str]] = {}
        for one in self.told:
            together.setdefault(one.text, []).append(one.code)
        parts, last = [], [""]
        for text, codes in together.items():
            parts.append(text if codes == last else _about(codes, text))
            last = codes
        words = "; ".join(parts)
        before = _BEFORE.get(self.act, "")
        return f"{before}{words}" if before else f"{words[:1].upper()}{words[1:]}"


def _about(codes: list[str], text: str) -> str:
    named = ", ".join(code for code in codes[:_MOST_NAMED] if code)
    more = len(codes) - _MOST_NAMED
    rest = f" và {more} mục khác" if more > 0 else ""
    return f"{named}{rest} {text}" if named else text


def history(session: Session, code: str = "") -> tuple[HistoryLine, ...]:
    """Give everything that was done, the oldest first.

    Args:
        session: an open workbook.
        code: only what is about this leaf, criterion or field.

    Raises:
        UserError: ``unknown_code``.
    """
    whole = session.assessment.criteria_set
    wanted = {code, *(leaf.code for leaf in whole.leaves_under(code))} if code else set()
    teller = ChangeTeller(whole)
    lines = [_line(teller, step) for step in session.workbook.log.steps()]
    return tuple(one for one in lines if one.told and (not wanted or wanted & set(one.codes)))


def undo(session: Session) -> HistoryLine:
    """Take the last thing back.

    Raises:
        UserError: ``nothing_to_undo``, ``locked``.
        FileProblem: it can't be written.
    """
    step = session.workbook.log.undo()
    return _after(session, step)


def redo(session: Session) -> HistoryLine:
    """Do again what was taken back last.

    Raises:
        UserError: ``nothing_to_redo``, ``locked``.
        FileProblem: it can't be written.
    """
    step = session.workbook.log.redo()
    return _after(session, step)


def can_undo(session: Session) -> tuple[bool, bool]:
    """Tell whether there is something to undo, and something to redo."""
    log = session.workbook.log
    return log.next_undo() is not None, log.next_redo() is not None


def _after(session: Session, step: Step) -> HistoryLine:
    session.refresh()
    teller = ChangeTeller(session.assessment.criteria_set)
    teller.know(session.workbook.documents.names())
    return _line(teller, step)


def _line(teller: ChangeTeller, step: Step) -> HistoryLine:
    first, last = step.acts[0], step.acts[-1]
    changes = _merged(step)
    return HistoryLine(
        datetime.fromisoformat(last.at),
        last.who,
        first.name.partition(":")[0],
        teller.tell(changes),
        first.number,
        last.number,
    )


def _merged(step: Step) -> list[RowChange]:
    """Give each row's change from before the step to after it."""
    rows: dict[tuple[str, str], list[str | None]] = {}
    for entry in step.entries:
        rows.setdefault((entry.table, entry.key), [entry.old, None])[1] = entry.new
    return [
        RowChange(table, key, json.loads(old or "{}"), json.loads(new or "{}"))
        for (table, key), (old, new) in rows.items()
        if old != new
    ]
