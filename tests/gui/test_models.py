"""Item models by Qt's own tester, and what they tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.evidence_item import Document, Evidence, FileState
from cchc_desktop.gui.marks import Mark
from cchc_desktop.gui.models.criteria_tree_model import CriteriaTreeModel, Role
from cchc_desktop.gui.models.evidence_rows import HEADS, evidence_rows
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.recent_workbooks import RecentWorkbook, RecentWorkbooks
from cchc_desktop.gui.widgets.recent_table import RecentModel
from cchc_desktop.operations.scoring import rescore

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment


@pytest.fixture
def tree(qapp, assessment: Assessment) -> CriteriaTreeModel:
    """The tree of the departments' set with nothing declared."""
    model = CriteriaTreeModel()
    model.set_criteria(assessment.criteria_set)
    model.show(assessment, rescore(assessment))
    return model


def test_the_tree_keeps_qts_rules(qtmodeltester, tree: CriteriaTreeModel) -> None:
    qtmodeltester.check(tree, force_py=True)


def test_the_tree_holds_every_leaf_in_order(
    tree: CriteriaTreeModel, assessment: Assessment
) -> None:
    whole = assessment.criteria_set
    assert tree.leaf_codes() == [leaf.code for leaf in (*whole.leaves, *whole.extra_leaves)]
    for code in tree.leaf_codes():
        assert tree.index_of(code).data(Role.CODE) == code


def test_points_and_counts_of_branches(tree: CriteriaTreeModel, assessment: Assessment) -> None:
    declared = assessment.with_answer("3.4.1", Answer({"b": "2450", "a": "2453"}))
    tree.show(declared, rescore(declared))
    assert tree.index_of("3.4.1").data(Role.POINTS) == "4,00"
    assert tree.index_of("3.4").data(Role.POINTS) == "4,00/6,00"
    assert tree.index_of("3.4").data(Role.COUNT) == "1/3 mục"
    assert tree.index_of("3.6").data(Role.POINTS) == "Khảo sát"
    assert tree.index_of("8.4").data(Role.POINTS) == "Hội đồng"


def test_marks_say_what_matters_most(tree: CriteriaTreeModel, assessment: Assessment) -> None:
    document = Document(1, "a" * 64, "kh.pdf", 9, FileState.PDF, 3)
    declared = assessment
    for code, one in {
        "3.4.1": Answer({"b": "2450", "a": "2453"}),
        "3.4.2": Answer({"b": "5", "a": "3"}),
        "3.4.3": Answer({"so_lan_sai": "1"}, review=True),
        "3.5.1": Answer(not_applicable="QĐ 1"),
        "7.1.1": Answer({"ngay_ban_hanh": "2026-02-01"}),
    }.items():
        declared = declared.with_answer(code, one)
    declared = type(declared)(
        **{**declared.__dict__, "evidence": (Evidence(1, "7.1.1", document),)}
    )
    tree.show(declared, rescore(declared))
    assert {code: tree.mark(code) for code in ("3.4.1", "3.4.2", "3.4.3", "3.5.1", "7.1.1")} == {
        "3.4.1": Mark.LACKS_EVIDENCE,
        "3.4.2": Mark.INVALID,
        "3.4.3": Mark.REVIEW,
        "3.5.1": Mark.NOT_APPLICABLE,
        "7.1.1": Mark.DECLARED,
    }
    assert tree.mark("1.8") is Mark.SURVEY
    assert tree.mark("1.2.2") is Mark.COUNCIL
    assert tree.mark("1.1.1") is Mark.UNDECLARED


def test_only_changed_rows_are_told(tree: CriteriaTreeModel, assessment: Assessment) -> None:
    changed: list[str] = []
    tree.dataChanged.connect(lambda first, *_rest: changed.append(first.data(Role.CODE)))
    declared = assessment.with_answer("3.4.1", Answer({"b": "2450", "a": "2453"}))
    tree.show(declared, rescore(declared))
    assert sorted(changed) == ["3", "3.4", "3.4.1"]


def test_a_row_speaks_its_state(tree: CriteriaTreeModel) -> None:
    spoken = tree.index_of("3.4.1").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "3.4.1 Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn, Chưa kê khai, –"


def test_rows_keep_qts_rules(qtmodeltester) -> None:
    model = RowsModel(("Mức đạt", "Điểm"), right=(1,))
    qtmodeltester.check(model, force_py=True)
    model.set_rows([(Cell("Từ 95%"), Cell("4,00")), (Cell("Dưới 95%", tone="bad"), Cell("0,00"))])
    qtmodeltester.check(model, force_py=True)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Điểm"
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_a_document_without_particulars_shows_its_name(qapp) -> None:
    document = Document(1, "a" * 64, "trích xuất.pdf", 9, FileState.ENCRYPTED, None)
    rows = evidence_rows([Evidence(7, "3.4.1", document)])
    assert len(rows[0]) == len(HEADS)
    assert [cell.text for cell in rows[0]] == ["1", "Chưa ghi số", "–", "–", "trích xuất.pdf", "–"]
    assert rows[0][4].icon == ("warning_filled", "warn")


@pytest.fixture
def entry() -> RecentWorkbook:
    """A workbook that was open in the morning."""
    return RecentWorkbook(
        "D:/cchc/so.cchc", "Sở Công Thương", 2026, 56, 69, "46,25", "64,50", "2026-11-25T10:32:00"
    )


def test_recent_workbooks_keep_qts_rules(qtmodeltester, entry: RecentWorkbook) -> None:
    model = RecentModel()
    model.set_entries([entry, entry._replace(path="E:/khác.cchc")])
    qtmodeltester.check(model, force_py=True)


def test_a_missing_file_is_said_in_words(qapp, entry: RecentWorkbook) -> None:
    model = RecentModel()
    model.set_entries([entry])
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown[:4] == ["Sở Công Thương, năm 2026", "Đang kê khai", "56 / 69 mục", "46,25 / 64,50"]
    model.set_entries([entry._replace(locked=True)])
    assert model.index(0, 1).data() == "Đã khóa"
    model.set_missing(frozenset({entry.path}))
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown[1:4] == ["Không tìm thấy tệp", "–", "–"]


def test_the_recent_list_survives_whatever_is_in_its_file(
    tmp_path: Path, entry: RecentWorkbook
) -> None:
    file = tmp_path / "recent.json"
    recent = RecentWorkbooks(file)
    assert recent.entries() == []
    recent.put(entry)
    recent.put(entry._replace(path="E:/khác.cchc"))
    recent.put(entry)
    assert [one.path for one in recent.entries()] == [entry.path, "E:/khác.cchc"]
    recent.remove(entry.path)
    assert [one.path for one in recent.entries()] == ["E:/khác.cchc"]
    for damaged in ('{"a": 1}', "[1, {}, null]", '[{"path": "x"}]', "\x00", "[" * 100_000):
        file.write_text(damaged, encoding="utf-8")
        assert recent.entries() == []


def test_an_empty_tree_is_fine(qtmodeltester, qapp) -> None:
    model = CriteriaTreeModel()
    qtmodeltester.check(model, force_py=True)
    assert model.rowCount(QModelIndex()) == 0
