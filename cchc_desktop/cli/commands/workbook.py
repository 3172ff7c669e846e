"""``cchc new`` and ``cchc info``: a workbook as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import show_points
from cchc_desktop.operations.session import Session, create_session, open_session

if TYPE_CHECKING:
    from pathlib import Path


@command()
@database
@click.option("--set", "set_reference", required=True, help="Mã bộ tiêu chí, hoặc tệp.")
@click.option("--year", type=int, required=True, help="Năm đánh giá.")
@click.option("--unit", required=True, help="Tên đơn vị tự chấm.")
@click.option("--exempt", multiple=True, metavar='MÃ="căn cứ"', help="Mục không áp dụng.")
@as_json
def new(
    db: Path, set_reference: str, year: int, unit: str, exempt: tuple[str, ...], as_json: bool
) -> None:
    """Tạo hồ sơ mới."""
    exemptions: dict[str, str] = {}
    for text in exempt:
        code, found, basis = text.partition("=")
        if not found:
            raise UserError("bad_exempt", f"--exempt {text}: phải ghi MÃ=căn cứ.")
        if code.strip() in exemptions:
            raise UserError("bad_exempt", f"--exempt {code.strip()} có hai lần; giữ lại một.")
        exemptions[code.strip()] = basis
    with create_session(db, set_reference, year, unit, exemptions) as session:
        _show(session, as_json)


@command()
@database
@as_json
def info(db: Path, as_json: bool) -> None:
    """Cho biết hồ sơ của ai, năm nào, đã làm đến đâu."""
    with open_session(db, read_only=True) as session:
        _show(session, as_json)


def _show(session: Session, as_json: bool) -> None:
    assessment, sheet = session.assessment, session.sheet
    whole = assessment.criteria_set
    if as_json:
        print_json(
            {
                "path": str(session.workbook.path),
                "unit": assessment.unit,
                "year": assessment.year,
                "set": {"id": whole.id, "version": whole.version, "title": whole.title},
                "exemptions": dict(assessment.exemptions),
                "answered": sheet.answered,
                "applicable": sheet.applicable,
                "self_score": f"{sheet.self_score}",
                "self_max": f"{sheet.self_max}",
                "evidence": len(assessment.evidence),
                "locked": assessment.work.lock.locked,
            }
        )
        return
    click.echo(f"Hồ sơ:     {session.workbook.path}")
    click.echo(f"Đơn vị:    {assessment.unit}, năm {assessment.year}")
    click.echo(f"Bộ:        {whole.id} ({whole.version}), {whole.title}")
    click.echo(f"Tiến độ:   {sheet.answered} / {sheet.applicable} mục đã kê khai")
    score, best = show_points(sheet.self_score), show_points(sheet.self_max)
    click.echo(f"Kết quả:   {score} / {best} điểm tự chấm")
    click.echo(f"Tài liệu:  {len(assessment.evidence)}")
    if assessment.work.lock.locked:
        click.echo(f"Đã khóa:   {assessment.work.lock.who}, {assessment.work.lock.at}")
    for code, basis in assessment.exemptions.items():
        click.echo(f"Không áp dụng {code}: {basis}")
