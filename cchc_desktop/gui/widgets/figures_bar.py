"""The status bar: saved or not, and the two figures that are never one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from cchc_desktop.core.numbers import show_points
from cchc_desktop.gui import theme
from cchc_desktop.gui.autosave import SaveState, Saving
from cchc_desktop.gui.widgets.text_label import IconLabel, set_tone, text_label

if TYPE_CHECKING:
    from cchc_desktop.core.score import ScoreSheet


class ThinBar(QWidget):
    """A 6 px bar: how much of a whole."""

    def __init__(self, token: str, width: int = 110) -> None:
        super().__init__()
        self._token, self._part, self._width = token, 0.0, width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_part(self, part: float, words: str = "") -> None:
        """Show a part, 0 to 1."""
        self._part = min(max(part, 0.0), 1.0)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """The usual width."""
        return QSize(self._width, 6)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows shorten it."""
        return QSize(30, 6)

    def paintEvent(self, event) -> None:
        """Draw track and part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(theme.color("bar"))
        painter.drawRoundedRect(box, 3, 3)
        if self._part > 0:
            painter.setBrush(theme.color(self._token))
            box.setWidth(max(box.width() * self._part, 6))
            painter.drawRoundedRect(box, 3, 3)


_ALL_WORDS = 860


class FiguresBar(QFrame):
    """27 px at the foot of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self.setFixedHeight(28)
        self._icon = IconLabel()
        self._saved = text_label(size="help")
        self._progress_bar, self._score_bar = ThinBar("accent"), ThinBar("ok")
        self._progress = text_label(size="help", strong=True)
        self._score = text_label(size="help", strong=True)
        self._long, self._short = ["", ""], ["", ""]
        self._figures = QWidget()
        inner = QHBoxLayout(self._figures)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(text_label("Tiến độ:", tone="help", size="help"))
        inner.addWidget(self._progress_bar)
        inner.addWidget(self._progress)
        inner.addSpacing(8)
        inner.addWidget(_Upright())
        inner.addSpacing(8)
        inner.addWidget(text_label("Kết quả:", tone="help", size="help"))
        inner.addWidget(self._score_bar)
        inner.addWidget(self._score)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._saved, 1)
        row.addWidget(self._figures)

    def show_figures(self, sheet: ScoreSheet) -> None:
        """Show progress and result."""
        part = sheet.answered / sheet.applicable if sheet.applicable else 0.0
        done = f"{sheet.answered} / {sheet.applicable}"
        words = f"{done} tiêu chí thành phần đã kê khai"
        self._long = [words, ""]
        self._short = [f"{done} mục", ""]
        self._progress_bar.show_part(part, f"Tiến độ: {words}")
        points = f"{show_points(sheet.self_score)} / {show_points(sheet.self_max)}"
        words = f"{points} điểm tự chấm"
        self._long[1], self._short[1] = words, f"{points} điểm"
        self._show_texts()
        part = float(sheet.self_score / sheet.self_max) if sheet.self_max else 0.0
        self._score_bar.show_part(part, f"Kết quả: {words}")
        apart = []
        if sheet.bonus:
            apart.append(f"điểm thưởng {show_points(sheet.bonus)}")
        if sheet.penalty:
            apart.append(f"điểm trừ {show_points(sheet.penalty)}")
        if sheet.percent is not None:
            percent = show_points(sheet.percent)
            apart.append(f"chỉ số {percent}% của điểm tối đa tự chấm")
        self._score.setToolTip("; ".join(apart).capitalize())

    def resizeEvent(self, event) -> None:
        """Use fewer words where the bar is narrow."""
        super().resizeEvent(event)
        self._show_texts()

    def _show_texts(self) -> None:
        texts = self._long if self.width() >= _ALL_WORDS else self._short
        for label, text in zip((self._progress, self._score), texts, strict=True):
            label.setText(text)

    def show_saving(self, state: SaveState) -> None:
        """Show whether what was typed is on disk."""
        match state.saving:
            case Saving.SAVED:
                at = f" {state.at.toString('HH:mm')}" if state.at else ""
                self._tell(f"Đã lưu{at}", "checkmark_regular", "ok", "")
            case Saving.WAITING:
                self._tell("Đang lưu…", "arrow_sync_regular", "text2", "help")
            case Saving.FAILED:
                since = state.since.toString("HH:mm") if state.since else ""
                words = f"Chưa lưu: {state.count} thay đổi từ {since}"
                self._tell(words, "error_circle_filled", "bad", "bad")

    def show_view_only(self) -> None:
        """Say that nothing is saved because nothing can be changed."""
        self._tell("Chỉ để xem", "eye_regular", "text2", "help")

    def saved_words(self) -> str:
        """Give what it says about saving."""
        return self._saved.text()

    def _tell(self, words: str, icon: str, token: str, tone: str) -> None:
        if words != self._saved.text():
            self._saved.setText(words)
            self._icon.show_icon(icon, token, words)
            set_tone(self._saved, tone)


class _Upright(QWidget):
    """A thin upright line between the two figures."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(1, 18)

    def paintEvent(self, event) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), theme.color("line"))
