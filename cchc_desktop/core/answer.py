"""What the unit declares for one leaf."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPTION = "option"
"""The value name of a choice: the key of the chosen option."""
ITEMS = "items"
"""The value name of a checklist: the ticked keys, joined by commas; empty when none is ticked."""
VARIANT = "variant"
"""The value name of the rule that the unit has picked, where a leaf has several."""


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Answer:
    """The declared figures of one leaf, exactly as they will be read again.

    ``values`` maps an input's name to canonical text ("2450", "99.5", "2026-01-31"), or to what
    was typed where that can't be read as such a figure: it is kept, marked and not scored. An
    empty text says that there is none (no plan was issued), which is not the same as no answer.
    """

    values: Mapping[str, str] = field(default_factory=_nothing)
    note: str = ""
    not_applicable: str = ""
    """The legal basis on which the leaf does not apply; empty when it applies."""
    review: bool = False
    """Flagged for review (cần xem lại)."""

    @property
    def is_declared(self) -> bool:
        """True once figures, or that it does not apply, have been declared."""
        return bool(self.values) or bool(self.not_applicable)

    @property
    def is_empty(self) -> bool:
        """True when nothing at all is worth keeping."""
        return not (self.is_declared or self.note or self.review)


NO_ANSWER = Answer()
