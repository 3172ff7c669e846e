"""What verifying a dossier found, as separate facts: for the window, the paper and scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.signing.report import SignatureReport

Severity = Literal["error", "warning", "info"]
Verdict = Literal["Đạt", "Lưu ý", "Thông tin", "Không đạt"]


@dataclass(frozen=True, slots=True)
class VerificationFinding:
    """One thing to report; ``kind`` is its stable name, ``message`` one Vietnamese sentence."""

    kind: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the separate facts: its title, how it came out, the result, and what it rests on."""

    verdict: Verdict
    title: str
    result: str
    detail: str


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """What was compared of the documents that the data names.

    Attributes:
        count: how many there are; the same bytes count once.
        sound: of those, how many are there as they should be, as pages, as a file, or both.
        originals: how many are attached under their name with their hash.
        shown: how many are shown as pages, all of them there and with the right codes.
        pages: of these documents.
        agrees: nothing is wrong with any page's number or any attached file.
    """

    count: int = 0
    sound: int = 0
    originals: int = 0
    shown: int = 0
    pages: int = 0
    agrees: bool = False


@dataclass(frozen=True)
class DataCheck:
    """What the data inside says, and whether it agrees with the rest of the file.

    Attributes:
        present: there is exactly one data file, and it can be read.
        matches_pages: every page code printed is that of the data.
        score_recomputed: scoring the data again gives all that it states of points and steps.
        sha256: hash of the data file; empty without one.
        assessment: what was declared; None without usable data.
        sheet: its scores as computed here.
        differing: codes whose stated score, or its steps, are not the computed ones.
        evidence: the documents.
        findings: what is wrong.
    """

    present: bool
    matches_pages: bool
    score_recomputed: bool
    sha256: str
    assessment: Assessment | None
    sheet: ScoreSheet | None
    differing: tuple[str, ...]
    evidence: EvidenceCheck
    findings: tuple[VerificationFinding, ...]

    @property
    def hashes_ok(self) -> bool:
        """Every document is there as the data demands, and pages and files hold nothing else."""
        one = self.evidence
        return self.present and one.agrees and one.sound == one.count

    @property
    def sound(self) -> bool:
        """The data is there and agrees with pages, points and documents."""
        return self.present and self.matches_pages and self.score_recomputed and self.hashes_ok


@dataclass(frozen=True)
class VerificationReport:
    """Facts that stand beside each other and are never one verdict.

    Attributes:
        signatures: what the signatures say.
        data: what the data inside says.
        findings: everything wrong or worth knowing, errors first.
        facts: the same for people, always in the same order.
    """

    signatures: SignatureReport
    data: DataCheck
    findings: tuple[VerificationFinding, ...]
    facts: tuple[Fact, ...]

    @property
    def intact(self) -> bool:
        """Signed and unchanged since, and the data agrees with itself and the file."""
        return self.signatures.intact and self.data.sound

    @property
    def trusted(self) -> bool:
        """Every signature leads to a root that the person trusts."""
        return self.signatures.trusted

    @property
    def sound(self) -> bool:
        """Intact, trusted, and nothing that somebody must look at."""
        looked_at = any(one.severity != "info" for one in self.findings)
        return self.intact and self.trusted and not looked_at


def report_to_data(report: VerificationReport) -> dict[str, Any]:
    """Give what ``cchc verify --json`` prints."""
    data = report.data
    return {
        "intact": report.intact,
        "trusted": report.trusted,
        "signatures": [
            {
                "signer": one.signer,
                "role": one.role,
                "time": one.time.isoformat() if one.time else None,
                "covers_whole_file": one.covers_whole_file,
                "intact": one.intact,
                "trusted": one.trusted,
                "notes": list(one.notes),
            }
            for one in report.signatures.signatures
        ],
        "data": {
            "present": data.present,
            "matches_pages": data.matches_pages,
            "score_recomputed": data.score_recomputed,
            "self_score": None if data.sheet is None else f"{data.sheet.self_score}",
            "self_max": None if data.sheet is None else f"{data.sheet.self_max}",
            "unit": None if data.assessment is None else data.assessment.unit,
            "year": None if data.assessment is None else data.assessment.year,
            "sha256": data.sha256 or None,
            "differing": list(data.differing),
        },
        "evidence": {"count": data.evidence.count, "hashes_ok": data.hashes_ok},
        "findings": [
            {"kind": one.kind, "severity": one.severity, "message": one.message}
            for one in report.findings
        ],
    }
