"""``cchc assign``, ``remark``, ``waive`` and ``me``: sharing the work."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.errors import UserError
from cchc_desktop.operations import teamwork as operations
from cchc_desktop.operations.person import my_name, set_my_name
from cchc_desktop.operations.scoring import findings
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.completeness import Finding


@command()
@database
@click.argument("codes", nargs=-1, metavar="[MA]...")
@click.option("--to", "person", help="Tên người phụ trách; để trống (--to “”) thì thôi giao.")
@as_json
def assign(db: Path, codes: tuple[str, ...], person: str | None, as_json: bool) -> None:
    """Giao mục, tiêu chí, lĩnh vực cho một người.

    Không kèm --to thì liệt kê người phụ trách.
    """
    if person is not None and not codes:
        raise UserError(
            "usage", "Giao việc phải nêu mã mục; ví dụ: cchc assign so.cchc 3 --to Hạnh."
        )
    with open_session(db, read_only=person is None) as session:
        if person is not None:
            operations.assign(session, codes, person)
        whole, work = session.assessment.criteria_set, session.assessment.work
        under = [leaf.code for code in codes for leaf in whole.leaves_under(code)]
        shown = {
            code: name for code, name in work.assignments.items() if not codes or code in under
        }
        titles = {code: leaf.title for code in shown if (leaf := whole.find_leaf(code))}
    if as_json:
        print_json(shown)
    elif shown:
        rows = [(code, name, titles.get(code, "")) for code, name in shown.items()]
        print_table(("Mục", "Người phụ trách", "Tên"), rows)
    else:
        click.echo("Chưa giao mục nào.")


@command()
@database
@click.argument("code", metavar="MA")
@click.argument("text", required=False, metavar="NOI_DUNG")
@click.option("--remove", "remove_id", type=int, help="Bỏ ý kiến mang số này.")
@as_json
def remark(db: Path, code: str, text: str | None, remove_id: int | None, as_json: bool) -> None:
    """Trao đổi về một mục giữa những người làm; không đi vào hồ sơ."""
    reading = text is None and remove_id is None
    with open_session(db, read_only=reading) as session:
        session.assessment.criteria_set.leaf(code)
        if remove_id is not None:
            operations.remove_remark(session, remove_id)
        if text is not None:
            operations.remark(session, code, text)
        thread = session.assessment.work.remarks_of(code)
    if as_json:
        print_json([{"id": o.id, "at": o.at, "who": o.who, "text": o.text} for o in thread])
        return
    for one in thread:
        moment = datetime.fromisoformat(one.at).astimezone()
        click.echo(f"{one.id}. {moment:%d/%m/%Y %H:%M} {one.who}: {one.text}")
    if not thread:
        click.echo(f"Mục {code} chưa có ý kiến nào.")


@command()
@database
@click.argument("code", metavar="MA")
@click.argument("kind", metavar="LOAI")
@click.option("--reason", help="Vì sao bỏ qua.")
@click.option("--subject", default="", help="Chỗ cụ thể, khi một mục có nhiều cảnh báo cùng loại.")
@click.option("--clear", is_flag=True, help="Không bỏ qua nữa.")
@as_json
def waive(
    db: Path, code: str, kind: str, reason: str | None, subject: str, clear: bool, as_json: bool
) -> None:
    """Bỏ qua một cảnh báo mà cchc check nêu, kèm lý do.

    Mã, loại (kind) và chỗ cụ thể (subject) lấy từ: cchc check HO_SO --json
    """
    if clear == (reason is not None):
        raise UserError("usage", "Cần đúng một trong hai: --reason “lý do” hoặc --clear.")
    with open_session(db) as session:
        one = _find(findings(session), code, kind, subject)
        if clear:
            operations.take_up_again(session, one)
        else:
            operations.waive(session, one, reason or "")
    if as_json:
        print_json({"code": code, "kind": kind, "waived": "" if clear else reason})
    else:
        click.echo("Không bỏ qua nữa." if clear else f"Đã bỏ qua: {one.message}")


def _find(found: tuple[Finding, ...], code: str, kind: str, subject: str) -> Finding:
    fitting = [
        one
        for one in found
        if (one.code or "") == code and one.kind == kind and one.subject.startswith(subject)
    ]
    if not fitting:
        raise UserError(
            "no_finding", f"Mục {code} không có cảnh báo “{kind}”; xem lại bằng lệnh cchc check."
        )
    if len(fitting) > 1:
        choices = ", ".join(one.subject[:12] for one in fitting)
        raise UserError(
            "ambiguous",
            f"Mục {code} có {len(fitting)} cảnh báo “{kind}”; thêm --subject: {choices}.",
        )
    return fitting[0]


@command()
@click.argument("name", required=False, metavar="TEN")
@as_json
def me(name: str | None, as_json: bool) -> None:
    """Tên của người làm, ghi trong lịch sử; kèm TEN thì đổi."""
    shown = my_name() if name is None else set_my_name(name)
    if as_json:
        print_json({"name": shown})
    else:
        click.echo(shown)
