"""Measures as plain data: one writer and one reader for each.

A new measure is one class and one line in the table at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cchc_desktop.core import measures as m
from cchc_desktop.core.plain_data import (
    flag_from_data,
    list_from_data,
    name_from_data,
    number_from_data,
    optional_number,
    present,
    text_from_data,
    whole_from_data,
)

Data = Mapping[str, Any]
_SOME_LEAP_YEAR = 2000


def measure_from_data(data: Data) -> m.Measure:
    """Read a measure; ``KeyError`` or ``ValueError`` name what is wrong with the data."""
    return _MEASURES[data["kind"]][0](data)


def measure_to_data(measure: m.Measure) -> dict[str, Any]:
    """Write a measure as data."""
    return {"kind": measure.kind, **_MEASURES[measure.kind][1](measure)}


def _choice_from(data: Data) -> m.Choice:
    return m.Choice(
        tuple(
            m.Option(
                name_from_data(o["key"]),
                name_from_data(o["label"]),
                optional_number(o, "points"),
                optional_number(o, "percent"),
            )
            for o in list_from_data(data["options"])
        )
    )


def _choice_to(one: m.Choice) -> dict[str, Any]:
    return {
        "options": [
            present(key=o.key, label=o.label, points=o.points, percent=o.percent)
            for o in one.options
        ]
    }


def _ticks_from(data: Data) -> m.Ticks:
    return m.Ticks(
        tuple(
            m.Tick(
                name_from_data(i["key"]), name_from_data(i["label"]), number_from_data(i["points"])
            )
            for i in list_from_data(data["items"])
        )
    )


def _ticks_to(one: m.Ticks) -> dict[str, Any]:
    return {"items": [present(key=i.key, label=i.label, points=i.points) for i in one.items]}


def _terms_from(data: Mapping[str, str]) -> tuple[m.Term, ...]:
    if not data:
        raise ValueError("tỷ lệ không có số liệu")
    return tuple(
        m.Term(name_from_data(name), number_from_data(weight)) for name, weight in data.items()
    )


def _terms_to(terms: tuple[m.Term, ...]) -> dict[str, str]:
    return {term.input: format(term.weight, "f") for term in terms}


def _share_from(data: Data) -> m.Share:
    return m.Share(
        _terms_from(data["num"]),
        _terms_from(data["den"]),
        m.ZeroDenominator(data["zero_den"]),
        flag_from_data(data.get("over_100", False)),
    )


def _share_to(one: m.Share) -> dict[str, Any]:
    return {
        "num": _terms_to(one.num),
        "den": _terms_to(one.den),
        "zero_den": one.zero_den.value,
        **present(over_100=one.over_100),
    }


def _count_from(data: Data) -> m.Count:
    terms = tuple(
        m.CountTerm(
            name_from_data(t["input"]),
            number_from_data(t.get("weight", "1")),
            None if t.get("at_most") is None else whole_from_data(t["at_most"]),
            text_from_data(t.get("part_of", "")),
        )
        for t in list_from_data(data["terms"])
    )
    gates = tuple(
        m.ZeroIf(name_from_data(z["input"]), whole_from_data(z["at_least"]))
        for z in data.get("zero_if", ())
    )
    return m.Count(terms, gates)


def _count_to(one: m.Count) -> dict[str, Any]:
    terms = [
        present(
            input=t.input,
            weight=None if t.weight == 1 else t.weight,
            at_most=t.at_most,
            part_of=t.part_of,
        )
        for t in one.terms
    ]
    gates = [{"input": z.input, "at_least": z.at_least} for z in one.zero_if]
    return {"terms": terms, **({"zero_if": gates} if gates else {})}


def _due_from(due: Data) -> m.DueDate:
    day = m.DueDate(
        *(whole_from_data(due.get(name, 0)) for name in ("day", "month", "year_offset"))
    )
    day.in_year(_SOME_LEAP_YEAR)  # a day that no year has is a mistake of the set
    return day


def _days_from(data: Data) -> m.DaysLate:
    due = data.get("due")
    return m.DaysLate(
        name_from_data(data["input"]),
        _due_from(due) if due else None,
        name_from_data(data["due_text"]),
        optional_number(data, "if_none"),
    )


def _days_to(one: m.DaysLate) -> dict[str, Any]:
    due = one.due and {
        "day": one.due.day,
        "month": one.due.month,
        **({"year_offset": one.due.year_offset} if one.due.year_offset else {}),
    }
    return present(input=one.input, due=due, due_text=one.due_text, if_none=one.if_none)


def _difference_from(data: Data) -> m.Difference:
    return m.Difference(
        name_from_data(data["current"]),
        name_from_data(data["previous"]),
        number_from_data(data["tolerance"]),
        optional_number(data, "if_no_previous"),
    )


_MEASURES: dict[str, tuple[Callable[[Data], m.Measure], Callable[[Any], dict[str, Any]]]] = {
    m.Choice.kind: (_choice_from, _choice_to),
    m.Ticks.kind: (_ticks_from, _ticks_to),
    m.Share.kind: (_share_from, _share_to),
    m.Percent.kind: (
        lambda d: m.Percent(name_from_data(d["input"])),
        lambda one: {"input": one.input},
    ),
    m.Count.kind: (_count_from, _count_to),
    m.DaysLate.kind: (_days_from, _days_to),
    m.Difference.kind: (
        _difference_from,
        lambda one: present(
            current=one.current,
            previous=one.previous,
            tolerance=one.tolerance,
            if_no_previous=one.if_no_previous,
        ),
    ),
    m.Points.kind: (
        lambda d: m.Points(
            name_from_data(d["input"]),
            number_from_data(d["step"]),
            text_from_data(d.get("guide", "")),
        ),
        lambda one: present(input=one.input, step=one.step, guide=one.guide),
    ),
}
