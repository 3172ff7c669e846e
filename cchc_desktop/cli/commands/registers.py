"""``cchc registers``: the plan, one-stop statistics, inspections, signed documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from cchc_desktop.cli.commands.answer import named_values, show_items
from cchc_desktop.cli.error_report import BAD_INPUT, DONE, FINDINGS
from cchc_desktop.cli.options import as_json, database, existing_path
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.cli.vietnamese_help import group
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.register_figures import shown_cell
from cchc_desktop.core.registers import REGISTERS, ColumnKind, RegisterRow
from cchc_desktop.operations import registers as operations
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.operations.registers import RegisterView
    from cchc_desktop.operations.session import Session

name_argument = click.argument("name", metavar="SO")


@group()
def registers() -> None:
    """Sổ theo dõi: kế hoạch, một cửa, kiểm tra, ký số."""


@registers.command("list")
@database
@as_json
def list_registers(db: Path, as_json: bool) -> None:
    """Liệt kê các sổ: số dòng, tỷ lệ, mục lấy số liệu."""
    with open_session(db, read_only=True) as session:
        views = [operations.view_register(session, key) for key in REGISTERS]
        codes = {key: operations.feeds(session.assessment, key) for key in REGISTERS}
    if as_json:
        print_json([{**_data(one), "feeds": list(codes[one.register.key])} for one in views])
        return
    rows = [
        (
            one.register.key,
            str(len(one.rows)),
            one.rates[0].text if one.rates else "",
            ", ".join(codes[one.register.key]),
            one.register.title,
        )
        for one in views
    ]
    print_table(("Sổ", "Số dòng", "Kết quả", "Đưa vào mục", "Tên"), rows, right="1")


@registers.command("show")
@database
@name_argument
@as_json
def show_register(db: Path, name: str, as_json: bool) -> int:
    """Xem một sổ: các dòng, số tổng, tỷ lệ, chỗ chưa đúng."""
    with open_session(db, read_only=True) as session:
        view = operations.view_register(session, name)
    return _show(view, as_json)


@registers.command("add")
@database
@name_argument
@click.argument("values", nargs=-1, metavar="[COT=GIA_TRI]...")
@as_json
def add_row(db: Path, name: str, values: tuple[str, ...], as_json: bool) -> int:
    """Thêm một dòng vào sổ.

    Ví dụ: cchc registers add so.cchc signing period="Tháng 1" documents=380 signed=350
    """
    with open_session(db) as session:
        register = operations.find_register(name)
        row = operations.changed_row(register, RegisterRow(), _cells(values))
        if row.is_blank:
            raise UserError("usage", "Chưa có ô nào; ghi COT=GIA_TRI.")
        rows = session.workbook.records.register(name)
        return _show(operations.save_rows(session, name, (*rows, row)), as_json)


@registers.command("change")
@database
@name_argument
@click.argument("number", type=click.IntRange(min=1), metavar="DONG")
@click.argument("values", nargs=-1, metavar="[COT=GIA_TRI]...")
@as_json
def change_row(db: Path, name: str, number: int, values: tuple[str, ...], as_json: bool) -> int:
    """Sửa các ô của một dòng; COT= để trống ô."""
    with open_session(db) as session:
        register = operations.find_register(name)
        rows = _rows(session, name, number)
        rows[number - 1] = operations.changed_row(register, rows[number - 1], _cells(values))
        return _show(operations.save_rows(session, name, rows), as_json)


@registers.command("remove")
@database
@name_argument
@click.argument("number", type=click.IntRange(min=1), metavar="DONG")
@as_json
def remove_row(db: Path, name: str, number: int, as_json: bool) -> int:
    """Bỏ một dòng khỏi sổ."""
    with open_session(db) as session:
        rows = _rows(session, name, number)
        del rows[number - 1]
        return _show(operations.save_rows(session, name, rows), as_json)


@registers.command("import")
@database
@name_argument
@click.argument("path", type=existing_path, metavar="BANG")
@click.option("--append", is_flag=True, help="Ghép vào sau các dòng đang có.")
@as_json
def import_register(db: Path, name: str, path: Path, append: bool, as_json: bool) -> int:
    """Nhập sổ từ bảng Excel hoặc CSV; có ô sai thì không nhập."""
    with open_session(db) as session:
        view, problems = operations.import_register(session, name, path, append=append)
    if view is not None:
        return _show(view, as_json)
    if as_json:
        told = [{"place": one.place, "message": one.message} for one in problems]
        print_json({"imported": False, "problems": told})
    else:
        for one in problems:
            click.echo(f"Lỗi ({one.place}): {one.message}")
        click.echo(f"Chưa nhập: còn {len(problems)} chỗ phải sửa trong bảng.")
    return BAD_INPUT


@registers.command("export")
@database
@name_argument
@click.argument("target", type=existing_path, metavar="TEP_XLSX")
@as_json
def export_register(db: Path, name: str, target: Path, as_json: bool) -> None:
    """Xuất sổ ra Excel; sổ trống thành bảng mẫu để điền."""
    with open_session(db, read_only=True) as session:
        operations.export_register(session, name, target)
    if as_json:
        print_json({"path": str(target)})
    else:
        click.echo(f"Đã ghi {target}")


@registers.command("take")
@database
@click.argument("code", metavar="MA")
@click.argument("names", nargs=-1, metavar="[TEN]...")
@as_json
def take_over(db: Path, code: str, names: tuple[str, ...], as_json: bool) -> None:
    """Đưa số liệu của sổ, khảo sát vào một mục."""
    with open_session(db) as session:
        operations.take_over(session, code, names)
        show_items(session, [code], as_json)


def _cells(values: tuple[str, ...]) -> dict[str, str]:
    return {name: str(value) for name, value in named_values(values).items()}


def _rows(session: Session, name: str, number: int) -> list[RegisterRow]:
    operations.find_register(name)
    rows = list(session.workbook.records.register(name))
    if number > len(rows):
        raise UserError("unknown_row", f"Sổ {name} có {len(rows)} dòng, không có dòng {number}.")
    return rows


def _show(view: RegisterView, as_json: bool) -> int:
    if as_json:
        print_json(_data(view))
    else:
        columns = view.register.columns
        rows = [
            (str(number), *(shown_cell(one, row.text(one.name)) for one in columns))
            for number, row in enumerate(view.rows, 1)
        ]
        counts = [i for i, one in enumerate(columns, 1) if one.kind is ColumnKind.COUNT]
        right = " ".join(map(str, [0, *counts]))
        print_table(("STT", *(one.label for one in columns)), rows, right=right)
        click.echo()
        for figure in view.figures:
            click.echo(f"{figure.label} ({figure.key}): {figure.value}")
        for rate in view.rates:
            click.echo(f"{rate.label}: {rate.text}")
        for one in view.problems:
            click.echo(f"Chưa đúng (dòng {one.row + 1}): {one.message}")
    return FINDINGS if view.problems else DONE


def _data(view: RegisterView) -> dict[str, Any]:
    return {
        "register": view.register.key,
        "title": view.register.title,
        "rows": [dict(row.values) for row in view.rows],
        "figures": {one.key: one.value for one in view.figures},
        "rates": [{"label": one.label, "text": one.text} for one in view.rates],
        "problems": [
            {"row": one.row + 1, "column": one.column, "message": one.message}
            for one in view.problems
        ],
    }
