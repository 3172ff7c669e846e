"""A sample department's year: to look at, to try, and to prove the whole way through."""

from __future__ import annotations

import json
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.evidence_item import NO_NUMBER
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.operations.answers import declare_many
from cchc_desktop.operations.dossier import (
    DossierOptions,
    DossierResult,
    change_particulars,
    export_dossier,
)
from cchc_desktop.operations.evidence import EvidenceDetails, attach
from cchc_desktop.operations.session import Session, create_session, now, open_session
from cchc_desktop.operations.verification import verify_dossier
from cchc_desktop.paths import fonts_dir, forms_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.operations.verification_report import VerificationReport

WORKBOOK_NAME = "so-cong-thuong-2026.cchc"
DOSSIER_NAME = "so-cong-thuong-2026.pdf"
_SHORT = {NO_NUMBER: "trích xuất"}
"""Names of files without a number: they come out of a system."""
KEY_NAME, PASSWORD_NAME, ROOT_NAME = "khoa-thu.p12", "khoa-thu.txt", "goc-thu.pem"


@dataclass(frozen=True, slots=True)
class SampleJob:
    """The whole job done: the workbook, the signed dossier, and what verifying it said."""

    workbook: Path
    dossier: DossierResult
    report: VerificationReport


def make_sample(folder: Path, progress: Progress = no_progress) -> Path:
    """Make a workbook of a sample department with all answers and evidence.

    A workbook that stands there already is left as it is.

    Raises:
        FileProblem: the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / WORKBOOK_NAME
    if path.exists():
        return path
    data = json.loads((forms_dir() / "samples/so-cong-thuong-2026.json").read_text("utf-8"))
    session = create_session(path, data["set"], data["year"], data["unit"], data["exemptions"])
    with session:
        declare_many(session, data["answers"])
        change_particulars(session, _particulars(data["particulars"]))
        _attach_all(session, data["documents"], progress)
    return path


def do_sample_job(folder: Path, progress: Progress = no_progress) -> SampleJob:
    """Do the main job from end to end: answer, attach, score, export, sign, verify.

    The key is made on the spot and lies beside the dossier, for trying things out only.

    Raises:
        FileProblem: the folder can't be written.
    """
    from cchc_desktop.signing.key_sources import Pkcs12Key
    from cchc_desktop.signing.trial_key import make_trial_key

    workbook = make_sample(folder, stage(progress, 0, 40, 100))
    password = secrets.token_urlsafe(12)
    make_trial_key(
        folder / KEY_NAME, folder / ROOT_NAME, password, holder="Nguyễn Thị Hạnh", now=now()
    )
    (folder / PASSWORD_NAME).write_text(password + "\n", encoding="utf-8")
    with open_session(workbook) as session:
        options = DossierOptions(Pkcs12Key(folder / KEY_NAME, password))
        part = stage(progress, 40, 80, 100)
        dossier = export_dossier(session, folder / DOSSIER_NAME, options, part)
    part = stage(progress, 80, 100, 100)
    report = verify_dossier(dossier.path, [folder / ROOT_NAME], part)
    return SampleJob(workbook, dossier, report)


def _particulars(data: Mapping[str, Any]) -> Particulars:
    fields: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in data.items()
    }
    return Particulars(**fields)


def _attach_all(session: Session, documents: list[dict[str, Any]], progress: Progress) -> None:
    """Draw each specimen once and cite it wherever it proves something."""
    from cchc_desktop.dossier.specimen import write_specimen

    with tempfile.TemporaryDirectory() as folder:
        for position, one in enumerate(documents):
            progress(position, len(documents), one["title"])
            name = f"{position + 1:02} {_SHORT.get(one['number'], one['number'])}".replace("/", "-")
            path = Path(folder) / f"{name.replace(';', ',')}.pdf"
            write_specimen(path, one, fonts_dir())
            for citation in one["cited"]:
                details = EvidenceDetails(
                    one["number"], one["date"], one["issuer"], one["title"], citation["pages"]
                )
                attach(session, citation["code"], [path], details)
