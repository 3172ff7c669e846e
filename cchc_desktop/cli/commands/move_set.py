"""``cchc move-set``: another version of the workbook's set, shown first, done, undone."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from cchc_desktop.cli.error_report import DONE, FINDINGS
from cchc_desktop.cli.options import as_json, database
from cchc_desktop.cli.output import print_json, print_table
from cchc_desktop.cli.vietnamese_help import command
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.set_move import Fate, LeafMove, MovePlan
from cchc_desktop.operations import set_move
from cchc_desktop.operations.session import open_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.operations.session import Session

FATE_WORDS = {Fate.KEPT: "Giữ", Fate.CHANGED: "Đổi", Fate.DROPPED: "Bỏ", Fate.NEW: "Mới"}


@command("move-set")
@database
@click.argument("reference", required=False, metavar="[BO_TIEU_CHI]")
@click.option("--dry-run", is_flag=True, help="Chỉ xem, không chuyển.")
@click.option("--undo", is_flag=True, help="Trở lại bộ trước lần chuyển cuối.")
@as_json
def move_set(db: Path, reference: str | None, dry_run: bool, undo: bool, as_json: bool) -> int:
    """Chuyển hồ sơ sang bộ tiêu chí khác; xem trước, hoàn tác được."""
    if undo == (reference is not None) or (undo and dry_run):
        raise UserError("usage", "Cần đúng một trong hai: BO_TIEU_CHI hoặc --undo.")
    with open_session(db, read_only=dry_run) as session:
        if reference is None:
            return _undo(session, as_json)
        plan = set_move.preview_move(session, reference)
        notes = set_move.warnings_of(session, plan.after.criteria_set)
        if not dry_run:
            set_move.move(session, reference)
    if as_json:
        print_json({**_data(plan), "warnings": list(notes), "moved": not dry_run})
    else:
        for note in notes:
            click.echo(f"Cảnh báo: {note}")
        _print_plan(plan)
        before, after = plan.scores
        was = f"{show_points(before.self_score)} / {show_points(before.self_max)}"
        will = f"{show_points(after.self_score)} / {show_points(after.self_max)}"
        click.echo(f"Điểm tự chấm: {was} → {will}")
        click.echo("Chưa chuyển (chỉ xem)." if dry_run else "Đã chuyển; hoàn tác bằng --undo.")
    return FINDINGS if plan.loses or notes else DONE


def _undo(session: Session, as_json: bool) -> int:
    apart = set_move.undo_move(session).codes
    whole = session.assessment.criteria_set
    if as_json:
        print_json({"set": {"id": whole.id, "version": whole.version}, "kept_apart": list(apart)})
    else:
        click.echo(f"Đã trở lại bộ {whole.id}, phiên bản {whole.version}.")
        for code in apart:
            click.echo(
                f"Mục {code}: phần nhập sau khi chuyển không có chỗ ở bộ này; hồ sơ vẫn cất."
            )
    return FINDINGS if apart else DONE


def _print_plan(plan: MovePlan) -> None:
    rows = []
    for one in plan.moves:
        leaf = one.new or one.old
        if leaf is not None and one.fate is not Fate.KEPT:
            old, new = one.old.code if one.old else "", one.new.code if one.new else ""
            rows.append((FATE_WORDS[one.fate], old, new, "; ".join(_words(one)), leaf.title))
    counts = ", ".join(f"{words.lower()} {plan.count(fate)}" for fate, words in FATE_WORDS.items())
    click.echo(f"Mục: {counts}")
    if rows:
        print_table(("", "Mã cũ", "Mã mới", "Khác gì", "Tên"), rows)
    for cited in plan.lost_evidence:
        click.echo(f"Tài liệu “{cited.document.name}” của mục {cited.code} được cất lại.")
    for code, basis in plan.lost_exemptions.items():
        click.echo(f"Phần không áp dụng {code} ({basis}) không có chỗ ở bộ mới; vẫn được cất.")


def _words(one: LeafMove) -> list[str]:
    lost = [f"cất lại {part.words} ({part.reason})" for part in one.lost]
    return [*one.changes, *lost]


def _data(plan: MovePlan) -> dict[str, Any]:
    return {
        "items": [
            {
                "fate": one.fate.value,
                "old": one.old.code if one.old else None,
                "new": one.new.code if one.new else None,
                "changes": list(one.changes),
                "lost": [asdict(part) for part in one.lost],
            }
            for one in plan.moves
        ],
        "counts": {fate.value: plan.count(fate) for fate in Fate},
        "lost_exemptions": dict(plan.lost_exemptions),
        "lost_evidence": [{"id": e.id, "code": e.code} for e in plan.lost_evidence],
    }
