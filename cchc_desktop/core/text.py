"""Text as it is kept (NFC), searched (folded) and ordered (codes)."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+|[<>≤≥=%+]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINKING = frozenset(
    ["năm", "của", "và", "các", "những", "về", "theo", "trong", "tại", "cho", "với", "được", "việc"]
)
"""Words that join others and say nothing by themselves."""
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


def bare_words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text: what is left when case, marks and punctuation are not."""
    return tuple(_WORD.findall(fold(text)))


def same_content(one: str, other: str) -> bool:
    """Tell whether two texts differ in nothing but years, linking words, marks and punctuation."""
    words = _content(one)
    return words == _content(other) and bool(words)


def _content(text: str) -> list[str]:
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return [fold(one) for one in words if one not in _LINKING and not _YEAR.fullmatch(one)]
