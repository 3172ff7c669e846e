"""``cchc history``, ``undo`` and ``redo``: what was done, taken back, done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.operations import history as operations
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.operations.history import HistoryLine


@command()
@database
@click.argument("code", required=False, metavar="MA")
@as_json
def history(db: Path, code: str | None, as_json: bool) -> None:
    """Lịch sử thay đổi: ai, lúc nào, sửa gì; của cả hồ sơ hoặc một mục."""
    with open_session(db, read_only=True) as session:
        lines = operations.history(session, code or "")
    if as_json:
        print_json([_data(one) for one in lines])
        return
    day = ""
    for one in lines:
        moment = one.at.astimezone()
        if (today := moment.strftime("%d/%m/%Y")) != day:
            day = today
            click.echo(f"Ngày {day}")
        who = f" {one.who}:" if one.who else ""
        click.echo(f"  {moment:%H:%M}{who} {one.text}")
    if not lines:
        click.echo("Chưa có thay đổi nào.")


@command()
@database
@as_json
def undo(db: Path, as_json: bool) -> None:
    """Hoàn tác thay đổi cuối, kể cả thay đổi của lần mở trước."""
    with open_session(db) as session:
        line = operations.undo(session)
    _tell(line, "Đã hoàn tác", as_json)


@command()
@database
@as_json
def redo(db: Path, as_json: bool) -> None:
    """Làm lại thay đổi vừa hoàn tác."""
    with open_session(db) as session:
        line = operations.redo(session)
    _tell(line, "Đã làm lại", as_json)


def _tell(line: HistoryLine, verb: str, as_json: bool) -> None:
    if as_json:
        print_json(_data(line))
    else:
        click.echo(f"{verb}: {line.text}")


def _data(line: HistoryLine) -> dict[str, object]:
    return {
        "at": line.at.isoformat(),
        "who": line.who,
        "act": line.act,
        "text": line.text,
        "codes": list(line.codes),
        "changes": [{"code": one.code or None, "text": one.text} for one in line.told],
    }
