"""All commands of the window: their words, keys, and the menu each is in."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QMenu


class Needs(IntEnum):
    """What must be there for a command, each including the ones before it."""

    NOTHING = auto()
    WORKBOOK = auto()
    LISTS = auto()
    """The workbook's own page: the criteria or the findings."""
    ITEM = auto()
    """A leaf on screen."""


class Command(NamedTuple):
    """One command; ``writes`` when it changes the workbook. An empty text is a separator."""

    name: str
    text: str = ""
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.ITEM
    writes: bool = False


_LINE = Command("")

MENUS: dict[str, tuple[Command, ...]] = {
    "&Hồ sơ": (
        Command("new", "&Tạo hồ sơ mới…", ("Ctrl+N",), needs=Needs.NOTHING),
        Command("open", "&Mở hồ sơ…", ("Ctrl+O",), needs=Needs.NOTHING),
        Command("recent", "Hồ sơ &gần đây", needs=Needs.NOTHING),
        _LINE,
        Command("check", "K&iểm tra", ("F9",), needs=Needs.WORKBOOK),
        Command(
            "import_prior", "&Nhập hồ sơ năm trước…", ("Ctrl+I",), needs=Needs.LISTS, writes=True
        ),
        Command("lock", "&Khóa hồ sơ…", ("Ctrl+L",), needs=Needs.LISTS),
        Command("export", "&Xuất hồ sơ…", ("F12",), needs=Needs.WORKBOOK),
        Command("verify", "Kiểm tra &hồ sơ đã ký…", ("Ctrl+R",), needs=Needs.NOTHING),
        _LINE,
        Command("close", "Đóng hồ &sơ", ("Ctrl+W",), needs=Needs.WORKBOOK),
        Command("quit", "Th&oát", ("Ctrl+Q",), needs=Needs.NOTHING),
    ),
    "&Chỉnh sửa": (
        Command("undo", "&Hoàn tác", ("Ctrl+Z",), needs=Needs.LISTS, writes=True),
        Command("redo", "Là&m lại", ("Ctrl+Y",), needs=Needs.LISTS, writes=True),
        Command("history", "Lịch &sử thay đổi", needs=Needs.LISTS),
        _LINE,
        Command("save", "&Lưu ngay", ("Ctrl+S",), needs=Needs.WORKBOOK),
        _LINE,
        Command("find", "&Tìm tiêu chí", ("Ctrl+F",), needs=Needs.LISTS),
        Command("find_next", "Kết &quả kế tiếp", ("F3",)),
        Command("find_previous", "Kết quả t&rước", ("Shift+F3",)),
        Command("go_to_code", "Đến mã tiêu &chí…", ("Ctrl+G",), needs=Needs.LISTS),
    ),
    "&Xem": (
        Command("criteria", "Từng tiê&u chí", ("Ctrl+1",), needs=Needs.LISTS),
        Command("table", "&Bảng tự chấm", ("Ctrl+2",), needs=Needs.LISTS),
        Command("lost", "Điểm &còn mất", ("Ctrl+3",), needs=Needs.LISTS),
        _LINE,
        Command("next_pane", "&Ngăn kế tiếp", ("F6",)),
        Command("previous_pane", "Ngăn t&rước", ("Shift+F6",)),
        _LINE,
        Command("expand", "&Mở rộng danh mục"),
        Command("collapse", "&Thu gọn danh mục"),
        _LINE,
        Command("theme", "&Giao diện", needs=Needs.NOTHING),
    ),
    "&Tiêu chí": (
        Command("before", "T&rước", ("Ctrl+PgUp",)),
        Command("after", "&Tiếp", ("Ctrl+PgDown",)),
        Command("undeclared", "Mục &chưa kê khai kế tiếp", ("F8",), needs=Needs.LISTS),
        Command(
            "undeclared_back", "Mục chưa kê khai &phía trước", ("Shift+F8",), needs=Needs.LISTS
        ),
        Command("back", "&Lùi về mục vừa xem", ("Alt+Left",)),
        Command("forward", "Tiế&n tới mục vừa xem", ("Alt+Right",)),
        _LINE,
        Command("review", "Cần &xem lại", ("Ctrl+M",), writes=True),
        Command("not_applicable", "&Không áp dụng…", writes=True),
        Command("exemptions", "Phần không áp &dụng với đơn vị…", needs=Needs.LISTS, writes=True),
        Command("assign", "&Giao việc…", writes=True),
        Command("remarks", "Trao đổ&i…"),
        Command("clear", "Xó&a số liệu kê khai…", writes=True),
        _LINE,
        Command("leaf_history", "Lịch &sử của mục này"),
        Command("guidance", "&Hướng dẫn mục này", ("F1",)),
    ),
    "Tài &liệu": (
        Command("add_evidence", "&Thêm tài liệu…", ("Ctrl+T",), writes=True),
        Command("add_folder", "Thêm cả thư &mục…", writes=True),
        Command("paste_evidence", "&Dán ảnh hoặc tệp", ("Ctrl+V",), writes=True),
        _LINE,
        Command("view_evidence", "X&em nhanh, chọn trang…"),
        Command("open_evidence", "Mở tà&i liệu"),
        Command("edit_evidence", "&Sửa thông tin…", ("F2",), writes=True),
        Command("rename_evidence", "Đổi tê&n tệp…", writes=True),
        Command("raise_evidence", "Chuyển &lên", ("Ctrl+Up",), writes=True),
        Command("lower_evidence", "Chuyển &xuống", ("Ctrl+Down",), writes=True),
        Command("move_evidence", "Chuyển san&g mục khác…", writes=True),
        Command("cite_evidence", "Dẫn thêm &cho mục khác…", writes=True),
        _LINE,
        Command("remove_evidence", "Xóa &khỏi mục này…", writes=True),
        Command("bin", "Thùng tài liệ&u…", needs=Needs.LISTS),
    ),
    "Cô&ng cụ": (
        Command("registers", "&Sổ theo dõi", needs=Needs.WORKBOOK),
        Command("survey", "&Khảo sát hài lòng", needs=Needs.WORKBOOK),
        Command("index", "Chỉ số &công bố (PAPI, PCI)", needs=Needs.WORKBOOK),
        _LINE,
        Command("sets", "&Bộ tiêu chí", needs=Needs.NOTHING),
        Command("move_set", "Ch&uyển sang bộ tiêu chí khác…", needs=Needs.WORKBOOK, writes=True),
        Command("undo_move", "&Trở lại bộ tiêu chí trước…", needs=Needs.WORKBOOK, writes=True),
        _LINE,
        Command("name", "Tên n&gười làm…", needs=Needs.NOTHING),
        Command("integrity", "Kiểm tra tính &nguyên vẹn của tệp", needs=Needs.WORKBOOK),
    ),
    "T&rợ giúp": (
        Command("guide", "&Hướng dẫn sử dụng", ("Shift+F1",), needs=Needs.NOTHING),
        Command("keys", "&Phím tắt", needs=Needs.NOTHING),
        Command("about", "&Giới thiệu", needs=Needs.NOTHING),
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


def command_names() -> tuple[str, ...]:
    """Give the names of all commands."""
    return tuple(one.name for commands in MENUS.values() for one in commands if one.name)


def enable(actions: dict[str, QAction], there: Needs, *, read_only: bool) -> None:
    """Enable what can be done now.

    Args:
        actions: all commands by name.
        there: what there is.
        read_only: the workbook may only be viewed.
    """
    for commands in MENUS.values():
        for command in commands:
            if command.text:
                possible = command.needs <= there and not (command.writes and read_only)
                actions[command.name].setEnabled(possible)


def _action(window, menu: QMenu, command: Command, slot: Callable[[], object]) -> QAction:
    from PySide6.QtGui import QAction, QKeySequence

    action = QAction(command.text, window)
    action.setObjectName(command.name)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    action.triggered.connect(lambda _checked=False: slot())
    menu.addAction(action)
    return action
