"""``cchc survey`` and ``cchc index``: SIPAS ballots, published PAPI and PCI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cchc_desktop.cli.commands.answer import named_values
from cchc_desktop.cli.error_report import BAD_INPUT, DONE, FINDINGS
from cchc_desktop.cli.options import as_json, database, existing_path
from cchc_desktop.cli.output import print_json, print_table, progress_line
from cchc_desktop.cli.vietnamese_help import group
from cchc_desktop.core.numbers import show_number
from cchc_desktop.core.published_result import CLASS, RANK, TOTAL
from cchc_desktop.operations import published_results, surveys
from cchc_desktop.operations.session import open_session
from cchc_desktop.operations.surveys import DEFAULT, POOLING_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.operations.published_results import IndexView
    from cchc_desktop.operations.surveys import CountedSurvey
    from cchc_desktop.surveys.ballot_table import BallotTable

questionnaire_option = click.option(
    "--questionnaire", default=DEFAULT, metavar="MÃ", help="Phiếu khảo sát; mặc định sipas-2640."
)
leave_out_option = click.option(
    "--leave-out-bad", is_flag=True, help="Bỏ các phiếu có ô sai, đếm phần còn lại."
)


@group()
def survey() -> None:
    """Khảo sát hài lòng (SIPAS): đếm phiếu, lưu kết quả."""


@survey.command("tally")
@click.argument("path", type=existing_path, metavar="BANG_PHIEU")
@questionnaire_option
@leave_out_option
@as_json
def tally(path: Path, questionnaire: str, leave_out_bad: bool, as_json: bool) -> int:
    """Đếm phiếu và tính chỉ số, không cần hồ sơ."""
    counted, table = surveys.read_ballot_file(path, questionnaire, leave_out_bad=leave_out_bad)
    refused = bool(table.problem_count) and not leave_out_bad
    return _show(None if refused else counted, table, as_json)


@survey.command("import")
@database
@click.argument("path", type=existing_path, metavar="BANG_PHIEU")
@questionnaire_option
@leave_out_option
@as_json
def import_ballots(
    db: Path, path: Path, questionnaire: str, leave_out_bad: bool, as_json: bool
) -> int:
    """Đếm phiếu và lưu kết quả vào hồ sơ."""
    with open_session(db) as session:
        counted, table = surveys.import_ballots(
            session, path, questionnaire, leave_out_bad=leave_out_bad, progress=progress_line()
        )
    return _show(counted, table, as_json)


@survey.command("show")
@database
@as_json
def show_surveys(db: Path, as_json: bool) -> None:
    """Xem kết quả khảo sát đã lưu trong hồ sơ."""
    with open_session(db, read_only=True) as session:
        found = surveys.surveys(session)
    if as_json:
        print_json([_data(one) for one in found])
        return
    if not found:
        click.echo("Chưa có kết quả khảo sát.")
    for one in found:
        _print_survey(one)


@survey.command("remove")
@database
@click.argument("id_", metavar="PHIEU")
@as_json
def remove_survey(db: Path, id_: str, as_json: bool) -> None:
    """Bỏ kết quả khảo sát khỏi hồ sơ."""
    with open_session(db) as session:
        surveys.remove_survey(session, id_)
    if as_json:
        print_json({"removed": id_})
    else:
        click.echo(f"Đã bỏ kết quả khảo sát {id_}.")


@group()
def index() -> None:
    """Chỉ số do nơi khác công bố (PAPI, PCI) theo năm."""


@index.command("enter")
@database
@click.argument("name", metavar="CHI_SO")
@click.argument("year", type=int, metavar="NAM")
@click.argument("values", nargs=-1, metavar="[TEN=GIA_TRI]...")
@as_json
def enter(db: Path, name: str, year: int, values: tuple[str, ...], as_json: bool) -> int:
    """Nhập số đã công bố của một năm; giữ nguyên như công bố.

    Ví dụ: cchc index enter so.cchc papi 2021 total=42,68 rank=25 1=4,83 2=5,45
    """
    entered = {one: str(value) for one, value in named_values(values).items()}
    with open_session(db) as session:
        published_results.enter_result(session, name, year, entered)
        view = published_results.view_index(session, name)
    return _show_index(view, as_json)


@index.command("show")
@database
@click.argument("name", metavar="CHI_SO")
@as_json
def show_index(db: Path, name: str, as_json: bool) -> int:
    """Xem các năm đã nhập, chỗ không khớp, so từng năm."""
    with open_session(db, read_only=True) as session:
        view = published_results.view_index(session, name)
    return _show_index(view, as_json)


@index.command("remove")
@database
@click.argument("name", metavar="CHI_SO")
@click.argument("year", type=int, metavar="NAM")
@as_json
def remove_index(db: Path, name: str, year: int, as_json: bool) -> int:
    """Bỏ số của một năm."""
    with open_session(db) as session:
        published_results.remove_result(session, name, year)
        view = published_results.view_index(session, name)
    return _show_index(view, as_json)


def _show(counted: CountedSurvey | None, table: BallotTable, as_json: bool) -> int:
    if as_json:
        print_json(
            {
                "result": None if counted is None else _data(counted),
                "problem_count": table.problem_count,
                "problems": [
                    {"place": one.place, "message": one.message} for one in table.problems
                ],
                "left_out": table.bad_rows if counted is not None else 0,
                "notes": list(table.notes),
            }
        )
    else:
        for note in table.notes:
            click.echo(note)
        for one in table.problems:
            click.echo(f"Lỗi ({one.place}): {one.message}")
        if table.problem_count > len(table.problems):
            click.echo(f"… và {table.problem_count - len(table.problems)} lỗi nữa.")
        if counted is None:
            click.echo(f"Chưa nhập: {table.bad_rows} phiếu có lỗi; sửa, hoặc dùng --leave-out-bad.")
        else:
            if table.bad_rows:
                click.echo(f"Đã bỏ ra {table.bad_rows} phiếu có lỗi.")
            _print_survey(counted)
    if counted is None:
        return BAD_INPUT
    return FINDINGS if table.problem_count else DONE


def _data(one: CountedSurvey) -> dict[str, Any]:
    return {
        "questionnaire": one.questionnaire.id,
        "source": one.source,
        "imported_at": one.imported_at,
        "ballots": one.tally.ballots,
        "blank": one.tally.blank,
        "pooling": one.result.pooling.value,
        "index": one.percent(one.result.whole.value) or None,
        "by_pooling": {how.value: text or None for how, text in one.by_pooling().items()},
        "factors": [
            {"code": f.code, "answers": f.answers, "index": one.percent(f.value) or None}
            for f in one.result.factors
        ],
        "questions": [
            {"code": q.code, "answers": q.answers, "index": one.percent(q.value) or None}
            for q in one.result.questions
        ],
        "units": {
            name: {"ballots": ballots, "index": text or None}
            for name, (ballots, text) in one.by_unit().items()
        },
    }


def _print_survey(one: CountedSurvey) -> None:
    click.echo(
        f"{one.questionnaire.title}: {one.tally.ballots} phiếu, {one.tally.blank} phiếu trắng"
    )
    whole = _shown(one.percent(one.result.whole.value))
    click.echo(f"Chỉ số chung ({POOLING_WORDS[one.result.pooling]}): {whole}")
    others = [
        f"{POOLING_WORDS[how]} {_shown(text)}"
        for how, text in one.by_pooling().items()
        if how is not one.result.pooling
    ]
    click.echo(f"Cách gộp khác: {'; '.join(others)}")
    click.echo()
    rows = []
    by_code = {q.code: q for q in one.result.questions}
    for factor, own in zip(one.questionnaire.factors, one.result.factors, strict=True):
        rows.append((factor.code, str(own.answers), _shown(one.percent(own.value)),
                     factor.title.upper()))  # fmt: skip
        for q in factor.questions:
            found = by_code[q.code]
            shown = _shown(one.percent(found.value))
            rows.append((q.code, str(found.answers), shown, q.title))
    print_table(("Mã", "Trả lời", "Hài lòng", "Yếu tố, câu hỏi"), rows, right="1 2")
    if units := one.by_unit():
        click.echo()
        hidden = f"dưới {one.questionnaire.least_ballots} phiếu"
        lines = [
            (name or "(trống)", str(ballots), _shown(text) if text else hidden)
            for name, (ballots, text) in units.items()
        ]
        print_table(("Đơn vị", "Phiếu", "Chỉ số"), lines, right="1 2")


def _shown(percent: str) -> str:
    return f"{percent.replace('.', ',')}%" if percent else "không có"


def _show_index(view: IndexView, as_json: bool) -> int:
    doubts = [text for texts in view.doubts.values() for text in texts]
    if as_json:
        print_json(
            {
                "index": view.index.id,
                "years": [
                    {"year": one.year, "values": dict(one.values),
                     "warnings": list(view.doubts[one.year])}
                    for one in view.results
                ],
                "changes": [
                    {
                        "from": change.earlier.year,
                        "to": change.later.year,
                        "points": None if change.total.points is None else str(change.total.points),
                        "rank": change.rank,
                        "words": change.words,
                        "parts": {
                            part.name: None if part.points is None else str(part.points)
                            for part in change.parts
                        },
                    }
                    for change in view.changes
                ],
            }
        )  # fmt: skip
        return FINDINGS if doubts else DONE
    click.echo(view.index.title)
    if not view.results:
        click.echo("Chưa nhập năm nào.")
    rows = [
        (
            str(one.year),
            one.values[TOTAL].replace(".", ","),
            one.values.get(RANK, "–"),
            one.values.get(CLASS, ""),
            " ".join(f"{p.code}={one.values.get(p.code, '–')}" for p in view.index.parts),
        )
        for one in view.results
    ]
    if rows:
        print_table(("Năm", "Tổng", "Hạng", "Nhóm", "Thành phần"), rows, right="0 1 2")
    for change in view.changes:
        click.echo(f"{change.earlier.year} → {change.later.year}: {change.words}")
        for part in change.parts:
            if part.points:
                sign = "+" if part.points > 0 else "−"
                click.echo(f"  {part.name}. {part.title}: {sign}{show_number(abs(part.points))}")
    for year, texts in view.doubts.items():
        for text in texts:
            click.echo(f"Cảnh báo ({year}): {text}")
    return FINDINGS if doubts else DONE
