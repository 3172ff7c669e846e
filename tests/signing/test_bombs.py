"""A small file that unpacks to gigabytes is told to be damaged, soon and in little memory."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.hostile_pdfs import object_stream_that_unpacks_to, table_that_unpacks_to

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = 1024**3  # bytes of address space, threads' stacks included
SECONDS = 25

VERIFY = f"""
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from cchc_desktop.core.errors import FileProblem
from cchc_desktop.signing.verifier import verify_signatures
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
try:
    print(verify_signatures(Path(sys.argv[1]), [], datetime.now(UTC)).findings)
except FileProblem as problem:
    print(problem.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on memory")
@pytest.mark.parametrize(
    "make",
    [
        lambda: object_stream_that_unpacks_to(2048),
        lambda: object_stream_that_unpacks_to(60, noise=1_000_000),
        lambda: table_that_unpacks_to(64, rows=64 * 1024**2 // 4),
        lambda: table_that_unpacks_to(2048),
    ],
    ids=["objects", "objects among others", "table", "table of few rows"],
)
def test_a_bomb_is_defused(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "bom.pdf"
    path.write_bytes(make())
    assert path.stat().st_size < 4_000_000
    done = subprocess.run(
        [sys.executable, "-c", VERIFY, str(path)],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=True,
    )
    assert (done.stdout.strip(), done.stderr) == ("pdf_damaged", "")


def test_an_object_stream_of_usual_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "thường.pdf"
    path.write_bytes(object_stream_that_unpacks_to(1))
    done = subprocess.run(
        [sys.executable, "-c", VERIFY, str(path)], capture_output=True, text=True, check=True
    )
    assert "unsigned" in done.stdout
