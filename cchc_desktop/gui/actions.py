"""All commands of the window: their words, keys, and the menu each is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu


class Command(NamedTuple):
    """One command; ``open_only`` ones need an open workbook. An empty text is a separator."""

    name: str
    text: str = ""
    keys: tuple[str, ...] = ()
    open_only: bool = True


_LINE = Command("")

MENUS: dict[str, tuple[Command, ...]] = {
    "&Hồ sơ": (
        Command("new", "&Tạo hồ sơ mới…", ("Ctrl+N",), open_only=False),
        Command("open", "&Mở hồ sơ…", ("Ctrl+O",), open_only=False),
        Command("recent", "Hồ sơ &gần đây", open_only=False),
        _LINE,
        Command("check", "&Kiểm tra", ("F9",)),
        Command("export", "&Xuất hồ sơ…", ("F12",)),
        Command("verify", "Kiểm tra &hồ sơ đã ký…", ("Ctrl+R",), open_only=False),
        _LINE,
        Command("close", "Đóng hồ &sơ", ("Ctrl+W",)),
        Command("quit", "Th&oát", ("Ctrl+Q",), open_only=False),
    ),
    "&Chỉnh sửa": (
        Command("save", "&Lưu ngay", ("Ctrl+S",)),
        _LINE,
        Command("find", "&Tìm tiêu chí", ("Ctrl+F",)),
        Command("find_next", "Kết &quả kế tiếp", ("F3",)),
        Command("find_previous", "Kết quả t&rước", ("Shift+F3",)),
        Command("go_to_code", "Đến &mã tiêu chí…", ("Ctrl+G",)),
    ),
    "&Xem": (
        Command("next_pane", "&Ngăn kế tiếp", ("F6",)),
        Command("previous_pane", "Ngăn t&rước", ("Shift+F6",)),
        _LINE,
        Command("expand", "&Mở rộng danh mục"),
        Command("collapse", "&Thu gọn danh mục"),
        _LINE,
        Command("theme", "&Giao diện", open_only=False),
    ),
    "&Tiêu chí": (
        Command("before", "T&rước", ("Ctrl+PgUp",)),
        Command("after", "T&iếp", ("Ctrl+PgDown",)),
        Command("undeclared", "Mục &chưa kê khai kế tiếp", ("F8",)),
        Command("undeclared_back", "Mục chưa kê khai &phía trước", ("Shift+F8",)),
        Command("back", "&Lùi về mục vừa xem", ("Alt+Left",)),
        Command("forward", "Tiế&n tới mục vừa xem", ("Alt+Right",)),
        _LINE,
        Command("review", "Cần &xem lại", ("Ctrl+M",)),
        Command("not_applicable", "&Không áp dụng…"),
        Command("clear", "Xóa &số liệu kê khai…"),
        _LINE,
        Command("guidance", "&Hướng dẫn mục này", ("F1",)),
    ),
    "Tài &liệu": (
        Command("add_evidence", "&Thêm tài liệu…", ("Ctrl+T",)),
        Command("add_folder", "Thêm cả thư &mục…"),
        _LINE,
        Command("open_evidence", "Mở tà&i liệu"),
        Command("edit_evidence", "&Sửa thông tin…", ("F2",)),
        Command("remove_evidence", "&Xóa khỏi mục này…"),
    ),
    "Cô&ng cụ": (Command("integrity", "Kiểm tra tính &nguyên vẹn của tệp"),),
    "T&rợ giúp": (
        Command("keys", "&Phím tắt", open_only=False),
        Command("about", "&Giới thiệu", open_only=False),
    ),
}


def add_menus(window: QMainWindow) -> dict[str, QMenu]:
    """Put the menus' titles into the window's menu bar; ``fill_menus`` makes what is in them."""
    bar = window.menuBar()
    return {title: bar.addMenu(title) for title in MENUS}


def fill_menus(
    window: QMainWindow, menus: dict[str, QMenu], slots: dict[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Put all commands into the menus; gives them by name.

    ``slots`` holds what each command does; ``recent`` and ``theme`` are submenus and have none.
    """
    made: dict[str, QAction] = {}
    for title, commands in MENUS.items():
        menu = menus[title]
        for command in commands:
            if not command.text:
                menu.addSeparator()
            elif command.name in ("recent", "theme"):
                made[command.name] = menu.addMenu(command.text).menuAction()
            else:
                made[command.name] = _action(window, menu, command, slots[command.name])
    return made


def set_workbook_open(actions: dict[str, QAction], is_open: bool) -> None:
    """Enable what needs an open workbook."""
    for commands in MENUS.values():
        for command in commands:
            if command.text and command.open_only:
                actions[command.name].setEnabled(is_open)


def _action(window, menu: QMenu, command: Command, slot: Callable[[], object]) -> QAction:
    from PySide6.QtGui import QAction, QKeySequence

    action = QAction(command.text, window)
    action.setObjectName(command.name)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    action.triggered.connect(lambda _checked=False: slot())
    menu.addAction(action)
    return action
