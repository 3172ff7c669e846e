"""A dossier that stands already where a new one is to be written."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIGNED = b"/ByteRange"
"""Every PDF signature names the bytes it covers so, in the open (ISO 32000-1, 12.8.1)."""
_PIECE = 1 << 20
_NUMBERED = re.compile(r"-[1-9]\d?$")
"""Up to two digits, so that a year at the end of a name is no number of ours."""


def is_signed(path: Path) -> bool:
    """Tell whether a file bears a PDF signature, valid or not; False where it can't be read."""
    try:
        with path.open("rb") as file:
            end = b""
            while piece := file.read(_PIECE):
                if _SIGNED in end + piece:
                    return True
                end = piece[-len(_SIGNED) :]
    except OSError:
        pass
    return False


def free_name(path: Path) -> Path:
    """Give the path, or with ``-2``, ``-3`` behind its name where a signed file stands."""
    if not is_signed(path):
        return path
    base = _NUMBERED.sub("", path.stem)
    names = (path.with_name(f"{base}-{number}{path.suffix}") for number in count(2))
    return next(one for one in names if not one.exists())
