"""“Tạo hồ sơ mới”: set, unit, year, what does not apply, where to keep the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
    QWizard,
    QWizardPage,
)

from cchc_desktop.core.assessment import FIRST_YEAR, LAST_YEAR, Assessment
from cchc_desktop.core.numbers import show_points
from cchc_desktop.core.text import clean, fold
from cchc_desktop.gui.dialogs.exemption_choices import ExemptionChoices
from cchc_desktop.gui.prompts import WORKBOOKS
from cchc_desktop.gui.widgets.button import Button
from cchc_desktop.gui.widgets.text_label import text_label
from cchc_desktop.gui.window_place import within_screen
from cchc_desktop.operations.criteria_sets import SetSummary, load_set, usable_sets
from cchc_desktop.operations.scoring import rescore

if TYPE_CHECKING:
    from cchc_desktop.gui.prompts import Prompts

_STEM = 100
"""Most letters of a proposed file name."""


@dataclass(frozen=True, slots=True)
class NewWorkbook:
    """What the wizard asked for; ``exemptions`` maps codes to legal bases."""

    set_id: str
    unit: str
    year: int
    exemptions: dict[str, str]
    path: Path


class NewWorkbookWizard(QWizard):
    """Three short pages."""

    def __init__(self, prompts: Prompts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tạo hồ sơ mới")
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage, True)
        self._set_buttons()
        self._unit = _UnitPage()
        self._exempt = _ExemptPage(self._unit)
        self._place = _PlacePage(self._unit, self._exempt, prompts)
        for page in (self._unit, self._exempt, self._place):
            self.addPage(page)
        self.resize(within_screen(QSize(760, 560), self))

    def choices(self) -> NewWorkbook:
        """Give what was chosen."""
        return NewWorkbook(
            self._unit.chosen().id,
            self._unit.unit(),
            self._unit.year(),
            self._exempt.exemptions(),
            self._place.path(),
        )

    def _set_buttons(self) -> None:
        which = QWizard.WizardButton
        self.setButton(which.BackButton, Button("Quay lại", icon="chevron_left_regular"))
        after = Button("Tiếp", kind="main", icon="chevron_right_regular", icon_last=True)
        self.setButton(which.NextButton, after)
        self.setButton(which.FinishButton, Button("Tạo hồ sơ", kind="main"))
        self.setButton(which.CancelButton, Button("Hủy"))
        order = [which.Stretch, which.BackButton, which.NextButton, which.FinishButton]
        self.setButtonLayout([*order, which.CancelButton])


class _UnitPage(QWizardPage):
    """Which set, which unit, which year."""

    def __init__(self) -> None:
        super().__init__()
        self._sets = usable_sets()
        self._set = QComboBox()
        self._set.setAccessibleName("Bộ tiêu chí")
        self._set.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for one in self._sets:
            self._set.addItem(one.title)
        self._about = text_label(tone="help", size="help", wrap=True)
        self._unit = QLineEdit()
        self._unit.setAccessibleName("Tên đơn vị")
        self._unit.setPlaceholderText("Ví dụ: Sở Công Thương")
        self._year = QSpinBox()
        self._year.setRange(FIRST_YEAR, LAST_YEAR)
        self._year.setAccessibleName("Năm đánh giá")
        self._year.setFixedSize(90, 30)
        # The window's style sheet does not reach the padding of the field inside a spin box.
        self._year.lineEdit().setStyleSheet(
            "padding: 0 8px; border: 0; min-height: 0; background: transparent"
        )
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Tên đơn vị", self._unit)
        form.addRow("Năm đánh giá", self._year)
        form.addRow("Bộ tiêu chí", self._set)
        self._reason = text_label(tone="help")
        words = "Hồ sơ giữ bản riêng của bộ tiêu chí nên nhiều năm sau vẫn mở được."
        column = _column(self, "Đơn vị và bộ tiêu chí", words)
        column.addLayout(form)
        column.addWidget(self._about)
        column.addStretch(1)
        column.addWidget(self._reason, 0, Qt.AlignmentFlag.AlignRight)
        self._set.currentIndexChanged.connect(self._on_set)
        self._unit.textChanged.connect(self._on_unit)
        self._on_set()
        self._on_unit()

    def isComplete(self) -> bool:
        """A unit must be named."""
        return bool(self._sets) and bool(self.unit())

    def chosen(self) -> SetSummary:
        """Give the chosen set."""
        return self._sets[self._set.currentIndex()]

    def unit(self) -> str:
        """Give the unit's name."""
        return clean(self._unit.text())

    def year(self) -> int:
        """Give the assessed year."""
        return self._year.value()

    def _on_unit(self) -> None:
        self._reason.setText("" if self.unit() else "Chưa có tên đơn vị.")
        self.completeChanged.emit()

    def _on_set(self) -> None:
        if self._sets:
            one = self.chosen()
            self._about.setText(f"{one.leaves} tiêu chí thành phần. {one.disclaimer}".strip())
            self._year.setValue(one.year)


class _ExemptPage(QWizardPage):
    """What does not apply to the unit, by the reasons that the set foresees."""

    def __init__(self, unit: _UnitPage) -> None:
        super().__init__()
        self._unit = unit
        self._set_id = ""
        self._choices = ExemptionChoices()
        self._reason = text_label(tone="help")
        words = (
            "Đánh dấu điều đúng với đơn vị. Điểm tối đa của các mục đó được trừ ra; "
            "mỗi dòng phải có căn cứ. Không có gì thì bấm Tiếp."
        )
        column = _column(self, "Mục không áp dụng", words)
        column.addWidget(self._choices, 1)
        column.addWidget(self._reason, 0, Qt.AlignmentFlag.AlignRight)
        self._choices.changed.connect(self._on_changed)

    def initializePage(self) -> None:
        """Show the chosen set's reasons; what was ticked stays when one comes back."""
        if self._unit.chosen().id != self._set_id:
            self._set_id = self._unit.chosen().id
            self._choices.show_set(load_set(self._set_id))

    def cleanupPage(self) -> None:
        """Keep what was ticked."""

    def isComplete(self) -> bool:
        """Every ticked reason has a basis."""
        return not self._choices.without_basis()

    def exemptions(self) -> dict[str, str]:
        """Give code → legal basis."""
        return self._choices.exemptions()

    def _on_changed(self) -> None:
        count = self._choices.without_basis()
        words = f"Còn {count} dòng chưa ghi số, ngày văn bản làm căn cứ." if count else ""
        self._reason.setText(words)
        self.completeChanged.emit()


class _PlacePage(QWizardPage):
    """Where the file is kept, and what it will be."""

    def __init__(self, unit: _UnitPage, exempt: _ExemptPage, prompts: Prompts) -> None:
        super().__init__()
        self._unit, self._exempt, self._prompts = unit, exempt, prompts
        self._proposed = ""
        self._path = QLineEdit()
        self._path.setAccessibleName("Tệp hồ sơ")
        self._problem = text_label(tone="bad", wrap=True)
        self._summary = text_label(wrap=True)
        choose = Button("Chọn nơi lưu…")
        choose.clicked.connect(self._on_choose)
        self._path.textChanged.connect(self._on_changed)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._path, 1)
        row.addWidget(choose)
        words = "Hồ sơ là một tệp .cchc, trong đó có cả tài liệu kiểm chứng."
        column = _column(self, "Nơi lưu", words)
        column.addWidget(text_label("Tệp hồ sơ"))
        column.addLayout(row)
        column.addWidget(self._problem)
        column.addSpacing(8)
        column.addWidget(text_label("Hồ sơ sẽ tạo", size="section"))
        column.addWidget(self._summary)
        column.addStretch(1)

    def initializePage(self) -> None:
        """Propose a name after unit and year, and sum up."""
        if self._path.text() == self._proposed:
            folder = Path(self._prompts.folder("workbook"))
            name = _file_stem(self._unit.unit()) or "ho-so"
            self._proposed = str(folder / f"{name}-{self._unit.year()}.cchc")
            self._path.setText(self._proposed)
        whole = load_set(self._unit.chosen().id)
        exemptions = self._exempt.exemptions()
        unit, year = self._unit.unit(), self._unit.year()
        sheet = rescore(Assessment(unit, year, whole, {}, exemptions))
        self._summary.setText(
            f"{unit}, năm {year}. {sheet.applicable} tiêu chí thành phần tự chấm, "
            f"điểm tối đa tự chấm {show_points(sheet.self_max)}; "
            f"khảo sát {show_points(sheet.survey_max)}, "
            f"Hội đồng chấm {show_points(sheet.appraised_max)}."
        )

    def cleanupPage(self) -> None:
        """Keep what was typed."""

    def isComplete(self) -> bool:
        """The folder is there and the file is not."""
        return not self._trouble()

    def path(self) -> Path:
        """Give the file to make."""
        path = Path(self._path.text().strip())
        return path if path.suffix else path.with_suffix(".cchc")

    def _trouble(self) -> str:
        if not self._path.text().strip():
            return "Chưa chọn nơi lưu."
        path = self.path()
        if not path.parent.is_dir():
            return f"Không có thư mục “{path.parent}”; chọn thư mục khác."
        if path.exists():
            return f"“{path.name}” đã có trong thư mục này; đổi tên khác."
        return ""

    def _on_changed(self) -> None:
        self._problem.setText(self._trouble())
        self.completeChanged.emit()

    def _on_choose(self) -> None:
        name = self.path().name
        path = self._prompts.save_file(self, "Nơi lưu hồ sơ", "workbook", WORKBOOKS, name)
        if path:
            self._path.setText(str(path))


def _column(page: QWizardPage, title: str, words: str) -> QVBoxLayout:
    """Begin a page with its title and what it is for; Qt's own head indents the second line."""
    page.setAccessibleName(title)
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 14, 16, 8)
    column.setSpacing(8)
    column.addWidget(text_label(title, size="title"))
    column.addWidget(text_label(words, tone="help", wrap=True))
    column.addSpacing(6)
    return column


def _file_stem(unit: str) -> str:
    """Give a unit's name in plain letters, whole words up to what any disk takes."""
    kept = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(unit))
    stem = "-".join(kept.split())
    return stem if len(stem) <= _STEM else stem[: _STEM + 1].rpartition("-")[0] or stem[:_STEM]
