"""Appendix I's rows as markup: the table's lines with links to the documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.page_ranges import show_page_ranges
from cchc_desktop.dossier.figure_markup import arithmetic, declared_figures
from cchc_desktop.dossier.long_notes import IN_SCORE_TABLE, note_cell
from cchc_desktop.dossier.report_results import NOTHING
from cchc_desktop.dossier.score_lines import ScoreLine, TableSource, score_lines
from cchc_desktop.pdf_layout.markup import NO_BREAK, anchored, emphasised, linked, marked
from cchc_desktop.pdf_layout.table_rows import Row, RowKind

if TYPE_CHECKING:
    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.evidence_plan import PlannedDocument

_MERGED = (3, 5)
"""Columns that are one cell in the rows of fields, criteria and sums."""
_UPRIGHT = frozenset({3})


def score_rows(context: DossierContext) -> list[Row]:
    """Give every row, from the first field to the closing sums."""
    evidence = _evidence_cells(context)
    source = TableSource(context.assessment, context.sheet, context.wording, evidence)
    return [_row(context, line, evidence) for line in score_lines(source)]


def field_anchor(code: str) -> str:
    """Name the mark at a field's row."""
    return f"field-{code}"


def _row(context: DossierContext, line: ScoreLine, evidence: dict[str, str]) -> Row:
    maximum = "" if line.max is None else show_points(line.max)
    points = NOTHING if line.points is None else show_points(line.points)
    mark = anchored(field_anchor(line.code)) if line.anchor else ""
    head = (mark + line.code, marked(line.title), maximum)
    if line.kind is not RowKind.ITEM:
        cells = (*head, emphasised(line.arithmetic), "", "", points, "", "")
        return Row(cells, line.kind, span=_MERGED, plain=_UPRIGHT, keep=line.keep)
    declared = (
        f"<i>{marked(line.declared)}</i>" if line.is_state else declared_figures(line.declared)
    )
    note = note_cell(context, line.code, IN_SCORE_TABLE)
    proof = evidence.get(line.code) or marked(line.proof)
    return Row((*head, declared, arithmetic(line.arithmetic), proof, points, "", note))


def _evidence_cells(context: DossierContext) -> dict[str, str]:
    """Give each leaf's documents with the cited pages, a line each, linked to the first page."""
    cells: dict[str, list[str]] = {}
    for document in context.documents:
        for citation in document.citations:
            pages = show_page_ranges(citation.pages) or citation.written
            first = citation.pages[0] if citation.pages else 0
            cells.setdefault(citation.code, []).append(
                _document_line(context, document, pages, first)
            )
    return {code: "<br/>".join(lines) for code, lines in cells.items()}


def _document_line(
    context: DossierContext, document: PlannedDocument, pages: str, first: int
) -> str:
    target = f"doc:{document.number}:{first}" if first else f"tl:{document.number}"
    label = linked(f"TL{NO_BREAK}{document.label}", target)
    if not pages:
        return label
    return f"{label}, {marked(context.wording.text('bang_trang', trang=pages))}"
