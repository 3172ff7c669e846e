"""``bootstrap.py test`` runs every check, also after one failed, and counts the tests."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import SmallCheckout

TOOL = """
import os, sys
print("called", {name!r}, *sys.argv[1:])
sys.exit(os.environ.get("BREAK") == {name!r})
"""
PYTEST = """
import os, sys
words = sys.argv[1:]
print("called pytest", *[word for word in words if "junitxml" not in word])
report = next(word.partition("=")[2] for word in words if "junitxml" in word)
failed = int(os.environ.get("BREAK") == "pytest" and "window" in words)
with open(report, "w") as file:
    counts = f'tests="10" failures="{failed}" errors="0" skipped="1"'
    file.write(f"<testsuites><testsuite {counts}/></testsuites>")
sys.exit(failed)
"""


@pytest.fixture
def tool_checkout(checkout: SmallCheckout) -> SmallCheckout:
    """A checkout whose test lock brings talking stand-ins of the tools."""
    modules = {f"{name}.py": TOOL.format(name=name) for name in ("ruff", "mypy")}
    cli = "def lint_imports_command():\n" + TOOL.format(name="lint").replace("\n", "\n    ")
    modules |= {"pytest.py": PYTEST, "importlinter/__init__.py": "", "importlinter/cli.py": cli}
    checkout.add_package("requirements-test.lock", "tools", modules)
    (checkout.root / "packaging" / "debian-libraries.txt").write_text("[run]\n[test]\n")
    (checkout.root / "tests" / "bench").mkdir(parents=True)
    return checkout


def test_every_check_runs_and_the_last_line_counts_the_tests(tool_checkout: SmallCheckout) -> None:
    assert tool_checkout.bootstrap("setup").returncode == 0
    good = tool_checkout.bootstrap("test")
    assert good.returncode == 0, good.stderr
    assert [line for line in good.stdout.splitlines() if line.startswith("called")] == [
        "called ruff check .",
        "called ruff format --check .",
        "called mypy",
        "called lint",
        f"called pytest -m not window --ignore=tests/bench -n {_workers(good.stdout)}",
        "called pytest -m window --ignore=tests/bench",
        "called pytest tests/bench",
    ]
    assert good.stdout.splitlines()[-1].startswith("===== 27 passed, 3 skipped in ")

    for broken in ("ruff", "mypy", "lint", "pytest"):
        bad = tool_checkout.bootstrap("test", BREAK=broken)
        assert bad.returncode == 1
        assert bad.stdout.count("called") == 7
        assert "KHÔNG ĐẠT" in bad.stdout
    assert "26 passed, 1 failed, 3 skipped" in bad.stdout.splitlines()[-1]


def test_ci_is_that_one_call() -> None:
    script = Path(__file__).parents[2] / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "packaging/bootstrap.py test" in script.read_text()


def _workers(output: str) -> str:
    return output.partition(" -n ")[2].split()[0]
