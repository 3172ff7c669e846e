"""What every part of the dossier is written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import read_date
from cchc_desktop.dossier.official_dates import date_in_words

if TYPE_CHECKING:
    from datetime import date

    from cchc_desktop.core.assessment import Assessment, Particulars
    from cchc_desktop.core.score import ScoreSheet
    from cchc_desktop.dossier.evidence_plan import PlannedDocument
    from cchc_desktop.dossier.wording import Wording


@dataclass(frozen=True)
class DossierContext:
    """The assessment with its scores, the wording, the numbered evidence, the data's hash."""

    assessment: Assessment
    sheet: ScoreSheet
    wording: Wording
    documents: tuple[PlannedDocument, ...]
    data_sha256: str
    today: date

    @property
    def particulars(self) -> Particulars:
        """What the report's form needs beside the figures."""
        return self.assessment.particulars

    @property
    def unit(self) -> str:
        """The unit's name."""
        return self.assessment.unit

    @property
    def year(self) -> str:
        """The assessed year."""
        return str(self.assessment.year)

    @property
    def evidence_pages(self) -> int:
        """Pages of evidence that the dossier shows."""
        return sum(len(one.pages) for one in self.documents)

    @property
    def attached_originals(self) -> int:
        """Originals attached as files."""
        return sum(bool(one.attachment) for one in self.documents)

    def number_in_text(self) -> str:
        """Give number and symbol of the report, or the blank for it."""
        number = self.particulars.number.strip()
        if not number:
            return self.wording.text("so_trong")
        head, slash, rest = number.partition("/")
        # NĐ 30/2020, Phụ lục I, II.3: a number under 10 gets a 0 in front.
        return f"{head.strip().zfill(2)}{slash}{rest}" if head.strip().isdigit() else number

    def date_in_text(self) -> str:
        """Give the report's date in words, or the blank for it."""
        try:
            return date_in_words(read_date(self.particulars.date))
        except UserError:
            return self.wording.text("ngay_trong", nam=str(self.today.year))

    def attached_to(self) -> str:
        """Give the line under an appendix' title that names the report."""
        return self.wording.text(
            "phu_luc_kem", so=self.number_in_text(), ngay_chu=self.date_in_text(), don_vi=self.unit
        )
