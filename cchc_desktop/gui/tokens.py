"""The colours of the window, light and dark: one table for palette, style sheet and icons."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme's colours as ``#RRGGBB``; a test holds the contrast of every pair that meets.

    Attributes:
        window: ground of dialogs.
        surface: ground of pages and tables.
        sunken: computed cells, the score box.
        header: heads of tables, branch rows.
        edit: ground of inputs.
        line: grid and separators; never the only border of an input.
        edge: borders of inputs and buttons, handles of scroll bars.
        text2: labels, help.
        placeholder: examples in empty inputs; also disabled text.
        accent: links, focus, the main button, progress.
        on_accent: text on the main button.
        bar: track of a progress bar.
        selection: selected rows; the text keeps its colour.
        warn_line: border of a warning banner, nothing else.
        mute: marks of what is not declared or not ours to score.
    """

    window: str
    surface: str
    sunken: str
    header: str
    edit: str
    line: str
    edge: str
    text: str
    text2: str
    placeholder: str
    accent: str
    on_accent: str
    accent_hover: str
    bar: str
    selection: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    warn_line: str
    bad: str
    bad_bg: str
    flag: str
    mute: str
    dark: bool


LIGHT = Tokens(
    window="#F2F4F6",
    surface="#FFFFFF",
    sunken="#F7F8FA",
    header="#E9EDF1",
    edit="#FFFFFF",
    line="#D3D8DE",
    edge="#79828D",
    text="#1A1F26",
    text2="#4F5863",
    placeholder="#6B747F",
    accent="#0B5CA8",
    on_accent="#FFFFFF",
    accent_hover="#094B8A",
    bar="#C3CBD4",
    selection="#D9E8F7",
    ok="#18733A",
    ok_bg="#E6F4EA",
    warn="#8A5200",
    warn_bg="#FFF4DC",
    warn_line="#B77A12",
    bad="#B3261E",
    bad_bg="#FCEBEA",
    flag="#6A3FA0",
    mute="#606974",
    dark=False,
)

DARK = Tokens(
    window="#1D2024",
    surface="#25292E",
    sunken="#2A2F35",
    header="#30363D",
    edit="#1F2328",
    line="#40474F",
    edge="#8A94A0",
    text="#E9ECEF",
    text2="#B4BBC4",
    placeholder="#8B939D",
    accent="#84B9F2",
    on_accent="#0D1B2A",
    accent_hover="#A5CCF6",
    bar="#4A525B",
    selection="#2C4664",
    ok="#74CB92",
    ok_bg="#1E3628",
    warn="#F0B75C",
    warn_bg="#3A2F19",
    warn_line="#C08A33",
    bad="#F49A92",
    bad_bg="#432523",
    flag="#C8A9F2",
    mute="#A6AEB8",
    dark=True,
)
