"""A workbook made by the command line, as every test here begins."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.operations.sample import make_sample
from tests.support.command_line import cchc
from tests.support.signed_dossier import Made, make_signed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An empty workbook of one department."""
    path = tmp_path / "so.cchc"
    made = cchc("new", path, "--set", "so-nganh-2026", "--year", "2026", "--unit", "Sở Nội vụ")
    assert made.code == 0, made.err
    return path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A signed dossier with its workbook and keys; tests work on copies."""
    return make_signed(tmp_path_factory.mktemp("signed"))


@pytest.fixture(scope="session")
def sample_workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample department's finished workbook; tests work on copies."""
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def full(sample_workbook: Path, tmp_path: Path) -> Path:
    """A workbook with everything declared and proved."""
    return shutil.copy(sample_workbook, tmp_path / "đủ.cchc")
