"""What a set costs: one answer scored, a set loaded, a large set checked, many ballots counted.

The promise in milliseconds holds on a quiet machine; the limit here is a ratio to plain work of the
same size measured right beside it.
"""

from __future__ import annotations

import csv
import gc
import json
import random
import statistics
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import OPTION, Answer
from cchc_desktop.core.assessment import Assessment
from cchc_desktop.core.criteria_set import Scorer
from cchc_desktop.core.documents import read_document
from cchc_desktop.core.figures import InputKind
from cchc_desktop.core.measures import Choice
from cchc_desktop.core.scoring import score_assessment
from cchc_desktop.core.set_check import check_set
from cchc_desktop.core.set_document import set_from_text, set_to_text
from cchc_desktop.operations.surveys import load_questionnaire
from cchc_desktop.paths import forms_dir
from cchc_desktop.surveys.ballot_table import read_ballots
from tests.bench.measured import record
from tests.support.made_sets import thousand_leaves

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cchc_desktop.core.criteria_set import CriteriaSet, Leaf

SETS = forms_dir() / "sets"
LARGEST = "par-index-1150"
BALLOTS = 50_000
DATE = InputKind.DATE


def _median(work: Callable[[], object], rounds: int) -> float:
    """Give the median seconds of a call."""
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def _any_answer(leaf: Leaf, turn: int) -> Answer:
    """Answer a leaf so that it is scored: an option, a day, or figures no part above its whole."""
    values = {one.name: str(turn % 7 + 1) for one in leaf.inputs}
    values |= {one.name: f"2026-03-{turn % 28 + 1:02}" for one in leaf.inputs if one.kind is DATE}
    if isinstance(leaf.measure, Choice):
        options = leaf.measure.options
        values[OPTION] = options[turn % len(options)].key
    return Answer(values)


def _answered(whole: CriteriaSet) -> Assessment:
    answers = {leaf.code: _any_answer(leaf, turn) for turn, leaf in enumerate(whole.leaves)}
    return Assessment("Tỉnh A", 2026, whole, answers)


def test_one_answer_is_scored_at_once() -> None:
    whole = set_from_text((SETS / f"{LARGEST}.json").read_text("utf-8"))
    own = [leaf for leaf in whole.leaves if leaf.scored_by is Scorer.UNIT]
    before = _answered(whole)
    sheet = score_assessment(before)
    taken, floor = [], []
    for turn in range(300):
        leaf = own[turn % len(own)]
        answers = {**before.answers, leaf.code: _any_answer(leaf, turn + 1)}
        after = replace(before, answers=answers)
        began = time.perf_counter()
        fast = score_assessment(after, sheet)
        taken.append(time.perf_counter() - began)
        began = time.perf_counter()
        full = score_assessment(after)
        floor.append(time.perf_counter() - began)
        assert fast == full
    median = statistics.median(taken)
    words = f"chấm lại cả bộ {len(whole.leaves)} mục; trung vị {median * 1000:.2f} ms"
    record("one_answer", median / statistics.median(floor), 0.2, words)
    assert median <= 0.2 * statistics.median(floor)


def test_a_set_is_loaded_fast() -> None:
    text = (SETS / f"{LARGEST}.json").read_text("utf-8")
    loaded = _median(lambda: set_from_text(text), 20)
    plain = _median(lambda: json.loads(text), 20)
    words = f"chỉ đọc JSON của {LARGEST}; trung vị {loaded * 1000:.1f} ms"
    record("load_set", loaded / plain, 15, words)
    assert loaded <= 15 * plain


def test_a_thousand_leaves_are_checked_fast() -> None:
    whole = thousand_leaves()
    assert len(whole.leaves) >= 1000
    text = set_to_text(whole)
    checked = _median(lambda: check_set(whole), 5)
    read = _median(lambda: set_from_text(text), 5)
    words = f"đọc bộ {len(whole.leaves)} mục; kiểm tra {checked * 1000:.0f} ms"
    record("check_thousand", checked / read, 1, words)
    assert check_set(whole), "its sums are wrong, and must be told"
    assert checked <= read


def _write_ballots(path: Path) -> None:
    chance = random.Random(2640)
    columns = [one.column for one in load_questionnaire().questions]
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["ma_phieu", "don_vi", *columns])
        for number in range(BALLOTS):
            answers = chance.choices(("5", "4", "3", "2", "1", ""), (30, 45, 12, 6, 4, 3), k=22)
            rows.writerow([f"P{number}", f"Đơn vị {number % 12}", *answers])


def _read_plainly(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return len(list(csv.reader(file)))


def test_many_ballots_are_counted_fast(tmp_path: Path) -> None:
    path = tmp_path / "phieu.csv"
    _write_ballots(path)
    questionnaire = load_questionnaire()
    ratios = []
    gc.collect()
    gc.freeze()  # the test runner's own objects would slow the plain reading, and flatter ours
    for _ in range(15):  # side by side, so that a busy moment falls on both
        plain = _median(lambda: _read_plainly(path), 1)
        ratios.append(_median(lambda: read_ballots(path, questionnaire), 1) / plain)
    gc.unfreeze()
    table = read_ballots(path, questionnaire)
    assert table.tally.ballots + table.tally.blank == BALLOTS
    assert not table.problem_count
    ratio = statistics.median(ratios)
    record("ballots", ratio, 2, f"mô-đun csv đọc cùng tệp {BALLOTS // 1000} nghìn phiếu")
    assert ratio <= 2


def test_every_shipped_document_is_read() -> None:
    """The slowest of what ships is within the promise, beside reading its text as JSON."""
    slowest, floor, name = 0.0, 1.0, ""
    for path in sorted(SETS.glob("*.json")):
        text = path.read_text("utf-8")
        if (one := _median(lambda text=text: read_document(text), 7)) > slowest:
            slowest, name = one, path.stem
            floor = _median(lambda text=text: json.loads(text), 7)
    record(
        "load_document",
        slowest / floor,
        30,
        f"chỉ đọc JSON; chậm nhất {name}, {slowest * 1000:.1f} ms",
    )
    assert slowest <= 30 * floor
