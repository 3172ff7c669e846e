"""An open workbook with what is in it, read once and kept current."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cchc_desktop.core.assessment import FIRST_YEAR, LAST_YEAR
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.limits import MOST_IN_PARAGRAPH, one_line
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.core.set_document import set_to_text
from cchc_desktop.operations.person import my_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.workbook.workbook import Workbook


class Session:
    """A workbook open for work. It belongs to the thread that opened it.

    Attributes:
        workbook: the open file.
        assessment: what it holds, as of the last change made here.
    """

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.assessment: Assessment = workbook.read_assessment()
        self._sheet: ScoreSheet | None = None

    @property
    def sheet(self) -> ScoreSheet:
        """The scores of ``assessment``."""
        if self._sheet is None or self._sheet.assessment is not self.assessment:
            self._sheet = score_assessment(self.assessment, self._sheet)
        return self._sheet

    def refresh(self) -> None:
        """Read the workbook again, after a change."""
        self.assessment = self.workbook.read_assessment()

    def close(self) -> None:
        """Close the file; nothing is pending, every change was written when it was made."""
        self.workbook.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_session(path: Path, *, read_only: bool = False) -> Session:
    """Open a workbook.

    Raises:
        FileProblem: it is missing, no workbook, newer, damaged or in use.
    """
    from cchc_desktop.workbook.workbook import open_workbook

    workbook = open_workbook(path, read_only=read_only, who=my_name(), clock=now)
    try:
        return Session(workbook)
    except BaseException:
        workbook.close()
        raise


def create_session(
    path: Path, set_reference: str, year: int, unit: str, exemptions: Mapping[str, str]
) -> Session:
    """Make a new workbook and open it.

    Args:
        path: the new file; nothing may stand there yet.
        set_reference: a shipped set's id or a set file.
        year: the assessed year, 2000 to 2100.
        unit: the unit's name.
        exemptions: code of a field, criterion or leaf → legal basis.

    Raises:
        UserError: something given is not usable; nothing has been made.
        FileProblem: the file exists already or can't be written.
    """
    from cchc_desktop.operations.criteria_sets import load_set
    from cchc_desktop.workbook.workbook import create_workbook

    chosen = load_set(set_reference)
    name = one_line(unit, "Tên đơn vị")
    if not name:
        raise UserError("no_unit", "Chưa có tên đơn vị; ghi tên đơn vị tự chấm.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UserError(
            "bad_year", f"Năm {year} không hợp lệ; ghi năm từ {FIRST_YEAR} đến {LAST_YEAR}."
        )
    bases = {}
    for code, basis in exemptions.items():
        chosen.leaves_under(code)
        bases[code] = one_line(basis, f"Căn cứ của mục {code}", MOST_IN_PARAGRAPH)
        if not bases[code]:
            raise UserError(
                "no_basis", f"Mục {code} không áp dụng nhưng chưa có căn cứ; ghi văn bản căn cứ."
            )
    create_workbook(
        path,
        set_text=set_to_text(chosen),
        unit=name,
        year=year,
        exemptions=bases,
        who=my_name(),
        now=now(),
    )
    return open_session(path)


def now() -> datetime:
    """Give the moment, with its time zone."""
    return datetime.now(UTC)
