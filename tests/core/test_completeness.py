"""What is found missing, and how much it matters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.completeness import Severity, find_gaps
from cchc_desktop.core.evidence_item import Document, Evidence, FileState
from cchc_desktop.core.scoring import score_assessment

if TYPE_CHECKING:
    from cchc_desktop.core.assessment import Assessment


def _kinds(assessment: Assessment, code: str) -> list[tuple[str, Severity]]:
    found = find_gaps(assessment, score_assessment(assessment))
    return [(one.kind, one.severity) for one in found if one.code == code]


def _proved(assessment: Assessment, code: str, **changes: object) -> Assessment:
    document = Document(1, "ab" * 32, "ke-hoach.pdf", 10, FileState.PDF, 5)
    document = replace(document, **{k: v for k, v in changes.items() if k != "cited_pages"})
    evidence = Evidence(1, code, document, str(changes.get("cited_pages", "")))
    return replace(assessment, evidence=(*assessment.evidence, evidence))


def test_undeclared_leaf_is_an_error_undeclared_bonus_is_not(assessment: Assessment) -> None:
    assert _kinds(assessment, "1.5") == [("unanswered", Severity.ERROR)]
    assert _kinds(assessment, "9.1") == [("unanswered", Severity.INFO)]
    assert _kinds(assessment, "1.8") == []


def test_points_without_evidence_need_a_document_or_a_note(assessment: Assessment) -> None:
    claimed = assessment.with_answer("1.5", Answer({"so_sang_kien": "1"}))
    assert _kinds(claimed, "1.5") == [("missing_evidence", Severity.ERROR)]
    noted = assessment.with_answer("1.5", Answer({"so_sang_kien": "1"}, note="đang chờ quyết định"))
    assert _kinds(noted, "1.5") == [("missing_evidence", Severity.WARNING)]
    assert _kinds(_proved(claimed, "1.5"), "1.5") == []
    nothing = assessment.with_answer("1.5", Answer({"so_sang_kien": "0"}))
    assert _kinds(nothing, "1.5") == []


def test_evidence_of_the_required_leaf_serves_this_one(assessment: Assessment) -> None:
    claimed = assessment.with_answer("1.1.2", Answer({"items": "muc_tieu"}))
    assert _kinds(claimed, "1.1.2") == [("missing_evidence", Severity.ERROR)]
    assert _kinds(_proved(claimed, "1.1.1"), "1.1.2") == []


def test_not_applicable_by_figures_needs_its_basis(assessment: Assessment) -> None:
    figures = {"a": "0", "b": "0"}
    bare = assessment.with_answer("1.3.1", Answer(figures))
    assert _kinds(bare, "1.3.1") == [("missing_basis", Severity.ERROR)]
    noted = assessment.with_answer("1.3.1", Answer(figures, note="Không có đơn vị trực thuộc"))
    assert _kinds(noted, "1.3.1") == []


def test_doubtful_documents(assessment: Assessment) -> None:
    locked = _proved(assessment, "1.5", state=FileState.ENCRYPTED, pages=None)
    assert ("encrypted", Severity.WARNING) in _kinds(locked, "1.5")
    beyond = _proved(assessment, "1.5", cited_pages="4-9")
    assert ("pages", Severity.ERROR) in _kinds(beyond, "1.5")
    old = _proved(assessment, "1.5", date="2019-01-02")
    assert ("out_of_year", Severity.WARNING) in _kinds(old, "1.5")


def test_a_plan_dated_before_the_year_is_doubted(assessment: Assessment) -> None:
    early = assessment.with_answer("1.1.1", Answer({"ngay_ban_hanh": "2025-12-20"}))
    assert ("out_of_year", Severity.WARNING) in _kinds(early, "1.1.1")


def test_an_exemption_the_set_does_not_foresee_is_doubted(assessment: Assessment) -> None:
    foreseen = replace(assessment, exemptions={"3": "QĐ 1"})
    assert all(one.kind != "exemption" for one in find_gaps(foreseen, score_assessment(foreseen)))
    unforeseen = replace(assessment, exemptions={"1.5": "QĐ 1"})
    assert ("exemption", Severity.WARNING) in _kinds(unforeseen, "1.5")
