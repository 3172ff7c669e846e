"""``cchc result`` and ``cchc exempt``: what others found, and what does not apply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.commands.answer import named_values, show_items
from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import show_points
from cchc_desktop.operations import exemptions, results
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path


@command()
@database
@click.argument("code", metavar="MA")
@click.argument("values", nargs=-1, metavar="[TEN=GIA_TRI]...")
@click.option("--source", metavar="VĂN_BẢN", default="", help="Văn bản có kết quả này.")
@click.option("--clear", is_flag=True, help="Bỏ kết quả đã nhập.")
@as_json
def result(
    db: Path, code: str, values: tuple[str, ...], source: str, clear: bool, as_json: bool
) -> None:
    """Nhập kết quả khảo sát, điểm Hội đồng chấm.

    Ví dụ: cchc result so.cchc 8.1 diem_khao_sat=86.08 --source "Báo cáo 45/BC-SNV"
    """
    if clear == bool(values):
        raise UserError("usage", "Cần đúng một trong hai: TEN=GIA_TRI hoặc --clear.")
    figures = named_values(values)
    with open_session(db) as session:
        if clear:
            results.clear_result(session, code)
        else:
            results.enter_result(session, code, figures, source)
        show_items(session, [code], as_json)


@command()
@database
@click.argument("code", metavar="MA")
@click.argument("basis", required=False, metavar="[CAN_CU]")
@click.option("--clear", is_flag=True, help="Bỏ khai miễn: mục áp dụng lại.")
@as_json
def exempt(db: Path, code: str, basis: str | None, clear: bool, as_json: bool) -> None:
    """Khai mục không áp dụng kèm căn cứ, hoặc bỏ khai.

    Ví dụ: cchc exempt so.cchc 3 "Không có TTHC: Quyết định 12/QĐ-UBND"
    """
    if clear == (basis is not None):
        raise UserError("usage", "Cần đúng một trong hai: CAN_CU hoặc --clear.")
    with open_session(db) as session:
        if basis is None:
            exemptions.apply_again(session, code)
        else:
            exemptions.exempt(session, code, basis)
        sheet = session.sheet
        kept = dict(session.assessment.exemptions)
    if as_json:
        print_json({"exemptions": kept, "self_max": f"{sheet.self_max}",
                    "total_max": f"{sheet.total_max}"})  # fmt: skip
        return
    for one, words in kept.items():
        click.echo(f"Không áp dụng {one}: {words}")
    click.echo(
        f"Điểm tối đa của đơn vị: {show_points(sheet.total_max)}, "
        f"trong đó tự chấm {show_points(sheet.self_max)}"
    )
