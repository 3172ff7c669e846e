"""What the registers say for the shown leaf's figures, and taking it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import IconLabel, show_if, text_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.operations.registers import LinkState


class LinkedFiguresBar(QWidget):
    """One line under the figures.

    Signals:
        take_wanted: take the registers' figures over.
    """

    take_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("arrow_import_regular", "accent", "Số liệu lấy từ sổ")
        self._words = text_label(tone="help", wrap=True)
        self._take = Button("Lấy số này", kind="link", icon="arrow_sync_regular", small=True)
        self._take.clicked.connect(self.take_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(self._take)

    def show_states(
        self, states: Sequence[LinkState], labels: dict[str, str], *, free: bool
    ) -> None:
        """Say how the figures stand to their registers.

        Args:
            states: of the leaf's linkable figures.
            labels: input's name → its words.
            free: whether anything may be changed.
        """
        ready = [one for one in states if one.figure is not None]
        show_if(self, bool(states))
        if not states:
            return
        offers = [one for one in ready if not one.taken or one.differs]
        show_if(self._take, bool(offers) and free)
        self._take.setText("Lấy lại" if any(o.differs for o in offers) else "Lấy số này")
        self._words.setText(_words(states, ready, labels))
        differs = any(one.differs for one in states)
        self._icon.show_icon(*(("warning_filled", "warn", "Khác nguồn") if differs else _LINKED))
        self.setAccessibleName(self._words.text())


_LINKED = ("arrow_import_regular", "accent", "Số liệu lấy từ sổ")


def _words(states, ready, labels: dict[str, str]) -> str:
    if not ready:
        return "Sổ theo dõi chưa có số liệu cho mục này; điền sổ ở Công cụ, Sổ theo dõi."
    source = ready[0].figure.source
    shown = "; ".join(f"{labels[one.name]}: {_number(one.figure.value)}" for one in ready)
    if any(one.differs for one in states):
        return f"Khác với {source}: nay là {shown}."
    if all(one.taken for one in ready):
        return f"Đã lấy từ {source}."
    return f"{source[0].upper()}{source[1:]} ghi {shown}."


def _number(text: str) -> str:
    from decimal import Decimal

    from cchc_desktop.core.numbers import show_number

    return show_number(Decimal(text))
