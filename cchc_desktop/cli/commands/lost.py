"""``cchc lost``: where points are still lost, and what would be if."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.commands.answer import named_values
from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import show_points
from cchc_desktop.operations import lost_points as operations
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.lost_points import FieldLoss, LostPoints, WhatIf


@command()
@database
@click.option(
    "--try", "tries", multiple=True, metavar="MÃ[:TÊN=GIÁ_TRỊ,…]", help="Thử tính, không ghi gì."
)
@as_json
def lost(db: Path, tries: tuple[str, ...], as_json: bool) -> None:
    """Điểm còn mất: ở đâu, cần gì để lấy lại.

    Ví dụ: cchc lost so.cchc --try 3.4.1:b=2453 --try 1.5
    """
    wanted = _wanted(tries)
    with open_session(db, read_only=True) as session:
        board = operations.board(session.assessment, session.sheet)
        tried = None
        if wanted:
            tried = operations.try_values(session.assessment, session.sheet, board, wanted)
    if as_json:
        print_json(_data(board, tried))
    else:
        _print(board, tried)


def _wanted(tries: tuple[str, ...]) -> dict[str, dict[str, object]]:
    wanted: dict[str, dict[str, object]] = {}
    for text in tries:
        code, _, values = text.partition(":")
        if code in wanted:
            raise UserError("usage", f"--try {code} có hai lần; gộp làm một.")
        wanted[code] = named_values(tuple(values.split(","))) if values else {}
    return wanted


def _field(one: FieldLoss) -> dict[str, str]:
    return {
        "code": one.code,
        "title": one.title,
        "won": format(one.won, "f"),
        "lost": format(one.lost, "f"),
        "undeclared": format(one.undeclared, "f"),
        "max": format(one.maximum, "f"),
    }


def _data(board: LostPoints, tried: WhatIf | None) -> dict[str, object]:
    data: dict[str, object] = {
        "fields": [_field(one) for one in board.fields],
        "total": _field(board.whole),
        "items": [
            {
                "code": one.code,
                "title": one.title,
                "now": one.now,
                "lost": format(one.lost, "f"),
                "undeclared": one.undeclared,
                "needs": one.needs,
                "recoverable": one.recoverable,
            }
            for one in board.leaves
        ],
    }
    if tried is not None:
        data["try"] = {
            "codes": list(tried.codes),
            "before": format(tried.before, "f"),
            "after": format(tried.after, "f"),
            "max": format(tried.maximum, "f"),
        }
    return data


def _print(board: LostPoints, tried: WhatIf | None) -> None:
    rows = [
        (one.code, *map(show_points, (one.won, one.lost, one.undeclared, one.maximum)), one.title)
        for one in (*board.fields, board.whole)
    ]
    heads = ("Mã", "Đạt", "Còn mất", "Chưa kê khai", "Tối đa", "Lĩnh vực")
    print_table(heads, rows, right="1 2 3 4")
    click.echo()
    for one in sorted(board.leaves, key=lambda one: -one.lost):
        click.echo(f"{one.code} {one.title}: còn mất {show_points(one.lost)} ({one.now})")
        click.echo(f"    {one.needs}")
    if not board.leaves:
        click.echo("Không còn mất điểm nào.")
    if tried is not None:
        click.echo()
        now, then = show_points(tried.before), show_points(tried.after)
        click.echo(f"Thử tính: {now} → {then} / {show_points(tried.maximum)} điểm tự chấm.")
        click.echo("Chỉ là phép thử; số liệu đã kê khai không thay đổi.")
