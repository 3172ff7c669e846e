"""The head of an official paper: agency, motto, number, place and date, title, addressees.

Form: NĐ 30/2020/NĐ-CP, Phụ lục I, II.1–5 and 9.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.platypus import Flowable

from cchc_desktop.pdf_layout.fonts import BOLD, ITALIC, REGULAR, text_width
from cchc_desktop.pdf_layout.line_breaking import balanced_lines, break_lines, first_lines
from cchc_desktop.pdf_layout.styles import BODY_LEADING, BODY_SIZE, INK, MM

_AGENCY_WIDTH = 66 * MM
_LINE = 16.0
_NUMBER_DROP = 22.0
_RULE = 0.6
_RULE_DROP = 4.5
_TITLE_RULE_DROP = 8.0
# Far more than any name takes, and few enough for one page together.
_MOST_PARENTS, _MOST_AGENCIES, _MOST_BELOW, _MOST_OF_TITLE = 6, 12, 6, 7


@dataclass(frozen=True, slots=True)
class HeaderTexts:
    """The texts of the head, drawable."""

    parent_agency: str
    agency: str
    country: str
    motto: str
    number: str
    place_and_date: str


class OfficialHeader(Flowable):
    """Two columns: who issues it at the left, the country's name and motto at the right."""

    def __init__(self, texts: HeaderTexts, width: float) -> None:
        super().__init__()
        self._texts = texts
        self.width = width
        parents = balanced_lines(texts.parent_agency, REGULAR, 13, _AGENCY_WIDTH)
        agencies = balanced_lines(texts.agency, BOLD, 13, _AGENCY_WIDTH)
        self._parents = first_lines(parents, _MOST_PARENTS, REGULAR, 13, _AGENCY_WIDTH)
        self._agencies = first_lines(agencies, _MOST_AGENCIES, BOLD, 13, _AGENCY_WIDTH)
        self._lines = max(len(self._parents) + len(self._agencies), 2)
        numbers = break_lines(texts.number, REGULAR, 13, _AGENCY_WIDTH)
        places = break_lines(texts.place_and_date, ITALIC, 14, width - _AGENCY_WIDTH)
        self._numbers = first_lines(numbers, _MOST_BELOW, REGULAR, 13, _AGENCY_WIDTH)
        self._places = first_lines(places, _MOST_BELOW, ITALIC, 14, width - _AGENCY_WIDTH)
        below = max(len(self._numbers), len(self._places))
        self.height = 13 + (self._lines - 1) * _LINE + _NUMBER_DROP + (below - 1) * _LINE + 5

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw both columns, their rules, and number and date on one line below."""
        canvas = self.canv
        canvas.setFillColor(INK)
        canvas.setLineWidth(_RULE)
        left = _AGENCY_WIDTH / 2
        right = (_AGENCY_WIDTH + self.width) / 2
        top = self.height - 13
        y = top
        for font, lines in ((REGULAR, self._parents), (BOLD, self._agencies)):
            canvas.setFont(font, 13)
            for text in lines:
                canvas.drawCentredString(left, y, text)
                y -= _LINE
        self._rule_under(left, y + _LINE, 0.42 * _widest(self._agencies, BOLD, 13))
        canvas.setFont(BOLD, 13)
        canvas.drawCentredString(right, top, self._texts.country)
        canvas.setFont(BOLD, 14)
        canvas.drawCentredString(right, top - _LINE, self._texts.motto)
        self._rule_under(right, top - _LINE, text_width(self._texts.motto, BOLD, 14))
        y = top - (self._lines - 1) * _LINE - _NUMBER_DROP
        for middle, font, size, lines in (
            (left, REGULAR, 13, self._numbers),
            (right, ITALIC, 14, self._places),
        ):
            canvas.setFont(font, size)
            for line, text in enumerate(lines):
                canvas.drawCentredString(middle, y - line * _LINE, text)

    def _rule_under(self, middle: float, baseline: float, length: float) -> None:
        y = baseline - _RULE_DROP
        self.canv.line(middle - length / 2, y, middle + length / 2, y)


class CentredTitle(Flowable):
    """Centred lines with a short rule below: type and subject, or the title of an appendix."""

    def __init__(
        self,
        lines: list[tuple[str, str]],
        width: float,
        leading: float = 18.0,
        inset: float = 0.0,
    ) -> None:
        """Break the lines.

        Args:
            lines: (text, font) of each paragraph, 14 points.
            width: points.
            leading: points from line to line.
            inset: points left free at either side.
        """
        super().__init__()
        self.width = width
        self._leading = leading
        self._lines = [
            (part, font)
            for text, font in lines
            for part in _title_lines(text, font, width - 2 * inset)
        ]
        self.height = len(self._lines) * leading + 12

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw the lines and the rule, 0,4 of the last line's length."""
        canvas = self.canv
        canvas.setFillColor(INK)
        y = self.height - 14
        for text, font in self._lines:
            canvas.setFont(font, BODY_SIZE)
            canvas.drawCentredString(self.width / 2, y, text)
            y -= self._leading
        text, font = self._lines[-1]
        half = 0.2 * text_width(text, font, BODY_SIZE)
        y += self._leading - _TITLE_RULE_DROP
        canvas.setLineWidth(_RULE)
        canvas.line(self.width / 2 - half, y, self.width / 2 + half, y)


class Addressees(Flowable):
    """“Kính gửi:” with one name on the line, or several in a list under each other.

    More of them than the page holds go on on the next one.
    """

    def __init__(self, word: str, names: tuple[str, ...], width: float) -> None:
        super().__init__()
        self.width = width
        several = len(names) > 1
        self._word = word
        self._indent = text_width(word + " ", REGULAR, BODY_SIZE)
        dash = "- " if several else ""
        hang = text_width(dash, REGULAR, BODY_SIZE)
        room = width - self._indent - hang
        self._lines: list[tuple[float, str]] = []
        for number, name in enumerate(names, 1):
            end = (";" if number < len(names) else ".") if several else ""
            first, *more = break_lines(name + end, REGULAR, BODY_SIZE, room) or [""]
            self._lines.append((0.0, dash + first))
            self._lines.extend((hang, line) for line in more)
        self._measure()

    def _measure(self) -> None:
        self.height = BODY_LEADING * max(len(self._lines), 1) + 6

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Give the lines that fit and the rest, or nothing where none fits."""
        count = int((available_height - 6) // BODY_LEADING)
        if count < 1:
            return []
        if count >= len(self._lines):
            return [self]
        return [
            self._part(self._word, self._lines[:count]),
            self._part("", self._lines[count:]),
        ]

    def _part(self, word: str, lines: list[tuple[float, str]]) -> Addressees:
        # Not a copy: what is being laid out remembers that it has been put off once.
        part = Addressees.__new__(Addressees)
        Flowable.__init__(part)
        part.width, part._indent = self.width, self._indent
        part._word, part._lines = word, lines
        part._measure()
        return part

    def draw(self) -> None:
        """Draw the block so that it stands in the middle."""
        canvas = self.canv
        canvas.setFillColor(INK)
        canvas.setFont(REGULAR, BODY_SIZE)
        widest = max(
            (hang + text_width(text, REGULAR, BODY_SIZE) for hang, text in self._lines), default=0.0
        )
        block = self._indent + widest
        left = max((self.width - block) / 2, 0.0)
        y = self.height - 14
        canvas.drawString(left, y, self._word)
        for hang, text in self._lines:
            canvas.drawString(left + self._indent + hang, y, text)
            y -= BODY_LEADING


def _title_lines(text: str, font: str, room: float) -> list[str]:
    lines = balanced_lines(text, font, BODY_SIZE, room)
    return first_lines(lines, _MOST_OF_TITLE, font, BODY_SIZE, room)


def _widest(lines: list[str], font: str, size: float) -> float:
    return max((text_width(line, font, size) for line in lines), default=0.0)
