"""Verifying a dossier offline: signatures, the data inside, the score again, every document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import FileProblem
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.core.text import fold
from cchc_desktop.operations.data_check import check_data, no_data
from cchc_desktop.operations.session import now
from cchc_desktop.operations.verification_facts import all_facts
from cchc_desktop.operations.verification_report import VerificationFinding, VerificationReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cchc_desktop.operations.verification_report import DataCheck
    from cchc_desktop.signing.report import SignatureReport

_WEIGHT = {"error": 0, "warning": 1, "info": 2}


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

    signatures = verify_signatures(path, list(trust_roots), now(), stage(progress, 0, 80, 100))
    progress(80, 100, "Tính lại điểm, so tài liệu")
    try:
        data = check_data(read_dossier(path))
    except FileProblem as error:
        data = no_data((VerificationFinding("data_unreadable", "error", error.message),))
    data = replace(data, findings=(*data.findings, *_other_signer(signatures, data)))
    said = (VerificationFinding(one.kind, one.severity, one.message) for one in signatures.findings)
    findings = tuple(sorted((*said, *data.findings), key=lambda one: _WEIGHT[one.severity]))
    progress(100, 100, "Xong")
    facts = all_facts(signatures, data, path.stat().st_size)
    return VerificationReport(signatures, data, findings, facts)


def _other_signer(signatures: SignatureReport, data: DataCheck) -> Iterator[VerificationFinding]:
    """Say when the report names one person and another's certificate signed for the head."""
    named = data.assessment.particulars.signer_name if data.assessment else ""
    for one in signatures.signatures:
        if one.role == "head" and named and one.signer and fold(named) not in fold(one.signer):
            yield VerificationFinding(
                "other_signer",
                "warning",
                f"Báo cáo ghi người ký là {named}, chứng thư số là của {one.signer}.",
            )
