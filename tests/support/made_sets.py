"""Small criteria sets made by hand or by chance: every measure with every scale, odd texts."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from cchc_desktop.core.set_document import set_from_data
from cchc_desktop.paths import forms_dir

if TYPE_CHECKING:
    from cchc_desktop.core.criteria_set import CriteriaSet

Data = dict[str, Any]

SHARE = {"kind": "share", "num": {"b": "1"}, "den": {"a": "1"}, "zero_den": "max"}
WEIGHED = {"kind": "share", "num": {"b": "1", "c": "0.5"}, "den": {"a": "1"}, "zero_den": "zero"}
OVER = {**SHARE, "zero_den": "exempt", "over_100": True}
PERCENT = {"kind": "percent", "input": "b"}
COUNT = {"kind": "count", "terms": [{"input": "b"}]}
GATED = {
    "kind": "count",
    "terms": [{"input": "a", "weight": "0.5"}, {"input": "b", "at_most": 4, "part_of": "a"}],
    "zero_if": [{"input": "c", "at_least": 1}],
}
LATE = {"kind": "days_late", "input": "d", "due": {"day": 31, "month": 1}, "due_text": "31/01"}
NEXT_YEAR = {
    "kind": "days_late",
    "input": "d",
    "due": {"day": 5, "month": 1, "year_offset": 1},
    "due_text": "theo kế hoạch; sau Tết",
    "if_none": "0.00",
}
UNSET = {"kind": "days_late", "input": "d", "due_text": "theo kế hoạch của tỉnh"}
CHANGE = {"kind": "difference", "current": "b", "previous": "a", "tolerance": "0.01"}
CHANGE_IF = {**CHANGE, "if_no_previous": "0.5"}
OPTIONS = {
    "kind": "choice",
    "options": [
        {"key": "co", "label": "Có: đủ, đúng = tốt", "points": "2.00"},
        {"key": "mot phan", "label": "Một phần | (nửa)", "points": "1.00"},
        {"key": "x:y", "label": "Không", "points": "0"},
        {"key": "na", "label": "Không có nhiệm vụ"},
    ],
}
LEVELS = {
    "kind": "choice",
    "options": [
        {"key": "xs", "label": "Xuất sắc", "percent": "100"},
        {"key": "ht", "label": "Hoàn thành", "percent": "62.5"},
    ],
}
TICKS = {
    "kind": "ticks",
    "items": [
        {"key": "m1", "label": "Mục 1", "points": "1.50"},
        {"key": "m2", "label": "=SUM(A1) \\ 2", "points": "0.5"},
    ],
}
BY_HAND = {
    "kind": "points",
    "input": "diem",
    "step": "0.25",
    "guide": "Ghi rõ = vì sao\nxuống dòng",
}

POINTS = {"kind": "points"}
PART = {"kind": "proportional"}
GOAL = {
    "kind": "proportional",
    "target": "60",
    "threshold": {"min_percent": "20", "below_points": "0.25"},
}
STEPS = {
    "kind": "bands",
    "bands": [{"bound": "95", "points": "2.00"}, {"bound": "80", "of": "98"}],
    "otherwise": "0",
}
DAYS = {
    "kind": "bands",
    "bands": [{"bound": "0", "points": "2.00"}, {"bound": "10", "points": "1"}],
    "otherwise": "0.00",
    "up_to": True,
}
LINE = {"kind": "piecewise", "knots": [{"at": "50", "points": "0"}, {"at": "90", "points": "2.00"}]}
EACH = {"kind": "per_unit", "per": "0.5", "cap": "2.00"}
LESS = {"kind": "per_unit", "per": "-1", "start": "2.00", "floor": "0.5"}
TREND = {"kind": "trend", "up": "2.00", "same": "1", "down": "0"}

RULES: list[tuple[Data, Data]] = [
    *((m, s) for m in (SHARE, WEIGHED, OVER, PERCENT) for s in (PART, GOAL, STEPS, LINE)),
    *((m, s) for m in (COUNT, GATED) for s in (GOAL, STEPS, LINE, EACH, LESS)),
    *((m, s) for m in (LATE, NEXT_YEAR, UNSET) for s in (DAYS, EACH, LINE)),
    *((m, s) for m in (CHANGE, CHANGE_IF) for s in (TREND, STEPS, LINE)),
    (OPTIONS, POINTS), (LEVELS, PART), (LEVELS, GOAL), (TICKS, POINTS), (BY_HAND, POINTS),
]  # fmt: skip
"""Every pair of measure and scale that a set may have, each worth 2 points."""

_TEXTS = st.text(
    st.sampled_from("aăâđêôơưĐẢệỹ Xy19=+-@;:|()[]\\\"',.×÷…\n“”"), min_size=1, max_size=30
).filter(lambda text: bool(text.strip()))
_LINKS = ("", "plan.done", "survey.sipas-2640.factor.1")


def shipped_data(id_: str = "so-nganh-2026") -> Data:
    """Give a shipped set as plain data, to be spoilt."""
    data: Data = json.loads((forms_dir() / "sets" / f"{id_}.json").read_text("utf-8"))
    return copy.deepcopy(data)


def inputs_of(*measures: Data) -> list[Data]:
    """Give the figures that these measures read, by their own account."""
    from cchc_desktop.core.measure_document import measure_from_data

    names = dict.fromkeys(n for one in measures for n in measure_from_data(one).input_names)
    dates = {"d", "due"}
    return [
        {"name": n, "label": f"Số {n}", "unit": "ngày" if n in dates else "việc",
         "kind": "date" if n in dates else "number"}
        for n in names
    ]  # fmt: skip


def leaf(code: str, measure: Data, scale: Data, **more: Any) -> Data:
    """Give a leaf worth 2 points."""
    return {
        "code": code, "title": f"Mục {code}", "max": "2.00", "scored_by": "unit",
        "measure": measure, "scale": scale, "inputs": inputs_of(measure), "evidence": [], **more,
    }  # fmt: skip


def whole(leaves: list[Data], **more: Any) -> Data:
    """Give a set of one field whose criteria are these leaves."""
    total = sum((Decimal(one["max"]) for one in leaves), Decimal(0))
    field = {"code": "1", "title": "Lĩnh vực", "max": format(total, "f"), "criteria": leaves}
    return {
        "format": "cchc-set/1", "id": "thu", "version": "1", "title": "Bộ thử", "year": 2026,
        "applies_to": "sở", "legal_basis": ["QĐ 1"], "disclaimer": "",
        "policy": {
            "rounding": "half_up", "leaf_decimals": 2, "index_decimals": 2,
            "index_floor": "0.00", "index_cap": "100.00", "classes": [],
        },
        "fields": [field], **more,
    }  # fmt: skip


@st.composite
def sets(draw: st.DrawFn) -> Data:
    """A set with rules, texts, variants, requirements, links and policy by chance."""
    leaves = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        rules = draw(st.lists(st.sampled_from(RULES), min_size=1, max_size=3))
        one = leaf(f"1.{number}", *rules[0])
        one["title"] = draw(_TEXTS)
        one["scored_by"] = draw(st.sampled_from(["unit", "survey", "council"]))
        one["max"] = draw(st.sampled_from(["2.00", "2", "2.5", "0.125"]))
        one["evidence"] = draw(st.lists(_TEXTS, max_size=2))
        for figure in one["inputs"]:
            figure |= {"label": draw(_TEXTS), "unit": draw(_TEXTS)}
            if link := draw(st.sampled_from(_LINKS)):
                figure["link"] = link
        if len(rules) > 1:
            del one["measure"], one["scale"]
            one["variants"] = [
                {"key": f"k{i}:", "label": draw(_TEXTS), "measure": m, "scale": s}
                for i, (m, s) in enumerate(rules)
            ]
        if number > 1 and draw(st.booleans()):
            one["requires"] = {"code": f"1.{number - 1}", "evidence": draw(st.booleans())}
            if draw(st.booleans()):
                one["requires"]["options"] = ["a|b", "co"]
            if draw(st.booleans()):
                one["requires"]["least_points"] = "0.50"
        if draw(st.booleans()):
            one |= {"exemptible": True, "exempt_basis": draw(_TEXTS.filter(lambda t: t != "có"))}
        for name in ("note", "basis", "source"):
            if draw(st.booleans()):
                one[name] = draw(_TEXTS)
        leaves.append(one)
    data = whole(leaves)
    data |= {
        "title": draw(_TEXTS),
        "disclaimer": draw(_TEXTS),
        "legal_basis": draw(st.lists(_TEXTS, max_size=2)),
    }
    policy = data["policy"]
    policy["rounding"] = draw(st.sampled_from(["half_up", "truncate"]))
    policy["classes"] = [{"key": "tot", "label": draw(_TEXTS), "from": "80"},
                         {"key": "kem", "label": "Kém", "from": "0.5"}]  # fmt: skip
    if draw(st.booleans()):
        policy["blocks"] = [{"key": "so", "label": "Sở", "classes": policy["classes"]}]
        policy["gates"] = [{"condition": draw(_TEXTS), "highest": "tot"}]
        policy["tie_breaks"] = [{"by": "survey"}, {"by": "field", "code": "1"}]
        policy["remarks"] = {"Làm tròn": draw(_TEXTS)}
    if draw(st.booleans()):
        data["bonus"] = {"code": "9", "title": "Thưởng", "cap": "3.0",
                         "items": [leaf("9.1", COUNT, EACH)]}  # fmt: skip
    return data


def thousand_leaves() -> CriteriaSet:
    """The largest set, its fields again and again under new codes, until there are 1,000 leaves."""
    data = json.loads((forms_dir() / "sets/par-index-1150.json").read_text("utf-8"))
    fields = data["fields"]
    made: list[dict[str, object]] = []
    count = 0
    while count < 1000:  # a criterion without parts is a leaf itself
        number = str(len(made) + 1)
        one = copy.deepcopy(fields[len(made) % len(fields)])
        text = json.dumps(one, ensure_ascii=False)
        text = text.replace(f'"code": "{one["code"]}.', f'"code": "{number}.')
        text = text.replace(f'"code": "{one["code"]}"', f'"code": "{number}"')
        one = json.loads(text)
        made.append(one)
        count += sum(len(criterion.get("items", [])) or 1 for criterion in one["criteria"])
    data["fields"] = made
    return set_from_data(data)
