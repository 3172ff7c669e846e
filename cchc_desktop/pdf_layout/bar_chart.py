"""Horizontal bars of what was reached and what is missing; legible in grey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from cchc_desktop.pdf_layout.fonts import ITALIC, REGULAR
from cchc_desktop.pdf_layout.line_breaking import break_lines
from cchc_desktop.pdf_layout.styles import INK, MM

if TYPE_CHECKING:
    from collections.abc import Sequence

_LABEL_WIDTH = 58 * MM
_VALUE_WIDTH = 25 * MM
_LABEL_SIZE = 10.0
_BAR = 11.0
_STEP, _TALL_STEP = 17.0, 24.0
_HATCH = 3.0
_GRID = Color(0.75, 0.75, 0.75)
_SOLID = Color(0.35, 0.35, 0.35)
_HEAD = 18.0
_AXIS = 16.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: both lengths in points of the axis; ``remark`` stands where there is no bar."""

    label: str
    reached: float
    missing: float
    value: str
    remark: str = ""


class BarChart(Flowable):
    """A legend, one bar a line, an axis from 0."""

    def __init__(self, bars: Sequence[Bar], legend: tuple[str, str], width: float) -> None:
        """Measure the chart.

        Args:
            bars: from top to bottom, texts drawable.
            legend: names of the solid and of the hatched part.
            width: points.
        """
        super().__init__()
        self.width = width
        self._bars = bars
        self._legend = legend
        self._labels = [
            break_lines(bar.label, REGULAR, _LABEL_SIZE, _LABEL_WIDTH - 2 * MM)[:2] for bar in bars
        ]
        self._steps = [_TALL_STEP if len(label) > 1 else _STEP for label in self._labels]
        self.height = _HEAD + sum(self._steps) + _AXIS

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw axis, legend, then the bars."""
        room = self.width - _LABEL_WIDTH - _VALUE_WIDTH
        longest = max((bar.reached + bar.missing for bar in self._bars), default=0.0)
        tick = _tick(longest)
        end = tick * max(1, -(-round(longest * 100) // round(tick * 100)))
        self._draw_axis(room, tick, end)
        self._draw_legend()
        y = self.height - _HEAD
        for bar, label, step in zip(self._bars, self._labels, self._steps, strict=True):
            y -= step
            self._draw_bar(bar, label, y + step / 2, room / end)

    def _draw_axis(self, room: float, tick: float, end: float) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(_GRID)
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, 8)
        for number in range(round(end / tick) + 1):
            x = _LABEL_WIDTH + room * number * tick / end
            canvas.line(x, _AXIS - 2, x, self.height - _HEAD)
            text = f"{number * tick:g}".replace(".", ",")
            canvas.drawCentredString(x, 4, text)

    def _draw_legend(self) -> None:
        canvas = self.canv
        y = self.height - 11
        x = _LABEL_WIDTH
        for name, hatched in zip(self._legend, (False, True), strict=True):
            self._box(x, y - 1, 20, 9, hatched=hatched)
            canvas.setFillColor(INK)
            canvas.setFont(REGULAR, _LABEL_SIZE)
            canvas.drawString(x + 25, y, name)
            x += 45 + canvas.stringWidth(name, REGULAR, _LABEL_SIZE)

    def _draw_bar(self, bar: Bar, label: list[str], middle: float, scale: float) -> None:
        canvas = self.canv
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, _LABEL_SIZE)
        y = middle - 3.4 + (len(label) - 1) * 5.5
        for text in label:
            canvas.drawRightString(_LABEL_WIDTH - 2 * MM, y, text)
            y -= 11
        canvas.drawRightString(self.width, middle - 3.4, bar.value)
        if bar.remark:
            canvas.setFont(ITALIC, _LABEL_SIZE)
            canvas.drawString(_LABEL_WIDTH + 3, middle - 3.4, bar.remark)
            return
        won, lost = bar.reached * scale, bar.missing * scale
        bottom = middle - _BAR / 2
        if won > 0:
            self._box(_LABEL_WIDTH, bottom, won, _BAR, hatched=False)
        if lost > 0:
            self._box(_LABEL_WIDTH + won, bottom, lost, _BAR, hatched=True)

    def _box(self, x: float, y: float, width: float, height: float, *, hatched: bool) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setFillColor(_SOLID)
        canvas.setLineWidth(0.6)
        if hatched:
            path = canvas.beginPath()
            path.rect(x, y, width, height)
            canvas.clipPath(path, stroke=0, fill=0)
            canvas.setLineWidth(0.5)
            start = x - height
            while start < x + width:
                canvas.line(start, y, start + height, y + height)
                start += _HATCH
            canvas.restoreState()
            canvas.saveState()
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.6)
        canvas.rect(x, y, width, height, stroke=1, fill=0 if hatched else 1)
        canvas.restoreState()


def _tick(longest: float) -> float:
    """Give a round step that makes four or five marks."""
    for step in (0.25, 0.5, 1, 2, 4, 5, 10, 20, 25, 50, 100):
        if longest <= 5 * step:
            return step
    return float(10 ** len(str(int(longest))))
