"""“Bộ tiêu chí”: which sets are at hand, what is in them, and what is wrong in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cchc_desktop.core.completeness import Severity
from cchc_desktop.core.criteria_set import CriteriaSet, Scorer
from cchc_desktop.core.numbers import Rounding, show_number, show_points
from cchc_desktop.core.published_index import PublishedIndex
from cchc_desktop.core.questionnaire import Questionnaire
from cchc_desktop.core.rule_table import rule_table
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.scroll_column import ScrollColumn
from cchc_desktop.gui.widgets.text_label import set_tone, text_label
from cchc_desktop.gui.widgets.tool_page import ToolPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc_desktop.core.criteria_set import Leaf
    from cchc_desktop.core.documents import Document
    from cchc_desktop.core.set_findings import SetFinding
    from cchc_desktop.operations.criteria_sets import SetSummary

_ABOUT = (
    "Bộ tiêu chí, phiếu khảo sát, chỉ số công bố dùng được trong hồ sơ. Bộ của tỉnh soạn bằng "
    "Excel: tải mẫu trống, điền, rồi nạp."
)
_FACTS = 92
"""Pixels for what is said about a set; the rest scrolls."""
_SCORERS = {Scorer.UNIT: "Đơn vị", Scorer.SURVEY: "Khảo sát", Scorer.COUNCIL: "Hội đồng"}


class SetsPage(ToolPage):
    """Lists documents at the left; the chosen one, or a checked file, at the right.

    Signals:
        chosen: id of the document to show.
        load_wanted, template_wanted: a file is to be loaded; an empty table is to be written.
        export_wanted, remove_wanted: id of the shown document.
        file_dropped: path of a dropped set file.
    """

    chosen = Signal(str)
    load_wanted = Signal()
    template_wanted = Signal()
    export_wanted = Signal(str)
    remove_wanted = Signal(str)
    file_dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__("Bộ tiêu chí", _ABOUT)
        self.setAcceptDrops(True)
        self._ids: list[str] = []
        self._shipped: dict[str, bool] = {}
        self._leaves: list[Leaf | None] = []
        self._list_model = RowsModel(("Bộ", "Loại"), parent=self)
        self.list = FittedTable("Các bộ có sẵn", 0, fitted=False)
        self.list.setModel(self._list_model)
        self.list.set_widths((0, 118))
        self.name = text_label(strong=True, wrap=True)
        self.facts = text_label(tone="help", wrap=True)
        self.verdict = text_label(strong=True, wrap=True)
        self._findings_model = RowsModel(("", "Ở đâu", "Nội dung"), parent=self)
        self.findings = FittedTable("Lỗi và cảnh báo của bộ", 2, fitted=False)
        self.findings.setModel(self._findings_model)
        self.findings.set_widths((104, 150, 0))
        self._items_model = RowsModel(("Mã", "Tiêu chí", "Tối đa", "Người chấm"), (2,), self)
        self.items = FittedTable("Tiêu chí của bộ", 1, fitted=False)
        self.items.setModel(self._items_model)
        self.items.set_widths((64, 0, 70, 96))
        self.rule = text_label(tone="help", wrap=True)
        self._build()
        self.list.selectionModel().currentRowChanged.connect(self._on_row)

    def show_list(self, sets: Sequence[SetSummary], current: str = "") -> None:
        """Show what is at hand, and choose one."""
        self._ids = [one.id for one in sets]
        self._shipped = {one.id: one.shipped for one in sets}
        rows = []
        for one in sets:
            year = f", năm {one.year}" if one.year else ""
            own = "" if one.shipped else " · đã thêm"
            rows.append((Cell(f"{one.title}{year}\n{one.id}{own}"), Cell(one.kind, tone="text2")))
        self._list_model.set_rows(rows)
        self.list.fit()
        place = self._ids.index(current) if current in self._ids else 0
        self.list.setCurrentIndex(self._list_model.index(place, 0))

    def show_document(
        self, document: Document | None, findings: Sequence[SetFinding], source: str = ""
    ) -> None:
        """Show a document with what was found in it; None where it could not be read.

        Args:
            document: to show.
            findings: of its check.
            source: the file's name, for one that is not in the list yet.
        """
        known = "" if document is None else document.id
        in_list = known in self._ids and not source
        self._export.setEnabled(in_list)
        self._remove.setEnabled(in_list and not self._shipped.get(known, True))
        self.name.setText(document.title if document is not None else f"Tệp {source}")
        self.facts.setText(_facts(document) if document is not None else "")
        self._about.setVisible(document is not None)
        if not in_list:  # what is shown is none of the list
            self.list.selectionModel().clear()
        self._show_findings(findings, usable=document is not None)
        self._leaves, rows = _items(document)
        self._items_model.set_rows(rows)
        self.items.fit()
        self.items.setVisible(bool(rows))
        self.rule.setText("Chọn một mục để xem cách chấm." if any(self._leaves) else "")
        if rows:
            self.items.setCurrentIndex(self._items_model.index(0, 1))

    def dragEnterEvent(self, event) -> None:
        """Take set files."""
        if any(_is_set(url.toLocalFile()) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:
        """Load the first of them."""
        for url in event.mimeData().urls():
            if _is_set(url.toLocalFile()):
                self.file_dropped.emit(url.toLocalFile())
                return

    def _show_findings(self, findings: Sequence[SetFinding], *, usable: bool) -> None:
        errors = sum(one.severity is Severity.ERROR for one in findings)
        warnings = len(findings) - errors
        if errors or not usable:
            self.verdict.setText(f"Chưa dùng được: còn {errors} lỗi phải sửa, {warnings} cảnh báo.")
            set_tone(self.verdict, "bad")
        elif warnings:
            self.verdict.setText(f"Dùng được, có {warnings} cảnh báo.")
            set_tone(self.verdict, "warn")
        else:
            self.verdict.setText("Dùng được, không có lỗi.")
            set_tone(self.verdict, "ok")
        ordered = sorted(findings, key=lambda one: one.severity is not Severity.ERROR)
        self._findings_model.set_rows([_finding_row(one) for one in ordered])
        self.findings.setVisible(bool(findings))
        self.findings.fit()
        rows = min(len(findings), 5)
        self.findings.setMinimumHeight(60 + 34 * rows if findings else 0)

    def _on_row(self, index) -> None:
        if 0 <= index.row() < len(self._ids):
            self.chosen.emit(self._ids[index.row()])

    def _on_item(self, index) -> None:
        leaf = self._leaves[index.row()] if 0 <= index.row() < len(self._leaves) else None
        self.rule.setText(_rule_words(leaf) if leaf is not None else "")

    def _build(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        self._about = about = ScrollColumn((0, 0, 6, 0), 0)
        about.column.addWidget(self.facts)
        about.column.addStretch(1)
        about.setMaximumHeight(_FACTS)
        for widget in (self.name, about, self.verdict):
            column.addWidget(widget)
        column.addWidget(self.findings, 1)
        column.addWidget(self.items, 3)
        column.addWidget(self.rule)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        holder = QHBoxLayout()
        holder.addWidget(split)
        self.body.addLayout(holder, 1)
        self.items.selectionModel().currentRowChanged.connect(self._on_item)
        self._remove = self.add_action(
            "Gỡ bộ…", lambda: self.remove_wanted.emit(self._current()), icon="delete_regular"
        )
        self._export = self.add_action(
            "Xuất bảng Excel…",
            lambda: self.export_wanted.emit(self._current()),
            icon="arrow_export_regular",
        )
        self.add_action("Tải mẫu trống…", self.template_wanted.emit, icon="document_regular")
        self.add_action(
            "Nạp bộ tiêu chí…", self.load_wanted.emit, icon="arrow_import_regular", kind="main"
        )

    def _current(self) -> str:
        row = self.list.currentIndex().row()
        return self._ids[row] if 0 <= row < len(self._ids) else ""


def _is_set(path: str) -> bool:
    return path.lower().endswith((".xlsx", ".json"))


def _finding_row(one: SetFinding) -> tuple[Cell, ...]:
    bad = one.severity is Severity.ERROR
    icon = ("error_circle_filled", "bad") if bad else ("warning_filled", "warn")
    return Cell("Lỗi" if bad else "Cảnh báo", icon=icon), Cell(one.place), Cell(one.message)


def _facts(document: Document) -> str:
    parts = [f"Phiên bản {document.version}"]
    if isinstance(document, CriteriaSet):
        parts[0] += f", năm {document.year}"
        totals = [
            f"{_SCORERS[one].lower()} {show_points(document.max_of(one))}"
            for one in Scorer
            if document.max_of(one)
        ]
        parts.append(f"Điểm tối đa: {' + '.join(totals)}")
        mode = "lên từ 5" if document.policy.rounding is Rounding.HALF_UP else "cắt bỏ"
        parts.append(f"Làm tròn {mode}, {document.policy.leaf_decimals} số lẻ")
        if document.policy.classes:
            classes = ", ".join(
                f"{one.label} từ {show_number(one.from_percent)}%"
                for one in document.policy.classes
            )
            parts.append(f"Xếp loại: {classes}")
    parts += [f"Căn cứ: {basis}" for basis in document.legal_basis if basis]
    if document.disclaimer:
        parts.append(document.disclaimer)
    return ". ".join(part.rstrip(".") for part in parts) + "."


def _items(document: Document | None) -> tuple[list[Leaf | None], list[tuple[Cell, ...]]]:
    leaves: list[Leaf | None] = []
    rows: list[tuple[Cell, ...]] = []

    def head(code: str, title: str, maximum: str = "", level: str = "header") -> None:
        look = {"ground": level, "strong": True}
        rows.append((Cell(code, **look), Cell(title, **look), Cell(maximum, **look), Cell(**look)))
        leaves.append(None)

    if isinstance(document, CriteriaSet):
        for field in document.fields:
            head(field.code, field.title, show_points(field.max))
            for criterion in field.criteria:
                if not criterion.is_leaf:
                    head(criterion.code, criterion.title, show_points(criterion.max), "sunken")
                for leaf in criterion.leaves:
                    rows.append(_leaf_row(leaf))
                    leaves.append(leaf)
        for block in (document.bonus, document.penalty):
            if block:
                head(block.code, block.title, show_points(block.cap))
                for leaf in block.leaves:
                    rows.append(_leaf_row(leaf))
                    leaves.append(leaf)
    elif isinstance(document, Questionnaire):
        for factor in document.factors:
            head(factor.code, factor.title)
            rows += [
                (Cell(q.code), Cell(q.title), Cell(), Cell("Khảo sát")) for q in factor.questions
            ]
            leaves += [None] * len(factor.questions)
    elif isinstance(document, PublishedIndex):
        for part in document.parts:
            rows.append((Cell(part.code), Cell(part.title), Cell(show_points(part.max)), Cell()))
            leaves.append(None)
    return leaves, rows


def _leaf_row(leaf: Leaf) -> tuple[Cell, ...]:
    return (
        Cell(leaf.code),
        Cell(leaf.title),
        Cell(show_points(leaf.max)),
        Cell(_SCORERS[leaf.scored_by], tone="text2"),
    )


def _rule_words(leaf: Leaf) -> str:
    """Say a leaf's rule: each variant's rows one after the other."""
    parts = []
    for one in leaf.variants or (None,):
        applied = leaf.under({"variant": one.key}) if one else leaf
        if applied is None:
            continue
        rows = "; ".join(f"{row.reached}: {row.gives}" for row in rule_table(applied))
        options = getattr(applied.measure, "options", getattr(applied.measure, "items", ()))
        words = rows or "; ".join(option.label for option in options)
        parts.append(f"{one.label}: {words}" if one else words)
    needed = f" Phụ thuộc mục {leaf.requires.code}." if leaf.requires else ""
    figures = ", ".join(f"{one.label} ({one.unit})" for one in leaf.inputs)
    declared = f" Kê khai: {figures}." if figures else ""
    return f"{leaf.code}: {' | '.join(parts)}.{needed}{declared}"
