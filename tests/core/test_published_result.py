"""PAPI and PCI: kept as published, doubted where they don't add up, compared year on year."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cchc_desktop.core.errors import UserError
from cchc_desktop.core.numbers import Rounding, round_points
from cchc_desktop.core.published_index import PublishedIndex
from cchc_desktop.core.published_result import (
    PublishedResult,
    checked_values,
    compare_years,
    doubts,
    recomputed,
)
from cchc_desktop.operations.criteria_sets import load_document

PUBLISHED = json.loads((Path(__file__).parents[1] / "data/published-results.json").read_text())


def index(id_: str) -> PublishedIndex:
    found = load_document(id_)
    assert isinstance(found, PublishedIndex)
    return found


def result(id_: str, entry: dict[str, Any]) -> PublishedResult:
    parts = entry.get("dimensions") or entry.get("parts") or []
    values = {str(number): text for number, text in enumerate(parts, 1)}
    for name in ("total", "rank", "class", "group"):
        if name in entry:
            values["class" if name == "group" else name] = str(entry[name])
    if values.get("class") == "Thấp nhất":
        values["class"] = "Thấp nhất (16)"
    return PublishedResult(id_, entry["year"], checked_values(index(id_), values))


@pytest.mark.parametrize("entry", PUBLISHED["papi"], ids=lambda e: f"{e['unit']}-{e['year']}")
def test_papi_is_doubted_only_where_it_does_not_add_up(entry: dict[str, Any]) -> None:
    told = doubts(index("papi"), result("papi", entry))
    assert bool(told) == ("flag" in entry), told
    if told:
        gap = Decimal(entry["sum_of_dimensions"]) - Decimal(entry["total"])
        assert f"lệch +{str(gap).replace('.', ',')}" in told[0]


@pytest.mark.parametrize("entry", PUBLISHED["pci"], ids=lambda e: f"{e['unit']}-{e['year']}")
def test_pci_recomputes_within_two_hundredths(entry: dict[str, Any]) -> None:
    one = result("pci", entry)
    computed = recomputed(index("pci"), one)
    known = entry["year"] in index("pci").weights_years and "N/A" not in entry.get("parts", ["N/A"])
    assert (computed is not None) == known
    if computed is not None:
        assert abs(computed - Decimal(entry["total"])) <= Decimal("0.02") + Decimal("0.005")
    assert doubts(index("pci"), one) == ()


def test_the_published_text_stays_as_it_is() -> None:
    kept = checked_values(index("papi"), {"total": "48.811", "1": "7,1", "2": "N/A", "rank": "01"})
    assert kept == {"total": "48.811", "1": "7,1", "2": "N/A", "rank": "1"}
    one = PublishedResult("papi", 2020, kept)
    assert one.number("1") == Decimal("7.1")
    assert one.number("2") is None


def test_a_rank_beyond_the_units_and_a_point_beyond_the_maximum_are_told() -> None:
    values = checked_values(
        index("pci"), {"total": "64.63", "rank": "65", "units": "64", "1": "10.5"}
    )
    told = doubts(index("pci"), PublishedResult("pci", 2007, values))
    assert any("65" in one and "64" in one for one in told)
    assert any("10,5" in one for one in told)


@pytest.mark.parametrize(
    "values",
    [{"total": "mười"}, {"rank": "1"}, {"total": "1", "rank": "0"}, {"total": "1", "x": "2"},
     {"total": "1.2.3"}, {"total": "-4"}],
)  # fmt: skip
def test_what_is_no_figure_is_refused(values: dict[str, str]) -> None:
    with pytest.raises(UserError):
        checked_values(index("papi"), values)


def years(*entries: tuple[int, str, str]) -> list[PublishedResult]:
    return [
        PublishedResult("papi", year, {"total": total, "rank": rank})
        for year, total, rank in entries
    ]


def test_points_up_while_the_rank_goes_down() -> None:
    change = compare_years(index("papi"), *years((2020, "86.02", "9"), (2021, "87.61", "16")))
    assert (change.total.points, change.rank) == (Decimal("1.59"), -7)
    assert change.words == "Điểm tăng 1,59 nhưng hạng giảm 7 bậc (từ 9 thành 16)."


def test_a_rise_by_thirty_four_places() -> None:
    change = compare_years(index("papi"), *years((2021, "80", "58"), (2022, "81.10", "24")))
    assert change.rank == 34
    assert change.words.startswith("Điểm tăng 1,1 và hạng tăng 34 bậc")


def test_parts_not_available_are_not_compared() -> None:
    one = PublishedResult("pci", 2012, {"total": "57.63", "6": "N/A"})
    other = PublishedResult("pci", 2013, {"total": "57.19", "6": "6.39"})
    change = compare_years(index("pci"), one, other)
    assert {part.name: part.points for part in change.parts}["6"] is None
    assert change.words.endswith("chưa đủ hạng để so.")


def test_half_up_differs_from_what_was_printed() -> None:
    from fractions import Fraction

    share = Fraction("40.62") / 80 * 100
    assert str(round_points(share, 2, Rounding.HALF_UP)) == "50.78"
    assert str(round_points(share, 2, Rounding.TRUNCATE)) == "50.77"
