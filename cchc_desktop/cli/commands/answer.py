"""``cchc answer``: declare the figures of a leaf, or of many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.options import as_json, database, existing_path
from cchc_desktop.cli.output import print_json
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.score_document import leaf_score_to_data
from cchc_desktop.operations import answers
from cchc_desktop.operations.session import Session, open_session

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@command()
@database
@click.argument("code", required=False, metavar="MA")
@click.argument("values", nargs=-1, metavar="[TEN=GIA_TRI]...")
@click.option("--note", help="Ghi chú, giải trình.")
@click.option("--not-applicable", metavar="CĂN_CỨ", help="Không áp dụng, kèm căn cứ.")
@click.option("--clear", is_flag=True, help="Bỏ số liệu đã kê khai.")
@click.option("--json-file", type=existing_path, help="Tệp JSON nhiều mục, tất cả hoặc không.")
@as_json
def answer(
    db: Path,
    code: str | None,
    values: tuple[str, ...],
    note: str | None,
    not_applicable: str | None,
    clear: bool,
    json_file: Path | None,
    as_json: bool,
) -> None:
    """Kê khai số liệu của một mục, hoặc nhiều mục từ tệp JSON.

    Ví dụ: cchc answer so.cchc 3.4.1 b=2450 a=2453
    """
    ways = bool(json_file) + bool(values) + (not_applicable is not None) + clear
    if ways > 1 or (ways == 0 and note is None) or (code is None) != (json_file is not None):
        raise UserError(
            "usage",
            "Cần đúng một cách kê khai: TEN=GIA_TRI, --not-applicable, --clear hoặc --json-file.",
        )
    many = answers.read_answers_file(json_file) if json_file else {}
    figures = named_values(values)
    with open_session(db) as session:
        if json_file:
            answers.declare_many(session, many)
        elif code is not None:
            if not_applicable is not None:
                answers.mark_not_applicable(session, code, not_applicable)
            elif clear:
                answers.clear_answer(session, code)
            if figures or note is not None:
                answers.declare(session, code, figures, note)
        show_items(session, many or [code or ""], as_json)


def named_values(values: tuple[str, ...]) -> dict[str, object]:
    """Part ``name=value`` words.

    Raises:
        UserError: ``usage`` where one is no such pair, or a name comes twice.
    """
    figures: dict[str, object] = {}
    for text in values:
        name, found, value = text.partition("=")
        if not found:
            raise UserError("usage", f"“{text}” phải viết TEN=GIA_TRI, ví dụ b=2450.")
        if name in figures:
            raise UserError("usage", f"“{name}” có hai lần; giữ lại một.")
        figures[name] = value
    return figures


def show_items(session: Session, codes: Iterable[str], as_json: bool) -> None:
    """Print how these leaves stand now."""
    results = [session.sheet.leaf(code) for code in codes]
    if as_json:
        print_json({"items": [leaf_score_to_data(one) for one in results]})
        return
    for one in results:
        points = "–" if one.points is None else show_points(one.points)
        click.echo(f"{one.code} {one.title}: {points} / {show_points(one.max)}")
        click.echo(f"    {' → '.join(one.steps)}")
