"""The workbooks last open on this machine, with where each stood."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from cchc_desktop import paths
from cchc_desktop.gui.preferences import read_json, write_json

if TYPE_CHECKING:
    from pathlib import Path
from typing import NamedTuple

_MOST = 12


class RecentWorkbook(NamedTuple):
    """One line of the start page.

    ``score`` and ``maximum`` are points as shown; ``opened`` is ISO, local time. ``undeclared``,
    ``lacking`` and ``review`` count leaves; ``lacking_extras`` are those of ``lacking`` that give
    bonus or penalty, which ``answered`` does not count.
    """

    path: str
    unit: str
    year: int
    answered: int
    applicable: int
    score: str
    maximum: str
    opened: str
    undeclared: int = 0
    lacking: int = 0
    review: int = 0
    lacking_extras: int = 0
    locked: bool = False

    @property
    def title(self) -> str:
        """Unit and year."""
        return f"{self.unit}, năm {self.year}"


class RecentWorkbooks:
    """The list, newest first."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.user_data_dir() / "recent.json"

    def entries(self) -> list[RecentWorkbook]:
        """Read the list; lines that can't be read are left out."""
        lines = read_json(self._path)
        names = RecentWorkbook._fields
        found = []
        for line in lines if isinstance(lines, list) else []:
            with contextlib.suppress(TypeError, AttributeError):
                entry = RecentWorkbook(**{k: v for k, v in line.items() if k in names})
                found.append(entry._replace(year=int(entry.year)))
        return found

    def put(self, entry: RecentWorkbook) -> None:
        """Put a workbook first."""
        others = [one for one in self.entries() if one.path != entry.path]
        self._write([entry, *others])

    def remove(self, path: str) -> None:
        """Take a workbook off the list; the file stays."""
        self._write([one for one in self.entries() if one.path != path])

    def _write(self, entries: list[RecentWorkbook]) -> None:
        write_json(self._path, [one._asdict() for one in entries[:_MOST]])
