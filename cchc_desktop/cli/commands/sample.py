"""``cchc sample``: a sample department's workbook, and the whole job on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.error_report import DONE, FINDINGS
from cchc_desktop.cli.options import as_json, existing_path
from cchc_desktop.cli.output import print_json, progress_line
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.numbers import show_points
from cchc_desktop.operations.sample import do_sample_job, make_sample

if TYPE_CHECKING:
    from pathlib import Path


@command()
@click.argument("folder", type=existing_path, metavar="THU_MUC")
@click.option("--headless-job", is_flag=True, help="Làm trọn việc: chấm, xuất, ký, kiểm tra.")
@as_json
def sample(folder: Path, headless_job: bool, as_json: bool) -> int:
    """Tạo hồ sơ mẫu của một sở để xem và thử."""
    if not headless_job:
        path = make_sample(folder, progress_line())
        if as_json:
            print_json({"workbook": str(path)})
        else:
            click.echo(str(path))
        return DONE
    job = do_sample_job(folder, progress_line())
    dossier, report = job.dossier, job.report
    if as_json:
        print_json(
            {
                "workbook": str(job.workbook),
                "pdf": str(dossier.path),
                "self_score": f"{dossier.self_score}",
                "self_max": f"{dossier.self_max}",
                "intact": report.intact,
                "trusted": report.trusted,
            }
        )
    else:
        score, best = show_points(dossier.self_score), show_points(dossier.self_max)
        click.echo(f"Điểm tự chấm:  {score} / {best}")
        click.echo(f"Hồ sơ:         {job.workbook}")
        click.echo(f"Hồ sơ đã ký:   {dossier.path} ({dossier.pages} trang, {dossier.signer})")
        for fact in report.facts:
            click.echo(f"{fact.title}: {fact.verdict}. {fact.result}")
    return DONE if report.sound else FINDINGS
