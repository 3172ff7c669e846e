"""``cchc sets``: sets, questionnaires and published indices at hand, and authoring them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.error_report import BAD_INPUT, DONE, FINDINGS
from cchc_desktop.cli.options import as_json, existing_path
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.cli.set_pages import print_document
from cchc_desktop.cli.vietnamese_help import group
from cchc_desktop.core.completeness import Severity
from cchc_desktop.core.documents import document_to_data
from cchc_desktop.core.set_findings import has_errors
from cchc_desktop.operations import criteria_sets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cchc_desktop.core.set_findings import SetFinding

SEVERITY_WORDS = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Ghi nhận"}


@group()
def sets() -> None:
    """Bộ tiêu chí: liệt kê, xem, kiểm tra, soạn bằng Excel."""


@sets.command("list")
@as_json
def list_sets(as_json: bool) -> None:
    """Liệt kê bộ tiêu chí, phiếu khảo sát, chỉ số có sẵn."""
    found = criteria_sets.installed()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    rows = [
        (
            one.id,
            one.kind,
            str(one.year) if one.year else "–",
            str(one.leaves),
            "có sẵn" if one.shipped else "đã thêm",
            one.title,
        )
        for one in found
    ]
    print_table(("Mã bộ", "Loại", "Năm", "Số mục", "Nguồn", "Tên"), rows, right="2 3")


@sets.command("show")
@click.argument("reference", metavar="BO_TIEU_CHI")
@as_json
def show_set(reference: str, as_json: bool) -> None:
    """Xem một bộ: mã, điểm tối đa, cách chấm, số liệu."""
    document = criteria_sets.load_document(reference)
    if as_json:
        print_json(document_to_data(document))
    else:
        print_document(document)


@sets.command("check")
@click.argument("reference", metavar="BO_TIEU_CHI")
@as_json
def check_set(reference: str, as_json: bool) -> int:
    """Kiểm tra một bộ: mọi lỗi, cảnh báo cùng một lúc."""
    document, findings = criteria_sets.check_document(reference)
    usable = document is not None and not has_errors(findings)
    if as_json:
        print_json({"usable": usable, "findings": [finding_to_data(one) for one in findings]})
    else:
        print_findings(findings)
        click.echo("Bộ dùng được." if usable else "Bộ chưa dùng được.")
    return FINDINGS if findings else DONE


@sets.command("to-xlsx")
@click.argument("reference", metavar="BO_TIEU_CHI")
@click.argument("target", type=existing_path, metavar="TEP_XLSX")
@as_json
def to_xlsx(reference: str, target: Path, as_json: bool) -> None:
    """Xuất một bộ ra bảng Excel để xem, sửa."""
    criteria_sets.export_table(reference, target)
    _written(target, as_json)


@sets.command("from-xlsx")
@click.argument("table", type=existing_path, metavar="BANG_XLSX")
@click.argument("target", type=existing_path, metavar="TEP_BO")
@as_json
def from_xlsx(table: Path, target: Path, as_json: bool) -> int:
    """Đọc bảng Excel thành tệp bộ tiêu chí; có lỗi thì không ghi."""
    findings = criteria_sets.import_table(table, target)
    refused = has_errors(findings)
    if as_json:
        data = {"path": None if refused else str(target)}
        print_json({**data, "findings": [finding_to_data(one) for one in findings]})
    else:
        print_findings(findings)
        click.echo("Chưa ghi tệp: sửa các lỗi trên bảng." if refused else f"Đã ghi {target}")
    return BAD_INPUT if refused else FINDINGS if findings else DONE


@sets.command("template")
@click.argument("target", type=existing_path, metavar="TEP_XLSX")
@as_json
def template(target: Path, as_json: bool) -> None:
    """Xuất bảng Excel mẫu có hướng dẫn để soạn bộ mới."""
    criteria_sets.export_template(target)
    _written(target, as_json)


@sets.command("install")
@click.argument("path", type=existing_path, metavar="TEP")
@as_json
def install(path: Path, as_json: bool) -> int:
    """Thêm bộ của tỉnh vào danh sách dùng được."""
    added, findings = criteria_sets.install(path)
    if as_json:
        data = {"added": None if added is None else added.id}
        print_json({**data, "findings": [finding_to_data(one) for one in findings]})
    else:
        print_findings(findings)
        click.echo("Chưa thêm: sửa các lỗi trên." if added is None else f"Đã thêm {added.id}.")
    return BAD_INPUT if added is None else FINDINGS if findings else DONE


@sets.command("remove")
@click.argument("id_", metavar="MA_BO")
@as_json
def remove(id_: str, as_json: bool) -> None:
    """Gỡ một bộ đã thêm; hồ sơ đã tạo vẫn giữ bộ của nó."""
    criteria_sets.uninstall(id_)
    if as_json:
        print_json({"removed": id_})
    else:
        click.echo(f"Đã gỡ {id_}.")


def print_findings(findings: Sequence[SetFinding]) -> None:
    """Print findings one a line, errors first, and how many there are."""
    ordered = sorted(findings, key=lambda one: one.severity is not Severity.ERROR)
    for one in ordered:
        click.echo(f"{SEVERITY_WORDS[one.severity.value]} ({one.place}): {one.message}")
    errors = sum(one.severity is Severity.ERROR for one in findings)
    click.echo(f"{errors} lỗi phải sửa, {len(findings) - errors} cảnh báo.")


def finding_to_data(one: SetFinding) -> dict[str, str | None]:
    """Write a finding as plain data."""
    return {
        "code": one.code or None,
        "kind": one.kind,
        "severity": one.severity.value,
        "message": one.message,
        "sheet": one.sheet or None,
        "cell": one.cell or None,
    }


def _written(target: Path, as_json: bool) -> None:
    if as_json:
        print_json({"path": str(target)})
    else:
        click.echo(f"Đã ghi {target}")
