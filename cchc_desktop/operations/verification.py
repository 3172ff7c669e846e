"""Verifying a dossier offline: signatures, the data inside, the score again, every document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.manifest import (
    assessment_from_manifest,
    canonical_bytes,
    data_hash,
    manifest_from_bytes,
    short_hash,
)
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.progress import Progress, no_progress, stage
from cchc_desktop.core.score_document import sheet_to_data
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.operations.session import now

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.dossier.data_reader import DossierContents
    from cchc_desktop.signing.report import SignatureReport

Verdict = Literal["Đạt", "Lưu ý", "Thông tin", "Không đạt"]


@dataclass(frozen=True, slots=True)
class VerificationFinding:
    """One thing to report; ``kind`` is its stable name, ``message`` one Vietnamese sentence."""

    kind: str
    severity: Literal["error", "warning", "info"]
    message: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the separate facts that the window and the paper show."""

    title: str
    verdict: Verdict
    words: str


@dataclass(frozen=True)
class VerificationReport:
    """What was found out, as facts that stand beside each other and are never one verdict."""

    signatures: SignatureReport
    intact: bool
    """Signed, and nothing of it has changed: signatures, data, scores and documents agree."""
    trusted: bool
    data_present: bool
    matches_pages: bool
    """The code printed on the pages is that of the data inside."""
    score_recomputed: bool
    """Scoring the data again gives every point that it states."""
    assessment: Assessment | None
    sheet: ScoreSheet | None
    """The scores as computed here from the data; None without usable data."""
    evidence_count: int
    hashes_ok: bool
    findings: tuple[VerificationFinding, ...]
    facts: tuple[Fact, ...]

    @property
    def sound(self) -> bool:
        """True when there is nothing to report: intact, trusted, and no finding."""
        return self.intact and self.trusted and not any(f.severity != "info" for f in self.findings)


def verify_dossier(path: Path, trust_roots: Sequence[Path] = (), progress: Progress = no_progress) -> VerificationReport: ...
def report_to_data(report: VerificationReport) -> dict[str, Any]: ...
