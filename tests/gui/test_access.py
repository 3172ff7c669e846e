"""Names for screen readers, the order of Tab, the ring of the focus, room for every text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from shiboken6 import isValid

from cchc_desktop.gui import theme
from cchc_desktop.gui.tokens import DARK, LIGHT
from cchc_desktop.gui.widgets.choice_card import ChoiceCard
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from tests.support.person import spoken_name
from tests.support.screens import dialog_screens, window_screens

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cchc_desktop.gui.main_window import MainWindow
    from tests.support.person import Person

OPERABLE = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.EditableText,
    QAccessible.Role.ComboBox,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
    QAccessible.Role.List,
}


def nameless(root: QWidget) -> list[str]:
    """Walk what can be operated and give what has no name."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface and interface.role() in OPERABLE and not spoken_name(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def test_everything_that_can_be_operated_has_a_name(
    window: MainWindow, at_work: Person, tmp_path: Path
) -> None:
    screens = window_screens(window, at_work, tmp_path)
    missing = {name: nameless(widget) for name, widget in screens}
    assert {name: found for name, found in missing.items() if found} == {}


def test_our_dialogs_have_names_too(window: MainWindow, at_work: Person, prompts) -> None:
    missing = {}
    for name, widget in dialog_screens(window, prompts):
        if name not in ("open file", "save file", "context menu"):
            missing[name] = nameless(widget)
    assert {name: found for name, found in missing.items() if found} == {}


def called(widget: QWidget) -> str:
    """Give a widget's own name; on Linux Qt calls a list by what is chosen in it."""
    return widget.accessibleName() or spoken_name(widget)


def tab_stops(window: MainWindow, person: Person, most: int = 40) -> list[str]:
    """Press Tab until the focus comes round, and give the names passed."""
    first = QApplication.focusWidget()
    names = [called(first)]
    for _ in range(most):
        person.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is first:
            break
        names.append(called(focused))
    return names


@pytest.mark.parametrize("folded_before", [False, True])
def test_tab_goes_as_one_reads(window: MainWindow, at_work: Person, folded_before: bool) -> None:
    if folded_before:
        for size in ((683, 384), (1366, 697)):
            window.resize(*size)
            at_work.pause(30)
    window.parts.view.workspace.go_to("3.4.1", focus=True)
    names = tab_stops(window, at_work)
    wanted = [
        "Số hồ sơ giải quyết trước hạn và đúng hạn, đơn vị hồ sơ",
        "Số hồ sơ đã giải quyết và quá hạn chưa giải quyết, đơn vị hồ sơ",
        "Dán ảnh",
        "Thêm tài liệu…",
        "Trước",
        "Mục chưa kê khai kế tiếp",
        "Tiếp",
        "Ghi chú, giải trình cho mục 3.4.1",
        "Từng tiêu chí",
        "Bảng tự chấm",
        "Điểm còn mất",
        "Tìm tiêu chí",
        "Lọc tiêu chí",
        "Kiểm tra",
        "Khóa hồ sơ…",
        "Xuất hồ sơ…",
        "Danh mục tiêu chí",
        "Giao việc…",
        "Trao đổi",
        "Cần xem lại",
        "Không áp dụng…",
    ]
    assert [name for name in names if name in wanted] == wanted
    assert len(names) == len(wanted), names


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_can_be_seen_on_every_stop(
    qapp, window: MainWindow, at_work: Person, tokens
) -> None:
    theme.apply(qapp, tokens)
    for code in ("3.4.1", "2.2.1", "1.1.2"):
        window.parts.view.workspace.go_to(code, focus=True)
        at_work.pause(30)
        first = QApplication.focusWidget()
        while True:
            focused = QApplication.focusWidget()
            with_ring, size = focused.grab().toImage(), focused.size()
            at_work.press(Qt.Key.Key_Tab)
            at_work.pause(1)
            assert focused.size() == size, spoken_name(focused)
            assert focused.grab().toImage() != with_ring, spoken_name(focused)
            if QApplication.focusWidget() is first:
                break


def cut_labels(root: QWidget) -> Iterator[str]:
    """Give what is wider or higher than the place it has."""
    for label in root.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.pixmap():
            continue
        if label.wordWrap():
            needed = label.heightForWidth(label.width())
            if needed > label.height() + 1:
                yield f"{label.text()[:50]}: needs {needed} px, has {label.height()}"
        elif label.sizeHint().width() > label.width() + 1:
            yield f"{label.text()[:50]}: needs {label.sizeHint().width()} px, has {label.width()}"
    for button in root.findChildren(QAbstractButton):
        # a card would like more room than its words need
        card = isinstance(button, ChoiceCard)
        needed = (button.minimumSizeHint() if card else button.sizeHint()).width()
        if button.isVisible() and button.text() and needed > button.width() + 1:
            yield f"button {button.text()}"


@pytest.mark.parametrize(
    "size", [(1366, 697), (1280, 653), (1093, 543), (911, 480), (683, 384)], ids=str
)
def test_nothing_is_cut_at_any_usual_size(
    window: MainWindow, at_work: Person, tmp_path: Path, size: tuple[int, int]
) -> None:
    window.resize(*size)
    problems = {}
    for name, _widget in window_screens(window, at_work, tmp_path):
        at_work.pause(30)
        found = [
            f"column needs {one.least_width()} px, has {one.viewport().width()}"
            for one in window.findChildren(ScrollColumn)
            if one.isVisible() and one.least_width() > one.viewport().width()
        ]
        found += cut_labels(window)
        if (window.width(), window.height()) != size:
            found.append(f"the window grew to {window.width()}×{window.height()}")
        if found:
            problems[name] = found
    assert problems == {}


@pytest.mark.parametrize("size", [(911, 480), (683, 384)], ids=str)
def test_the_recent_workbooks_are_not_cut_either(
    window: MainWindow, at_work: Person, size: tuple[int, int]
) -> None:
    at_work.menu("Hồ sơ", "Đóng hồ sơ")
    at_work.wait(lambda: window.pages.currentWidget() is window.start)
    window.resize(*size)
    at_work.pause(50)
    assert at_work.sees("tiêu chí thành phần chưa kê khai")
    columns = window.start.findChildren(ScrollColumn)
    assert len(columns) == 2
    assert window.start.minimumSizeHint().width() <= window.start.width()
    for column in columns:
        assert column.least_width() <= column.viewport().width()
        assert list(cut_labels(column)) == []
    assert (window.width(), window.height()) == size


def test_a_share_with_two_documents_needs_no_scrolling_on_a_small_laptop(
    window: MainWindow, at_work: Person, tmp_path: Path
) -> None:
    from tests.support.documents import write_pdf

    work = window.parts.view.workspace
    work.go_to("3.4.1", focus=True)
    files = [write_pdf(tmp_path / f"{n}.pdf", text=str(n)) for n in (1, 2)]
    work.page.evidence.files_dropped.emit(files)
    at_work.wait(lambda: len(work.assessment.evidence) == 2)
    at_work.pause(50)
    assert work.page.findChild(ScrollColumn).verticalScrollBar().maximum() == 0


def test_dialogs_are_freed_when_closed(window: MainWindow, at_work: Person, prompts) -> None:
    seen = [widget for _name, widget in dialog_screens(window, prompts)]
    at_work.pause(50)
    assert [type(widget).__name__ for widget in seen if isValid(widget)] == []


def test_mouse_targets_are_large_enough(
    window: MainWindow, at_work: Person, tmp_path: Path
) -> None:
    for name, widget in window_screens(window, at_work, tmp_path):
        for button in widget.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled() and "qt_" not in button.objectName():
                assert min(button.width(), button.height()) >= 24, (name, spoken_name(button))
