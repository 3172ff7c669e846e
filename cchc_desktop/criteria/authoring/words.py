"""The small grammar of the table's cells: lines, numbers, and signs that are only text.

A backslash stands before a sign of the text itself: ``\\:`` is a colon that parts nothing, ``\\n``
a line break inside a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,12})?")


class CellError(ValueError):
    """A cell can't be read; the message says which piece, and the form expected."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One line ``name = value`` of a cell."""

    name: str
    value: str


def escape(text: str, signs: str = "") -> str:
    """Write a text so that it stays on its line and its ``signs`` part nothing."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    for sign in signs:
        text = text.replace(sign, "\\" + sign)
    return text


def unescape(text: str) -> str:
    """Read such a text."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def split_once(text: str, sign: str) -> tuple[str, str] | None:
    """Part a line at the first ``sign`` that no backslash stands before; both sides bare."""
    at = _find(text, sign)
    return None if at is None else (text[:at].strip(), text[at + len(sign) :].strip())


def split_last(text: str, sign: str) -> tuple[str, str] | None:
    """Part a line at the last ``sign``; both sides bare."""
    at = text.rfind(sign)
    return None if at < 0 else (text[:at].strip(), text[at + len(sign) :].strip())


def lines_of(text: str) -> list[str]:
    """Give a cell's lines that are not blank."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def write_number(text: str) -> str:
    """Write a decimal of a set's data with a comma, all its decimals kept."""
    return text.replace(".", ",")


def read_number(text: str) -> str:
    """Read a decimal written with comma or dot into a set's data form.

    Raises:
        CellError: it is none.
    """
    bare = text.strip().removesuffix("%").removesuffix("điểm").removesuffix("ngày").strip()
    if not _NUMBER.fullmatch(bare):
        raise CellError(f"“{text}” không phải số; ghi như 0,50")
    return bare.replace(",", ".")


def read_whole(text: str) -> int:
    """Read a whole number.

    Raises:
        CellError: it is none.
    """
    bare = text.strip()
    if not (bare.isascii() and bare.isdecimal()) or len(bare) > 9:
        raise CellError(f"“{text}” không phải số nguyên; ghi như 4")
    return int(bare)


def _find(text: str, sign: str) -> int | None:
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
        elif text.startswith(sign, at):
            return at
        else:
            at += 1
    return None
