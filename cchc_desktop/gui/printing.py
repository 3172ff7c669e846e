"""The board of lost points on paper: as many A4 pages as it takes, black on white."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui import theme
from cchc_desktop.gui.widgets.bars_chart import ChartLook, chart_height, paint_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QDialog

    from cchc_desktop.core.lost_points import LostPoints

_WIDTH = 700
"""Units across the page: what is drawn for the window is scaled to the paper."""
_HEADS = ("Mã", "Tiêu chí thành phần", "Còn mất", "Cần gì để lấy lại")
_SHARES = (0.07, 0.33, 0.1, 0.5)
_PAD = 4
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_PAPER = {
    **dict.fromkeys(("text", "text2", "edge", "warn", "flag"), "#000000"),
    "ok": "#404040",
    "warn_bg": "#FFFFFF",
    "surface": "#FFFFFF",
    "line": "#808080",
}


class _Sheet:
    """Where the next line goes on the paper."""

    def __init__(self, printer: QPrinter, foot: str) -> None:
        self.painter = QPainter(printer)
        self._printer, self._foot = printer, foot
        page = printer.pageRect(printer.Unit.DevicePixel)
        self._scale = page.width() / _WIDTH
        self.height = page.height() / self._scale - 24
        self.painter.scale(self._scale, self._scale)
        self.top, self.page = 0.0, 1

    def need(self, height: float) -> bool:
        """Begin a new page where the rest is too short; True when one was begun."""
        if self.top + height <= self.height:
            return False
        self._end_page()
        self._printer.newPage()
        self.page += 1
        self.top = 0.0
        return True

    def end(self) -> None:
        self._end_page()
        self.painter.end()

    def _end_page(self) -> None:
        self.painter.setFont(_font(False, 8))
        self.painter.setPen(QColor("black"))
        room = QRectF(0, self.height + 6, _WIDTH, 16)
        self.painter.drawText(room, _LEFT, self._foot)
        self.painter.drawText(room, _RIGHT, f"Trang {self.page}")


def preview_dialog(title: str, paint: Callable[[QPrinter], object], parent) -> QDialog:
    """Give Qt's preview with its own print and page buttons; its fields have names.

    Args:
        title: of the dialog and of the print job.
        paint: prints onto a printer, as often as the preview wants it.
        parent: the window.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
    from PySide6.QtWidgets import QComboBox, QLineEdit

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.printer_kept = printer  # Qt only points to it
    dialog.setWindowTitle(title)
    dialog.paintRequested.connect(paint)
    for field in dialog.findChildren(QLineEdit):
        zoom = isinstance(field.parentWidget(), QComboBox)
        field.setAccessibleName("Cỡ hiển thị" if zoom else "Trang")
    for box in dialog.findChildren(QComboBox):
        box.setAccessibleName("Cỡ hiển thị")
    return dialog


def print_board(
    printer: QPrinter,
    board: LostPoints,
    prior: Mapping[str, Decimal],
    prior_year: int | None,
    unit: str,
) -> int:
    """Print a board.

    Args:
        printer: where; its page is already chosen.
        board: what.
        prior, prior_year: last year's points by field; none where nothing is known.
        unit: whose it is.

    Returns:
        How many pages it took.
    """
    sheet = _Sheet(printer, f"{unit}, năm {board.year}: điểm còn mất")
    painter = sheet.painter
    painter.setFont(_font(True, 13))
    painter.drawText(QRectF(0, 0, _WIDTH, 24), _LEFT, f"Điểm còn mất năm {board.year}")
    painter.setFont(_font(False, 9))
    whole = board.whole
    line = (
        f"{unit}: {show_points(whole.lost)} điểm ở mục đã kê khai, "
        f"{show_points(whole.undeclared)} điểm ở mục chưa kê khai"
    )
    painter.drawText(QRectF(0, 26, _WIDTH, 18), _LEFT, line)
    painter.save()
    painter.translate(0, 52)
    look = ChartLook(lambda name: QColor(_PAPER.get(name, "#000000")), lambda s: _font(s, 8))
    paint_chart(painter, _WIDTH, board, prior, prior_year, look)
    painter.restore()
    sheet.top = 52 + chart_height(board) + 14
    _print_rows(sheet, board)
    sheet.end()
    return sheet.page


def _print_rows(sheet: _Sheet, board: LostPoints) -> None:
    rows = sorted(board.leaves, key=lambda one: -one.lost)
    if rows:
        _row(sheet, _HEADS, strong=True)
    for one in rows:
        texts = (one.code, one.title, show_points(one.lost), one.needs)
        if sheet.need(_height(sheet, texts, False)):
            _row(sheet, _HEADS, strong=True)
        _row(sheet, texts, strong=False)


def _height(sheet: _Sheet, texts: tuple[str, ...], strong: bool) -> float:
    sheet.painter.setFont(_font(strong, 8.5))
    heights = []
    for text, share in zip(texts, _SHARES, strict=True):
        room = QRectF(0, 0, _WIDTH * share - 2 * _PAD, 10_000)
        heights.append(sheet.painter.boundingRect(room, _LEFT, text).height())
    return max(heights) + 2 * _PAD


def _row(sheet: _Sheet, texts: tuple[str, ...], *, strong: bool) -> None:
    height = _height(sheet, texts, strong)
    painter, left = sheet.painter, 0.0
    for place, (text, share) in enumerate(zip(texts, _SHARES, strict=True)):
        box = QRectF(left, sheet.top, _WIDTH * share, height)
        if strong:
            painter.fillRect(box, QColor("#E6E6E6"))
        painter.setPen(QPen(QColor("#808080"), 0.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.setPen(QColor("black"))
        flags = _RIGHT if place == 2 else _LEFT
        painter.drawText(box.adjusted(_PAD, _PAD, -_PAD, -_PAD), flags, text)
        left += _WIDTH * share
    sheet.top += height


def _font(strong: bool, points: float) -> QFont:
    font = QFont(theme.font(theme.BODY, strong))
    font.setPixelSize(max(int(points * 1.33), 1))
    return font
