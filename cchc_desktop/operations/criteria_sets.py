"""Choosing a criteria set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.criteria.catalogue import find_set, read_set_file, shipped_set_files
from cchc_desktop.paths import forms_dir

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet


@dataclass(frozen=True, slots=True)
class SetSummary:
    """A set as a list shows it; ``leaves`` counts what is inside the maximum."""

    id: str
    version: str
    title: str
    year: int
    applies_to: str
    disclaimer: str
    leaves: int


def shipped_sets() -> tuple[SetSummary, ...]:
    """Give the sets that ship with the program."""
    files = shipped_set_files(forms_dir() / "sets").values()
    return tuple(_summary(read_set_file(path)) for path in files)


def load_set(reference: str) -> CriteriaSet:
    """Load a set by its id, or from a set file.

    Raises:
        UserError: ``unknown_set`` or ``bad_set``.
        FileProblem: the file can't be read.
    """
    return find_set(reference, forms_dir() / "sets")


def _summary(one: CriteriaSet) -> SetSummary:
    return SetSummary(
        one.id, one.version, one.title, one.year, one.applies_to, one.disclaimer, len(one.leaves)
    )
