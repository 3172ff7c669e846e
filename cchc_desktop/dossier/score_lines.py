"""The lines of the official table as plain values; the PDF and the spreadsheet both show these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.score import Status
from cchc_desktop.dossier.leaf_groups import ZERO
from cchc_desktop.dossier.report_results import NOTHING, ratio_formula
from cchc_desktop.pdf_layout.table_rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from decimal import Decimal

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Criterion, ExtraBlock, Field, Leaf
    from cchc_desktop.core.score import GroupScore, LeafScore, ScoreSheet
    from cchc_desktop.dossier.wording import Wording


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of the table.

    Attributes:
        kind: field, criterion, item or sum.
        code: empty for sums.
        title: of the item, or the sum's name.
        max: maximum in points; None where there is none to show.
        points: self-assessed points; None where nothing was scored, which is never shown as 0.
        declared: the declared figures, or why there are none (then ``is_state``).
        is_state: ``declared`` says a state (Khảo sát, Không áp dụng), no figure.
        arithmetic: how the points come about; for groups and sums a remark instead.
        proof: other than own documents: “Như mục 1.1.1”.
        note: of the unit.
        anchor: whether bookmarks lead here.
        keep: lines that stay on the same page.
    """

    kind: RowKind
    code: str
    title: str
    max: Decimal | None
    points: Decimal | None
    declared: str = ""
    is_state: bool = False
    arithmetic: str = ""
    proof: str = ""
    note: str = ""
    anchor: bool = False
    keep: int = 0


@dataclass(frozen=True)
class TableSource:
    """What the table is made from.

    Attributes:
        assessment: everything declared.
        sheet: its scores.
        wording: the fixed texts.
        proved: codes of the leaves that have documents.
    """

    assessment: Assessment
    sheet: ScoreSheet
    wording: Wording
    proved: Container[str]


def score_lines(source: TableSource) -> Iterator[ScoreLine]:
    """Give every line, from the first field to the closing sums."""
    whole = source.assessment.criteria_set
    for field in whole.fields:
        yield _field_line(source, field)
        for criterion in field.criteria:
            if not criterion.is_leaf:
                yield _criterion_line(source, criterion)
            for leaf in criterion.leaves:
                yield _leaf_line(source, leaf)
    for block, points in ((whole.bonus, source.sheet.bonus), (whole.penalty, source.sheet.penalty)):
        if block is not None and block.leaves:
            yield _block_line(source, block, points)
            for leaf in block.leaves:
                yield _leaf_line(source, leaf)
    yield from _closing_lines(source)


def _field_line(source: TableSource, field: Field) -> ScoreLine:
    words, group = source.wording, source.sheet.group(field.code)
    remark = ""
    if basis := source.assessment.exemptions.get(field.code):
        remark = words.text("bang_khong_ap_dung_muc", can_cu=basis)
    elif group.self_max != field.max:
        shown = show_points(group.self_max) if group.self_max else NOTHING
        remark = words.text("bang_toi_da_ap_dung", toi_da=shown)
    return ScoreLine(
        RowKind.FIELD,
        field.code,
        field.title,
        field.max,
        _group_points(group),
        arithmetic=remark,
        anchor=True,
        keep=2,
    )


def _criterion_line(source: TableSource, criterion: Criterion) -> ScoreLine:
    group, remark = source.sheet.group(criterion.code), ""
    if basis := source.assessment.exemptions.get(criterion.code):
        remark = source.wording.text("bang_khong_ap_dung_muc", can_cu=basis)
    elif group.own_max != criterion.max:
        shown = show_points(group.own_max) if group.own_max else NOTHING
        remark = source.wording.text("bang_toi_da_ap_dung", toi_da=shown)
    return ScoreLine(
        RowKind.CRITERION,
        criterion.code,
        criterion.title,
        criterion.max,
        _group_points(group),
        arithmetic=remark,
        keep=1,
    )


def _block_line(source: TableSource, block: ExtraBlock, points: Decimal) -> ScoreLine:
    return ScoreLine(
        RowKind.FIELD,
        block.code,
        block.title,
        block.cap,
        points if _is_declared(source, block) else None,
        arithmetic=source.wording.text("bang_muc_tran", tran=show_points(block.cap)),
        anchor=True,
        keep=2,
    )


def _leaf_line(source: TableSource, leaf: Leaf) -> ScoreLine:
    result = source.sheet.leaf(leaf.code)
    scored = result.status is Status.SCORED
    declared, arithmetic = _figures(source, leaf, result)
    return ScoreLine(
        RowKind.ITEM,
        leaf.code,
        leaf.title,
        leaf.max,
        result.points if scored else None,
        declared=declared,
        is_state=not scored,
        arithmetic=arithmetic,
        proof=_shared_proof(source, leaf) if scored else "",
        note=source.assessment.answer(leaf.code).note,
    )


def _group_points(group: GroupScore) -> Decimal | None:
    return group.points if group.answered else None


def _is_declared(source: TableSource, block: ExtraBlock | None) -> bool:
    return block is not None and any(
        source.sheet.leaf(leaf.code).status is Status.SCORED for leaf in block.leaves
    )


def _figures(source: TableSource, leaf: Leaf, result: LeafScore) -> tuple[str, str]:
    """Give the two cells “Số liệu kê khai” and “Cách tính điểm”."""
    words = source.wording
    match result.status:
        case Status.SCORED:
            return result.trace.declared, result.trace.arithmetic
        case Status.NOT_APPLICABLE:
            return words.text("bang_khong_ap_dung_o"), _basis(source, leaf, result)
        case Status.SURVEY | Status.APPRAISED:
            key = "bang_khao_sat" if result.status is Status.SURVEY else "bang_hoi_dong"
            if result.points is None:
                return words.text(key), ""
            found = words.text(f"{key}_co", ket_qua=result.trace.declared)
            return found, result.trace.arithmetic
        case Status.INVALID:
            return words.text("bang_so_lieu_sai"), result.problem
        case Status.UNANSWERED:
            return words.text("bang_chua_ke_khai"), ""


def _basis(source: TableSource, leaf: Leaf, result: LeafScore) -> str:
    """Name the exempted item above, or give the basis where the leaf itself is exempt."""
    exemptions = source.assessment.exemptions
    field, criterion = source.assessment.criteria_set.path_by_code[leaf.code]
    if leaf.code not in exemptions:
        for node in (criterion, field):
            if node is not None and node.code in exemptions:
                return source.wording.text("bang_theo_muc", ma=node.code)
    return result.basis.strip() or source.wording.text("chua_ghi_can_cu")


def _shared_proof(source: TableSource, leaf: Leaf) -> str:
    """Point to the required leaf's documents where they prove this one too."""
    required = leaf.requires
    if leaf.scored_by is not Scorer.UNIT or required is None or not required.evidence:
        return ""
    if leaf.code in source.proved or required.code not in source.proved:
        return ""
    return source.wording.text("bang_tai_lieu_chung", ma=required.code)


def _results(source: TableSource, scorer: Scorer) -> str:
    """Say how many results of the survey or the council are known, and their points."""
    sheet, words = source.sheet, source.wording
    leaves = [
        sheet.leaf(leaf.code)
        for leaf in source.assessment.criteria_set.leaves
        if leaf.scored_by is scorer
    ]
    applicable = [one for one in leaves if one.status is not Status.NOT_APPLICABLE]
    points = [one.points for one in applicable if one.points is not None]
    if not applicable:
        return ""
    if not points:
        return words.text("bang_chua_co_ket_qua")
    return words.text(
        "bang_da_co_ket_qua",
        n=str(len(points)),
        tong=str(len(applicable)),
        diem=show_points(sum(points, ZERO)),
    )


def _closing_lines(source: TableSource) -> Iterator[ScoreLine]:
    words, sheet = source.wording, source.sheet
    whole = source.assessment.criteria_set
    scored = sheet.answered > 0
    own = show_points(sheet.self_max) if sheet.self_max else NOTHING
    sums: list[tuple[str, Decimal | None, Decimal | None, str]] = [
        (
            "bang_cong",
            sum((field.max for field in whole.fields), ZERO),
            sheet.self_score if scored else None,
            words.text("bang_toi_da_ap_dung", toi_da=own),
        ),
        ("bang_diem_khao_sat", sheet.survey_max, None, _results(source, Scorer.SURVEY)),
        ("bang_diem_hoi_dong", sheet.appraised_max, None, _results(source, Scorer.COUNCIL)),
    ]
    for key, block, points in (
        ("bang_thuong", whole.bonus, sheet.bonus),
        ("bang_tru", whole.penalty, sheet.penalty),
    ):
        cap = block.cap if block is not None else None
        sums.append((key, cap, points if _is_declared(source, block) else None, ""))
    with_index = scored and sheet.percent is not None
    formula = ratio_formula(words, sheet, whole.policy) if with_index else ""
    sums.append(("bang_ty_le", None, sheet.percent if with_index else None, formula))
    for number, (key, maximum, total, remark) in enumerate(sums):
        yield ScoreLine(
            RowKind.TOTAL,
            "",
            words.text(key),
            maximum,
            total,
            arithmetic=remark,
            keep=len(sums) - 1 - number,
        )
