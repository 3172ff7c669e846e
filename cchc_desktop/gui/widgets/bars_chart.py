"""Points by field as bars: won solid, lost hatched, undeclared hollow; last year a mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cchc_desktop.core.lost_points import FieldLoss, LostPoints

_ROW, _BAR, _HEAD, _LEGEND = 26, 14, 26, 24
_COLUMNS = ("Đạt", "Còn mất", "Chưa kê khai", "Tối đa")
_WIDTHS = (56, 66, 96, 58)
_NAME_SHARE, _NAME_LEAST = 0.38, 120
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class ChartLook:
    """Colours and letters: the window's, or black on white for paper."""

    color: Callable[[str], QColor]
    font: Callable[[bool], object]
    scale: float = 1.0


def window_look() -> ChartLook:
    """Give the look of the window's theme."""
    return ChartLook(theme.color, lambda strong: theme.font(theme.BODY, strong))


class BarsChart(QWidget):
    """The fields of a board; its numbers are also its accessible description."""

    def __init__(self) -> None:
        super().__init__()
        self._board: LostPoints | None = None
        self._prior: Mapping[str, Decimal] = {}
        self._year: int | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName("Điểm theo lĩnh vực")

    def show_board(
        self, board: LostPoints, prior: Mapping[str, Decimal] | None, prior_year: int | None
    ) -> None:
        """Show a board; ``prior`` maps a field's code to last year's points."""
        self._board, self._prior, self._year = board, prior or {}, prior_year
        self.setAccessibleDescription(_spoken(board, self._prior, prior_year))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        rows = len(self._board.fields) + 1 if self._board else 1
        return QSize(560, _LEGEND + _HEAD + rows * _ROW + 6)

    def minimumSizeHint(self) -> QSize:
        """Bars may get short, figures may not."""
        return QSize(_NAME_LEAST + sum(_WIDTHS) + 80, self.sizeHint().height())

    def paintEvent(self, event) -> None:
        """Draw."""
        if self._board is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_chart(painter, self.width(), self._board, self._prior, self._year, window_look())

    def event(self, event) -> bool:
        """Give the whole title of a field whose name is cut."""
        if event.type() == event.Type.ToolTip and self._board is not None:
            row = int((event.pos().y() - _LEGEND - _HEAD) // _ROW)
            fields = self._board.fields
            text = f"{fields[row].code}. {fields[row].title}" if 0 <= row < len(fields) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


def chart_height(board: LostPoints) -> int:
    """Give how high the chart of a board is."""
    return _LEGEND + _HEAD + (len(board.fields) + 1) * _ROW + 6


def paint_chart(
    painter: QPainter,
    width: int,
    board: LostPoints,
    prior: Mapping[str, Decimal],
    prior_year: int | None,
    look: ChartLook,
) -> None:
    """Draw the chart into a width, from the painter's origin on."""
    painter.setFont(look.font(False))
    names = [f"{one.code}. {one.title}" for one in board.fields]
    longest = max(map(painter.fontMetrics().horizontalAdvance, names), default=0) + 2
    name_width = int(min(max(width * _NAME_SHARE, _NAME_LEAST), max(longest, _NAME_LEAST)))
    figures = sum(_WIDTHS)
    bars = QRect(name_width + 8, 0, max(width - name_width - figures - 24, 40), 0)
    _paint_legend(painter, width, look, prior_year if prior else None)
    _paint_heads(painter, width, look)
    most = max([one.maximum for one in board.fields] + list(prior.values()), default=Decimal(1))
    most = most or Decimal(1)
    top = _LEGEND + _HEAD
    for one, name in zip(board.fields, names, strict=True):
        _paint_name(painter, QRect(0, top, name_width, _ROW), name, look)
        if one.maximum:
            room = QRectF(bars.left(), top + (_ROW - _BAR) / 2, bars.width(), _BAR)
            _paint_bar(painter, room, one, most, look)
            if one.code in prior:
                _paint_mark(painter, room, float(prior[one.code] / most), look)
        else:
            painter.setPen(look.color("text2"))
            painter.setFont(look.font(False))
            words = "Không có mục tự chấm"
            painter.drawText(QRect(bars.left(), top, bars.width(), _ROW), _LEFT, words)
        _paint_figures(painter, width, top, one, look, strong=False)
        top += _ROW
    painter.setPen(look.color("line"))
    painter.drawLine(0, top, width, top)
    _paint_name(painter, QRect(0, top, name_width, _ROW), "Cộng", look, strong=True)
    _paint_figures(painter, width, top, board.whole, look, strong=True)


def _paint_legend(painter: QPainter, width: int, look: ChartLook, prior_year: int | None) -> None:
    painter.setFont(look.font(False))
    metrics = painter.fontMetrics()
    left = 0.0
    for kind, words in (
        ("won", "Đạt"),
        ("lost", "Còn mất ở mục đã kê khai"),
        ("undeclared", "Chưa kê khai"),
    ):
        _paint_piece(painter, QRectF(left, 5, 16, 12), kind, look)
        painter.setPen(look.color("text2"))
        room = metrics.horizontalAdvance(words) + 8
        painter.drawText(QRectF(left + 22, 0, room, 22), _LEFT, words)
        left += 22 + room + 8
    if prior_year is not None:
        _paint_mark(painter, QRectF(left, 4, 16, _BAR), 0.5, look)
        painter.setPen(look.color("text2"))
        painter.drawText(QRectF(left + 22, 0, 200, 22), _LEFT, f"Điểm tự chấm năm {prior_year}")


def _paint_heads(painter: QPainter, width: int, look: ChartLook) -> None:
    painter.setFont(look.font(True))
    painter.setPen(look.color("text"))
    painter.drawText(QRect(0, _LEGEND, 200, _HEAD), _LEFT, "Lĩnh vực")
    right = width
    for words, room in zip(reversed(_COLUMNS), reversed(_WIDTHS), strict=True):
        painter.drawText(QRect(right - room - 30, _LEGEND, room + 30, _HEAD), _RIGHT, words)
        right -= room


def _paint_name(
    painter: QPainter, room: QRect, text: str, look: ChartLook, *, strong: bool = False
) -> None:
    painter.setFont(look.font(strong))
    painter.setPen(look.color("text"))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _LEFT, cut)


def _paint_figures(
    painter: QPainter, width: int, top: int, one: FieldLoss, look: ChartLook, *, strong: bool
) -> None:
    painter.setPen(look.color("text"))
    painter.setFont(look.font(strong))
    right = width
    values = (one.won, one.lost, one.undeclared, one.maximum)
    for value, room in zip(reversed(values), reversed(_WIDTHS), strict=True):
        text = show_points(value) if value else "–"
        painter.drawText(QRect(right - room, top, room, _ROW), _RIGHT, text)
        right -= room


def _paint_bar(
    painter: QPainter, room: QRectF, one: FieldLoss, most: Decimal, look: ChartLook
) -> None:
    left = room.left()
    for kind, points in (("won", one.won), ("lost", one.lost), ("undeclared", one.undeclared)):
        if not points:
            continue
        wide = max(room.width() * float(points / most), 3.0)
        _paint_piece(painter, QRectF(left, room.top(), wide - 1, room.height()), kind, look)
        left += wide


def _paint_piece(painter: QPainter, box: QRectF, kind: str, look: ChartLook) -> None:
    """Draw a piece that is told from the others in grey, too."""
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    match kind:
        case "won":
            painter.fillRect(box, look.color("ok"))
        case "lost":
            painter.fillRect(inner, look.color("warn_bg"))
            brush = QBrush(look.color("warn"), Qt.BrushStyle.BDiagPattern)
            painter.fillRect(inner, brush)
            painter.setPen(QPen(look.color("warn"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner)
        case _:
            painter.setPen(QPen(look.color("edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner)


def _paint_mark(painter: QPainter, room: QRectF, share: float, look: ChartLook) -> None:
    """Draw a diamond at last year's points, over the bar."""
    x, y, half = room.left() + room.width() * share, room.center().y(), 5.5
    points = [
        QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)
    ]  # fmt: skip
    painter.setPen(QPen(look.color("surface"), 1.5))
    painter.setBrush(look.color("flag"))
    painter.drawPolygon(QPolygonF(points))


def _spoken(board: LostPoints, prior: Mapping[str, Decimal], prior_year: int | None) -> str:
    parts = []
    for one in (*board.fields, board.whole):
        if not one.maximum:
            continue
        name = f"{one.code}. {one.title}" if one.code else one.title
        text = f"{name}: đạt {show_points(one.won)}, còn mất {show_points(one.lost)}, "
        text += f"chưa kê khai {show_points(one.undeclared)}, tối đa {show_points(one.maximum)}"
        if one.code in prior:
            text += f", năm {prior_year} {show_points(prior[one.code])}"
        parts.append(text)
    return "; ".join(parts)
