"""Applies the tokens: palette, style sheet, fonts. Painting code asks ``color`` and ``font`` here.

The palette carries all colours; the style sheet only adds borders, radii and padding, so that
disabled and dark states stay right.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from cchc_desktop import paths
from cchc_desktop.gui.tokens import DARK, LIGHT, Tokens

FAMILIES = ["Segoe UI", "Open Sans", "Noto Sans"]
BODY, HELP, SMALL, SECTION, TITLE, SCORE = 13, 12, 11, 14, 18, 20
"""Type sizes in pixels at 100 %."""

_active = LIGHT


def tokens() -> Tokens:
    """Give the colours of the theme in use."""
    return _active


def color(token: str) -> QColor:
    """Give one colour of the theme in use by its token's name."""
    return _color(getattr(_active, token))


@cache
def _color(text: str) -> QColor:
    return QColor(text)


@cache
def font(size: int = BODY, strong: bool = False) -> QFont:
    """Give the window's font in a pixel size, semi-bold where ``strong``."""
    made = QFont(QApplication.font())
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


@cache
def metrics(size: int = BODY, strong: bool = False) -> QFontMetrics:
    """Give the measures of ``font(size, strong)``."""
    return QFontMetrics(font(size, strong))


@lru_cache(maxsize=4000)
def wrapped_height(text: str, width: int, strong: bool = False) -> int:
    """Give the height of a body text broken into lines of this width."""
    flags = int(Qt.TextFlag.TextWordWrap)
    return metrics(BODY, strong).boundingRect(0, 0, width, 4000, flags, text).height()


def load_fonts(app: QApplication) -> None:
    """Set the window's font; ship Open Sans along where the system has none of the families."""
    known = set(QFontDatabase.families())
    if not known.intersection(FAMILIES[:2]):
        for name in ("OpenSans-Regular", "OpenSans-Semibold"):
            QFontDatabase.addApplicationFont(str(paths.fonts_dir() / f"{name}.ttf"))
    body = QFont()
    body.setFamilies(FAMILIES)
    body.setPixelSize(BODY)
    app.setFont(body)
    font.cache_clear()
    metrics.cache_clear()
    wrapped_height.cache_clear()


def choose(app: QApplication, choice: str) -> Tokens:
    """Give the theme for a choice: ``light``, ``dark``, or what the system says."""
    if choice == "system":
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply(app: QApplication, theme: Tokens) -> None:
    """Make the whole program look like this theme from the next paint on."""
    global _active
    _active = theme
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def palette(theme: Tokens) -> QPalette:
    """Give the palette with every role set in every group."""
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.sunken,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.placeholder,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.header,
        role.Mid: theme.line,
        role.Dark: theme.edge,
        role.Shadow: theme.edge,
    }
    made = QPalette()
    for one, value in colors.items():
        made.setColor(one, QColor(value))
    disabled = QPalette.ColorGroup.Disabled
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.Link):
        made.setColor(disabled, one, QColor(theme.placeholder))
    made.setColor(disabled, role.Base, QColor(theme.sunken))
    made.setColor(disabled, role.Highlight, QColor(theme.bar))
    made.setColor(disabled, role.Accent, QColor(theme.bar))
    return made


def style_sheet(theme: Tokens) -> str:
    """Read the style sheet with ``@token`` and ``@icons`` filled in."""
    text = (paths.resources_dir() / "styles" / "window.qss").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    values = {name: str(value) for name, value in theme._asdict().items()}
    values["styles"] = (paths.resources_dir() / "styles").as_posix()
    values["shade"] = "dark" if theme.dark else "light"
    return re.sub(r"@\{?(\w+)\}?", lambda found: values[found[1]], text)
