"""Điểm còn mất: where points are still lost, what each needs, and what would be if."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import lacks_evidence
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.improvement import best_answer, promise, ways_of
from cchc_desktop.core.measures import Choice, DaysLate, Points, Ticks
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.rule_table import rule_table
from cchc_desktop.core.score import LeafScore, ScoreSheet, Status
from cchc_desktop.core.scoring import score_assessment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class FieldLoss:
    """A field's points, of those that the unit scores itself.

    ``won`` + ``lost`` + ``undeclared`` is ``maximum``: the unit's own, without what is exempt.
    """

    code: str
    title: str
    won: Decimal
    lost: Decimal
    undeclared: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class LeafLoss:
    """A leaf that still has points to win.

    Attributes:
        code, title: the leaf.
        now: what is declared, in words.
        lost: points that could still be won.
        undeclared: nothing that can be scored has been declared.
        needs: what wins them back.
        best: an answer that wins what can be won; None where none is found.
    """

    code: str
    title: str
    now: str
    lost: Decimal
    undeclared: bool
    needs: str
    best: Answer | None

    @property
    def recoverable(self) -> bool:
        """Whether something can still be won."""
        return self.best is not None


@dataclass(frozen=True)
class LostPoints:
    """The board: fields, their sum, and the leaves in the set's order."""

    fields: tuple[FieldLoss, ...]
    leaves: tuple[LeafLoss, ...]
    year: int
    whole: FieldLoss = field(init=False)

    def __post_init__(self) -> None:
        sums = [
            sum((getattr(one, name) for one in self.fields), _ZERO)
            for name in ("won", "lost", "undeclared", "maximum")
        ]
        object.__setattr__(self, "whole", FieldLoss("", "Cộng", *sums))


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What the self-score would be; percent is of the own self-scored maximum, None without one."""

    codes: tuple[str, ...]
    before: Decimal
    after: Decimal
    maximum: Decimal
    gained: Mapping[str, Decimal]

    @property
    def gain(self) -> Decimal:
        """Points more than now."""
        return self.after - self.before


def lost_points(assessment: Assessment, sheet: ScoreSheet) -> LostPoints:
    """Say where points are lost; bonus and penalty, surveys and the council's points are apart."""
    fields, leaves = [], []
    for one in assessment.criteria_set.fields:
        won = lost = undeclared = _ZERO
        for criterion in one.criteria:
            for leaf in criterion.leaves:
                result = sheet.leaf(leaf.code)
                if leaf.scored_by is not Scorer.UNIT:
                    continue
                if result.status is Status.SCORED:
                    won += result.points or _ZERO
                    lost += result.lost
                elif result.status in (Status.UNANSWERED, Status.INVALID):
                    undeclared += leaf.max
                if loss := _leaf_loss(assessment, leaf, result):
                    leaves.append(loss)
        fields.append(
            FieldLoss(one.code, one.title, won, lost, undeclared, won + lost + undeclared)
        )
    return LostPoints(tuple(fields), tuple(leaves), assessment.year)


def try_out(assessment: Assessment, sheet: ScoreSheet, answers: Mapping[str, Answer]) -> WhatIf:
    """Say what the score would be with these answers; the assessment is not changed."""
    trial = assessment
    for code, answer in answers.items():
        trial = trial.with_answer(code, answer)
    after = score_assessment(trial, sheet)
    gained = {
        code: (after.leaf(code).points or _ZERO) - (sheet.leaf(code).points or _ZERO)
        for code in answers
    }
    return WhatIf(tuple(answers), sheet.self_score, after.self_score, after.self_max, gained)


def best_answers(board: LostPoints, codes: Iterable[str]) -> dict[str, Answer]:
    """Give the best answers of these leaves, as far as there are any."""
    wanted = set(codes)
    return {
        one.code: one.best for one in board.leaves if one.code in wanted and one.best is not None
    }


def _leaf_loss(assessment: Assessment, leaf: Leaf, result: LeafScore) -> LeafLoss | None:
    undeclared = result.status in (Status.UNANSWERED, Status.INVALID)
    lost = leaf.max if undeclared else result.lost
    if not lost or result.status not in (Status.SCORED, Status.UNANSWERED, Status.INVALID):
        return None
    best = best_answer(assessment, leaf)
    if undeclared:
        now = "Số liệu sai" if result.status is Status.INVALID else "Chưa kê khai"
        needs = _needs_from_nothing(assessment, leaf)
    else:
        now = result.trace.declared
        needs = _needs_more(assessment, leaf, result)
    if best is not None and lacks_proof(assessment, leaf, result):
        needs += "; thêm tài liệu"
    return LeafLoss(leaf.code, leaf.title, now, lost, undeclared, needs, best)


def lacks_proof(assessment: Assessment, leaf: Leaf, result: LeafScore) -> bool:
    """True when the set asks for a document and none is there."""
    if result.status is Status.SCORED:
        return lacks_evidence(assessment, leaf, result)
    return bool(leaf.evidence) and not assessment.evidence_of(leaf.code)


def _needs_more(assessment: Assessment, leaf: Leaf, result: LeafScore) -> str:
    ways = ways_of(assessment, leaf)
    if ways:
        told = (ways[0], ways[-1]) if len(ways) > 1 else ways
        words = [promise(one) for one in told]
        return "; ".join([words[0], *(f"{one[:1].lower()}{one[1:]}" for one in words[1:])])
    applied = leaf.under(assessment.answer(leaf.code).values) or leaf
    if isinstance(applied.measure, DaysLate):
        return f"Đã quá hạn, không còn lấy lại được trong năm {assessment.year}"
    if leaf.requires and result.points == 0:
        return f"Phụ thuộc mục {leaf.requires.code}: xem mục đó trước"
    return "Không còn lấy lại được bằng số liệu của mục này"


def _needs_from_nothing(assessment: Assessment, leaf: Leaf) -> str:
    if leaf.requires:
        trial = try_out_leaf(assessment, leaf)
        if trial is not None and trial == 0:
            return f"Phụ thuộc mục {leaf.requires.code}: xem mục đó trước"
    if leaf.variants:
        applied = leaf.under(assessment.answer(leaf.code).values)
        if applied is None:
            return "Chọn trường hợp áp dụng, rồi kê khai"
        leaf = applied
    top = show_points(leaf.max)
    match leaf.measure:
        case Choice():
            best = max(
                (one for one in leaf.measure.options if not one.not_applicable),
                key=lambda one: (one.points or _ZERO, one.percent or _ZERO),
            )
            return f"Chọn phương án; “{best.label}” được {top}"
        case Ticks():
            return f"Đánh dấu yêu cầu đã đạt; đủ {len(leaf.measure.items)} yêu cầu được {top}"
        case Points():
            return f"Tự cho điểm, tối đa {top}"
        case DaysLate():
            due = leaf.measure.due
            until = f", chậm nhất {due.in_year(assessment.year):%d/%m/%Y}" if due else ""
            return f"Kê khai ngày thực hiện{until}"
    labels = ", ".join(f"“{one.label}”" for one in leaf.inputs[:2])
    table = rule_table(leaf)
    reached = table[0].reached if table else ""
    tail = f"; {reached[:1].lower()}{reached[1:]}: {table[0].gives}" if reached else ""
    return f"Kê khai {labels}{tail}"


def try_out_leaf(assessment: Assessment, leaf: Leaf) -> Decimal | None:
    """Give the most that a leaf could have; None where no answer is found."""
    best = best_answer(assessment, leaf)
    if best is None:
        return None
    whole = score_assessment(assessment.with_answer(leaf.code, best))
    return whole.leaf(leaf.code).points
