"""Text of people made safe for reportlab paragraphs."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from cchc_desktop.core.text import clean
from cchc_desktop.pdf_layout.fonts import has_glyph

NO_BREAK = "\N{NO-BREAK SPACE}"

_BOLD = re.compile(r"\*\*(.+?)\*\*")
# A word and its figure stay on one line; a longer chain would open holes in justified lines.
_KEPT = re.compile(r"\b(ngày|tr\.|TL|Bảng|Hình) (?=\d)")
_FALLBACKS = {
    "☐": "□",
    "☑": "■",
    "✓": "√",
    "‑": "-",
    "\u202f": NO_BREAK,
}
# Marks without a form of their own: joiners, soft hyphens, and those that turn the direction of
# writing, by which a file's name can be made to look like another.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def without_unseen(text: str) -> str:
    """Take away marks that have no form of their own."""
    return _UNSEEN.sub("", text)


def drawable(text: str) -> str:
    """Give text as it can be drawn: NFC, no control characters, no letter that the font lacks.

    A lacking letter becomes “□”: PDF/A forbids to draw the font's own empty box.
    """
    tidy = without_unseen(clean(text))
    return "".join(c if has_glyph(c) or c in "\n\t" else _instead(c) for c in tidy)


def drawable_line(text: str) -> str:
    """As ``drawable``, with the blanks at the start kept: they are room for a pen."""
    return text[: len(text) - len(text.lstrip())] + drawable(text)


def with_kept_blanks(text: str) -> str:
    """As ``drawable``, with blanks that never end a line where a word and its figure belong."""
    return _KEPT.sub(rf"\1{NO_BREAK}", drawable(text)).replace("\t", " ")


def marked(text: str) -> str:
    """Give a person's text as paragraph markup; line breaks are kept."""
    return escape(with_kept_blanks(text)).replace("\n", "<br/>")


def emphasised(text: str) -> str:
    """Give a template's text as paragraph markup: as ``marked``, and ``**bold**`` set bold."""
    return _BOLD.sub(r"<b>\1</b>", marked(text))


def linked(markup: str, target: str) -> str:
    """Make markup a link to a place in the dossier, resolved once all parts are joined."""
    return f'<a href="{LINK_SCHEME}:{target}" color="{LINK_COLOUR}">{markup}</a>'


def anchored(name: str) -> str:
    """Give an invisible mark whose page and height the recording canvas remembers."""
    return f'<a name="{name}"/>'


LINK_SCHEME = "cchc"
LINK_COLOUR = "#1c2f6b"
LINK_RGB = (0x1C / 255, 0x2F / 255, 0x6B / 255)


def _instead(character: str) -> str:
    replacement = _FALLBACKS.get(character)
    if replacement is not None:
        return replacement
    return " " if character.isspace() else "□"
