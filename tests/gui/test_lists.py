"""Lists that drop down: the chosen line can be read as well as the others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.gui import theme
from cchc_desktop.gui.tokens import DARK, LIGHT
from tests.gui.test_tokens import contrast

if TYPE_CHECKING:
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
