"""``cchc lock`` and ``unlock``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.commands.score import finding_to_data, print_findings
from cchc_desktop.cli.error_report import DONE, FINDINGS
from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json, progress_line
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.operations import locking as operations
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path


@command()
@database
@click.option("--accept-warnings", "--yes", is_flag=True, help="Xác nhận mọi cảnh báo đã nêu.")
@as_json
def lock(db: Path, accept_warnings: bool, as_json: bool) -> int:
    """Khóa hồ sơ sau khi chạy mọi kiểm tra.

    Còn lỗi, hoặc cảnh báo chưa xác nhận, thì không khóa.
    """
    with open_session(db) as session:
        found = operations.readiness(session, progress_line())
        ready = not found.errors and (accept_warnings or not found.doubts)
        if ready or session.assessment.work.lock.locked:
            operations.lock(session, None, progress_line())
    if as_json:
        print_json({"locked": ready, "findings": [finding_to_data(one) for one in found.all]})
    else:
        print_findings(found.all)
        if ready:
            click.echo("Đã khóa hồ sơ.")
        elif found.errors:
            click.echo("Chưa khóa: sửa hết lỗi rồi khóa lại.")
        else:
            click.echo("Chưa khóa: xem từng cảnh báo, rồi khóa với --accept-warnings.")
    return DONE if ready else FINDINGS


@command()
@database
@click.option("--reason", default="", help="Lý do mở khóa, được ghi vào lịch sử.")
@as_json
def unlock(db: Path, reason: str, as_json: bool) -> None:
    """Mở khóa hồ sơ để sửa; phải có lý do."""
    with open_session(db) as session:
        operations.unlock(session, reason)
    if as_json:
        print_json({"locked": False, "reason": reason})
    else:
        click.echo("Đã mở khóa hồ sơ.")
