"""What the tools' pictures show: registers, a survey, published indices, next year's set.

The plan has 61 specific tasks and the one-stop shop 2,453 files, as in a real report; the published
PAPI is one province's own, and of its earlier year only the total was published.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.registers import RegisterRow
from cchc_desktop.operations import published_results, registers, surveys
from cchc_desktop.operations.session import open_session
from cchc_desktop.paths import forms_dir

if TYPE_CHECKING:
    from pathlib import Path

_KEY_TASKS = (
    ("Ban hành kế hoạch cải cách hành chính năm 2026", "Văn phòng Sở", "2026-01-31", "2026-01-28"),
    ("Rà soát, đơn giản hóa thủ tục hành chính", "Văn phòng Sở", "2026-06-30", "2026-06-25"),
    ("Công bố danh mục thủ tục hành chính nội bộ", "Văn phòng Sở", "2026-03-31", "2026-04-04"),
    ("Số hóa kết quả giải quyết thủ tục hành chính", "Trung tâm CNTT", "2026-10-30", "2026-10-21"),
    ("Sắp xếp lại phòng chuyên môn", "Tổ chức cán bộ", "2026-09-30", "2026-09-16"),
    ("Tự kiểm tra công vụ", "Thanh tra Sở", "2026-08-31", "2026-08-20"),
    ("Khảo sát sự hài lòng của người dân", "Văn phòng Sở", "2026-11-15", ""),
)
_SPECIFIC_TASKS = 61
_ONE_STOP = (
    ("Cấp phép kinh doanh xăng dầu", "6", "2453", "1747", "87", "619", "0", "1800"),
    ("An toàn thực phẩm", "6", "412", "388", "20", "1", "3", "395"),
)
_PAPI = {
    2020: ("42.81", "", ""),
    2021: ("42.68", "25", "4.83 5.45 4.13 6.93 7.34 7.80 3.14 3.60"),
}


def fill_in(workbook: Path, ballots: Path) -> None:
    """Put in what the pages show, and take the plan's figures into their leaf."""
    with open_session(workbook) as session:
        registers.save_rows(session, "plan", [*_key_tasks(), *_specific_tasks()])
        registers.save_rows(session, "one_stop", _one_stop())
        registers.take_over(session, "1.1.3")
        surveys.import_ballots(session, ballots)
        for year, (total, rank, parts) in _PAPI.items():
            values = {"total": total} | ({"rank": rank} if rank else {})
            values |= {str(place): one for place, one in enumerate(parts.split(), 1)}
            published_results.enter_result(session, "papi", year, values)


def next_years_set(target: Path) -> Path:
    """Write a set that differs from this year's as such sets do."""
    data: dict[str, Any] = json.loads(
        (forms_dir() / "sets" / "so-nganh-2026.json").read_text("utf-8")
    )
    data |= {"id": "so-nganh-2027", "version": "2027.1", "year": 2027}
    data["title"] = data["title"].replace("2026", "2027")
    for field in data["fields"]:
        for criterion in field["criteria"]:
            for leaf in criterion.get("items", [criterion]):
                if leaf["code"] == "1.1.2":
                    leaf["measure"]["items"].pop()
                    leaf["measure"]["items"][0]["points"] = "0.20"
                if leaf["code"] == "3.4.1":
                    leaf["inputs"][0]["label"] += " trong năm"
                if leaf["code"] == "2.2.1":
                    leaf["title"] = "Xử lý văn bản sau rà soát, kiến nghị sửa đổi"
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return target


def _key_tasks() -> list[RegisterRow]:
    rows = []
    for task, who, due, done_on in _KEY_TASKS:
        values = {"task": task, "kind": "key", "who": who, "due": due, "product": "Văn bản"}
        values |= {"state": "done", "done_on": done_on} if done_on else {"state": "doing"}
        rows.append(RegisterRow(values))
    return rows


def _specific_tasks() -> list[RegisterRow]:
    return [
        RegisterRow(
            {
                "task": f"Nhiệm vụ cụ thể {number} trong phụ lục kế hoạch",
                "kind": "specific",
                "who": "Các phòng",
                "due": "2026-12-15",
                "state": "done",
                "done_on": "2026-11-10",
            }
        )
        for number in range(1, _SPECIFIC_TASKS + 1)
    ]


def _one_stop() -> list[RegisterRow]:
    names = ("group", "month", "received", "early", "on_time", "late", "pending_overdue", "online")
    return [RegisterRow(dict(zip(names, row, strict=True))) for row in _ONE_STOP]
