"""What is declared comes back as it was declared."""

from __future__ import annotations

import tempfile
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.assessment import Particulars
from cchc_desktop.core.errors import UserError
from cchc_desktop.workbook.workbook import Workbook, check_file
from tests.support.workbooks import reopen

if TYPE_CHECKING:
    from tests.support.workbooks import Make

codes = st.from_regex(r"[1-8](\.[1-9][0-9]?){1,2}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
answers = st.builds(Answer, st.dictionaries(texts, texts, max_size=4), texts, texts, st.booleans())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.dictionaries(codes, answers, max_size=5), max_size=4))
def test_answers_come_back(make: Make, changes: list[dict[str, Answer]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder) / "a.cchc")
        expected: dict[str, Answer] = {}
        with reopen(path) as workbook:
            for change in changes:
                workbook.save_answers(change)
                expected.update(change)
        expected = {code: one for code, one in expected.items() if not one.is_empty}
        with reopen(path) as workbook:
            assert workbook.read_assessment().answers == expected
        assert check_file(path) == ()


particulars = st.builds(
    Particulars,
    **{
        one.name: st.lists(texts, max_size=3).map(tuple)
        if isinstance(one.default, tuple)
        else texts
        for one in fields(Particulars)
    },
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_particulars=particulars, exemptions=st.dictionaries(codes, texts, max_size=5))
def test_particulars_and_exemptions_come_back(
    workbook: Workbook, given_particulars: Particulars, exemptions: dict[str, str]
) -> None:
    workbook.save_particulars(given_particulars)
    workbook.save_exemptions(exemptions)
    read = workbook.read_assessment()
    assert read.particulars == given_particulars
    assert read.exemptions == exemptions


def test_an_empty_answer_takes_the_row_away(workbook: Workbook) -> None:
    workbook.save_answers({"1.1.1": Answer({"a": "1"}), "1.1.2": Answer({"a": "2"})})
    workbook.save_answers({"1.1.1": Answer()})
    assert set(workbook.read_assessment().answers) == {"1.1.2"}


def test_that_there_is_none_is_an_answer(workbook: Workbook) -> None:
    workbook.save_answers({"1.1.1": Answer({"ngay_ban_hanh": ""})})
    assert workbook.read_assessment().answer("1.1.1").values == {"ngay_ban_hanh": ""}


def test_many_answers_are_one_act_and_all_or_nothing(workbook: Workbook) -> None:
    before = workbook.history_head()
    with pytest.raises(UserError) as caught:
        workbook.save_answers({"1.1.1": Answer({"a": "1"}), "1.1.2": Answer({"a": "\ud800"})})
    assert caught.value.code == "bad_text"
    assert not workbook.read_assessment().answers
    assert workbook.history_head() == before
    workbook.save_answers({"1.1.1": Answer({"a": "1"})})
    assert workbook.check_integrity() == ()


def test_a_note_of_some_megabytes_is_kept(workbook: Workbook) -> None:
    note = "giải trình " * 300_000
    workbook.save_answers({"1.1.1": Answer(note=note)})
    assert workbook.read_assessment().answer("1.1.1").note == note


def test_a_note_beyond_all_measure_is_refused(workbook: Workbook) -> None:
    with pytest.raises(UserError) as caught:
        workbook.save_answers({"1.1.1": Answer(note="x" * 33 * 1024 * 1024)})
    assert caught.value.code == "too_large"
    assert not workbook.read_assessment().answers
    assert workbook.check_integrity() == ()


def test_particulars_of_another_minor_form_are_still_read(workbook: Workbook) -> None:
    workbook.save_particulars(replace(Particulars(), number="135/BC-SCT"))
    with workbook._file.act("test") as (db, _):
        db.execute(
            "UPDATE meta SET value = json_set(json_remove(value, '$.place'), '$.later', 'x')"
            " WHERE key = 'particulars'"
        )
    assert workbook.read_assessment().particulars == Particulars(number="135/BC-SCT")
