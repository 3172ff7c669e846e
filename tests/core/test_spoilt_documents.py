"""A document with any one value put wrong is refused or found fault with, in Vietnamese."""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.criteria_set import CriteriaSet
from cchc_desktop.core.documents import read_document
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.core.set_findings import Severity
from cchc_desktop.paths import forms_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

Path_ = tuple[str | int, ...]

NAMES = ("so-nganh-2026", "xa-phuong-2026", "par-index-1150", "sipas-2640", "papi", "pci")
WRONG = st.sampled_from(
    [None, 5, -1, 1e308, "", [], {}, True, "x" * 10, "1.10", "NaN", "1e999999", "-0", [[]],
     {"a": {}}, [None], "9" * 400]
)  # fmt: skip
PYTHON = re.compile(r"object|argument|expected|unpack|subscript|NoneType|<class|indices|decimal\.")


@cache
def document(name: str) -> Any:
    return json.loads((forms_dir() / "sets" / f"{name}.json").read_text("utf-8"))


def paths(data: Any, before: Path_ = ()) -> Iterator[Path_]:
    """Give the way to every value."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        yield (*before, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*before, key))


@cache
def all_paths(name: str) -> list[Path_]:
    return list(paths(document(name)))


@pytest.mark.parametrize("name", NAMES)
@given(st.data())
def test_one_wrong_value_never_crashes_nor_speaks_python(name: str, data: st.DataObject) -> None:
    spoilt = copy.deepcopy(document(name))
    *way, last = data.draw(st.sampled_from(all_paths(name)))
    at = spoilt
    for key in way:
        at = at[key]
    at[last] = data.draw(WRONG)
    whole, findings = read_document(json.dumps(spoilt))
    assert whole is not None or findings
    for one in findings:
        assert not PYTHON.search(one.message), one.message
        assert one.message.endswith("."), one.message
    if isinstance(whole, CriteriaSet) and not any(
        one.severity is Severity.ERROR for one in findings
    ):
        score_assessment(Assessment("Sở A", 2026, whole))  # usable is usable
