"""What the file says about itself: title, language, outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, OutlineItem

from cchc_desktop import __version__
from cchc_desktop.core.text import clean
from cchc_desktop.dossier.attachments import pdf_date
from cchc_desktop.dossier.evidence_index import index_anchor
from cchc_desktop.dossier.score_rows import field_anchor

if TYPE_CHECKING:
    from pikepdf import Array, Pdf

    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.part_links import Targets

_KEPT = frozenset({"/Type", "/Pages", "/Names", "/Version"})
REPORT_SECTIONS = ("muc_1", "muc_2", "muc_3", "muc_4")
"""Wording keys of the report's headings that the outline names."""


def empty_catalog(pdf: Pdf) -> None:
    """Take everything out of the catalog that is not pages and attachments."""
    for key in list(pdf.Root.keys()):
        if key not in _KEPT:
            del pdf.Root[key]
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        for key in list(names.keys()):
            if key != "/EmbeddedFiles":
                del names[key]
    for page in pdf.pages:
        if "/Trans" in page.obj:
            del page.obj["/Trans"]


def describe(pdf: Pdf, context: DossierContext) -> None:
    """Write title, author, language and dates."""
    words = context.wording
    subject = words.text("trich_yeu", nam=context.year, don_vi=context.unit)
    title = clean(f"{words.text('ten_loai')}: {subject}")
    program = f"Hồ sơ CCHC {__version__}"
    moment = f"{context.today:%Y-%m-%d}T00:00:00+07:00"
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = title
        metadata["dc:creator"] = [clean(context.unit)]
        metadata["dc:language"] = ["vi"]
        metadata["xmp:CreatorTool"] = program
        metadata["xmp:CreateDate"] = moment
        metadata["xmp:ModifyDate"] = moment
        metadata["pdf:Producer"] = program
    day = pdf_date(context.today)
    pdf.docinfo.update(
        {
            "/Title": title,
            "/Author": clean(context.unit),
            "/Creator": program,
            "/Producer": program,
            "/CreationDate": day,
            "/ModDate": day,
        }
    )
    pdf.Root.Lang = "vi"
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def write_outline(pdf: Pdf, context: DossierContext, targets: Targets) -> None:
    """Write the bookmarks: report, appendix I by field, appendix II, evidence by criterion."""
    words = context.wording
    with pdf.open_outline() as outline:
        report = _item(words.text("muc_luc_bao_cao"), targets.page(0), closed=False)
        report.children += [_item(words.text(key), targets.anchor(key)) for key in REPORT_SECTIONS]
        table = _item(words.text("muc_luc_phu_luc_1"), targets.anchor("part-table"))
        whole = context.assessment.criteria_set
        names = [(one.code, one.title) for one in whole.fields]
        for block in (whole.bonus, whole.penalty):
            if block is not None and block.leaves:
                names.append((block.code, block.title))
        table.children += [
            _item(f"{code}. {title}", targets.anchor(field_anchor(code))) for code, title in names
        ]
        index = _item(words.text("muc_luc_phu_luc_2"), targets.anchor("part-index"))
        outline.root += [report, table, index]
        if context.documents:
            outline.root.append(_evidence_item(context, targets))


def _evidence_item(context: DossierContext, targets: Targets) -> OutlineItem:
    first = next((one for one in context.documents if one.pages), None)
    start = targets.document(first, first.pages[0]) if first else targets.anchor("part-index")
    root = _item(context.wording.text("muc_luc_tai_lieu"), start)
    by_code: dict[str, list[tuple[str, Array]]] = {}
    for document in context.documents:
        one = document.document
        name = (
            f"TL {document.label}. {one.number + ': ' if one.number else ''}{one.title or one.name}"
        )
        for citation in document.citations:
            place = (
                targets.document(document, citation.pages[0])
                if citation.pages
                else targets.anchor(index_anchor(document))
            )
            by_code.setdefault(citation.code, []).append((name, place))
    whole = context.assessment.criteria_set
    titles = {leaf.code: leaf.title for leaf in (*whole.leaves, *whole.extra_leaves)}
    for code in (*titles, *(code for code in by_code if code not in titles)):
        if code in by_code:
            cited = by_code[code]
            item = _item(f"{code} {titles.get(code, '')}".strip(), cited[0][1])
            item.children += [_item(name, place) for name, place in cited]
            root.children.append(item)
    return root


def _item(title: str, place: Array, *, closed: bool = True) -> OutlineItem:
    item = OutlineItem(clean(title), place)
    item.is_closed = closed
    return item
