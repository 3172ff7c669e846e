"""A workbook of the shipped set, on a clock that stands where the test puts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cchc_desktop.paths import forms_dir
from cchc_desktop.workbook.workbook import Workbook, create_workbook
from tests.support.workbooks import NOW, Make, reopen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def set_text() -> str:
    """The shipped set as it lies in its file."""
    return (forms_dir() / "sets" / "so-nganh-2026.json").read_text(encoding="utf-8")


@pytest.fixture
def make(tmp_path: Path, set_text: str) -> Make:
    """Make a new workbook, by default `hồ sơ.cchc` in the test's folder."""

    def made(path: Path = tmp_path / "hồ sơ.cchc") -> Path:
        create_workbook(
            path,
            set_text=set_text,
            unit="Sở Nội vụ",
            year=2026,
            exemptions={"6.4": "QĐ 1120/QĐ-UBND"},
            who="Lan",
            now=NOW,
        )
        return path

    return made


@pytest.fixture
def workbook(make: Make) -> Iterator[Workbook]:
    """An open, empty workbook."""
    opened = reopen(make())
    yield opened
    opened.close()
