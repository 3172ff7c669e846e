"""Verifying a dossier offline: signatures, the data inside, the score again, every document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.errors import FileProblem, UserError
from cchc_desktop.core.evidence_item import Document
from cchc_desktop.core.manifest import (
    assessment_from_manifest,
    data_hash,
    manifest_from_bytes,
    short_hash,
)
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.core.score_document import sheet_to_data
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.operations.session import now
from cchc_desktop.operations.verification_facts import all_facts
from cchc_desktop.operations.verification_report import (
    DataCheck,
    VerificationFinding,
    VerificationReport,
)

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.dossier.data_reader import DossierContents

_ORDER = {"error": 0, "warning": 1, "info": 2}


def verify_dossier(
    path: Path, trust_roots: Sequence[Path] = (), progress: Progress = no_progress
) -> VerificationReport:
    """Find out what can be known of a dossier without a network.

    Args:
        path: any PDF.
        trust_roots: certificates of the authorities that the person trusts.
        progress: told of the bytes hashed, roughly.

    Raises:
        UserError: ``pdf_encrypted``, or a trust root that is no certificate.
        FileProblem: the file is missing, unreadable or no PDF.
    """
    from cchc_desktop.dossier.data_reader import read_dossier
    from cchc_desktop.signing.verifier import verify_signatures

    signatures = verify_signatures(path, list(trust_roots), now(), stage(progress, 0, 60, 100))
    try:
        contents = read_dossier(path, stage(progress, 60, 100, 100))
        data = check_data(contents)
    except FileProblem as error:
        data = _no_data("data_unreadable", error.message)
    said = [
        VerificationFinding(one.kind, one.severity, one.message) for one in signatures.findings
    ]
    findings = sorted([*said, *data.findings], key=lambda one: _ORDER[one.severity])
    size = path.stat().st_size
    return VerificationReport(
        signatures, data, tuple(findings), all_facts(signatures, data, size)
    )
