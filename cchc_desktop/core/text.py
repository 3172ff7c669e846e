"""Text as it is kept (NFC), searched (folded) and ordered (codes)."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """Bring text into the form we keep: NFC, no control characters, no outer blanks."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()


def fold(text: str) -> str:
    """Fold text for searching: lower case, no diacritics, đ as d."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def code_order(code: str) -> tuple[int, ...]:
    """Give the sort key of a criterion's code, so that 1.2 comes before 1.10."""
    return tuple(int(part) for part in code.split("."))
