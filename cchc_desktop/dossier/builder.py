"""Builds the unsigned dossier: one PDF with report, tables, evidence and the data inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import NextPageTemplate, PageBreak

from cchc_desktop.core.manifest import data_hash
from cchc_desktop.core.progress import no_progress, stage
from cchc_desktop.dossier.assembly import Parts, assemble
from cchc_desktop.dossier.context import DossierContext
from cchc_desktop.dossier.evidence_files import attachment_name, prepare_file
from cchc_desktop.dossier.evidence_index import EvidenceIndex
from cchc_desktop.dossier.evidence_places import EvidencePlaces
from cchc_desktop.dossier.evidence_plan import PlannedDocument, plan_document, used_documents
from cchc_desktop.dossier.report import report_story
from cchc_desktop.dossier.score_table import score_table_story
from cchc_desktop.dossier.wording import read_wording
from cchc_desktop.files.new_file import new_file, work_folder
from cchc_desktop.pdf_layout.fonts import register_fonts
from cchc_desktop.pdf_layout.page_frame import LANDSCAPE, PORTRAIT, OfficialDocument, Rect

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.evidence_item import Document
    from cchc_desktop.core.progress import Progress
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.dossier.wording import Wording
    from cchc_desktop.pdf_layout.signature_block import SignaturePlace

Extract = Callable[["Document", "Path"], None]


@dataclass(frozen=True)
class SignatureBoxes:
    """Where the two signature fields belong.

    Attributes:
        page: of the finished file, counted from 0.
        head: of the head of the unit, points, PDF coordinates.
        agency: of the agency; both overlap and reach from the post to below the name.
    """

    page: int
    head: Rect
    agency: Rect


@dataclass(frozen=True)
class BuiltDossier:
    """What was built: pages, places for the signatures, names of the attached originals."""

    pages: int
    boxes: SignatureBoxes
    attached: tuple[str, ...]


def build_dossier(
    assessment: Assessment,
    sheet: ScoreSheet,
    data: bytes,
    documents: Extract,
    target: Path,
    *,
    fonts_dir: Path,
    templates_dir: Path,
    today: date,
    work_dir: Path,
    progress: Progress = no_progress,
) -> BuiltDossier:
    """Build the dossier; the target appears whole or not at all, nothing else is left.

    Args:
        assessment: everything declared.
        sheet: its scores.
        data: the canonical data file; its hash is printed on every page.
        documents: writes a stored document's bytes to a path.
        target: the file to write; an existing one is replaced.
        fonts_dir: where the shipped typeface lies.
        templates_dir: where the wording lies.
        today: for dates that have not been given.
        work_dir: where extracted documents may lie for a while.
        progress: told for each document and while writing.

    Raises:
        FileProblem: a file can't be read or written; ``bad_template``, ``font_missing``.
        UserError: ``unknown_placeholder``, ``bad_template``.
        Cancelled: from ``progress``.
    """
    register_fonts(fonts_dir)
    wording = read_wording(templates_dir)
    with work_folder(work_dir / target.name) as work, new_file(target) as unfinished:
        planned = _prepare(assessment, documents, wording, work, stage(progress, 0, 40, 100))
        context = DossierContext(assessment, sheet, wording, planned, data_hash(data), today)
        parts, places, block = _lay_out(context, work, stage(progress, 40, 48, 100))
        progress(48, 100, "Ghép hồ sơ")
        assemble(parts, context, places, data, unfinished, work, stage(progress, 48, 100, 100))
    return BuiltDossier(
        places.total,
        SignatureBoxes(block.page, block.head, block.agency),
        tuple(one.attachment for one in planned if one.attachment),
    )


def _prepare(
    assessment: Assessment, documents: Extract, wording: Wording, work: Path, progress: Progress
) -> tuple[PlannedDocument, ...]:
    """Fetch each document, try it, and settle its pages."""
    used = used_documents(assessment)
    planned = []
    for done, one in enumerate(used):
        progress(done, len(used), f"TL {one.number:02} {one.document.name}")
        original = work / f"{one.number:05}.bin"
        documents(one.document, original)
        file = prepare_file(one.document, original, work / f"{one.number:05}.pdf")
        name = attachment_name(one.number, one.document) if file.keep_original else ""
        planned.append(plan_document(one, file, original, name))
    return tuple(planned)


def _lay_out(
    context: DossierContext, work: Path, progress: Progress
) -> tuple[Parts, EvidencePlaces, SignaturePlace]:
    """Draw our own pages; the index comes last, when all page numbers are known."""

    def on_page(_: int) -> None:
        progress(1, 2, "Lập báo cáo và bảng tự chấm điểm")

    progress(0, 2, "Lập báo cáo và bảng tự chấm điểm")
    report_path, index_path = work / "report.pdf", work / "index.pdf"
    story, block = report_story(context)
    forms = {"part-report": PORTRAIT, "part-table": LANDSCAPE}
    report = OfficialDocument(report_path, forms, on_page)
    report_layout = report.lay_out(
        [*story, NextPageTemplate("part-table"), PageBreak(), *score_table_story(context)]
    )
    assert block.place is not None
    index = EvidenceIndex(context)
    pages = index.pages_needed()
    places = EvidencePlaces(context.documents, report_layout.pages + pages)
    document = OfficialDocument(index_path, {"part-index": PORTRAIT}, on_page)
    index_layout = document.lay_out(index.story(places))
    if index_layout.pages != pages:
        raise RuntimeError(f"the index took {index_layout.pages} pages instead of {pages}")
    return Parts(report_path, report_layout, index_path, index_layout), places, block.place
