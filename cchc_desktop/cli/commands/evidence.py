"""``cchc attach``, ``evidence`` and ``detach``: the documents that prove a leaf."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.options import as_json, database, existing_path
from cchc_desktop.cli.output import print_json, print_table, progress_line
from cchc_desktop.cli.vietnamese_help import VietnameseGroup, command, group
from cchc_desktop.core.completeness import evidence_findings
from cchc_desktop.core.evidence_doctor import document_findings
from cchc_desktop.core.manifest import evidence_to_data
from cchc_desktop.operations import evidence as operations
from cchc_desktop.operations.examination import examine_evidence
from cchc_desktop.operations.session import Session, open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.evidence_item import Evidence


@command()
@database
@click.argument("code", metavar="MA")
@click.argument("files", nargs=-1, required=True, type=existing_path, metavar="TEP...")
@click.option("--number", default="", help="Số, ký hiệu, ví dụ 12/KH-SNV.")
@click.option("--date", default="", help="Ngày ban hành.")
@click.option("--issuer", default="", help="Cơ quan ban hành.")
@click.option("--title", default="", help="Trích yếu nội dung.")
@click.option("--pages", default="", help="Trang trích dẫn, ví dụ 3-5,8.")
@as_json
def attach(
    db: Path,
    code: str,
    files: tuple[Path, ...],
    number: str,
    date: str,
    issuer: str,
    title: str,
    pages: str,
    as_json: bool,
) -> None:
    """Gắn tài liệu kiểm chứng vào một mục."""
    details = operations.EvidenceDetails(number, date, issuer, title, pages)
    with open_session(db) as session:
        added = operations.attach(session, code, files, details, progress_line())
        show_evidence(session, added, as_json)


@command()
@database
@click.argument("evidence_id", type=int, metavar="SO")
@as_json
def detach(db: Path, evidence_id: int, as_json: bool) -> None:
    """Gỡ một tài liệu khỏi mục; tài liệu vào thùng, lấy lại được."""
    with open_session(db) as session:
        operations.detach(session, evidence_id)
    if as_json:
        print_json({"detached": evidence_id})
    else:
        click.echo(f"Đã gỡ tài liệu {evidence_id}.")


class _ListByDefault(VietnameseGroup):
    """Takes ``cchc evidence DB`` for ``cchc evidence list DB``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("-h", "--help"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@group(cls=_ListByDefault)
def evidence() -> None:
    """Tài liệu kiểm chứng: liệt kê (mặc định), lấy ra, sửa, sắp xếp."""


@evidence.command("list")
@database
@click.argument("code", required=False, metavar="MA")
@as_json
def list_evidence(db: Path, code: str | None, as_json: bool) -> None:
    """Liệt kê tài liệu của hồ sơ, hoặc của một mục."""
    with open_session(db, read_only=True) as session:
        found = session.assessment.evidence
        if code is not None:
            under = {leaf.code for leaf in session.assessment.criteria_set.leaves_under(code)}
            found = tuple(one for one in found if one.code in under)
        show_evidence(session, found, as_json)


@evidence.command("get")
@database
@click.argument("evidence_id", type=int, metavar="SO")
@click.argument("out", type=existing_path, metavar="TEP_RA")
@as_json
def get_evidence(db: Path, evidence_id: int, out: Path, as_json: bool) -> None:
    """Lấy một tài liệu ra tệp, đúng từng byte."""
    with open_session(db, read_only=True) as session:
        operations.extract(session, evidence_id, out, progress_line())
    if as_json:
        print_json({"id": evidence_id, "path": str(out)})
    else:
        click.echo(f"Đã ghi {out}.")


def show_evidence(session: Session, found: tuple[Evidence, ...], as_json: bool) -> None:
    """Print citations, each with what is wrong with it."""
    said = _messages(session, found)
    if as_json:
        print_json([{**evidence_to_data(one), "findings": said[one.id]} for one in found])
        return
    if not found:
        click.echo("Chưa có tài liệu nào.")
        return
    rows = [
        (
            str(one.id),
            one.code,
            one.document.name,
            one.document.number or "Không số",
            str(one.document.pages or "–"),
            one.cited_pages or "cả tài liệu",
            one.document.sha256[:8],
        )
        for one in found
    ]
    heads = ("Số", "Mục", "Tên tệp", "Số, ký hiệu", "Số trang", "Trích dẫn", "SHA-256")
    print_table(heads, rows, right="0 4")
    for one in found:
        for message in said[one.id]:
            click.echo(message)


def _messages(session: Session, found: tuple[Evidence, ...]) -> dict[int, list[str]]:
    year = session.assessment.year
    facts = examine_evidence(session, found, progress_line())
    return {
        one.id: [
            finding.message
            for finding in (
                *evidence_findings(one, year),
                *document_findings(one, facts.get(one.document.sha256)),
            )
        ]
        for one in found
    }
