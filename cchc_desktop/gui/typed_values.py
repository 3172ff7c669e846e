"""Between what stands in a field and what is kept: canonical where readable, else as typed."""

from __future__ import annotations

from decimal import Decimal

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.figures import Input, InputKind, canonical_figure
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


def problem_of(figure: Input, typed: str, year: int) -> str:
    """Say why what was typed is no such figure; empty when it is one, or nothing was typed."""
    text = clean(typed)
    if not text:
        return ""
    try:
        canonical_figure(figure, text, year)
    except UserError as error:
        return error.message
    return ""


def shown_text(figure: Input, kept: str, year: int) -> str:
    """Give what a field shows when nobody is typing in it: 2.450; 99,5; 31/01/2026."""
    canonical = kept_text(figure, kept, year)
    if not canonical or problem_of(figure, kept, year):
        return kept
    if figure.kind is InputKind.DATE:
        return show_date(read_date(canonical))
    return show_number(Decimal(canonical))


def edited_text(figure: Input, kept: str, year: int) -> str:
    """Give what a field shows while it is typed in: without thousands dots."""
    canonical = kept_text(figure, kept, year)
    if figure.kind is InputKind.DATE or problem_of(figure, kept, year):
        return shown_text(figure, kept, year)
    return canonical.replace(".", ",")
