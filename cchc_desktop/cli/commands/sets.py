"""``cchc sets``: the criteria sets at hand."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.options import as_json
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.cli.vietnamese_help import group
from cchc_desktop.core.measures import Choice, Ticks
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.set_document import set_to_data
from cchc_desktop.operations.criteria_sets import load_set, shipped_sets

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf

SCORER_WORDS = {"unit": "tự chấm", "survey": "khảo sát", "council": "hội đồng"}


@group()
def sets() -> None:
    """Bộ tiêu chí: liệt kê, xem."""


@sets.command("list")
@as_json
def list_sets(as_json: bool) -> None:
    """Liệt kê các bộ tiêu chí có sẵn."""
    found = shipped_sets()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    rows = [(one.id, str(one.year), str(one.leaves), one.title) for one in found]
    print_table(("Mã bộ", "Năm", "Số mục", "Tên"), rows, right="1 2")


@sets.command("show")
@click.argument("reference", metavar="BO_TIEU_CHI")
@as_json
def show_set(reference: str, as_json: bool) -> None:
    """Xem một bộ: mã, điểm tối đa, số liệu phải kê khai."""
    chosen = load_set(reference)
    if as_json:
        print_json(set_to_data(chosen))
        return
    click.echo(f"{chosen.title}, năm {chosen.year}")
    for basis in chosen.legal_basis:
        click.echo(f"Căn cứ: {basis}")
    if chosen.disclaimer:
        click.echo(chosen.disclaimer)
    click.echo()
    print_table(("Mã", "Tối đa", "Người chấm", "Kê khai", "Tên"), _rows(chosen), right="1")


def _rows(chosen: CriteriaSet) -> list[tuple[str, str, str, str, str]]:
    rows = []
    for field in chosen.fields:
        rows.append((field.code, show_points(field.max), "", "", field.title.upper()))
        for criterion in field.criteria:
            if not criterion.is_leaf:
                rows.append((criterion.code, show_points(criterion.max), "", "", criterion.title))
            rows.extend(_leaf_row(leaf) for leaf in criterion.leaves)
    for block in (chosen.bonus, chosen.penalty):
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


def declared_names(leaf: Leaf) -> str:
    """Say what the command line takes for a leaf: ``option=du|mot|khong``, ``b, a``."""
    if isinstance(leaf.measure, Choice):
        return "option=" + "|".join(option.key for option in leaf.measure.options)
    if isinstance(leaf.measure, Ticks):
        return "items=" + ",".join(item.key for item in leaf.measure.items)
    return ", ".join(figure.name for figure in leaf.inputs)
