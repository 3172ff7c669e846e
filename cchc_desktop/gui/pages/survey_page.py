"""“Khảo sát”: what the ballots say, question by question, and by which pooling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cchc_desktop.core.numbers import show_number
from cchc_desktop.gui.models.rows_model import Cell, RowsModel
from cchc_desktop.gui.widgets.feeds_bar import FeedsBar
from cchc_desktop.gui.widgets.fitted_table import FittedTable
from cchc_desktop.gui.widgets.text_label import text_label
from cchc_desktop.gui.widgets.tool_page import ToolPage
from cchc_desktop.operations.surveys import POOLING_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cchc_desktop.operations.surveys import CountedSurvey
    from cchc_desktop.surveys.ballot_table import BallotTable

_HEADS = ("Mã", "Yếu tố, câu hỏi", "Trả lời", "Hài lòng")
_ABOUT = "Phiếu hài lòng của người dân, tổ chức: nhập bảng phiếu, mỗi phiếu một dòng."
_MOST_TOLD = 6


class SurveyPage(ToolPage):
    """Shows the workbook's survey.

    Signals:
        import_wanted: a table of ballots is to be imported.
        remove_wanted: id of the questionnaire whose result is to go.
        take_wanted, jump_wanted: code of a leaf that takes its figure from the survey.
    """

    import_wanted = Signal()
    remove_wanted = Signal(str)
    take_wanted = Signal(str)
    jump_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Khảo sát hài lòng (SIPAS)", _ABOUT)
        self._id = ""
        self.summary = text_label(strong=True, wrap=True)
        self.pooling = text_label(tone="help", wrap=True)
        self.units = text_label(tone="help", wrap=True)
        self._model = RowsModel(_HEADS, right=(2, 3), parent=self)
        self.table = FittedTable("Kết quả khảo sát theo câu hỏi", 1, fitted=False)
        self.table.setModel(self._model)
        self.table.set_widths((56, 0, 90, 110))
        self.feeds = FeedsBar()
        self.feeds.take_wanted.connect(self.take_wanted)
        self.feeds.jump_wanted.connect(self.jump_wanted)
        for widget in (self.summary, self.pooling, self.units):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.feeds)
        self._remove = self.add_action(
            "Bỏ kết quả…", lambda: self.remove_wanted.emit(self._id), icon="delete_regular"
        )
        self._import = self.add_action(
            "Nhập bảng phiếu…", self.import_wanted.emit, icon="arrow_import_regular", kind="main"
        )

    def show_survey(
        self, survey: CountedSurvey | None, feeds: Mapping[str, str], *, read_only: bool
    ) -> None:
        """Show what is kept, or that there is nothing yet."""
        self._import.setEnabled(not read_only)
        self._remove.setEnabled(survey is not None and not read_only)
        self.feeds.show_leaves(feeds)
        self.feeds.set_ready(survey is not None and not read_only)
        if survey is None:
            self._id = ""
            self.summary.setText("Chưa có kết quả khảo sát.")
            self.pooling.setText("Điểm các mục khảo sát là “chưa có”, không phải 0.")
            self.units.hide()
            self._model.set_rows([])
            return
        self._id = survey.questionnaire.id
        tally = survey.tally
        blank = f", {show_number(tally.blank)} phiếu trắng không tính" if tally.blank else ""
        index = _shown(survey.percent(survey.result.whole.value))
        ballots = show_number(tally.ballots)
        self.summary.setText(
            f"Chỉ số chung {index}: {ballots} phiếu{blank}. Nguồn: {survey.source}"
        )
        parts = [
            f"{POOLING_WORDS[how]} {_shown(text)}" for how, text in survey.by_pooling().items()
        ]
        used = POOLING_WORDS[survey.result.pooling]
        self.pooling.setText(f"Cách gộp đang dùng: {used}. Ba cách gộp: {'; '.join(parts)}.")
        units = [
            f"{name or 'không ghi'} {_shown(text) if text else 'ít phiếu'} "
            f"({show_number(count)} phiếu)"
            for name, (count, text) in survey.by_unit().items()
        ]
        self.units.setText(f"Theo đơn vị: {'; '.join(units)}.")
        self.units.setVisible(bool(units))
        self._model.set_rows(_rows(survey))
        self.table.fit()

    def show_problems(self, table: BallotTable) -> None:
        """Say why ballots could not be taken over."""
        told = [f"{one.place}: {one.message}" for one in table.problems[:_MOST_TOLD]]
        if table.problem_count > _MOST_TOLD:
            told.append(f"Còn {table.problem_count - _MOST_TOLD} lỗi nữa.")
        self.banner.tell("bad", f"Chưa nhập: {table.bad_rows} phiếu có lỗi.", " ".join(told))


def _rows(survey: CountedSurvey) -> list[tuple[Cell, ...]]:
    rows = []
    questions = {one.code: one for one in survey.result.questions}
    look = {"ground": "header", "strong": True}
    for factor, own in zip(survey.questionnaire.factors, survey.result.factors, strict=True):
        shown = _shown(survey.percent(own.value))
        answers = show_number(own.answers)
        rows.append((Cell(factor.code, **look), Cell(factor.title, **look),
                     Cell(answers, **look), Cell(shown, **look)))  # fmt: skip
        for question in factor.questions:
            found = questions[question.code]
            shown = _shown(survey.percent(found.value))
            tone = "" if found.value is not None else "text2"
            rows.append((Cell(question.code), Cell(question.title),
                         Cell(show_number(found.answers)), Cell(shown, tone=tone)))  # fmt: skip
    return rows


def _shown(percent: str) -> str:
    return f"{percent.replace('.', ',')}%" if percent else "không có"
