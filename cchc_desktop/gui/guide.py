"""Which part of the guide tells of what is on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_desktop import paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.gui.main_window import MainWindow
    from cchc_desktop.gui.pages.help_page import HelpPage

_SECTIONS = {
    "StartPage": "Mở chương trình",
    "Workspace": "Kê khai từng mục",
    "ChecksPage": "Kiểm tra (F9)",
    "ScoreTablePage": "Bảng tự chấm",
    "LostPointsPage": "Điểm còn mất",
    "HistoryPage": "Hoàn tác, lịch sử",
    "ExportPage": "Xuất và ký hồ sơ",
    "PreviewPage": "Xuất và ký hồ sơ",
    "RegistersPage": "Sổ theo dõi, khảo sát",
    "SurveyPage": "Sổ theo dõi, khảo sát",
    "IndexPage": "Sổ theo dõi, khảo sát",
    "SetsPage": "Bộ tiêu chí của tỉnh",
    "MoveSetPage": "Bộ tiêu chí của tỉnh",
}
"""Page's class → words of the heading."""


def section_for(window: MainWindow) -> str:
    """Give the words of the heading for the page that is shown; empty for the guide's beginning."""
    page = window.pages.currentWidget()
    inner = getattr(page, "pages", None)
    shown = inner.currentWidget() if inner is not None else page
    return _SECTIONS.get(type(shown).__name__, "")


def shown_guide(made: HelpPage | None, closed: Callable[[], object]) -> HelpPage:
    """Give the guide's page, made and filled at the first call."""
    if made is None:
        from cchc_desktop.gui.pages.help_page import HelpPage

        made = HelpPage()
        made.closed.connect(closed)
        path = paths.guide_file()
        try:
            text = path.read_text("utf-8")
        except OSError:
            text = f"# Không có tệp hướng dẫn\n\nTệp {path.name} không nằm trong bản cài này."
        made.show_guide(path, text)
    return made
