"""Ruled tables of official papers: repeated head, rows that stay together, tall rows that split.

An engine of our own instead of reportlab's Table: each row is measured once, so that a table of
thousands of rows costs time in proportion, and nothing but our own typeface is ever drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable, Paragraph

from cchc_desktop.pdf_layout.styles import (
    CRITERION_FILL,
    FIELD_FILL,
    HEAD_FILL,
    INK,
    MM,
    TABLE_LEADING,
    style,
)
from cchc_desktop.pdf_layout.table_rows import Align, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.lib.colors import Color

    from cchc_desktop.pdf_layout.table_rows import Column

PAD_SIDE = 1.4 * MM
# Stacked marks (Ẫ, Ễ) reach above the line, dots and tails below it.
PAD_TOP, PAD_BOTTOM = 1.6, 3.4
GRID = 0.5

_PIECE = 6 * TABLE_LEADING
"""Height of text in a piece of a row that is too tall to stay whole."""
_FULL = 0.9
"""A place at least so much of a whole frame is the top of a page: whatever fits is drawn there."""


_FILLS: dict[RowKind, Color | None] = {
    RowKind.ITEM: None,
    RowKind.FIELD: FIELD_FILL,
    RowKind.CRITERION: CRITERION_FILL,
    RowKind.TOTAL: HEAD_FILL,
}


@dataclass(slots=True)
class _Cell:
    left: float
    right: float
    content: Any
    height: float


@dataclass(slots=True)
class _Line:
    """A measured row, or one piece of a row too tall to stay whole."""

    cells: list[_Cell]
    height: float
    fill: Color | None
    keep: int
    continues: bool = False
    """The next line is the rest of the same row: no rule between them."""
    middle: bool = False


class RuledTable(Flowable):
    """A table as wide as its columns; splits between rows, its head repeated on each page."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        frame_height: float,
        *,
        numbered: bool = True,
    ) -> None:
        """Measure the table.

        Args:
            columns: from left to right.
            rows: from top to bottom.
            frame_height: height in points of the frame it will stand in; a row taller than half
                of it may be split.
            numbered: whether a row (1) (2) (3)… stands under the head.
        """
        super().__init__()
        edges = [0.0]
        for column in columns:
            edges.append(edges[-1] + column.width * MM)
        self._edges = edges
        self._columns = columns
        self._frame_height = frame_height
        self._head = self._head_lines(numbered)
        self._lines: list[_Line] = []
        for row in rows:
            self._lines.extend(self._split_tall(self._measure(row), frame_height / 2))
        self._protect_ends()
        self._settle()

    def start_height(self, rows: int = 2) -> float:
        """Give the height of the head and the first rows, with what must stay with them."""
        count = min(len(self._lines), max(rows, self._first_break()))
        return self._head_height + sum(line.height for line in self._lines[:count])

    def pages_needed(self, first_room: float, room: float) -> int:
        """Count the pages that the table will take, without drawing it.

        Args:
            first_room: height in points that is free on its first page.
            room: height of the frame on each further page.
        """
        pages, rest, height = 1, self, first_room
        while rest.height > height:
            parts = rest._cut(height)
            if not parts and height == room:
                break
            rest = parts[-1] if parts else rest
            pages, height = pages + 1, room
        return pages

    def set_column(self, number: int, texts: Sequence[str]) -> None:
        """Fill a column in afterwards; a text must be no higher than its row.

        Args:
            number: the column, counted from 0; no row spans it.
            texts: markup, one a row; rows that were cut into pieces get it on the first.
        """
        remaining = iter(texts)
        fresh = True
        for line in self._lines:
            if fresh:
                style_name = self._style(Row(()), number)
                line.cells[number] = self._cell(number, number, next(remaining), style_name)
            fresh = not line.continues

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Give width and height, points."""
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Give the rows that fit and the rest, or nothing where no break is allowed here."""
        return list(self._cut(available_height))

    def _cut(self, available_height: float) -> list[RuledTable]:
        room = available_height - self._head_height
        used, fits = 0.0, 0
        for line in self._lines:
            used += line.height
            if used > room + 0.01:
                break
            fits += 1
        count = self._break_at_or_before(fits)
        if count == 0 and available_height >= _FULL * self._frame_height:
            count = fits
        if count == 0:
            return []
        if count == len(self._lines):
            return [self]
        return [self._part(self._lines[:count]), self._part(self._lines[count:])]

    def draw(self) -> None:
        """Draw shades, rules and text, in that order."""
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(GRID)
        tops = []
        y = self.height
        for line in (*self._head, *self._lines):
            tops.append((line, y))
            y -= line.height
        for line, top in tops:
            if line.fill is not None:
                canvas.setFillColor(line.fill)
                canvas.rect(0, top - line.height, self.width, line.height, stroke=0, fill=1)
        canvas.line(0, self.height, self.width, self.height)
        for position, (line, top) in enumerate(tops):
            self._rule(line, top, last=position == len(tops) - 1)
        canvas.restoreState()
        for line, top in tops:
            for cell in line.cells:
                drop = (line.height - cell.height) / 2 if line.middle else PAD_TOP
                if cell.content is not None:
                    bottom = top - drop - cell.height
                    cell.content.drawOn(canvas, cell.left + PAD_SIDE, bottom)

    def _rule(self, line: _Line, top: float, *, last: bool) -> None:
        bottom = top - line.height
        if last or not line.continues:
            self.canv.line(0, bottom, self.width, bottom)
        self.canv.line(0, top, 0, bottom)
        for cell in line.cells:
            self.canv.line(cell.right, top, cell.right, bottom)

    def _part(self, lines: list[_Line]) -> RuledTable:
        part = RuledTable.__new__(RuledTable)
        Flowable.__init__(part)
        part._edges, part._columns = self._edges, self._columns
        part._frame_height, part._head = self._frame_height, self._head
        part._lines = lines
        part._settle()
        return part

    def _settle(self) -> None:
        self._head_height = sum(line.height for line in self._head)
        self.width = self._edges[-1]
        self.height = self._head_height + sum(line.height for line in self._lines)

    def _protect_ends(self) -> None:
        """Leave at least two rows on each side of a break."""
        if len(self._lines) > 1:
            self._lines[0].keep = max(self._lines[0].keep, 1)
            self._lines[-2].keep = max(self._lines[-2].keep, 1)

    def _break_at_or_before(self, limit: int) -> int:
        """Give the greatest allowed number of rows before a break, at most ``limit``; 0 is none."""
        held_until, best = 0, 0
        for position, line in enumerate(self._lines[:limit]):
            held_until = max(held_until, position + line.keep)
            if held_until <= position:
                best = position + 1
        return best

    def _first_break(self) -> int:
        held_until = 0
        for position, line in enumerate(self._lines):
            held_until = max(held_until, position + line.keep)
            if held_until <= position:
                return position + 1
        return len(self._lines)

    def _head_lines(self, numbered: bool) -> list[_Line]:
        head = self._line([column.head for column in self._columns], "cell-head", HEAD_FILL)
        if not numbered:
            return [head]
        numbers = [f"({n})" for n in range(1, len(self._columns) + 1)]
        return [head, self._line(numbers, "cell-number", None)]

    def _line(self, texts: list[str], style_name: str, fill: Color | None) -> _Line:
        cells = [self._cell(n, n, text, style_name) for n, text in enumerate(texts)]
        return _Line(cells, _height(cells), fill, keep=0, middle=True)

    def _measure(self, row: Row) -> _Line:
        cells = []
        first, last = row.span or (-1, -1)
        for number in range(len(self._columns)):
            if first < number <= last:
                continue
            end = last if number == first else number
            cells.append(self._cell(number, end, row.cells[number], self._style(row, number)))
        return _Line(cells, _height(cells), _FILLS[row.kind], row.keep)

    def _style(self, row: Row, number: int) -> str:
        column = self._columns[number]
        align = column.align
        if row.span and number == row.span[0]:
            align = Align.LEFT
        bold = row.kind is not RowKind.ITEM and number not in row.plain
        if column.style and not bold:
            return column.style
        return f"cell-bold-{align.value}" if bold else f"cell-{align.value}"

    def _cell(self, first: int, last: int, text: str, style_name: str) -> _Cell:
        left, right = self._edges[first], self._edges[last + 1]
        if not text:
            return _Cell(left, right, None, 0.0)
        content = Paragraph(text, style(style_name))
        height = content.wrap(right - left - 2 * PAD_SIDE, 1e6)[1]
        return _Cell(left, right, content, height)

    def _split_tall(self, line: _Line, limit: float) -> list[_Line]:
        """Cut a row taller than the limit into pieces small enough to fill pages well."""
        if line.height - PAD_TOP - PAD_BOTTOM <= limit:
            return [line]
        pieces = _halved(line)
        for piece in pieces[:-1]:
            # No room for a rule below: the text goes on as if nothing had been cut.
            piece.height -= PAD_BOTTOM
        return pieces


def _halved(line: _Line) -> list[_Line]:
    """Cut a row in two, and these again, until no piece is taller than wanted.

    Cut from the top piece by piece, the rest would be measured anew each time.
    """
    tall = line.height - PAD_TOP - PAD_BOTTOM
    if tall <= _PIECE:
        return [line]
    room = max(round(tall / 2 / _PIECE), 1) * _PIECE
    heads, tails = map(list, zip(*(_cut_cell(cell, room) for cell in line.cells), strict=True))
    head = _Line(heads, _height(heads), line.fill, 0, continues=True)
    tail = _Line(tails, _height(tails), line.fill, line.keep, continues=line.continues)
    if tail.height >= line.height:
        return [line]
    # What can't be cut stays whole.
    upper = _halved(head) if head.height < line.height else [head]
    return [*upper, *_halved(tail)]


def _cut_cell(cell: _Cell, room: float) -> tuple[_Cell, _Cell]:
    empty = _Cell(cell.left, cell.right, None, 0.0)
    if cell.content is None or cell.height <= room:
        return cell, empty
    width = cell.right - cell.left - 2 * PAD_SIDE
    parts = cell.content.split(width, room)
    if len(parts) < 2:
        return cell, empty
    head, tail = (
        _Cell(cell.left, cell.right, part, part.wrap(width, 1e6)[1]) for part in parts[:2]
    )
    return head, tail


def _height(cells: Sequence[_Cell]) -> float:
    return max((cell.height for cell in cells), default=0.0) + PAD_TOP + PAD_BOTTOM
