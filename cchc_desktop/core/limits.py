"""How long a text may be that goes onto paper; letters, after cleaning."""

from __future__ import annotations

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.text import clean

MOST_IN_LINE = 200
"""Names, numbers and posts: what stands on one or two lines."""
MOST_IN_PARAGRAPH = 2_000
"""A legal basis, a subject."""
MOST_IN_NOTE = 20_000
"""A note or explanation: about eight pages."""


def one_line(text: str, what: str, most: int = MOST_IN_LINE) -> str:
    """Clean a text that stands on a line: inner line breaks become blanks.

    Args:
        text: as given.
        what: its name in the sentence.
        most: letters at most.

    Raises:
        UserError: ``too_long``.
    """
    return not_longer(" ".join(clean(text).split()), what, most)


def not_longer(text: str, what: str, most: int) -> str:
    """Give the text back.

    Raises:
        UserError: ``too_long``.
    """
    if len(text) > most:
        raise UserError("too_long", f"{what} dài {len(text)} ký tự, tối đa {most}; rút gọn lại.")
    return text
