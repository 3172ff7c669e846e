"""Which criteria sets ship with the program, and reading a set from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.set_document import set_from_text
from cchc_desktop.files.small_text import read_small_text

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

MOST_BYTES = 20_000_000
"""A set file may be this large; the shipped ones are about 0.1 MB."""


def shipped_set_files(sets_dir: Path) -> dict[str, Path]:
    """Give the shipped sets' files by id, which is the file's name."""
    return {path.stem: path for path in sorted(sets_dir.glob("*.json"))}


def find_set(reference: str, sets_dir: Path) -> CriteriaSet:
    """Load a set by its id or from a file.

    Args:
        reference: a shipped set's id, or the path of a set file.
        sets_dir: where the shipped sets lie.

    Raises:
        UserError: ``unknown_set`` or ``bad_set``.
        FileProblem: the file can't be read.
    """
    shipped = shipped_set_files(sets_dir)
    if reference in shipped:
        return read_set_file(shipped[reference])
    path = Path(reference)
    if path.is_file():
        return read_set_file(path)
    raise UserError(
        "unknown_set",
        f"Không có bộ tiêu chí “{reference}”; chọn một trong: {', '.join(shipped)}, "
        "hoặc đường dẫn một tệp bộ tiêu chí.",
    )


def read_set_file(path: Path) -> CriteriaSet:
    """Read a set file.

    Raises:
        UserError: ``bad_set``, or as ``read_small_text``.
    """
    return set_from_text(read_small_text(path, MOST_BYTES))
