"""What stands in the official table's rows: words, tones and marks of leaves, branches, sums."""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.measures import Choice, Share, Ticks
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.score import Status
from cchc_desktop.gui import typed_values
from cchc_desktop.gui.marks import Mark, mark_of, state_of
from cchc_desktop.gui.models.evidence_rows import evidence_words
from cchc_desktop.gui.models.rows_model import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import ExtraBlock, Leaf
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.score import GroupScore, LeafScore, ScoreSheet, Sums


class Column(IntEnum):
    """The table's columns in their order."""

    CODE = 0
    TITLE = 1
    MAX = 2
    FIGURES = 3
    POINTS = 4
    EVIDENCE = 5
    NOTE = 6
    STATE = 7


HEADS = (
    "STT",
    "Tiêu chí, tiêu chí thành phần",
    "Điểm tối đa",
    "Số liệu kê khai",
    "Điểm tự chấm",
    "Tài liệu kiểm chứng",
    "Ghi chú, giải trình",
    "Tình trạng",
)
BROKEN_HEADS = {
    Column.MAX: "Điểm\ntối đa",
    Column.POINTS: "Điểm tự\nchấm",
    Column.STATE: "Tình\ntrạng",
}
"""Heads over narrow columns: a styled head never breaks its words by itself."""
RIGHT = frozenset({Column.MAX, Column.POINTS})
NO_DOCUMENT = "Chưa có tài liệu"


class InputWay(Enum):
    """Where a leaf's figures are edited."""

    NOWHERE = 0
    """Somebody else scores it, or it does not apply."""
    CELL = 1
    """It has one figure."""
    BAR = 2
    """Several figures, options, requirements or rules to pick from."""


def input_way(assessment: Assessment, leaf: Leaf) -> InputWay:
    """Tell where a leaf's figures are edited."""
    if leaf.scored_by is not Scorer.UNIT or assessment.answer(leaf.code).not_applicable:
        return InputWay.NOWHERE
    if assessment.exemption_of(leaf.code):
        return InputWay.NOWHERE
    one = len(leaf.inputs) == 1 and not leaf.variants
    chosen = isinstance(leaf.measure, Choice | Ticks)
    return InputWay.CELL if one and not chosen else InputWay.BAR


def leaf_cells(
    assessment: Assessment, leaf: Leaf, result: LeafScore, evidence: Sequence[Evidence]
) -> tuple[Cell, ...]:
    """Give a leaf's row.

    Args:
        assessment: what is declared.
        leaf: of its set.
        result: its score.
        evidence: its citations.
    """
    mark = mark_of(assessment, leaf, result)
    state = state_of(assessment, leaf, result)
    words = ", ".join(dict.fromkeys((mark.word, state.word)))
    return (
        Cell(leaf.code),
        Cell(leaf.title),
        Cell(show_points(leaf.max)),
        _figures_cell(assessment, leaf, result),
        _points_cell(result),
        _evidence_cell(assessment, leaf, state, evidence),
        Cell(assessment.answer(leaf.code).note),
        Cell(words, icon=(mark.icon, mark.token)),
    )


def group_cells(group: GroupScore, *, field: bool) -> tuple[Cell, ...]:
    """Give the row of a field or a criterion, with its sums."""
    count, points = "", others_word(group.sums)
    if group.applicable:
        count = f"{group.answered}/{group.applicable} mục" + (" đã kê khai" if field else "")
        points = show_points(group.points)
    parts = _parts(group.sums, group.max)
    return _branch(group.code, group.title, show_points(group.max), count, points, parts)


def block_cells(block: ExtraBlock, points: Decimal, *, penalty: bool) -> tuple[Cell, ...]:
    """Give the row of bonus or penalty: what it adds up to under its cap."""
    word = "Điểm trừ, ngoài điểm tối đa" if penalty else "Điểm thưởng, ngoài điểm tối đa"
    cap, shown = show_points(block.cap), show_points(points)
    return _branch(block.code, block.title, cap, "", shown, word)


def total_cells(sheet: ScoreSheet) -> tuple[Cell, ...]:
    """Give the last row: the self-assessed points over the unit's own maximum for them."""
    count = f"{sheet.answered}/{sheet.applicable} mục đã kê khai"
    parts = _parts(sheet.sums, sheet.total_max)
    maximum, points = show_points(sheet.self_max), show_points(sheet.self_score)
    return _branch("", "Cộng điểm tự chấm", maximum, count, points, parts)


def others_word(sums: Sums) -> str:
    """Say who scores a branch where nothing is the unit's own to score."""
    if sums.survey_max and not sums.appraised_max:
        return "Khảo sát"
    return "Hội đồng" if sums.appraised_max and not sums.survey_max else "–"


def spoken_words(code: str, column: int, cell: Cell, *, editable: bool) -> str:
    """Say a cell as a screen reader does: whose, which column, what stands there."""
    if column == Column.CODE:
        return f"{HEADS[column]}: {code or 'cộng'}"
    words = cell.spoken or cell.text or "trống"
    if column in RIGHT and cell.text[:1].isdigit():
        words = f"{words} điểm"
    mine = ", sửa được" if editable else ""
    return f"{code or 'Cộng'}, {HEADS[column]}: {words}{mine}"


def _branch(
    code: str, title: str, maximum: str, count: str, points: str, note: str
) -> tuple[Cell, ...]:
    texts = (code, title, maximum, count, points, "", note, "")
    return tuple(Cell(text, strong=True) for text in texts)


def _parts(sums: Sums, maximum: Decimal) -> str:
    """Say whose points a maximum is made of, unless all of it is the unit's own."""
    known = (
        ("tự chấm", sums.self_max),
        ("khảo sát", sums.survey_max),
        ("hội đồng", sums.appraised_max),
        ("không áp dụng", maximum - sums.own_max),
    )
    parts = [f"{word} {show_points(points)}" for word, points in known if points]
    if sums.self_max == maximum or not parts:
        return ""
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def _points_cell(result: LeafScore) -> Cell:
    if result.points is not None:
        return Cell(show_points(result.points))
    match result.status:
        case Status.SURVEY:
            return Cell("Khảo sát", tone="text2")
        case Status.APPRAISED:
            return Cell("Hội đồng", tone="text2")
        case Status.INVALID:
            return Cell("–", spoken="chưa tính điểm")
        case Status.NOT_APPLICABLE:
            return Cell("–", tone="text2", spoken="không áp dụng")
    return Cell("–", tone="text2", spoken="chưa có điểm")


def _figures_cell(assessment: Assessment, leaf: Leaf, result: LeafScore) -> Cell:
    values, declared = assessment.answer(leaf.code).values, result.trace.declared
    match result.status:
        case Status.SCORED:
            # A requirement that is not met leaves “–” in the official table; what was typed stays.
            kept = typed_words(leaf, values, assessment.year) if declared == "–" else ""
            return Cell(kept or declared)
        case Status.NOT_APPLICABLE:
            return Cell(declared, tone="text2")
        case Status.INVALID:
            text = typed_words(leaf, values, assessment.year) or Mark.INVALID.word
            icon = (Mark.INVALID.icon, Mark.INVALID.token)
            return Cell(text, tone="bad", ground="bad_bg", icon=icon,
                        spoken=f"{text}, {Mark.INVALID.word}: {result.problem}")  # fmt: skip
        case Status.SURVEY | Status.APPRAISED:
            mark = Mark.SURVEY if result.status is Status.SURVEY else Mark.COUNCIL
            known = result.points is not None
            return Cell(f"{mark.word}: {declared}" if known else mark.word, tone="text2")
    text = typed_words(leaf, values, assessment.year)
    missing = "".join(f", {line}" for line in result.trace.lines) if text else ""
    return Cell(text, tone="text2" if missing else "", spoken=f"{text}{missing}" or "chưa kê khai")


def typed_words(leaf: Leaf, values: Mapping[str, str], year: int) -> str:
    """Say what was typed so far where the official table has no words for it yet."""
    applied = leaf.under(values)
    if applied is None or not any(values.get(one.name) for one in applied.inputs):
        return next((one.label for one in leaf.variants if values.get("variant") == one.key), "")
    texts = [
        typed_values.shown_text(one, values.get(one.name, ""), year) or "…"
        for one in applied.inputs
    ]
    if len(texts) == 1:
        return texts[0]
    measure = applied.measure
    if isinstance(measure, Share) and len(measure.num) == len(measure.den) == 1:
        return f"{texts[0]}/{texts[1]} {applied.inputs[-1].unit}".strip()
    pairs = zip(applied.inputs, texts, strict=True)
    return "; ".join(f"{one.label}: {text}" for one, text in pairs)


def _evidence_cell(
    assessment: Assessment, leaf: Leaf, state: Mark, evidence: Sequence[Evidence]
) -> Cell:
    if evidence:
        return Cell("; ".join(_citation(one) for one in evidence))
    if state is Mark.LACKS_EVIDENCE:
        return Cell(NO_DOCUMENT, tone="warn")
    shared = leaf.requires.code if leaf.requires and leaf.requires.evidence else ""
    if shared and state is Mark.DECLARED and assessment.evidence_of(shared):
        return Cell(f"Như mục {shared}", tone="text2")
    return Cell("", spoken=NO_DOCUMENT.lower() if leaf.evidence else "")


def _citation(one: Evidence) -> str:
    words = evidence_words(one.document)
    return f"{words}, tr. {one.cited_pages}" if one.cited_pages else words
