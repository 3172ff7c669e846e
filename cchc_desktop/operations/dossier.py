"""Exporting: the dossier as PDF, the official table as .xlsx, the data as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_desktop import __version__
from cchc_desktop.core.manifest import canonical_bytes, data_hash, manifest_to_data
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.files.new_file import new_file, work_folder
from cchc_desktop.files.write_problem import write_problems_of_parts
from cchc_desktop.operations.session import Session, now
from cchc_desktop.operations.signing import Role, appearance_of, check_key, key_files
from cchc_desktop.operations.targets import require_separate
from cchc_desktop.paths import fonts_dir, forms_dir

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from cchc_desktop.core.assessment import Particulars
    from cchc_desktop.dossier.builder import SignatureBoxes as Places
    from cchc_desktop.signing.key_sources import SigningKey


@dataclass(frozen=True, slots=True)
class DossierOptions:
    """How a dossier is made: unsigned (chờ ký) without a key."""

    key: SigningKey | None = None
    role: Role = "head"


@dataclass(frozen=True, slots=True)
class DossierResult:
    """What was exported; ``data_sha256`` is the hash of the data inside."""

    path: Path
    pages: int
    self_score: Decimal
    self_max: Decimal
    data_sha256: str
    signer: str
    """Holder of the certificate; empty when not signed."""
    attached: tuple[str, ...]
    """Names of the files that the dossier carries as they are."""


def export_dossier(
    session: Session,
    target: Path,
    options: DossierOptions = DossierOptions(),
    progress: Progress = no_progress,
) -> DossierResult:
    """Make the dossier, with its data inside, and sign it when a key is given.

    The file appears under its name when it is whole; a file that stood there stays until then.

    Raises:
        UserError: the key can't be used; said before anything is made.
        FileProblem: no room, no right to write, or stored evidence is damaged.
        Cancelled: nothing is left.
    """
    from cchc_desktop.dossier.builder import build_dossier

    require_separate(target, (session.workbook.path, *key_files(options.key)))
    if options.key:
        check_key(options.key)
    data = dossier_data(session)
    with (
        write_problems_of_parts(target),
        work_folder(target) as folder,
        new_file(target) as unfinished,
    ):
        built = build_dossier(
            session.assessment,
            session.sheet,
            data,
            lambda document, path: session.workbook.extract_document(
                document.id, path, replace=True, durable=False
            ),
            unfinished,
            fonts_dir=fonts_dir(),
            templates_dir=forms_dir() / "templates",
            today=now().astimezone().date(),
            work_dir=folder,
            progress=stage(progress, 0, 80, 100),
        )
        signer = _sign(session, unfinished, built.boxes, options, stage(progress, 80, 100, 100))
    progress(100, 100, "Xong")
    return DossierResult(
        path=target,
        pages=built.pages,
        self_score=session.sheet.self_score,
        self_max=session.sheet.self_max,
        data_sha256=data_hash(data),
        signer=signer,
        attached=built.attached,
    )


def dossier_data(session: Session) -> bytes:
    """Give the canonical data of the dossier."""
    manifest = manifest_to_data(
        session.assessment, session.sheet, __version__, session.workbook.history_head()
    )
    return canonical_bytes(manifest)


def export_data(session: Session, target: Path) -> None:
    """Write the dossier's data by itself.

    Raises:
        FileProblem: it can't be written.
    """
    require_separate(target, (session.workbook.path,))
    with new_file(target) as unfinished:
        unfinished.write_bytes(dossier_data(session))


def export_spreadsheet(session: Session, target: Path) -> None:
    """Write the official table as .xlsx.

    Raises:
        FileProblem: it can't be written.
    """
    from cchc_desktop.dossier.table_spreadsheet import write_spreadsheet

    require_separate(target, (session.workbook.path,))
    templates = forms_dir() / "templates"
    write_spreadsheet(session.assessment, session.sheet, target, templates_dir=templates)


def change_particulars(session: Session, particulars: Particulars) -> None:
    """Keep what the report's form needs beside the figures.

    Raises:
        FileProblem: the workbook can't be written.
    """
    if particulars != session.assessment.particulars:
        session.workbook.save_particulars(particulars)
        session.refresh()


def default_date(particulars: Particulars) -> str:
    """Give the report's date, or today when none has been written."""
    return particulars.date or date.today().isoformat()


def _sign(
    session: Session, file: Path, places: Places, options: DossierOptions, progress: Progress
) -> str:
    """Make both signature fields, and sign the first when there is a key."""
    from cchc_desktop.signing.block_geometry import SignatureBox, SignatureBoxes
    from cchc_desktop.signing.fields import prepare_signature_fields
    from cchc_desktop.signing.signer import sign_in_place

    head, agency = (
        SignatureBox(places.page, box.left, box.bottom, box.right, box.top)
        for box in (places.head, places.agency)
    )
    prepare_signature_fields(file, SignatureBoxes(head, agency))
    if options.key is None:
        return ""
    assessment = session.assessment
    appearance = appearance_of(assessment.unit, assessment.particulars, options.role)
    signed = sign_in_place(file, options.key, options.role, appearance, now(), progress)
    return signed.certificate.subject
