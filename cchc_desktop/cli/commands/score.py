"""``cchc score`` and ``cchc check``: the points, and what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.error_report import DONE, FINDINGS
from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json, print_table, progress_line
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.completeness import Finding, Severity
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.score_document import leaf_score_to_data, sheet_to_data
from cchc_desktop.operations import scoring
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.score import LeafScore, ScoreSheet

STATUS_WORDS = {
    "scored": "",
    "unanswered": "chưa kê khai",
    "invalid": "số liệu sai",
    "not_applicable": "không áp dụng",
    "survey": "chưa có kết quả khảo sát",
    "appraised": "hội đồng chưa chấm",
}
SEVERITY_WORDS = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Ghi nhận"}


@command()
@database
@click.option("--explain", metavar="MÃ", help="Vì sao mục này được điểm như vậy.")
@as_json
def score(db: Path, explain: str | None, as_json: bool) -> None:
    """Tính điểm tự chấm."""
    with open_session(db, read_only=True) as session:
        if explain is not None:
            _explain(scoring.rescore_leaf(session.assessment, explain), as_json)
        elif as_json:
            print_json(sheet_to_data(session.assessment, session.sheet))
        else:
            _print_sheet(session.sheet)


@command()
@database
@click.option("--integrity", is_flag=True, help="Chỉ kiểm tra tệp có toàn vẹn hay không.")
@as_json
def check(db: Path, integrity: bool, as_json: bool) -> int:
    """Kiểm tra hồ sơ: còn thiếu gì, tệp có toàn vẹn không."""
    damage = scoring.integrity(db, progress_line())
    found, complete = damage, False
    if not damage:
        with open_session(db, read_only=True) as session:
            gaps = scoring.gaps(session)
            complete = not any(one.severity is Severity.ERROR for one in gaps)
            if not integrity:
                found = scoring.findings(session, progress_line())
    if as_json:
        print_json(
            {
                "complete": complete,
                "intact": not damage,
                "findings": [finding_to_data(one) for one in found],
            }
        )
    else:
        print_findings(found)
        _print_sum(found, intact=not damage)
    return FINDINGS if any(one.severity is not Severity.INFO for one in found) else DONE


def _explain(one: LeafScore, as_json: bool) -> None:
    if as_json:
        print_json(leaf_score_to_data(one))
        return
    points = "–" if one.points is None else show_points(one.points)
    click.echo(f"{one.code} {one.title}")
    what = {"survey": "Điểm khảo sát", "appraised": "Điểm Hội đồng chấm"}
    state = STATUS_WORDS[one.status.value] if one.points is None else ""
    label = what.get(one.status.value, "Điểm tự chấm")
    click.echo(f"{label}: {points} / {show_points(one.max)} {state}".rstrip())
    for number, step in enumerate(one.steps, start=1):
        click.echo(f"  {number}. {step}")
    if one.problem:
        click.echo(one.problem)


def _print_sheet(sheet: ScoreSheet) -> None:
    rows = [
        (
            one.code,
            show_points(one.max),
            STATUS_WORDS[one.status.value] if one.points is None else show_points(one.points),
            one.title,
        )
        for one in (*sheet.leaves, *sheet.extras)
    ]
    print_table(("Mã", "Tối đa", "Tự chấm", "Tên"), rows, right="1 2")
    click.echo()
    click.echo(f"Tiến độ: {sheet.answered} / {sheet.applicable} mục đã kê khai")
    whole = sheet.assessment.criteria_set
    own = f"{show_points(sheet.self_score)} / {show_points(sheet.self_max)}"
    percent = "" if sheet.percent is None else f"; chỉ số tự chấm {show_points(sheet.percent)}%"
    click.echo(f"Kết quả: {own} điểm tự chấm{percent}")
    if (of_set := whole.max_of(Scorer.UNIT)) != sheet.self_max:
        click.echo(f"Điểm tối đa tự chấm theo bộ tiêu chí: {show_points(of_set)}")
    click.echo(f"Điểm thưởng {show_points(sheet.bonus)}; điểm trừ {show_points(sheet.penalty)}")
    sums = sheet.sums
    survey = show_points(sums.survey_points) if sums.surveyed else "chưa có"
    council = show_points(sums.appraised_points) if sums.appraised else "chưa có"
    click.echo(f"Khảo sát: {survey} / {show_points(sheet.survey_max)}")
    click.echo(f"Hội đồng chấm: {council} / {show_points(sheet.appraised_max)}")


def finding_to_data(one: Finding) -> dict[str, object]:
    """Write a finding as plain data."""
    data: dict[str, object] = {
        "code": one.code,
        "kind": one.kind,
        "severity": one.severity.value,
        "message": one.message,
        "subject": one.subject,
    }
    if one.waived:
        data["waived"] = one.waived
    return data


def print_findings(found: tuple[Finding, ...]) -> None:
    """Print findings, a line each."""
    for one in found:
        if one.waived:
            click.echo(f"Bỏ qua: {one.message} Lý do: {one.waived}")
        else:
            click.echo(f"{SEVERITY_WORDS[one.severity.value]}: {one.message}")


def _print_sum(found: tuple[Finding, ...], *, intact: bool) -> None:
    errors = sum(one.severity is Severity.ERROR for one in found)
    warnings = sum(one.severity is Severity.WARNING for one in found)
    click.echo("Tệp toàn vẹn." if intact else "Tệp không toàn vẹn.")
    click.echo(f"{errors} lỗi phải sửa, {warnings} cảnh báo.")
