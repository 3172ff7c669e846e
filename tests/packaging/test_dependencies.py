"""Every dependency has its reason in pyproject.toml and its hashes in the lock."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(PYPROJECT)
RUN = PROJECT["project"]["dependencies"]
TEST = PROJECT["project"]["optional-dependencies"]["test"]
BUILD = PROJECT["build-system"]["requires"]


def _pinned(requirement: str) -> tuple[str, str]:
    """Give the name as a lock spells it, and the version."""
    match = re.match(r"([\w.-]+)(?:\[[^]]*\])?==([\w.]+)", requirement)
    assert match, f"{requirement} has no exact version"
    return re.sub(r"[-_.]+", "-", match[1]).lower(), match[2]


def _lock(name: str) -> dict[str, tuple[str, int]]:
    """Give version and number of hashes of each package in a lock."""
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9][\w.-]*)==([\w.]+)((?:.*\n(?:[ ]+--hash.*\n)*))", text, re.M)
    return {name: (version, rest.count("--hash=sha256:")) for name, version, rest in entries}


@pytest.mark.parametrize("requirement", [*RUN, *TEST, *BUILD])
def test_each_stands_under_its_reason(requirement: str) -> None:
    lines = [line.strip() for line in PYPROJECT.splitlines()]
    (at,) = [number for number, line in enumerate(lines) if f'"{requirement}"' in line]
    while lines[at].startswith('"') or lines[at].startswith("requires"):
        at -= 1  # one reason may stand over a few that belong together
    assert lines[at].startswith("# ")


@pytest.mark.parametrize(
    ("name", "requirements"),
    [
        ("requirements.lock", RUN),
        ("requirements-test.lock", [*RUN, *TEST]),
        ("requirements-build.lock", BUILD),
    ],
)
def test_lock_holds_each_with_hashes(name: str, requirements: list[str]) -> None:
    locked = _lock(name)
    for requirement in requirements:
        package, version = _pinned(requirement)
        assert locked[package][0] == version
    assert all(hashes > 0 for _, hashes in locked.values())


def test_lock_of_the_tests_runs_the_program_with_the_same_packages() -> None:
    run, test = _lock("requirements.lock"), _lock("requirements-test.lock")
    assert {name: test.get(name) for name in run} == run


def test_the_whole_of_qt_stays_out() -> None:
    assert {"pyside6", "pyside6-addons"}.isdisjoint(_lock("requirements-test.lock"))
