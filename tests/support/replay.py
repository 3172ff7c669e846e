"""Recomputes a score from the printed steps alone, as a council's member with a calculator would.

It shares nothing with the program: it reads Vietnamese figures and does exact arithmetic.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

NUMBER = r"[−-]?\d[\d.]*(?:,\d+)?"
FIGURE = re.compile(rf"({NUMBER})(…?)(%?)")
RESULT = re.compile(rf"^(.*) = ({NUMBER})(…?)(%?)((?:; .*)?)$")
BOUND = re.compile(rf"; (tối đa|tối thiểu) ({NUMBER})")
DAYS = re.compile(r"^(\d\d)/(\d\d)/(\d{4}) − (\d\d)/(\d\d)/(\d{4}): ")
FORMULA = re.compile(r"^[\d.,%…()÷×+−\s]*$")
WORDS = ("tỷ lệ", "số liệu", "số ngày")


def number(text: str) -> Fraction:
    """Read a figure as it is printed: dots group thousands, the comma stands before decimals."""
    return Fraction(text.replace(".", "").replace(",", ".").replace("−", "-"))


def compute(formula: str) -> Fraction:
    """Do the arithmetic of a printed formula exactly."""

    def figure(match: re.Match[str]) -> str:
        percent = "/100" if match[3] else ""
        assert not match[2], f"a cut figure inside {formula!r} can't be computed with"
        return f"(Fraction('{number(match[1])}'){percent})"

    plain = re.sub(rf"({NUMBER.removeprefix('[−-]?')})(…?)(%?)", figure, formula)
    plain = plain.replace("÷", "/").replace("×", "*").replace("−", "-")
    value = eval(plain, {"__builtins__": {}, "Fraction": Fraction})
    assert isinstance(value, Fraction), formula
    return value


class Replay:
    """Walks through the steps; ``points`` is what they lead to."""

    def __init__(self, steps: tuple[str, ...], maximum: Decimal) -> None:
        self.value: Fraction | None = None
        self.points: Fraction | None = None
        self.maximum = Fraction(maximum)
        for step in steps:
            self._step(step)
        assert self.points is not None, steps
        self.points = max(Fraction(0), min(self.points, self.maximum))

    def _step(self, step: str) -> None:
        if found := DAYS.match(step):
            day, month, year, *due = map(int, found.groups())
            self.value = Fraction((date(year, month, day) - date(due[2], due[1], due[0])).days)
        elif found := re.fullmatch(rf"(làm tròn|cắt còn) (\d+) số lẻ: ({NUMBER})", step):
            self._rounded(found[1], int(found[2]), number(found[3]))
        elif found := re.fullmatch(rf"giới hạn: ({NUMBER})", step):
            assert self.points is not None
            bounded = max(Fraction(0), min(self.points, self.maximum))
            assert number(found[1]) == bounded
            self.points = bounded
        elif found := re.fullmatch(rf"Điểm: ({NUMBER})", step):
            self.points = number(found[1])
        elif re.fullmatch(rf"trong mức {NUMBER}: coi như giữ nguyên", step):
            self.value = Fraction(0)
        elif found := re.fullmatch(rf"({NUMBER}) điểm", step):
            self.points = number(found[1])
        else:
            self._formula(step)

    def _rounded(self, word: str, places: int, printed: Fraction) -> None:
        assert self.points is not None
        bounded = max(Fraction(0), min(self.points, self.maximum))
        scaled = bounded * 10**places + (Fraction(1, 2) if word == "làm tròn" else 0)
        self.points = Fraction(scaled.numerator // scaled.denominator, 10**places)
        assert self.points == printed

    def _formula(self, step: str) -> None:
        """A formula, a band that was reached, or what was declared."""
        words, _, tail = step.rpartition(": ")
        found = RESULT.match(tail) or RESULT.match(step)
        if found is None:
            self._reached(step)
            return
        formula, printed = found[1], found[2]
        if words and found.string == tail:
            self._is_reached(words)
        has_word = any(word in formula for word in WORDS)
        if has_word:
            assert self.value is not None, step
            for word in WORDS:
                shown = f"({self.value.numerator} ÷ {self.value.denominator})"
                formula = formula.replace(word, shown.replace("-", "−"))
        if not FORMULA.match(formula):
            return  # a label that holds “=”
        value = compute(formula)
        shown_value = value * 100 if found[4] else value
        cut = number(printed)
        if found[3]:
            places = len(printed.partition(",")[2])
            assert cut <= shown_value < cut + Fraction(1, 10**places), step
        else:
            assert cut == shown_value, step
        for which, bound in BOUND.findall(found[5]):
            value = min(value, number(bound)) if which == "tối đa" else max(value, number(bound))
        # A share's or a sum's own step gives the value that the next step works with.
        self.points, self.value = value, self.value if has_word else value

    def _reached(self, step: str) -> None:
        words, _, tail = step.rpartition(": ")
        if words and re.fullmatch(NUMBER, tail) and self._is_reached(words):
            self.points = number(tail)
            return
        if found := re.fullmatch(rf".*?({NUMBER})%", step):
            self.value = number(found[1]) / 100
        elif found := re.match(rf"({NUMBER}) ", step):
            self.value = self.points = number(found[1])

    def _is_reached(self, words: str) -> bool:
        """Check that the value lies in the band that the words name."""
        bare = words.removeprefix("mức ")
        if bare.startswith(("tăng", "giữ nguyên", "giảm")) and bare.endswith("so với năm trước"):
            assert self.value is not None
            assert bare.startswith(
                "tăng" if self.value > 0 else "giảm" if self.value < 0 else "giữ nguyên"
            )
            return True
        if self.value is None:
            return False
        if found := re.fullmatch(r"chậm (đến|hơn) (\d+) ngày|đúng hạn", bare):
            limit = int(found[2] or 0)
            assert (self.value > limit) == (found[1] == "hơn")
            return True
        value = self.value * (100 if "%" in bare else 1)
        if found := re.fullmatch(rf"từ ({NUMBER})%? đến dưới ({NUMBER})%?", bare):
            assert number(found[1]) <= value < number(found[2])
        elif found := re.fullmatch(rf"từ ({NUMBER})%?(?: trở lên)?", bare):
            assert value >= number(found[1])
        elif found := re.fullmatch(rf"dưới ({NUMBER})%?", bare):
            assert value < number(found[1])
        elif found := re.fullmatch(rf"({NUMBER})(%?)", bare):
            assert value >= number(found[1]) if found[2] else value == number(found[1])
        else:
            return False
        return True
