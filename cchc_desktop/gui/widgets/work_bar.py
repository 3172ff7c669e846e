"""The tool bar of an open workbook: views, undo, search and filter, checking, locking, export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QWidget

from cchc_desktop.gui import icons
from cchc_desktop.gui.marks import Mark, Tag
from cchc_desktop.gui.widgets.button import Button

FILTERS: tuple[tuple[str, str, frozenset[Mark | Tag]], ...] = (
    ("", "Tất cả tiêu chí", frozenset()),
    ("undeclared", "Chưa kê khai", frozenset({Mark.UNDECLARED})),
    ("lacking", "Thiếu tài liệu", frozenset({Mark.LACKS_EVIDENCE})),
    ("review", "Cần xem lại", frozenset({Mark.REVIEW})),
    ("losing", "Mất điểm", frozenset({Tag.LOSES})),
    ("mine", "Của tôi", frozenset({Tag.MINE})),
    ("due", "Sắp đến hạn, quá hạn", frozenset({Tag.DUE})),
    ("invalid", "Số liệu sai", frozenset({Mark.INVALID})),
    ("not_applicable", "Không áp dụng", frozenset({Mark.NOT_APPLICABLE})),
)
"""(name, words, marks to show) of the work lists."""

VIEWS = (
    ("criteria", "Từng tiêu chí", "text_bullet_list_tree_regular", "Ctrl+1"),
    ("table", "Bảng tự chấm", "table_regular", "Ctrl+2"),
    ("lost", "Điểm còn mất", "target_arrow_regular", "Ctrl+3"),
)
_SPACE = 6


class WorkBar(QFrame):
    """Says what was wanted; knows nothing of the workbook.

    Signals:
        view_wanted: name of a view.
        undo_wanted, redo_wanted, check_wanted, lock_wanted, export_wanted, tree_wanted: a button.
        filter_changed: text or list is another one.
    """

    view_wanted = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    check_wanted = Signal()
    lock_wanted = Signal()
    export_wanted = Signal()
    tree_wanted = Signal()
    filter_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.setFixedHeight(41)
        self.search = SearchField()
        self.work_list = QComboBox()
        self.tree = Button("", kind="tool", icon="text_bullet_list_tree_regular")
        self.views = {name: Button(words, kind="tool", icon=icon) for name, words, icon, _ in VIEWS}
        self.undo = Button("", kind="tool", icon="arrow_undo_regular")
        self.redo = Button("", kind="tool", icon="arrow_redo_regular")
        self.check = Button("Kiểm tra", kind="tool", icon="checkmark_regular")
        self.lock = Button("Khóa hồ sơ…", kind="tool", icon="lock_closed_regular")
        self.export = Button("Xuất hồ sơ…", kind="tool", icon="document_signature_regular")
        self._words: dict[Button, str] = {}
        self._name_things()
        self._build()
        self._connect()

    @property
    def marks(self) -> frozenset[Mark | Tag]:
        """The marks of the chosen work list; none for all."""
        return FILTERS[self.work_list.currentIndex()][2]

    def show_work_list(self, name: str) -> None:
        """Choose a work list by its name; empty shows all."""
        names = [one[0] for one in FILTERS]
        self.work_list.setCurrentIndex(names.index(name) if name in names else 0)

    def show_view(self, name: str) -> None:
        """Press the button of the view that is shown; any other name presses none."""
        for one, button in self.views.items():
            button.setChecked(one == name)
        self.check.setChecked(name == "checks")

    def show_possible(self, undo: bool, redo: bool) -> None:
        """Offer what can be done."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)

    def show_lock(self, locked: bool) -> None:
        """Offer to lock, or to unlock."""
        self._say(self.lock, "Mở khóa hồ sơ…" if locked else "Khóa hồ sơ…")
        self.lock.set_icon("lock_open_regular" if locked else "lock_closed_regular")
        self._fold()

    def resizeEvent(self, event) -> None:
        """Keep to the room there is: words go before anything is cut."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Take the words off as many buttons as must be; icon, tooltip and name stay."""
        order = (*self.views.values(), self.lock, self.check, self.export)
        for button in order:
            button.setText(self._words[button])
        for button in order:
            if self._needed() <= self.width():
                break
            button.setText("")

    def _needed(self) -> int:
        row = self.layout()
        margins = row.contentsMargins()
        widgets = [row.itemAt(place).widget() for place in range(row.count())]
        shown = [one for one in widgets if one is not None and not one.isHidden()]
        widths = sum(max(one.minimumSizeHint().width(), one.minimumWidth()) for one in shown)
        return widths + _SPACE * len(shown) + margins.left() + margins.right() + 16

    def _say(self, button: Button, words: str, keys: str = "") -> None:
        self._words[button] = words
        button.setText(words)
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({keys})" if keys else words)

    def _name_things(self) -> None:
        for name, words, _, keys in VIEWS:
            self._say(self.views[name], words, keys)
            self.views[name].setCheckable(True)
        for button, words, keys in (
            (self.check, "Kiểm tra", "F9"),
            (self.lock, "Khóa hồ sơ…", "Ctrl+L"),
            (self.export, "Xuất hồ sơ…", "F12"),
        ):
            self._say(button, words, keys)
        self.check.setCheckable(True)
        for button, words, keys in (
            (self.undo, "Hoàn tác", "Ctrl+Z"),
            (self.redo, "Làm lại", "Ctrl+Y"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({keys})")
            button.setEnabled(False)
        self.tree.setAccessibleName("Danh mục tiêu chí, mở")
        self.tree.setToolTip("Mở danh mục tiêu chí")
        self.tree.hide()
        self.search.setPlaceholderText("Tìm tiêu chí (Ctrl+F)")
        self.search.setAccessibleName("Tìm tiêu chí")
        self.work_list.setAccessibleName("Lọc tiêu chí")
        self.work_list.addItems([one[1] for one in FILTERS])
        self.work_list.setMinimumWidth(120)
        self.work_list.setMaximumWidth(180)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(_SPACE)
        row.addWidget(self.tree)
        for button in self.views.values():
            row.addWidget(button)
        row.addWidget(_Divider())
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(_Divider())
        row.addWidget(self.search, 4)
        row.addWidget(self.work_list, 3)
        row.addStretch(1)
        for button in (self.check, self.lock, self.export):
            row.addWidget(button)

    def _connect(self) -> None:
        for name, button in self.views.items():
            button.clicked.connect(lambda _checked=False, name=name: self._on_view(name))
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        self.check.clicked.connect(self.check_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.tree.clicked.connect(self.tree_wanted)
        self.search.textChanged.connect(self.filter_changed)
        self.work_list.currentIndexChanged.connect(self.filter_changed)

    def _on_view(self, name: str) -> None:
        self.views[name].setChecked(True)  # a click on the pressed one leaves it pressed
        self.view_wanted.emit(name)


class _Divider(QWidget):
    """A thin line between groups."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(7)

    def paintEvent(self, event) -> None:
        """Draw the line."""
        from cchc_desktop.gui import theme

        painter = QPainter(self)
        painter.setPen(theme.color("line"))
        painter.drawLine(3, 5, 3, self.height() - 5)


class SearchField(QLineEdit):
    """The search field: Enter goes to the next hit, Esc drops the search.

    Signals:
        entered: Enter.
        dropped: Esc.
    """

    entered = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(120)
        self.setMaximumWidth(300)
        self.setTextMargins(24, 0, 0, 0)

    def keyPressEvent(self, event) -> None:
        """Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event) -> None:
        """Draw the magnifier before the text."""
        super().paintEvent(event)
        icons.paint(QPainter(self), 9, (self.height() - 16) // 2, "search_regular", "text2")
