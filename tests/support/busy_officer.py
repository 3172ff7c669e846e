"""A program that works on a workbook without a pause and says what it has been promised.

Run as ``python busy_officer.py WORKBOOK SEED``: after each act that returned, one line tells it.
It is killed in the middle of something; should nobody do so, it stops by itself.
"""

from __future__ import annotations

import io
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from cchc_desktop.core.answer import Answer
from cchc_desktop.core.evidence_item import Document, FileState
from cchc_desktop.workbook.workbook import open_workbook

LONGEST = 5.0
"""Seconds."""


def work(path: Path, seed: int) -> None:
    """Answer and attach, for some seconds."""
    chance = random.Random(seed)
    with open_workbook(path, clock=lambda: datetime.now(UTC), who="Lan") as workbook:
        tell("open")
        number = 0
        until = time.monotonic() + LONGEST
        while time.monotonic() < until:
            number += 1
            code = f"1.1.{chance.randrange(1, 9)}"
            if chance.random() < 0.6:
                workbook.save_answers({code: Answer({"a": f"{seed}-{number}"}, "ghi chú " * 20)})
                tell(f"answer {code} {seed}-{number}")
            else:
                # Some are larger than SQLite's cache, so that half a document reaches the disk.
                size = chance.choice([1_000, 300_000, 2_000_000, 20_000_000])
                data = f"{seed}-{number}".encode() + bytes(size)
                document = Document(0, "", f"{number}.pdf", len(data), FileState.PDF, 1)
                one = workbook.add_evidence(code, io.BytesIO(data), document)
                tell(f"evidence {one.id} {one.document.sha256}")


def tell(act: str) -> None:
    """Acknowledge an act, as a command's end or the window's word does."""
    sys.stdout.write(act + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
