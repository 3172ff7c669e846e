"""One year of a published index: kept exactly as it was published, doubted in words only."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import MOST_DIGITS, show_number, show_points
from cchc_desktop.core.published_index import Combining
from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cchc_desktop.core.published_index import PublishedIndex

TOTAL, RANK, CLASS, UNITS, SOURCE = "total", "rank", "class", "units", "source"
"""Names beside the codes of parts: total, rank, group, how many were ranked, where it stands."""
NOT_AVAILABLE = "N/A"
"""A part that was not measured in that year; it is not 0."""


@dataclass(frozen=True, slots=True)
class PublishedResult:
    """What was entered for one year: name or part's code → text as published."""

    index_id: str
    year: int
    values: Mapping[str, str]

    def number(self, name: str) -> Decimal | None:
        """Give a figure; None where there is none or it is N/A."""
        text = self.values.get(name, "")
        return None if not text or is_missing(text) else read_published(text)

    @property
    def rank(self) -> int | None:
        """The rank; None where none was published."""
        text = self.values.get(RANK, "")
        return int(text) if text else None


def is_missing(text: str) -> bool:
    """Tell “N/A”, “-” and their like from a figure."""
    return clean(text).upper() in {"N/A", "NA", "-", "–", "…"}


def read_published(text: str) -> Decimal:
    """Read a published figure: 48.811 and 48,811 are both forty-eight and a bit.

    A published index is never in the thousands, so that neither sign can group them.

    Raises:
        UserError: ``not_a_number``.
    """
    bare = clean(text).replace(",", ".")
    whole, _, part = bare.partition(".")
    digits = whole.isdecimal() and (part.isdecimal() or bare == whole)
    if not digits or not bare.isascii() or len(bare) > MOST_DIGITS:
        raise UserError("not_a_number", f"“{text}” không phải điểm; ghi như 42,68 hoặc N/A.")
    return Decimal(bare)


def checked_values(index: PublishedIndex, values: Mapping[str, str]) -> dict[str, str]:
    """Clean what was entered; the text itself stays as published.

    Raises:
        UserError: an unknown name, or a figure that is none; the sentence names it.
    """
    known = {one.code for one in index.parts} | {TOTAL, RANK, CLASS, UNITS, SOURCE}
    kept: dict[str, str] = {}
    for name, raw in values.items():
        text = " ".join(clean(raw).split())
        if name not in known:
            names = ", ".join([TOTAL, RANK, CLASS, UNITS, SOURCE, *(p.code for p in index.parts)])
            raise UserError("unknown_input", f"{index.id} không có “{name}”; các tên: {names}.")
        if not text:
            continue
        if name in (RANK, UNITS):
            if not (text.isascii() and text.isdecimal()) or int(text) == 0 or len(text) > 4:
                raise UserError("not_a_rank", f"“{text}” không phải hạng; ghi số từ 1 trở lên.")
            text = str(int(text))
        elif name not in (CLASS, SOURCE) and not is_missing(text):
            read_published(text)
        kept[name] = NOT_AVAILABLE if name not in (CLASS, SOURCE) and is_missing(text) else text
    if TOTAL not in kept or is_missing(kept[TOTAL]):
        raise UserError("no_total", "Chưa có tổng điểm; ghi total=… như đã công bố.")
    return kept


def doubts(index: PublishedIndex, result: PublishedResult) -> tuple[str, ...]:
    """Say what does not add up; the published figures stay as they are."""
    return tuple(_doubts(index, result))


def _doubts(index: PublishedIndex, result: PublishedResult) -> Iterator[str]:
    total = result.number(TOTAL)
    if total is not None and total > index.total:
        yield f"Tổng {show_number(total)} vượt mức tối đa {show_points(index.total)}."
    for part in index.parts:
        value = result.number(part.code)
        if value is not None and not part.min <= value <= part.max:
            bounds = f"{show_points(part.min)} đến {show_points(part.max)}"
            yield f"{part.code}. {part.title}: {show_number(value)} nằm ngoài {bounds}."
    computed = recomputed(index, result)
    if computed is not None and total is not None:
        gap = computed - total
        if abs(gap) > index.tolerance:
            sign = "+" if gap > 0 else "−"
            yield (
                f"Các thành phần cho {show_points(computed)}, công bố {show_points(total)} "
                f"(lệch {sign}{show_points(abs(gap))}); giữ số công bố, kiểm tra lại nguồn."
            )
    units = result.values.get(UNITS, "")
    if units and result.rank is not None and result.rank > int(units):
        yield f"Hạng {result.rank} lớn hơn số đơn vị xếp hạng ({units}); kiểm tra lại nguồn."
    group = result.values.get(CLASS, "")
    if group and index.classes and group not in index.classes:
        yield f"Nhóm “{group}” không có trong danh sách: {', '.join(index.classes)}."


def recomputed(index: PublishedIndex, result: PublishedResult) -> Decimal | None:
    """Give the total that the parts make; None where a part is missing or weights are unknown."""
    values = [result.number(part.code) for part in index.parts]
    if any(value is None for value in values):
        return None
    known = [value for value in values if value is not None]
    if index.combining is Combining.SUM:
        return sum(known, Decimal(0))
    if result.year not in index.weights_years:
        return None
    return sum(
        (
            (part.weight or Decimal(0)) * value * index.total / part.max / 100
            for part, value in zip(index.parts, known, strict=True)
        ),
        Decimal(0),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What changed from one entered year to the next; None where there is nothing to compare.

    ``rank`` is positive where the unit rose (rank 25 → 21 is +4).
    """

    name: str
    title: str
    before: Decimal | None
    after: Decimal | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class YearChange:
    """Two years of an index side by side."""

    earlier: PublishedResult
    later: PublishedResult
    total: Change
    parts: tuple[Change, ...]
    rank: int | None

    @property
    def words(self) -> str:
        """Say it in one sentence; points up while the rank goes down is said as such."""
        points = self.total.points
        if points is None:
            return ""
        moved = "tăng" if points > 0 else "giảm" if points < 0 else "giữ nguyên"
        text = f"Điểm {moved}" + (f" {show_number(abs(points))}" if points else "")
        if self.rank is None:
            return f"{text}; chưa đủ hạng để so."
        if self.rank == 0:
            return f"{text}; hạng giữ nguyên ({self.later.rank})."
        way = "tăng" if self.rank > 0 else "giảm"
        joint = "nhưng" if points and (points > 0) != (self.rank > 0) else "và"
        ranks = f"từ {self.earlier.rank} thành {self.later.rank}"
        return f"{text} {joint} hạng {way} {abs(self.rank)} bậc ({ranks})."


def compare_years(
    index: PublishedIndex, earlier: PublishedResult, later: PublishedResult
) -> YearChange:
    """Compare two years; a part that is N/A in either is not compared."""
    parts = tuple(_change(one.code, one.title, earlier, later) for one in index.parts)
    ranks = (earlier.rank, later.rank)
    rank = None if ranks[0] is None or ranks[1] is None else ranks[0] - ranks[1]
    return YearChange(earlier, later, _change(TOTAL, "Tổng", earlier, later), parts, rank)


def _change(name: str, title: str, earlier: PublishedResult, later: PublishedResult) -> Change:
    before, after = earlier.number(name), later.number(name)
    points = None if before is None or after is None else after - before
    return Change(name, title, before, after, points)
