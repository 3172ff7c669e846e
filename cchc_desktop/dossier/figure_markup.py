"""Declared figures and arithmetic as cells: broken where a reader would break them."""

from __future__ import annotations

import re

from cchc_desktop.pdf_layout.markup import NO_BREAK, marked

_BOUND = re.compile(r"(tối đa|tối thiểu) (?=\d)")
_RESULT = re.compile(r" (→|=) (?=[−\d,.…]+(?:;|$| →))")


def declared_figures(text: str) -> str:
    """Put the ratio on a line of its own: ``44/46 nhiệm vụ`` / ``= 95,65%``."""
    return marked(text).replace(" = ", f"<br/>={NO_BREAK}")


def arithmetic(text: str) -> str:
    """Keep a result together with its sign, so that no line begins with the bare figure."""
    kept = _BOUND.sub(rf"\1{NO_BREAK}", _RESULT.sub(rf" \1{NO_BREAK}", text))
    return marked(kept)
