"""The one long job at a time: its strip, its end, and what its failure says."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cchc_desktop.core.errors import Cancelled, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cchc_desktop.gui.background import Job
    from cchc_desktop.gui.widgets.job_strip import JobStrip
    from cchc_desktop.gui.widgets.tool_page import ToolPage

_log = logging.getLogger(__name__)
UNEXPECTED = (
    "Có lỗi ngoài dự kiến; nội dung đã lưu không bị ảnh hưởng. Chi tiết ghi trong tệp nhật ký."
)


def words_of(error: Exception) -> str:
    """Give the sentence to show for an error of an operation; a bug is logged."""
    if isinstance(error, UserError):
        return error.message
    _log.error("unexpected", exc_info=error)
    return UNEXPECTED


class Jobs(QObject):
    """Keeps the strip and the running job together.

    Args:
        strip: where progress is shown.
        tell: shows a sentence (look, words) in the window, without a dialog.

    Signals:
        began: what was said of the job before is out of date.
    """

    began = Signal()

    def __init__(self, strip: JobStrip, tell: Callable[[str, str], None]) -> None:
        super().__init__(strip)
        self._strip, self.tell = strip, tell
        self._job: Job | None = None
        self._taken = False
        strip.cancel_wanted.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """True from ``begin`` to the end of the job."""
        return self._taken

    def begin(self, title: str, cancel: str) -> JobStrip | None:
        """Take the strip for a job; None, and a sentence, when another one has it."""
        if self._taken:
            self.tell("info", "Đang làm một việc khác; chờ việc đó xong hoặc hủy rồi làm lại.")
            return None
        self._taken = True
        self.began.emit()
        self._strip.begin(title, cancel)
        return self._strip

    def show(self, job: Job) -> None:
        """Let the strip's button stop this job."""
        if self._taken:
            self._job = job

    def cancel(self) -> None:
        """Stop the running job."""
        if self._job:
            self._job.cancel()

    def ended(self, _result: object = None) -> None:
        """Give the strip back."""
        self._job, self._taken = None, False
        self._strip.end()

    def failed(self, error: Exception) -> None:
        """Give the strip back and say what happened; nothing for what the person cancelled."""
        self.ended()
        self.tell_failure(error)

    def tell_failure(self, error: Exception, page: ToolPage | None = None) -> None:
        """Say what happened: on a tool's page while that is shown, otherwise in the window."""
        tell = page.banner.tell if page is not None and page.isVisible() else self.tell
        if isinstance(error, Cancelled):
            tell("info", "Đã hủy.")
        else:
            tell("bad", words_of(error))
