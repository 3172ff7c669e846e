"""Writes what the benchmarks measured into README.md's table.

CCHC_BENCH_OUT=measured.json python -m pytest tests/bench -n 0
python packaging/readme_figures.py measured.json
"""

from __future__ import annotations

import json
import platform
import re
import sys
from datetime import date
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- measured:begin -->", "<!-- measured:end -->"
TITLES = {
    "start": "Mở đến khi hiện trang bắt đầu",
    "start_workbook": "Mở đến khi hiện một hồ sơ",
    "page_switch_p95_ms": "Sang mục khác, 95% số lần (ms)",
    "key_to_paint": "Gõ một phím đến khi hiện ra, có tự lưu",
    "export": "Xuất và ký hồ sơ",
    "verify": "Kiểm tra hồ sơ đã ký",
    "one_answer": "Chấm sau khi sửa một mục của bộ lớn nhất",
    "load_set": "Nạp bộ lớn nhất",
    "load_document": "Nạp bộ, phiếu, chỉ số chậm nhất",
    "check_thousand": "Kiểm tra bộ hơn 1.000 mục",
    "ballots": "Nhập và đếm 50.000 phiếu",
}


def table(measured: dict[str, dict[str, object]]) -> str:
    """Give the table's lines."""
    lines = ["| Việc | Tỷ số | Không quá | So với |", "|---|---:|---:|---|"]
    order = [*TITLES, *(name for name in measured if name not in TITLES)]
    for name in order:
        if name in measured:
            one = measured[name]
            ratio, limit = (_number(one[key]) for key in ("ratio", "limit"))
            words = re.sub(r"(\d)\.(\d)", r"\1,\2", str(one["words"]))
            lines.append(f"| {TITLES.get(name, name)} | {ratio} | {limit} | {words} |")
    day = date.today()
    lines += [
        "",
        f"Đo ngày {day.day:02}/{day.month:02}/{day.year} trên {platform.system()}, "
        f"Python {platform.python_version()}, 2 nhân, bằng `tests/bench`; mỗi tỷ số lấy mốc trong "
        "cùng lần chạy, vì thời gian tuyệt đối trên máy dùng chung không nói lên nhiều.",
    ]
    return "\n".join(lines)


def _number(value: object) -> str:
    return "–" if value is None else f"{value}".replace(".", ",")


def main() -> int:
    """Replace what stands between the two marks."""
    measured = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = README.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    README.write_text(f"{head}{BEGIN}\n{table(measured)}\n{END}{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
