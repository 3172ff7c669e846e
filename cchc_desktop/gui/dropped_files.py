"""What was dropped or chosen, as files: folders are walked, hidden and system files left out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.progress import Progress, stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cchc_desktop.operations.evidence import EvidenceDetails
    from cchc_desktop.operations.session import Session

MOST_FILES = 500
"""More than that at once is a wrong folder."""

_NOT_EVIDENCE = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of the files: how many were stored, and why the others were not."""

    stored: int
    refused: tuple[str, ...]


def attach_each(
    session: Session,
    code: str,
    files: Sequence[Path],
    details: EvidenceDetails,
    progress: Progress,
) -> Attached:
    """Attach files one by one, so that one that can't be read does not stop the others.

    Raises:
        UserError: the only file can't be attached.
        FileProblem: the workbook can't be written; the files stored so far stay.
        Cancelled: likewise.
    """
    from cchc_desktop.operations.evidence import attach

    refused = []
    for number, path in enumerate(files):
        part = stage(progress, number * 100, number * 100 + 100, len(files) * 100)
        try:
            attach(session, code, [path], details, part)
        except FileProblem:
            raise
        except UserError as error:
            if len(files) == 1:
                raise
            refused.append(error.message)
    return Attached(len(files) - len(refused), tuple(refused))


def files_of(paths: Sequence[Path]) -> list[Path]:
    """Give the files themselves, folder by folder in the order of their names.

    Raises:
        UserError: ``no_files`` when there is none, ``too_many_files``.
    """
    found: list[Path] = []
    for path in paths:
        for file in _below(path):
            found.append(file)
            if len(found) > MOST_FILES:
                raise UserError(
                    "too_many_files",
                    f"“{path.name}” có hơn {MOST_FILES} tệp; chọn thư mục nhỏ hơn.",
                )
    if not found:
        names = ", ".join(f"“{path.name}”" for path in paths)
        raise UserError("no_files", f"Không có tệp nào trong {names}; chọn tệp khác.")
    return found


def _below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and name.lower() not in _NOT_EVIDENCE:
                yield Path(folder) / name
