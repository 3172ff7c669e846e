"""What is wrong or doubtful in a document of forms/: where, what, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.completeness import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class SetFinding:
    """One problem of a criteria set, a questionnaire or a published index.

    Attributes:
        severity: an error keeps the document from being used, a warning does not.
        kind: stable name for scripts.
        message: one Vietnamese sentence: what is wrong and what to do.
        code: the item that it is about; empty for the whole.
        part: which of its cells: code, title, max, scored_by, rule, inputs, evidence,
            exemption, requires, policy.
        sheet, cell: where it stands in the Excel table, when it came from one.
    """

    severity: Severity
    kind: str
    message: str
    code: str = ""
    part: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """Say where: ``Bộ tiêu chí!C12``, or the item's code."""
        if self.cell:
            return f"{self.sheet}!{self.cell}"
        return self.sheet or (f"mục {self.code}" if self.code else "toàn bộ")


def error(kind: str, message: str, code: str = "", part: str = "") -> SetFinding:
    """Make a finding that keeps the document from being used."""
    return SetFinding(Severity.ERROR, kind, message, code, part)


def warning(kind: str, message: str, code: str = "", part: str = "") -> SetFinding:
    """Make a finding that does not."""
    return SetFinding(Severity.WARNING, kind, message, code, part)


def has_errors(findings: Iterable[SetFinding]) -> bool:
    """Tell whether any of them keeps the document from being used."""
    return any(one.severity is Severity.ERROR for one in findings)
