"""What the bytes of a document say about its pages, found by looking at them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_TEXT = 6_000
"""Letters kept of a document's beginning."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page.

    Attributes:
        number: counted from 1.
        ink: share of the inner page that stands out from the ground, 0 to 1.
        ground: how light the paper is, 0 (black) to 1 (white).
        contrast: how far the darkest 4 in 10,000 of the page stand from the ground, 0 to 1.
        letters: of text that can be searched and copied.
        dpi: resolution of the picture that fills the page; None where none does.
        unreadable: the page can't be drawn.
    """

    number: int
    ink: float = 0.0
    ground: float = 1.0
    contrast: float = 0.0
    letters: int = 0
    dpi: int | None = None
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document's pages, as many as were looked at.

    ``text`` is what its first two pages say, at most ``MOST_TEXT`` letters. ``failure`` says in
    words why it could not be looked at; empty when it could.
    """

    pages: tuple[PageFacts, ...] = ()
    text: str = ""
    failure: str = ""


def facts_to_data(facts: DocumentFacts) -> dict[str, Any]:
    """Write facts as plain data, without the text."""
    return {
        "pages": [
            [
                one.number,
                round(one.ink, 6),
                round(one.ground, 4),
                round(one.contrast, 4),
                one.letters,
                one.dpi,
                one.unreadable,
            ]
            for one in facts.pages
        ],
        "failure": facts.failure,
    }


def facts_from_data(data: Mapping[str, Any]) -> DocumentFacts:
    """Read facts.

    Raises:
        ValueError: these are none.
    """
    try:
        pages = tuple(PageFacts(*row) for row in data["pages"])
        return DocumentFacts(pages, "", str(data["failure"]))
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"no facts: {wrong}") from None
