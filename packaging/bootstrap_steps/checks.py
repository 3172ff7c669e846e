"""Everything that .ci/run runs: lint, format, types, layers, tests; all of it, then the sum."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap_steps.console import say

if TYPE_CHECKING:
    from bootstrap_steps.checkout import Checkout

_LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"


@dataclass(frozen=True)
class Check:
    """One check: the name to show and the words after ``python -m``."""

    name: str
    words: list[str]


def run_checks(checkout: Checkout) -> int:
    """Run every check, also after one failed; give 0 if all passed, else 1."""
    results: list[tuple[str, bool, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder)
        for check in _checks(checkout, reports):
            say(f"\n── {check.name}")
            start = time.monotonic()
            ended = subprocess.run(
                [str(checkout.python), *check.words],
                cwd=checkout.root,
                env=_environment(checkout),
                check=False,
            )
            results.append((check.name, ended.returncode == 0, time.monotonic() - start))
        tests = _count(reports)
    say("\n── Tổng kết")
    for name, passed, seconds in results:
        say(f"{'đạt      ' if passed else 'KHÔNG ĐẠT'}  {seconds:7.1f} s  {name}")
    spent = sum(seconds for _, _, seconds in results)
    passed = all(passed for _, passed, _ in results)
    counts = ", ".join(f"{n} {word}" for word, n in tests.items() if n or word == "passed")
    say(f"{'TẤT CẢ ĐẠT' if passed else 'CÓ MỤC KHÔNG ĐẠT'}")
    say(f"===== {counts} in {spent:.2f}s =====")
    return 0 if passed else 1


def _checks(checkout: Checkout, reports: Path) -> list[Check]:
    workers = str(max(2, min(4, os.cpu_count() or 2)))
    checks = [
        Check("ruff check", ["-m", "ruff", "check", "."]),
        Check("ruff format", ["-m", "ruff", "format", "--check", "."]),
        Check("mypy", ["-m", "mypy"]),
        Check(
            "import-linter", ["-c", "from importlinter.cli import lint_imports_command as c; c()"]
        ),
        _tests("pytest", ["-m", "not window", "--ignore=tests/bench", "-n", workers], reports),
        _tests("pytest, cửa sổ thật", ["-m", "window", "--ignore=tests/bench"], reports),
    ]
    if (checkout.root / "tests" / "bench").is_dir():
        # Times are taken alone: a second worker would be measured with them.
        checks.append(_tests("pytest, đo thời gian", ["tests/bench"], reports))
    return checks


def _tests(name: str, arguments: list[str], reports: Path) -> Check:
    report = reports / f"{len(name)}.xml"
    return Check(name, ["-m", "pytest", f"--junitxml={report}", *arguments])


def _environment(checkout: Checkout) -> dict[str, str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    environment["PATH"] = f"{checkout.scripts}{os.pathsep}{environment.get('PATH', '')}"
    environment["PYTHONIOENCODING"] = "utf-8"
    if os.name != "nt":
        environment |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
    return environment


def _count(reports: Path) -> Counter[str]:
    counts: Counter[str] = Counter(passed=0, failed=0, errors=0, skipped=0)
    for report in reports.glob("*.xml"):
        for suite in ElementTree.parse(report).iter("testsuite"):
            number = {name: int(value) for name, value in suite.items() if value.isdigit()}
            unlucky = {
                "failed": number["failures"],
                "errors": number["errors"],
                "skipped": number["skipped"],
            }
            counts.update(unlucky, passed=number["tests"] - sum(unlucky.values()))
    return counts
