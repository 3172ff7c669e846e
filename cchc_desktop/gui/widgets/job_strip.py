"""Progress of the one long job: what, how much, how long yet, and how to stop it."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.figures_bar import ThinBar
from cchc_desktop.gui.widgets.text_label import ElidedLabel, text_label

_SHOW_AFTER_MS = 300
_TIME_AFTER_S = 5.0


class JobStrip(QFrame):
    """Appears after 300 ms, so that short jobs do not flicker; the window stays usable.

    Signals:
        cancel_wanted: the person pressed Hủy.
    """

    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "foot")
        self._started = 0.0
        self._title = text_label(strong=True)
        self._percent = text_label(strong=True)
        self._left = text_label(tone="help")
        self._what = ElidedLabel()
        self._bar = ThinBar("accent", 400)
        self._cancel = Button("Hủy", small=True)
        self._cancel.clicked.connect(self._on_cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SHOW_AFTER_MS)
        self._soon.timeout.connect(self.show)
        self._build()
        self.hide()

    def begin(self, title: str, cancel: str) -> None:
        """Start showing a job.

        Args:
            title: what is being done, for example “Đang lập hồ sơ”.
            cancel: words of the button, naming what is cancelled.
        """
        self._started = time.monotonic()
        self._title.setText(title)
        self._cancel.setText(cancel)
        self._cancel.setEnabled(True)
        self._cancel.updateGeometry()
        self._percent.setText("0%")
        self._left.setText("")
        self._what.setText("")
        self._bar.show_part(0.0, title)
        self._soon.start()

    def tell(self, done: int, total: int, what: str) -> None:
        """Show where the job is."""
        part = done / max(total, 1)
        self._percent.setText(f"{int(part * 100)}%")
        self._bar.show_part(part, f"{self._title.text()} {int(part * 100)}%")
        self._what.setText(what)
        passed = time.monotonic() - self._started
        if passed >= _TIME_AFTER_S and part > 0.02:
            self._left.setText(f"còn khoảng {_duration(passed / part - passed)}")

    def end(self) -> None:
        """Hide it again."""
        self._soon.stop()
        self.hide()

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._what.setText("Đang dừng, không để lại tệp dở dang…")
        self.cancel_wanted.emit()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._title)
        top.addWidget(self._percent)
        top.addWidget(self._what, 1)
        top.addWidget(self._left)
        top.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 8)
        column.setSpacing(5)
        column.addLayout(top)
        column.addWidget(self._bar)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(round(seconds / 5) * 5, 5)} giây"
    return f"{round(seconds / 60)} phút"
