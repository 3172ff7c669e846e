"""Where a result may be written: never over what it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_WORKBOOK_BEGINS = b"SQLite format 3\0"


def require_separate(target: Path, inputs: Iterable[Path | None]) -> None:
    """Refuse to write over one of the files that are read, or over any workbook.

    Args:
        target: the file to be written; it may exist.
        inputs: workbook, key, password and the like; None for what was not given.

    Raises:
        UserError: ``target_is_input`` or ``target_is_workbook``.
    """
    for one in inputs:
        if one is not None and _same(target, one):
            raise UserError(
                "target_is_input",
                f"{target} là tệp đang dùng làm đầu vào, ghi vào sẽ mất tệp đó; chọn tên khác.",
            )
    # Only now may it be opened: opening a file that SQLite has open here would drop its locks.
    if target.is_file() and _begins(target) == _WORKBOOK_BEGINS:
        raise UserError(
            "target_is_workbook", f"{target} là một hồ sơ đang có, không ghi đè; chọn tên khác."
        )


def _same(one: Path, other: Path) -> bool:
    try:
        return one.resolve() == other.resolve() or one.samefile(other)
    except (OSError, RuntimeError):  # one of them does not exist, or is a link to itself
        return False


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(len(_WORKBOOK_BEGINS))
    except OSError:
        return b""
