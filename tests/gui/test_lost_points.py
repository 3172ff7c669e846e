"""“Điểm còn mất” in the window: the board, the what-if, the chart, and the print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter

from cchc_desktop.gui import theme
from cchc_desktop.gui.pages.lost_points_page import LostPointsPage
from cchc_desktop.gui.tokens import DARK, LIGHT
from cchc_desktop.gui.widgets.bars_chart import BarsChart
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.operations.session import create_session

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person
    from tests.support.scripted_prompts import ScriptedPrompts


@pytest.fixture
def board(window: MainWindow, person: Person, full_workbook: Path) -> LostPointsPage:
    """The board of the sample department."""
    window.open_workbook(full_workbook)
    person.wait(lambda: window.pages.currentWidget() is window.parts.view)
    person.click("Điểm còn mất")
    person.wait(lambda: isinstance(window.parts.view.pages.currentWidget(), LostPointsPage))
    page = window.parts.view.pages.currentWidget()
    person.wait(lambda: table(page).model().rowCount() > 20)
    return page


def table(page: LostPointsPage) -> FittedTable:
    return page.findChild(FittedTable)


def codes(page: LostPointsPage) -> list[str]:
    model = table(page).model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def select(page: LostPointsPage, code: str) -> None:
    table(page).setCurrentIndex(table(page).model().index(codes(page).index(code), 1))


def test_ticking_tries_out_and_leaves_the_file_alone(
    window: MainWindow, person: Person, board: LostPointsPage, full_workbook: Path
) -> None:
    before = full_workbook.read_bytes()
    person.wait(lambda: person.sees("Chưa chọn mục nào"))
    select(board, "1.5")
    person.press(Qt.Key.Key_Space, into=table(board))
    person.wait(lambda: person.sees("59,19"))
    assert person.sees("+ 0,50")
    assert person.sees("90,29% → 91,06%")
    select(board, "3.1.1")  # a day that has passed can't be tried
    person.press(Qt.Key.Key_Space, into=table(board))
    person.pause(100)
    assert person.sees("1 mục")
    person.click("Bỏ chọn hết")
    person.wait(lambda: person.sees("Chưa chọn mục nào"))
    assert full_workbook.read_bytes() == before


def test_the_board_follows_what_is_typed(
    window: MainWindow, person: Person, board: LostPointsPage
) -> None:
    select(board, "1.5")
    person.press(Qt.Key.Key_Return, into=table(board))
    assert window.parts.view.workspace.code == "1.5"
    person.fill("Số sáng kiến được công nhận trong năm", "2")
    window.parts.do("lost")
    person.wait(lambda: "1.5" not in codes(board))
    assert person.sees("5,81 điểm ở mục đã kê khai, 0,00 điểm ở mục chưa kê khai")


def test_it_is_sorted_by_loss_or_by_code(person: Person, board: LostPointsPage) -> None:
    by_loss = codes(board)
    assert by_loss[0] == "1.5"
    person.click("Sắp theo: điểm còn mất")
    assert codes(board)[:2] == ["1.1.3", "1.3.2"]
    assert sorted(codes(board)) == sorted(by_loss)


def test_ticked_leaves_become_a_work_list(
    window: MainWindow, person: Person, board: LostPointsPage
) -> None:
    for code in ("1.5", "7.3.5"):
        select(board, code)
        person.press(Qt.Key.Key_Space, into=table(board))
    person.wait(lambda: person.button("Đưa vào việc cần làm").isEnabled())
    person.click("Đưa vào việc cần làm")

    def assessment() -> Assessment:
        return window.parts.view.workspace.assessment

    person.wait(lambda: assessment().answer("7.3.5").review)
    assert assessment().answer("1.5").review
    assert assessment().answer("1.5").values == {"so_sang_kien": "1"}


def test_the_chart_says_its_numbers_and_is_told_apart_in_grey(
    qapp, person: Person, board: LostPointsPage
) -> None:
    chart = board.findChild(BarsChart)
    said = QAccessible.queryAccessibleInterface(chart).text(QAccessible.Text.Description)
    assert "1. Công tác chỉ đạo, điều hành cải cách hành chính: đạt 8,34, còn mất 1,16" in said
    assert "Cộng: đạt 58,69, còn mất 6,31, chưa kê khai 0,00, tối đa 65,00" in said
    for tokens in (LIGHT, DARK):
        theme.apply(qapp, tokens)
        grey = chart.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        row = 24 + 26 + 13  # the first bar's middle
        shades = [grey.pixelColor(x, row).value() for x in range(grey.width())]
        runs = re.findall(r"(.)\1{40,}", "".join(chr(32 + shade // 3) for shade in shades))
        assert len(set(runs)) >= 2  # the solid bar and the ground


def test_last_year_is_marked_on_the_chart(
    window: MainWindow,
    person: Person,
    board: LostPointsPage,
    prompts: ScriptedPrompts,
    tmp_path: Path,
) -> None:
    from cchc_desktop.operations.answers import declare

    earlier = tmp_path / "2025.cchc"
    with create_session(earlier, "so-nganh-2026", 2025, "Sở Công Thương", {}) as session:
        declare(session, "3.4.1", {"b": "2311", "a": "2330"}, "cũ")
    prompts.files.append([earlier])
    prompts.answers.append(0)
    window.parts.do("import_prior")
    person.wait(lambda: "Đã nhập kết quả năm 2025" in window.parts.view.message.words())
    chart = board.findChild(BarsChart)
    person.wait(lambda: "năm 2025 3,97" in chart.accessibleDescription())
    window.parts.view.jump("3.4.1")
    assert person.sees("Năm 2025")
    assert person.sees("2.311/2.330 hồ sơ = 99,18%")
    assert person.sees("3,97 / 4,00")
    window.parts.view.workspace.go_to("1.5")
    assert person.sees("Chưa kê khai")


def test_every_leaf_is_on_the_printed_pages(
    window: MainWindow, person: Person, board: LostPointsPage, tmp_path: Path
) -> None:
    out = tmp_path / "bảng.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setOutputFileName(str(out))
    window.parts.board.print_to(printer)
    pdf = pypdfium2.PdfDocument(out)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    whole = "\n".join(pages)
    for code in codes(board):
        assert re.search(rf"(?m)^{re.escape(code)}\b", whole), code
    assert len(pages) >= 2
    for number, text in enumerate(pages, 1):
        assert f"Trang {number}" in text
        assert "Cần gì để lấy lại" in text  # the head is repeated
    pdf.close()


@pytest.mark.parametrize("size", [(683, 384), (911, 480), (1366, 697)])
def test_nothing_is_cut_at_any_size(
    window: MainWindow, person: Person, board: LostPointsPage, size: tuple[int, int]
) -> None:
    window.resize(QSize(*size))
    person.pause(60)
    assert (window.width(), window.height()) == size
    assert board._scroll.least_width() <= board._scroll.viewport().width()
