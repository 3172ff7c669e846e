"""How a long operation tells where it is, and how it learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called often by a long operation; raises ``Cancelled`` once the person pressed Hủy."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Report ``done`` of ``total`` steps (``total`` ≥ 1) and name the current one."""


def no_progress(done: int, total: int, what: str) -> None:
    """Ignore the report; for callers that show nothing."""


def stage(progress: Progress, first: int, last: int, whole: int) -> Progress:
    """Give a part of a longer job its own progress, mapped onto steps first..last of whole."""

    def report(done: int, total: int, what: str) -> None:
        span = last - first
        progress(first + span * done // max(total, 1), whole, what)

    return report
