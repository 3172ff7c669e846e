"""The state that the change log gives when followed from its beginning, against the tables."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_desktop.workbook.history import hash_of, read_entries
from cchc_desktop.workbook.schema import file_version, recorded_tables
from cchc_desktop.workbook.seal import ZERO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

Rows = dict[tuple[str, str], bytes]
"""Rows as JSON, by table and key."""

_META_NAMES = {
    "unit": "tên đơn vị",
    "year": "năm đánh giá",
    "created_at": "ngày tạo hồ sơ",
    "particulars": "thông tin của báo cáo",
    "lock": "trạng thái khóa",
}
_ROW_NAMES = {
    "criteria_set": "bộ tiêu chí",
    "exemptions": "miễn đánh giá mục {key}",
    "answers": "câu trả lời mục {key}",
    "documents": "thông tin tài liệu số {key}",
    "citations": "trích dẫn tài liệu số {key}",
    "register_rows": "dòng số {key} của sổ theo dõi",
    "figure_links": "liên kết số liệu {key}",
    "surveys": "kết quả khảo sát {key}",
    "published_results": "chỉ số công bố {key}",
    "set_moves": "lần chuyển bộ tiêu chí số {key}",
    "assignments": "người phụ trách mục {key}",
    "remarks": "ý kiến số {key}",
    "waivers": "cảnh báo bỏ qua {key}",
    "prior_results": "kết quả năm trước {key}",
}


@dataclass
class Replay:
    """What the log says: the rows in the end, how many entries, the last hash, what is wrong."""

    rows: Rows = field(default_factory=dict)
    highest_key: dict[str, int] = field(default_factory=dict)
    count: int = 0
    head: str = ZERO
    problems: list[str] = field(default_factory=list)


def replay_log(db: Database) -> Replay:
    """Follow the log: each hash, and that each entry starts from what the one before left."""
    result = Replay()
    for entry in read_entries(db):
        result.count += 1
        where = f"Nhật ký thay đổi, dòng {entry.id}"
        if entry.id != result.count:
            result.problems.append(f"{where}: thiếu dòng trước đó.")
            result.count = entry.id
        if hash_of(entry, result.head) != entry.hash:
            result.problems.append(f"{where}: nội dung hoặc mã băm không khớp.")
        result.head = entry.hash
        place = (entry.table, entry.key)
        if _raw(entry.old) != result.rows.pop(place, None):
            result.problems.append(f"{where}: giá trị cũ không khớp dòng trước.")
        new = _raw(entry.new)
        if new is not None:
            result.rows[place] = new
        if entry.key.isdecimal():
            highest = result.highest_key.get(entry.table, 0)
            result.highest_key[entry.table] = max(highest, int(entry.key[:18]))
    return result


def read_rows(db: Database) -> Rows:
    """Give the rows of the state as they stand."""
    rows: Rows = {}
    for table in recorded_tables(file_version(db)):
        # Names are constants of ours.
        sql = (
            f"SELECT CAST({table.key} AS TEXT), CAST({table.row_json()} AS BLOB) FROM {table.name}"
        )
        for key, row in db.execute(sql):
            rows[table.name, str(key)] = row
    return rows


def find_differences(logged: Rows, present: Rows) -> list[str]:
    """Name each row that is not what the log says, as a part of a sentence."""
    found = []
    for place in sorted(logged.keys() | present.keys()):
        if place not in present:
            found.append(f"{name_row(*place)} bị mất")
        elif place not in logged:
            found.append(f"{name_row(*place)} không có trong nhật ký")
        elif logged[place] != present[place]:
            found.append(f"{name_row(*place)} khác với nhật ký")
    return found


def name_row(table: str, key: str) -> str:
    """Name a row in a person's words."""
    if table == "meta":
        return _META_NAMES.get(key, f"thông tin “{_shown(key)}”")
    return _ROW_NAMES.get(table, "dữ liệu {key}").format(key=_shown(key))


@contextmanager
def undecodable_text_kept(db: Database) -> Iterator[None]:
    """Read damaged text as it is, for as long as the block lasts, so that it can be named."""
    connection = db.conn
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def _raw(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _shown(key: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in key[:40])
