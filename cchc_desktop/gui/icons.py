"""Icons drawn from SVG in a token's colour, sharp at every scale, and kept."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cchc_desktop import paths
from cchc_desktop.gui import theme

_kept: dict[tuple[str, str, int, float], QPixmap] = {}
_sources: dict[tuple[str, int], str] = {}


def pixmap(name: str, token: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Draw an icon.

    Args:
        name: the drawing's name with its variant, for example ``flag_filled``.
        token: name of the colour.
        size: 16 or 20 logical pixels; each has artwork of its own.
        ratio: device pixels per logical pixel of the screen it goes to.
    """
    color = theme.color(token).name()
    key = (name, color, size, ratio)
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = _draw(name, size, ratio, color)
    return found


def paint(painter: QPainter, x: float, y: float, name: str, token: str, size: int = 16) -> None:
    """Draw an icon with its top left corner at (x, y)."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(round(x), round(y), pixmap(name, token, size, ratio))


def _draw(name: str, size: int, ratio: float, color: str) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    # The drawings carry no colour: what the root is filled with is what they are drawn in.
    text = _source(name, size).replace("<svg ", f'<svg fill="{color}" ', 1)
    renderer = QSvgRenderer()
    renderer.load(text.encode())
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def _source(name: str, size: int) -> str:
    found = _sources.get((name, size))
    if found is None:
        stem, variant = name.rsplit("_", 1)
        path = paths.icons_dir() / f"{stem}_{size}_{variant}.svg"
        found = _sources[name, size] = path.read_text(encoding="utf-8")
    return found
