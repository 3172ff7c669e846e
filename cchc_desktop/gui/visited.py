"""Which leaves were visited, to go back and forward among them."""

from __future__ import annotations


class Visited:
    """A trail of codes with a place in it."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._place = -1

    def note(self, code: str) -> None:
        """Add a code after the present place; what was ahead is forgotten."""
        if self._place < 0 or self._codes[self._place] != code:
            self._codes = [*self._codes[: self._place + 1], code]
            self._place += 1

    def step(self, by: int) -> str:
        """Move along the trail; empty at its ends."""
        if 0 <= self._place + by < len(self._codes):
            self._place += by
            return self._codes[self._place]
        return ""
