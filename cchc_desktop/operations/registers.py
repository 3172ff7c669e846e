"""The registers that feed leaves: their rows, Excel, and figures that a leaf takes over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.errors import UserError
from cchc_desktop.core.register_figures import (
    CellProblem,
    RateLine,
    canonical_cell,
    cell_problems,
    rate_lines,
    register_figures,
)
from cchc_desktop.core.registers import REGISTERS, Register, RegisterRow
from cchc_desktop.core.score import Status
from cchc_desktop.core.scoring import score_leaf
from cchc_desktop.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from cchc_desktop.core.linked_figure import LinkedFigure
    from cchc_desktop.operations.session import Session
    from cchc_desktop.registers.register_table import TableProblem

_LONGEST = 500
"""Letters in a cell of a register."""


@dataclass(frozen=True)
class RegisterView:
    """A register as it stands: its rows, what is wrong in them, its figures and rates."""

    register: Register
    rows: tuple[RegisterRow, ...]
    problems: tuple[CellProblem, ...]
    figures: tuple[LinkedFigure, ...]
    rates: tuple[RateLine, ...]


@dataclass(frozen=True, slots=True)
class LinkState:
    """How one figure of a leaf stands to its register.

    Attributes:
        name: the leaf's input.
        figure: what the register says now; None while it is empty or has an impossible cell.
        key: the figure's key, as the set names it.
        taken: whether the leaf's value was taken over from there.
        differs: whether it was, and the register says something else now.
    """

    name: str
    key: str
    figure: LinkedFigure | None
    taken: bool
    differs: bool


def find_register(key: str) -> Register:
    """Find a register by its key.

    Raises:
        UserError: ``unknown_register``.
    """
    try:
        return REGISTERS[key]
    except KeyError:
        names = ", ".join(REGISTERS)
        raise UserError(
            "unknown_register", f"Không có sổ “{key}”; chọn một trong: {names}."
        ) from None


def view_rows(key: str, rows: Sequence[RegisterRow], year: int) -> RegisterView:
    """Say what rows amount to, kept or not."""
    register = find_register(key)
    figures = register_figures(register, rows, year)
    return RegisterView(
        register,
        tuple(rows),
        cell_problems(register, rows, year),
        figures,
        rate_lines(register, figures),
    )


def view_register(session: Session, key: str) -> RegisterView:
    """Give a register of the open workbook.

    Raises:
        UserError: ``unknown_register``.
    """
    find_register(key)
    return view_rows(key, session.workbook.records.register(key), session.assessment.year)


def save_rows(session: Session, key: str, rows: Iterable[RegisterRow]) -> RegisterView:
    """Keep exactly these rows; cells that can't be read are kept as typed and told.

    Raises:
        UserError: ``unknown_register``, ``too_long``.
    """
    register = find_register(key)
    kept = [_cleaned(register, row) for row in rows]
    session.workbook.records.save_register(key, [row for row in kept if not row.is_blank])
    return view_register(session, key)


def changed_row(register: Register, row: RegisterRow, values: Mapping[str, str]) -> RegisterRow:
    """Give a row with some cells changed; an empty text empties a cell.

    Raises:
        UserError: ``unknown_column``.
    """
    for name in values:
        if register.column(name) is None:
            names = ", ".join(one.name for one in register.columns)
            message = f"Sổ {register.key} không có cột “{name}”; các cột: {names}."
            raise UserError("unknown_column", message)
    merged = {**row.values, **values}
    return _cleaned(register, replace(row, values=merged))


def import_register(
    session: Session, key: str, path: Path, *, append: bool = False
) -> tuple[RegisterView | None, tuple[TableProblem, ...]]:
    """Take a register over from a table; all of it, or nothing where there is a problem.

    Args:
        session: an open workbook.
        key: the register.
        path: .xlsx or .csv with the register's columns, in any order.
        append: keep the present rows before those of the table.

    Returns:
        The register as it is now, or None and every problem with its cell.

    Raises:
        UserError: the file is no table that can be read.
    """
    from cchc_desktop.registers.register_table import TableProblem, read_register

    register = find_register(key)
    year = session.assessment.year
    table = read_register(register, path, year)
    if table.problems:
        return None, table.problems
    present = session.workbook.records.register(key) if append else ()
    together = (*present, *table.rows)
    if clashes := cell_problems(register, together, year):
        told = tuple(
            TableProblem(path.name, f"dòng {one.row + 1} sau khi ghép", one.message)
            for one in clashes
        )
        return None, told
    return save_rows(session, key, together), ()


def export_register(session: Session, key: str, target: Path) -> None:
    """Write a register as .xlsx; an empty one is a template to fill.

    Raises:
        UserError: ``unknown_register``.
        FileProblem: it can't be written.
    """
    from cchc_desktop.registers.register_table import write_register

    view = view_register(session, key)
    unit = f"{session.assessment.unit}, năm {session.assessment.year}"
    write_register(view.register, view.rows, target, unit)


def linked_figures(session: Session) -> dict[str, LinkedFigure]:
    """Give every figure that a leaf may take over now: of registers and of surveys."""
    found = {}
    if session.workbook.records.surveys():
        from cchc_desktop.operations.surveys import survey_figures

        found = survey_figures(session)
    for key in REGISTERS:
        found |= {one.key: one for one in view_register(session, key).figures}
    return found


def link_states(
    assessment: Assessment, figures: Mapping[str, LinkedFigure], code: str
) -> tuple[LinkState, ...]:
    """Say how each linkable figure of a leaf stands to its register."""
    leaf = assessment.criteria_set.leaf(code)
    links, values = assessment.links_of(code), assessment.answer(code).values
    states = []
    for one in leaf.inputs:
        if one.link:
            figure = figures.get(one.link)
            taken = links.get(one.name) == one.link
            same = figure is not None and values.get(one.name) == figure.value
            states.append(LinkState(one.name, one.link, figure, taken, taken and not same))
    return tuple(states)


def feeds(assessment: Assessment, key: str) -> dict[str, str]:
    """Give the leaves that take figures of a register or a survey: code → title."""
    whole = assessment.criteria_set
    return {
        leaf.code: leaf.title
        for leaf in (*whole.leaves, *whole.extra_leaves)
        if any(one.link.startswith(f"{key}.") for one in leaf.inputs)
    }


def take_over(session: Session, code: str, names: Sequence[str] = ()) -> None:
    """Copy the registers' figures into a leaf, which remembers where they come from.

    Args:
        session: an open workbook.
        code: a leaf whose inputs name figures.
        names: which inputs; none means all that have a figure now.

    Raises:
        UserError: ``no_link`` or ``no_figure``; the sentence says which register is to be filled.
    """
    assessment = session.assessment
    leaf = assessment.criteria_set.leaf(code)
    if basis := assessment.exemption_of(code):
        raise UserError("exempt", f"Mục {code} đã khai không áp dụng ({basis}).")
    states = {one.name: one for one in link_states(assessment, linked_figures(session), code)}
    for name in names:
        if name not in states:
            raise UserError("no_link", f"Mục {code}, “{name}”: bộ tiêu chí không nối với sổ nào.")
    wanted = [states[name] for name in names] if names else list(states.values())
    ready = [one for one in wanted if one.figure is not None]
    if not ready or (names and len(ready) < len(wanted)):
        raise _nothing_to_take(code, wanted)
    values = {one.name: one.figure.value for one in ready if one.figure}
    kept = assessment.answer(code)
    answer = replace(kept, values={**kept.values, **values}, not_applicable="")
    if leaf.scored_by is Scorer.UNIT:
        trial = score_leaf(assessment.with_answer(code, answer), leaf)
        if trial.status is Status.INVALID:
            raise UserError("invalid", f"Mục {code}: {trial.problem}")
    links = {**assessment.links_of(code), **{one.name: one.key for one in ready}}
    session.workbook.save_answers({code: answer}, {code: links})
    session.refresh()


def _nothing_to_take(code: str, wanted: Sequence[LinkState]) -> UserError:
    if not wanted:
        return UserError("no_link", f"Mục {code} không lấy số liệu từ sổ nào.")
    empty = next(one for one in wanted if one.figure is None)
    register = REGISTERS.get(empty.key.partition(".")[0])
    title = f"sổ “{register.title}”" if register else "kết quả khảo sát"
    return UserError(
        "no_figure", f"Mục {code}: {title} chưa có số liệu đúng để lấy; điền sổ trước."
    )


def _cleaned(register: Register, row: RegisterRow) -> RegisterRow:
    values = {}
    for column in register.columns:
        text = canonical_cell(column, clean(row.text(column.name)))
        if len(text) > _LONGEST:
            raise UserError(
                "too_long", f"{column.label} dài {len(text)} ký tự, tối đa {_LONGEST}; rút gọn lại."
            )
        if text:
            values[column.name] = text
    return replace(row, values=values)
