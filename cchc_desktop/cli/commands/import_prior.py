"""``cchc import``: last year's results beside this year's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.options import as_json, database, existing_path
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.numbers import show_points
from cchc_desktop.operations import prior_year as operations
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path


@command("import")
@database
@click.argument("file", type=existing_path, metavar="HO_SO_NAM_TRUOC")
@click.option("--year", type=int, help="Năm của hồ sơ nhập vào, để kiểm tra.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không ghi.")
@as_json
def import_prior(db: Path, file: Path, year: int | None, dry_run: bool, as_json: bool) -> None:
    """Nhập kết quả năm trước từ hồ sơ .cchc để xem cạnh năm nay.

    Số liệu năm nay không thay đổi; hoàn tác được bằng cchc undo.
    """
    with open_session(db, read_only=dry_run) as session:
        act = operations.preview_prior if dry_run else operations.import_prior
        match = act(session, file, year)
        warnings = operations.warnings_of(session, match)
    results = match.prior.results.values()
    if as_json:
        print_json(
            {
                "year": match.prior.year,
                "matches": [
                    {
                        "code": one.code,
                        "from_code": one.source["code"],
                        "self": _text(one.points),
                        "max": _text(one.max),
                        "appraised": _text(one.appraised),
                        "note": one.note,
                        "confidence": 1,
                        "accepted": True,
                    }
                    for one in results
                ],
                "unmatched": [{"code": leaf.code, "text": leaf.title} for leaf in match.unmatched],
                "warnings": list(warnings),
            }
        )
        return
    rows = [
        (
            one.code,
            one.source["code"],
            _shown(one.points or one.appraised),
            _shown(one.max),
            one.title,
        )
        for one in results
    ]
    print_table(("Mục", "Mã cũ", "Điểm", "Tối đa", "Tên năm trước"), rows, right="2 3")
    for leaf in match.unmatched:
        click.echo(f"Năm nay không còn: {leaf.code} {leaf.title}")
    for words in warnings:
        click.echo(f"Lưu ý: {words}")
    done = "Sẽ nhập" if dry_run else "Đã nhập"
    click.echo(f"{done} {len(rows)} mục của năm {match.prior.year}.")


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _shown(value: Decimal | None) -> str:
    return "–" if value is None else show_points(value)
