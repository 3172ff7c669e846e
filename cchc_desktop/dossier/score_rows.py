"""The rows of appendix I: fields, criteria, leaves, bonus and penalty, closing lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.numbers import show_number_places, show_points
from cchc_desktop.core.page_ranges import show_page_ranges
from cchc_desktop.core.score import Status
from cchc_desktop.dossier.figure_markup import arithmetic, declared_figures
from cchc_desktop.dossier.leaf_groups import ZERO
from cchc_desktop.dossier.report_results import NOTHING, points_or_nothing, ratio_formula
from cchc_desktop.pdf_layout.markup import NO_BREAK, anchored, emphasised, linked, marked
from cchc_desktop.pdf_layout.tables import Row, RowKind

if TYPE_CHECKING:
    from decimal import Decimal

    from cchc_desktop.core.criteria_set import Criterion, ExtraBlock, Field, Leaf
    from cchc_desktop.core.score import GroupScore, LeafScore
    from cchc_desktop.dossier.context import DossierContext
    from cchc_desktop.dossier.evidence_plan import PlannedDocument

_MERGED = (3, 5)
"""Columns that are one cell in the rows of fields, criteria and sums."""
_UPRIGHT = frozenset({3})


def score_rows(context: DossierContext) -> list[Row]:
    """Give every row, from the first field to the closing lines."""
    whole = context.assessment.criteria_set
    evidence = _evidence_cells(context)
    rows: list[Row] = []
    for field in whole.fields:
        rows.append(_field_row(context, field))
        for criterion in field.criteria:
            if not criterion.is_leaf:
                rows.append(_criterion_row(context, criterion))
            rows += [_leaf_row(context, leaf, evidence) for leaf in criterion.leaves]
    blocks = ((whole.bonus, context.sheet.bonus), (whole.penalty, context.sheet.penalty))
    for block, points in blocks:
        if block is not None and block.leaves:
            rows.append(_block_row(context, block, points))
            rows += [_leaf_row(context, leaf, evidence) for leaf in block.leaves]
    return [*rows, *_closing_rows(context)]


def field_anchor(code: str) -> str:
    """Name the mark at a field's row."""
    return f"field-{code}"


def _field_row(context: DossierContext, field: Field) -> Row:
    words, group = context.wording, context.sheet.group(field.code)
    note = ""
    if basis := context.assessment.exemptions.get(field.code):
        note = words.text("bang_khong_ap_dung_muc", can_cu=basis)
    elif group.self_max != field.max:
        note = words.text("bang_toi_da_ap_dung", toi_da=points_or_nothing(group.self_max or None))
    return _group_row(
        (anchored(field_anchor(field.code)) + field.code, marked(field.title)),
        (field.max, _group_points(group)),
        note,
        RowKind.FIELD,
    )


def _criterion_row(context: DossierContext, criterion: Criterion) -> Row:
    basis = context.assessment.exemptions.get(criterion.code)
    note = context.wording.text("bang_khong_ap_dung_muc", can_cu=basis) if basis else ""
    group = context.sheet.group(criterion.code)
    return _group_row(
        (criterion.code, marked(criterion.title)),
        (criterion.max, _group_points(group)),
        note,
        RowKind.CRITERION,
    )


def _block_row(context: DossierContext, block: ExtraBlock, points: Decimal) -> Row:
    return _group_row(
        (anchored(field_anchor(block.code)) + block.code, marked(block.title)),
        (block.cap, points if _is_declared(context, block) else None),
        context.wording.text("bang_muc_tran", tran=show_points(block.cap)),
        RowKind.FIELD,
    )


def _group_row(
    name: tuple[str, str], points: tuple[Decimal, Decimal | None], note: str, kind: RowKind
) -> Row:
    maximum, reached = points
    cells = (*name, show_points(maximum), marked(note), "", "", points_or_nothing(reached), "", "")
    keep = 2 if kind is RowKind.FIELD else 1
    return Row(cells, kind, span=_MERGED, plain=_UPRIGHT, keep=keep)


def _group_points(group: GroupScore) -> Decimal | None:
    return group.points if group.answered else None


def _cap(block: ExtraBlock | None) -> Decimal | None:
    return block.cap if block is not None else None


def _is_declared(context: DossierContext, block: ExtraBlock | None) -> bool:
    return block is not None and any(
        context.sheet.leaf(leaf.code).status is Status.SCORED for leaf in block.leaves
    )


def _leaf_row(context: DossierContext, leaf: Leaf, evidence: dict[str, str]) -> Row:
    result = context.sheet.leaf(leaf.code)
    declared, arithmetic = _figures(context, leaf, result)
    points = result.points if result.status is Status.SCORED else None
    return Row(
        (
            leaf.code,
            marked(leaf.title),
            show_points(leaf.max),
            declared,
            arithmetic,
            evidence.get(leaf.code) or _shared_evidence(context, leaf, evidence),
            points_or_nothing(points),
            "",
            marked(context.assessment.answer(leaf.code).note),
        )
    )


def _figures(context: DossierContext, leaf: Leaf, result: LeafScore) -> tuple[str, str]:
    """Give the two cells “Số liệu kê khai” and “Cách tính điểm”."""
    words = context.wording
    match result.status:
        case Status.SCORED:
            return declared_figures(result.trace.declared), arithmetic(result.trace.arithmetic)
        case Status.NOT_APPLICABLE:
            return _said(words.text("bang_khong_ap_dung_o")), _basis(context, leaf, result)
        case Status.SURVEY:
            return _said(words.text("bang_khao_sat")), ""
        case Status.APPRAISED:
            return _said(words.text("bang_hoi_dong")), ""
        case Status.INVALID:
            return _said(words.text("bang_so_lieu_sai")), marked(result.problem)
        case Status.UNANSWERED:
            return _said(words.text("bang_chua_ke_khai")), ""


def _said(text: str) -> str:
    return f"<i>{marked(text)}</i>"


def _basis(context: DossierContext, leaf: Leaf, result: LeafScore) -> str:
    """Name the exempted item above, or give the basis where the leaf itself is exempt."""
    exemptions = context.assessment.exemptions
    field, criterion = context.assessment.criteria_set.path_by_code[leaf.code]
    if leaf.code not in exemptions:
        for node in (criterion, field):
            if node is not None and node.code in exemptions:
                return marked(context.wording.text("bang_theo_muc", ma=node.code))
    return marked(result.basis.strip() or context.wording.text("chua_ghi_can_cu"))


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
    head, _, tail = context.wording.text("bang_trang", trang=pages).partition(" ")
    return f"{label}, {marked(head)}{NO_BREAK}{marked(tail)}"


def _shared_evidence(context: DossierContext, leaf: Leaf, evidence: dict[str, str]) -> str:
    """Point to the required leaf's documents where they prove this one too."""
    required = leaf.requires
    scored = context.sheet.leaf(leaf.code).status is Status.SCORED
    if not (scored and leaf.scored_by is Scorer.UNIT and required and required.evidence):
        return ""
    if required.code not in evidence:
        return ""
    return marked(context.wording.text("bang_tai_lieu_chung", ma=required.code))


def _closing_rows(context: DossierContext) -> list[Row]:
    words, sheet = context.wording, context.sheet
    whole = context.assessment.criteria_set
    scored = sheet.answered > 0
    total = sum((field.max for field in whole.fields), ZERO)
    bonus = sheet.bonus if _is_declared(context, whole.bonus) else None
    penalty = sheet.penalty if _is_declared(context, whole.penalty) else None
    own = words.text("bang_toi_da_ap_dung", toi_da=points_or_nothing(sheet.self_max or None))
    rows = [
        _total("bang_cong", total, own, sheet.self_score if scored else None, context),
        _total("bang_thuong", _cap(whole.bonus), "", bonus, context),
        _total("bang_tru", _cap(whole.penalty), "", penalty, context),
        _total("bang_diem_khao_sat", sheet.survey_max, "", None, context),
        _total("bang_diem_hoi_dong", sheet.appraised_max, "", None, context),
    ]
    percent, formula = NOTHING, ""
    if scored and sheet.percent is not None:
        percent = show_number_places(sheet.percent, whole.policy.index_decimals)
        formula = emphasised(ratio_formula(context))
    rows.append(_total_row(words.text("bang_ty_le"), "", formula, percent))
    last = len(rows) - 1
    return [replace(row, keep=last - number) for number, row in enumerate(rows)]


def _total(
    key: str, maximum: Decimal | None, note: str, points: Decimal | None, context: DossierContext
) -> Row:
    shown = "" if maximum is None else show_points(maximum)
    return _total_row(context.wording.text(key), shown, marked(note), points_or_nothing(points))


def _total_row(title: str, maximum: str, note: str, points: str) -> Row:
    cells = ("", marked(title), maximum, note, "", "", points, "", "")
    return Row(cells, RowKind.TOTAL, span=_MERGED, plain=_UPRIGHT)
