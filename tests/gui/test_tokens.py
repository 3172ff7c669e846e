"""The whole contrast table: text ≥ 4,5:1 and marks ≥ 3:1 on every ground they meet."""

from __future__ import annotations

import itertools

import pytest

from cchc_desktop.gui.marks import Mark
from cchc_desktop.gui.tokens import DARK, LIGHT, Tokens

GROUNDS = ("surface", "window", "sunken", "header", "selection")
TEXTS = ("text", "text2", "accent", "ok", "warn", "bad", "flag")
MARKS = ("ok", "warn", "bad", "flag", "mute", "accent", "text2")
PAIRS = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("ok", "ok_bg"),
    ("warn", "warn_bg"),
    ("bad", "bad_bg"),
    ("text", "ok_bg"),
    ("text", "warn_bg"),
    ("text", "bad_bg"),
    ("text", "edit"),
    ("placeholder", "edit"),
    ("text2", "edit"),
)
EDGES = (
    ("edge", "surface"),
    ("edge", "window"),
    ("edge", "edit"),
    ("warn_line", "surface"),
    ("bad", "surface"),
    ("accent", "bar"),
    ("ok", "bar"),
    ("on_accent", "accent"),
)
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: (lighter + 0.05) / (darker + 0.05)."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def of(theme: Tokens, name: str) -> str:
    return getattr(theme, name)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_every_text_can_be_read_on_every_ground(theme: Tokens) -> None:
    meetings = [*itertools.product(TEXTS, GROUNDS), *PAIRS]
    low = {
        pair: round(contrast(of(theme, pair[0]), of(theme, pair[1])), 2)
        for pair in meetings
        if contrast(of(theme, pair[0]), of(theme, pair[1])) < 4.5
    }
    assert low == {}


@THEMES
def test_every_mark_and_edge_can_be_seen(theme: Tokens) -> None:
    meetings = [*itertools.product(MARKS, GROUNDS), *EDGES]
    low = {
        pair: round(contrast(of(theme, pair[0]), of(theme, pair[1])), 2)
        for pair in meetings
        if contrast(of(theme, pair[0]), of(theme, pair[1])) < 3
    }
    assert low == {}


def test_no_two_marks_differ_by_colour_alone() -> None:
    assert len({mark.icon for mark in Mark}) == len(Mark)
    assert len({mark.word for mark in Mark}) == len(Mark)
