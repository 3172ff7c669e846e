"""Lists that drop down: the chosen line can be read as well as the others."""

from __future__ import annotations

import os
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileSystemModel, QStyleOptionViewItem

from cchc_desktop.gui import theme
from cchc_desktop.gui.tokens import DARK, LIGHT
from cchc_desktop.gui.widgets.file_columns import FileColumns, size_words
from tests.gui.test_tokens import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person


def best_contrast(picture: QImage) -> float:
    """Give how far the strongest ink stands out from the ground."""
    places = ((x, y) for x in range(4, picture.width() - 4) for y in range(picture.height()))
    colors = Counter(picture.pixelColor(x, y).name() for x, y in places)
    ground = colors.most_common(1)[0][0]
    return max(contrast(ground, one) for one in colors)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_chosen_line_of_a_list_can_be_read(
    qapp, window: MainWindow, at_work: Person, tokens
) -> None:
    theme.apply(qapp, tokens)
    box = window.parts.view.work_list
    box.showPopup()
    at_work.pause(30)
    view = box.view()
    chosen, other = (view.visualRect(view.model().index(row, 0)) for row in (0, 1))
    picture = view.viewport().grab().toImage()
    assert best_contrast(picture.copy(chosen)) >= 4.5
    assert best_contrast(picture.copy(other)) >= 4.5
    grounds = {picture.pixelColor(2, rect.center().y()).name() for rect in (chosen, other)}
    assert len(grounds) == 2, "the chosen line looks like the others"
    box.hidePopup()


def test_the_file_dialog_writes_sizes_and_days_in_vietnamese(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x" * 3_456_789)
    os.utime(path, (1_780_000_000, 1_780_000_000))
    model = QFileSystemModel()
    model.setRootPath(str(tmp_path))
    index = model.index(str(path))
    qtbot.waitUntil(lambda: model.size(index) > 0)
    texts = []
    for column in (1, 3):
        option = QStyleOptionViewItem()
        FileColumns().initStyleOption(option, index.siblingAtColumn(column))
        texts.append(option.text)
    assert texts == ["3,3 MB", f"{datetime.fromtimestamp(1_780_000_000):%d/%m/%Y %H:%M}"]
    assert [size_words(size) for size in (0, 1, 1023, 1024, 1_048_576)] == [
        "0 B",
        "1 B",
        "1023 B",
        "1 KB",
        "1,0 MB",
    ]
