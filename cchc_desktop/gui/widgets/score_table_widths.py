"""How the official table's columns share the width."""

from __future__ import annotations

from cchc_desktop.gui.models.score_table_cells import Column

_NARROW, _WIDE = 899, 1354
"""Widths of the table in windows of 911 and 1366 pixels."""
_WIDTHS = {
    Column.CODE: (46, 52),
    Column.MAX: (56, 66),
    Column.FIGURES: (166, 214),
    Column.POINTS: (64, 74),
    Column.EVIDENCE: (138, 226),
    Column.NOTE: (148, 252),
    Column.STATE: (56, 60),
}
_LEAST_TITLE = 200
_MOST_STRETCH = 1.8
"""Beyond this the columns stay, and only the title grows."""


def column_widths(width: int) -> list[int]:
    """Share a width in pixels out; the title takes what is left, but never less than it needs."""
    part = min(max((width - _NARROW) / (_WIDE - _NARROW), 0.0), _MOST_STRETCH)
    own = {one: round(low + part * (high - low)) for one, (low, high) in _WIDTHS.items()}
    title = max(width - sum(own.values()), _LEAST_TITLE)
    return [own.get(column, title) for column in Column]
