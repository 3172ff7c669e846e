"""What does not apply to the unit: fields, criteria and leaves, each with its legal basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.text import clean
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import text_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.core.criteria_set import CriteriaSet

_SIZE = (720, 460)


class ExemptionsDialog(QDialog):
    """Edits the exemptions; nothing is kept before “Lưu”.

    Args:
        whole: the workbook's set.
        exemptions: code → legal basis as kept.
        near: code of the leaf on screen; its criterion is proposed.
    """

    def __init__(
        self,
        whole: CriteriaSet,
        exemptions: Mapping[str, str],
        near: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Phần không áp dụng với đơn vị")
        self._whole, self._kept = whole, dict(exemptions)
        self._bases: dict[str, str] = {}
        self._model = RowsModel(("Mã", "Tên", "Căn cứ"), parent=self)
        self._table = FittedTable("Các phần không áp dụng", 1, fitted=False)
        self._table.setModel(self._model)
        self._table.set_widths((60, 0, 300))
        self._nodes = QComboBox()
        self._nodes.setAccessibleName("Lĩnh vực, tiêu chí hoặc mục")
        self._nodes.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._basis = QLineEdit()
        self._basis.setAccessibleName("Căn cứ không áp dụng")
        self._basis.setPlaceholderText("Ví dụ: Quyết định số 12/QĐ-UBND ngày 05/01/2026, Điều 2")
        self._hint = text_label(tone="help", wrap=True)
        self._add = Button("Thêm vào danh sách")
        self._remove = Button("Áp dụng lại mục đã chọn", small=True)
        self._save = Button("Lưu phần không áp dụng", kind="main")
        self._build()
        self._fill_nodes(near)
        self._fill_table()

    def exemptions(self) -> dict[str, str]:
        """Give code → legal basis as edited."""
        return dict(self._kept)

    def _fill_nodes(self, near: str) -> None:
        for field in self._whole.fields:
            self._offer(field, 0)
            for criterion in field.criteria:
                self._offer(criterion, 1)
                if not criterion.is_leaf:
                    for leaf in criterion.leaves:
                        self._offer(leaf, 2)
        field, criterion = self._whole.path_by_code.get(near, (None, None))
        wanted = criterion.code if criterion else field.code if field else ""
        place = self._nodes.findData(wanted)
        self._nodes.setCurrentIndex(max(place, 0))
        self._on_node()

    def _offer(self, node, level: int) -> None:
        indent = "    " * level
        words = f"{indent}{node.code} {node.title} ({show_points(node.max)})"
        self._nodes.addItem(words, node.code)
        self._bases[node.code] = node.exempt_basis if node.exemptible else ""

    def _fill_table(self) -> None:
        titles = {self._nodes.itemData(i): self._nodes.itemText(i).strip()
                  for i in range(self._nodes.count())}  # fmt: skip
        rows = [
            (Cell(code), Cell(titles.get(code, code)), Cell(basis))
            for code, basis in self._kept.items()
        ]
        self._model.set_rows(rows)
        self._table.fit()
        self._remove.setEnabled(bool(rows))
        if rows:
            self._table.setCurrentIndex(self._model.index(len(rows) - 1, 1))

    def _on_node(self) -> None:
        code = self._nodes.currentData()
        reason = self._bases.get(code, "")
        if reason:
            self._hint.setText(f"Bộ tiêu chí cho phép: {reason}.")
        else:
            self._hint.setText(
                "Bộ tiêu chí không nêu mục này được miễn; Hội đồng sẽ xem xét căn cứ."
            )
        self._check()

    def _check(self) -> None:
        self._add.setEnabled(bool(clean(self._basis.text())))

    def _on_add(self) -> None:
        self._kept[self._nodes.currentData()] = " ".join(clean(self._basis.text()).split())
        self._basis.clear()
        self._fill_table()

    def _on_remove(self) -> None:
        row = self._table.currentIndex().row()
        if 0 <= row < len(self._kept):
            del self._kept[list(self._kept)[row]]
            self._fill_table()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(8)
        words = (
            "Điểm tối đa của các phần này được trừ khỏi điểm tối đa của đơn vị; số đã nhập vẫn giữ."
        )
        column.addWidget(text_label(words, tone="help", wrap=True))
        column.addWidget(self._table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._remove)
        column.addLayout(row)
        column.addWidget(text_label("Thêm một phần", size="section"))
        column.addWidget(self._nodes)
        column.addWidget(self._basis)
        last = QHBoxLayout()
        last.addWidget(self._hint, 1)
        last.addWidget(self._add)
        column.addLayout(last)
        cancel = Button("Hủy")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self.resize(*_SIZE)
        self._nodes.currentIndexChanged.connect(self._on_node)
        self._basis.textChanged.connect(self._check)
        self._basis.returnPressed.connect(lambda: self._add.isEnabled() and self._on_add())
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self._save.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
