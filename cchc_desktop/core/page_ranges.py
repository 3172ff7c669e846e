"""Cited pages as an officer writes them: ``3-5, 8``."""

from __future__ import annotations

import re

from cchc_desktop.core.errors import UserError

_PART = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


def read_page_ranges(text: str, pages: int | None = None) -> tuple[int, ...]:
    """Read cited pages into ascending page numbers, counted from 1.

    Args:
        text: ranges and single pages, separated by commas or semicolons; empty means all.
        pages: how many pages the document has; None where it can't be told.

    Raises:
        UserError: ``bad_pages`` when it can't be read or reaches beyond the last page.
    """
    found: set[int] = set()
    for part in re.split("[,;]", text):
        if not part.strip():
            continue
        match = _PART.fullmatch(part.strip())
        if not match:
            raise UserError("bad_pages", f"Trang “{text}” không đọc được; ghi như 3-5, 8.")
        first = int(match[1])
        last = int(match[2] or match[1])
        if first < 1 or last < first:
            raise UserError("bad_pages", f"Trang “{part.strip()}” ngược hoặc bằng 0; ghi như 3-5.")
        if pages is not None and last > pages:
            raise UserError(
                "bad_pages",
                f"Trang {last} vượt quá tài liệu {pages} trang; sửa lại trang trích dẫn.",
            )
        found.update(range(first, last + 1))
    if not found and pages is not None:
        found.update(range(1, pages + 1))
    return tuple(sorted(found))


def show_page_ranges(pages: tuple[int, ...]) -> str:
    """Write page numbers as ranges: 3–5, 8."""
    parts: list[list[int]] = []
    for page in pages:
        if parts and parts[-1][-1] == page - 1:
            parts[-1][1:] = [page]
        else:
            parts.append([page])
    return ", ".join("–".join(map(str, part)) for part in parts)
