"""One unit's workbook, open: what can be read from it and what a person can do to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.progress import no_progress
from cchc_desktop.files.new_file import new_file
from cchc_desktop.workbook import answers as answer_rows
from cchc_desktop.workbook import evidence_store, integrity, problems, unit_record
from cchc_desktop.workbook.change_log import ChangeLog
from cchc_desktop.workbook.creation import create_workbook
from cchc_desktop.workbook.evidence_records import EvidenceRecords
from cchc_desktop.workbook.open_file import OpenFile
from cchc_desktop.workbook.records import Records, read_links, unlink_changed, write_links
from cchc_desktop.workbook.seal import read_seal
from cchc_desktop.workbook.work_records import WorkRecords, read_prior, read_work

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from sqlite_utils import Database

    from cchc_desktop.core.answer import Answer
    from cchc_desktop.core.assessment import Particulars
    from cchc_desktop.core.criteria_set import CriteriaSet
    from cchc_desktop.core.evidence_item import Document, Evidence
    from cchc_desktop.core.progress import Progress
    from cchc_desktop.workbook.open_file import Clock
    from cchc_desktop.workbook.set_moves import NewState, SetMove

__all__ = ["Workbook", "check_file", "create_workbook", "open_workbook"]


def open_workbook(path: Path, *, clock: Clock, who: str = "", read_only: bool = False) -> Workbook:
    """Open a workbook and see that it is whole and that its content is what was written last.

    Args:
        path: the file; nothing else is touched, whatever it is.
        clock: gives the moment of each act, with its time zone.
        who: the person, for the change log.
        read_only: open a file that may not or can't be written.

    Raises:
        FileProblem: as one sentence: missing, not a workbook, newer, damaged, altered outside
            the program, in use, read-only.
    """
    file = OpenFile(path, clock=clock, who=who, read_only=read_only)
    try:
        with file.reading() as db:
            what = integrity.first_look(db)
        if what:
            raise problems.altered(path, what)
    except BaseException:
        file.close()
        raise
    return Workbook(file)


def check_file(path: Path, progress: Progress = no_progress) -> tuple[str, ...]:
    """Check a workbook that may be too damaged to be worked with.

    Returns:
        One sentence for each thing that is wrong; none when all is sound.

    Raises:
        FileProblem: there is no workbook that this program can read, or it is in use.
        Cancelled: through ``progress``.
    """
    return integrity.check_file(path, progress)


class Workbook:
    """An open workbook; made by ``open_workbook``, used in the thread that opened it.

    Each method that writes is one transaction: on disk when the method returns, and without
    any trace when it raises.
    """

    def __init__(self, file: OpenFile) -> None:
        self._file = file
        self._set_read: tuple[str, CriteriaSet] | None = None
        self.records = Records(file)
        self.work = WorkRecords(file)
        self.documents = EvidenceRecords(file)
        self.log = ChangeLog(file)

    @property
    def path(self) -> Path:
        """The file's place."""
        return self._file.path

    @property
    def read_only(self) -> bool:
        """Whether the file was opened to be viewed only."""
        return self._file.read_only

    def sign_as(self, who: str) -> None:
        """Note another person in the log from now on."""
        self._file.who = who

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def read_assessment(self) -> Assessment:
        """Give everything that is declared, as it is in the file now."""
        with self._file.reading() as db:
            # One transaction, so that another program's change is seen whole or not at all.
            db.execute("BEGIN")
            try:
                return Assessment(
                    unit=unit_record.read_meta(db, unit_record.UNIT),
                    year=int(unit_record.read_meta(db, unit_record.YEAR)),
                    criteria_set=self._own_set(db),
                    answers=answer_rows.read_answers(db),
                    exemptions=unit_record.read_exemptions(db),
                    evidence=evidence_store.read_evidence(db),
                    particulars=unit_record.read_particulars(db),
                    links=read_links(db),
                    work=read_work(db),
                    prior=read_prior(db),
                )
            finally:
                db.execute("COMMIT")

    def evidence(self, evidence_id: int) -> Evidence:
        """Give one citation.

        Raises:
            UserError: ``unknown_evidence``.
        """
        with self._file.reading() as db:
            return evidence_store.read_one(db, evidence_id)

    def save_answers(
        self,
        answers: Mapping[str, Answer],
        links: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Keep these leaves' answers; an empty one takes away what was declared.

        Args:
            answers: by code; a figure whose value changes is no longer linked to a register.
            links: code → input's name → figure, for leaves whose figures were taken over.
        """
        with self._file.act("answer") as (db, at):
            before = answer_rows.read_answers(db)
            answer_rows.write_answers(db, answers, at)
            unlink_changed(
                db,
                (
                    (code, before[code].values if code in before else {}, answer.values)
                    for code, answer in answers.items()
                ),
            )
            for code, names in (links or {}).items():
                write_links(db, code, names)

    def save_exemptions(self, exemptions: Mapping[str, str]) -> None:
        """Keep exactly these exemptions: legal basis by code."""
        with self._file.act("exempt") as (db, _):
            unit_record.write_exemptions(db, exemptions)

    def save_particulars(self, particulars: Particulars) -> None:
        """Keep what the report's form needs."""
        with self._file.act("particulars") as (db, _):
            unit_record.write_particulars(db, particulars)

    def move_set(self, state: NewState) -> None:
        """Move to another set; everything as it was is recorded in the same transaction."""
        from cchc_desktop.workbook.set_moves import write_move

        with self._file.act("move_set") as (db, at):
            write_move(db, state, at)

    def set_moves(self) -> tuple[SetMove, ...]:
        """Give the moves to other sets, the oldest first."""
        from cchc_desktop.workbook.set_moves import read_moves

        with self._file.reading() as db:
            return read_moves(db)

    def add_evidence(
        self,
        code: str,
        source: BinaryIO,
        document: Document,
        cited_pages: str = "",
        progress: Progress = no_progress,
    ) -> Evidence:
        """Store a file's bytes and cite it for a leaf.

        Args:
            code: of the leaf.
            source: the bytes, read to their end; the same bytes are stored once.
            document: name, state, pages and what is printed on it. Its ``id`` and ``sha256``
                are found here; its ``size`` only scales the progress.
            cited_pages: as written; empty means the whole document.
            progress: told the bytes done; may raise ``Cancelled``, then nothing is kept.
        """
        with self._file.act("attach") as (db, at):
            stored = evidence_store.add_document(db, source, document, at, progress)
            return evidence_store.add_citation(db, code, stored, cited_pages)

    def update_evidence(
        self,
        evidence_id: int,
        *,
        number: str,
        date: str,
        issuer: str,
        title: str,
        cited_pages: str,
    ) -> Evidence:
        """Keep what is printed on a document, for all its citations, and this one's pages.

        Raises:
            UserError: ``unknown_evidence``.
        """
        with self._file.act("describe") as (db, _):
            old = evidence_store.read_one(db, evidence_id)
            document = replace(old.document, number=number, date=date, issuer=issuer, title=title)
            evidence_store.update_document(db, document)
            evidence_store.update_citation(db, evidence_id, cited_pages)
            return replace(old, document=document, cited_pages=cited_pages)

    def remove_evidence(self, evidence_id: int) -> None:
        """Stop citing a document for a leaf; its bytes stay in the file, to be brought back.

        Raises:
            UserError: ``unknown_evidence``.
        """
        with self._file.act("detach") as (db, _):
            evidence_store.read_one(db, evidence_id)
            evidence_store.remove_citation(db, evidence_id)

    def extract_document(
        self,
        document_id: int,
        target: Path,
        progress: Progress = no_progress,
        *,
        replace: bool = False,
        durable: bool = True,
    ) -> None:
        """Write a stored document into a file of its own, once its hash is found right.

        Args:
            document_id: of the document, not of a citation.
            target: the file to make.
            progress: told the bytes done.
            replace: whether a file of that name may be replaced.
            durable: whether to force it to disk; not needed for what is read once and removed.

        Raises:
            UserError: ``unknown_document``, or ``exists``.
            FileProblem: the stored bytes are damaged, or the target can't be written.
        """
        with self._file.reading() as db:
            document = evidence_store.read_document(db, document_id)
            try:
                with (
                    new_file(target, replace=replace, durable=durable) as temporary,
                    temporary.open("xb") as stream,
                ):
                    for piece in evidence_store.read_bytes(db, document, progress):
                        stream.write(piece)
            except evidence_store.DocumentDamaged:
                raise problems.damaged(self.path, f"tài liệu “{document.name}”") from None

    def history_head(self) -> str:
        """Give the hash of the change log's newest entry, 64 lower-case hex digits."""
        with self._file.reading() as db:
            seal = read_seal(db)
            if seal is None:
                raise problems.damaged(self.path, "con dấu")
            return seal.history_head

    def check_integrity(self, progress: Progress = no_progress) -> tuple[str, ...]:
        """Check structure, seal, change log and each document's bytes; see ``check_file``."""
        with self._file.reading() as db:
            return integrity.check(db, progress)

    def _own_set(self, db: Database) -> CriteriaSet:
        """Read the set once; anew only where another one is in its place."""
        sha256 = unit_record.set_hash(db)
        if self._set_read is None or self._set_read[0] != sha256:
            try:
                self._set_read = sha256, unit_record.read_set(db)
            except UserError as error:
                raise problems.damaged(self.path, "bộ tiêu chí") from error
        return self._set_read[1]
