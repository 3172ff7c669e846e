"""What still stands between an assessment and a finished dossier: findings, each with a remedy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.evidence_item import FileState
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.numbers import read_date, show_date, show_points
from cchc_desktop.core.page_ranges import read_page_ranges
from cchc_desktop.core.score import LeafScore, ScoreSheet, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.evidence_item import Evidence
    from cchc_desktop.core.work_notes import Waiver


class Severity(StrEnum):
    """How much a finding matters: an error leaves the dossier incomplete."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


WAIVABLE = frozenset(
    {
        *("missing_evidence", "out_of_year", "encrypted", "damaged", "exemption"),
        *("blank_page", "unreadable_page", "no_text_layer", "dark_page", "tiny_scan"),
        *("missing_number", "missing_date", "same_document", "already_signed", "review"),
        *("not_examined", "linked_figure_differs"),
    }
)
"""Kinds that a person may leave aside, saying why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: where, what, what to do.

    Attributes:
        code: the leaf's; None where it is about the whole.
        kind: its stable name for scripts.
        severity: how much it matters.
        message: the sentence: what; what to do.
        subject: what exactly it is about within the leaf, a document's pages for example.
        evidence_id: the citation that it is about; None where it is about none.
        page: the first page that it is about, counted from 1.
        waived: the reason for which a person has left it aside; empty when nobody did.
    """

    code: str | None
    kind: str
    severity: Severity
    message: str
    subject: str = ""
    evidence_id: int | None = None
    page: int | None = None
    waived: str = ""

    @property
    def place(self) -> str:
        """Name it so that it is known again at the next check."""
        return "|".join((self.code or "", self.kind, self.subject))

    @property
    def may_be_waived(self) -> bool:
        """Whether a person may leave it aside; what is not declared or impossible may not be."""
        return self.kind in WAIVABLE


def apply_waivers(found: Iterable[Finding], waivers: Mapping[str, Waiver]) -> tuple[Finding, ...]:
    """Turn findings that were left aside into information that says why."""
    return tuple(
        replace(one, severity=Severity.INFO, waived=waivers[one.place].reason)
        if one.may_be_waived and one.place in waivers
        else one
        for one in found
    )


def find_gaps(assessment: Assessment, sheet: ScoreSheet) -> tuple[Finding, ...]:
    """List what is missing or doubtful, in the set's order."""
    found: list[Finding] = []
    whole = assessment.criteria_set
    for leaf in (*whole.leaves, *whole.extra_leaves):
        found.extend(_leaf_gaps(assessment, leaf, sheet.leaf(leaf.code)))
        for evidence in assessment.evidence_of(leaf.code):
            found.extend(evidence_findings(evidence, assessment.year))
    return (*_unforeseen_exemptions(assessment), *found)


def _unforeseen_exemptions(assessment: Assessment) -> Iterator[Finding]:
    """Doubt what the set does not let a unit leave out; the council decides."""
    nodes = assessment.criteria_set.exemptible_codes
    left_out = {**assessment.exemptions} | {
        code: answer.not_applicable
        for code, answer in assessment.answers.items()
        if answer.not_applicable
    }
    for code in left_out:
        if code not in nodes:
            message = (
                f"{code}: khai không áp dụng nhưng bộ tiêu chí không nêu mục này được miễn; "
                "kiểm tra lại căn cứ."
            )
            yield Finding(code, "exemption", Severity.WARNING, message)


def lacks_evidence(assessment: Assessment, leaf: Leaf, result: LeafScore) -> bool:
    """True when points are claimed and no document proves them.

    A leaf that names documents of the leaf it requires is proved by those.
    """
    if leaf.scored_by is not Scorer.UNIT or not leaf.evidence or not result.points:
        return False
    if assessment.evidence_of(leaf.code):
        return False
    shared = leaf.requires and leaf.requires.evidence
    return not (shared and leaf.requires and assessment.evidence_of(leaf.requires.code))


def _leaf_gaps(assessment: Assessment, leaf: Leaf, result: LeafScore) -> Iterator[Finding]:
    extra = leaf in assessment.criteria_set.extra_leaves
    title = f"{leaf.code} {leaf.title}"
    match result.status:
        case Status.UNANSWERED if extra:
            yield Finding(
                leaf.code,
                "unanswered",
                Severity.INFO,
                f"{title}: chưa kê khai điểm thưởng, điểm trừ.",
            )
        case Status.UNANSWERED:
            yield Finding(
                leaf.code, "unanswered", Severity.ERROR, f"{title}: chưa kê khai; nhập số liệu."
            )
        case Status.INVALID:
            yield Finding(leaf.code, "invalid", Severity.ERROR, f"{title}: {result.problem}")
        case Status.NOT_APPLICABLE if not result.basis:
            message = f"{title}: không áp dụng nhưng chưa ghi căn cứ; ghi căn cứ vào ghi chú."
            yield Finding(leaf.code, "missing_basis", Severity.ERROR, message)
    if lacks_evidence(assessment, leaf, result):
        yield _missing_evidence(assessment, leaf, result)
    if result.status is Status.SCORED:
        yield from _dates_out_of_year(assessment, leaf)
    if assessment.answer(leaf.code).review:
        message = f"{title}: đang đánh dấu cần xem lại; xem lại rồi bỏ đánh dấu."
        yield Finding(leaf.code, "review", Severity.WARNING, message)


def _missing_evidence(assessment: Assessment, leaf: Leaf, result: LeafScore) -> Finding:
    claimed = f"{leaf.code} {leaf.title}: {show_points(result.points or leaf.max)} điểm"
    if assessment.answer(leaf.code).note:
        message = f"{claimed} không có tài liệu kiểm chứng, đã có giải trình."
        return Finding(leaf.code, "missing_evidence", Severity.WARNING, message)
    message = f"{claimed} chưa có tài liệu kiểm chứng; thêm tài liệu hoặc ghi giải trình."
    return Finding(leaf.code, "missing_evidence", Severity.ERROR, message)


def _dates_out_of_year(assessment: Assessment, leaf: Leaf) -> Iterator[Finding]:
    values = assessment.answer(leaf.code).values
    for figure in leaf.inputs:
        text = values.get(figure.name)
        if figure.kind is InputKind.DATE and text:
            day = read_date(text)
            if day.year < assessment.year:
                message = (
                    f"{leaf.code} {leaf.title}: ngày {show_date(day)} trước năm đánh giá "
                    f"{assessment.year}; kiểm tra lại ngày."
                )
                yield Finding(leaf.code, "out_of_year", Severity.WARNING, message)


_STATE_WORDS = {
    FileState.ENCRYPTED: "tệp có mật khẩu hoặc cấm sao chép, chỉ đính kèm nguyên bản",
    FileState.DAMAGED: "tệp hỏng, không đọc được trang, chỉ đính kèm nguyên bản",
}


def evidence_findings(evidence: Evidence, year: int) -> tuple[Finding, ...]:
    """Say what is wrong with one citation of a document."""
    found = []
    document = evidence.document
    where = f"{evidence.code} “{document.name}”"
    about: dict[str, Any] = {"subject": document.sha256, "evidence_id": evidence.id}
    if words := _STATE_WORDS.get(document.state):
        message = f"{where}: {words}; thay bằng bản đọc được nếu có."
        kind = document.state.value
        found.append(Finding(evidence.code, kind, Severity.WARNING, message, **about))
    if evidence.cited_pages and document.pages is not None:
        try:
            read_page_ranges(evidence.cited_pages, document.pages)
        except UserError as error:
            message = f"{where}: {error.message}"
            found.append(Finding(evidence.code, "pages", Severity.ERROR, message, **about))
    if document.date and not document.date.startswith((str(year), str(year + 1))):
        day = show_date(read_date(document.date))
        message = f"{where}: ngày văn bản {day} ngoài năm đánh giá {year}; kiểm tra lại."
        found.append(Finding(evidence.code, "out_of_year", Severity.WARNING, message, **about))
    return tuple(found)
