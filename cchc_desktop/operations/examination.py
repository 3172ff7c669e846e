"""What stored documents look like: examined once, remembered by their hash on this machine."""

from __future__ import annotations

import contextlib
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop import paths
from cchc_desktop.core.completeness import apply_waivers
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.evidence_doctor import document_findings, examined, twin_findings
from cchc_desktop.core.page_facts import DocumentFacts, facts_from_data, facts_to_data
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.evidence.examination import EXAMINED, Examiner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.completeness import Finding
    from cchc_desktop.core.evidence_item import Document, Evidence
    from cchc_desktop.operations.session import Session

_VERSION = 1
"""Of what is looked for: what an earlier program found is then looked for anew."""
_FOLDER = "tai-lieu-da-xem"


def examine_evidence(
    session: Session, evidence: Iterable[Evidence], progress: Progress = no_progress
) -> dict[str, DocumentFacts]:
    """Look at documents; gives what was found by the documents' hashes.

    Each is looked at once on this machine: what was found is kept beside the person's own data,
    without any of the document's text.

    Raises:
        Cancelled: through ``progress``.
    """
    documents = {one.document.sha256: one.document for one in evidence}
    wanted = [one for one in documents.values() if one.state in EXAMINED]
    found: dict[str, DocumentFacts] = {}
    fresh = []
    for one in wanted:
        known = _remembered(one)
        if known is None:
            fresh.append(one)
        else:
            found[one.sha256] = known
    if not fresh:
        return found
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder, Examiner() as examiner:
        for number, one in enumerate(fresh):
            part = stage(progress, number, number + 1, len(fresh))
            part(0, 1, one.name)
            found[one.sha256] = _examine(session, examiner, one, Path(folder), part)
            _remember(one, found[one.sha256])
    return found


def evidence_text(session: Session, evidence: Evidence, progress: Progress = no_progress) -> str:
    """Give what the first pages of a document say; empty for a scan or a file without pages."""
    with tempfile.TemporaryDirectory(prefix="cchc-") as folder, Examiner() as examiner:
        return _examine(session, examiner, evidence.document, Path(folder), progress).text


def picture_of_frame(path: Path, frame: int, room: tuple[int, int]) -> tuple[int, int, bytes]:
    """Give a picture's frame, fitted into a room, as width, height and RGB bytes.

    Raises:
        UserError: ``bad_picture``.
    """
    from cchc_desktop.evidence.page_look import draw_frame

    return draw_frame(path, frame, room)


def work_for_others() -> int:
    """Be the process that looks at documents, until no more are asked for; gives its exit code."""
    from cchc_desktop.evidence.examination_worker import main

    return main()


def doctor(
    assessment: Assessment, facts: Mapping[str, DocumentFacts], code: str = ""
) -> tuple[Finding, ...]:
    """Say what is doubtful about documents, of one leaf or of all.

    Args:
        assessment: as it is now.
        facts: what ``examine_evidence`` found, as far as it has got.
        code: of a leaf; empty for all.
    """
    cited = assessment.evidence
    found: list[Finding] = []
    for one in cited:
        if code in ("", one.code):
            found += document_findings(one, examined(one, facts))
    found += [one for one in twin_findings(cited) if code in ("", one.code)]
    return apply_waivers(found, assessment.work.waivers)


def _examine(
    session: Session, examiner: Examiner, one: Document, folder: Path, progress: Progress
) -> DocumentFacts:
    copy = folder / f"{one.id}"
    try:
        session.workbook.extract_document(one.id, copy, durable=False)
    except FileProblem as problem:
        return DocumentFacts(failure=problem.message)
    try:
        return examiner.examine(copy, one.state, lambda done, whole, _: progress(
            done, whole, one.name))  # fmt: skip
    finally:
        with contextlib.suppress(OSError):
            copy.unlink()


def _place(one: Document) -> Path:
    return paths.user_data_dir() / _FOLDER / f"{one.sha256}.json"


def _remembered(one: Document) -> DocumentFacts | None:
    try:
        data = json.loads(_place(one).read_text("utf-8"))
        return facts_from_data(data) if data["version"] == _VERSION else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(one: Document, facts: DocumentFacts) -> None:
    """Keep what was found, unless looking failed; not worth an error."""
    if facts.failure:
        return
    place = _place(one)
    text = json.dumps({"version": _VERSION, **facts_to_data(facts)}, separators=(",", ":"))
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside = place.with_suffix(".part")
        beside.write_text(text, encoding="utf-8")
        beside.replace(place)
