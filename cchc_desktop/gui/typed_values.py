"""Between what stands in a field and what is kept: canonical where readable, else as typed."""

from __future__ import annotations

from decimal import Decimal

from cchc_desktop.core.criteria_set import Input, InputKind
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.figures import canonical_figure
from cchc_desktop.core.numbers import read_date, show_date, show_number
from cchc_desktop.core.text import clean


def kept_text(figure: Input, typed: str, year: int) -> str:
    """Give the text to keep for what was typed; empty for nothing."""
    text = clean(typed)
    if not text:
        return ""
    try:
        return canonical_figure(figure, text, year)
    except UserError:
        return text


def is_readable(figure: Input, typed: str, year: int) -> bool:
    """True when nothing was typed, or a figure of this kind."""
    text = clean(typed)
    if not text:
        return True
    try:
        canonical_figure(figure, text, year)
    except UserError:
        return False
    return True


def shown_text(figure: Input, kept: str, year: int) -> str:
    """Give what a field shows when nobody is typing in it: 2.450; 99,5; 31/01/2026."""
    canonical = kept_text(figure, kept, year)
    if not canonical or not is_readable(figure, kept, year):
        return kept
    if figure.kind is InputKind.DATE:
        return show_date(read_date(canonical))
    return show_number(Decimal(canonical))


def edited_text(figure: Input, kept: str, year: int) -> str:
    """Give what a field shows while it is typed in: without thousands dots."""
    canonical = kept_text(figure, kept, year)
    if figure.kind is InputKind.DATE or not is_readable(figure, kept, year):
        return shown_text(figure, kept, year)
    return canonical.replace(".", ",")
