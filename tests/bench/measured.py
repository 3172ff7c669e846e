"""Where a benchmark leaves its figures: printed, and in the file that README's table is made of."""

from __future__ import annotations

import json
import os
from pathlib import Path


def record(name: str, ratio: float, limit: float | None, words: str) -> None:
    """Keep one ratio.

    Args:
        name: what was measured, stable.
        ratio: against a floor measured in the same run.
        limit: above it the benchmark fails; None where none is promised.
        words: what the ratio is of what, for the table.
    """
    print(f"{name}: {ratio:.2f} ({words}; giới hạn {limit if limit is not None else '–'})")
    out = os.environ.get("CCHC_BENCH_OUT")
    if not out:
        return
    path = Path(out)
    kept = json.loads(path.read_text("utf-8")) if path.exists() else {}
    kept[name] = {"ratio": round(ratio, 2), "limit": limit, "words": words}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
