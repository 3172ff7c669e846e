"""The name under which a document is kept, shown and handed out again."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 180
"""Bytes in UTF-8: leaves room for a suffix on disks that take 255."""
NAMELESS = "tai-lieu"

_SEPARATORS = re.compile(r"[/\\]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_BLANKS = re.compile(r"\s+")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_LONGEST_EXTENSION = 16


def document_name(raw: str) -> str:
    """Give a file's name in the form that is safe on any disk and honest on the screen.

    NFC; no folders; no control, invisible or direction-changing characters; nothing that Windows
    refuses; at most ``LONGEST_NAME`` bytes, the extension kept.
    """
    last = _SEPARATORS.split(raw)[-1]
    visible = "".join(map(_visible, unicodedata.normalize("NFC", last)))
    name = _BLANKS.sub(" ", _NOT_ON_WINDOWS.sub("_", visible))
    name = _shorten(name.strip(" ")).strip(" ").rstrip(". ")
    if not name.strip("."):
        return NAMELESS
    return f"_{name}" if _DEVICE.match(name) else name


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cs":  # a byte of a name that is no UTF-8
        return "_"
    if character.isspace() or category in ("Zl", "Zp"):
        return " "
    return "" if category.startswith("C") else character


def _shorten(name: str) -> str:
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem or len(extension.encode()) > _LONGEST_EXTENSION:
        stem, dot, extension = name, "", ""
    room = LONGEST_NAME - len((dot + extension).encode())
    kept = stem.encode()[:room].decode(errors="ignore")
    return kept.rstrip(" .") + dot + extension
