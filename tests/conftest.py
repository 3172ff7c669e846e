"""What every test may lean on: the shipped set, an empty assessment, a quiet Qt."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from cchc_desktop.core.assessment import Assessment
from cchc_desktop.operations.criteria_sets import load_set

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def departments_set() -> CriteriaSet:
    """The shipped set of the departments."""
    return load_set("so-nganh-2026")


@pytest.fixture
def assessment(departments_set: CriteriaSet) -> Assessment:
    """A department that has declared nothing yet."""
    return Assessment("Sở Công Thương", 2026, departments_set)


@pytest.fixture(autouse=True)
def _own_user_data(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep recent files and logs of a test out of the real user's folder."""
    monkeypatch.setenv("CCHC_USER_DATA", str(tmp_path_factory.mktemp("user-data")))
