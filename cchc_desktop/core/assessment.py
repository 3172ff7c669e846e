"""One unit's self-assessment of one year, as values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import NO_ANSWER, Answer
from cchc_desktop.core.work_notes import WorkNotes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import CriteriaSet
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.prior_year import PriorYear

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""The years that can be assessed."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the report's form needs beside the figures (NĐ 30/2020/NĐ-CP, Phụ lục I).

    ``date`` is ISO or empty. Whatever is empty is left blank on paper, to be filled by hand.
    """

    parent_agency: str = ""
    number: str = ""
    """Số, ký hiệu of the report, for example ``135/BC-SCT``."""
    date: str = ""
    place: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer_authority: str = ""
    """TM., KT., Q., TL. or TUQ. with its line, for example ``KT. GIÁM ĐỐC``; empty for the head."""
    signer_title: str = "GIÁM ĐỐC"
    signer_name: str = ""
    legal_bases: tuple[str, ...] = ()
    organisation: str = ""
    """Section I: how the self-assessment was organised."""
    difficulties: str = ""
    proposals: str = ""


@dataclass(frozen=True)
class Assessment:
    """A unit, a year, its set, and all that it has declared.

    ``exemptions`` maps the code of a field, criterion or leaf to its legal basis.
    """

    unit: str
    year: int
    criteria_set: CriteriaSet
    answers: Mapping[str, Answer] = field(default_factory=dict)
    exemptions: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    particulars: Particulars = Particulars()
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Leaf's code → input's name → key of the register's figure that was taken over."""
    work: WorkNotes = field(default_factory=WorkNotes)
    prior: PriorYear | None = None

    def links_of(self, code: str) -> Mapping[str, str]:
        """Give the leaf's figures that were taken over from a register, by input's name."""
        return self.links.get(code, {})

    def answer(self, code: str) -> Answer:
        """Give the leaf's answer, or the empty one."""
        return self.answers.get(code, NO_ANSWER)

    def with_answer(self, code: str, answer: Answer) -> Assessment:
        """Give the assessment as it is once this answer has been changed.

        A figure whose value changes is no longer the register's.
        """
        answers = dict(self.answers)
        links = self.links
        if own := links.get(code):
            before = self.answer(code).values
            kept = {name: key for name, key in own.items()
                    if before.get(name) == answer.values.get(name)}  # fmt: skip
            if kept != own:
                links = {**links, code: kept}
        if answer.is_empty:
            answers.pop(code, None)
        else:
            answers[code] = answer
        return replace(self, answers=answers, links=links)

    def evidence_of(self, code: str) -> tuple[Evidence, ...]:
        """Give the leaf's citations in their order."""
        return tuple(one for one in self.evidence if one.code == code)

    def exemption_of(self, code: str) -> str:
        """Give the legal basis by which a leaf is exempt, itself or through what lies above it."""
        one, criterion = self.criteria_set.path_by_code[code]
        for node in (code, criterion and criterion.code, one and one.code):
            if node and node in self.exemptions:
                return self.exemptions[node]
        return ""
