"""A workbook made by the command line, as every test here begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import cchc


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An empty workbook of one department."""
    path = tmp_path / "so.cchc"
    made = cchc("new", path, "--set", "so-nganh-2026", "--year", "2026", "--unit", "Sở Nội vụ")
    assert made.code == 0, made.err
    return path
