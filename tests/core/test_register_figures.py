"""What registers amount to: PRODUCT's published figures, and cells that can't be true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.register_figures import (
    canonical_cell,
    cell_problems,
    rate_lines,
    register_figures,
    shown_cell,
)
from cchc_desktop.core.registers import (
    INSPECTIONS,
    ONE_STOP,
    PLAN,
    REGISTERS,
    SIGNING,
    Register,
    RegisterRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def figures(register: Register, rows: Sequence[RegisterRow]) -> dict[str, str]:
    return {one.key: one.value for one in register_figures(register, rows, 2026)}


def rates(register: Register, rows: Sequence[RegisterRow]) -> dict[str, str]:
    found = rate_lines(register, register_figures(register, rows, 2026))
    return {one.label: one.text for one in found}


def one_stop(**values: int) -> RegisterRow:
    usual = {"received": 0, "early": 0, "on_time": 0, "late": 0, "pending_overdue": 0, "online": 0}
    counts = {name: str(value) for name, value in {**usual, **values}.items()}
    return RegisterRow({"group": "Nhóm", "month": "1", **counts})


def task(number: int, kind: str, state: str, **more: str) -> RegisterRow:
    return RegisterRow({"task": f"Việc {number}", "kind": kind, "state": state, **more})


def test_a_plan_of_seven_key_and_sixty_one_specific_tasks() -> None:
    rows = [task(n, "key", "done") for n in range(7)]
    rows += [task(n, "specific", "done" if n < 57 else "doing") for n in range(61)]
    found = figures(PLAN, rows)
    assert (found["plan.tasks"], found["plan.done"]) == ("68", "64")
    assert (found["plan.key_tasks"], found["plan.specific_tasks"]) == ("7", "61")
    assert rates(PLAN, rows)["Nhiệm vụ cụ thể"] == "57/61 nhiệm vụ = 93,44%"


def test_a_task_done_after_its_due_day_is_late() -> None:
    late = task(1, "key", "done", due="2026-06-30", done_on="2026-07-01")
    assert figures(PLAN, [late, task(2, "key", "done")])["plan.overdue"] == "1"


def test_pending_overdue_files_stand_in_the_denominator() -> None:
    rows = [one_stop(received=2453, early=1747, on_time=87, late=1)]
    shares = rates(ONE_STOP, rows)
    # Of those resolved; the source prints 95,2 and 4,7.
    assert shares["Trước hạn, trong số đã giải quyết"] == "1.747/1.835 hồ sơ = 95,20%"
    assert shares["Đúng hạn, trong số đã giải quyết"] == "87/1.835 hồ sơ = 4,74%"
    assert shares["Trước hạn và đúng hạn"] == "1.834/1.835 hồ sơ = 99,95%"
    rows[0] = one_stop(received=2453, early=1747, on_time=87, late=1, pending_overdue=165)
    assert rates(ONE_STOP, rows)["Trước hạn và đúng hạn"] == "1.834/2.000 hồ sơ = 91,70%"
    assert figures(ONE_STOP, rows)["one_stop.due"] == "2000"


def test_four_of_nine_units_inspected() -> None:
    rows = [
        RegisterRow({"unit": f"Phòng {n}", **({"inspected_on": f"2026-0{n}-05"} if n < 5 else {})})
        for n in range(1, 10)
    ]
    assert rates(INSPECTIONS, rows)["Đã kiểm tra"] == "4/9 đơn vị = 44,44%"


def test_digital_signing_is_computed_exactly_and_shown_with_two_decimals() -> None:
    rows = [RegisterRow({"period": "Năm", "documents": "4788", "signed": "4431"})]
    assert rates(SIGNING, rows)["Đã ký số"] == "4.431/4.788 văn bản = 92,54%"


@pytest.mark.parametrize(
    ("register", "values", "column"),
    [
        (SIGNING, {"period": "1", "documents": "5", "signed": "6"}, "signed"),
        (SIGNING, {"period": "1", "documents": "năm", "signed": "1"}, "documents"),
        (SIGNING, {"period": "1", "documents": "5"}, "signed"),
        (PLAN, {"task": "a", "kind": "khác", "state": "done"}, "kind"),
        (PLAN, {"task": "a", "kind": "key", "state": "doing", "done_on": "2026-02-03"}, "done_on"),
        (PLAN, {"task": "a", "kind": "key", "state": "done", "due": "2016-02-03"}, "due"),
        (PLAN, {"kind": "key", "state": "done"}, "task"),
        (INSPECTIONS, {"unit": "A", "findings": "3"}, "inspected_on"),
        (
            INSPECTIONS,
            {"unit": "A", "inspected_on": "2026-01-05", "findings": "3", "resolved": "4"},
            "resolved",
        ),
    ],
)
def test_a_cell_that_cant_be_true_is_named_and_its_figures_are_withheld(
    register: Register, values: dict[str, str], column: str
) -> None:
    rows = [RegisterRow(values)]
    found = cell_problems(register, rows, 2026)
    assert [(one.row, one.column) for one in found] == [(0, column)]
    assert found[0].message.endswith(".")
    assert register_figures(register, rows, 2026) == ()


def test_the_same_month_twice_would_count_twice() -> None:
    rows = [one_stop(received=1), one_stop(received=1)]
    assert [one.row for one in cell_problems(ONE_STOP, rows, 2026)] == [1]


@given(st.sampled_from(list(REGISTERS.values())), st.data())
def test_a_shown_cell_is_read_back(register: Register, data: st.DataObject) -> None:
    column = data.draw(st.sampled_from(register.columns))
    kept = canonical_cell(column, data.draw(st.text(max_size=20) | st.integers(0, 10**9).map(str)))
    assert canonical_cell(column, shown_cell(column, kept)) == kept


counts = st.integers(0, 500)


@given(st.lists(st.tuples(counts, counts, counts, counts), min_size=1, max_size=12))
def test_a_year_is_the_sum_of_its_months(months: list[tuple[int, int, int, int]]) -> None:
    rows = [
        RegisterRow(
            {
                "group": "Nhóm", "month": str(n), "received": "9999", "online": "0",
                "early": str(a), "on_time": str(b), "late": str(c), "pending_overdue": str(d),
            }
        )
        for n, (a, b, c, d) in enumerate(months, 1)
    ]  # fmt: skip
    found = figures(ONE_STOP, rows)
    assert int(found["one_stop.due"]) == sum(sum(one) for one in months)
    assert int(found["one_stop.within_time"]) == sum(a + b for a, b, _, _ in months)
