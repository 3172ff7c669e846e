"""Proposing what a document is, from its text and its name; a person confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.progress import Progress, no_progress

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.evidence.proposals import Proposal
    from cchc_desktop.operations.session import Session


@dataclass(frozen=True, slots=True)
class LookedInto:
    """A file that may be attached: its pages, where they can be counted, and what it proposes."""

    state: FileState
    pages: int | None
    proposal: Proposal


def look_into(path: Path, progress: Progress = no_progress) -> LookedInto:
    """Look into a file on disk.

    Raises:
        UserError: it is missing, empty or unreadable.
        Cancelled: through ``progress``.
    """
    from cchc_desktop.evidence.examination import Examiner
    from cchc_desktop.evidence.file_inspection import inspect_file
    from cchc_desktop.evidence.proposals import propose

    found = inspect_file(path)
    text = ""
    if found.state in (FileState.PDF, FileState.SIGNED_PDF):
        with Examiner() as examiner:
            text = examiner.examine(path, found.state, progress).text
    return LookedInto(found.state, found.pages, propose(text, path.name))


def propose_for(session: Session, evidence: Evidence, progress: Progress = no_progress) -> Proposal:
    """Propose what a stored document is.

    Raises:
        Cancelled: through ``progress``.
    """
    from cchc_desktop.evidence.proposals import propose
    from cchc_desktop.operations.examination import evidence_text

    document, text = evidence.document, ""
    if document.state in (FileState.PDF, FileState.SIGNED_PDF):
        try:
            text = evidence_text(session, evidence, progress)
        except UserError:  # its bytes are damaged; the name still says something
            text = ""
    return propose(text, document.name)
