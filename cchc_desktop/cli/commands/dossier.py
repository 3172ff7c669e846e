"""``cchc export``, ``sign`` and ``verify``: the dossier on its way to the council."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from cchc_desktop.cli.error_report import DONE, FINDINGS
from cchc_desktop.cli.options import as_json, database, existing_path, signing_options
from cchc_desktop.cli.output import print_json, progress_line
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import one_line
from cchc_desktop.core.numbers import read_date, show_points
from cchc_desktop.operations import dossier as operations
from cchc_desktop.operations.session import Session, open_session
from cchc_desktop.operations.signing import KeyChoice, Role, chosen_key, sign_file
from cchc_desktop.operations.targets import require_separate
from cchc_desktop.operations.verification import verify_dossier
from cchc_desktop.operations.verification_report import report_to_data

if TYPE_CHECKING:
    from pathlib import Path

_PARTICULARS = {
    "number": "Số, ký hiệu của báo cáo, ví dụ 135/BC-SCT.",
    "date": "Ngày của báo cáo.",
    "place": "Địa danh ghi trên báo cáo.",
    "parent_agency": "Cơ quan chủ quản.",
    "signer_title": "Chức vụ người ký.",
    "signer_name": "Họ tên người ký.",
    "signer_authority": "Quyền hạn, ví dụ KT. GIÁM ĐỐC.",
}


def _particulars_options(command: Any) -> Any:
    for name, words in reversed(_PARTICULARS.items()):
        command = click.option(f"--{name.replace('_', '-')}", name, help=words)(command)
    return command


@command()
@database
@click.option("--pdf", type=existing_path, help="Hồ sơ PDF.")
@click.option("--xlsx", type=existing_path, help="Bảng tự chấm điểm.")
@click.option("--json-data", type=existing_path, help="Dữ liệu của hồ sơ.")
@signing_options
@_particulars_options
@as_json
def export(
    db: Path,
    pdf: Path | None,
    xlsx: Path | None,
    json_data: Path | None,
    as_json: bool,
    **options: Any,
) -> None:
    """Xuất hồ sơ PDF (ký nếu có khóa), bảng .xlsx, dữ liệu JSON."""
    if not (pdf or xlsx or json_data):
        raise UserError("usage", "Chưa chọn nơi xuất: thêm --pdf, --xlsx hoặc --json-data.")
    outputs = [path for path in (pdf, xlsx, json_data) if path]
    for number, path in enumerate(outputs):
        require_separate(path, (db, *outputs[:number], *_secret_files(options)))
    key = chosen_key(_choice(options))
    if key and not pdf:
        raise UserError("usage", "Ký số chỉ đi với hồ sơ PDF: thêm --pdf.")
    with open_session(db, read_only=not _given(options)) as session:
        _keep_particulars(session, options)
        made: dict[str, Any] = {}
        if xlsx:
            operations.export_spreadsheet(session, xlsx)
            made["xlsx"] = str(xlsx)
        if json_data:
            operations.export_data(session, json_data)
            made["json_data"] = str(json_data)
        if pdf:
            chosen = operations.DossierOptions(key)
            result = operations.export_dossier(session, pdf, chosen, progress_line())
            made |= _dossier_facts(result)
    _show_made(made, as_json)


@command()
@click.argument("source", type=existing_path, metavar="HO_SO_PDF")
@click.argument("target", type=existing_path, metavar="TEP_RA")
@signing_options
@click.option("--role", type=click.Choice(["head", "agency"]), default="head",
              help="Người đứng đầu (head) hoặc cơ quan (agency).")  # fmt: skip
@as_json
def sign(source: Path, target: Path, role: Role, as_json: bool, **options: Any) -> None:
    """Ký số một hồ sơ PDF."""
    require_separate(target, _secret_files(options))
    key = chosen_key(_choice(options))
    if key is None:
        raise UserError("usage", "Chưa chọn khóa: thêm --sign-p12 hoặc --sign-pkcs11.")
    certificate = sign_file(source, target, key, role, progress_line())
    if as_json:
        print_json({"path": str(target), "role": role, "signer": certificate.subject})
    else:
        click.echo(f"Đã ký {target}, chứng thư số của {certificate.subject}.")


@command()
@click.argument("file", type=existing_path, metavar="HO_SO_PDF")
@click.option("--trust", multiple=True, type=existing_path, help="Chứng thư gốc tin cậy.")
@as_json
def verify(file: Path, trust: tuple[Path, ...], as_json: bool) -> int:
    """Kiểm tra một hồ sơ đã ký: chữ ký, điểm tính lại, tài liệu."""
    report = verify_dossier(file, trust, progress_line())
    if as_json:
        print_json(report_to_data(report))
    else:
        for fact in report.facts:
            click.echo(f"{fact.title}: {fact.verdict}. {fact.result}. {fact.detail}".rstrip())
        for finding in report.findings:
            click.echo(f"- {finding.message}")
    return DONE if report.sound else FINDINGS


def _choice(options: dict[str, Any]) -> KeyChoice:
    if options["password_file"] and options["pin_file"]:
        raise UserError("usage", "Chỉ dùng một trong --password-file và --pin-file.")
    return KeyChoice(
        p12=options["sign_p12"],
        module=options["sign_pkcs11"],
        token=options["token"],
        secret_file=options["password_file"] or options["pin_file"],
        certificate=options["cert_label"],
    )


def _secret_files(options: dict[str, Any]) -> tuple[Path | None, ...]:
    return tuple(options[name] for name in ("sign_p12", "password_file", "pin_file"))


def _given(options: dict[str, Any]) -> dict[str, str]:
    return {name: options[name] for name in _PARTICULARS if options[name] is not None}


def _keep_particulars(session: Session, options: dict[str, Any]) -> None:
    given = {
        name: one_line(text, f"--{name.replace('_', '-')}")
        for name, text in _given(options).items()
    }
    if given.get("date"):
        given["date"] = read_date(given["date"]).isoformat()
    if given:
        changed = replace(session.assessment.particulars, **given)  # type: ignore[arg-type]
        operations.change_particulars(session, changed)


def _dossier_facts(result: operations.DossierResult) -> dict[str, Any]:
    return {
        "pdf": str(result.path),
        "pages": result.pages,
        "self_score": f"{result.self_score}",
        "self_max": f"{result.self_max}",
        "data_sha256": result.data_sha256,
        "signed": bool(result.signer),
        "signer": result.signer or None,
        "attached": list(result.attached),
    }


def _show_made(made: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(made)
        return
    for name in ("xlsx", "json_data"):
        if name in made:
            click.echo(f"Đã xuất {made[name]}")
    if "pdf" in made:
        signed = f"đã ký: {made['signer']}" if made["signed"] else "chờ ký"
        score, best = (show_points(Decimal(made[name])) for name in ("self_score", "self_max"))
        click.echo(f"Đã xuất {made['pdf']}: {made['pages']} trang, {signed}; {score} / {best} điểm")
