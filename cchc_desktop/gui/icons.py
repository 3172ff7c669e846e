"""Icons drawn from SVG in a token's colour, sharp at every scale, and kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cchc_desktop import paths
from cchc_desktop.gui import theme

_kept: dict[tuple[str, str, int, float], QPixmap] = {}
_sources: dict[tuple[str, int], QSvgRenderer] = {}


def pixmap(name: str, token: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Draw an icon.

    Args:
        name: the drawing's name with its variant, for example ``flag_filled``.
        token: name of the colour.
        size: 16 or 20 logical pixels; each has artwork of its own.
        ratio: device pixels per logical pixel of the screen it goes to.
    """
    color = theme.color(token)
    key = (name, color.name(), size, ratio)
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = _draw(name, size, ratio, color)
    return found


def paint(painter: QPainter, x: float, y: float, name: str, token: str, size: int = 16) -> None:
    """Draw an icon with its top left corner at (x, y)."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(round(x), round(y), pixmap(name, token, size, ratio))


def _draw(name: str, size: int, ratio: float, color) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, size).render(painter, QRectF(0, 0, size, size))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, size, size), color)
    painter.end()
    return made


def _renderer(name: str, size: int) -> QSvgRenderer:
    found = _sources.get((name, size))
    if found is None:
        stem, variant = name.rsplit("_", 1)
        data = (paths.icons_dir() / f"{stem}_{size}_{variant}.svg").read_bytes()
        found = _sources[name, size] = QSvgRenderer(QByteArray(data))
    return found
