"""What is wrong in a table of ballots, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_desktop.surveys.ballot_words import scale_words, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cchc_desktop.core.questionnaire import Questionnaire
    from cchc_desktop.surveys.ballot_words import Heads


@dataclass(frozen=True, slots=True)
class BallotProblem:
    """One thing wrong in the table.

    Attributes:
        row, column: where, as a spreadsheet numbers them; no column for a whole row.
        message: what, and what to do.
        uncountable: with it the row is no ballot; a repeated number leaves it one.
    """

    row: int
    column: str
    message: str
    uncountable: bool = True

    @property
    def place(self) -> str:
        """Say where."""
        return f"dòng {self.row}, cột {self.column}" if self.column else f"dòng {self.row}"


def find_problems(
    parts: Iterable[list[list[str]]], heads: Heads, questionnaire: Questionnaire
) -> list[BallotProblem]:
    """Give everything that is wrong, row by row.

    Args:
        parts: the rows below the heads, some at a time.
        heads: the columns.
        questionnaire: whose answers may stand in them.
    """
    words = scale_words(questionnaire)
    first: dict[str, int] = {}
    found: list[BallotProblem] = []
    rows = (row for some in parts for row in some)
    for number, row in enumerate(rows, 2):
        if len(row) != heads.width:  # which of its cells is whose answer can't be told
            message = f"Dòng có {len(row)} ô, tiêu đề có {heads.width}; sửa dòng này."
            found.append(BallotProblem(number, "", message))
            continue
        found += _repeated(number, row, heads, first)
        found += _unknown(number, row, heads, words)
    return found


def _repeated(
    number: int, row: list[str], heads: Heads, first: dict[str, int]
) -> Iterator[BallotProblem]:
    if heads.id is None or not (one := row[heads.id].strip()):
        return
    if first.setdefault(one, number) != number:
        message = f"Mã phiếu “{one}” đã có ở dòng {first[one]}; bỏ phiếu trùng."
        yield BallotProblem(number, _letters(heads.id), message, uncountable=False)


def _unknown(
    number: int, row: list[str], heads: Heads, words: Mapping[str, int]
) -> Iterator[BallotProblem]:
    for code, place in heads.questions.items():
        try:
            value_of(row[place], words)
        except ValueError:
            message = f"Câu {code}: “{row[place].strip()}” không có trong thang."
            yield BallotProblem(number, _letters(place), message)


def _letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)
