"""A changed byte is never shown as good, never a traceback, and never a hang."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from cchc_desktop.core.errors import Cancelled, FileProblem
from cchc_desktop.workbook.workbook import check_file
from tests.support.other_programs import run
from tests.support.workbooks import fill, reopen

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_desktop.core.assessment import Assessment
    from tests.support.workbooks import Make

PAGE = 16384


@dataclass(frozen=True)
class Sound:
    """A filled workbook as it should be."""

    data: bytes
    assessment: Assessment
    documents: dict[int, bytes]


@pytest.fixture
def sound(make: Make, tmp_path: Path) -> Sound:
    path = make()
    with reopen(path) as workbook:
        fill(workbook)
        assessment = workbook.read_assessment()
        documents = {}
        for document_id in (1, 2, 3):
            workbook.extract_document(document_id, tmp_path / "out")
            documents[document_id] = (tmp_path / "out").read_bytes()
            (tmp_path / "out").unlink()
    assert check_file(path) == ()
    return Sound(path.read_bytes(), assessment, documents)


def verdict(path: Path, sound: Sound) -> str:
    """Try all that a person would try; say what the program said of the file.

    ``silent`` means that it gave something out that is not what was put in, without a word.
    """
    before = path.read_bytes()
    started = time.monotonic()
    try:
        reported = bool(check_file(path))
    except FileProblem:
        reported = True
    trusted = True
    try:
        with reopen(path) as workbook:
            trusted = workbook.read_assessment() == sound.assessment
            for document_id, data in sound.documents.items():
                out = path.with_name("out")
                workbook.extract_document(document_id, out, replace=True)
                trusted = trusted and out.read_bytes() == data
    except FileProblem:
        opened = "refused"
    else:
        opened = "good" if trusted else "silent"
    assert time.monotonic() - started < 10
    assert path.read_bytes() == before
    if opened == "silent":
        return "silent"
    if opened == "refused" and not reported:
        return "unexplained"
    return "reported" if reported else "harmless"


def places_of_content(path: Path, data: bytes) -> list[int]:
    """Give the offset of every byte of answers, meta, log, citations and documents that counts.

    Found by their text, because it is text and bytes that are to be protected wherever they lie.
    """
    texts = run(
        "sqlite3",
        "-readonly",
        "-separator",
        "\x1f",
        "-newline",
        "\x1e",
        str(path),
        "SELECT entered, note, not_applicable FROM answers;"
        "SELECT value FROM meta; SELECT basis FROM exemptions;"
        "SELECT sha256, name, number, issuer FROM documents;"
        "SELECT at, who, act, table_name, hash FROM history; SELECT state, history_head FROM seal",
    )
    found: set[int] = set()
    for text in texts.replace("\x1e", "\x1f").split("\x1f"):
        needle = text.strip().encode()
        start = data.find(needle) if len(needle) > 3 else -1
        while start >= 0:
            found.update(range(start, start + len(needle)))
            start = data.find(needle, start + 1)
    return sorted(found)


def test_changed_bytes_of_the_content_are_always_reported(
    make: Make, sound: Sound, tmp_path: Path
) -> None:
    chance = random.Random(20261120)
    path = tmp_path / "hồ sơ.cchc"
    content = places_of_content(path, sound.data)
    inside_a_document = range(32 * PAGE, 75 * PAGE)
    assert bytes(range(256)) * 60 in sound.data[inside_a_document.start : inside_a_document.stop]
    places = chance.sample(content, 70) + chance.sample(inside_a_document, 30)
    for place in places:
        changed = bytearray(sound.data)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        assert verdict(path, sound) == "reported", f"byte {place}"


def test_changed_bytes_anywhere_are_reported_or_harmless(sound: Sound, tmp_path: Path) -> None:
    chance = random.Random(1120)
    path = tmp_path / "hồ sơ.cchc"
    seen = []
    for _ in range(120):
        changed = bytearray(sound.data)
        place = chance.randrange(len(changed))
        changed[place] ^= chance.randrange(1, 256)
        path.write_bytes(changed)
        seen.append(verdict(path, sound))
        assert seen[-1] in ("reported", "harmless"), f"byte {place}"
    assert seen.count("reported") > 60  # most of the file is documents


def test_zeroed_pages_are_reported_or_were_empty(sound: Sound, tmp_path: Path) -> None:
    path = tmp_path / "hồ sơ.cchc"
    pages = len(sound.data) // PAGE
    for page in [*range(32), *range(32, pages, 7)]:
        changed = bytearray(sound.data)
        changed[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
        path.write_bytes(changed)
        assert verdict(path, sound) in ("reported", "harmless"), f"page {page}"


def test_swapped_pages_are_reported(sound: Sound, tmp_path: Path) -> None:
    chance = random.Random(3)
    path = tmp_path / "hồ sơ.cchc"
    pages = len(sound.data) // PAGE
    for _ in range(25):
        one, other = (page * PAGE for page in chance.sample(range(1, pages), 2))
        changed = bytearray(sound.data)
        changed[one : one + PAGE], changed[other : other + PAGE] = (
            changed[other : other + PAGE],
            changed[one : one + PAGE],
        )
        if changed == sound.data:
            continue
        path.write_bytes(changed)
        assert verdict(path, sound) in ("reported", "harmless")


def test_a_file_cut_anywhere_is_reported(sound: Sound, tmp_path: Path) -> None:
    chance = random.Random(4)
    path = tmp_path / "hồ sơ.cchc"
    for _ in range(25):
        path.write_bytes(sound.data[: chance.randrange(len(sound.data))])
        assert verdict(path, sound) == "reported"


def test_a_damaged_place_is_named(sound: Sound, tmp_path: Path) -> None:
    path = tmp_path / "hồ sơ.cchc"
    note = "sửa lại".encode()
    place = sound.data.find(note)
    while sound.data[place - 200 : place].find(b'"note"') >= 0:  # inside the log: not the answer
        place = sound.data.find(note, place + 1)
    changed = bytearray(sound.data)
    changed[place] ^= 0x20
    path.write_bytes(changed)
    assert any("mục 1.1.2" in one for one in check_file(path))
    with pytest.raises(FileProblem, match=r"mục 1\.1\.2"):
        reopen(path)


def test_the_check_can_be_stopped(make: Make, tmp_path: Path) -> None:
    path = make()
    with reopen(path) as workbook:
        fill(workbook)
    shutil.copy(path, tmp_path / "copy")
    for last in (0, 10, 50):

        def stop(done: int, total: int, what: str, last: int = last) -> None:
            assert 0 <= done <= total == 100
            if done >= last:
                raise Cancelled

        with pytest.raises(Cancelled):
            check_file(path, stop)
    assert path.read_bytes() == (tmp_path / "copy").read_bytes()
