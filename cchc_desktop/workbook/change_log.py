"""The change log as a person uses it: read it, take the last step back, do it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.workbook import undoing
from cchc_desktop.workbook.history import read_entries

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from cchc_desktop.workbook.history import Entry
    from cchc_desktop.workbook.open_file import OpenFile
    from cchc_desktop.workbook.undoing import Step


class ChangeLog:
    """The log of one open workbook."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def steps(self) -> tuple[Step, ...]:
        """Give everything that was done, the oldest first; what was typed in one go is one step."""
        with self._file.reading() as db:
            by_act: dict[int, list[Entry]] = {}
            for entry in read_entries(db):
                by_act.setdefault(entry.act.number, []).append(entry)
        steps = (undoing.Step((found[0].act,), tuple(found)) for found in by_act.values())
        return tuple(undoing.merge_typing(steps))

    def next_undo(self) -> Step | None:
        """Give what an undo would take back."""
        with self._file.reading() as db:
            return undoing.next_undo(db)

    def next_redo(self) -> Step | None:
        """Give what a redo would do again."""
        with self._file.reading() as db:
            return undoing.next_redo(db)

    def undo(self) -> Step:
        """Take the last step back, as one act.

        Raises:
            UserError: ``nothing_to_undo``, ``undo_conflict``, ``locked``.
            FileProblem: it can't be written; nothing has been changed.
        """
        step = self.next_undo()
        if step is None:
            raise UserError("nothing_to_undo", "Không còn thay đổi nào để hoàn tác.")
        self._change(undoing.UNDO, step, undoing.next_undo, undoing.take_back)
        return step

    def redo(self) -> Step:
        """Do the step that was undone last again, as one act.

        Raises:
            UserError: ``nothing_to_redo``, ``undo_conflict``, ``locked``.
            FileProblem: it can't be written; nothing has been changed.
        """
        step = self.next_redo()
        if step is None:
            raise UserError("nothing_to_redo", "Không có thay đổi nào đã hoàn tác để làm lại.")
        self._change(undoing.REDO, step, undoing.next_redo, undoing.do_again)
        return step

    def _change(
        self,
        kind: str,
        step: Step,
        find: Callable[[Database], Step | None],
        apply: Callable[[Database, Step, str], None],
    ) -> None:
        with self._file.act(undoing.act_name(kind, step)) as (db, at):
            now = find(db)
            if now is None or now.span != step.span:  # another program was quicker
                raise UserError(
                    "undo_conflict", "Hồ sơ vừa được sửa ở nơi khác; xem lại rồi hoàn tác."
                )
            apply(db, step, at)
