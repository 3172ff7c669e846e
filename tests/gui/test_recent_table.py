"""The list of recent workbooks in a wide and a narrow window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cchc_desktop.gui import theme
from cchc_desktop.gui.recent_workbooks import RecentWorkbook
from cchc_desktop.gui.widgets.recent_table import RecentModel, RecentTable, title_within

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "Sở Khoa học và Công nghệ tỉnh Hòa Bình"


@pytest.fixture
def table(qtbot) -> Callable[[int], RecentTable]:
    """Make a table of one workbook in a given width."""

    def make(width: int) -> RecentTable:
        model = RecentModel()
        made = RecentTable(model)
        model.setParent(made)
        model.set_entries([RecentWorkbook("/a/x.cchc", LONG, 2026, 1, 2, "1,00", "2,00", "")])
        qtbot.addWidget(made)
        made.resize(width, 200)
        made.show()
        return made

    return make


@pytest.mark.parametrize("width", [160, 240, 300, 1000])
def test_the_year_is_never_cut(qapp, width: int) -> None:
    title = title_within(LONG, 2026, width)
    assert title.endswith(", năm 2026")
    assert theme.metrics(theme.BODY, True).horizontalAdvance(title) <= width


def test_the_tooltip_holds_the_whole_title_and_the_path(table) -> None:
    made = table(900)
    index = made.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == f"{LONG}, năm 2026\n/a/x.cchc"


@pytest.mark.parametrize(("width", "shown"), [(900, 5), (700, 4), (560, 3), (430, 2)])
def test_a_narrow_table_leaves_columns_out_instead_of_cutting_them(
    table, width: int, shown: int
) -> None:
    made = table(width)
    columns = [column for column in range(5) if not made.isColumnHidden(column)]
    assert len(columns) == shown
    assert sum(made.columnWidth(column) for column in columns) <= made.viewport().width()
    assert made.columnWidth(0) >= 200
