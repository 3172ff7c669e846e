"""Two programs on one file wait for each other and lose nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from cchc_desktop.core.answer import Answer
from tests.support.workbooks import attach, reopen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.workbooks import Make

WRITER = """
import sys; from pathlib import Path; from datetime import datetime, UTC
from cchc_desktop.core.answer import Answer
from cchc_desktop.workbook.workbook import open_workbook
who = sys.argv[2]
with open_workbook(Path(sys.argv[1]), clock=lambda: datetime.now(UTC), who=who) as workbook:
    for number in range(60):
        workbook.save_answers({f"{who}.{number % 7}": Answer({"a": str(number)})})
"""


def test_two_writers_lose_nothing(make: Make) -> None:
    path = make()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), who], stderr=subprocess.PIPE)
        for who in ("1", "2")
    ]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors.decode()
    with reopen(path) as workbook:
        answers = workbook.read_assessment().answers
        assert workbook.check_integrity() == ()
    expected = {f"{who}.{n % 7}": {"a": str(n)} for who in "12" for n in range(60)}
    assert {code: dict(one.values) for code, one in answers.items()} == expected


def test_another_programs_change_is_seen_at_the_next_reading(make: Make) -> None:
    path = make()
    with reopen(path) as mine, reopen(path) as other:
        other.save_answers({"1.1.1": Answer({"a": "1"})})
        assert mine.read_assessment().answer("1.1.1").values == {"a": "1"}
        mine.save_answers({"1.1.2": Answer({"a": "2"})})
        assert set(other.read_assessment().answers) == {"1.1.1", "1.1.2"}
        assert other.check_integrity() == ()


def test_a_copy_of_the_open_file_is_whole(make: Make, tmp_path: Path) -> None:
    """As when an officer copies it to a stick while the window is open."""
    path = make()
    with reopen(path) as workbook:
        attach(workbook, "1.1.1", b"a" * 3_000_000)
        workbook.save_answers({"1.1.1": Answer({"a": "1"})})
        copy = tmp_path / "chép.cchc"
        subprocess.run(["cp", str(path), str(copy)], check=True)
        expected = workbook.read_assessment()
    with reopen(copy) as opened:
        assert opened.read_assessment() == expected
        assert opened.check_integrity() == ()


def test_evidence_does_not_slow_opening(make: Make, tmp_path: Path) -> None:
    light, heavy = make(tmp_path / "nhẹ.cchc"), make(tmp_path / "nặng.cchc")
    with reopen(heavy) as workbook:
        for number in range(50):
            data = random.Random(number).randbytes(1024 * 1024)
            attach(workbook, "1.1.1", data, name=f"{number}.pdf")

    def opening(path: Path) -> float:
        started = time.perf_counter()
        with reopen(path) as workbook:
            workbook.read_assessment()
        return time.perf_counter() - started

    times = {path: min(opening(path) for _ in range(15)) for path in (light, heavy)}
    # 50 rows more to read and hash, but none of the 50 MB.
    assert times[heavy] < 1.5 * times[light]


def test_memory_stays_flat_whatever_is_attached(make: Make, tmp_path: Path) -> None:
    path = make()
    script = """
import io, resource, sys; from pathlib import Path; from datetime import datetime, UTC
from cchc_desktop.core.evidence_item import Document, FileState
from cchc_desktop.workbook.workbook import open_workbook
workbook = open_workbook(Path(sys.argv[1]), clock=lambda: datetime.now(UTC))
source = Path(sys.argv[2])
def attach():
    with source.open("rb") as stream:
        document = Document(0, "", "a.pdf", source.stat().st_size, FileState.PDF, 1)
        return workbook.add_evidence("1.1.1", stream, document)
source.write_bytes(b"x"); attach()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with source.open("wb") as stream: stream.truncate(150 * 1024 * 1024)
one = attach()
workbook.extract_document(one.document.id, source.with_name("out"), replace=True)
assert workbook.check_integrity() == ()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    command = [sys.executable, "-c", script, str(path), str(tmp_path / "source")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 60 * 1024
