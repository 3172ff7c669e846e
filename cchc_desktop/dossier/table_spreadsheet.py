"""Appendix I as a spreadsheet: the official columns, points as numbers, everything else as text."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from cchc_desktop.dossier.evidence_plan import used_documents
from cchc_desktop.dossier.report_results import NOTHING
from cchc_desktop.dossier.score_lines import ScoreLine, TableSource, score_lines
from cchc_desktop.dossier.spreadsheet_style import (
    HEAD_ROWS,
    SheetStyles,
    fit_height,
    put_number,
    put_text,
    set_up_page,
)
from cchc_desktop.dossier.wording import read_wording
from cchc_desktop.files.new_file import new_file
from cchc_desktop.pdf_layout.table_rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.dossier.wording import Wording

_COLUMNS = 9
_MERGED = (4, 6)
_FIRST = HEAD_ROWS[1] + 1


def write_spreadsheet(
    assessment: Assessment, sheet: ScoreSheet, target: Path, *, templates_dir: Path
) -> None:
    """Write the official table as .xlsx; the file appears whole or not at all.

    It prints on A4 landscape with the head repeated on each page.

    Args:
        assessment: everything declared.
        sheet: its scores.
        target: the file to write; an existing one is replaced.
        templates_dir: where the wording lies.

    Raises:
        FileProblem: the target can't be written, or ``bad_template``.
        UserError: ``unknown_placeholder``, ``bad_template``.
    """
    from openpyxl import Workbook

    words = read_wording(templates_dir)
    book = Workbook()
    page: Any = book.active
    page.title = words.text("bang_ten_trang_tinh")
    styles = SheetStyles()
    _write_head(page, assessment, words, styles)
    proofs = _proofs(assessment, words)
    source = TableSource(assessment, sheet, words, proofs)
    last = HEAD_ROWS[1]
    for last, line in enumerate(score_lines(source), _FIRST):
        _write_line(page, last, line, proofs, styles)
    set_up_page(page, last)
    # Written at once: on a full disk openpyxl's archive would be left open and tell its trouble
    # to the terminal when it is thrown away.
    written = BytesIO()
    book.save(written)
    with new_file(target) as unfinished:
        unfinished.write_bytes(written.getvalue())


def _write_head(page: Any, assessment: Assessment, words: Wording, styles: SheetStyles) -> None:
    titles = (
        words.text("phu_luc_1"),
        words.text("phu_luc_1_ten", nam=str(assessment.year)),
        assessment.unit,
    )
    for row, text in enumerate(titles, 1):
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=_COLUMNS)
        put_text(page.cell(row, 1), text, styles.title)
    for column, text in enumerate(words.lines("bang_cot"), 1):
        put_text(page.cell(HEAD_ROWS[0], column), text, styles.head)
        put_text(page.cell(HEAD_ROWS[1], column), f"({column})", styles.number)
    fit_height(page, HEAD_ROWS[0], dict(enumerate(words.lines("bang_cot"), 1)), None)


def _write_line(
    page: Any, row: int, line: ScoreLine, proofs: Mapping[str, str], styles: SheetStyles
) -> None:
    look = styles.line(line.kind)
    texts = {
        1: line.code,
        2: line.title,
        4: line.declared if line.kind is RowKind.ITEM else _plain(line.arithmetic),
        5: line.arithmetic if line.kind is RowKind.ITEM else "",
        6: proofs.get(line.code) or line.proof,
        8: "",
        9: line.note,
    }
    for column, text in texts.items():
        put_text(page.cell(row, column), text, look.upright if column >= 4 else look.bold)
    put_number(page.cell(row, 3), line.max, "", look.figure)
    put_number(page.cell(row, 7), line.points, NOTHING, look.figure)
    merged = None if line.kind is RowKind.ITEM else _MERGED
    if merged:
        page.merge_cells(start_row=row, end_row=row, start_column=merged[0], end_column=merged[1])
    fit_height(page, row, texts, merged)


def _proofs(assessment: Assessment, words: Wording) -> dict[str, str]:
    """Give each leaf's documents by their number in the dossier, with the cited pages."""
    cells: dict[str, list[str]] = {}
    for used in used_documents(assessment):
        for one in used.citations:
            label = f"TL {used.number:02}"
            if one.cited_pages:
                label += f", {words.text('bang_trang', trang=one.cited_pages)}"
            cells.setdefault(one.code, []).append(label)
    return {code: "\n".join(lines) for code, lines in cells.items()}


def _plain(template_text: str) -> str:
    return template_text.replace("**", "")
