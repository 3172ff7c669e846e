"""Documents that prove a leaf: attaching, describing, taking out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import Document, Evidence
from cchc_desktop.core.limits import MOST_IN_PARAGRAPH, one_line
from cchc_desktop.core.numbers import read_date
from cchc_desktop.core.page_ranges import read_page_ranges
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cchc_desktop.operations.session import Session


@dataclass(frozen=True, slots=True)
class EvidenceDetails:
    """What identifies a document on paper; ``date`` as typed, ``cited_pages`` like ``3-5, 8``."""

    number: str = ""
    date: str = ""
    issuer: str = ""
    title: str = ""
    cited_pages: str = ""


def pages_of(path: Path) -> int | None:
    """Give how many pages a file has; None where that can't be said.

    Raises:
        UserError: it is missing, empty or unreadable.
    """
    from cchc_desktop.evidence.file_inspection import inspect_file

    return inspect_file(path).pages


def attach(
    session: Session,
    code: str,
    files: Sequence[Path],
    details: EvidenceDetails = EvidenceDetails(),
    progress: Progress = no_progress,
) -> tuple[Evidence, ...]:
    """Store files as evidence of a leaf; each is acknowledged on disk before the next begins.

    Raises:
        UserError: unknown code, a date or page range that can't be read; nothing was changed.
        UserError: a file is missing, empty or unreadable; all are looked at before the first is
            stored.
        FileProblem: the workbook can't be written.
        Cancelled: the files stored so far stay.
    """
    from cchc_desktop.evidence.file_inspection import inspect_file

    session.assessment.criteria_set.leaf(code)
    known = _checked(details)
    for path in files:
        check_pages(known.cited_pages, inspect_file(path).pages, path.name)
    added = []
    try:
        for position, path in enumerate(files):
            part = stage(progress, position * 100, position * 100 + 100, len(files) * 100)
            added.append(_store(session, code, path, known, part))
    finally:
        session.refresh()
    return tuple(added)


def _store(
    session: Session, code: str, path: Path, known: EvidenceDetails, progress: Progress
) -> Evidence:
    """Inspect and store one file through the same opening, so that both see the same bytes."""
    from cchc_desktop.evidence.file_inspection import inspect_stream
    from cchc_desktop.evidence.source_file import open_source_file

    with open_source_file(path) as source:
        found = inspect_stream(source.stream)
        check_pages(known.cited_pages, found.pages, source.name)
        document = Document(
            id=0,
            sha256="",
            name=source.name,
            size=source.size,
            state=found.state,
            pages=found.pages,
            number=known.number,
            date=known.date,
            issuer=known.issuer,
            title=known.title,
        )
        return session.workbook.add_evidence(
            code, source.stream, document, known.cited_pages, progress
        )


def change_details(session: Session, evidence_id: int, details: EvidenceDetails) -> Evidence:
    """Describe a document anew, and say which pages are cited.

    Raises:
        UserError: no such evidence, or a date or page range that can't be read.
    """
    old = find_evidence(session, evidence_id)
    known = _checked(details)
    check_pages(known.cited_pages, old.document.pages, old.document.name)
    changed = session.workbook.update_evidence(
        evidence_id,
        number=known.number,
        date=known.date,
        issuer=known.issuer,
        title=known.title,
        cited_pages=known.cited_pages,
    )
    session.refresh()
    return changed


def detach(session: Session, evidence_id: int) -> None:
    """Take a document away from a leaf.

    Raises:
        UserError: no such evidence.
    """
    find_evidence(session, evidence_id)
    session.workbook.remove_evidence(evidence_id)
    session.refresh()


def extract(
    session: Session, evidence_id: int, target: Path, progress: Progress = no_progress
) -> None:
    """Write a stored document out again, byte for byte, its hash checked.

    Raises:
        UserError: no such evidence.
        FileProblem: the target can't be written, or the stored bytes are damaged.
    """
    document = find_evidence(session, evidence_id).document
    session.workbook.extract_document(document.id, target, progress)


def find_evidence(session: Session, evidence_id: int) -> Evidence:
    """Find a citation by the number that ``cchc evidence`` lists.

    Raises:
        UserError: ``unknown_evidence``.
    """
    for one in session.assessment.evidence:
        if one.id == evidence_id:
            return one
    raise UserError(
        "unknown_evidence",
        f"Không có tài liệu số {evidence_id}; xem danh sách bằng lệnh: cchc evidence.",
    )


def _checked(details: EvidenceDetails) -> EvidenceDetails:
    pages = one_line(details.cited_pages, "Trang trích dẫn")
    read_page_ranges(pages)
    day = clean(details.date)
    return replace(
        details,
        number=one_line(details.number, "Số, ký hiệu"),
        date=read_date(day).isoformat() if day else "",
        issuer=one_line(details.issuer, "Cơ quan ban hành"),
        title=one_line(details.title, "Trích yếu", MOST_IN_PARAGRAPH),
        cited_pages=pages,
    )


def check_pages(cited: str, pages: int | None, name: str) -> None:
    """See that cited pages can be read and exist.

    Raises:
        UserError: ``bad_pages``; the sentence names the file.
    """
    if not cited or pages is None:
        return
    try:
        read_page_ranges(cited, pages)
    except UserError as error:
        raise UserError(error.code, f"“{name}”: {error.message}") from None
