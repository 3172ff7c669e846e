"""A criteria set, a questionnaire or a published index as pages of the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.output import print_table
from cchc_desktop.core.criteria_set import CriteriaSet, Scorer
from cchc_desktop.core.measures import Choice, Ticks
from cchc_desktop.core.numbers import Rounding, show_number, show_points
from cchc_desktop.core.policy import TieRule
from cchc_desktop.core.questionnaire import Questionnaire

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.documents import Document
    from cchc_desktop.core.policy import ClassBand, Policy
    from cchc_desktop.core.published_index import PublishedIndex

SCORER_WORDS = {"unit": "tự chấm", "survey": "khảo sát", "council": "hội đồng"}
_ROUNDING = {Rounding.HALF_UP: "làm tròn lên từ 5", Rounding.TRUNCATE: "cắt bỏ phần lẻ"}


def print_document(document: Document) -> None:
    """Print a document in the way of its kind; a sample always says that it is one."""
    if isinstance(document, CriteriaSet):
        _print_set(document)
    elif isinstance(document, Questionnaire):
        _print_questionnaire(document)
    else:
        _print_index(document)


def declared_names(leaf: Leaf) -> str:
    """Say what the command line takes for a leaf: ``option=du|mot|khong``, ``b, a``."""
    if leaf.variants:
        return "variant=" + "|".join(one.key for one in leaf.variants)
    if isinstance(leaf.measure, Choice):
        return "option=" + "|".join(option.key for option in leaf.measure.options)
    if isinstance(leaf.measure, Ticks):
        return "items=" + ",".join(item.key for item in leaf.measure.items)
    return ", ".join(figure.name for figure in leaf.inputs)


def _print_set(one: CriteriaSet) -> None:
    click.echo(f"{one.title}, năm {one.year}, phiên bản {one.version}")
    _print_bases(one.legal_basis, one.disclaimer)
    parts = [
        f"{words} {show_points(one.max_of(scorer))}"
        for scorer, words in (
            (Scorer.UNIT, "tự chấm"),
            (Scorer.SURVEY, "khảo sát"),
            (Scorer.COUNCIL, "Hội đồng, cấp trên chấm"),
        )
        if one.max_of(scorer)
    ]
    total = show_points(sum((field.max for field in one.fields), start=one.max_of(Scorer.UNIT) * 0))
    click.echo(f"Điểm tối đa: {' + '.join(parts)} = {total}")
    criteria = [criterion for field in one.fields for criterion in field.criteria]
    below = sum(len(criterion.leaves) for criterion in criteria if not criterion.is_leaf)
    counts = f"{len(one.fields)} lĩnh vực, {len(criteria)} tiêu chí, {below} tiêu chí thành phần"
    click.echo(f"Gồm {counts}")
    _print_policy(one.policy)
    click.echo()
    print_table(("Mã", "Tối đa", "Người chấm", "Kê khai", "Tên"), _rows(one), right="1")


def _print_policy(policy: Policy) -> None:
    click.echo(f"Làm tròn: {_ROUNDING[policy.rounding]}, {policy.leaf_decimals} số lẻ")
    if policy.classes:
        click.echo(f"Xếp loại: {_classes(policy.classes)}")
    for block in policy.blocks:
        click.echo(f"Khối {block.label}: {_classes(block.classes)}")
    for gate in policy.gates:
        names = {one.key: one.label for one in policy.classes}
        click.echo(f"{gate.condition}: cao nhất {names.get(gate.highest, gate.highest)}")
    ties = {
        TieRule.BEFORE_EXTRAS: "điểm trước thưởng, trừ",
        TieRule.SURVEY: "điểm khảo sát",
        TieRule.FIELD: "điểm lĩnh vực",
    }
    if policy.tie_breaks:
        words = ", ".join(f"{ties[one.by]} {one.code}".rstrip() for one in policy.tie_breaks)
        click.echo(f"Đồng hạng xét: {words}")


def _classes(bands: tuple[ClassBand, ...]) -> str:
    return ", ".join(f"{one.label} từ {show_number(one.from_percent)}%" for one in bands)


def _rows(one: CriteriaSet) -> list[tuple[str, str, str, str, str]]:
    rows = []
    for field in one.fields:
        rows.append((field.code, show_points(field.max), "", "", field.title.upper()))
        for criterion in field.criteria:
            if not criterion.is_leaf:
                rows.append((criterion.code, show_points(criterion.max), "", "", criterion.title))
            rows.extend(_leaf_row(leaf) for leaf in criterion.leaves)
    for block in (one.bonus, one.penalty):
        if block:
            rows.append((block.code, show_points(block.cap), "", "", block.title.upper()))
            rows.extend(_leaf_row(leaf) for leaf in block.leaves)
    return rows


def _leaf_row(leaf: Leaf) -> tuple[str, str, str, str, str]:
    return (
        leaf.code,
        show_points(leaf.max),
        SCORER_WORDS[leaf.scored_by.value],
        declared_names(leaf),
        leaf.title,
    )


def _print_questionnaire(one: Questionnaire) -> None:
    click.echo(f"{one.title}, phiên bản {one.version}")
    _print_bases(one.legal_basis, one.disclaimer)
    levels = ", ".join(f"{level.value} {level.label}" for level in one.levels)
    good = ", ".join(str(level.value) for level in one.levels if level.satisfied)
    click.echo(f"Thang: {levels}; hài lòng: {good}")
    for name, words in one.remarks.items():
        click.echo(f"{name}: {words}")
    click.echo()
    rows = []
    for factor in one.factors:
        rows.append((factor.code, "", factor.title.upper()))
        rows += [(q.code, q.column, q.title) for q in factor.questions]
    print_table(("Mã", "Cột", "Câu hỏi"), rows)


def _print_index(one: PublishedIndex) -> None:
    click.echo(f"{one.title}, phiên bản {one.version}")
    click.echo(f"Nơi công bố: {one.publisher}")
    _print_bases(one.legal_basis, one.disclaimer)
    for name, words in one.remarks.items():
        click.echo(f"{name}: {words}")
    click.echo()
    rows = [
        (
            part.code,
            show_points(part.max),
            "" if part.weight is None else f"{show_number(part.weight)}%",
            part.title,
        )
        for part in one.parts
    ]
    print_table(("Mã", "Tối đa", "Trọng số", "Thành phần"), rows, right="1 2")


def _print_bases(bases: tuple[str, ...], disclaimer: str) -> None:
    for basis in bases:
        click.echo(f"Căn cứ: {basis}")
    if disclaimer:
        click.echo(disclaimer)
