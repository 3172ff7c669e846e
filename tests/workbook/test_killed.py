"""What was acknowledged is there after a kill at any moment; what was not, is not half there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_desktop.workbook.workbook import check_file
from tests.support import busy_officer
from tests.support.workbooks import reopen

if TYPE_CHECKING:
    from tests.support.workbooks import Make

KILLS = int(os.environ.get("CCHC_KILLS", "20"))


def kill_at_work(path: Path, seed: int, seconds: float) -> list[list[str]]:
    """Let the officer work that long, kill, and give the acts that were acknowledged."""
    command = [sys.executable, busy_officer.__file__, str(path), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as officer:
        assert officer.stdout is not None
        first = officer.stdout.readline()
        time.sleep(seconds)
        officer.send_signal(signal.SIGKILL)
        said = officer.stdout.read()
    assert first == "open\n"
    assert officer.returncode == -signal.SIGKILL
    # The last line may have been cut by the kill; the act was done all the same.
    return [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def test_nothing_acknowledged_is_lost(make: Make) -> None:
    chance = random.Random(7)
    path = make()
    answers: dict[str, str] = {}
    evidence: dict[int, str] = {}
    left_unfinished = 0
    for round_ in range(KILLS):
        acts = kill_at_work(path, round_, chance.uniform(0.0, 0.25))
        # A journal with content: the kill came in the middle of a transaction.
        journal = Path(f"{path}-journal")
        left_unfinished += journal.exists() and journal.stat().st_size > 0
        for act in acts:
            if act[0] == "answer":
                answers[act[1]] = act[2]
            else:
                evidence[int(act[1])] = act[2]
        with reopen(path) as workbook:
            assessment = workbook.read_assessment()
        by_id = {one.id: one.document.sha256 for one in assessment.evidence}
        assert evidence.items() <= by_id.items()
        for code, value in answers.items():
            kept = assessment.answer(code).values["a"]
            seed, number = map(int, kept.split("-"))
            # Either what was acknowledged last, or the one act after it that could not be told.
            assert (seed, number) >= tuple(map(int, value.split("-")))
            answers[code] = kept
        evidence = by_id
    assert check_file(path) == ()
    assert answers
    assert evidence
    assert left_unfinished, "no kill met a transaction: the test proves nothing"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_kill_while_a_workbook_is_made_leaves_no_workbook(tmp_path: Path, set_text: str) -> None:
    (tmp_path / "set.json").write_text(set_text, encoding="utf-8")
    script = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from cchc_desktop.workbook.workbook import create_workbook\n"
        "import sqlite_utils\n"
        "folder = Path(sys.argv[1]); text = (folder / 'set.json').read_text('utf-8')\n"
        "print('ready', flush=True)\n"
        "for n in range(100000):\n"
        "    create_workbook(folder / f'{n}.cchc', set_text=text, unit='A', year=2026,\n"
        "        exemptions={}, who='', now=datetime.now(UTC))\n"
        "    print(n, flush=True)\n"
    )
    chance = random.Random(8)
    for _ in range(max(KILLS // 4, 1)):
        command = [sys.executable, "-c", script, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as maker:
            assert maker.stdout is not None
            maker.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.15))
            maker.kill()
            made = maker.stdout.read().split("\n")[:-1]
        assert {f"{number}.cchc" for number in made} <= {one.name for one in tmp_path.iterdir()}
        for one in tmp_path.glob("*.cchc"):
            assert check_file(one) == ()
            one.unlink()
