"""Notes too long for a narrow column: set below the table, pointed to from where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Paragraph, Spacer

from cchc_desktop.pdf_layout.long_text import SHORT, text_paragraphs
from cchc_desktop.pdf_layout.markup import anchored, linked, marked
from cchc_desktop.pdf_layout.page_frame import LANDSCAPE
from cchc_desktop.pdf_layout.styles import style

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

    from cchc_desktop.dossier.context import DossierContext

IN_SCORE_TABLE = 240
"""Letters of a note that the score table's narrow column still holds."""
IN_REPORT_TABLE = 600
"""Letters that the wider columns of the report's tables hold."""
_HEAD_ROOM, _CODE_ROOM = 70.0, 44.0
"""Points under which the heading, or a note's code, would stand without two lines below it."""


def note_cell(context: DossierContext, code: str, most: int) -> str:
    """Give a leaf's note as markup, or where to find it.

    Args:
        context: of the dossier.
        code: of the leaf.
        most: letters that the column holds.
    """
    note = context.assessment.answer(code).note.strip()
    if len(note) <= most:
        return marked(note)
    return linked(marked(context.wording.text("xem_ghi_chu", ma=code)), f"note:{code}")


def note_anchor(code: str) -> str:
    """Name the mark at a note below the table."""
    return f"note-{code}"


def long_notes(context: DossierContext) -> list[Flowable]:
    """Give what the score table only points to."""
    whole = context.assessment.criteria_set
    story: list[Flowable] = []
    for leaf in (*whole.leaves, *whole.extra_leaves):
        note = context.assessment.answer(leaf.code).note.strip()
        if len(note) > IN_SCORE_TABLE:
            story += _note(f"{anchored(note_anchor(leaf.code))}<b>{leaf.code}.</b>", note)
    if not story:
        return []
    heading = Paragraph(marked(context.wording.text("ghi_chu_dai")), style("note-head"))
    return [CondPageBreak(_HEAD_ROOM), Spacer(1, 8), heading, *story]


def _note(head: str, note: str) -> list[Flowable]:
    if len(note) <= SHORT:
        return [Paragraph(f"{head} {marked(note)}", style("note"))]
    return [
        CondPageBreak(_CODE_ROOM),
        Paragraph(head, style("note-code")),
        *text_paragraphs(note, "note", LANDSCAPE.frame.width),
    ]
