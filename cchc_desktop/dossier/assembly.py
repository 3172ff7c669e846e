"""Joins report, index and evidence into one file: links, outline, attachments, data inside.

qpdf's own job reads the parts lazily and copies their streams from file to file, so that memory
stays flat however large the evidence is; all edits are made on page dictionaries before the one
and only writing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf

from cchc_desktop.core.progress import stage
from cchc_desktop.dossier.attachments import attach_data, attachment_request, mark_originals
from cchc_desktop.dossier.catalog import describe, empty_catalog, write_outline
from cchc_desktop.dossier.evidence_files import page_range
from cchc_desktop.dossier.evidence_index import index_anchor
from cchc_desktop.dossier.page_edits import (
    add_link,
    clean_page,
    grow_page,
    pdf_fonts,
    stamp,
    strip_form,
    strip_place,
)
from cchc_desktop.dossier.page_marks import PageMark, evidence_mark
from cchc_desktop.dossier.part_links import resolve_links
from cchc_desktop.dossier.strip_drawing import StripArtist
from cchc_desktop.dossier.strip_geometry import on_page
from cchc_desktop.pdf_layout.text_forms import FormFonts

if TYPE_CHECKING:
    from pathlib import Path

    from pikepdf import Array

    from cchc_desktop.core.progress import Progress
    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.evidence_places import EvidencePlaces
    from cchc_desktop.dossier.part_links import Targets
    from cchc_desktop.dossier.strip_drawing import DrawnStrip
    from cchc_desktop.dossier.strip_geometry import Matrix
    from cchc_desktop.pdf_layout.page_frame import Layout


@dataclass(frozen=True)
class Parts:
    """Our own pages, laid out: report with appendix I, and appendix II."""

    report: Path
    report_layout: Layout
    index: Path
    index_layout: Layout


def assemble(
    parts: Parts,
    context: DossierContext,
    places: EvidencePlaces,
    data: bytes,
    target: Path,
    work: Path,
    progress: Progress,
) -> None:
    """Write the dossier.

    Args:
        parts: our own pages.
        context: texts and evidence.
        places: where the evidence stands.
        data: the data to embed.
        target: an existing folder's new file.
        work: a folder for the strips.
        progress: told per page and while writing.
    """
    job = pikepdf.Job(_job(parts, context))
    with job.create_pdf() as pdf:
        empty_catalog(pdf)
        targets = resolve_links(pdf, parts.report_layout, parts.index_layout, places)
        _finish_pages(pdf, parts, context, places, targets, work, stage(progress, 0, 30, 100))
        write_outline(pdf, context, targets)
        mark_originals(pdf)
        attach_data(pdf, data, context)
        describe(pdf, context)
        writing = stage(progress, 30, 100, 100)
        with target.open("wb") as stream:
            pdf.save(
                stream,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                min_version="1.7",
                progress=lambda percent: writing(percent, 100, "Ghi hồ sơ"),
            )


def _job(parts: Parts, context: DossierContext) -> dict[str, object]:
    pages = [{"file": str(path), "range": "1-z"} for path in (parts.report, parts.index)]
    for document in context.documents:
        if document.pages:
            source = str(document.file.source)
            pages.append({"file": source, "range": page_range(document.pages)})
    return {
        "inputFile": str(parts.report),
        "outputFile": "-",
        "pages": pages,
        "flattenAnnotations": "all",
        "removeAcroform": "",
        "removePageLabels": "",
        "removeStructure": "",
        "noWarn": "",
        # Windows deletes no open file: after a cancel nothing may hold the parts.
        "keepFilesOpen": "n",
        "addAttachment": [
            attachment_request(document, context)
            for document in context.documents
            if document.attachment
        ],
    }


def _finish_pages(
    pdf: pikepdf.Pdf,
    parts: Parts,
    context: DossierContext,
    places: EvidencePlaces,
    targets: Targets,
    work: Path,
    progress: Progress,
) -> None:
    """Clean and grow evidence pages, then draw every foot line and strip in one file and set it."""
    forms = [*parts.report_layout.forms, *parts.index_layout.forms]
    path = work / "fonts.pdf"
    fonts = FormFonts(path)
    artist = StripArtist(fonts, context)
    drawn: list[tuple[DrawnStrip, Matrix, Array | None]] = []
    for number, form in enumerate(forms):
        foot = artist.foot(form, PageMark(number + 1, places.total))
        drawn.append((foot, (1, 0, 0, 1, form.frame.left, 0), None))
    for number, document, own_page in places.evidence_pages():
        progress(number, 2 * places.total, f"TL {document.label}")
        page: Any = targets.pages[number]
        clean_page(page)
        place = strip_place(page)
        grow_page(pdf, page, place)
        mark = evidence_mark(document, own_page, number + 1, places.total)
        strip = artist.strip(place, document, mark)
        drawn.append((strip, place.matrix, targets.anchor(index_anchor(document))))
    fonts.save()
    with pikepdf.open(path) as source:
        shared = pdf.copy_foreign(pdf_fonts(source))
    for number, (strip, matrix, row) in enumerate(drawn):
        progress(places.total + number, 2 * places.total, "Đóng dấu trang")
        page = targets.pages[number]
        stamp(pdf, page, strip_form(pdf, strip, shared), matrix)
        if strip.link is not None and row is not None:
            add_link(pdf, page, on_page(strip.link, matrix), row)
