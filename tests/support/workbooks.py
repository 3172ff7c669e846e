"""Workbooks for tests: opened, filled, and changed behind the program's back."""

from __future__ import annotations

import hashlib
import io
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.evidence_item import Document, Evidence, FileState
from cchc_desktop.workbook.workbook import Workbook, open_workbook

NOW = datetime(2026, 11, 20, 3, 4, 5, tzinfo=UTC)

Make = Callable[..., Path]


def reopen(path: Path, **options: bool) -> Workbook:
    """Open a workbook as Lan, at the moment ``NOW``."""
    return open_workbook(path, clock=lambda: NOW, who="Lan", **options)


def attach(
    workbook: Workbook, code: str, data: bytes, name: str = "kế hoạch.pdf", **printed: str
) -> Evidence:
    """Attach bytes as a PDF of three pages."""
    cited_pages = printed.pop("cited_pages", "")
    document = Document(0, "", name, len(data), FileState.PDF, 3, **printed)
    return workbook.add_evidence(code, io.BytesIO(data), document, cited_pages)


def fill(workbook: Workbook) -> None:
    """Declare a little of everything."""
    workbook.save_answers(
        {
            "1.1.1": Answer({"ngay_ban_hanh": "2026-01-15"}, "ghi chú thứ nhất " * 20),
            "1.1.2": Answer({"items": "muc_tieu,nhiem_vu"}),
            "2.2.1": Answer(not_applicable="QĐ 2398/QĐ-UBND"),
            "3.1.1": Answer({"a": "2453", "b": ""}, review=True),
        }
    )
    workbook.save_answers({"1.1.2": Answer({"items": "muc_tieu"}, "sửa lại")})
    attach(workbook, "1.1.1", bytes(range(256)) * 5000, number="12/KH-SNV", cited_pages="1-2")
    attach(workbook, "1.1.2", b"other " * 1000, name="báo cáo.pdf", issuer="Sở Nội vụ")
    removed = attach(workbook, "3.1.1", b"removed " * 100, name="bỏ.pdf")
    workbook.remove_evidence(removed.id)


def change(path: Path, *statements: str) -> None:
    """Do with SQLite what another program could do."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def fingerprint(folder: Path) -> dict[str, str]:
    """Give each file of a folder with the hash of its bytes."""
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.iterdir()
        if one.is_file()
    }
