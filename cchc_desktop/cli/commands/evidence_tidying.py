"""``cchc evidence …``: describe, rename, move, order, cite again, and the bin."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cchc_desktop.cli.commands.evidence import evidence, show_evidence
from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.core.errors import UserError
from cchc_desktop.operations import evidence as documents
from cchc_desktop.operations import evidence_tidying as operations
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["evidence"]

evidence_id = click.argument("evidence_id", type=int, metavar="SO")


@evidence.command("describe")
@database
@evidence_id
@click.option("--number", help="Số, ký hiệu.")
@click.option("--date", help="Ngày ban hành.")
@click.option("--issuer", help="Cơ quan ban hành.")
@click.option("--title", help="Trích yếu nội dung.")
@click.option("--pages", help="Trang trích dẫn.")
@as_json
def describe(
    db: Path,
    evidence_id: int,
    number: str | None,
    date: str | None,
    issuer: str | None,
    title: str | None,
    pages: str | None,
    as_json: bool,
) -> None:
    """Sửa thông tin của tài liệu; phần không nêu giữ nguyên."""
    given = {
        "number": number, "date": date, "issuer": issuer, "title": title, "cited_pages": pages
    }  # fmt: skip
    changes = {name: text for name, text in given.items() if text is not None}
    if not changes:
        raise UserError(
            "usage", "Chưa nêu thông tin nào cần sửa; thêm --number, --date hoặc mục khác."
        )
    with open_session(db) as session:
        old = documents.find_evidence(session, evidence_id)
        one = old.document
        kept = documents.EvidenceDetails(
            one.number, one.date, one.issuer, one.title, old.cited_pages
        )
        found = documents.change_details(session, evidence_id, replace(kept, **changes))
        show_evidence(session, (found,), as_json)


@evidence.command("rename")
@database
@evidence_id
@click.argument("name", metavar="TEN")
@as_json
def rename(db: Path, evidence_id: int, name: str, as_json: bool) -> None:
    """Đổi tên tệp của tài liệu; đuôi tệp giữ nguyên."""
    with open_session(db) as session:
        operations.rename(session, evidence_id, name)
        found = documents.find_evidence(session, evidence_id)
        show_evidence(session, (found,), as_json)


@evidence.command("move")
@database
@evidence_id
@click.argument("code", metavar="MA")
@as_json
def move(db: Path, evidence_id: int, code: str, as_json: bool) -> None:
    """Chuyển tài liệu sang mục khác."""
    with open_session(db) as session:
        operations.move_to(session, evidence_id, code)
        show_evidence(session, session.assessment.evidence_of(code), as_json)


@evidence.command("cite")
@database
@evidence_id
@click.argument("code", metavar="MA")
@click.option("--pages", default="", help="Trang trích dẫn.")
@as_json
def cite(db: Path, evidence_id: int, code: str, pages: str, as_json: bool) -> None:
    """Dẫn tài liệu đã có cho thêm một mục; nội dung chỉ lưu một lần."""
    with open_session(db) as session:
        operations.cite_also(session, evidence_id, code, pages)
        show_evidence(session, session.assessment.evidence_of(code), as_json)


@evidence.command("order")
@database
@evidence_id
@click.argument("position", type=int, metavar="THU_TU")
@as_json
def order(db: Path, evidence_id: int, position: int, as_json: bool) -> None:
    """Đặt tài liệu vào vị trí thứ mấy trong mục của nó."""
    with open_session(db) as session:
        operations.place_at(session, evidence_id, position)
        code = documents.find_evidence(session, evidence_id).code
        show_evidence(session, session.assessment.evidence_of(code), as_json)


@evidence.command("bin")
@database
@as_json
def show_bin(db: Path, as_json: bool) -> None:
    """Thùng tài liệu: tài liệu đã gỡ, còn lấy lại được."""
    with open_session(db, read_only=True) as session:
        items = operations.binned(session)
    if as_json:
        print_json(
            [
                {
                    "document": one.document.id, "name": one.document.name, "code": one.code,
                    "size": one.document.size, "sha256": one.document.sha256, "removed_at": one.at,
                }
                for one in items
            ]
        )  # fmt: skip
        return
    if not items:
        click.echo("Thùng tài liệu trống.")
        return
    rows = [
        (str(one.document.id), one.code, one.document.name, one.document.number, one.who)
        for one in items
    ]
    print_table(("Số", "Mục cũ", "Tên tệp", "Số, ký hiệu", "Người gỡ"), rows, right="0")


@evidence.command("restore")
@database
@click.argument("document_id", type=int, metavar="SO")
@click.argument("code", required=False, metavar="MA")
@as_json
def restore(db: Path, document_id: int, code: str | None, as_json: bool) -> None:
    """Lấy tài liệu trong thùng về mục cũ, hoặc mục MA."""
    with open_session(db) as session:
        found = operations.bring_back(session, document_id, code or "")
        show_evidence(session, (found,), as_json)


@evidence.command("purge")
@database
@click.option("--yes", is_flag=True, help="Xác nhận xóa hẳn.")
@as_json
def purge(db: Path, yes: bool, as_json: bool) -> None:
    """Dọn tệp: xóa hẳn tài liệu trong thùng.

    Các việc trước đó không hoàn tác được nữa.
    """
    if not yes:
        raise UserError("usage", "Xóa hẳn tài liệu trong thùng: thêm --yes để xác nhận.")
    with open_session(db) as session:
        freed = operations.empty_bin(session)
    if as_json:
        print_json({"freed": freed})
    else:
        click.echo(f"Đã xóa hẳn, giải phóng {freed} byte.")
